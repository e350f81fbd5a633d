import Evidence
import Exact
import Meaning
import Notation

/// On what it hangs that a step holds at some points and fails at others.
///
/// A count of points is no condition: it hangs on the toy, where the step holds at all points of one
/// and fails on another; or on a formula that parts the points of a toy, and parts others drawn
/// anew as well.
struct Difference {
  let finding: Finding
  let step: Int
  let chain: Equation.Chain
  let trials: [Trial]
  let toys: [Toy]
  let makers: [TrialMaker]

  /// "s_1 > 0 (on the toy t)", "it holds on steady and fails on fading, where …"; nil where nothing
  /// was found, and the step is false.
  var condition: String? {
    let holding = Set(finding.holding.map(\.trial)), failing = Set(finding.failing.map(\.trial))
    let mixed = holding.intersection(failing).sorted()
    func names(_ trials: Set<Int>) -> [String] { trials.sorted().map { self.trials[$0].toy } }
    if mixed.isEmpty { return Self.between(names(holding), names(failing), toys) }
    var found: [(words: String, toys: [String])] = []
    for trial in mixed {
      guard let words = separation(trial) else { return nil }
      if let i = found.firstIndex(where: { $0.words == words }) {
        found[i].toys.append(trials[trial].toy)
      } else {
        found.append((words, [trials[trial].toy]))
      }
    }
    let conditions = found.map {
      "\($0.words) (on the toy\($0.toys.count > 1 ? "s" : "") \($0.toys.joined(separator: ", ")))"
    }
    let others = names(failing.subtracting(mixed))
    return conditions.joined(separator: "; ")
      + (others.isEmpty ? "" : "; it fails on " + others.joined(separator: ", "))
  }

  /// "it holds at 33 of 36 points of three, by accident: …".
  var count: String {
    let all = finding.holding.count + finding.failing.count
    let toys = Set((finding.holding + finding.failing).map(\.trial)).sorted().map { trials[$0].toy }
    return "it holds at \(finding.holding.count) of \(all) points on "
      + toys.joined(separator: ", ") + ", and under no condition that was tried at all of them"
  }

  /// What parts the points of one toy.
  private func separation(_ trial: Int) -> String? {
    if isAboutLettersAlone { return nil }
    let failing = finding.failing.filter { $0.trial == trial }
    let isUndefinedAlone = failing.allSatisfy(finding.withoutValue.contains)
    return parts(trial, failing) ?? (isUndefinedAlone ? "both sides have a value" : nil)
  }

  /// Whether the step only says how letters lie, `a > b` or `2 a \\ge 1`: it is its own condition.
  private var isAboutLettersAlone: Bool {
    chain.relations[step].isInequality && chain.sides[step].isLinear
      && chain.sides[step + 1].isLinear
  }

  private func parts(_ trial: Int, _ failing: [Finding.At]) -> String? {
    guard let maker = makers.first(where: { $0.setting.name == trials[trial].toy }) else {
      return nil
    }
    let points = trials[trial].points
    let holding = finding.holding.filter { $0.trial == trial }
    return Separation(
      maker: maker, chain: chain, step: step, holding: holding.map { points[$0.point] },
      failing: failing.map { points[$0.point] },
      isOfValues: failing.allSatisfy(finding.withoutValue.contains)
    ).words
  }

  // MARK: toys

  /// "it holds on steady and fails on fading, where beta_s = 1/(s+1)^2".
  static func between(_ good: [String], _ bad: [String], _ toys: [Toy]) -> String {
    let changed = bad.compactMap { name in
      good.lazy.compactMap { change(from: $0, to: name, toys) }.first
    }
    let holds = "it holds on " + good.joined(separator: ", ")
    let fails = "fails on " + bad.joined(separator: ", ")
    return "\(holds) and \(fails)"
      + (changed.isEmpty ? "" : ", where " + changed.joined(separator: "; "))
  }

  /// The lines in which one toy differs from another, when one extends the other.
  private static func change(from good: String, to bad: String, _ toys: [Toy]) -> String? {
    func text(_ name: String) -> [String] {
      (toys.first { $0.name == name }?.text ?? "").split(separator: "\n").map { trimmed($0) }.filter
      { !$0.isEmpty && !$0.hasPrefix("\"") && !$0.hasPrefix("#") }
    }
    let a = text(good)
    let b = text(bad)
    if b.contains("extends \(good)") {
      return b.filter { !$0.hasPrefix("extends ") }.joined(separator: ", ")
    }
    if a.contains("extends \(bad)") {
      return "not " + a.filter { !$0.hasPrefix("extends ") }.joined(separator: ", ")
    }
    return nil
  }
}

extension Formula {
  /// Whether it is a sum of letters and numerals, with numerals as factors.
  fileprivate var isLinear: Bool {
    switch self {
    case .symbol: true
    case .negative(let a): a.isLinear
    case .sum(let terms): terms.allSatisfy(\.isLinear)
    case .product(let factors):
      factors.count { !$0.isNumeral } <= 1 && factors.allSatisfy(\.isLinear)
    case .quotient(let a, let b): a.isLinear && b.isNumeral
    default: isNumeral
    }
  }
}

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

  enum Answer {
    /// "s_1 > 0 (on the toy t)", "it holds on steady and fails on fading, where …".
    case condition(String)
    /// Nothing was found, and the step is false; at a new point of a toy, where that is known.
    case nothing(trial: Int?, at: Point?)
  }

  var answer: Answer {
    let holding = Set(finding.holding.map(\.trial)), failing = Set(finding.failing.map(\.trial))
    let mixed = holding.intersection(failing).sorted()
    func names(_ trials: Set<Int>) -> [String] { trials.sorted().map { self.trials[$0].toy } }
    if mixed.isEmpty { return .condition(Self.between(names(holding), names(failing), toys)) }
    var found: [(words: String, toys: [String])] = []
    for trial in mixed {
      let words: String
      switch separation(trial) {
      case .condition(let found): words = found
      case .contradicted(let point): return .nothing(trial: trial, at: point)
      case .nothing: return .nothing(trial: nil, at: nil)
      }
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
    return .condition(
      conditions.joined(separator: "; ")
        + (others.isEmpty ? "" : "; it fails on " + others.joined(separator: ", ")))
  }

  /// "it holds at 33 of 36 points of three, by accident: …".
  var count: String {
    let all = finding.holding.count + finding.failing.count
    let toys = Set((finding.holding + finding.failing).map(\.trial)).sorted().map { trials[$0].toy }
    return "it holds at \(finding.holding.count) of \(all) points on "
      + toys.joined(separator: ", ") + ", and under no condition that was tried at all of them"
  }

  /// What parts the points of one toy.
  private func separation(_ trial: Int) -> Separation.Answer {
    guard !isAboutLettersAlone,
      let maker = makers.first(where: { $0.setting.name == trials[trial].toy })
    else { return .nothing }
    let points = trials[trial].points
    let holding = finding.holding.filter { $0.trial == trial }
    let failing = finding.failing.filter { $0.trial == trial }
    return Separation(
      maker: maker, chain: chain, step: step, holding: holding.map { points[$0.point] },
      failing: failing.map { points[$0.point] },
      isOfValues: failing.allSatisfy(finding.withoutValue.contains)
    ).answer
  }

  /// Whether the step only says how letters lie, `a > b`, `2 a \ge 1` or `a b \ge 0`: it is its
  /// own condition.
  private var isAboutLettersAlone: Bool {
    let (left, right) = (chain.sides[step], chain.sides[step + 1])
    guard chain.relations[step].isInequality else { return false }
    return left.isLinear && right.isLinear || left.isMonomial && right == .number(0)
      || left == .number(0) && right.isMonomial
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

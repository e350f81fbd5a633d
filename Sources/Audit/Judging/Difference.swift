import Evidence
import Exact
import Meaning
import Notation

/// What parts the points where a statement holds from those where it fails.
struct Difference {
  private let finding: Finding
  private let trials: [Trial]
  private let toys: [Toy]
  private let makers: [TrialMaker]
  private let chain: Equation.Chain
  private let step: Int

  init(
    _ finding: Finding, _ trials: [Trial], _ toys: [Toy], _ makers: [TrialMaker],
    _ chain: Equation.Chain, _ step: Int
  ) {
    (self.finding, self.trials, self.toys) = (finding, trials, toys)
    (self.makers, self.chain, self.step) = (makers, chain, step)
  }

  /// "t = 1", "s_1 > 0", "on the toy summable (where beta_t = …) it fails".
  var words: String {
    let holding = Set(finding.holding.map(\.trial))
    let failing = Set(finding.failing.map(\.trial))
    let mixed = holding.intersection(failing).sorted()
    if let trial = mixed.first { return within(trial) }
    let good = holding.sorted().map { trials[$0].toy }
    let bad = failing.sorted().map { trials[$0].toy }
    return Self.between(good, bad, toys)
  }

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

  // MARK: points of one toy

  private func within(_ trial: Int) -> String {
    let points = trials[trial].points
    let holding = finding.holding.filter { $0.trial == trial }.map { points[$0.point] }
    let failing = finding.failing.filter { $0.trial == trial }.map { points[$0.point] }
    let all = candidates(holding + failing) + domains(trials[trial].toy)
    let found = all.first { candidate in
      holding.allSatisfy(candidate.isTrue) && !failing.contains(where: candidate.isTrue)
    }
    let place = "on the toy \(trials[trial].toy)"
    return found.map { "\($0.words) (\(place))" }
      ?? "it holds at \(holding.count) of \(holding.count + failing.count) points \(place)"
  }

  /// The name of a parameter, `beta_1`, as LaTeX.
  private func shown(_ name: String) -> String {
    (try? FormulaParser(options: .plain).parse(name)).map { latex($0) } ?? name
  }

  private struct Candidate {
    var words: String
    var isTrue: (Point) -> Bool
  }

  /// That what a logarithm or a root is taken of is positive.
  private func domains(_ toy: String) -> [Candidate] {
    guard let maker = makers.first(where: { $0.setting.name == toy }) else { return [] }
    var arguments: [Formula] = []
    for side in chain.sides[step...step + 1] {
      side.visit { part in
        guard case .function(let name, let a) = part, [.log, .ln, .sqrt].contains(name),
          !arguments.contains(a)
        else { return }
        arguments.append(a)
      }
    }
    return arguments.map { a in
      Candidate(words: "$\(latex(a)) > 0$") { maker.isPositive(a, at: $0) }
    }
  }

  /// Simple conditions on the parameters: values, signs, sizes, order.
  private func candidates(_ points: [Point]) -> [Candidate] {
    let names = Set(points.flatMap(\.values.keys)).sorted()
    var all: [Candidate] = []
    for name in names {
      let values = Set(points.compactMap { $0.values[name] }).sorted()
      // a drawn value that happens to be one's own is no condition
      if values.allSatisfy(\.isInteger) || values.count <= points.count / 4 {
        for value in values {
          all.append(Candidate(words: "$\(shown(name)) = \(value)$") { $0.values[name] == value })
        }
      }
      for bound in [Rational(0), 1] {
        all.append(
          Candidate(words: "$\(shown(name)) > \(bound)$") {
            $0.values[name].map { $0 > bound } ?? false
          })
        all.append(
          Candidate(words: "$\(shown(name)) < \(bound)$") {
            $0.values[name].map { $0 < bound } ?? false
          })
        all.append(
          Candidate(words: "$\(shown(name)) \\ge \(bound)$") {
            $0.values[name].map { $0 >= bound } ?? false
          })
        all.append(
          Candidate(words: "$\(shown(name)) \\le \(bound)$") {
            $0.values[name].map { $0 <= bound } ?? false
          })
      }
      if values.count > 1, values.allSatisfy(\.isInteger) {
        for value in values {
          all.append(
            Candidate(words: "$\(shown(name)) \\ne \(value)$") { $0.values[name] != value })
        }
      }
    }
    for (i, a) in names.enumerated() {
      for b in names[(i + 1)...] {
        all.append(
          Candidate(words: "$\(shown(a)) > 0$ and $\(shown(b)) > 0$") { p in
            (p.values[a] ?? 0) > 0 && (p.values[b] ?? 0) > 0
          })
        all.append(
          Candidate(words: "$\(shown(a))$ and $\(shown(b))$ have the same sign") { p in
            (p.values[a] ?? 0) * (p.values[b] ?? 0) > 0
          })
      }
      for b in names where a != b {
        all.append(
          Candidate(words: "$\(shown(a)) > \(shown(b))$") { p in
            (p.values[a].flatMap { x in p.values[b].map { x > $0 } }) ?? false
          })
      }
    }
    return all
  }
}

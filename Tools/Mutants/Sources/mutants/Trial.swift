import ArgumentParser
import Foundation

/// What became of a mutant.
enum Fate: Equatable {
  /// A test failed; it is named.
  case failed(String)
  /// The tests ended by a signal: a trap, or memory beyond the limit.
  case crashed(Int32)
  /// The tests took several times as long as without it.
  case hung
  case lived
  /// The compiler does not accept it: no mutant at all.
  case refused

  var died: Bool { self != .lived && self != .refused }
  var words: String {
    switch self {
    case .failed(let test): "failed \(test)"
    case .crashed(let signal): "crashed \(signal)"
    case .hung: "hung"
    case .lived: "lived"
    case .refused: "refused"
    }
  }
  init?(words: String) {
    let parts = words.split(separator: " ", maxSplits: 1).map(String.init)
    switch (parts.first, parts.dropFirst().first) {
    case ("failed", let test?): self = .failed(test)
    case ("crashed", let signal?): self = .crashed(Int32(signal) ?? 0)
    case ("hung", nil): self = .hung
    case ("lived", nil): self = .lived
    case ("refused", nil): self = .refused
    default: return nil
    }
  }
}

/// Mutants against tests: first the quick tests of their own module, then its slow ones, then those
/// of the modules above; the first failure ends it.
final class Trial {
  private let nursery: Nursery
  private var costs: [Selection: Double] = [:]

  init(_ nursery: Nursery) { self.nursery = nursery }

  /// Tests of seconds; a mutant meets them when the quick ones have let it live.
  static let slow = "tenMegabytes|tenThousandDeep|aMegabyteInNoTime|goldenHashes"

  /// Which modules' tests a mutant meets when those of its own have let it live. The audit's take
  /// half a minute: they judge how formulas are read, not how numbers are computed.
  static let above: [String: [String]] = [
    "Exact": ["Balls", "Expressions", "Probability", "Notation", "Meaning", "Evidence"],
    "Balls": ["Expressions", "Probability", "Meaning", "Evidence"],
    "Expressions": ["Probability", "Meaning", "Evidence"],
    "Probability": ["Meaning", "Evidence"],
    "Notation": ["Meaning", "Evidence", "Audit"],
    "Meaning": ["Evidence", "Audit"],
    "Evidence": ["Audit"],
  ]

  private static func stages(_ module: String) -> [Selection] {
    let others = (above[module] ?? []).map { "^\($0)Tests\\." }.joined(separator: "|")
    return [
      Selection(filter: "^\(module)Tests\\.", skip: slow),
      Selection(filter: "^\(module)Tests\\..*(\(slow))", skip: nil),
      Selection(filter: others, skip: nil),
    ].filter { !$0.filter.isEmpty }
  }

  func fate(of id: Int, in module: String) throws -> Fate {
    for stage in Self.stages(module) {
      guard let cost = try cost(stage) else { continue }
      let seconds = 4 * cost + 10
      let limit = Shell.Limit(processor: seconds, wall: 6 * seconds)
      switch try nursery.test(stage, mutant: (id, of: module), limit: limit).end {
      case .code(0): continue
      case .code(let code): return .failed("with code \(code)")
      case .enough(let test): return .failed(test)
      case .signal(let signal): return .crashed(signal)
      case .late: return .hung
      }
    }
    return .lived
  }

  /// What the tests take when no mutant is awake; nil when there are none.
  private func cost(_ tests: Selection) throws -> Double? {
    if let known = costs[tests] { return known < 0 ? nil : known }
    let outcome = try nursery.test(tests, mutant: nil, limit: .build)
    // Where no test matches the program ends with a code of its own.
    guard outcome.output.contains(/Test run with [1-9]/) else {
      costs[tests] = -1
      return nil
    }
    guard outcome.succeeded else {
      throw ValidationError("without any mutant \(tests.filter) fails:\n\(outcome.output.suffix(4000))")
    }
    costs[tests] = outcome.cost
    return outcome.cost
  }
}

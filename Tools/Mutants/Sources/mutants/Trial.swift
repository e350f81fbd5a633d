import ArgumentParser
import Foundation

/// What became of a mutant.
enum Fate: Equatable, Sendable {
  /// A test failed; it is named.
  case failed(String)
  /// The tests ended by a signal: a trap, or memory beyond the limit.
  case crashed(Int32)
  /// The tests took several times as long as without it.
  case hung
  case lived
  /// No test comes to the place.
  case unreached
  /// The compiler does not accept it: no mutant at all.
  case refused

  var died: Bool {
    switch self {
    case .failed, .crashed, .hung: true
    case .lived, .unreached, .refused: false
    }
  }
  var words: String {
    switch self {
    case .failed(let test): "failed \(test)"
    case .crashed(let signal): "crashed \(signal)"
    case .hung: "hung"
    case .lived: "lived"
    case .unreached: "unreached"
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
    case ("unreached", nil): self = .unreached
    case ("refused", nil): self = .refused
    default: return nil
    }
  }
}

/// Mutants against tests: those that come to its place, the quick ones first, to the first failure.
struct Trial: Sendable {
  let nursery: Nursery
  let reach: Reach

  /// Which modules' tests a mutant may meet beside those of its own. The audit's take minutes, and
  /// judge how formulas are read and what is said of them: those of numbers are left alone with them.
  static let above: [String: [String]] = [
    "Exact": ["Balls", "Expressions", "Probability", "Notation", "Meaning", "Evidence"],
    "Balls": ["Expressions", "Probability", "Meaning", "Evidence"],
    "Expressions": ["Probability", "Meaning", "Evidence"],
    "Probability": ["Meaning", "Evidence"],
    "Notation": ["Meaning", "Evidence", "Audit"],
    "Meaning": ["Evidence", "Audit"],
    "Evidence": ["Audit"],
  ]

  func fate(of id: Int, in crop: Crop) throws -> Fate {
    let near = [crop.module] + (Self.above[crop.module] ?? [])
    let tests = reach.tests(to: crop.schemata.entries[id].site, of: crop.module).filter { test in
      near.contains { test.name.hasPrefix("\($0)Tests.") }
    }
    for batch in Self.batches(tests) {
      let seconds = 4 * batch.map(\.cost).reduce(0, +) + 5
      let limit = Shell.Limit(processor: seconds, wall: 6 * seconds)
      let environment = [Schemata.variable(crop.module): String(id)]
      switch try nursery.run(batch.map(\.name), environment: environment, limit: limit).end {
      case .code(0): continue
      case .code(let code): return .failed("with code \(code)")
      case .enough(let test): return .failed(test)
      case .signal(let signal): return .crashed(signal)
      case .late: return .hung
      }
    }
    return tests.isEmpty ? .unreached : .lived
  }

  /// Half a second's worth of the quickest, and then always four times as much: most mutants die at once.
  private static func batches(_ tests: [Reach.Test]) -> [[Reach.Test]] {
    var batches: [[Reach.Test]] = []
    var room = 0.0, size = 0.5
    for test in tests.sorted(by: { ($0.cost, $0.name) < ($1.cost, $1.name) }) {
      if batches.isEmpty || room < test.cost {
        batches.append([])
        room = max(size, test.cost)
        size *= 4
      }
      batches[batches.count - 1].append(test)
      room -= test.cost
    }
    return batches
  }
}

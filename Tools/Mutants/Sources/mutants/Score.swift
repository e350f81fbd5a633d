import Foundation

/// The mutants of one module, counted.
struct Score {
  var module: String, mutants: Int
  var failed = 0, crashed = 0, hung = 0, equivalent = 0
  var survivors: [String] = []

  var died: Int { failed + crashed + hung }
  var tried: Int { died + survivors.count }
  var isEnough: Bool { 100 * died >= 95 * tried }

  mutating func count(_ fate: Fate, _ entry: Schemata.Entry) {
    switch fate {
    case .failed: failed += 1
    case .crashed: crashed += 1
    case .hung: hung += 1
    case .refused: break
    case .unreached: survivors.append("\(entry.place) (no test comes here)\n        [\(entry.key)]")
    case .lived: survivors.append("\(entry.place)\n        [\(entry.key)]")
    }
  }

  static let heading = """
    | module | mutants | tried | died | by a test | by a trap | by time | equivalent | score |
    |---|---|---|---|---|---|---|---|---|
    """
  var row: String {
    let score = tried == 0 ? "" : String(format: "%.1f %%", 100 * Double(died) / Double(tried))
    return "| \(module) | \(mutants) | \(tried) | \(died) | \(failed) | \(crashed) | \(hung) "
      + "| \(equivalent) | \(score) |"
  }
}

/// The mutants that change nothing a test could see, each with a reason that a person wrote.
struct Excuses {
  private let reasons: [String: String]

  init(at path: String) throws {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    var reasons: [String: String] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      guard let because = line.ranges(of: "  because ").last else { continue }
      reasons[String(line[..<because.lowerBound])] = String(line[because.upperBound...])
    }
    self.reasons = reasons
  }

  func covers(_ entry: Schemata.Entry) -> Bool { reasons[entry.key] != nil }

  /// Those that name no mutant of the module any more.
  func stale(in module: String, _ schemata: Schemata) -> [String] {
    let known = Set(schemata.entries.map(\.key))
    return reasons.keys.filter { $0.hasPrefix("Sources/\(module)/") && !known.contains($0) }.sorted()
  }
}

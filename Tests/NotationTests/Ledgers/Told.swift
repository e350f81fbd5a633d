import Notation

/// All that reading a text tells, as one line of words.
enum Told {
  static func line(_ result: Result<Formula, ParseError>) -> String {
    switch result {
    case .success(let tree): "✓ " + shown(latex(tree))
    case .failure(let error): "✗ " + shown(error.description)
    }
  }

  static func line(_ result: Result<Display, ParseError>) -> String {
    switch result {
    case .success(let display): shown(line(display))
    case .failure(let error): "✗ " + shown(error.description)
    }
  }

  private static func line(_ display: Display) -> String {
    "lines " + display.lines.map(line).joined(separator: " / ")
      + " derivations " + display.derivations.map(line).joined(separator: " / ")
  }

  private static func line(_ line: DisplayLine) -> String {
    "\(line.number): \(line.continuation?.rawValue ?? "") ⟦\(line.latex)⟧ "
      + line.formulas.map(latex).joined(separator: " & ")
      + (line.because.map { " [because \($0)]" } ?? "") + conditions(line.conditions)
  }

  private static func line(_ derivation: Derivation) -> String {
    let steps = derivation.steps.map {
      " \($0.relation.rawValue)@\($0.line)⟦\($0.latex)⟧\($0.because.map { "[\($0)]" } ?? "")"
    }
    return "\(derivation.line)⟦\(derivation.latex)⟧" + steps.joined()
      + conditions(derivation.conditions) + " " + latex(derivation.formula)
  }

  private static func conditions(_ conditions: [String]) -> String {
    conditions.map { " [if \($0)]" }.joined()
  }

  /// On one line of the record.
  static func shown(_ text: String) -> String {
    text.replacing("\r", with: "␍").replacing("\n", with: "⏎").replacing("\t", with: "⇥")
  }

  /// Two bytes of many.
  static func mark(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash ^= hash >> 32
    let digits = String((hash ^ hash >> 16) & 0xFFFF, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}

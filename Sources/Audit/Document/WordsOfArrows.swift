/// Arrows that a display writes in words: `A \quad \text{if and only if } B` states what
/// `A \quad \iff B` does, and not that A holds if B does.
struct WordsOfArrows {
  private let text: MappedText
  private var result = MappedText()
  private var i = 0
  /// Of brackets, braces and environments whose cells are no statements: an arrow inside is none
  /// between statements.
  private var depth = 0

  private static let signs = [
    "if and only if": "\\iff", "iff": "\\iff", "exactly if": "\\iff", "exactly when": "\\iff",
    "precisely if": "\\iff", "precisely when": "\\iff", "is equivalent to": "\\iff",
    "only if": "\\implies", "implies": "\\implies",
  ]
  private static let marks: Set<String> = [
    "begin", "end", "text", "textrm", "textit", "textnormal", "mathrm", "mbox",
  ]
  /// Bytes of words and the formula among them.
  private static let longest = 400

  /// The text with the signs.
  static func asSigns(_ text: MappedText) -> MappedText {
    var words = WordsOfArrows(text: text)
    while words.i < text.count { words.step() }
    return words.result
  }

  private init(text: MappedText) { self.text = text }

  private mutating func step() {
    switch text.bytes[i] {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
    case UInt8(ascii: "\\"): return command()
    default: break
    }
    keep(i + 1)
  }

  private mutating func command() {
    let name = String(decoding: text.bytes[(i + 1)...].prefix(while: isLetter), as: UTF8.self)
    let end = i + max(2, 1 + name.utf8.count)
    guard Self.marks.contains(name),
      let group = Group.range(in: text.bytes, at: end, longest: Self.longest)
    else { return keep(end) }
    switch name {
    case "begin", "end":
      let environment = String(decoding: text.bytes[group.inside], as: UTF8.self)
      if ["cases", "matrix", "array"].contains(where: environment.contains) {
        depth = max(0, depth + (name == "begin" ? 1 : -1))
      }
      keep(group.end)
    default:
      guard depth == 0, let arrow = arrow(group.inside) else { return keep(group.end) }
      result.append(arrow.sign.utf8 + [0x20], from: i)
      result.append(text, arrow.formula)
      i = group.end
    }
  }

  /// The sign for what a group says, and the formula between dollars behind it.
  private func arrow(_ inside: Range<Int>) -> (sign: String, formula: Range<Int>)? {
    let dollars = inside.filter { text.bytes[$0] == UInt8(ascii: "$") }
    let end = dollars.first ?? inside.upperBound
    let said = String(decoding: text.bytes[inside.lowerBound..<end], as: UTF8.self).lowercased()
    guard said.allSatisfy({ $0.isLetter || $0.isWhitespace || ",:~".contains($0) }),
      let sign = Self.signs[said.split { !$0.isLetter }.joined(separator: " ")]
    else { return nil }
    if dollars.isEmpty { return (sign, end..<end) }
    guard dollars.count == 2,
      text.bytes[dollars[1] + 1..<inside.upperBound].allSatisfy({ $0 == 0x20 })
    else { return nil }
    return (sign, dollars[0] + 1..<dollars[1])
  }

  private mutating func keep(_ end: Int) {
    let end = min(end, text.count)
    result.append(text, i..<end)
    i = end
  }
}

/// What is put round or between formulas and states nothing: `\boxed{a = b}`, `\intertext{…}`, the
/// stop of `\text{const.}`, the box at the end of a proof, the `{}` beside a mark of alignment, and
/// what every event is, `\sup_{A \subseteq \mathcal X}`.
struct Dressing {
  private let text: MappedText
  private var result = MappedText()
  /// Where boxes end whose braces are left out.
  private var closing: [Int] = []
  private var i = 0

  /// The text without it.
  static func stripped(_ text: MappedText) -> MappedText {
    var dressing = Dressing(text: text)
    while dressing.i < text.count { dressing.step() }
    return dressing.result
  }

  private init(text: MappedText) { self.text = text }

  private mutating func step() {
    if closing.last == i {
      closing.removeLast()
      i += 1
      return
    }
    if let end = emptyGroup() {
      i = end
      return
    }
    guard text.bytes[i] == UInt8(ascii: "\\") else { return keep(i + 1) }
    let name = String(decoding: text.bytes[(i + 1)...].prefix(while: isLetter), as: UTF8.self)
    let end = i + max(2, 1 + name.utf8.count)
    if Self.endsOfProofs.contains(name), name.hasPrefix("qed") || endsRow(end) {
      i = end
      return
    }
    if let end = endOfEverything(name, end) {
      i = end
      return
    }
    guard ["boxed", "intertext", "shortintertext", "text", "mathrm", "textrm"].contains(name),
      let group = Group.range(in: text.bytes, at: end)
    else { return keep(end) }
    switch name {
    case "boxed":
      guard statesSomething(group.inside) else { return keep(end) }
      i = group.inside.lowerBound
      closing.append(group.inside.upperBound)
    case "intertext", "shortintertext": i = group.end
    default:
      let words = String(decoding: text.bytes[group.inside], as: UTF8.self)
      guard ["const.", "constant."].contains(trimmed(words)),
        let stop = text.bytes[group.inside].lastIndex(of: UInt8(ascii: "."))
      else { return keep(group.end) }
      keep(stop)
      i = stop + 1
      keep(group.end)
    }
  }

  private static let endsOfProofs: Set<String> = [
    "qed", "qedhere", "qedsymbol", "square", "Box", "blacksquare",
  ]

  /// Whether a row ends here: a square in the middle of one is a name.
  private func endsRow(_ end: Int) -> Bool {
    guard below.contains(#/q?quad\s*$|hfill\s*$/#) else {
      return false
    }
    let rest = text.bytes[end...].drop { isBlank($0) }
    return rest.isEmpty || rest.starts(with: Array("\\\\".utf8))
      || rest.starts(with: Array("\\end".utf8))
  }

  /// Where `\subseteq \mathcal X` or `\text{ measurable}` ends behind the letter below an optimum, and
  /// before its brace.
  private func endOfEverything(_ name: String, _ end: Int) -> Int? {
    guard ["subset", "subseteq", "text"].contains(name), below.contains(#/_\{\s*[A-Z]\s*$/#) else {
      return nil
    }
    let rest = String(decoding: text.bytes[end...].prefix(60), as: UTF8.self)
    let found =
      name == "text"
      ? rest.prefixMatch(of: #/\{\s*(?:is\s+)?measurable\s*\}\s*(?=\})/#)?.output
      : rest.prefixMatch(
        of: #/\s*(?:\\(?:mathcal|mathbb|mathsf)\s*(?:[A-Z]|\{[A-Z]\})|\\Omega)\s*(?=\})/#)?.output
    return found.map { end + $0.utf8.count }
  }
  /// What stands right before.
  private var below: String { String(decoding: result.bytes.suffix(12), as: UTF8.self) }

  /// Where a `{}` ends that only keeps the distance of an operator: `= {}& a`, `& {} + b`.
  private func emptyGroup() -> Int? {
    guard text.bytes[i] == UInt8(ascii: "{"),
      let close = text.bytes[(i + 1)...].firstIndex(where: { !isBlank($0) }),
      text.bytes[close] == UInt8(ascii: "}")
    else { return nil }
    guard let last = result.bytes.last(where: { !isBlank($0) }) else { return close + 1 }
    return "&=+-".utf8.contains(last) ? close + 1 : nil
  }

  private mutating func keep(_ end: Int) {
    let end = min(end, text.count)
    result.append(text, i..<end)
    i = end
  }

  /// Whether a relation stands in a box, and not only a part of a formula.
  private func statesSomething(_ inside: Range<Int>) -> Bool {
    RelationMarks.mayRelate(String(decoding: text.bytes[inside], as: UTF8.self))
  }
}

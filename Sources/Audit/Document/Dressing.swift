/// What is put round or between formulas and states nothing: `\boxed{a = b}`, `\intertext{…}`, and
/// the stop of `\text{const.}`.
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
    guard text.bytes[i] == UInt8(ascii: "\\") else { return keep(i + 1) }
    let name = String(decoding: text.bytes[(i + 1)...].prefix(while: isLetter), as: UTF8.self)
    let end = i + max(2, 1 + name.utf8.count)
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

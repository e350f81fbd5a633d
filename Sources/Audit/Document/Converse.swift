/// `A \impliedby B` says what `B \implies A` does.
enum Converse {
  private static let arrows = ["\\impliedby", "\\Longleftarrow", "\\Leftarrow"]

  /// The text with its one arrow turned round; a display of several rows is left as it is.
  static func turned(_ text: MappedText) -> MappedText {
    let latex = text.string
    guard let arrow = arrows.first(where: latex.contains), !latex.contains("\\\\"),
      let range = only(Array(arrow.utf8), in: text.bytes)
    else { return text }
    var end = text.count
    while end > range.upperBound, ends.contains(text.bytes[end - 1]) { end -= 1 }
    var result = MappedText()
    result.append(text, range.upperBound..<end)
    result.append(Array(" \\implies ".utf8), from: text.origin(of: range.lowerBound))
    result.append(text, 0..<range.lowerBound)
    return result
  }

  /// The blanks and the stop behind a statement.
  private static let ends = Set(" \n\t.,;".utf8)

  /// Where the arrow stands, if it stands once and is no part of a longer name.
  private static func only(_ arrow: [UInt8], in bytes: [UInt8]) -> Range<Int>? {
    let places = bytes.indices.filter { i in
      bytes[i...].starts(with: arrow)
        && !(bytes.dropFirst(i + arrow.count).first.map(isLetter) ?? false)
    }
    return places.count == 1 ? places[0]..<places[0] + arrow.count : nil
  }
}

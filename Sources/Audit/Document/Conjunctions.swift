/// `a > 0 \land b > 0` states both, as `a > 0, b > 0` does. Of `\wedge` it is not known whether it
/// stands between statements or is the smaller of two numbers.
enum Conjunctions {
  private static let sign = Array("\\land".utf8)

  /// The text with a comma for each sign that has a relation on both sides.
  static func asCommas(_ text: MappedText) -> MappedText {
    guard text.string.contains("\\land") else { return text }
    let bytes = text.bytes
    let places = bytes.indices.filter { i in
      bytes[i...].starts(with: sign)
        && !(bytes.dropFirst(i + sign.count).first.map(isLetter) ?? false)
    }.map { $0..<$0 + sign.count }
    let borders = [0] + places.flatMap { [$0.lowerBound, $0.upperBound] } + [bytes.count]
    let parts = stride(from: 0, to: borders.count, by: 2).map {
      String(decoding: bytes[borders[$0]..<borders[$0 + 1]], as: UTF8.self)
    }
    guard parts.allSatisfy(RelationMarks.mayRelate) else { return text }
    return text.replacing(places, with: Array(",\\ ".utf8))
  }
}

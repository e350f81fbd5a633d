import Textbook

/// Decimals that an author has typed into prose or a caption. What a run finds is written
/// `{{name}}`, so that it cannot grow old, and what an author chooses is a fraction: no decimal is
/// left that nobody has checked.
enum TypedNumbers {
  /// The first of them and the scalar at which it begins.
  ///
  /// Listings, code, attributes and the targets of links are no prose, placeholders no numerals.
  static func first(in prose: Prose) -> (numeral: String, offset: Int)? {
    let scalars = Array(prose.markdown.unicodeScalars)
    let hidden = hidden(in: scalars) + prose.placeholders.map(\.range)
    for i in scalars.indices where scalars[i] == "." && !hidden.contains(where: { $0 ~= i }) {
      let before = scalars[..<i].reversed().prefix { isDigit($0) }.count
      let after = scalars[(i + 1)...].prefix(while: isDigit).count
      guard before > 0, after > 0 else { continue }
      var numeral = String.UnicodeScalarView()
      numeral.append(contentsOf: scalars[(i - before)...(i + after)])
      return (String(numeral), i - before)
    }
    return nil
  }

  private static func isDigit(_ c: Unicode.Scalar) -> Bool { ("0"..."9").contains(c) }

  /// What stands between backticks, in `{…}` behind what it belongs to, and in `](…)`.
  private static func hidden(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var i = 0
    while i < scalars.count {
      if let end = end(of: i, in: scalars) {
        ranges.append(i..<end)
        i = end
      } else {
        i += 1
      }
    }
    return ranges
  }

  private static func end(of start: Int, in scalars: [Unicode.Scalar]) -> Int? {
    let rest = scalars[start...]
    switch scalars[start] {
    case "`":
      let ticks = rest.prefix { $0 == "`" }
      return end(behind: Array(ticks), from: ticks.endIndex, in: scalars) ?? ticks.endIndex
    case "]" where rest.dropFirst().first == "(":
      return end(behind: [")"], from: start + 2, in: scalars)
    case "{" where rest.dropFirst().first.map { "#.".unicodeScalars.contains($0) } == true:
      return end(behind: ["}"], from: start + 1, in: scalars)
    default: return nil
    }
  }

  private static func end(
    behind mark: [Unicode.Scalar], from start: Int, in scalars: [Unicode.Scalar]
  ) -> Int? {
    guard start <= scalars.count - mark.count else { return nil }
    return (start...(scalars.count - mark.count))
      .first { scalars[$0..<($0 + mark.count)].elementsEqual(mark) }
      .map { $0 + mark.count }
  }
}

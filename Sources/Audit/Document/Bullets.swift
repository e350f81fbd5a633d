/// Dashes of a list that slipped inside the marks of displays: at least three displays in a row,
/// with nothing but blanks and comments between them, that each begin with a dash and a blank. One
/// or two such dashes are minus signs.
struct Bullets: Sendable {
  /// Fewer are no list.
  private static let least = 3
  /// Where the contents of these displays begin.
  private var starts: Set<Int> = []

  init(in text: DocumentText, _ fragments: [Fragment]) {
    var row: [Fragment] = []
    for fragment in fragments {
      if let last = row.last, text.between(last, fragment)?.allSatisfy(\.isWhitespace) != true {
        close(&row)
      }
      if fragment.kind == .display, Self.dash(text.bytes[fragment.content]) != nil {
        row.append(fragment)
      } else {
        close(&row)
      }
    }
    close(&row)
  }

  /// Whether the dash at the beginning of a display belongs to a list.
  func holds(_ fragment: Fragment) -> Bool { starts.contains(fragment.content.lowerBound) }

  /// Behind a dash with a blank at the beginning of a text; nil where it has none.
  static func dash(_ bytes: some Collection<UInt8>) -> Int? {
    let first = bytes.prefix(while: isBlank).count
    let two = bytes.dropFirst(first).prefix(2)
    return two.elementsEqual("- ".utf8) ? first + 2 : nil
  }

  private mutating func close(_ row: inout [Fragment]) {
    if row.count >= Self.least { starts.formUnion(row.map(\.content.lowerBound)) }
    row = []
  }
}

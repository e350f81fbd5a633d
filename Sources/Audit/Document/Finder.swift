/// Finds the next place of a mark. What was found or not found is remembered: all searches of a
/// document together are linear in its length for each mark.
struct Finder {
  let bytes: [UInt8]
  private var known: [[UInt8]: Int] = [:]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The first place at or behind `start` where the mark stands, not behind a backslash; nil when
  /// there is none.
  mutating func next(_ mark: [UInt8], from start: Int) -> Int? {
    if let found = known[mark], found >= start { return found < bytes.count ? found : nil }
    var i = start
    while i + mark.count <= bytes.count {
      if bytes[i] == mark[0], stands(mark, at: i), !isEscaped(i) {
        known[mark] = i
        return i
      }
      i += 1
    }
    known[mark] = bytes.count
    return nil
  }

  func stands(_ mark: [UInt8], at i: Int) -> Bool {
    guard i >= 0, i + mark.count <= bytes.count else { return false }
    for k in mark.indices where bytes[i + k] != mark[k] { return false }
    return true
  }

  /// Whether an odd number of backslashes stands before.
  func isEscaped(_ i: Int) -> Bool {
    var count = 0
    while i - count > 0, bytes[i - count - 1] == UInt8(ascii: "\\") { count += 1 }
    return count % 2 == 1
  }

  /// Where the paragraph around `start` ends: at the next blank line.
  mutating func paragraphEnd(from start: Int) -> Int {
    if let end = knownParagraph, knownParagraphStart <= start, start <= end { return end }
    var i = start
    while i < bytes.count {
      if bytes[i] == 0x0A, isBlankLine(at: i + 1) { break }
      i += 1
    }
    (knownParagraph, knownParagraphStart) = (i, start)
    return i
  }
  private var knownParagraph: Int?
  private var knownParagraphStart = 0

  private func isBlankLine(at start: Int) -> Bool {
    var i = start
    while i < bytes.count, [0x20, 0x09, 0x0D].contains(bytes[i]) { i += 1 }
    return i >= bytes.count || bytes[i] == 0x0A
  }
}

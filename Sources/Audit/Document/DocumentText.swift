/// The bytes of a document and the lines they stand on; of an extract, the lines of the original.
///
/// Bytes may be no UTF-8: nothing here decodes more than it shows. Four bytes a line are kept.
struct DocumentText: Sendable {
  let bytes: [UInt8]
  /// Where each line begins.
  private var starts: [UInt32] = [0]
  /// From which line on they are counted otherwise, and how; in order.
  private var anchors: [Anchor] = [Anchor(index: 0, place: Place(1, 1))]
  /// How many characters begin before each block of bytes.
  private var characters: [UInt32] = []

  private struct Anchor { var index: Int, place: Place }
  private static let block = 512

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    starts.reserveCapacity(1 + bytes.count { $0 == 0x0A })
    var seen: UInt32 = 0
    for (i, byte) in bytes.enumerated() {
      if i % Self.block == 0 { characters.append(seen) }
      if byte & 0xC0 != 0x80 { seen += 1 }
      if byte == 0x0A { starts.append(UInt32(i + 1)) }
    }
  }

  /// From the line behind this byte on, lines are counted from `place`; later bytes come later.
  mutating func renumber(behind offset: Int, as place: Place) {
    let first = index(offset) + 1
    guard first < starts.count else { return }
    while let last = anchors.last, last.index >= first { anchors.removeLast() }
    anchors.append(Anchor(index: first, place: place))
  }

  /// The number of the line that a byte stands on. O(log n).
  func line(_ offset: Int) -> Int { counted(index(offset)).line }

  /// Line and column. O(log n) and a block of bytes, however long the line is.
  func place(_ offset: Int) -> Place {
    let i = index(offset)
    let start = min(Int(starts[i]), bytes.count)
    let end = min(max(start, offset), bytes.count)
    let place = counted(i)
    return Place(place.line, place.column + characters(before: end) - characters(before: start))
  }

  /// The bytes of the lines that are counted so, without their ends.
  func ranges(ofLine line: Int) -> [Range<Int>] {
    anchors.indices.compactMap { k in
      let next = k + 1 < anchors.count ? anchors[k + 1].index : starts.count
      let i = anchors[k].index + line - anchors[k].place.line
      guard i >= anchors[k].index, i < next else { return nil }
      let end = i + 1 < starts.count ? Int(starts[i + 1]) - 1 : bytes.count
      return Int(starts[i])..<max(Int(starts[i]), end)
    }
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// How the line `i` is counted, and from which column.
  private func counted(_ i: Int) -> Place {
    let anchor = anchors[Self.last(anchors.count) { anchors[$0].index <= i }]
    let column = i == anchor.index ? anchor.place.column : 1
    return Place(anchor.place.line + i - anchor.index, column)
  }

  private func index(_ offset: Int) -> Int {
    Self.last(starts.count) { starts[$0] <= offset }
  }

  private func characters(before offset: Int) -> Int {
    guard offset < bytes.count else {
      return characters.isEmpty ? 0 : count(characters.count - 1, bytes.count)
    }
    return count(offset / Self.block, offset)
  }
  private func count(_ block: Int, _ end: Int) -> Int {
    bytes[block * Self.block..<end].reduce(Int(characters[block])) {
      $1 & 0xC0 == 0x80 ? $0 : $0 + 1
    }
  }

  /// The last of `count` places at which something is true that is true at the first and, once
  /// false, stays so.
  private static func last(_ count: Int, where isTrue: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if isTrue(middle) { low = middle } else { high = middle }
    }
    return low
  }

  /// What stands between two formulas beside comments of HTML; nil where they lie far apart.
  func between(_ before: Fragment, _ behind: Fragment) -> String? {
    let (from, to) = (before.whole.upperBound, behind.whole.lowerBound)
    guard from <= to, to - from < Self.near else { return nil }
    var rest = text(from..<to)
    while let open = rest.range(of: "<!--"), let close = rest.range(of: "-->"),
      open.lowerBound < close.lowerBound
    {
      rest.removeSubrange(open.lowerBound..<close.upperBound)
    }
    return rest
  }
  /// Bytes between formulas that may belong together.
  private static let near = 400
}

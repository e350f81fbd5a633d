/// The bytes of a document and the lines they stand on; of an extract, the lines of the original.
///
/// Bytes may be no UTF-8: nothing here decodes more than it shows.
struct DocumentText: Sendable {
  let bytes: [UInt8]
  /// Where each line begins, and how it is counted.
  private var starts: [Start] = [Start(offset: 0, line: 1, column: 1)]

  private struct Start { var offset: Int, line: Int, column: Int }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    for (i, byte) in bytes.enumerated() where byte == 0x0A {
      starts.append(Start(offset: i + 1, line: starts[starts.count - 1].line + 1, column: 1))
    }
  }

  /// From the line behind this byte on, lines are counted from `place`. O(lines behind it).
  mutating func renumber(behind offset: Int, as place: Place) {
    let first = index(offset) + 1
    for i in first..<max(first, starts.count) { starts[i].line = place.line + i - first }
    if first < starts.count { starts[first].column = place.column }
  }

  /// The number of the line that a byte stands on. O(log n).
  func line(_ offset: Int) -> Int { starts[index(offset)].line }

  func place(_ offset: Int) -> Place {
    let start = starts[index(offset)]
    let row = bytes[start.offset..<min(max(start.offset, offset), bytes.count)]
    return Place(start.line, row.reduce(start.column) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 })
  }

  /// The bytes of the lines that are counted so, without their ends.
  func ranges(ofLine line: Int) -> [Range<Int>] {
    starts.indices.filter { starts[$0].line == line }.map { i in
      let end = i + 1 < starts.count ? starts[i + 1].offset - 1 : bytes.count
      return starts[i].offset..<max(starts[i].offset, end)
    }
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func index(_ offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle].offset <= offset { low = middle } else { high = middle }
    }
    return low
  }
}

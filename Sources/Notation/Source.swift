/// The bytes of a formula, and where in the author's file each of them stands.
struct Source: Sendable {
  let bytes: [UInt8]
  let startLine: Int
  let startColumn: Int
  /// Where each line but the first begins.
  private let lineStarts: [Int]

  init(bytes: [UInt8], startLine: Int = 1, startColumn: Int = 1) {
    (self.bytes, self.startLine, self.startColumn) = (bytes, startLine, startColumn)
    lineStarts = bytes.indices.lazy.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
  }

  /// The line of the author's file a byte stands on. O(log n).
  func line(_ offset: Int) -> Int {
    var low = 0, high = lineStarts.count
    while low < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return startLine + low
  }

  /// Line and column of a byte; the column counts Unicode scalars.
  func place(_ offset: Int) -> (line: Int, column: Int) {
    let line = line(offset), row = line - startLine
    let start = row == 0 ? 0 : lineStarts[row - 1]
    let column = bytes[start..<min(max(start, offset), bytes.count)].reduce(1) {
      $1 & 0xC0 == 0x80 ? $0 : $0 + 1
    }
    return (line, row == 0 ? column + startColumn - 1 : column)
  }

  func error(at offset: Int, _ message: String, _ remedy: String) -> ParseError {
    let (line, column) = place(offset)
    return ParseError(line: line, column: column, message: message, remedy: remedy)
  }

  /// The text between two bytes, without the blanks around it.
  func text(_ range: Range<Int>) -> String {
    let blank: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    var low = range.lowerBound, high = min(range.upperBound, bytes.count)
    while low < high, blank.contains(bytes[low]) { low += 1 }
    while low < high, blank.contains(bytes[high - 1]) { high -= 1 }
    return low < high ? String(decoding: bytes[low..<high], as: UTF8.self) : ""
  }
}

/// The bytes of a formula, and where in the author's file each of them stands.
struct Source: Sendable {
  let bytes: [UInt8]
  let startLine: Int
  let startColumn: Int

  /// Line and column of a byte; O(n), used once per error and once per line of a display.
  func place(_ offset: Int) -> (line: Int, column: Int) {
    var line = startLine, column = startColumn
    for byte in bytes[..<min(offset, bytes.count)] {
      if byte == 0x0A { line += 1; column = 1 } else if byte & 0xC0 != 0x80 { column += 1 }
    }
    return (line, column)
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

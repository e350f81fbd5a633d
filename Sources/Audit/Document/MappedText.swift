/// A text with, for every byte, where in the document it comes from: macros and aliases change the
/// text, and messages still name the place its author sees.
struct MappedText: Hashable, Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var origins: [Int] = []

  init() {}
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    (self.bytes, origins) = (Array(bytes[range]), Array(range))
  }

  var count: Int { bytes.count }
  var string: String { String(decoding: bytes, as: UTF8.self) }

  mutating func append(_ byte: UInt8, from origin: Int) {
    bytes.append(byte)
    origins.append(origin)
  }
  mutating func append(_ new: some Sequence<UInt8>, from origin: Int) {
    for byte in new { append(byte, from: origin) }
  }
  mutating func append(_ other: MappedText) { append(other, 0..<other.count) }
  mutating func append(_ other: MappedText, _ range: Range<Int>) {
    bytes += other.bytes[range]
    origins += other.origins[range]
  }
  /// Whether it ends in a command, to which a letter behind it would belong.
  var endsInCommand: Bool {
    let letters = bytes.reversed().prefix(while: isLetter).count
    guard letters > 0 else { return false }
    // an odd number of backslashes: `\\x` is a line break and a letter
    return bytes.dropLast(letters).reversed().prefix { $0 == UInt8(ascii: "\\") }.count % 2 == 1
  }
  /// `\sim` and `p` as TeX reads them one behind the other, not as `\simp`.
  mutating func appendWords(_ other: MappedText) {
    if let first = other.bytes.first, let origin = other.origins.first, isLetter(first),
      endsInCommand
    {
      append(0x20, from: origin)
    }
    append(other)
  }
  func part(_ range: Range<Int>) -> MappedText {
    var part = MappedText()
    part.append(self, range)
    return part
  }

  /// Puts other bytes in the places, which are in order and do not overlap.
  func replacing(_ places: [Range<Int>], with new: [UInt8]) -> MappedText {
    var result = MappedText()
    var from = 0
    for place in places {
      result.append(self, from..<place.lowerBound)
      result.append(new, from: origins[place.lowerBound])
      from = place.upperBound
    }
    result.append(self, from..<count)
    return result
  }

  /// With blanks in place of what stands in a range, but for the ends of lines.
  func blanking(_ range: Range<Int>) -> MappedText {
    var result = self
    for i in range where bytes[i] != 0x0A { result.bytes[i] = 0x20 }
    return result
  }

  /// Where in the document a byte of this text stands.
  func origin(of i: Int) -> Int { i < count ? origins[i] : (origins.last.map { $0 + 1 } ?? 0) }

  /// Where in the document a line and column of this text stand.
  func origin(line: Int, column: Int) -> Int { origin(of: index(line: line, column: column)) }

  /// The byte at a line and column.
  func index(line: Int, column: Int) -> Int {
    var row = 1
    var i = 0
    while i < count, row < line {
      if bytes[i] == 0x0A { row += 1 }
      i += 1
    }
    var left = column - 1
    while i < count, left > 0 {
      i += 1
      while i < count, bytes[i] & 0xC0 == 0x80 { i += 1 }
      left -= 1
    }
    return i
  }
}

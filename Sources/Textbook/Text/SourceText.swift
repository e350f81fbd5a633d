import Foundation

/// A place in a text file; lines and columns count from 1, columns in Unicode scalars.
public struct Position: Hashable, Sendable, Comparable, CustomStringConvertible {
  public var line: Int
  public var column: Int
  public init(line: Int, column: Int) { (self.line, self.column) = (line, column) }
  public var description: String { "\(line):\(column)" }
  public static func < (a: Position, b: Position) -> Bool {
    (a.line, a.column) < (b.line, b.column)
  }

  /// The place `inner` (counted from 1:1) of a text that starts here.
  public func offset(by inner: Position) -> Position {
    inner.line <= 1
      ? Position(line: line, column: column + inner.column - 1)
      : Position(line: line + inner.line - 1, column: inner.column)
  }
}

/// One thing wrong with the text of a chapter: where, what, and what to do.
public struct Problem: Error, Hashable, Sendable, Comparable, CustomStringConvertible {
  public var file: String
  public var position: Position
  public var message: String
  public init(_ file: String, _ position: Position, _ message: String) {
    (self.file, self.position, self.message) = (file, position, message)
  }
  public var description: String { "\(file):\(position): \(message)" }
  public static func < (a: Problem, b: Problem) -> Bool {
    (a.position, a.message) < (b.position, b.message)
  }
}

/// Everything wrong with a chapter's text, in the order of the file: a reader mends all of it in
/// one go.
public struct Problems: Error, Sendable, CustomStringConvertible {
  public var all: [Problem]
  public init(_ all: [Problem]) { self.all = all.sorted() }
  public var description: String { all.map(\.description).joined(separator: "\n") }
}

/// The scalars of a file with their places.
///
/// Read from bytes so that nothing is repaired in silence: bad UTF-8 is an error with its byte
/// offset, a byte-order
/// mark is stripped, CRLF and CR are LF, and control and bidirectional characters (which make a
/// text read
/// otherwise than it looks) are refused. Scalars rather than characters: a combining mark cannot
/// hide a bracket.
struct SourceText {
  let file: String
  let scalars: [Unicode.Scalar]
  /// The index of the first scalar of each line.
  let lineStarts: [Int]

  init(_ bytes: some Collection<UInt8>, file: String) throws(Problems) {
    var problems: [Problem] = [], scalars: [Unicode.Scalar] = [], starts = [0]
    var parser = Unicode.UTF8.ForwardParser(), iterator = bytes.makeIterator(), offset = 0
    var previous: Unicode.Scalar = " "
    func report(_ message: String) {
      let place = Position(line: starts.count, column: scalars.count - starts[starts.count - 1] + 1)
      problems.append(Problem(file, place, message))
    }
    reading: while problems.count < 20 {
      switch parser.parseScalar(from: &iterator) {
      case .emptyInput: break reading
      case .error(let length):
        report("this is not UTF-8 at byte offset \(offset); save the file as UTF-8")
        offset += length
      case .valid(let encoded):
        let scalar = Unicode.UTF8.decode(encoded)
        defer { (offset, previous) = (offset + encoded.count, scalar) }
        if scalar == "\u{FEFF}" && offset == 0 { continue }
        if scalar == "\n" && previous == "\r" { continue }
        if let name = Self.refused(scalar) {
          report("\(name) is not allowed in a chapter; delete it")
        }
        scalars.append(scalar == "\r" ? "\n" : scalar)
        if scalar == "\n" || scalar == "\r" { starts.append(scalars.count) }
      }
    }
    guard problems.isEmpty else { throw Problems(problems) }
    (self.file, self.scalars, self.lineStarts) = (file, scalars, starts)
  }

  /// What a scalar that may not occur is called.
  private static func refused(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: nil
    case 0..<0x20, 0x7F..<0xA0: "the control character U+\(hexadecimal(scalar))"
    case 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C:
      "the bidirectional control U+\(hexadecimal(scalar))"
    case 0xFEFF: "a byte-order mark inside the text"
    default: nil
    }
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// The place of a scalar.
  func position(_ index: Int) -> Position {
    var low = 0, high = lineStarts.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if lineStarts[middle] <= index { low = middle } else { high = middle - 1 }
    }
    return Position(line: low + 1, column: index - lineStarts[low] + 1)
  }

  /// The scalars of a line (0 is the first), without its line feed.
  func range(ofLine line: Int) -> Range<Int> {
    let end = line + 1 < lineStarts.count ? lineStarts[line + 1] - 1 : scalars.count
    return lineStarts[line]..<end
  }

  func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
  func line(_ number: Int) -> String { text(range(ofLine: number)) }
  /// The line that holds a scalar, counted from 0.
  func lineNumber(_ index: Int) -> Int { position(index).line - 1 }
}

extension String {
  /// The string without white space at its ends.
  var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
  /// Composed (NFC): how identifiers are compared and written.
  var composed: String { precomposedStringWithCanonicalMapping }
  init(_ scalars: ArraySlice<Unicode.Scalar>) { self = String(String.UnicodeScalarView(scalars)) }
}

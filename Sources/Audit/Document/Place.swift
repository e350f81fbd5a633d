/// A place of a file as a person finds it: line and column from 1; the column counts characters of
/// Unicode.
public struct Place: Hashable, Sendable, Comparable, CustomStringConvertible {
  public var line: Int
  public var column: Int
  public init(_ line: Int, _ column: Int = 1) { (self.line, self.column) = (line, column) }
  public var description: String { "\(line):\(column)" }
  public static func < (a: Place, b: Place) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// Something to be said about a place of a file: what is wrong, and what to do.
public struct Remark: Hashable, Sendable, CustomStringConvertible {
  public var place: Place
  public var message: String
  public init(_ place: Place, _ message: String) { (self.place, self.message) = (place, message) }
  public var description: String { "\(place): \(message)" }
}

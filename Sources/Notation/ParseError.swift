/// A formula that could not be read: where, what was found, and what to write instead.
public struct ParseError: Error, Hashable, Sendable, CustomStringConvertible {
  /// 1-based, counted from the `startLine` and `startColumn` of the parser's options.
  public var line: Int
  /// 1-based, in Unicode scalars.
  public var column: Int
  /// What is wrong here.
  public var message: String
  /// What to do about it.
  public var remedy: String
  public var description: String { "\(line):\(column): \(message); \(remedy)" }

  public init(line: Int, column: Int, message: String, remedy: String) {
    (self.line, self.column, self.message, self.remedy) = (line, column, message, remedy)
  }
}

/// What is wrong with the text of a toy, and where; lines count from the first line of the chapter.
public struct ToyError: Error, Hashable, Sendable, CustomStringConvertible {
  public var line: Int
  public var column: Int
  public var message: String
  public init(line: Int, column: Int = 1, _ message: String) { (self.line, self.column, self.message) = (line, column, message) }
  public var description: String { "\(line):\(column): \(message)" }
}

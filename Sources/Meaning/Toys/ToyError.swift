/// What is wrong with the text of a toy, and where; lines count from the first line of the chapter.
public struct ToyError: Error, Hashable, Sendable, CustomStringConvertible {
  public var line: Int
  /// In the piece that was read, until the reader of the line knows where this piece stands.
  public var column: Int
  public var message: String
  /// The piece of the line that the column counts in.
  private var piece: String?

  public init(line: Int, column: Int = 1, _ message: String, in piece: String? = nil) {
    (self.line, self.column, self.message, self.piece) = (line, column, message, piece)
  }
  public var description: String { "\(line):\(column): \(message)" }

  /// The same error with its column in the whole line: where its piece, or what the message quotes,
  /// stands first.
  func placed(in whole: String) -> ToyError {
    var placed = self
    placed.piece = nil
    let quoted = message.split(separator: "“", maxSplits: 1).dropFirst().first?.split(
      separator: "”"
    ).first.map(String.init)
    guard let piece = piece ?? quoted, !piece.isEmpty, let start = whole.firstRange(of: piece)
    else {
      placed.column += whole.prefix { $0 == " " }.count
      return placed
    }
    placed.column =
      whole.distance(from: whole.startIndex, to: start.lowerBound)
      + (self.piece == nil ? 1 : column)
    return placed
  }
}

import Notation

/// A display without the rows that cannot be read, and without what is lost with them: the rest of
/// the same side, and what goes on from it, but where the row is no more than equal to the one
/// before.
struct ReadableRows {
  struct Loss {
    /// The byte of the text to which the reason belongs.
    var byte: Int
    var reason: String
  }
  let display: Display
  let source: MappedText
  let rows: DisplayRows
  let lost: [Int: Loss]

  /// Rows that are left out for reasons of their own; where more cannot be read nothing is.
  private static let most = 16

  /// nil where no row is left.
  init?(
    of source: MappedText, _ error: ParseError,
    parse: (MappedText) throws(ParseError) -> Display
  ) {
    let rows = DisplayRows(source), shapes = rows.rows.indices.map(rows.shape)
    var lost: [Int: Loss] = [:], (error, at) = (error, source)
    for _ in 0..<Self.most {
      let byte = at.index(line: error.line, column: error.column)
      guard let k = rows.row(of: byte), lost[k] == nil else { return nil }
      lost[k] = Loss(byte: byte, reason: "\(error.message); \(error.remedy)")
      for j in Self.lost(with: k, shapes) where lost[j] == nil {
        lost[j] = Loss(byte: rows.start(j), reason: "it belongs to a row that is not understood")
      }
      guard lost.count < rows.rows.count else { return nil }
      at = rows.without(Set(lost.keys))
      do throws(ParseError) {
        (display, self.source, self.rows, self.lost) = (try parse(at), at, rows, lost)
        return
      } catch let next { error = next }
    }
    return nil
  }

  /// The rows that mean nothing without the row k.
  private static func lost(with k: Int, _ shapes: [RowShape]) -> [Int] {
    // the side in which it stands: from a relation or the beginning of a statement on
    let first = shapes[...k].lastIndex { $0.opening != .part } ?? 0
    let next = shapes[(k + 1)...].firstIndex { $0.opening != .part } ?? shapes.count
    let side = shapes[first..<next]
    let isOnlyEqual = shapes[first].isOnlyEqual && side.dropFirst().allSatisfy { $0.relations == 0 }
    let end = shapes[next...].firstIndex { $0.opening == .statement } ?? shapes.count
    return Array(first..<(isOnlyEqual ? next : end))
  }
}

/// A label beside the end of a line, in the margin.
public struct EndLabel: Sendable, Hashable {
  let text: String
  let x, y: Double
  let color: Color
  let atStart: Bool
}

/// Where a line carries its name.
public struct LineLabel: Sendable, Hashable {
  enum Place: Sendable, Hashable {
    case end, start
    case at(Double, Typeset.Anchor)
  }
  let text: String
  let place: Place

  /// Beside the last point, clear of the labels of other lines.
  public static func end(_ text: String) -> LineLabel { LineLabel(text: text, place: .end) }
  /// Beside the first point.
  public static func start(_ text: String) -> LineLabel { LineLabel(text: text, place: .start) }
  /// Beside the point of the line at this x.
  public static func at(_ x: Double, _ anchor: Typeset.Anchor, _ text: String) -> LineLabel {
    LineLabel(text: text, place: .at(x, anchor))
  }
}

package enum Relaxation {
  /// Moves intervals of the given heights as little as possible (least squares) until none
  /// overlaps, keeping their order, inside `low...high` where they fit. Centres in, centres out.
  package static func spread(_ centres: [Double], heights: [Double], low: Double, high: Double)
    -> [Double]
  {
    /// `offset` is the mean of the tops that its members want.
    struct Block { var members: [Int], offset: Double, height: Double }
    let order = centres.indices.sorted { (centres[$0], $0) < (centres[$1], $1) }
    var blocks: [Block] = []
    func top(_ b: Block) -> Double { max(low, min(b.offset, high - b.height)) }
    for i in order {
      blocks.append(Block(members: [i], offset: centres[i] - heights[i] / 2, height: heights[i]))
      while blocks.count > 1 {
        let b = blocks[blocks.count - 1]
        let a = blocks[blocks.count - 2]
        guard top(a) + a.height > top(b) else { break }
        let (m, n) = (Double(a.members.count), Double(b.members.count))
        let offset = (m * a.offset + n * (b.offset - a.height)) / (m + n)
        blocks.removeLast(2)
        blocks.append(
          Block(members: a.members + b.members, offset: offset, height: a.height + b.height))
      }
    }
    var result = centres
    for block in blocks {
      var y = top(block)
      if block.members.count == 1 && y == block.offset { continue }  // it may stay, to the last bit
      for i in block.members {
        result[i] = y + heights[i] / 2
        y += heights[i]
      }
    }
    return result
  }
}

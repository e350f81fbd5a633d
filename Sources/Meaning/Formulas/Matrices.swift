import Exact
import Expressions
import Notation
import Probability

// Points and matrices written out, their entries, and transposes.

extension Context {
  func component(_ body: Formula, _ indices: [Formula]) throws -> Denotation {
    let whole = try denotation(body)
    var indices = indices
    if case .matrix(let m) = whole, m.count < 10, indices.count == 1,
      case .number(let r) = indices[0], let n = r.int, n > 10
    {
      indices = [.number(Rational(n / 10)), .number(Rational(n % 10))]  // 12 is row 1, column 2
    }
    let places = try indices.flatMap { formula -> [Int] in
      if let n = Name.whole(formula, index: index) { return [n] }
      if case .product(let letters) = formula {
        return letters.compactMap { Name.whole($0, index: index) }
      }
      throw MeaningError("\(latex(formula)) is no known index")
    }
    switch (whole, places.count) {
    case (.scalar(let e), 1) where places[0] == 1: return .scalar(e)
    case (.vector(let v), 1) where v.indices.contains(places[0] - 1):
      return .scalar(v[places[0] - 1])
    case (.matrix(let m), 2)
    where m.indices.contains(places[0] - 1) && m[0].indices.contains(places[1] - 1):
      return .scalar(m[places[0] - 1][places[1] - 1])
    case (let other, _):
      throw MeaningError(
        "\(latex(body)) is \(other.kind); it has no entry \(places.map(String.init).joined(separator: ", "))"
      )
    }
  }

  func square(_ formula: Formula) throws -> [[Expression]] {
    switch try denotation(formula) {
    case .matrix(let m) where m.allSatisfy({ $0.count == m.count }): return m
    case .scalar(let e): return [[e]]
    case let other:
      throw MeaningError("\(latex(formula)) is \(other.kind) where a square matrix is expected")
    }
  }

  /// A point; of points in brackets of their own, `((1, 2), (0, 3))`, the matrix with these rows.
  func tuple(_ entries: [Formula]) throws -> Denotation {
    let rows = entries.compactMap { if case .tuple(let row) = $0 { row } else { nil } }
    guard rows.count == entries.count, let width = rows.first?.count,
      rows.allSatisfy({ $0.count == width })
    else {
      return .vector(try entries.flatMap { try coordinates($0) })
    }
    return try matrix(rows)
  }

  /// Rows of numbers and blocks. A 0 fills its block, a multiple of the identity is as large as the
  /// blocks beside it.
  func matrix(_ rows: [[Formula]]) throws -> Denotation {
    let blocks = try rows.map { try $0.map { try block($0) } }
    guard let columns = blocks.first?.count, columns > 0, blocks.allSatisfy({ $0.count == columns })
    else {
      throw MeaningError("a matrix has rows of equal length, of one entry or more")
    }
    let heights = blocks.map { row in row.map { $0.isFlexible ? 1 : $0.entries.count }.max() ?? 1 }
    let widths = (0..<columns).map { j in
      blocks.map { $0[j].isFlexible ? 1 : $0[j].width }.max() ?? 1
    }
    var entries: [[Expression]] = []
    for (row, height) in zip(blocks, heights) {
      let filled = try zip(row, widths).map { try $0.filling(height, $1) }
      entries += (0..<height).map { i in filled.flatMap { $0[i] } }
    }
    return entries.allSatisfy { $0.count == 1 } ? .vector(entries.map { $0[0] }) : .matrix(entries)
  }

  private func block(_ formula: Formula) throws -> Block {
    switch try denotation(formula) {
    case .scalar(let e):
      return Block(entries: [[e]], isIdentity: formula.allSymbols.contains(where: isIdentity))
    case .vector(let v): return Block(entries: v.map { [$0] })  // of none, an empty block of one column
    case .matrix(let m): return Block(entries: m)
    case let other:
      throw MeaningError(
        "\(latex(formula)) is \(other.kind) where an entry of a matrix is expected")
    }
  }

  func transpose(_ a: Formula) throws -> Denotation {
    if let (factor, bracket) = try bracket(in: a) {
      return try factor * Self.transpose(denotation(bracket))
    }
    return try Self.transpose(denotation(a))
  }

  private static func transpose(_ value: Denotation) -> Denotation {
    switch value {
    case .matrix(let m): .matrix(Matrix.transpose(m))
    case .vector(let v): .matrix([v])
    case let other: other
    }
  }
}

/// A block of a matrix.
private struct Block {
  var entries: [[Expression]]
  var isIdentity = false
  var width: Int { entries.first?.count ?? 1 }
  /// A 0 or a multiple of the identity takes the size that its neighbours have.
  var isFlexible: Bool {
    entries.count == 1 && entries[0].count == 1 && (isIdentity || entries[0][0] == .rational(0))
  }

  func filling(_ height: Int, _ width: Int) throws -> [[Expression]] {
    if entries.count == height, self.width == width { return entries }
    guard isFlexible, !isIdentity || height == width else {
      throw MeaningError(
        "a block of \(entries.count) × \(self.width) stands where \(height) × \(width) is needed")
    }
    return (0..<height).map { i in
      (0..<width).map { j in isIdentity && i != j ? .rational(0) : entries[0][0] }
    }
  }
}

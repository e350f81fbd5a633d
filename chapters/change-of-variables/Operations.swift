import Exact

/// Multiplications and divisions, counted while the algorithm runs on exact fractions.
struct Operations {
  private(set) var count = 0
  mutating func product(_ a: Rational, _ b: Rational) -> Rational {
    count += 1
    return a * b
  }
  mutating func quotient(_ a: Rational, _ b: Rational) -> Rational {
    count += 1
    return a / b
  }

  /// The determinant of a triangular matrix.
  mutating func triangularDeterminant(_ m: [[Rational]]) -> Rational {
    var d = m[0][0]
    for i in m.indices.dropFirst() { d = product(d, m[i][i]) }
    return d
  }

  /// The determinant of any matrix, by elimination; the pivots of our matrices do not vanish.
  mutating func determinant(_ m: [[Rational]]) -> Rational {
    var rows = m
    for k in rows.indices {
      for i in rows.indices where i > k {
        let factor = quotient(rows[i][k], rows[k][k])
        for j in rows.indices where j > k { rows[i][j] = rows[i][j] - product(factor, rows[k][j]) }
        rows[i][k] = 0
      }
    }
    return triangularDeterminant(rows)
  }

  /// The x with m x = y for a lower triangular matrix, one coordinate after the other.
  mutating func solve(_ m: [[Rational]], _ y: [Rational]) -> [Rational] {
    var x: [Rational] = []
    for i in m.indices {
      let known = x.indices.reduce(Rational(0)) { sum, j in sum + product(m[i][j], x[j]) }
      x.append(quotient(y[i] - known, m[i][i]))
    }
    return x
  }

  /// The smallest entry of the row and of the column, plus one on the diagonal: determinant and
  /// solution are not trivial.
  static func matrix(_ n: Int) -> [[Rational]] {
    (1...n).map { i in (1...n).map { j in Rational(min(i, j) + (i == j ? 1 : 0)) } }
  }
  static func triangular(_ n: Int) -> [[Rational]] {
    matrix(n).enumerated().map { i, row in row.enumerated().map { $0.offset <= i ? $0.element : 0 }
    }
  }

  static func ofDeterminant(_ n: Int) -> Int {
    var o = Operations()
    _ = o.determinant(matrix(n))
    return o.count
  }
  static func ofTriangularDeterminant(_ n: Int) -> Int {
    var o = Operations()
    _ = o.triangularDeterminant(triangular(n))
    return o.count
  }
  static func ofTriangularSolve(_ n: Int) -> Int {
    var o = Operations()
    _ = o.solve(triangular(n), [Rational](repeating: 1, count: n))
    return o.count
  }
}

import Exact
import Expressions
import Notation
import Probability

/// What a formula stands for, once a toy has given its letters a meaning.
indirect enum Denotation {
  case scalar(Expression)
  /// A point or column vector.
  case vector([Expression])
  case matrix([[Expression]])
  case law(Law)
  /// A letter such as `p` that names a joint law by its factors; which marginal or conditional is
  /// meant shows at each use.
  case letter(String)
  case function(Function)
  case set([Rational])
  case interval(lower: Expression, upper: Expression)

  enum Function {
    /// By formula: its letters, what it is made of, and where it comes from.
    case formula([Symbol], Formula, Origin)
    case table([([Expression], Formula)], indices: [String: Int])
    indirect case composition(Function, Function)
    /// The n-th derivative of a function of one variable.
    indirect case derivative(Function, Int)
    indirect case inverse(Function)
    /// A function over which a supremum is taken: its values are variables.
    case unknown(UnknownFunction)
  }

  /// Where a function is bound: in a toy, and then its other letters mean what they mean there, or
  /// in the text, with the values of the indices in its name: `f_2` of `f_t(x) := t x`.
  enum Origin { case toy, text([String: Int]) }

  /// What the reader would call it.
  var kind: String {
    switch self {
    case .scalar: "a number"
    case .vector(let v): "a vector of \(v.count)"
    case .matrix: "a matrix"
    case .law: "a law"
    case .letter: "a joint law"
    case .function: "a function"
    case .set, .interval: "a set"
    }
  }
}

extension Denotation {
  static func + (a: Denotation, b: Denotation) throws -> Denotation {
    switch (a, b) {
    case (.scalar(let x), .scalar(let y)): return .scalar(x + y)
    case (.vector(let x), .vector(let y)) where x.count == y.count:
      return .vector(zip(x, y).map { $0 + $1 })
    case (.matrix(let x), .matrix(let y))
    where x.count == y.count && x.first?.count == y.first?.count:
      return .matrix(zip(x, y).map { zip($0, $1).map { $0 + $1 } })
    case (.scalar(let x), .matrix(let m)), (.matrix(let m), .scalar(let x)):  // λ + A means λI + A only when λ is 0
      guard x == .rational(0) else {
        throw MeaningError("cannot add a number and a matrix; write the identity \\mathbf I")
      }
      return .matrix(m)
    case (.scalar(let x), .vector(let v)) where v.count == 1,
      (.vector(let v), .scalar(let x)) where v.count == 1:
      return .scalar(x + v[0])
    case (.scalar(let x), .vector(let v)), (.vector(let v), .scalar(let x)):
      guard x == .rational(0) else {
        throw MeaningError("cannot add a number and a vector of \(v.count)")
      }
      return .vector(v)
    default: throw MeaningError("cannot add \(a.kind) and \(b.kind)")
    }
  }

  static func * (a: Denotation, b: Denotation) throws -> Denotation {
    switch (a, b) {
    case (.scalar(let x), .scalar(let y)): return .scalar(x * y)
    case (.scalar(let x), .vector(let v)), (.vector(let v), .scalar(let x)):
      return .vector(v.map { x * $0 })
    case (.scalar(let x), .matrix(let m)), (.matrix(let m), .scalar(let x)):
      return .matrix(m.map { $0.map { x * $0 } })
    case (.matrix(let m), .vector(let v)) where m.first?.count == v.count:
      return m.count == 1 ? .scalar(dot(m[0], v)) : .vector(m.map { dot($0, v) })
    case (.vector(let v), .matrix(let m)) where m.count == 1:
      return .matrix(v.map { x in m[0].map { x * $0 } })
    case (.matrix(let m), .matrix(let n)) where m.first?.count == n.count:
      let product = Matrix.product(m, n)
      return product.count == 1 && product[0].count == 1 ? .scalar(product[0][0]) : .matrix(product)
    case (.vector(let x), .vector(let y)) where x.count == y.count: return .scalar(dot(x, y))  // v \cdot w
    default: throw MeaningError("cannot multiply \(a.kind) by \(b.kind)")
    }
  }

  static func dot(_ a: [Expression], _ b: [Expression]) -> Expression {
    zip(a, b).reduce(.rational(0)) { $0 + $1.0 * $1.1 }
  }

  /// The operation on every coordinate.
  func mapScalars(_ f: (Expression) -> Expression) throws -> Denotation {
    switch self {
    case .scalar(let x): return .scalar(f(x))
    case .vector(let v): return .vector(v.map(f))
    case .matrix(let m): return .matrix(m.map { $0.map(f) })
    default: throw MeaningError("expected a number, found \(kind)")
    }
  }
}

/// The little linear algebra that formulas of this field need, over expressions.
enum Matrix {
  static func transpose(_ m: [[Expression]]) -> [[Expression]] {
    guard let first = m.first else { return [] }
    return first.indices.map { j in m.map { $0[j] } }
  }
  static func product(_ m: [[Expression]], _ n: [[Expression]]) -> [[Expression]] {
    let columns = transpose(n)
    return m.map { row in columns.map { Denotation.dot(row, $0) } }
  }
  static func identity(_ n: Int) throws -> [[Expression]] {
    guard (1...largest).contains(n) else {
      throw MeaningError("an identity has 1 to \(largest) rows here, not \(n)")
    }
    return (0..<n).map { i in (0..<n).map { .rational($0 == i ? 1 : 0) } }
  }
  /// By cofactors along the first row: for the small matrices of a page.
  static func determinant(_ m: [[Expression]]) throws -> Expression {
    if m.count == 1 { return m[0][0] }
    if m.count == 2 { return m[0][0] * m[1][1] - m[0][1] * m[1][0] }
    guard WorkBudget.current?.spend(m.count) ?? true else {
      throw MeaningError(WorkBudget.spentReason)
    }
    return try m.indices.reduce(.rational(0)) { sum, j in
      m[0][j] == .rational(0)
        ? sum : sum + .rational(j % 2 == 0 ? 1 : -1) * m[0][j] * (try determinant(minor(m, 0, j)))
    }
  }
  static func inverse(_ m: [[Expression]]) throws -> [[Expression]] {
    let d = try determinant(m)
    if m.count == 1 { return [[.rational(1) / d]] }
    return try m.indices.map { i in
      try m.indices.map { j in
        .rational((i + j) % 2 == 0 ? 1 : -1) * (try determinant(minor(m, j, i))) / d
      }
    }
  }
  /// By squares of squares.
  static func power(_ m: [[Expression]], _ n: Int) throws -> [[Expression]] {
    guard n.magnitude <= highest else {
      throw MeaningError("powers of a matrix are written out up to \(highest), not \(n)")
    }
    if n == 0 { return try identity(m.count) }
    let base = n < 0 ? try inverse(m) : m
    var result: [[Expression]]?, square = base, rest = n.magnitude
    while true {
      if rest & 1 == 1 { result = result.map { product($0, square) } ?? square }
      rest >>= 1
      guard rest > 0 else { return result ?? base }
      square = product(square, square)
    }
  }
  /// How many rows a matrix that is not written out may have, and how high its powers may be.
  private static let largest = 100, highest = 1000
  private static func minor(_ m: [[Expression]], _ row: Int, _ column: Int) -> [[Expression]] {
    m.indices.filter { $0 != row }.map { i in m.indices.filter { $0 != column }.map { m[i][$0] } }
  }
}

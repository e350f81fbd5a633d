import Exact
import Expressions

extension Expression {
  static let zero = Expression.rational(0)
  static let one = Expression.rational(1)
  static let half = Expression.rational(Rational(1, 2))

  /// log c·r = log c + log r for the rational content c of a product, and log eʳ = r; valid where
  /// the argument is positive.
  static func logarithm(of e: Expression) -> Expression {
    e == .one ? .zero : Polynomial(e).logarithm.expression
  }

  func raised(to n: Int) -> Expression { raised(to: .rational(Rational(n))).tidy }

  /// ∫ body d(variable) over the interval.
  static func integral(of body: Expression, _ variable: Variable, over interval: Law.Interval)
    -> Expression
  {
    .integrating(
      body, over: variable, from: interval.lower ?? -.infinity, to: interval.upper ?? .infinity)
  }
}

extension Polynomial {
  /// log c + Σ e·log g when this is one product of positive things, log of the rest otherwise.
  fileprivate var logarithm: Polynomial {
    guard terms.count == 1, let (m, c) = terms.first, c > 0 else { return log(self) }
    var result = c == 1 ? Polynomial.zero : log(Polynomial(c)), rest = Polynomial.one
    for (g, e) in m.sorted(by: { $0.key.sortKey < $1.key.sortKey }) {
      switch g {
      case .rational, .pi: result = result + Polynomial(.log(g)).scaled(by: e)
      case .function(.exp, let a): result = result + Polynomial(a).scaled(by: e)
      default: rest = rest * Polynomial(generator: g, exponent: e)
      }
    }
    return rest == .one ? result : result + log(rest)
  }
  private func log(_ p: Polynomial) -> Polynomial { Polynomial(.log(p.expression)) }
}

extension Valuation {
  /// |e|, opened when the sign is known.
  func magnitude(_ e: Expression) throws -> Expression {
    guard decides(e) else { return .abs(e) }
    return try sign(e) < 0 ? -e : e
  }
}

extension Array where Element == [Expression] {
  /// The inverse and the determinant by exact Gauss-Jordan elimination; nil when singular at these
  /// values.
  func inverse(_ values: Valuation) throws -> (inverse: [[Expression]], determinant: Expression)? {
    let n = count
    var a = enumerated().map { i, row in row + (0..<n).map { $0 == i ? Expression.one : .zero } }
    var determinant = Expression.one
    for k in 0..<n {
      guard let pivot = try (k..<n).first(where: { try !values.isZero(a[$0][k]) }) else {
        return nil
      }
      if pivot != k { a.swapAt(pivot, k); determinant = -determinant }
      determinant = (determinant * a[k][k]).tidy
      let head = a[k][k]
      a[k] = a[k].map { ($0 / head).tidy }
      for i in 0..<n where i != k && !a[i][k].isZero {
        let f = a[i][k]
        a[i] = zip(a[i], a[k]).map { ($0 - f * $1).tidy }
      }
    }
    return (a.map { row in [Expression](row[n...]) }, determinant)
  }
}

import Exact

extension Expression {
  /// The coefficients of self as a polynomial in v, constant term first, after rewriting in the
  /// logarithmic domain; nil if it is none. Coefficients do not contain v; the last one is not
  /// written as 0 (except for [0]).
  public func polynomialCoefficients(in v: Variable) -> [Expression]? {
    inLogDomain.coefficients(in: v).map { $0.withoutTrailingZeros }
  }

  /// The coefficients as a polynomial in several variables, by their exponents; nil if it is none.
  public func polynomialCoefficients(in variables: [Variable]) -> [[Int]: Expression]? {
    guard let v = variables.first else { return [[]: self] }
    guard let outer = polynomialCoefficients(in: v) else { return nil }
    let rest = Array(variables.dropFirst())
    var result: [[Int]: Expression] = [:]
    for (k, c) in outer.enumerated() {
      guard let inner = c.polynomialCoefficients(in: rest) else { return nil }
      for (exponents, e) in inner where e != 0 { result[[k] + exponents] = e }
    }
    return result
  }

  /// Whether it is made of numbers and variables by sums, products and whole powers as it stands: it
  /// has a value everywhere, which what becomes a polynomial by rewriting need not have.
  package var isWrittenAsPolynomial: Bool {
    !holds { part in
      switch part {
      case .rational, .pi, .variable, .sum, .product: false
      case .power(_, let n): n.rationalValue.map { !$0.isInteger || $0 < 0 } ?? true
      default: true
      }
    }
  }

  /// The same without rewriting: what is not written as a polynomial is none.
  func coefficients(in v: Variable) -> [Expression]? {
    guard depends(on: v) else { return [self] }
    switch self {
    case .variable: return [0, 1]
    case .sum(let terms):
      var sum: [[Expression]] = []
      for t in terms {
        guard let c = t.coefficients(in: v) else { return nil }
        for (k, e) in c.enumerated() {
          if k == sum.count { sum.append([]) }
          sum[k].append(e)
        }
      }
      return sum.map(Expression.sum(of:))
    case .product(let factors):
      var product: [Expression] = [1]
      for f in factors {
        guard let c = f.coefficients(in: v), c.count + product.count <= 130 else { return nil }
        product = product.multiplied(by: c)
      }
      return product
    case .power(let base, let n):
      guard let k = n.rationalValue?.int, k > 0, k <= 64, let c = base.coefficients(in: v),
        (c.count - 1) * k <= 64
      else { return nil }
      return (1..<k).reduce(c) { p, _ in p.multiplied(by: c) }
    default: return nil
    }
  }
}

extension Expression {
  /// The product with sums opened, so that what belongs together can meet: (a + b)·c = ac + bc.
  func multipliedOut(by other: Expression) -> Expression {
    let (a, b) = (terms, other.terms)
    if a.count == 1 && b.count == 1 || a.count * b.count > 64 { return self * other }
    return .sum(of: a.flatMap { s in b.map { s * $0 } })
  }
  private var terms: [Expression] { if case .sum(let t) = self { t } else { [self] } }
}

extension [Expression] {
  func multiplied(by b: [Expression]) -> [Expression] {
    var terms = [[Expression]](repeating: [], count: count + b.count - 1)
    for (i, x) in enumerated() where x != 0 {
      for (j, y) in b.enumerated() where y != 0 { terms[i + j].append(x.multipliedOut(by: y)) }
    }
    return terms.map(Expression.sum(of:))
  }
  var withoutTrailingZeros: [Expression] {
    var a = self
    while a.count > 1, a.last == 0 { a.removeLast() }
    return a
  }
}

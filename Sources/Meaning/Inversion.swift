import Exact
import Expressions

/// Solving f(x) = y for x where x stands once: the operations around it are undone from the outside
/// in.
enum Inversion {
  static func solve(_ body: Expression, for x: Variable, equals y: Expression) throws -> Expression
  {
    guard body.freeVariables.contains(x) else {
      throw MeaningError("the function does not depend on its argument; it has no inverse")
    }
    func holds(_ e: Expression) -> Bool { e.freeVariables.contains(x) }
    func only(_ parts: [Expression]) throws -> (inside: Expression, others: [Expression]) {
      let inside = parts.filter(holds)
      guard inside.count == 1 else {
        throw MeaningError(
          "the argument stands in more than one place; define the inverse in the text and claim g(f(x)) = x"
        )
      }
      return (inside[0], parts.filter { !holds($0) })
    }
    switch body {
    case .variable: return y
    case .sum(let terms):
      let (inside, others) = try only(terms)
      return try solve(inside, for: x, equals: others.reduce(y) { $0 - $1 })
    case .product(let factors):
      let (inside, others) = try only(factors)
      return try solve(inside, for: x, equals: others.reduce(y) { $0 / $1 })
    case .power(let base, .rational(let n)) where holds(base):
      return try solve(base, for: x, equals: try root(y, n))
    case .power(let base, let exponent) where !holds(base):
      return try solve(exponent, for: x, equals: .log(y) / .log(base))
    case .function(.exp, let a): return try solve(a, for: x, equals: .log(y))
    case .function(.log, let a): return try solve(a, for: x, equals: .exp(y))
    case .function(.tanh, let a): return try solve(a, for: x, equals: .log((1 + y) / (1 - y)) / 2)
    case .function(.sinh, let a):
      return try solve(a, for: x, equals: .log(y + .sqrt(y.squared + 1)))
    default:
      throw MeaningError(
        "no rule inverts this function; define the inverse in the text and claim g(f(x)) = x")
    }
  }

  /// The real n-th root: odd roots keep the sign; even powers have no inverse on the line.
  private static func root(_ y: Expression, _ n: Rational) throws -> Expression {
    guard let numerator = Int(exactly: n.numerator), numerator % 2 != 0 else {
      throw MeaningError("an even power is not injective; it has no inverse on the line")
    }
    let r = n.reciprocal
    if r.isInteger { return y.raised(to: .rational(r)) }
    return .sign(y) * Expression.abs(y).raised(to: .rational(r))
  }
}

extension Context {
  /// f⁻¹(y): f is solved coordinate by coordinate where that goes, triangular maps row by row; an
  /// affine map by its matrix.
  func inverse(of f: Denotation.Function, at y: [Expression]) throws -> Denotation {
    let x = y.indices.map { fresh.next("x\($0 + 1)") }
    let image = try flattened(apply(f, x.map { .scalar(.variable($0)) }))
    guard image.count == y.count else {
      throw MeaningError("a map of \(y.count) coordinates to \(image.count) has no inverse")
    }
    let solution = try affine(image, x, y) ?? triangular(image, x, y)
    return solution.count == 1 ? .scalar(solution[0]) : .vector(solution)
  }

  /// A x + b = y with constant A.
  private func affine(_ image: [Expression], _ x: [Variable], _ y: [Expression]) throws
    -> [Expression]?
  {
    guard y.count > 1 else { return nil }
    let slopes = image.map { e in x.map { e.derivative(by: $0) } }, free = Set(x)
    guard slopes.allSatisfy({ $0.allSatisfy { $0.freeVariables.isDisjoint(with: free) } }) else {
      return nil
    }
    let zero = Dictionary(uniqueKeysWithValues: x.map { ($0, Expression.rational(0)) })
    let rest = zip(y, image).map { $0 - $1.substituting(zero) }
    return try Matrix.inverse(slopes).map { Denotation.dot($0, rest) }
  }

  private func triangular(_ image: [Expression], _ x: [Variable], _ y: [Expression]) throws
    -> [Expression]
  {
    var known: [Variable: Expression] = [:], open = Array(image.indices)
    while !open.isEmpty {
      let next = open.first { i in
        x.filter { known[$0] == nil && image[i].freeVariables.contains($0) }.count == 1
      }
      guard let i = next,
        let v = x.first(where: { known[$0] == nil && image[i].freeVariables.contains($0) })
      else {
        throw MeaningError(
          "no coordinate of the map can be solved by itself; define the inverse in the text and claim g(f(z)) = z"
        )
      }
      known[v] = try Inversion.solve(image[i].substituting(known), for: v, equals: y[i])
      open.removeAll { $0 == i }
    }
    return x.map { known[$0] ?? .variable($0) }
  }
}

import Exact
import Expressions

/// A piece of the line on which a function of one variable is monotone and solved: z = inverse(y)
/// for y in the image.
struct MonotonePiece {
  /// In the variable y, and its derivative.
  var inverse: Expression
  var slope: Expression = 1
  /// Where z lies, and where y lies; nil ends are infinite.
  var domain: Law.Interval
  var image: Law.Interval
  var increasing: Bool
}

/// Solves y = map(z), from the innermost operation outwards.
struct Solver {
  let z: Variable, y: Variable, values: Valuation

  /// The pieces of the domain on which the map is solved; nil when an operation is not known or z
  /// stands in two places that cannot be joined.
  func pieces(of map: Expression, on domain: Law.Interval) throws -> [MonotonePiece]? {
    switch map {
    case .variable(z):
      return [MonotonePiece(inverse: .variable(y), domain: domain, image: domain, increasing: true)]
    case .sum(let terms):
      let (moving, still) = (
        terms.filter { $0.depends(on: z) }, terms.filter { !$0.depends(on: z) }
      )
      if moving.count == 1 {
        return try pieces(of: moving[0], on: domain).map {
          try $0.map { try shift($0, .sum(of: still)) }
        }
      }
      return try completingTheSquare(map, on: domain)
    case .product(let factors):
      let (moving, still) = (
        factors.filter { $0.depends(on: z) }, factors.filter { !$0.depends(on: z) }
      )
      if moving.count == 1 {
        return try pieces(of: moving[0], on: domain).map {
          try $0.map { try scale($0, .product(of: still)) }
        }
      }
      return try completingTheSquare(map, on: domain)
    case .power(let base, let n):
      guard let exponent = n.rationalValue, let inner = try pieces(of: base, on: domain) else {
        return nil
      }
      return try inner.flatMap { try power($0, exponent) }
    case .function(let f, let a):
      guard let inner = try pieces(of: a, on: domain) else { return nil }
      var result: [MonotonePiece] = []
      for piece in inner {
        guard let solved = try apply(f, to: piece) else { return nil }
        result += solved
      }
      return result
    default: return nil
    }
  }

  /// a z² + b z + c = a (z + b/2a)² + c − b²/4a, and affine maps written in several terms.
  private func completingTheSquare(_ map: Expression, on domain: Law.Interval) throws
    -> [MonotonePiece]?
  {
    guard let k = Polynomial(map).coefficients(in: [z]) else { return nil }
    func coefficient(_ n: Int) -> Expression { (k[[n]] ?? .zero).expression }
    // the degree is the one at the values: k z² + z + z² is a line at k = −1
    let degree =
      k.keys.map { $0[0] }.sorted(by: >).first { n in
        n < 1 || (try? values.isZero(coefficient(n))) != true
      } ?? 0
    guard degree <= 2 else { return nil }
    guard degree > 0 else { throw Self.constant }
    let (c, b, a) = (coefficient(0), coefficient(1), coefficient(2))
    if degree == 1 { return try pieces(of: b * .variable(z) + c, on: domain) }
    if b == .zero { return try pieces(of: a * Expression.variable(z).squared + c, on: domain) }
    let centre = (b / (2 * a)).tidy
    return try pieces(
      of: a * (.variable(z) + centre).squared + (c - b * centre / 2).tidy, on: domain)
  }

  private static let constant = ProbabilityError("a map multiplied by 0 is constant")

  // MARK: one operation after another

  private func shift(_ p: MonotonePiece, _ c: Expression) throws -> MonotonePiece {
    MonotonePiece(
      inverse: p.inverse.substituting([y: .variable(y) - c]),
      slope: p.slope.substituting([y: .variable(y) - c]),
      domain: p.domain,
      image: .init(p.image.lower.map { ($0 + c).tidy }, p.image.upper.map { ($0 + c).tidy }),
      increasing: p.increasing)
  }

  private func scale(_ p: MonotonePiece, _ c: Expression) throws -> MonotonePiece {
    let sign = try values.sign(c)
    guard sign != 0 else { throw Self.constant }
    let image = p.image.mapping { ($0 * c).tidy }
    return MonotonePiece(
      inverse: p.inverse.substituting([y: .variable(y) / c]),
      slope: p.slope.substituting([y: .variable(y) / c]) / c, domain: p.domain,
      image: sign > 0 ? image : image.swapped, increasing: p.increasing == (sign > 0))
  }

  /// tⁿ: solved apart for t ≥ 0 and t ≤ 0; dt/dy = ±|y|^(1/n − 1)/n.
  private func power(_ p: MonotonePiece, _ n: Rational) throws -> [MonotonePiece] {
    try p.split(at: .zero, y, values).compactMap { half in
      let positive = try values.sample(half.image).signum > 0
      guard positive || n.isInteger else {
        throw ProbabilityError("a root of negative numbers in a push-forward")
      }
      let odd = n.numerator % 2 != 0, root = Expression.rational(n.reciprocal),
        at = Expression.variable(y)
      let t: Expression = positive ? at.raised(to: root) : -((odd ? -at : at).raised(to: root))
      func raise(_ e: Expression) -> Expression { e.raised(to: .rational(n)).tidy }
      // For n < 0 an end at 0 goes to infinity and an infinite end to 0.
      func end(_ e: Expression?, above: Bool) throws -> Expression? {
        guard let e else { return n.signum > 0 ? nil : .zero }
        return try n.signum < 0 && values.isZero(e) ? nil : raise(e)
      }
      let rising = (n.signum > 0) == (positive || odd)
      let low = try end(half.image.lower, above: false),
        high = try end(half.image.upper, above: true)
      return MonotonePiece(
        inverse: half.inverse.substituting([y: t]),
        slope: half.slope.substituting([y: t]) * root * (positive || odd ? 1 : -1)
          * (positive || !odd ? at : -at).raised(to: root - 1),
        domain: half.domain,
        image: rising ? .init(low, high) : .init(high, low), increasing: half.increasing == rising)
    }
  }

  private func apply(_ f: Expression.Function, to p: MonotonePiece) throws -> [MonotonePiece]? {
    let at = Expression.variable(y)
    func rising(
      _ inverse: Expression, _ slope: Expression, from low: Expression?, to high: Expression?
    ) -> MonotonePiece {
      MonotonePiece(
        inverse: p.inverse.substituting([y: inverse]),
        slope: p.slope.substituting([y: inverse]) * slope, domain: p.domain,
        image: .init(
          p.image.lower.map { .applying(f, to: $0) } ?? low,
          p.image.upper.map { .applying(f, to: $0) } ?? high),
        increasing: p.increasing)
    }
    switch f {
    case .exp: return [rising(.log(at), 1 / at, from: .zero, to: nil)]
    case .log:
      guard let low = p.image.lower, try values.sign(low) >= 0 else {
        throw ProbabilityError("a logarithm of negative numbers in a push-forward")
      }
      var piece = rising(.exp(at), .exp(at), from: nil, to: nil)
      if try values.isZero(low) { piece.image.lower = nil }
      return [piece]
    case .tanh:
      return [
        rising(
          .half * (.log(1 + at) - .log(1 - at)), 1 / (1 - at) * (1 / (1 + at)), from: -1, to: 1)
      ]
    case .sinh:
      return [
        rising(.log(at + .sqrt(at.squared + 1)), 1 / .sqrt(at.squared + 1), from: nil, to: nil)
      ]
    case .arctan:
      return [rising(.tan(at), 1 + Expression.tan(at).squared, from: -.pi / 2, to: .pi / 2)]
    case .abs:
      return try p.split(at: .zero, y, values).map { half in
        try values.sample(half.image).signum > 0 ? half : scale(half, -1)
      }
    default: return nil
    }
  }
}

extension MonotonePiece {
  /// Cut where y passes the level, if that is inside the image.
  func split(at level: Expression, _ y: Variable, _ values: Valuation) throws -> [MonotonePiece] {
    guard try image.containsInside(level, values) else { return [self] }
    let z = inverse.substituting([y: level]).tidy
    var below = self, above = self
    (below.image.upper, above.image.lower) = (level, level)
    if increasing {
      (below.domain.upper, above.domain.lower) = (z, z)
    } else {
      (below.domain.lower, above.domain.upper) = (z, z)
    }
    return [below, above]
  }
}

extension Law.Interval {
  func mapping(_ f: (Expression) -> Expression) -> Law.Interval {
    .init(lower.map(f), upper.map(f))
  }
  var swapped: Law.Interval { .init(upper, lower) }
}

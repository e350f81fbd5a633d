import Exact
import Expressions
import Notation
import Probability

// Functions with a fixed meaning.

extension Context {
  func function(_ name: FunctionName, _ argument: Formula) throws -> Denotation {
    switch name {
    case .log, .ln: return try logarithm(argument)
    case .sqrt: return try analytic(name, argument) { .sqrt($0) }
    case .exp: return try analytic(name, argument) { .exp($0) }
    case .sin: return try elementwise(.sin, argument)
    case .cos: return try elementwise(.cos, argument)
    case .tan: return try elementwise(.tan, argument)
    case .sinh: return try elementwise(.sinh, argument)
    case .cosh: return try elementwise(.cosh, argument)
    case .tanh: return try elementwise(.tanh, argument)
    case .arctan: return try elementwise(.arctan, argument)
    case .erf: return try elementwise(.erf, argument)
    case .sgn: return try elementwise(.sign, argument)
    case .sigma:
      return try denotation(argument).mapScalars { .rational(1) / (.rational(1) + .exp(-$0)) }
    case .logit: return try denotation(argument).mapScalars { .log($0 / (.rational(1) - $0)) }
    case .softplus: return try denotation(argument).mapScalars { .log(.rational(1) + .exp($0)) }
    case .relu: return try denotation(argument).mapScalars { ($0 + .abs($0)) / .rational(2) }
    case .floor, .ceil: return .scalar(.rational(try rounded(argument, up: name == .ceil)))
    case .det: return .scalar(try Matrix.determinant(square(argument)))
    case .tr:
      let m = try square(argument)
      return .scalar(m.indices.reduce(.rational(0)) { $0 + m[$1][$1] })
    case .diag:
      let v = try coordinates(argument)
      return .matrix(v.indices.map { i in v.indices.map { i == $0 ? v[i] : .rational(0) } })
    case .min, .max:
      return .scalar(try extreme(of: try coordinates(argument), largest: name == .max))
    case .variance: return .scalar(try variance(argument))
    case .covariance:
      guard case .tuple(let parts) = argument, parts.count == 2 else {
        throw MeaningError("Cov takes two random variables")
      }
      return .scalar(try covariance(parts[0], parts[1]))
    case .entropy: return .scalar(try entropy(argument))
    }
  }

  /// A function of a number, of a vector entry by entry, and of a diagonal matrix: `\log A` of any
  /// other is not the logarithm of each entry.
  func analytic(
    _ name: FunctionName, _ argument: Formula, _ f: (Expression) -> Expression
  ) throws -> Denotation {
    let value = try denotation(argument)
    guard case .matrix(let m) = value, m.count > 1, m.count == m[0].count else {
      return try value.mapScalars(f)
    }
    let isDiagonal = m.indices.allSatisfy { i in
      m.indices.allSatisfy { i == $0 || m[i][$0] == .rational(0) }
    }
    guard isDiagonal else {
      throw MeaningError(
        "\\\(name.rawValue) of a matrix is known of diagonal ones only, and \(latex(argument)) is none"
      )
    }
    return .matrix(m.indices.map { i in m.indices.map { i == $0 ? f(m[i][i]) : .rational(0) } })
  }

  /// ⌊x⌋ or ⌈x⌉ of a number that is known exactly.
  private func rounded(_ formula: Formula, up: Bool) throws -> Rational {
    guard let r = valuation.rational(try scalar(formula)) else {
      throw MeaningError(
        "\(latex(formula)) is rounded to a whole number; that is done for exact rational numbers only"
      )
    }
    return up ? -Rational((-r).floor) : Rational(r.floor)
  }

  func elementwise(_ f: Expression.Function, _ argument: Formula) throws -> Denotation {
    try denotation(argument).mapScalars { .function(f, $0) }
  }

  func extreme(of values: [Expression], largest: Bool) throws -> Expression {
    guard var best = values.first else { throw MeaningError("the minimum or maximum of nothing") }
    for value in values.dropFirst() {
      let keeps: Expression.Condition =
        largest ? .compare(value, .lessOrEqual, best) : .compare(best, .lessOrEqual, value)
      best = .choosing([.init(keeps, best)], otherwise: value)
    }
    return best
  }

  func absolute(_ a: Formula) throws -> Denotation {
    switch try denotation(a) {
    case .matrix: return .scalar(try Matrix.determinant(square(a)))
    case .vector(let v): return .scalar(.sqrt(Denotation.dot(v, v)))
    case let other: return try other.mapScalars { .abs($0) }
    }
  }

  func norm(_ a: Formula, _ order: Formula?) throws -> Expression {
    if case .sum(let terms) = a, terms.count == 2, case .negative(let second) = terms[1],
      let p = try lawOf(terms[0]), let q = try lawOf(second)
    {
      guard order == .number(1) else {
        throw MeaningError(
          "of laws only \\|p - q\\|_1 is read, which is 2 TV(p, q); write that for \(latex(.norm(a, order: order)))"
        )
      }
      return try 2 * Law.tv(p, q, at: valuation)
    }
    if let space = order?.space { return try norm(a, in: space) }
    let v: [Expression]
    switch try denotation(a) {
    case .scalar(let x): return .abs(x)
    case .vector(let w): v = w
    case .matrix(let m):
      let isColumnOrRow = m.count == 1 || m.first?.count == 1
      guard isColumnOrRow || order == nil || order?.isFrobenius == true else {
        throw MeaningError(
          "of a matrix only the norm \\|A\\|_F is known; \(latex(.norm(a, order: order))) is none")
      }
      v = m.flatMap { $0 }
    case let other: throw MeaningError("\(latex(a)) is \(other.kind); it has no norm")
    }
    switch order {
    case nil, .number(2)?: return .sqrt(Denotation.dot(v, v))
    case let order? where order.isFrobenius: return .sqrt(Denotation.dot(v, v))
    case .number(1)?: return v.reduce(.rational(0)) { $0 + .abs($1) }
    case .infinity?: return try extreme(of: v.map { .abs($0) }, largest: true)
    case let other?: throw MeaningError("no norm is called \(latex(other)) here")
    }
  }
}

extension Context {
  /// `\|X\|_{L^p}` of what is random, `\|f\|_{L^p(P)}` under a law.
  private func norm(_ a: Formula, in space: (order: Formula, law: Formula?)) throws -> Expression {
    guard space.order != .infinity else {
      throw MeaningError("no norm is called L^\\infty here; write a supremum")
    }
    guard space.law != nil || (try? isRandom(a)) == true else {
      throw MeaningError(
        "\(latex(a)) is no random variable of the toy; name the law, \\|f\\|_{L^2(P)}, or write the "
          + "integral")
    }
    let size = Formula.power(.norm(a, order: nil), space.order)
    let draws = space.law.map { [Draw([], $0)] } ?? []
    guard case .scalar(let mean) = try denotation(.expectation(draws, size)) else {
      throw MeaningError("a norm is a number")
    }
    return mean.raised(to: 1 / (try scalar(space.order)))
  }
}

extension Formula {
  /// The order and the law of `L^2` and `L^2(P)` below a norm.
  fileprivate var space: (order: Formula, law: Formula?)? {
    switch self {
    case .power(.symbol(Symbol("L")), let order): (order, nil)
    case .application(let head, let a) where a.all.count == 1 && a.wanted.count == 1:
      head.space.map { ($0.order, a.wanted[0]) }
    default: nil
    }
  }

  /// The F of `\|A\|_F`.
  fileprivate var isFrobenius: Bool {
    if case .symbol(let s) = self { s.letter == "F" && s.subscripts.isEmpty } else { false }
  }
}

import Exact
import Expressions
import Notation
import Probability

// Sums, products, quotients, powers: of numbers, points, matrices, and of laws.

extension Context {
  func sum(_ terms: [Formula]) throws -> Denotation {
    if let law = try lawOf(.sum(terms)) { return .law(law) }
    let spelled = terms.contains(.dots) ? try expanded(terms, negative: { .negative($0) }) : terms
    let values = try sized(spelled, spelled.map(denotation))
    return try .sum(of: values)
  }

  /// The terms of a sum, where a multiple of `\mathbf I` is as large as the matrices beside it.
  func sized(_ terms: [Formula], _ values: [Denotation]) throws -> [Denotation] {
    let sizes = values.compactMap {
      if case .matrix(let m) = $0, m.count == m.first?.count { m.count } else { nil }
    }
    guard let size = sizes.first else { return values }
    let identity = try Matrix.identity(size)
    return zip(terms, values).map { term, value in
      guard case .scalar(let x) = value, term.allSymbols.contains(where: isIdentity) else {
        return value
      }
      return .matrix(identity.map { $0.map { x * $0 } })
    }
  }

  func isIdentity(_ s: Symbol) -> Bool {
    s.letter == "I" && s.style != .calligraphic && s.marks.isEmpty && s.accents.isEmpty
      && s.subscripts.isEmpty && !isBound(s)
  }

  func product(_ factors: [Formula]) throws -> Denotation {
    if let density = try densityOfImage(.product(factors)) { return .scalar(density) }
    if let law = try lawOf(.product(factors)) { return .law(law) }
    let spelled = factors.contains(.dots) ? try expanded(factors, negative: { $0 }) : factors
    if let product = try productWithPi(spelled) { return product }
    if let laplacian = try laplacian(spelled) { return laplacian }
    return try .product(of: spelled.map(denotation))
  }

  /// `\Delta_x f(x)`, the sum of the second derivatives; nil where something binds the Δ.
  private func laplacian(_ factors: [Formula]) throws -> Denotation? {
    guard factors.count > 1, case .symbol(let sign) = factors[0],
      case .symbol(let letter)? = sign.subscripts.first,
      sign == Symbol("Delta", subscripts: [.symbol(letter)]), !isBound(sign)
    else { return nil }
    let body = Formula.multiplied(Array(factors.dropFirst()))
    switch try derivative(body, by: letter, order: 2) {
    case .matrix(let rows) where rows.count == 1: return .scalar(rows[0].reduce(0, +))
    case let other: return other
    }
  }

  /// `2\pi` where π is also the name of a law, of weights or of a function: next to a numeral it is
  /// the number; so it is in `2\pi(1 + b)`, where it is taken of no letter.
  private func productWithPi(_ factors: [Formula]) throws -> Denotation? {
    let pi = Symbol("pi")
    guard isBound(pi),
      let k = factors.indices.dropFirst().first(where: {
        factors[$0].isPi && factors[$0 - 1].isNumeral
      })
    else { return nil }
    if case .scalar? = try? meaning(of: pi) { return nil }
    let number = Denotation.scalar(.pi)
    let values = try factors.indices.map { i -> Denotation in
      guard i == k else { return try denotation(factors[i]) }
      guard case .application(_, let arguments) = factors[i] else { return number }
      return try number * denotation(arguments.wanted[0])
    }
    return try .product(of: values)
  }

  func quotient(_ a: Formula, _ b: Formula) throws -> Denotation {
    if let law = try lawOf(.quotient(a, b)) { return .law(law) }
    let below = try scalar(b)
    return try denotation(a).mapScalars { $0 / below }
  }

  func power(_ a: Formula, _ b: Formula) throws -> Denotation {
    if let (factor, bracket) = try bracket(in: a) {
      if b == .symbol(Symbol("T")), let transposed = try transposedByLetter(bracket) {
        return try factor * transposed
      }
      return try factor * power(denotation(bracket), of: bracket, to: b)
    }
    if b.isMinusOne, case .symbol(let s) = a, let f = try builtInFunction(s) {
      return .function(.inverse(f))
    }
    if let power = try evenPower(a, b) { return power }
    if b == .symbol(Symbol("T")), let transposed = try transposedByLetter(a) { return transposed }
    if b == .negative(.symbol(Symbol("T"))), case .matrix = try denotation(a) {
      return try transpose(.power(a, .negative(.number(1))))  // A^{-T}
    }
    return try power(denotation(a), of: a, to: b)
  }

  /// `A^T`, which is the transpose of a matrix or a point, also where the toy calls a number T; of a
  /// number it is a power where T is one, and the number itself where T is nothing.
  private func transposedByLetter(_ a: Formula) throws -> Denotation? {
    let t = Symbol("T"), base = try denotation(a)
    switch base {
    case .matrix(let m) where isBound(t) && isTransition(m):
      throw MeaningError(
        "\(latex(a))^T can be the transpose or the power after T steps; "
          + "write ^\\top, or call the number of steps n")
    case .matrix, .vector: return try transpose(a)
    case .scalar where !isBound(t): return base
    default: return nil
    }
  }

  /// Whether the rows of a square matrix add up to one: the chances of one step.
  func isTransition(_ m: [[Expression]]) -> Bool {
    m.count > 1 && m.count == m[0].count
      && m.allSatisfy { valuation.rational(.sum(of: $0)) == 1 }
  }

  /// x (y + 1)^2 and A(A + S)^\top parse as an application with an exponent. Where what stands
  /// before the bracket is a number, a point or a matrix, and not applied, the exponent belongs to
  /// the bracket: both of them, apart.
  func bracket(in a: Formula) throws -> (factor: Denotation, bracket: Formula)? {
    guard case .application(let head, let arguments) = a, arguments.given.isEmpty,
      arguments.parameters.isEmpty, arguments.wanted.count == 1,
      let factor = try factor(before: head)
    else { return nil }
    return (factor, arguments.wanted[0])
  }

  /// - a: how the base is written.
  private func power(_ base: Denotation, of a: Formula, to b: Formula) throws -> Denotation {
    switch base {
    case .scalar(let x):
      switch try denotation(b) {
      case .scalar(let y): return .scalar(x.raised(to: y))
      case .vector(let v): return .vector(v.map { x.raised(to: $0) })
      case let other:
        throw MeaningError(
          "\(latex(b)) is \(other.kind) where an exponent is expected; what is no power gets a "
            + "letter of its own, in an audit by an alias of the sheet, V^\\pi => V")
      }
    case .matrix(let m):
      guard case .rational(let r) = try scalar(b), let n = r.int else {
        throw MeaningError("a matrix has whole powers only")
      }
      guard m.count == m.first?.count else {
        throw MeaningError("\(latex(a)) is no square matrix; it has no power")
      }
      return .matrix(try Matrix.power(m, n))
    case .vector(let v):
      let y = try scalar(b)
      return .vector(v.map { $0.raised(to: y) })
    case .function(let f):
      guard b.isMinusOne else {
        throw MeaningError(
          "only the inverse power of a function has a meaning: \(latex(.power(a, b)))")
      }
      return .function(.inverse(f))
    case let other: throw MeaningError("\(latex(a)) is \(other.kind); it has no power")
    }
  }

  /// σ^2, σ^4, σ^{-2}, where the text says what σ² is; nil for any other power.
  private func evenPower(_ a: Formula, _ b: Formula) throws -> Denotation? {
    guard case .number(let r) = b.unsigned, let n = r.int, n > 0, n.isMultiple(of: 2),
      let square = try square(of: a)
    else { return nil }
    if b == .number(2) { return square }
    let half = Expression.rational(Rational(b == b.unsigned ? n / 2 : -n / 2))
    return try square.mapScalars { $0.raised(to: half) }
  }

  /// What σ² is, where the text says only that: it need not be the square of a number.
  private func square(of a: Formula) throws -> Denotation? {
    let name: Symbol
    switch a {
    case .symbol(let s), .application(.symbol(let s), _): name = s
    default: return nil
    }
    guard !isBoundBeside(name), let match = defined(name), match.entry.square != nil else {
      return nil
    }
    let meaning = try meaning(of: match, square: true)
    switch (a, meaning) {
    case (.application(_, let arguments), .function(let f)):
      return try apply(f, arguments.all.map { try meant($0) })
    case (.symbol, .scalar), (.symbol, .vector), (.symbol, .matrix): return meaning
    default: return nil
    }
  }

  /// What stands before a bracket as a factor: x of `x(1 - y)`, also `x^n` and `A^{-1}`; nil for
  /// what is applied.
  func factor(before head: Formula) throws -> Denotation? {
    switch head {
    case .symbol(let s):
      // a number also of \pi(x + 1)^2
      switch try isBound(s) ? meaning(of: s) : constant(s) {
      case .scalar(let e): return .scalar(e)
      case .vector(let v): return .vector(v)
      case .matrix(let m): return .matrix(m)
      default: return nil
      }
    case .power(let base, let exponent):
      if case .scalar(let e)? = try evenPower(base, exponent) { return .scalar(e) }
      return try factor(before: base).map { try power($0, of: base, to: exponent) }
    default: return nil
    }
  }

  func hadamard(_ a: Formula, _ b: Formula) throws -> Denotation {
    switch (try denotation(a), try denotation(b)) {
    case (.vector(let x), .vector(let y)) where x.count == y.count:
      return .vector(zip(x, y).map { $0 * $1 })
    case (let x, let y): return try x * y
    }
  }
}

extension Formula {
  /// The exponent of an inverse.
  var isMinusOne: Bool { self == .negative(.number(1)) }
  fileprivate var unsigned: Formula { if case .negative(let a) = self { a } else { self } }
}

extension Denotation {
  /// Numbers are added at once: one by one, a sum of n terms would be written out n times.
  static func sum(of terms: [Denotation]) throws -> Denotation {
    if let numbers = numbers(terms) { return .scalar(.sum(of: numbers)) }
    return try terms.dropFirst().reduce(terms[0]) { try $0 + $1 }
  }

  static func product(of factors: [Denotation]) throws -> Denotation {
    if let numbers = numbers(factors) { return .scalar(.product(of: numbers)) }
    return try factors.dropFirst().reduce(factors[0]) { try $0 * $1 }
  }

  /// nil where one of them is no number.
  private static func numbers(_ parts: [Denotation]) -> [Expression]? {
    let numbers = parts.compactMap { if case .scalar(let e) = $0 { e } else { nil } }
    return numbers.count == parts.count ? numbers : nil
  }
}

extension Formula {
  /// π by itself, or before a bracket that holds no lone letter.
  fileprivate var isPi: Bool {
    switch self {
    case .symbol(let s): s == Symbol("pi")
    case .application(.symbol(let s), let a) where a.all.count == 1 && a.wanted.count == 1:
      if case .symbol = a.wanted[0] { false } else { s == Symbol("pi") && !a.wanted[0].isNumeral }
    default: false
    }
  }
  fileprivate var isNumeral: Bool { if case .number = self { true } else { false } }
}

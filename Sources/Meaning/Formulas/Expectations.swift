import Exact
import Expressions
import Notation
import Probability

// \mathbb E: over what is drawn, given what is known, coordinate by coordinate.

extension Context {
  /// - isAlone: whether nothing else is drawn for this body.
  func expectation(_ draws: [Draw], _ body: Formula, isAlone: Bool = true) throws -> Denotation {
    if case .conditioned(let inner, let given) = body {
      return try conditionalExpectation(draws, inner, given)
    }
    if !draws.isEmpty, draws.allSatisfy(isLabel), (try? isRandom(body)) == true {
      return try overRandomVariables(body)
    }
    if let mean = try overDeclared(draws, body) { return mean }
    let draws = try spelledOut(draws)
    guard let draw = draws.first else { return try overRandomVariables(body) }
    let rest = Array(draws.dropFirst())
    let (law, bound) = try drawn(draw, for: rest.isEmpty ? body : .expectation(rest, body))
    let taken = isAlone && draws.count == 1 ? taken(body, atDrawsFrom: law) : nil
    return try collect(law) { place in
      var inner = try binding(bound, to: place, in: rest.isEmpty ? body : .expectation(rest, body))
      guard rest.isEmpty else { return try inner.expectation(rest, body, isAlone: false) }
      if let taken {
        let space = bound.count == 1 ? bound[0].space : nil
        inner.bind(name(.drawn), to: point(place), space: space)
        return try inner.denotation(taken)
      }
      let value = try inner.denotation(body)
      guard case .function(let f) = value else { return value }
      return try inner.apply(f, place.map { .scalar($0) })  // E_p[f]
    }
  }

  /// `\mathbb E[f(z) \mid x]`: over the variables of the one joint law that has them all, given
  /// what stands behind the bar.
  func conditionalExpectation(_ draws: [Draw], _ body: Formula, _ given: [Formula]) throws
    -> Denotation
  {
    if draws.allSatisfy(isLabel), let mean = try overOthers(body, given) { return mean }
    if let mean = try expectation(draws, body, under: given) { return mean }
    var sign = Symbol("E")
    if draws.count == 1, case .symbol(let letter)? = draws[0].law {
      sign.subscripts = [.symbol(letter)]
    }
    let letters = toy.factors.keys.sorted()
    guard !letters.isEmpty else {
      throw MeaningError(
        given.contains { (try? isRandom($0)) == true }
          ? "given may be what the toy declares by name ~ law, and not what is made of it; bind a "
            + "joint law, p(z) and p(x | z), or write \\mathbb{E}_{x \\sim p(x|y)}[…]"
          : "a conditional expectation names its law: write \\mathbb{E}_{x \\sim p(x|y)}[…]")
    }
    let mentioned = try letters.map { variables(in: body, of: try self.model($0)) }
    let names = Set(mentioned.flatMap { $0 }).sorted().map { Formula.symbol(Symbol(named: $0)) }
    let model = try modelNamed(by: sign, of: names + given.map { $0.leftOfEquality })
    let known = try self.given(Arguments([], given: given), wanted: [], in: model)
    let wanted = variables(in: body, of: model).filter { name in
      !known.contains { $0.space == name }
    }
    let inner = known.reduce(self) {
      $0.letting(
        $1.space, be: $1.values.count == 1 ? .scalar($1.values[0]) : .vector($1.values),
        space: $1.space, in: body)
    }
    if !given.isEmpty,
      let lawless = model.outside.sorted().first(where: { space in
        body.allSymbols.contains { name($0) == space } && !known.contains { $0.space == space }
      })
    {
      throw model.lacksLaw(of: lawless)
    }
    guard !wanted.isEmpty else {
      if given.isEmpty, draws.isEmpty { throw nothingRandom }
      return try inner.denotation(body)
    }
    let law = try model.law(wanted, given: known, in: self)
    let bound = wanted.map { Bound(name: $0, space: $0, size: model.dimension(of: $0)) }
    return try collect(law) { try inner.binding(bound, to: $0, in: body).denotation(body) }
  }

  /// `\mathbb E[f(x) \mid x > 0]`, and given what random variables of the toy are: the mean on the
  /// event over its probability; nil where letters are given, or what a density knows.
  private func expectation(_ draws: [Draw], _ body: Formula, under given: [Formula]) throws
    -> Denotation?
  {
    guard given.allSatisfy(\.isCondition), !given.isEmpty,
      toy.factors.isEmpty || given.contains(where: isEvent)
    else { return nil }
    let event = Formula.multiplied(given.map(Formula.indicator))
    guard case .scalar(let chance) = try expectation(draws, event) else { return nil }
    if let r = valuation.rational(chance), r.isZero {
      throw MeaningError(
        "\(given.map { latex($0) }.joined(separator: ", ")) has probability 0; what is given then, a joint law on the toy says: p(x | z) = …"
      )
    }
    return try expectation(draws, .multiplied([body, event])).mapScalars { $0 / chance }
  }

  /// The expectation of a number, or of a vector or matrix coordinate by coordinate.
  func collect(_ law: Law, _ body: ([Expression]) throws -> Denotation) throws -> Denotation {
    var shape: Denotation?
    func coordinate(_ k: Int) throws -> Expression {
      try law.expectation(at: valuation) { place in
        let value = try body(place)
        guard shape.map({ $0.kind == value.kind }) ?? true else {
          throw MeaningError("an expectation of \(value.kind) and of \(shape?.kind ?? "nothing")")
        }
        if shape == nil { shape = value }
        switch value {
        case .scalar(let e): return e
        case .vector(let v) where v.indices.contains(k): return v[k]
        case .matrix(let m) where k < m.count * (m.first?.count ?? 0):
          return m[k / m[0].count][k % m[0].count]
        default: throw MeaningError("the expectation of \(value.kind)")
        }
      }
    }
    let first = try coordinate(0)
    switch shape {
    case .vector(let v)?: return .vector(try [first] + (1..<max(1, v.count)).map(coordinate))
    case .matrix(let m)?:
      return .matrix(
        try m.indices.map { i in
          try m[i].indices.map { j in i + j == 0 ? first : try coordinate(i * m[i].count + j) }
        })
    default: return .scalar(first)
    }
  }
}

extension Denotation {
  func mapScalarsThrowing(_ f: (Expression) throws -> Expression) throws -> Denotation {
    switch self {
    case .scalar(let x): return .scalar(try f(x))
    case .vector(let v): return .vector(try v.map(f))
    case .matrix(let m): return .matrix(try m.map { try $0.map(f) })
    default: throw MeaningError("expected a number, found \(kind)")
    }
  }
}

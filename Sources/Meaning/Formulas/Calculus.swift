import Exact
import Expressions
import Notation
import Probability

// Derivatives: the letter becomes a variable everywhere the toy uses it, the tree is differentiated, the value is put back.

extension Context {
  /// A letter set free to be differentiated by: the context in which it is a variable, and its value.
  struct Freed {
    var context: Context
    var variables: [Variable]
    var isVector: Bool
    var values: [Variable: Expression]
  }

  func freeing(_ symbol: Symbol) throws -> Freed {
    let name = name(symbol)
    if let local = locals[name] {
      switch local.meaning {
      case .scalar(.variable(let v)): return Freed(context: self, variables: [v], isVector: false, values: [:])
      case .vector(let coordinates):
        let bare = coordinates.compactMap { if case .variable(let v) = $0 { v } else { nil } }
        if bare.count == coordinates.count { return Freed(context: self, variables: bare, isVector: true, values: [:]) }
      default: break
      }
    }
    let meaning = try meaning(of: symbol)
    let (old, isVector) = switch meaning {
    case .scalar(let e): ([e], false)
    case .vector(let v): (v, true)
    default: throw MeaningError("\(name) is \(meaning.kind); one differentiates by a number or a point")
    }
    var inner = self
    let variables = old.map { _ in fresh.next(name) }
    for (v, e) in zip(variables, old) { if let r = valuation.rational(e) { inner.valuation.values[v] = r } }
    let free: Denotation = isVector ? .vector(variables.map { .variable($0) }) : .scalar(.variable(variables[0]))
    if locals[name] != nil { inner = inner.binding(name, to: free, space: locals[name]?.space) } else {
      inner.values[name] = free
      // A point and its coordinates are the same letters.
      if isVector { for (i, v) in variables.enumerated() { inner.values["\(name)_\(i + 1)"] = .scalar(.variable(v)) } }
    }
    return Freed(context: inner, variables: variables, isVector: isVector, values: Dictionary(uniqueKeysWithValues: zip(variables, old)))
  }

  func derivative(_ body: Formula, by symbol: Symbol, order: Int) throws -> Denotation {
    let freed = try freeing(symbol)
    let value = try freed.context.appliedToFreed(body, symbol)
    func put(_ e: Expression) -> Expression { e.substituting(freed.values) }
    func partial(_ e: Expression, _ v: Variable) -> Expression { (0..<order).reduce(e) { e, _ in e.derivative(by: v) } }
    switch (value, freed.isVector) {
    case (.scalar(let e), false): return .scalar(put(partial(e, freed.variables[0])))
    case (.vector(let f), false): return .vector(f.map { put(partial($0, freed.variables[0])) })
    case (.scalar(let e), true): return .matrix([freed.variables.map { put(partial(e, $0)) }])
    case (.vector(let f), true): return .matrix(f.map { e in freed.variables.map { put(partial(e, $0)) } })
    case (let other, _): throw MeaningError("\(latex(body)) is \(other.kind); it has no derivative")
    }
  }

  /// ∂f/∂z with f a map: f at z.
  private func appliedToFreed(_ body: Formula, _ symbol: Symbol) throws -> Denotation {
    let value = try denotation(body)
    if case .function(let f) = value { return try apply(f, [meaning(of: symbol)]) }
    return value
  }

  func gradient(_ body: Formula, by symbol: Symbol?) throws -> Denotation {
    guard let variable = symbol ?? onlyArgument(of: body) else {
      throw MeaningError("say by what the gradient is taken: \\nabla_x \(latex(body))")
    }
    switch try derivative(body, by: variable, order: 1) {
    case .matrix(let rows) where rows.count == 1: return .vector(rows[0])
    case let other: return other
    }
  }

  /// The x of `\nabla \log p(x|c)`.
  private func onlyArgument(of formula: Formula) -> Symbol? {
    switch formula {
    case .function(_, let a), .negative(let a), .absolute(let a): return onlyArgument(of: a)
    case .application(_, let arguments):
      guard arguments.wanted.count == 1, case .symbol(let s) = arguments.wanted[0] else { return nil }
      return s
    case .sum(let parts), .product(let parts):
      let found = Set(parts.compactMap { onlyArgument(of: $0) })
      return found.count == 1 ? found.first : nil
    case .quotient(let a, let b):
      let found = Set([a, b].compactMap { onlyArgument(of: $0) })
      return found.count == 1 ? found.first : nil
    default: return nil
    }
  }

  func prime(_ f: Formula, _ order: Int, at: Formula) throws -> Expression {
    guard case .scalar(let e) = try apply(.derivative(functionMeant(f), order), [.scalar(scalar(at))]) else {
      throw MeaningError("f′ needs a function with a number as value")
    }
    return e
  }

  /// `f(x)|_{x=a}`.
  func evaluated(_ body: Formula, _ relations: [Formula]) throws -> Denotation {
    var inner = self
    for relation in relations {
      guard case .relation(let sides, [.equal]) = relation, case .symbol(let s) = sides[0] else {
        throw MeaningError("after the bar stands x = a, found \(latex(relation))")
      }
      let name = name(s), value = try denotation(sides[1])
      if locals[name] != nil { inner = inner.binding(name, to: value, space: locals[name]?.space) } else { inner.values[name] = value }
    }
    return try inner.denotation(body)
  }
}

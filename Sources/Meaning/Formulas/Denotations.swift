import Exact
import Expressions
import Notation
import Probability

// The meaning of a formula, case by case. Every case is a general rule; none knows which claim it
// serves.

extension Context {
  func scalar(_ formula: Formula) throws -> Expression {
    let meaning = try denotation(formula)
    switch meaning {
    case .scalar(let e): return e
    case .vector(let v) where v.count == 1: return v[0]
    case .matrix(let m) where m.count == 1 && m[0].count == 1: return m[0][0]
    default: throw MeaningError("\(latex(formula)) is \(meaning.kind) where a number is expected")
    }
  }

  /// A number, or the coordinates of a point.
  func coordinates(_ formula: Formula) throws -> [Expression] {
    switch try denotation(formula) {
    case .scalar(let e): return [e]
    case .vector(let v): return v
    case let other:
      throw MeaningError("\(latex(formula)) is \(other.kind) where a point is expected")
    }
  }

  /// What a formula means here. Where all that is bound has a value the meaning is found once:
  /// the sides of an equation, its foils and its mutants share most of their parts.
  func denotation(_ formula: Formula) throws -> Denotation {
    guard isAtThePoint, let bindings, width == nil, identity == nil, valuation.values.isEmpty,
      formula.isCompound
    else {
      return try computed(formula)
    }
    let here = Bindings.Formula(formula: formula, bindings: bindings)
    if let known = cache[here] { return known }
    let meaning = try computed(formula)
    cache[here] = meaning
    return meaning
  }

  func computed(_ formula: Formula) throws -> Denotation {
    // each letter bound on the way is looked at again: a sum deep inside others costs more
    guard WorkBudget.current?.spend(max(1, locals.count / 2)) ?? true else {
      throw MeaningError(WorkBudget.spentReason)
    }
    switch formula {
    case .number(let r): return .scalar(.rational(r))
    case .infinity: return .scalar(.infinity)
    case .symbol(let s): return try meaning(of: s)
    case .sum(let terms): return try sum(terms)
    case .negative(let a): return try denotation(a).mapScalars { -$0 }
    case .product(let factors): return try product(factors)
    case .quotient(let a, let b): return try quotient(a, b)
    case .power(let a, let b): return try power(a, b)
    case .hadamard(let a, let b): return try hadamard(a, b)
    case .function(let name, let argument):
      return try (name.isOfLaws ? drawingAnew() : self).function(name, argument)
    case .application(let head, let arguments):
      return try (isOfLaws(head, arguments) ? drawingAnew() : self).application(head, arguments)
    case .absolute(let a): return try absolute(a)
    case .norm(let a, let order): return .scalar(try norm(a, order))
    case .expectation(let draws, let body):
      return try drawingAnew(for: draws, body).expectation(draws, body)
    case .divergence(let name, let p, let q): return .scalar(try divergence(name, p, q))
    case .series(let kind, let index, let range, let body):
      return try series(kind, index, range, body)
    case .integral(let variable, let lower, let upper, let body):
      return try integral(variable, lower, upper, body)
    case .derivative(let body, let by, let order): return try derivative(body, by: by, order: order)
    case .gradient(let body, let by): return try gradient(body, by: by)
    case .prime(let f, let order, let at): return .scalar(try prime(f, order, at: at))
    case .optimum(let kind, let variables, let set, let body):
      return try optimum(kind, variables, set, body)
    case .limit(let variable, let to, let body): return .scalar(try limit(variable, to, body))
    case .cases(let branches): return try cases(branches)
    case .matrix(let rows): return try matrix(rows)
    case .tuple(let entries): return try tuple(entries)
    case .interval(let a, let b, _, _): return .interval(lower: try scalar(a), upper: try scalar(b))
    case .set(let members, let dots): return try set(members, dots: dots)
    case .transpose(let a): return try transpose(a)
    case .composition(let f, let g):
      return .function(.composition(try functionMeant(f), try functionMeant(g)))
    case .relation:
      throw MeaningError("a relation stands where a number is expected: \(latex(formula))")
    case .evaluated(let body, let relations): return try evaluated(body, relations)
    case .component(let body, let indices): return try component(body, indices)
    case .conditioned:
      throw MeaningError(
        "a conditional expectation names its law: write \\mathbb{E}_{x \\sim p(x|y)}[…]")
    case .range, .bounded:
      throw MeaningError("\(latex(formula)) is a slice; it stands in a subscript")
    case .dots:
      throw MeaningError(
        "“…” is understood only where its pattern is clear; write a sum or product with its index")
    }
  }
}

extension Formula {
  /// Whether its meaning takes more than looking up a letter.
  fileprivate var isCompound: Bool {
    switch self {
    case .number, .infinity, .symbol: false
    default: true
    }
  }
}

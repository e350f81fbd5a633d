import Exact
import Expressions

// Expressions node by node.

extension Normaliser {
  func callAsFunction(_ e: Expression) throws(NoForm) -> NormalForm {
    switch e {
    case .rational(let r): return NormalForm(r)
    case .pi: return leaf(.pi, e)
    case .infinity: throw .unsupported
    case .variable(let v): return leaf(.variable(v), e)
    case .sum(let terms):
      var sum = NormalForm.zero
      for term in terms { sum = sum + (try self(term)) }
      return sum
    case .product(let factors):
      var forms: [NormalForm] = []
      for factor in factors { forms.append(try self(factor)) }
      return try product(forms)
    case .power(let base, .rational(let r)): return try power(try self(base), r)
    case .power(let base, let exponent):
      return try exponential(try multiply(try self(exponent), try logarithm(try self(base))))
    case .function(let f, let a): return try function(f, try self(a))
    case .piecewise(let branches, let otherwise): return try cases(branches, otherwise)
    case .integral(let v, let a, let b, let body): return try integral(v, a, b, body)
    case .extremum(let kind, let v, let a, let b, let body):
      let (w, inner) = try entering(v, body)
      let place = Atom.extremum(kind, w, lower: try end(a), upper: try end(b), inner)
      return leaf(place, e)
    }
  }

  private func leaf(_ a: Atom, _ e: Expression) -> NormalForm {
    NormalForm(Monomial(atom(a, e), 1))
  }

  // MARK: functions

  private func function(_ f: Expression.Function, _ a: NormalForm) throws(NoForm) -> NormalForm {
    switch f {
    case .exp: return try exponential(a)
    case .log: return try logarithm(a)
    case .erfc: return .one - (try function(.erf, a))
    case .abs:
      let sign = sign(a)
      return sign == 0 ? even(f, a) : a.scaled(by: Rational(sign))
    case .sign:
      let sign = sign(a)
      return sign == 0 ? odd(f, a) : NormalForm(Rational(sign))
    case .cos, .cosh: return even(f, a)
    case .sin, .tan, .sinh, .tanh, .arctan, .erf: return odd(f, a)
    }
  }
  private func even(_ f: Expression.Function, _ a: NormalForm) -> NormalForm {
    let b = startsNegative(a) ? -a : a
    return leaf(.function(f, b), .applying(f, to: expression(b)))
  }
  private func odd(_ f: Expression.Function, _ a: NormalForm) -> NormalForm {
    if a.isZero { return .zero }
    let isTurned = startsNegative(a), b = isTurned ? -a : a
    let value = leaf(.function(f, b), .applying(f, to: expression(b)))
    return isTurned ? -value : value
  }
  private func startsNegative(_ a: NormalForm) -> Bool { (a.sorted.first?.coefficient ?? 1) < 0 }

  // MARK: branches

  private func cases(
    _ branches: [Expression.Branch], _ otherwise: Expression
  ) throws(NoForm) -> NormalForm {
    var kept: [Atom.Branch] = [], last = otherwise
    search: for branch in branches {
      switch truth(of: branch.condition) {
      case false?: continue
      case true?:
        last = branch.value
        break search
      case nil:
        kept.append(
          Atom.Branch(condition: try condition(branch.condition), value: try self(branch.value)))
      }
    }
    let rest = try self(last)
    if kept.allSatisfy({ $0.value == rest }) { return rest }
    return leaf(.cases(kept, otherwise: rest), .piecewise(branches, otherwise: otherwise))
  }

  private func condition(_ c: Expression.Condition) throws(NoForm) -> Atom.Condition {
    switch c {
    case .compare(let a, let relation, let b): return .compare(try self(a - b), relation)
    case .all(let parts): return .all(try conditions(parts))
    case .any(let parts): return .any(try conditions(parts))
    case .not(let part): return .not(try condition(part))
    }
  }
  private func conditions(_ all: [Expression.Condition]) throws(NoForm) -> [Atom.Condition] {
    var result: [Atom.Condition] = []
    for c in all { result.append(try condition(c)) }
    return result
  }

  /// The truth of a condition around the point, where it is known.
  private func truth(of c: Expression.Condition) -> Bool? {
    switch c {
    case .compare(let a, let relation, let b):
      guard let difference = try? self(a - b) else { return nil }
      if difference.isZero { return relation.holds(0) }
      let sign = sign(difference)
      return sign == 0 ? nil : relation.holds(sign)
    case .all(let parts):
      let truths = parts.map(truth)
      return truths.contains(false) ? false : truths.contains(nil) ? nil : true
    case .any(let parts):
      let truths = parts.map(truth)
      return truths.contains(true) ? true : truths.contains(nil) ? nil : false
    case .not(let part): return truth(of: part).map { !$0 }
    }
  }

  // MARK: bound variables

  /// ∫ c·f = c ∫ f for what does not depend on the variable; sums stay whole, since their parts
  /// need not have integrals.
  private func integral(
    _ v: Variable, _ a: Expression, _ b: Expression, _ body: Expression
  ) throws(NoForm) -> NormalForm {
    let (w, inner) = try entering(v, body)
    if inner.isZero { return .zero }
    if case (.infinite(-1), .infinite(1)) = (try end(a), try end(b)),
      let value = try gaussianIntegral(inner, over: w)
    {
      return value
    }
    let content = inner.content
    let isNegative = startsNegative(inner)
    let c = isNegative ? -content.coefficient : content.coefficient
    let outside = Monomial(content.monomial.powers.filter { !depends($0.atom, on: w) })
    let rest = try multiply(inner.scaled(by: c.reciprocal), NormalForm(outside.inverse))
    let place = Atom.integral(w, lower: try end(a), upper: try end(b), rest)
    let value = leaf(
      place, .integral(variable: w, lower: a, upper: b, body: expression(rest)))
    return try multiply(value, NormalForm(outside, c))
  }

  private func entering(
    _ v: Variable, _ body: Expression
  ) throws(NoForm) -> (Variable, NormalForm) {
    let w = Variable("bound·\(body.bindings)")
    return (w, try self(body.substituting([v: .variable(w)])))
  }

  private func end(_ e: Expression) throws(NoForm) -> Atom.End {
    switch e {
    case .infinity: return .infinite(1)
    case .product([.rational(-1), .infinity]): return .infinite(-1)
    default: return .finite(try self(e))
    }
  }
}

extension Expression {
  /// How deep integrals and optima stand in one another.
  fileprivate var bindings: Int {
    switch self {
    case .integral(_, let a, let b, let body), .extremum(_, _, let a, let b, let body):
      Swift.max(a.bindings, b.bindings, 1 + body.bindings)
    case .sum(let parts), .product(let parts): parts.map(\.bindings).max() ?? 0
    case .power(let a, let b): Swift.max(a.bindings, b.bindings)
    case .function(_, let a): a.bindings
    case .piecewise(let branches, let otherwise):
      branches.reduce(otherwise.bindings) { Swift.max($0, $1.value.bindings) }
    default: 0
    }
  }
}

import Exact
import Expressions
import Notation
import Probability

// Laws: those a toy writes down, those a formula makes of them, and those that follow from a joint
// law.

extension Context {
  // MARK: the text of a toy

  func law(_ text: LawText) throws -> Law {
    switch text {
    case .normal(let mean, let variance): return try normal(mean, variance)
    case .uniform(let a, let b):
      return try Law.uniform(lower: scalar(a), upper: scalar(b), at: valuation)
    case .laplace(let m, let s):
      return try Law.laplace(location: scalar(m), scale: scalar(s), at: valuation)
    case .point(let a): return Law.point(try coordinates(a))
    case .finite(let rows):
      return try Law.finite(
        rows.map { (try $0.key.flatMap { try coordinates($0) }, try scalar($0.value)) },
        at: valuation)
    case .mixture(let parts):
      return try Law.mixture(parts.map { (try scalar($0.weight), try law($0.law)) }, at: valuation)
    case .product(let laws): return Law.product(try laws.map { try law($0) })
    case .pushforward(let map, let base): return try pushforward(map, law(base))
    case .table:
      throw MeaningError(
        "a Table gives the law of one variable for each value of another: p(x | z) = Table(…)")
    case .formula(let formula): return try law(formula)
    case .density(let letters, let formula): return try law(of: letters, density: formula)
    }
  }

  /// `Normal(m, v)`; a number as variance of a vector means that multiple of the identity, a lone 0
  /// as mean the zero vector.
  func normal(_ mean: Formula, _ variance: Formula) throws -> Law {
    var m = try coordinates(mean)
    let spread = try denotation(variance)
    let size =
      switch spread {
      case .matrix(let s): s.count
      case .vector(let v): v.count
      default: max(m.count, width ?? 1)
      }
    if m.count == 1, size > 1 {
      guard valuation.rational(m[0]) == 0 else {
        throw MeaningError(
          "a law of \(size) coordinates has the mean \(latex(mean)), a number; only 0 stands for a whole vector"
        )
      }
      m = Array(repeating: .rational(0), count: size)
    }
    let covariance: [[Expression]]
    switch spread {
    case .scalar(let v):
      covariance = m.indices.map { i in m.indices.map { i == $0 ? v : .rational(0) } }
    case .matrix(let s): covariance = s
    case .vector(let v):
      covariance = v.indices.map { i in v.indices.map { i == $0 ? v[i] : .rational(0) } }
    case let other:
      throw MeaningError("\(latex(variance)) is \(other.kind) where a variance is expected")
    }
    return try Law.normal(mean: m, covariance: covariance, at: valuation)
  }

  /// The same context, in which a law is expected to have n coordinates.
  func expecting(_ n: Int?) -> Context {
    var inner = self
    inner.width = n
    return inner
  }

  func flattened(_ meaning: Denotation) throws -> [Expression] {
    switch meaning {
    case .scalar(let e): return [e]
    case .vector(let v): return v
    case let other: throw MeaningError("expected a point, found \(other.kind)")
    }
  }

  // MARK: formulas of laws

  /// The law a formula names. Throws when it names none.
  func law(_ formula: Formula) throws -> Law {
    if let law = try lawOf(formula, densitiesToo: true) ?? lawDefinedByDensity(formula) {
      return law
    }
    if case .symbol(let s) = formula, !isBound(s) {
      throw MeaningError(
        "nothing binds the law \(name(s)) on the toy \(toy.name)", unbound: name(s))
    }
    throw MeaningError("\(latex(formula)) is no law on the toy \(toy.name)", cause: .lackOfToy)
  }

  /// The law a formula names, or nil when it is something else. Where a law is wanted, `q(z|x)`
  /// names the law of z; elsewhere it is a density at z, a number.
  func lawOf(_ formula: Formula, densitiesToo: Bool = false) throws -> Law? {
    switch formula {
    case .symbol(let s):
      // weights are a vector, and a law where one is wanted
      if locals[name(s)] == nil {
        if !densitiesToo, case .simplex? = toy.byName[name(s)]?.kind { return nil }
      } else if densitiesToo,
        let law = try lawOfWeights(boundTo: s) ?? lawOfDensity(boundTo: s)
      {
        return law
      }
      return try lawOf(symbol: s)
    case .application(let head, let arguments):
      if arguments.wanted.contains(where: isEvent) { return nil }  // P(X > 0) is a number
      return densitiesToo || !isDensity(formula) ? try lawOf(application: head, arguments) : nil
    case .sum(let terms):
      guard let parts = try all(terms, { try weighted($0, densitiesToo) }) else { return nil }
      return try Law.combination(parts, at: valuation)
    case .product, .quotient:
      guard let (weight, law) = try weighted(formula, densitiesToo) else { return nil }
      if valuation.decides(weight), valuation.rational(weight) != 1 {
        throw MeaningError(
          "\(latex(formula)) has mass \(valuation.rational(weight).map { "\($0)" } ?? "other than 1"); a law has mass 1"
        )
      }
      return law
    default: return nil
    }
  }

  /// A law with a weight before it: `\tfrac12 p`, `(p + q)/2`, `p \times q`.
  private func weighted(_ formula: Formula, _ densitiesToo: Bool) throws -> (
    weight: Expression, law: Law
  )? {
    if let law = try image(formula, densitiesToo) { return (.rational(1), law) }
    switch formula {
    case .product(let factors) where factors.count == 3 && factors[0].isPushing: return nil
    case .product(let factors) where factors.count == 2 && isUniformSign(factors[0]):
      return try uniform(over: factors[1]).map { (.rational(1), $0) }  // \mathcal U\{1, \dots, T\}
    case .quotient(let a, let b):
      guard let (w, p) = try weightedSum(a, densitiesToo) else { return nil }
      return (w / (try scalar(b)), p)
    case .product(let factors):
      let laws = try factors.map { try weightedSum($0, densitiesToo) }
      let named = laws.compactMap { $0 }
      if named.isEmpty { return nil }
      if named.count == factors.count {
        try checkKernels(factors)
        return (.rational(1), Law.product(named.map(\.law)))
      }
      guard named.count == 1 else { return nil }
      let weight = try zip(factors, laws).reduce(Expression.rational(1)) {
        $1.1 == nil ? $0 * (try scalar($1.0)) : $0
      }
      return (weight * named[0].weight, named[0].law)
    default:
      return try lawOf(formula, densitiesToo: densitiesToo).map { (.rational(1), $0) }
    }
  }

  /// `P K` of a kernel K may be the joint law, or what K makes of P.
  private func checkKernels(_ factors: [Formula]) throws {
    for case .symbol(let s) in factors.dropFirst() {
      guard let letter = letter(name(s)), let model = try? model(letter), !model.outside.isEmpty
      else { continue }
      throw MeaningError(
        "\(latex(.product(factors))) can be a joint law, or what the kernel \(name(s)) makes of the law "
          + "before it; define the one that is meant by its density")
    }
  }

  /// `q(z|x) r(x)` as the joint law of (x, z), what is given first; nil where no factor is given a
  /// letter of another. Only of finite laws: others need a letter of their own.
  func chained(_ laws: [Formula]) throws -> Law? {
    guard let draws = try factors(Draw([], .product(laws))) else { return nil }
    let names = Set(draws.flatMap(\.variables))
    let isChained = laws.contains {
      guard case .application(_, let a) = $0 else { return false }
      return a.given.contains { if case .symbol(let s) = $0 { names.contains(s) } else { false } }
    }
    guard isChained else { return nil }
    var atoms: [(point: [Expression], weight: Expression)] = []
    func go(_ inner: Context, _ rest: ArraySlice<Draw>, _ place: [Expression], _ weight: Expression)
      throws
    {
      guard let draw = rest.first else { return atoms.append((place, weight)) }
      let (law, bound) = try inner.drawn(draw, for: .number(0))
      guard law.isFinite, let own = try law.atoms(at: valuation) else {
        throw MeaningError(
          "\(latex(.product(laws))) is a joint law; where its factors are not finite the toy has to name it, as q(x, z)"
        )
      }
      for atom in own {
        try go(
          inner.binding(bound, to: atom.point, in: .product(laws)), rest.dropFirst(),
          place + atom.point,
          weight * atom.weight)
      }
    }
    try go(self, draws[...], [], 1)
    return try Law.finite(atoms, at: valuation)
  }

  /// A sum of laws with its total weight, normalised: `p + q` is 2 · ½(p + q).
  private func weightedSum(_ formula: Formula, _ densitiesToo: Bool) throws -> (
    weight: Expression, law: Law
  )? {
    guard case .sum(let terms) = formula else { return try weighted(formula, densitiesToo) }
    guard let parts = try all(terms, { try weighted($0, densitiesToo) }) else { return nil }
    let total = parts.reduce(Expression.rational(0)) { $0 + $1.weight }
    return (total, try Law.combination(parts.map { ($0.weight / total, $0.law) }, at: valuation))
  }

  private func all<T>(_ formulas: [Formula], _ f: (Formula) throws -> T?) throws -> [T]? {
    var found: [T] = []
    for formula in formulas {
      guard let value = try f(formula) else { return nil }
      found.append(value)
    }
    return found
  }

  private func lawOf(symbol: Symbol) throws -> Law? {
    let name = name(symbol)
    if let local = locals[name] {
      if case .law(let law) = local.meaning { return law }
      if case .letter(let letter) = local.meaning { return try lawOfLetter(letter) }
      return nil
    }
    if toy.factors[name] != nil { return try lawOfLetter(name) }
    if let statement = toy.byName[name] {
      if case .law = statement.kind, case .law(let law) = try meaning(of: symbol) { return law }
      if case .value(let formula) = statement.kind {
        return try deeper(name).atTopOfToy(statement.indices).lawOf(formula)
      }
      if case .simplex(let n) = statement.kind { return try lawOfWeights(name, n) }
      return nil
    }
    if let match = defined(symbol), match.entry.parameters == nil, match.entry.square == nil {
      return try deeper(name).binding(match.indices).lawOf(match.entry.body)
    }
    return try pointMass(symbol)
  }

  /// Weights p_1, …, p_n as the law of 1, …, n, which they are.
  private func lawOfWeights(_ name: String, _ n: Int) throws -> Law {
    try cached(name) {
      let rows = zip(1...n, try weights(name, n))
      return try Law.finite(rows.map { ([.rational(Rational($0))], $1) }, at: valuation)
    }
  }

  /// The same of a letter to which weights of the toy are handed, q of `L(q) = D_{KL}(p \| q)`.
  private func lawOfWeights(boundTo s: Symbol) throws -> Law? {
    guard let local = locals[name(s)], case .vector(let v) = local.meaning,
      let space = local.space, case .simplex? = toy.byName[space]?.kind
    else { return nil }
    return try Law.finite(
      zip(1...v.count, v).map { ([.rational(Rational($0))], $1) }, at: valuation)
  }

  /// A letter standing alone for a law, as q in D_{KL}(q \| p): the law of its one variable, given
  /// what is bound.
  func lawOfLetter(_ letter: String) throws -> Law {
    let model = try model(letter), own = model.variables.filter(model.own.contains)
    guard own.count == 1 else {
      throw MeaningError(
        "\(letter) is a joint law of \(model.variables.joined(separator: ", ")); write which marginal or conditional is meant"
      )
    }
    return try model.law(own, given: [], in: self)
  }

  private func lawOf(application head: Formula, _ arguments: Arguments) throws -> Law? {
    if let law = try image(.application(head, arguments)) { return law }
    guard case .symbol(let s) = head else { return nil }
    let name = name(s)
    if isBuiltInLaw(s) {
      if let parameters = parametersOfBuiltIn(s, arguments) {
        return try expecting(try arguments.wanted.flatMap { try coordinates($0) }.count).builtInLaw(
          s, parameters)
      }
      return arguments.parameters.isEmpty && arguments.given.isEmpty
        ? try builtInLaw(s, arguments.wanted) : nil
    }
    guard let letter = letter(name) else {
      // p_d(x) where p_d is a law and a law is wanted: the law of x.
      return try arguments.given.isEmpty && arguments.parameters.isEmpty ? lawOf(symbol: s) : nil
    }
    let model = try model(letter)
    if let law = try lawByText(s, arguments, in: model) { return law }
    let wanted = try wanted(arguments, in: model)
    try model.checkMarginal(of: wanted.map(\.space), arguments)
    return try model.law(
      wanted.map(\.space), given: try given(arguments, wanted: wanted, in: model), in: self)
  }

  /// The letter of a joint law that a name stands for here.
  func letter(_ name: String) -> String? {
    if case .letter(let l)? = locals[name]?.meaning { return l }
    return locals[name] == nil && toy.factors[name] != nil ? name : nil
  }
}

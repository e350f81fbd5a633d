import Exact
import Expressions
import Notation
import Probability

// What random variables come to. `X \le X + 1` says that it is so almost surely: at every place
// where the joint law of the toy's random variables, which are independent, has mass or density.

extension Toy {
  /// The toy at what its random variables of these names come to: of each a number where its law has
  /// mass. Throws where the law does not say plainly where that is.
  package func atOutcomes(of names: Set<String>) throws -> Toy {
    let first = try points(stream: Stream(root: 1, check: name, purpose: "outcomes"), count: 1)
      .first
    let context = Context(
      toy: self, definitions: Definitions(), point: first ?? Point(), evaluator: Evaluator())
    var outcomes: [String: [String]] = [:]
    let changed = try statements.flatMap { statement -> [Statement] in
      guard case .random(let text) = statement.kind, names.contains(statement.name) else {
        return [statement]
      }
      let domains = try context.placing(statement) { try context.places(of: text, statement) }
      let letters = zip(statement.symbol.coordinatesIfSeveral(domains.count), domains).map {
        symbol, domain in
        var letter = statement
        (letter.name, letter.symbol) = (Name.text(symbol, statement.indices), symbol)
        letter.kind = .parameter(domain, conditions: [])
        return letter
      }
      outcomes[statement.name] = letters.map(\.name)
      return letters
    }
    var toy = Toy(
      name: "draws of " + name, title: "draws of " + (title ?? name),
      statements: changed, text: text)
    (toy.drawing, toy.outcomes) = ([self], outcomes)
    return toy
  }

  /// The letters of what random variables come to of which no place has mass.
  package var continuousOutcomes: Set<String> {
    Set(outcomes.values.joined()).filter { name in
      if case .parameter(.interval, _)? = byName[name]?.kind { true } else { false }
    }
  }

  /// Whether it declares random variables, `X ~ law`.
  package var hasRandomVariables: Bool {
    statements.contains { if case .random = $0.kind { true } else { false } }
  }

  /// A random variable of the toy as it is printed.
  package func latexOfVariable(_ name: String) -> String {
    guard let statement = byName[name] else { return latex(name: name) }
    var symbol = statement.symbol
    symbol.subscripts = symbol.subscripts.map { index in
      Name.whole(index) { statement.indices[$0] }.map { .rational(Rational($0)) } ?? index
    }
    return latex(.symbol(symbol))
  }

  /// The toy with other statements in the place of its own, one for one.
  func with(_ statements: [Statement]) -> Toy {
    var toy = Toy(name: name, title: title, statements: statements, text: text)
    (toy.drawing, toy.outcomes) = (drawing, outcomes)
    return toy
  }

  /// The point with what is drawn from a density a little aside of 0, of ½, of a middle and of other
  /// drawn numbers: there it never comes to stand, and X² > 0 holds almost surely.
  public func asideOfNullSets(_ point: Point) -> Point {
    var point = point
    for (k, name) in outcomes.values.flatMap(\.self).sorted().enumerated() {
      let context = Context(
        toy: self, definitions: Definitions(), point: point, evaluator: Evaluator())
      guard let statement = byName[name], case .parameter(let domain, _) = statement.kind,
        let value = point.values[name],
        case .interval(let a, let b)? = try? context.denotation(of: domain, statement.indices)
      else { continue }
      let ends = (context.valuation.rational(a), context.valuation.rational(b))
      let range = ends.0.flatMap { low in ends.1.map { $0 - low } } ?? 1
      let isMiddle = ends.0.flatMap { low in ends.1.map { low + $0 == 2 * value } } ?? false
      guard isMiddle || (2 * value).isInteger else { continue }
      let step = range * Rational(k + 1, 997)
      point.values[name] = value + (ends.1.map { min(step, ($0 - value) / 2) } ?? step)
    }
    return point
  }
}

extension Context {
  /// Where the coordinates of a random variable come to stand.
  fileprivate func places(of text: LawText, _ statement: Statement) throws -> [Domain] {
    switch text {
    case .uniform(let a, let b):
      return [.interval(lower: a, upper: b, closedBelow: false, closedAbove: false)]
    case .formula(.symbol(let s)):
      if case .law(let other)? = toy.byName[name(s)]?.kind {
        return try places(of: other, statement)
      }
    default: break
    }
    let law = try randomLaw(statement.name) ?? law(text)
    if law.dimension == 1, law.isFinite { return [.support([text])] }
    if law.pieces.allSatisfy(\.isEverywhere) {
      let line = Domain.interval(lower: nil, upper: nil, closedBelow: false, closedAbove: false)
      return Array(repeating: line, count: law.dimension)
    }
    if law.dimension == 1, law.pieces.count == 1, !law.isFinite,
      let range = try law.support(at: valuation).first,
      let lower = try end(range.lower), let upper = try end(range.upper)
    {
      return [.interval(lower: lower, upper: upper, closedBelow: false, closedAbove: false)]
    }
    throw MeaningError(
      "it is not plain where the law of \(statement.name) has mass, and a relation between random "
        + "variables is judged there; make \(statement.name) of variables that are Normal, Uniform, "
        + "Laplace or Finite")
  }

  /// An end of a range as a toy writes it, nil where there is none; none at all where its value is
  /// not known.
  private func end(_ e: Expression?) throws -> Formula?? {
    guard let e else { return .some(nil) }
    return valuation.rational(e).map { .some(.rational($0)) }
  }

  // MARK: what is drawn anew

  /// The context in which the random variables of these names (nil: all) are random again: a mean
  /// draws them anew, whatever they came to.
  func drawingAnew(_ names: Set<String>? = nil) -> Context {
    guard let whole = toy.drawing.first else { return self }
    let all = Set(toy.outcomes.keys), anew = names?.intersection(all) ?? all
    if anew.isEmpty { return self }
    let kept = all.subtracting(anew), gone = Set(anew.flatMap { toy.outcomes[$0] ?? [] })
    if kept.isEmpty { return on(whole, without: gone) }
    guard let rest = try? whole.atOutcomes(of: kept) else { return self }
    return on(rest, without: gone)
  }

  /// What a mean draws anew: `\mathbb E[…]` all random variables but those given, `\mathbb E_X[…]`
  /// X, and `\mathbb E_{x \sim p}[…]` none.
  func drawingAnew(for draws: [Draw], _ body: Formula) -> Context {
    if toy.outcomes.isEmpty { return self }
    if draws.allSatisfy(isLabel) {
      guard case .conditioned(_, let given) = body else { return drawingAnew() }
      return drawingAnew(Set(toy.outcomes.keys).subtracting(given.compactMap { declared($0) }))
    }
    let names = draws.compactMap { draw -> String? in
      guard draw.variables.isEmpty, case .symbol(let s)? = draw.law, locals[name(s)] == nil else {
        return nil
      }
      return name(s)
    }
    return drawingAnew(Set(names))
  }

  /// The random variable of the toy that a formula names.
  func declared(_ formula: Formula) -> String? {
    guard case .symbol(let s) = formula, locals[name(s)] == nil,
      case .random? = (toy.drawing.first ?? toy).byName[name(s)]?.kind
    else { return nil }
    return name(s)
  }

  /// Whether what stands below a mean is no more than the parameter of its laws, the θ of
  /// `\mathbb E_\theta[X]` beside `X ~ Normal(theta, 1)`: a number that the toy chooses and no law
  /// draws. The t of `\mathbb E_t` on which no law depends may be drawn itself.
  func isLabel(_ draw: Draw) -> Bool {
    guard draw.variables.isEmpty, case .symbol(let s)? = draw.law, locals[name(s)] == nil,
      case .parameter(let domain, _)? = toy.byName[name(s)]?.kind,
      !toy.outcomes.values.contains(where: { $0.contains(name(s)) }),
      letters(having: name(s)).isEmpty
    else { return false }
    guard case .interval = domain else { return false }
    return (toy.drawing.first ?? toy).statements.contains { statement in
      guard case .random(let law) = statement.kind else { return false }
      return law.formulas.contains { $0.freeFamilies.contains(Name.family(s)) }
    }
  }

  /// Whether it is taken of random variables as such, and not of what they come to.
  func isOfLaws(_ head: Formula, _ arguments: Arguments) -> Bool {
    guard !toy.outcomes.isEmpty, case .symbol(let s) = head else { return false }
    return isProbabilitySign(s) || Functional(s, arguments) != nil && !isBound(s)
  }

  // MARK: what a side is made of

  /// The random variables of the toy on which the value of a side depends; nil where it is a law or
  /// has no value.
  package func randomNames(of side: Formula) -> Set<String>? {
    numbered {
      guard ((try? lawOf(side)) ?? nil) == nil, !isDensity(side),
        let value = try? denotation(side), let coordinates = try? flattened(value)
      else { return nil }
      let found = Set(coordinates.flatMap(\.freeVariables))
      let names = toy.statements.filter { statement in
        guard case .random = statement.kind,
          found.contains(where: { Self.isCoordinate($0, ofRandom: statement.name) }),
          let own = try? randomCoordinates(statement.name)
        else { return false }
        return !found.isDisjoint(with: own)
      }
      return Set(names.map(\.name))
    }
  }
}

extension FunctionName {
  /// Whether it is taken of random variables as such.
  var isOfLaws: Bool { [.variance, .covariance, .entropy].contains(self) }
}

extension Law.Piece {
  /// Whether it has a density all over the line, or the space.
  fileprivate var isEverywhere: Bool {
    factors.allSatisfy { factor in
      switch factor.shape {
      case .laplace: true
      case .gaussian(_, let s): s.count == 1 || (try? factor.isDense) ?? false
      default: false
      }
    }
  }
}

extension Law.Factor {
  /// Whether a Gaussian has a density.
  fileprivate var isDense: Bool {
    get throws {
      guard case .gaussian(_, let s) = shape else { return false }
      return try !Valuation().isZero(Matrix.determinant(s))
    }
  }
}

extension Symbol {
  fileprivate func coordinatesIfSeveral(_ n: Int) -> [Symbol] { n == 1 ? [self] : coordinates(n) }
}

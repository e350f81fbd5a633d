import Exact
import Expressions
import Notation
import Probability

// `head(arguments)`: a density, the value of a function, a divergence, or head × bracket; what the head is bound to decides.

extension Context {
  func application(_ head: Formula, _ arguments: Arguments) throws -> Denotation {
    if let probability = try probability(head, arguments) { return .scalar(probability) }
    if let density = try density(head, arguments) { return .scalar(density) }
    if case .symbol(let s) = head, !isBound(s) || isSet(s) {
      if let one = try indicator(s, arguments) { return .scalar(one) }
      if let value = try builtIn(s, arguments) { return value }
    }
    if case .power(let f, let n) = head, !n.isMinusOne, try number(before: head) == nil {
      return try power(.application(f, arguments), n)  // W_2^2(p, q), \sigma^2(x)
    }
    switch try denotation(head) {
    case .function(let f):
      let values = try (arguments.wanted + arguments.given + arguments.parameters).flatMap { formula -> [Denotation] in
        if case .symbol(let s) = formula, let slice = try slice(s) { return try slice.map { try meaning(of: $0) } }
        return [try meant(formula)]
      }
      return try apply(f, values)
    case .scalar(let x):
      guard arguments.given.isEmpty, arguments.parameters.isEmpty, arguments.wanted.count == 1 else {
        throw MeaningError("\(latex(head)) is a number; a number takes no arguments")
      }
      return try .scalar(x) * denotation(arguments.wanted[0])
    case .matrix(let m) where arguments.wanted.count == 1: return try .matrix(m) * denotation(arguments.wanted[0])
    case let other: throw MeaningError("\(latex(head)) is \(other.kind) and takes no arguments")
    }
  }

  /// A formula handed to a function: also a law, a letter or a function may be handed over.
  func meant(_ formula: Formula) throws -> Denotation {
    if case .symbol(let s) = formula { return try meaning(of: s) }
    if let law = try lawOf(formula) { return .law(law) }
    return try denotation(formula)
  }

  package func isBound(_ s: Symbol) -> Bool {
    let name = name(s)
    return locals[name] != nil || values[name] != nil || toy.byName[name] != nil || toy.factors[name] != nil
      || toy.vectors[name] != nil || defined(s) != nil
  }

  /// A letter that a toy binds to a set, and a formula applies: `w \in W` beside `W(p, q)`.
  private func isSet(_ s: Symbol) -> Bool { isEvent(.symbol(s)) }

  /// The definition of the text that a symbol means.
  func defined(_ s: Symbol) -> (entry: Definitions.Entry, indices: [String: Int])? {
    definitions.match(s, index: index) { letter in
      let name = Name.text(letter)
      return toy.factors[name] != nil || (locals[name] == nil && (toy.byName[name]?.isCountless ?? false))
    }
  }

  // MARK: densities

  /// Whether the application is the density of a law at a place.
  package func isDensity(_ formula: Formula) -> Bool {
    guard case .application(.symbol(let s), let arguments) = formula else { return false }
    if parametersOfBuiltIn(s, arguments) != nil { return true }
    if arguments.wanted.contains(where: isEvent) { return false }
    let name = name(s)
    if letter(name) != nil { return true }
    guard locals[name].map({ if case .law = $0.meaning { true } else { false } }) ?? true else { return false }
    return ((try? lawOf(.symbol(s))) ?? nil) != nil
  }

  private func density(_ head: Formula, _ arguments: Arguments) throws -> Expression? {
    if try isDegenerate(head, arguments) { return .infinity }
    guard let (law, place) = try lawAndPlace(head, arguments) else { return nil }
    return try law.density(at: place, values: valuation)
  }

  /// log p(…) when the formula is a density; nil otherwise.
  func logDensity(_ formula: Formula) throws -> Expression? {
    guard case .application(let head, let arguments) = formula, isDensity(formula) else { return nil }
    if try isDegenerate(head, arguments) { return .infinity }
    guard let (law, place) = try lawAndPlace(head, arguments) else { return nil }
    return try law.logDensity(at: place, values: valuation)
  }

  /// The law whose density an application is, and the place. A variable that is wanted and given at once has no density.
  private func lawAndPlace(_ head: Formula, _ arguments: Arguments) throws -> (Law, [Expression])? {
    guard case .symbol(let s) = head else { return nil }
    if let parameters = parametersOfBuiltIn(s, arguments) {
      let place = try arguments.wanted.flatMap { try coordinates($0) }
      return try expecting(place.count).builtInLaw(s, parameters).map { ($0, place) }
    }
    if let letter = letter(name(s)) {
      let model = try model(letter)
      let wanted = try wanted(arguments, in: model)
      let law = try model.law(wanted.map(\.space), given: try given(arguments, wanted: wanted, in: model), in: self)
      return (law, try filled(wanted, in: model))
    }
    guard isDensity(.application(head, arguments)), let law = try lawOf(.symbol(s)) else { return nil }
    return (law, try arguments.wanted.flatMap { try coordinates($0) })
  }

  /// The place at which a density of a letter is taken; a lone 0 stands for the zero vector.
  private func filled(_ wanted: [Place], in model: LetterModel) throws -> [Expression] {
    try wanted.flatMap { place in
      let values = try place.value(), n = model.dimension(of: place.space)
      return values == [.rational(0)] && n > 1 ? Array(repeating: .rational(0), count: n) : values
    }
  }

  /// Where a density would be that is asked for given the variable itself: infinite, since all mass sits at one point.
  private func isDegenerate(_ head: Formula, _ arguments: Arguments) throws -> Bool {
    guard case .symbol(let s) = head, let letter = letter(name(s)), !arguments.given.isEmpty else { return false }
    let model = try model(letter)
    let given = try arguments.given.flatMap { try places($0, in: model) }.map(\.space)
    let twice = try wanted(arguments, in: model).map(\.space).filter(given.contains)
    return twice.contains { !isDiscrete($0, in: model) }
  }

  // MARK: functions

  func functionMeant(_ formula: Formula) throws -> Denotation.Function {
    guard case .function(let f) = try denotation(formula) else { throw MeaningError("\(latex(formula)) is no function") }
    return f
  }

  func apply(_ f: Denotation.Function, _ arguments: [Denotation]) throws -> Denotation {
    switch f {
    case .formula(let parameters, let body, let boundInToy):
      var inner = boundInToy ? try deeper("a function").atTopOfToy([:]) : try deeper("a definition")
      for (parameter, argument) in zip(parameters, try spread(arguments, over: parameters)) {
        inner.bind(boundInToy ? Name.text(parameter) : name(parameter), to: argument, space: spaceOf(argument))
      }
      return try inner.meant(body)
    case .table(let rows, let indices):
      let place = try arguments.flatMap { try flattened($0) }
      for (key, value) in rows where try key.count == place.count && zip(key, place).allSatisfy({ try valuation.equal($0, $1) }) {
        return try atTopOfToy(indices).denotation(value)
      }
      throw MeaningError("the table has no row for \(place.map { valuation.rational($0).map { "\($0)" } ?? "a variable" }.joined(separator: ", "))")
    case .composition(let g, let h): return try apply(g, [apply(h, arguments)])
    case .derivative(let g, let order):
      guard arguments.count == 1, case .scalar(let at) = arguments[0] else { throw MeaningError("f′ takes one number") }
      let x = fresh.next("x")
      guard case .scalar(var body) = try apply(g, [.scalar(.variable(x))]) else { throw MeaningError("f′ needs a function with a number as value") }
      for _ in 0..<order { body = body.derivative(by: x) }
      return .scalar(body.substituting([x: at]))
    case .inverse(let g): return try inverse(of: g, at: try arguments.flatMap { try flattened($0) })
    case .unknown(let unknown): return .scalar(try unknown.value(at: try arguments.flatMap { try flattened($0) }, valuation))
    }
  }

  /// f(z) of a function of several letters spreads the coordinates of z over them; f(z_1, z_2) of a function of one letter makes a point.
  private func spread(_ arguments: [Denotation], over parameters: [Symbol]) throws -> [Denotation] {
    if arguments.count == parameters.count { return arguments }
    let scalars = try arguments.flatMap { try flattened($0) }
    if parameters.count == 1 { return [.vector(scalars)] }
    guard scalars.count == parameters.count else {
      throw MeaningError("a function of \(parameters.count) letters was given \(scalars.count) numbers")
    }
    return scalars.map { .scalar($0) }
  }

  /// The space a handed-over variable came from, so that p(…) still knows it under a new letter.
  private func spaceOf(_ argument: Denotation) -> String? {
    guard case .scalar(.variable(let v)) = argument else { return nil }
    return locals.values.first { if case .scalar(.variable(v)) = $0.meaning { true } else { false } }?.space
  }

  // MARK: names with a fixed meaning

  private func builtIn(_ s: Symbol, _ arguments: Arguments) throws -> Denotation? {
    let all = arguments.wanted + arguments.given + arguments.parameters
    if let value = try distance(s, all) { return value }
    switch s.family.letter {
    case "H" where arguments.parameters.isEmpty: return .scalar(try entropy(arguments, of: s))
    case "I" where arguments.parameters.count == 1 && arguments.given.isEmpty: return .scalar(try information(arguments, of: s))
    case "Var" where arguments.given.isEmpty, "V" where s.style == .blackboard && arguments.given.isEmpty:
      return .scalar(try drawing(s).variance(all[0]))
    case "Cov" where all.count == 2: return .scalar(try drawing(s).covariance(all[0], all[1]))
    case "sigma" where all.count == 1: return try denotation(all[0]).mapScalars { 1 / (1 + .exp(-$0)) }
    case "Phi" where all.count == 1: return try denotation(all[0]).mapScalars { (1 + .erf($0 / .sqrt(2))) / 2 }
    case "varphi" where all.count == 1: return try denotation(all[0]).mapScalars { .exp(-$0.squared / 2) / .sqrt(2 * .pi) }
    case "softmax": return .vector(softmax(try all.flatMap { try coordinates($0) }))
    case "Gamma" where all.count == 1 && s.subscripts.isEmpty: return .scalar(try gamma(all[0]))
    case "J" where s.subscripts.count == 1: return try jacobian(of: s.subscripts[0], at: try all.flatMap { try coordinates($0) })
    case "erfc" where all.count == 1: return try denotation(all[0]).mapScalars { .erfc($0) }
    default: return nil
    }
  }

  /// (n − 1)! for whole n, by Γ(x + 1) = xΓ(x) from Γ(½) = √π for halves.
  private func gamma(_ argument: Formula) throws -> Expression {
    guard let x = valuation.rational(try scalar(argument)), x > 0, x <= 1000, (x * 2).isInteger else {
      throw MeaningError("\\Gamma is known at 1/2, 1, 3/2, … up to 1000; \(latex(argument)) is none of these")
    }
    let start: Rational = x.isInteger ? 1 : Rational(1, 2)
    let product = (0..<((x - start).int ?? 0)).reduce(Rational(1)) { $0 * (start + Rational($1)) }
    return x.isInteger ? .rational(product) : .rational(product) * .sqrt(.pi)
  }

  /// `J_f(x)`: the derivatives of the coordinates of f, row by row.
  private func jacobian(of map: Formula, at place: [Expression]) throws -> Denotation? {
    guard let f = try? functionMeant(map) else { return nil }
    let x = place.map { _ in fresh.next("x") }
    let image = try flattened(apply(f, x.map { .scalar(.variable($0)) }))
    let put = Dictionary(uniqueKeysWithValues: zip(x, place))
    return .matrix(image.map { e in x.map { e.derivative(by: $0).substituting(put) } })
  }

  private func softmax(_ v: [Expression]) -> [Expression] {
    let weights = v.map { Expression.exp($0) }, total = weights.reduce(.rational(0), +)
    return weights.map { $0 / total }
  }
}

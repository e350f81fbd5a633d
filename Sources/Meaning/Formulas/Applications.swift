import Exact
import Expressions
import Notation
import Probability

// `head(arguments)`: a density, the value of a function, a divergence, or head × bracket; what the head is bound to decides.

extension Context {
  func application(_ head: Formula, _ arguments: Arguments) throws -> Denotation {
    if let density = try density(head, arguments) { return .scalar(density) }
    if case .symbol(let s) = head, !isBound(s), let value = try builtIn(s, arguments) { return value }
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
      || definitions.match(s, index: index) != nil
  }

  // MARK: densities

  /// Whether the application is the density of a law at a place.
  package func isDensity(_ formula: Formula) -> Bool {
    guard case .application(.symbol(let s), let arguments) = formula else { return false }
    if isUnboundNormal(s) { return arguments.parameters.count == 2 }
    let name = name(s)
    if letter(name) != nil { return true }
    guard locals[name].map({ if case .law = $0.meaning { true } else { false } }) ?? true else { return false }
    return ((try? lawOf(.symbol(s))) ?? nil) != nil
  }

  private func density(_ head: Formula, _ arguments: Arguments) throws -> Expression? {
    guard let (law, place) = try lawAndPlace(head, arguments) else { return nil }
    return try law.density(at: place, values: valuation)
  }

  /// log p(…) when the formula is a density; nil otherwise.
  func logDensity(_ formula: Formula) throws -> Expression? {
    guard case .application(let head, let arguments) = formula, isDensity(formula),
      let (law, place) = try lawAndPlace(head, arguments) else { return nil }
    return try law.logDensity(at: place, values: valuation)
  }

  private func lawAndPlace(_ head: Formula, _ arguments: Arguments) throws -> (Law, [Expression])? {
    guard case .symbol(let s) = head else { return nil }
    if isUnboundNormal(s), arguments.parameters.count == 2 {
      return (try normal(arguments.parameters[0], arguments.parameters[1]), try arguments.wanted.flatMap { try coordinates($0) })
    }
    if let letter = letter(name(s)) {
      let model = try model(letter)
      let wanted = try arguments.wanted.flatMap { try places($0, in: model) }
      let law = try model.law(wanted.map(\.space), given: try given(arguments, in: model), in: self)
      return (law, try wanted.map { try $0.value() })
    }
    guard isDensity(.application(head, arguments)), let law = try lawOf(.symbol(s)) else { return nil }
    return (law, try arguments.wanted.flatMap { try coordinates($0) })
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
        inner.locals[boundInToy ? Name.text(parameter) : name(parameter)] = Local(meaning: argument, space: spaceOf(argument))
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
    case .inverse(let g):
      guard arguments.count == 1, case .scalar(let y) = arguments[0] else {
        throw MeaningError("only functions of one number are inverted; define the inverse in the text and claim g(f(z)) = z")
      }
      let x = fresh.next("x")
      guard case .scalar(let body) = try apply(g, [.scalar(.variable(x))]) else { throw MeaningError("only functions with a number as value are inverted") }
      return .scalar(try Inversion.solve(body, for: x, equals: y))
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
    func two() throws -> (Law, Law) {
      guard all.count == 2 else { throw MeaningError("\(Name.text(s)) takes two laws") }
      return (try law(all[0]), try law(all[1]))
    }
    switch Name.text(s) {
    case "TV", "D_TV": let (p, q) = try two(); return .scalar(try Law.tv(p, q, at: valuation))
    case "W_1": let (p, q) = try two(); return .scalar(try Law.w1(p, q, at: valuation))
    case "KL", "D_KL": let (p, q) = try two(); return .scalar(try Law.kl(p, q, at: valuation))
    case "JS", "D_JS": let (p, q) = try two(); return .scalar(try Law.js(p, q, at: valuation))
    case "H", "mathcal H": return .scalar(try law(all[0]).entropy(at: valuation))
    case "Var", "mathbb V": return .scalar(try variance(all[0]))
    case "Cov" where all.count == 2: return .scalar(try covariance(all[0], all[1]))
    case "sigma" where all.count == 1: return try denotation(all[0]).mapScalars { 1 / (1 + .exp(-$0)) }
    case "Phi" where all.count == 1: return try denotation(all[0]).mapScalars { (1 + .erf($0 / .sqrt(2))) / 2 }
    case "varphi" where all.count == 1: return try denotation(all[0]).mapScalars { .exp(-$0.squared / 2) / .sqrt(2 * .pi) }
    default: return nil
    }
  }

  func entropy(_ formula: Formula) throws -> Expression { try law(formula).entropy(at: valuation) }
}

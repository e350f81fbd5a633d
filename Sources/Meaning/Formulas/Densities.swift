import Exact
import Expressions
import Notation
import Probability

// `p(x \mid z)` as the density of a law at a place.

extension Context {
  /// Whether the application is the density of a law at a place.
  package func isDensity(_ formula: Formula) -> Bool {
    guard case .application(.symbol(let s), let arguments) = formula else { return false }
    if parametersOfBuiltIn(s, arguments) != nil { return true }
    if arguments.wanted.contains(where: isEvent) { return false }
    let name = name(s)
    if letter(name) != nil { return true }
    guard locals[name].map({ if case .law = $0.meaning { true } else { false } }) ?? true else {
      return false
    }
    return ((try? lawOf(.symbol(s), densitiesToo: true)) ?? nil) != nil
  }

  func density(_ head: Formula, _ arguments: Arguments) throws -> Expression? {
    if try isDegenerate(head, arguments) { return .infinity }
    guard let (law, place) = try lawAndPlace(head, arguments) else { return nil }
    return try law.density(at: place, values: valuation)
  }

  /// log p(…) when the formula is a density; nil otherwise.
  func logDensity(_ formula: Formula) throws -> Expression? {
    guard case .application(let head, let arguments) = formula, isDensity(formula) else {
      return nil
    }
    if case .symbol(let s) = head, let letter = letter(name(s)),
      try isMarginalOfText(s, arguments, in: model(letter))
    {
      return nil
    }
    if try isDegenerate(head, arguments) { return .infinity }
    guard let (law, place) = try lawAndPlace(head, arguments) else { return nil }
    return try law.logDensity(at: place, values: valuation)
  }

  /// The law whose density an application is, and the place. A variable that is wanted and given at
  /// once has no density.
  private func lawAndPlace(_ head: Formula, _ arguments: Arguments) throws -> (Law, [Expression])? {
    guard case .symbol(let s) = head else { return nil }
    if let parameters = parametersOfBuiltIn(s, arguments) {
      let place = try arguments.wanted.flatMap { try coordinates($0) }
      return try expecting(place.count).builtInLaw(s, parameters).map { ($0, place) }
    }
    if let letter = letter(name(s)) {
      let model = try model(letter)
      let wanted = try wanted(arguments, in: model)
      try model.checkMarginal(of: wanted.map(\.space), arguments)
      let law = try model.law(
        wanted.map(\.space), given: try given(arguments, wanted: wanted, in: model), in: self)
      return (law, try filled(wanted, in: model))
    }
    guard isDensity(.application(head, arguments)),
      let law = try lawOf(.symbol(s), densitiesToo: true)
    else {
      return nil
    }
    guard arguments.given.isEmpty else {
      throw MeaningError(
        "\(name(s)) is a law by itself on the toy \(toy.name), and says nothing given something")
    }
    return (law, try arguments.wanted.flatMap { try coordinates($0) })
  }

  /// The place at which a density of a letter is taken; a lone 0 stands for the zero vector.
  private func filled(_ wanted: [Place], in model: LetterModel) throws -> [Expression] {
    try wanted.flatMap { place in
      let values = try place.value(), n = model.dimension(of: place.space)
      return values == [.rational(0)] && n > 1 ? Array(repeating: .rational(0), count: n) : values
    }
  }

  /// Where a density would be that is asked for given the variable itself: infinite, since all mass
  /// sits at one point.
  private func isDegenerate(_ head: Formula, _ arguments: Arguments) throws -> Bool {
    guard case .symbol(let s) = head, let letter = letter(name(s)), !arguments.given.isEmpty else {
      return false
    }
    let model = try model(letter)
    if try turned(arguments, in: model) != nil { return false }
    let given = try arguments.given.flatMap { try places($0, in: model) }.map(\.space)
    let twice = try wanted(arguments, in: model).map(\.space).filter(given.contains)
    return twice.contains { !isDiscrete($0, in: model) }
  }
}

import Exact
import Expressions
import Notation
import Probability

/// A joint law named by a letter, as the toy gives it factor by factor.
struct LetterModel {
  /// One factor `p(x | z; u) = …`: the names of what it gives a law to and of what it needs.
  struct Factor { var wanted: [String], given: [String], parameters: [String] }

  let letter: String
  /// The variables that have a factor, in the order of the toy.
  let variables: [String]
  /// Those of them to which a factor under this very letter gives a law.
  let own: Set<String>
  /// Variables that are only ever given.
  let outside: Set<String>
  let factors: [Factor]
  /// How many coordinates a variable has, where it is not one.
  let dimensions: [String: Int]
  let network: Model

  var known: Set<String> { Set(variables).union(outside) }

  func dimension(of space: String) -> Int { dimensions[space] ?? 1 }

  /// The coordinates of a variable: itself, or `z_1`, `z_2`; those of `x_1` are `x_1,1`, `x_1,2`.
  func coordinates(of space: String) -> [Variable] {
    LetterModel.coordinates(of: space, dimension(of: space))
  }

  static func coordinates(of space: String, _ dimension: Int) -> [Variable] {
    guard dimension > 1 else { return [Variable(space)] }
    let mark = space.contains("_") ? "," : "_"
    return (1...dimension).map { Variable("\(space)\(mark)\($0)") }
  }

  /// Values of a variable; a lone 0 stands for the zero vector.
  private func values(_ space: String, _ values: [Expression]) throws -> [Expression] {
    let n = dimension(of: space)
    if values.count == n { return values }
    guard values == [.rational(0)] else {
      throw MeaningError("\(space) has \(n) coordinates; \(values.count) were given")
    }
    return Array(repeating: .rational(0), count: n)
  }

  /// The law of `wanted` given values of other variables. What a factor needs and is only ever
  /// given must have a value: either among `given`, or bound in the context under its own name.
  func law(_ wanted: [String], given: [Given], in context: Context) throws -> Law {
    var given = given
    for name in outside.sorted() where !given.contains(where: { $0.space == name }) {
      if let values = context.coordinatesIfBound(name) { given.append(Given(name, values)) }
    }
    let known = try given.map { Given($0.space, try values($0.space, $0.values)) }
    if let twice = wanted.first(where: { name in known.contains { $0.space == name } }) {
      return try degenerate(wanted, twice, known, context)
    }
    let key =
      letter + "(" + wanted.joined(separator: ",") + "|"
      + known.map { "\($0.space)=\($0.values)" }.sorted().joined(separator: ",") + ")"
    return try context.cached(key) {
      try network.law(
        of: wanted.flatMap(coordinates),
        given: known.flatMap { given in
          zip(coordinates(of: given.space), given.values).map { (variable: $0, value: $1) }
        }, at: context.valuation)
    }
  }

  /// A variable that is wanted and given at once is where it is given: a unit mass. Of a variable
  /// with a density nobody asks for that.
  private func degenerate(
    _ wanted: [String], _ twice: String, _ given: [Given], _ context: Context
  ) throws -> Law {
    guard context.isDiscrete(twice, in: self), dimension(of: twice) == 1,
      let value = given.first(where: { $0.space == twice })?.values[0]
    else {
      throw MeaningError("\(twice) is both wanted and given: it has no density given itself")
    }
    let rest = wanted.filter { $0 != twice }
    guard !rest.isEmpty else { return Law.point(value) }
    let others = try law(rest, given: given, in: context)
    let width = rest.prefix { $0 != twice }.count
    let before = wanted.prefix { $0 != twice }.reduce(0) { $0 + dimension(of: $1) }
    guard before == 0 || before == others.dimension || width == 0 else {
      throw MeaningError("\(twice) is both wanted and given; write it first")
    }
    return before == 0
      ? Law.product([Law.point(value), others]) : Law.product([others, Law.point(value)])
  }
}

/// The value of a variable that is given, coordinate by coordinate.
struct Given {
  var space: String, values: [Expression]
  init(_ space: String, _ values: [Expression]) { (self.space, self.values) = (space, values) }
}

extension Context {
  func model(_ letter: String) throws -> LetterModel {
    if valuation.values.isEmpty, let model = cache.models[letter] { return model }
    guard let statements = toy.completed(letter) else {
      throw MeaningError("\(letter) is no joint law of the toy \(toy.name)", cause: .lackOfToy)
    }
    // what is built for the factor may ask for the model in turn: it is the toy's alone there
    let isInside = !cache.completing.insert(letter).inserted
    defer { if !isInside { cache.completing.remove(letter) } }
    let byText = isInside ? nil : factorByText(beside: statements)
    var builder = ModelBuilder(
      context: self, letter: letter, statements: statements + [byText].compactMap(\.self))
    let model = try builder.model()
    if valuation.values.isEmpty, !isInside { cache.models[letter] = model }
    return model
  }

  /// The letters whose own factors have this variable, in alphabetical order.
  func letters(having space: String) -> [String] {
    toy.factors.keys.sorted().filter { ((try? model($0))?.own.contains(space)) ?? false }
  }

  /// The coordinates of what a name is bound to here, if it is a number or a point.
  func coordinatesIfBound(_ name: String) -> [Expression]? {
    switch locals[name]?.meaning ?? values[name] {
    case .scalar(let e)?: return [e]
    case .vector(let v)?: return v
    default: break
    }
    guard let statement = toy.byName[name], case .value(let formula) = statement.kind else {
      return nil
    }
    return try? atTopOfToy(statement.indices).coordinates(formula)
  }

  /// Whether a variable has a finite law, or lists its values.
  func isDiscrete(_ space: String, in model: LetterModel) -> Bool {
    if !model.outside.contains(space), let law = try? model.law([space], given: [], in: self) {
      return law.isFinite
    }
    guard case .parameter(let domain, _)? = toy.byName[space]?.kind else { return false }
    return ((try? finiteValues(of: domain)) ?? nil) != nil
  }
}

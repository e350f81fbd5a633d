import Exact
import Expressions
import Notation
import Probability

/// A joint law named by a letter, as the toy gives it factor by factor.
struct LetterModel {
  let letter: String
  /// The variables that have a factor, in the order of the toy.
  let variables: [String]
  /// Variables that are only ever given.
  let outside: Set<String>
  let network: Model

  /// The law of `wanted` given values of other variables. What a factor needs and is only ever given must have a value:
  /// either among `given`, or bound in the context under its own name.
  func law(_ wanted: [String], given: [(space: String, value: Expression)], in context: Context) throws -> Law {
    var given = given
    for name in outside.sorted() where !given.contains(where: { $0.space == name }) {
      if let value = context.valueIfBound(name) { given.append((name, value)) }
    }
    let key = letter + "(" + wanted.joined(separator: ",") + "|"
      + given.map { "\($0.space)=\($0.value)" }.sorted().joined(separator: ",") + ")"
    return try context.cached(key) {
      try network.law(of: wanted.map { Variable($0) }, given: given.map { (variable: Variable($0.space), value: $0.value) }, at: context.valuation)
    }
  }
}

extension Context {
  func model(_ letter: String) throws -> LetterModel {
    guard let factors = toy.factors[letter] else { throw MeaningError("\(letter) is no joint law of the toy \(toy.name)") }
    var nodes: [Model.Node] = [], variables: [String] = [], parents: Set<String> = []
    for statement in factors {
      guard case .factor(let wanted, let given, let text) = statement.kind else { continue }
      let names = wanted.map { Name.text($0, statement.indices) }, from = given.map { Name.text($0, statement.indices) }
      variables += names
      parents.formUnion(from)
      nodes.append(try node(statement, names, from, text))
    }
    return LetterModel(letter: letter, variables: variables, outside: parents.subtracting(variables), network: try Model(nodes))
  }

  private func node(_ statement: Statement, _ names: [String], _ from: [String], _ text: LawText) throws -> Model.Node {
    var top = try deeper(statement.name).atTopOfToy(statement.indices)
    for parent in from { top = top.binding(parent, to: .scalar(.variable(Variable(parent))), space: parent) }
    let (variables, parents) = (names.map { Variable($0) }, from.map { Variable($0) })
    if case .table(let rows) = text {
      let conditional = try rows.map { row in Model.Row(try row.key.map { try top.scalar($0) }, try top.law(row.law)) }
      return Model.Node(variables, given: parents, .table(conditional))
    }
    return Model.Node(variables, given: parents, .law(try top.law(text)))
  }

  func valueIfBound(_ name: String) -> Expression? {
    let meaning = locals[name]?.meaning ?? values[name]
    if case .scalar(let e)? = meaning { return e }
    if let statement = toy.byName[name], case .value(let formula) = statement.kind { return try? atTopOfToy(statement.indices).scalar(formula) }
    return nil
  }

  // MARK: which variable an argument means

  struct Place { var space: String; var value: () throws -> Expression }

  /// The spaces an argument of `p(…)` names, and its values there. `x_{1:T}` names several; `x_1 = 0` states its value.
  func places(_ formula: Formula, in model: LetterModel) throws -> [Place] {
    switch formula {
    case .symbol(let s):
      if let slice = try slice(s) { return try slice.flatMap { try places(.symbol($0), in: model) } }
      let space = try space(of: s, in: model)
      return [Place(space: space) { try scalar(.symbol(s)) }]
    case .relation(let sides, let relations) where relations == [.equal]:
      guard case .symbol(let s) = sides[0] else { break }
      return [Place(space: try space(of: s, in: model)) { try scalar(sides[1]) }]
    case .tuple(let parts): return try parts.flatMap { try places($0, in: model) }
    default: break
    }
    guard model.variables.count + model.outside.count == 1 else {
      throw MeaningError("which variable of \(model.letter) is \(latex(formula))? write it as in p(x = 0 | z = 1)")
    }
    return [Place(space: model.variables[0]) { try scalar(formula) }]
  }

  func given(_ arguments: Arguments, in model: LetterModel) throws -> [(space: String, value: Expression)] {
    try (arguments.given + arguments.parameters).flatMap { try places($0, in: model) }.map { ($0.space, try $0.value()) }
  }

  /// The space of a variable: its own name, the space it was drawn from, or what remains without primes and subscripts.
  func space(of symbol: Symbol, in model: LetterModel) throws -> String {
    let known = Set(model.variables).union(model.outside)
    var candidate = symbol
    for attempt in [{ (s: inout Symbol) in }, { s in s.marks.removeAll { $0 == "'" } }, { s in s.accents = [] }, { s in s.subscripts = [] }] {
      attempt(&candidate)
      for name in [name(candidate), Name.text(candidate)] {
        if known.contains(name) { return name }
        if let space = locals[name]?.space, known.contains(space) { return space }
      }
    }
    throw MeaningError("\(model.letter) says nothing of \(name(symbol)); it is a law of \(model.variables.joined(separator: ", "))"
      + (model.outside.isEmpty ? "" : " given \(model.outside.sorted().joined(separator: ", "))"))
  }

  /// `x_{1:3}` as x_1, x_2, x_3; nil for any other symbol.
  func slice(_ symbol: Symbol) throws -> [Symbol]? {
    guard symbol.subscripts.count == 1, case .range(let a, let b) = symbol.subscripts[0] else { return nil }
    guard let from = Name.whole(a, index: index), let through = Name.whole(b, index: index) else {
      throw MeaningError("the ends of the slice \(latex(.symbol(symbol))) are not known whole numbers")
    }
    return (from...max(from, through)).filter { $0 <= through }.map { n in
      var member = symbol
      member.subscripts = [.number(Rational(n))]
      return member
    }
  }
}

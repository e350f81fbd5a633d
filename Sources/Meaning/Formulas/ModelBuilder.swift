import Exact
import Expressions
import Notation
import Probability

/// Makes the joint law of a letter from its factors: parents first, since a law's size shows only
/// when it is made.
struct ModelBuilder {
  let context: Context
  let letter: String
  let statements: [Statement]
  private var dimensions: [String: Int] = [:]
  private var nodes: [Int: Model.Node] = [:]
  private var factors: [LetterModel.Factor] = []

  init(context: Context, letter: String, statements: [Statement]) {
    (self.context, self.letter, self.statements) = (context, letter, statements)
  }

  mutating func model() throws -> LetterModel {
    factors = statements.compactMap(\.factor)
    let variables = factors.flatMap(\.wanted)
    let outside = Set(factors.flatMap { $0.given + $0.parameters }).subtracting(variables)
    let top = context.atTopOfToy([:])
    for name in outside { dimensions[name] = top.width(of: name) }
    var open = Array(factors.indices)
    while !open.isEmpty {
      let waiting = Set(open.flatMap { factors[$0].wanted })
      let next = open.first { waiting.isDisjoint(with: factors[$0].given + factors[$0].parameters) }
      let k = next ?? open[0]  // a circle: the network names it
      nodes[k] = try context.placing(statements[k]) { try node(statements[k], factors[k]) }
      open.removeAll { $0 == k }
    }
    let own = Set(zip(statements, factors).filter { $0.0.name == letter }.flatMap(\.1.wanted))
    return LetterModel(
      letter: letter, variables: variables, own: own, outside: outside, factors: factors,
      dimensions: dimensions.filter { $0.value > 1 },
      network: try Model(factors.indices.compactMap { nodes[$0] }))
  }

  private mutating func node(_ statement: Statement, _ factor: LetterModel.Factor) throws
    -> Model.Node
  {
    guard case .factor(_, _, let text) = statement.kind else {
      throw MeaningError("\(statement.name) is no factor of a joint law")
    }
    var top = try context.deeper(statement.name).atTopOfToy(statement.indices)
    var parents: [Variable] = []
    for parent in factor.given + factor.parameters {
      let coordinates = LetterModel.coordinates(of: parent, dimensions[parent] ?? 1)
      let free = coordinates.map { Expression.variable($0) }
      parents += coordinates
      let value = free.count == 1 ? Denotation.scalar(free[0]) : .vector(free)
      top.bind(parent, to: value, space: parent)
      top.follow(parent, value, in: text.formulas)
    }
    let declared = factor.wanted.map { context.toy.vectors[$0] ?? 1 }
    top.width = declared.reduce(0, +)
    if case .table(let rows) = text {
      let conditional = try rows.map { row in
        Model.Row(try row.key.flatMap { try top.coordinates($0) }, try top.law(row.law))
      }
      let variables = try coordinates(factor, declared, conditional.first?.law.dimension ?? 1)
      return Model.Node(variables, given: parents, .table(conditional))
    }
    if let rows = try picked(by: factor, text, top) {
      let variables = try coordinates(factor, declared, rows.first?.law.dimension ?? 1)
      return Model.Node(variables, given: parents, .table(rows))
    }
    let law = try top.law(text)
    return Model.Node(try coordinates(factor, declared, law.dimension), given: parents, .law(law))
  }

  /// One law for each value of the z of `p(x | z) = Normal(mu_z, 1)`, which stands in a subscript; nil
  /// where it stands in none.
  private func picked(by factor: LetterModel.Factor, _ text: LawText, _ top: Context) throws
    -> [Model.Row]?
  {
    guard factor.given.count == 1, factor.parameters.isEmpty, dimensions[factor.given[0]] ?? 1 == 1,
      text.formulas.contains(where: { $0.holdsBelow(factor.given[0]) }),
      case .parameter(let domain, _)? = context.toy.byName[factor.given[0]]?.kind,
      let values = try context.finiteValues(of: domain)
    else { return nil }
    return try values.map { value in
      let place = Expression.rational(value)
      let inner = top.binding(factor.given[0], to: .scalar(place), space: factor.given[0])
      return Model.Row([place], try inner.law(text))
    }
  }

  /// The coordinates of what a factor gives a law to; a single variable is as large as its law.
  private mutating func coordinates(
    _ factor: LetterModel.Factor, _ declared: [Int], _ dimension: Int
  ) throws -> [Variable] {
    let sizes = factor.wanted.count == 1 ? [dimension] : declared
    guard sizes.reduce(0, +) == dimension else {
      throw MeaningError(
        "the law of \(factor.wanted.joined(separator: ", ")) has \(dimension) coordinates; say which are vectors, as in “vector z 2”"
      )
    }
    for (name, size) in zip(factor.wanted, sizes) { dimensions[name] = size }
    return zip(factor.wanted, sizes).flatMap { LetterModel.coordinates(of: $0, $1) }
  }
}

extension Context {
  /// How many coordinates the toy says a name has: by `vector z 2`, or by the point it is bound to.
  func width(of name: String) -> Int? {
    toy.vectors[name] ?? coordinatesIfBound(name)?.count
  }
}

extension Formula {
  /// Whether a letter stands in a subscript.
  fileprivate func holdsBelow(_ letter: String) -> Bool {
    allSymbols.contains { symbol in
      symbol.subscripts.contains { $0.allSymbols.contains { Name.text($0) == letter } }
    }
  }
}

extension Statement {
  /// The names of a factor of a joint law; nil for any other statement.
  fileprivate var factor: LetterModel.Factor? {
    guard case .factor(let wanted, let given, _) = kind else { return nil }
    func names(_ symbols: [Symbol]) -> [String] { symbols.map { Name.text($0, indices) } }
    return LetterModel.Factor(
      wanted: names(wanted), given: names(given), parameters: names(parameters))
  }
}

extension Toy {
  /// The letters under which what is wanted and what is given have one joint law, and those under
  /// which the toy only has the one given the other, both in order.
  package func laws(of wanted: String, given: String) -> (joint: [String], kernels: [String]) {
    var found: (joint: [String], kernels: [String]) = ([], [])
    for letter in factors.keys.sorted() {
      let own = (completed(letter) ?? []).compactMap(\.factor)
      let drawn = Set(own.flatMap(\.wanted))
      if drawn.contains(wanted), drawn.contains(given) {
        found.joint.append(letter)
      } else if own.contains(where: { $0.wanted == [wanted] && $0.given == [given] }) {
        found.kernels.append(letter)
      }
    }
    return found
  }

  /// The factors of the joint law of a letter, and those which the same letter with other subscripts
  /// has of what they are given: `p(z)` beside `p_\theta(x | z)`, by which `p_\theta(x)` is a
  /// marginal. Nothing is taken over of which there are several, or which is given in turn what has
  /// a law already.
  func completed(_ letter: String) -> [Statement]? {
    guard var statements = factors[letter],
      let family = statements.first.map({ Name.family($0.symbol) })
    else { return nil }
    let others = factors.filter { $0.key != letter }.values.joined()
      .filter { Name.family($0.symbol) == family }
    guard !others.isEmpty else { return statements }
    while true {
      let known = statements.compactMap(\.factor)
      let wanted = Set(known.flatMap(\.wanted))
      let missing = Set(known.flatMap(\.given)).subtracting(wanted)
      let found = missing.sorted().compactMap { name -> Statement? in
        let fitting = others.filter {
          guard let factor = $0.factor, factor.wanted.contains(name) else { return false }
          return wanted.isDisjoint(with: factor.wanted + factor.given + factor.parameters)
        }
        return fitting.count == 1 ? fitting.first : nil
      }
      guard let next = found.first else { return statements }
      statements.append(next)
    }
  }
}

/// Relations, sums and products: the loose end of the grammar.
extension Reader {
  /// side (relation side)*
  mutating func relation() throws -> Formula {
    var sides = [try side()], relations: [Relation] = []
    if contexts.count == 1, !strict, take(sign: ":") { return .range(sides[0], try relation()) }
    while let relation = try takeRelation() {
      relations.append(relation)
      sides.append(try side())
    }
    return relations.isEmpty ? sides[0] : .relation(sides: sides, relations: relations)
  }

  mutating func side() throws -> Formula {
    defer { domainNext = false }
    let formula = try sum()
    if [.top, .group].contains(contexts[contexts.count - 1].kind), takeGivenBar() {
      return .conditioned(formula, on: [try sum()])
    }
    guard options.plain, take(sign: "..") else { return formula }
    return .range(formula, try sum())
  }

  /// The relation at this place.
  var relationHere: Relation? {
    switch current.kind {
    case .command: Vocabulary.relations[current.text]
    case .sign:
      options.plain ? Vocabulary.plainRelations[current.text] : Vocabulary.relations[current.text]
    case .word: current.text == "in" ? .element : nil
    default: nil
    }
  }

  mutating func takeRelation() throws -> Relation? {
    guard let relation = relationHere else { return nil }
    advance()
    if relation == .less || relation == .greater, current.isSign("="), current.glued {
      throw error("an inequality out of two signs", "write \\le or \\ge")
    }
    domainNext = relation == .element
    return relation
  }

  /// ± term (± term)*
  mutating func sum() throws -> Formula {
    if let inner = try bracelessGroup() { return inner }
    var terms: [Formula] = [], negated = false
    if take(sign: "-") { negated = true } else { _ = take(sign: "+") }
    while true {
      if current.isSign("-") || current.isSign("+") {
        throw error("two signs in a row", "put brackets around the second: a - (-b)")
      }
      let term = try term()
      append(negated ? .negative(term) : term, to: &terms)
      if take(sign: "-") {
        negated = true
      } else if take(sign: "+") || signedGroupHere {
        negated = false
      } else {
        break
      }
    }
    return terms.count == 1 ? terms[0] : .sum(terms)
  }

  private func append(_ term: Formula, to terms: inout [Formula]) {
    if case .sum(let inner) = term { terms += inner } else { terms.append(term) }
  }

  /// `{a + b}` alone: braces that group a whole side are invisible and change nothing.
  private mutating func bracelessGroup() throws -> Formula? {
    guard current.kind == .beginGroup, !options.plain, let end = brackets.closing[at] else {
      return nil
    }
    let after = token(end + 1)
    let ends =
      [.end, .close, .endGroup, .ampersand, .newline, .finish].contains(after.kind)
      || [",", ";"].contains(after.text) && after.kind == .sign
      || after.kind == .sign && Vocabulary.relations[after.text] != nil
      || after.kind == .command && Vocabulary.relations[after.text] != nil
    guard ends else { return nil }
    return try nested { reader in try reader.braces { try $0.sum() } }
  }

  /// `{ … }` with the given content.
  mutating func braces<T>(_ content: (inout Reader) throws -> T) throws -> T {
    let start = at
    try expect(.beginGroup, "{", "write the braces")
    let given = barParts(start)
    let result = try within(Context(kind: .group, given: given), content)
    try close(.endGroup, from: start)
    return result
  }

  /// The closing token of what was opened at `start`.
  mutating func close(_ kind: Token.Kind, from start: Int) throws {
    if take(kind) { return }
    if current.kind == .end || brackets.closing[start] == nil {
      throw error(at: start, "'\(token(start).name)' is never closed", "close it")
    }
    throw unexpected()
  }

  /// Whether the one single bar inside the bracket at `start` parts what is given from what is
  /// wanted.
  func barParts(_ start: Int) -> Bool { brackets.singles[start] % 2 == 1 }

  /// A product, or several joined by ⊙.
  mutating func term() throws -> Formula {
    var left = try product(.full), count = 0
    while current.isCommand("odot") {
      count += 1
      guard count <= FormulaParser.depthLimit else {
        throw error("more than \(FormulaParser.depthLimit) factors", "name a part")
      }
      advance()
      left = .hadamard(left, try product(.full))
    }
    return left
  }

  /// How far a product reaches: a whole term, or what follows a function or an operator without
  /// brackets.
  enum Extent { case full, argument, operand, derivative }

  /// How a factor ends, which decides whether the eye sees where an argument without brackets
  /// stops.
  enum Shape { case open, symbol, number, fraction, closed, prefix }

  mutating func product(_ extent: Extent) throws -> Formula {
    var factors: [Formula] = []
    var shape = try factor(into: &factors)
    var slashes = 0
    while true {
      if current.isCommand("cdot") || current.isCommand("times") || current.isSign("*") {
        guard extent == .full else { break }
        advance()
        if current.isSign("-") || current.isSign("+") {
          throw error("a sign behind a product sign", "put brackets around -a")
        }
        shape = try factor(into: &factors)
      } else if current.isSign("/") {
        guard try takesSlash(extent, factors) else { break }
        slashes += 1
        guard slashes == 1 || !strict && slashes <= FormulaParser.depthLimit else {
          throw error("a quotient of a quotient", "write \\frac{…}{…} or brackets")
        }
        advance()
        var denominator: [Formula] = []
        if options.reach.contains(.shortDenominators) { unapplied = at }
        shape = try factor(into: &denominator)
        let isHalf =
          options.reach.contains(.halves) && joined(factors).isNumber
          && joined(denominator).isNumber
        while options.reach.contains(.longDenominators), !isHalf, startsFactor {
          shape = try factor(into: &denominator)
        }
        factors = [.quotient(joined(factors), joined(denominator))]
        if strict, startsFactor {
          throw error(
            "a factor behind a/b could belong to the denominator",
            "write \\frac{a}{b} c, or a/(b c)")
        }
      } else if startsFactor, try continues(extent, after: shape) {
        shape = try factor(into: &factors)
      } else {
        break
      }
    }
    return joined(factors)
  }

  private func joined(_ factors: [Formula]) -> Formula {
    factors.count == 1 ? factors[0] : .product(factors)
  }

  private func takesSlash(_ extent: Extent, _ factors: [Formula]) throws -> Bool {
    guard extent != .full else { return true }
    if strict, extent == .argument {
      throw error(
        "a slash behind a function without brackets",
        "write \\log(a/b), \\log\\frac{a}{b}, or (\\log a)/b")
    }
    // \log 1 is 0, and nobody writes it: \log 1/a is the logarithm of 1/a
    return extent == .argument
      && (options.reach.contains(.longArguments) || factors == [.number(1)])
  }

  /// Whether a juxtaposed factor still belongs to the product.
  private func continues(_ extent: Extent, after shape: Shape) throws -> Bool {
    if extent == .full { return true }
    let isFirst = options.reach.contains(.firstArguments) || options.reach.contains(.bareArguments)
    if extent == .argument, isFirst { return false }
    if options.reach.contains(.nearArguments), [.closed, .fraction, .prefix].contains(shape) {
      return false
    }
    // \nabla f \nabla g is a product of two gradients
    if extent == .derivative, startsDerivative { return false }
    if extent == .argument, startsFunction, !options.reach.contains(.throughFunctions) {
      guard shape == .fraction, startsSeries else { return false }
      return try takesSeries()
    }
    let blurred = shape == .closed || extent == .argument && shape == .fraction
    if strict, blurred {
      throw error(
        "it is not clear where the argument without brackets ends",
        "add brackets, as in \\log(a b) or (\\log a) b")
    }
    return true
  }

  /// \nabla, \partial_x, \frac{d}{dx} or \frac{\partial}{\partial x}.
  private var startsDerivative: Bool {
    if current.isCommand("nabla") || current.isCommand("partial") { return true }
    guard ["frac", "dfrac", "tfrac"].contains(where: current.isCommand), next.kind == .beginGroup
    else { return false }
    let first = token(at + 2)
    return first.isCommand("partial")
      || first.is(.letter, "d") && token(at + 3).kind == .endGroup
  }

  private var startsSeries: Bool { current.isCommand("sum") || current.isCommand("prod") }

  /// `\log\frac1K\sum_k w_k` is meant as the logarithm of the mean.
  private func takesSeries() throws -> Bool {
    guard strict else { return true }
    throw error(
      "it is not clear whether the function is of the fraction alone",
      "add brackets, as in \\log\\left(\\frac{1}{K}\\sum_k a_k\\right) or (\\log\\frac{1}{K})\\sum_k a_k"
    )
  }

  /// One factor with compositions; appended flat, so that no factor is itself a product.
  private mutating func factor(into factors: inout [Formula]) throws -> Shape {
    let (formula, shape) = try composition()
    if case .product(let inner) = formula { factors += inner } else { factors.append(formula) }
    return shape
  }

  /// f ∘ g
  private mutating func composition() throws -> (Formula, Shape) {
    var (left, shape) = try factor(), count = 0
    while current.isCommand("circ") {
      count += 1
      guard count <= FormulaParser.depthLimit else {
        throw error("more than \(FormulaParser.depthLimit) maps", "name a part")
      }
      advance()
      let start = at
      let (right, rightShape) = try factor()
      if case .application(let head, let arguments) = right, rightShape == .closed,
        token(start).kind != .open
      {
        if strict {
          throw error(
            at: start, "f \\circ g(x) can be f(g(x)) or f \\circ (g(x))", "write (f \\circ g)(x)")
        }
        return (.application(.composition(left, head), arguments), .closed)
      }
      (left, shape) = (.composition(left, right), .symbol)
    }
    return (left, shape)
  }
}

extension Formula {
  fileprivate var isNumber: Bool { if case .number = self { true } else { false } }
}

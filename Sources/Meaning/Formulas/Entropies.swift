import Exact
import Expressions
import Notation
import Probability

// Entropy and information, of laws and of random variables: those of a joint law, and those that
// the toy declares by `name ~ law`.

extension Context {
  /// `H(p)`, the cross-entropy `H(p, q)`, and of variables `H(x)`, `H(x, z)`, `H(x | z)`.
  func entropy(_ arguments: Arguments, of s: Symbol) throws -> Expression {
    if arguments.given.isEmpty {
      if arguments.wanted.count == 1, let p = try law(orNilFor: arguments.wanted[0], wholeLaw) {
        try refuseOrder(of: s, arguments)
        return try p.entropy(at: valuation)
      }
      if arguments.wanted.count == 2, let p = try law(orNilFor: arguments.wanted[0], law),
        let q = try law(orNilFor: arguments.wanted[1], law)
      {
        try refuseOrder(of: s, arguments)
        return try crossEntropy(p, q)
      }
    }
    let variables = try Variables(arguments.wanted + arguments.given, of: s, in: self)
    let joint = try variables.entropy(arguments.wanted + arguments.given)
    return arguments.given.isEmpty ? joint : joint - (try variables.entropy(arguments.given))
  }

  /// `H_2(p)`, `H_\alpha(p)`: an entropy of another kind, or in other units. Below H stands what law
  /// its variables have, and a law has none.
  private func refuseOrder(of s: Symbol, _ arguments: Arguments) throws {
    guard let order = s.subscripts.first else { return }
    let taken = latex(.application(.symbol(s), arguments))
    throw MeaningError(
      "\(latex(order)) below the entropy \(taken) has no meaning here; "
        + "write H(p), or define what \(taken) is")
  }

  /// `I(x; z)`, how far the joint law is from the product of its marginals, and `I(x; z \mid y)`.
  func information(_ arguments: Arguments, of s: Symbol) throws -> Expression {
    let (x, z, y) = arguments.sidesOfInformation
    let variables = try Variables(x + z + y, of: s, in: self)
    guard y.isEmpty else {
      let apart = try variables.entropy(x + y) + variables.entropy(z + y)
      return try apart - variables.entropy(x + z + y) - variables.entropy(y)
    }
    let parts = [try variables.law(x), try variables.law(z)]
    return try Law.kl(variables.law(x + z), Law.product(parts), at: valuation)
  }

  /// Whether the arguments are laws, or variables by their capitals: what h(X) is taken of, while
  /// h(x) is a function's value.
  func namesLaws(_ arguments: Arguments) -> Bool {
    let all = arguments.all
    if all.allSatisfy({ ((try? lawOf($0)) ?? nil) != nil }) { return true }
    let isOfCapitals = all.allSatisfy {
      $0.allSymbols.contains { $0.letter.count == 1 && $0.letter != $0.letter.lowercased() }
    }
    return isOfCapitals && (try? Variables(all, of: Symbol("H"), in: self)) != nil
  }

  /// Random variables that have one joint law.
  private struct Variables {
    let context: Context
    /// nil: those that the toy declares by `name ~ law`.
    let model: LetterModel?

    init(_ formulas: [Formula], of s: Symbol, in context: Context) throws {
      self.context = context
      let areDeclared = formulas.allSatisfy { (try? context.isRandom($0)) == true }
      model = areDeclared ? nil : try context.modelNamed(by: s, of: formulas)
    }

    func law(_ formulas: [Formula]) throws -> Law {
      guard let model else { return try context.randomLaw(of: formulas) }
      let spaces = try formulas.flatMap { try context.places($0, in: model) }.map(\.space)
      try model.checkMarginal(of: spaces, Arguments([]))
      return try model.law(spaces, given: [], in: context)
    }

    func entropy(_ formulas: [Formula]) throws -> Expression {
      try law(formulas).entropy(at: context.valuation)
    }
  }

  /// The joint law of formulas in random variables that the toy declares.
  private func randomLaw(of formulas: [Formula]) throws -> Law {
    let coordinates = try formulas.flatMap { try flattened(denotation($0)) }
    guard let (names, law) = try randomVariables(in: coordinates) else { throw nothingRandom }
    return try law.pushforward(variables: names, map: coordinates, at: valuation)
  }

  /// The law of a formula; nil where it is none. What the toy calls a law and cannot be built is an
  /// error.
  private func law(orNilFor formula: Formula, _ make: (Formula) throws -> Law) throws -> Law? {
    do { return try make(formula) } catch {
      if case .symbol(let s) = formula, case .law? = toy.byName[name(s)]?.kind { throw error }
      return nil
    }
  }

  /// A law; of the letter of a joint law all of it.
  private func wholeLaw(_ formula: Formula) throws -> Law {
    guard case .symbol(let s) = formula, let letter = letter(name(s)) else {
      return try law(formula)
    }
    let model = try model(letter)
    return try model.law(model.variables, given: [], in: self)
  }

  /// The function `\operatorname{H}` of a law or a pair of laws.
  func entropy(_ argument: Formula) throws -> Expression {
    if case .tuple(let parts) = argument { return try entropy(Arguments(parts), of: Symbol("H")) }
    if case .conditioned(let wanted, let given) = argument {
      return try entropy(Arguments([wanted], given: given), of: Symbol("H"))
    }
    return try entropy(Arguments([argument]), of: Symbol("H"))
  }

  func crossEntropy(_ p: Law, _ q: Law) throws -> Expression {
    guard p.dimension == q.dimension else {
      throw MeaningError("a cross-entropy of laws of different size")
    }
    return -(try p.expectation(at: valuation) { try q.logDensity(at: $0, values: valuation) })
  }

  /// The joint law that variables belong to: the one that the subscript names, `I_q(x; z)`, else
  /// the only one that has them all.
  func modelNamed(by s: Symbol, of variables: [Formula]) throws -> LetterModel {
    if case .symbol(let named)? = s.subscripts.first {
      if let letter = letter(name(named)) { return try model(letter) }
      // I_q of the toy's q_\phi
      let family = toy.factors.keys.filter {
        named.subscripts.isEmpty && Name.family(Symbol(named: $0)) == Name.family(named)
      }
      if family.count == 1, !isBound(named) { return try model(family[0]) }
    }
    let having = try toy.factors.keys.sorted().map { try model($0) }.filter { model in
      variables.allSatisfy { formula in
        (try? places(formula, in: model))?.allSatisfy { model.variables.contains($0.space) }
          ?? false
      }
    }
    // p(z) beside p_\theta(x | z): z by itself is of p
    let own = having.filter { model in
      variables.contains { formula in
        (try? places(formula, in: model))?.contains { model.own.contains($0.space) } ?? false
      }
    }
    let fitting = own.isEmpty ? having : own
    guard fitting.count == 1 else {
      let names = variables.map { latex($0) }.joined(separator: ", ")
      throw MeaningError(
        fitting.isEmpty
          ? "no joint law of the toy \(toy.name) has the variables \(names)"
          : "\(names) belong to several joint laws; name one as a subscript, \(s.letter)_{\(fitting[0].letter)}",
        cause: fitting.isEmpty ? .lackOfToy : nil)
    }
    return fitting[0]
  }
}

extension Arguments {
  /// What stands before and behind the semicolon of `I(x; z \mid y)`, or the comma of `I(X, Z)`, and
  /// behind the bar.
  fileprivate var sidesOfInformation: (x: [Formula], z: [Formula], y: [Formula]) {
    parameters.isEmpty
      ? (Array(wanted.prefix(1)), Array(wanted.dropFirst()), given) : (wanted, parameters, given)
  }
}

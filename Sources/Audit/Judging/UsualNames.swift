import Evidence
import Exact
import Meaning
import Notation

// Names that the field has for one thing, read so where nothing binds them: D(p ‖ q) is the
// divergence of Kullback and Leibler, f^*(t) the convex conjugate of f.

extension Audit.Document {
  /// Reads such names in an equation. What introduces one is taken to mean it where it says so, or
  /// is one edit away; else it defines another thing of this name, and that is said.
  mutating func readUsualNames(at i: Int) {
    guard let chain = equations[i].chain, equations[i].role == nil else { return }
    readLawsOfVariables(chain, at: i)
    guard let chain = equations[i].chain else { return }
    readPlainDivergence(chain, at: i)
    if let chain = equations[i].chain { readConjugates(chain, at: i) }
  }

  private mutating func put(
    _ chain: Equation.Chain, _ others: [Equation.Reading], at i: Int
  ) {
    equations[i].content = .chain(chain)
    equations[i].otherReadings = others
  }

  func otherReadings(at i: Int, _ read: (Formula) -> Formula) -> [Equation.Reading] {
    equations[i].otherReadings.map { other in
      var other = other
      other.chain.sides = other.chain.sides.map(read)
      return other
    }
  }

  private func binds(_ symbol: Symbol, at i: Int) -> Bool {
    toys(for: i).contains { TrialMaker.binds(symbol, $0) }
  }

  // MARK: the law of X

  /// `\mathcal L(X)`, `\mathrm{Law}(X)` and `P_X` of a random variable of the toys are compared as X
  /// is: by its law.
  private mutating func readLawsOfVariables(_ chain: Equation.Chain, at i: Int) {
    guard toys(for: i).contains(where: \.hasRandomVariables) else { return }
    var other = chain
    other.sides = chain.sides.map { readingLaws($0, at: i) }
    guard other.sides != chain.sides else { return }
    put(other, otherReadings(at: i) { readingLaws($0, at: i) }, at: i)
  }

  private func readingLaws(_ side: Formula, at i: Int) -> Formula {
    let declared = toys(for: i)
    return side.readingLaws { law, variable in
      let arity = law.subscripts.isEmpty ? 1 : nil
      return declared.contains { $0.declares(Name.text(variable)) } && !binds(law, at: i)
        && !book.defines(DefinitionBook.Name(symbol: law, arity: arity), before: i)
    }
  }

  // MARK: D(p ‖ q)

  private mutating func readPlainDivergence(_ chain: Equation.Chain, at i: Int) {
    var read = chain
    for k in chain.sides.indices where chain.showsLaws(k) {
      read.sides[k] = chain.sides[k].readingPlainDivergence { isOpen($0, at: i) }
    }
    guard read.sides != chain.sides else { return }
    // D(q ‖ p) = D(p ‖ q) introduces nothing
    let isAlone = read.sides.dropFirst() == chain.sides.dropFirst()
    if case .application = chain.sides[0], read.sides[0] != chain.sides[0], isAlone,
      chain.relations.first == .equal || chain.relations.first == .defined
    {
      guard meansWhatItSays(read, at: i) else {
        equations[i].remarks.append(
          "taken for a distance of its own: $D(p \\| q)$ usually is the divergence of Kullback and "
            + "Leibler, $D_{\\mathrm{KL}}(p \\| q)$")
        return
      }
    }
    let others = otherReadings(at: i) { side in
      side.readingPlainDivergence { isOpen($0, at: i) }
    }
    put(read, others, at: i)
  }

  private func isOpen(_ letter: Symbol, at i: Int) -> Bool {
    letter == Symbol("D", style: letter.style)
      && !toys(for: i).contains {
        // the D(x) of a critic is another one
        TrialMaker.binds(letter, $0) && $0.variable(ofFunction: Name.text(letter)) == nil
      }
      && !book.defines(DefinitionBook.Name(symbol: letter, arity: 2), before: i)
  }

  /// Whether the first step holds or is one edit from what does, on the toys or on any laws.
  private func meansWhatItSays(_ chain: Equation.Chain, at i: Int) -> Bool {
    let pair = EquationAuditor.pair(chain.sides[0], .equal, chain.sides[1], like: chain)
    let definitions = book.definitions(for: pair.sides, order: i)
    return OwnMeaning.isMeant(pair, on: toys(for: i), definitions, edited: true)
      || OwnMeaning(of: pair, isBound: { binds($0, at: i) })
        .map { OwnMeaning.isMeant(pair, on: $0.toys, edited: true) } ?? false
  }

  // MARK: convex conjugates

  private mutating func readConjugates(_ chain: Equation.Chain, at i: Int) {
    var conjugates: [Symbol: Conjugate] = [:]
    for side in chain.sides {
      side.visit { part in
        guard case .application(.symbol(let name), let a) = part, a.count == 1,
          conjugates[name] == nil, let conjugate = conjugate(name, at: i)
        else { return }
        conjugates[name] = conjugate
      }
    }
    guard !conjugates.isEmpty else { return }
    var read = chain
    read.sides = chain.sides.map { $0.readingConjugates(conjugates) }
    guard read.sides != chain.sides else { return }
    if case .application(.symbol(let name), let a) = chain.sides[0],
      let conjugate = conjugates[name], chain.sides.count > 1, case .symbol(let t) = a.wanted[0],
      chain.relations[0] == .equal || chain.relations[0] == .defined
    {
      let whole = conjugate.taken(at: a.wanted[0])
      let isTrue = agrees(whole, read.sides[1], at: i)
      if isTrue {
        // what follows may use the shorter form
        book.add(
          DefinitionBook.Name(symbol: name, arity: 1), chain.sides[0], chain.sides[1], order: i,
          place: "line \(equations[i].place.line)", isClaimed: true)
      } else if t == conjugate.variable || chain.sides[1].isOptimum {
        equations[i].remarks.append(
          "taken for a function of its own: it is not the convex conjugate "
            + "$\(latex(whole))$")
        return
      }
      read.sides[0] = whole
    }
    let shown = conjugates.values.map { $0.taken(at: .symbol(Symbol("t"))) }.map { latex($0) }
    equations[i].remarks.append(
      "the star is read as the convex conjugate, "
        + shown.sorted().map { "$\($0)$" }
        .joined(separator: ", ") + " at t")
    put(read, otherReadings(at: i) { $0.readingConjugates(conjugates) }, at: i)
  }

  /// What `f^*` means where f is a function of one number and nothing binds the star.
  private func conjugate(_ name: Symbol, at i: Int) -> Conjugate? {
    guard name.marks == ["*"], Conjugate.letters.contains(name.letter), !binds(name, at: i),
      !book.isKnown(DefinitionBook.Name(symbol: name, arity: 1), before: i)
    else { return nil }
    var function = name
    function.marks = []
    let own = toys(for: i).lazy.compactMap { $0.variable(ofFunction: Name.text(function)) }.first
    guard let variable = own ?? book.variable(of: function, before: i) else { return nil }
    let below = Formula.application(
      .symbol(function), Arguments([.negative(.number(1))]))
    return Conjugate(
      function: function, variable: variable, isOfAll: hasFiniteValue(below, at: i))
  }

  private func hasFiniteValue(_ formula: Formula, at i: Int) -> Bool {
    let definitions = book.definitions(for: [formula], order: i)
    return toys(for: i).contains { toy in
      (try? TrialMaker(toy, definitions, for: [formula]))?.hasFiniteValue(formula) ?? false
    }
  }
}

/// The convex conjugate of a function: the supremum over all at which it has a value.
private struct Conjugate {
  let function: Symbol
  /// The letter of which the function is taken where it is defined.
  let variable: Symbol
  /// Whether it has a value below 0 as well.
  let isOfAll: Bool

  /// By which convex functions go; D^* and G^* are the best of their kind.
  static let letters: Set<String> = ["f", "g", "h", "phi", "varphi", "psi"]

  func taken(at place: Formula) -> Formula {
    let used = place.names.map(\.symbol)
    let others = ["u", "v", "w", "r"].map { Symbol($0) }
    let letter = ([variable] + others).first { !used.contains($0) } ?? variable
    let u = Formula.symbol(letter)
    let set =
      isOfAll
      ? Formula.relation(
        sides: [u, .symbol(Symbol("R", style: .blackboard))], relations: [.element])
      : .relation(sides: [u, .number(0)], relations: [.greater])
    let value = Formula.application(.symbol(function), Arguments([u]))
    return .optimum(
      .sup, variables: [letter], set: set, .sum([.multiplied([u, place]), .negative(value)]))
  }
}

extension Formula {
  fileprivate func readingLaws(_ isLaw: (Symbol, _ of: Symbol) -> Bool) -> Formula {
    switch self {
    case .application(.symbol(let law), let a)
    where a.count == 1 && (law == Symbol("L", style: .calligraphic) || law.letter == "Law"):
      if case .symbol(let x)? = a.wanted.first, isLaw(law, x) { return .symbol(x) }
    case .symbol(let law) where law.letter == "P" && law.subscripts.count == 1:
      if case .symbol(let x) = law.subscripts[0], isLaw(law, x) { return .symbol(x) }
    case .application(.symbol(let law), _) where law.letter == "P" || law.letter == "Pr":
      return self  // P_X(X > 0)
    default: break
    }
    return rebuilt(parts.map { $0.readingLaws(isLaw) })
  }

  fileprivate func readingPlainDivergence(_ isOpen: (Symbol) -> Bool) -> Formula {
    let inside = rebuilt(parts.map { $0.readingPlainDivergence(isOpen) })
    guard case .application(.symbol(let d), let a) = inside, a.list.count == 2, a.given.isEmpty,
      a.parameters.isEmpty, isOpen(d)
    else { return inside }
    return .divergence(.kl, a.list[0], a.list[1])
  }

  /// A letter that is the function's own is left: f^*(x) beside f(x) may be the best of its kind.
  fileprivate func readingConjugates(_ conjugates: [Symbol: Conjugate]) -> Formula {
    let inside = rebuilt(parts.map { $0.readingConjugates(conjugates) })
    guard case .application(.symbol(let name), let a) = inside, a.count == 1,
      let conjugate = conjugates[name], a.wanted[0] != .symbol(conjugate.variable)
    else { return inside }
    return conjugate.taken(at: a.wanted[0])
  }

  fileprivate var isOptimum: Bool { if case .optimum = self { true } else { false } }
}

import Exact
import Notation

/// A law that a text states of letters, `p(x \mid z) = \mathcal N(x; a z, s)` or
/// `\rho(v, h) = e^{-E(v, h)}/Z`: what a toy would write as `p(x | z) = Normal(a z, s)`.
public struct StatedLaw: Hashable, Sendable {
  public let symbol: Symbol
  public internal(set) var wanted: [Symbol], given: [Symbol], parameters: [Symbol]
  let law: LawText

  /// By a density that has a name: that of `\mathcal N(x; \mu, s)`, or a mixture of such. nil where
  /// the left side is not taken of letters, or the right side of others.
  public init?(_ left: Formula, _ right: Formula) {
    guard let head = Head(left), let law = right.law(at: head.wanted.map { .symbol($0) }) else {
      return nil
    }
    self.init(head, .formula(law))
  }

  /// By any density of the letters; that it is one, somebody has made sure of.
  public init?(density right: Formula, of left: Formula) {
    guard let head = Head(left) else { return nil }
    self.init(head, .density(head.wanted, right))
  }

  private init(_ head: Head, _ law: LawText) {
    (symbol, wanted, given) = (head.symbol, head.wanted, head.given)
    (parameters, self.law) = (head.parameters, law)
  }

  /// `p(x | z; \theta)`.
  private struct Head {
    var symbol: Symbol, wanted: [Symbol], given: [Symbol], parameters: [Symbol]

    init?(_ left: Formula) {
      guard case .application(.symbol(let symbol), let arguments) = left,
        !Definitions.builtIn.contains(Name.family(symbol))
      else { return nil }
      func letters(_ formulas: [Formula]) -> [Symbol]? {
        let found = formulas.compactMap { if case .symbol(let s) = $0 { s } else { nil } }
        return found.count == formulas.count ? found : nil
      }
      guard let wanted = letters(arguments.wanted), let given = letters(arguments.given),
        let parameters = letters(arguments.parameters), Set(wanted).count == wanted.count
      else { return nil }
      (self.symbol, self.wanted, self.given) = (symbol, wanted, given)
      self.parameters = parameters
    }
  }

  /// Whether it is the law of several letters, or given others: what no function by itself is.
  package var isOfSeveral: Bool { wanted.count > 1 || !given.isEmpty }
}

extension Context {
  /// Whether the law that a text states, and the toy of this context has taken, is one here: its
  /// density has mass 1, as far as that is known. nil where something it is made of means nothing.
  package func isLaw(_ stated: StatedLaw) -> Bool? {
    guard case .density(let letters, let density) = stated.law else {
      return (try? model(Name.text(stated.symbol))) == nil ? nil : true
    }
    guard let mass = try? mass(of: letters, density: density) else { return nil }
    return isOne(mass)
  }
}

extension Toy {
  /// The toy with what a text states about laws of which the toy says nothing; of one variable the
  /// law that is stated first.
  package func stating(_ laws: [StatedLaw]) -> Toy {
    laws.reduce(self) { toy, stated in
      guard toy.takes(stated) else { return toy }
      let law = toy.spelling(stated)
      let added = toy.choices(for: law).map(law.statement)
      return Toy(name: name, title: title, statements: toy.statements + added, text: text)
    }
  }

  /// Whether a text may say what the law is: the toy binds the letter to nothing, or to a joint law
  /// in which the variables are missing.
  package func takes(_ law: StatedLaw) -> Bool {
    let law = spelling(law)
    let letter = Name.text(law.symbol)
    let variables = choices(for: law).flatMap { law.statement($0).variables }
    guard variables.allSatisfy(isPlace) else { return false }
    guard let factors = factors[letter] else {
      return byName[letter] == nil && vectors[letter] == nil
    }
    return Set(factors.flatMap(\.variables)).isDisjoint(with: variables)
  }

  /// The law with its letters as the toy spells them: x of `\mathbf x`.
  private func spelling(_ law: StatedLaw) -> StatedLaw {
    let variables = Set(factors.values.joined().flatMap(\.variables))
    func known(_ letter: Symbol) -> Symbol {
      ([letter] + letter.plainer).first {
        let name = Name.text($0)
        return byName[name] != nil || vectors[name] != nil || variables.contains(name)
      } ?? letter
    }
    var law = law
    law.wanted = law.wanted.map(known)
    law.given = law.given.map(known)
    law.parameters = law.parameters.map(known)
    return law
  }

  /// Whether a density can be taken at a letter: the toy makes it a number, or says nothing of it.
  private func isPlace(_ name: String) -> Bool {
    switch byName[name]?.kind {
    case nil, .parameter?: true
    default: false
    }
  }

  /// The values of the indices of letters, each combination: t of x_t and x_{t-1} where the toy says
  /// t in 1..3. A letter that the toy makes one whole number, T = 3, has that value.
  private func choices(for law: StatedLaw) -> [[String: Int]] {
    let letters = law.wanted + law.given + law.parameters
    let indices = Set(letters.flatMap(\.subscripts).flatMap(\.allSymbols).map { Name.text($0) })
    return indices.sorted().reduce([[:]]) { choices, index in
      guard let values = wholeNumbers(index) else { return choices }
      return choices.flatMap { choice in values.map { choice.merging([index: $0]) { $1 } } }
    }
  }

  private func wholeNumbers(_ name: String) -> [Int]? {
    let here = Context(
      toy: self, definitions: Definitions(), point: Point(), evaluator: .init())
    switch byName[name]?.kind {
    case .parameter(let domain, _)?:
      let values = ((try? here.finiteValues(of: domain)) ?? nil)?.map(\.int)
      return values.flatMap { $0.contains(nil) ? nil : $0.compactMap(\.self) }
    case .value(let formula)?: return formula.constant?.int.map { [$0] }
    default: return nil
    }
  }
}

extension StatedLaw {
  fileprivate func statement(_ indices: [String: Int]) -> Statement {
    Statement(
      name: Name.text(symbol), symbol: symbol,
      kind: .factor(wanted: wanted, given: given, law), indices: indices, line: 0,
      parameters: parameters)
  }
}

extension Statement {
  /// The variables to which a factor gives a law.
  fileprivate var variables: [String] {
    guard case .factor(let wanted, _, _) = kind else { return [] }
    return wanted.map { Name.text($0, indices) }
  }
}

extension Formula {
  /// The law of the letters whose density the formula is: \mathcal N(\mu, s) of
  /// \mathcal N(x; \mu, s), and mixtures; nil where it is none by its name.
  fileprivate func law(at wanted: [Formula]) -> Formula? {
    switch self {
    case .application(.symbol(let s), let a):
      guard a.wanted == wanted, Context.namesLaw(s) else { return nil }
      let parameters = a.parameters.isEmpty ? a.given : a.parameters
      return parameters.isEmpty ? nil : .application(.symbol(s), Arguments(parameters))
    case .sum(let terms):
      let laws = terms.compactMap { $0.law(at: wanted) }
      return laws.count == terms.count ? .sum(laws) : nil
    case .product(let factors):
      let laws = factors.map { $0.law(at: wanted) }
      guard laws.filter({ $0 != nil }).count == 1,
        zip(factors, laws).allSatisfy({ $1 != nil || !$0.mentions(wanted) })
      else { return nil }
      return .product(zip(factors, laws).map { $1 ?? $0 })
    case .quotient(let a, let b):
      guard let law = a.law(at: wanted), !b.mentions(wanted) else { return nil }
      return .quotient(law, b)
    default: return nil
    }
  }

  private func mentions(_ letters: [Formula]) -> Bool {
    let families = letters.reduce(into: Set<String>()) { $0.formUnion($1.freeFamilies) }
    return !families.isDisjoint(with: freeFamilies)
  }
}

import Meaning
import Notation

// F' = f and \dot z_t = 2 a t: functions without their letter, and derivatives written by marks. They
// are of what toys and notes bind already, and define nothing.

extension Equation.Chain {
  /// The sides that are functions taken at their letters, and what was done, in words: `F' = x^2`
  /// says it of every x. nil where no side is a function whose letters the toy makes numbers.
  func atLetters(on makers: [TrialMaker]) -> (chain: Equation.Chain, words: [String])? {
    let contexts = makers.compactMap(\.context)
    var taken = self
    var words: [String] = []
    for i in sides.indices {
      guard case .symbol = sides[i],
        let letters = contexts.lazy.compactMap({ $0.lettersOfFunction(sides[i]) }).first
      else { continue }
      taken.sides[i] = .application(sides[i], Arguments(letters.map { .symbol($0) }))
      let names = letters.map { "$\(Notation.latex(.symbol($0)))$" }.joined(separator: ", ")
      words.append("the function $\(Notation.latex(sides[i]))$ is taken at \(names)")
    }
    return words.isEmpty ? nil : (taken, words)
  }
}

extension Audit.Document {
  /// Whether F of a name F′ is a function of a toy: then F′ is its derivative, and no new name.
  func isDerivative(_ name: DefinitionBook.Name, at i: Int) -> Bool {
    guard let plain = name.symbol.unprimed, name.arity == nil else { return false }
    return toys(for: i).contains { toy in
      TrialMaker.context(of: plain, toy)?.isFunction(plain) ?? false
    }
  }

  /// Reads `\dot z_t`, where the toys or the notes make z_t of t, as its derivative by t.
  mutating func readDots(at i: Int) {
    guard equations[i].role == nil, var chain = equations[i].chain,
      chain.sides.contains(where: \.hasDots)
    else { return }
    chain.sides = chain.sides.map { $0.replacing { derivative($0, at: i) } }
    equations[i].content = .chain(chain)
  }

  private func derivative(_ part: Formula, at i: Int) -> Formula? {
    switch part {
    case .symbol(let s):
      guard let (z, order) = s.undotted, isMade(z, s, z.time, at: i) else { return nil }
      return .derivative(.symbol(z), by: z.time, order: order)
    case .application(.symbol(let s), let arguments):
      guard let (z, order) = s.undotted, case .symbol(let t)? = arguments.wanted.first,
        arguments.count == 1, isMade(z, s, t, at: i)
      else { return nil }
      return .derivative(.application(.symbol(z), arguments), by: t, order: order)
    default: return nil
    }
  }

  /// Whether z is made of what toys and notes say, and not drawn, where they let t vary and say
  /// nothing of the dotted letter itself.
  private func isMade(_ z: Symbol, _ dotted: Symbol, _ t: Symbol, at i: Int) -> Bool {
    let toys = toys(for: i), text = Name.text(z)
    let isDefined = [nil, 1].contains {
      book.defines(DefinitionBook.Name(symbol: z, arity: $0), before: i)
    }
    let isOfToy = toys.contains {
      TrialMaker.binds(z, $0) && !$0.draws(text) && !$0.lists(text)
    }
    return (isDefined || isOfToy) && toys.contains { $0.draws(Name.text(t)) }
      && !isBound(dotted, before: i)
  }
}

extension Formula {
  fileprivate var hasDots: Bool {
    var found = false
    visit { part in
      if case .symbol(let s) = part, s.undotted != nil { found = true }
      if case .application(.symbol(let s), _) = part, s.undotted != nil { found = true }
    }
    return found
  }

  fileprivate func replacing(_ change: (Formula) -> Formula?) -> Formula {
    change(self) ?? rebuilt(parts.map { $0.replacing(change) })
  }
}

extension Symbol {
  /// z and 1 of `\dot z`, z and 2 of `\ddot z`.
  fileprivate var undotted: (Symbol, order: Int)? {
    guard let order = accents.first.flatMap({ ["dot": 1, "ddot": 2][$0] }) else { return nil }
    var plain = self
    plain.accents.removeFirst()
    return (plain, order)
  }
  /// The t of z_t, and of a letter without an index by the habit of the field.
  fileprivate var time: Symbol {
    if subscripts.count == 1, case .symbol(let t) = subscripts[0] { t } else { Symbol("t") }
  }
}

import Exact
import Notation
import Probability

// What a side is that is no number: a function without its letter, a letter that is drawn.

extension Context {
  /// Whether a letter is a function of the toy or the text.
  package func isFunction(_ s: Symbol) -> Bool {
    guard isBound(s), case .function? = try? meaning(of: s) else { return false }
    return true
  }

  /// F′ and F″ of a function F of one letter; nil of anything else.
  func derivedFunction(_ symbol: Symbol) -> Denotation? {
    guard let plain = symbol.unprimed, isBound(plain),
      case .function(let f)? = try? meaning(of: plain), f.letters?.count == 1
    else { return nil }
    return .function(.derivative(f, symbol.marks.count { $0 == "'" }))
  }

  /// The letters of a function that stands as a side by itself, `F'` or `f`, where all of them are
  /// numbers or points here; nil where it is none.
  package func lettersOfFunction(_ side: Formula) -> [Symbol]? {
    guard ((try? lawOf(side)) ?? nil) == nil, case .function(let f)? = try? denotation(side),
      let letters = f.letters, !letters.isEmpty
    else { return nil }
    let areNumbers = letters.allSatisfy { letter in
      switch toy.byName[name(letter)]?.kind {
      case .parameter?, .value?: true
      default: toy.vectors[name(letter)] != nil
      }
    }
    return areNumbers ? letters : nil
  }

  /// The density of what `x \sim \mathcal N(2 z, 1)` or `x \mid z \sim \mathcal N(2 z, 1)` says is
  /// drawn, p(x | z), in the one joint law of the toy that has it. A law made of other variables of
  /// that joint law is one given them. nil where the right side is no law that writes itself, or
  /// where no joint law or several have the variable.
  package func densityDrawn(_ left: Formula, from right: Formula) -> Formula? {
    let (wanted, given): ([Formula], [Formula]) =
      switch left {
      case .conditioned(let x, let known): (x.entries, known)
      default: (left.entries, [])
      }
    let names = wanted.compactMap { if case .symbol(let s) = $0 { name(s) } else { nil } }
    guard names.count == wanted.count, !names.isEmpty,
      case .application(.symbol(let head), let parameters) = right, isBuiltInLaw(head),
      parameters.given.isEmpty, parameters.parameters.isEmpty
    else { return nil }
    let letters = lettersHaving(all: names)
    guard letters.count == 1, let model = try? model(letters[0]),
      names.allSatisfy(model.variables.contains),
      let symbol = toy.factors[letters[0]]?.first?.symbol
    else { return nil }
    let used = variables(in: right, of: model)
    guard Set(used).isDisjoint(with: names) else { return nil }
    let known = Set(given.compactMap { if case .symbol(let s) = $0 { name(s) } else { nil } })
    let more = used.filter { !known.contains($0) }.map { Formula.symbol(Symbol(named: $0)) }
    return .application(.symbol(symbol), Arguments(wanted, given: given + more))
  }
}

extension Formula {
  /// The entries of a point; a letter is its own.
  fileprivate var entries: [Formula] {
    if case .tuple(let entries) = self { entries } else { [self] }
  }
}

extension Denotation.Function {
  /// The letters it was bound with.
  fileprivate var letters: [Symbol]? {
    switch self {
    case .formula(let letters, _, _): letters
    case .derivative(let f, _): f.letters
    case .composition(_, let g): g.letters
    case .table, .inverse, .unknown: nil
    }
  }
}

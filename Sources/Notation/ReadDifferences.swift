/// What stands at one place less what stands at another: `f(x)\big|_{x=a}^{b}`, `\Big[ f(x) \Big]_a^b`.
extension Reader {
  /// The upper place, and the difference.
  mutating func difference(of formula: Formula, from places: [Formula]) throws -> Formula {
    let start = at
    advance()
    let upper =
      current.kind == .beginGroup
      ? try braces { try $0.relation() } : try single("the upper place")
    guard places.count == 1 else {
      throw error(at: start, "a difference between several places", "write one below, one above")
    }
    let named = [places[0], upper].compactMap(\.namedLetter)
    guard let letter = named.first ?? formula.onlyLetter else {
      throw error(
        at: start, "it is not said which letter takes the two places",
        "write \\big|_{x=a}^{x=b}")
    }
    let ends = [upper, places[0]].map { formula.taken(at: $0.place, of: letter) }
    return .total([ends[0], .negative(ends[1])])
  }

  /// `[f(x)]_a^b` of what is no letter; a power is none, nor is `[v]_i^2`.
  mutating func differenceInBrackets(_ formula: Formula) throws -> Formula? {
    guard !strict, current.kind == .sub, formula.onlyLetter != nil || hasRelationBelow,
      !formula.isLetter
    else { return nil }
    var ahead = self
    ahead.advance()
    guard let places = try? ahead.subscripts(), places.count == 1, ahead.current.kind == .sup,
      !ahead.isPowerAbove
    else { return nil }
    self = ahead
    return try difference(of: formula, from: places)
  }

  /// Whether a relation stands in the braces of the subscript that is next.
  private var hasRelationBelow: Bool {
    guard next.kind == .beginGroup, let end = brackets.closing[at + 1] else { return false }
    return (at + 2..<end).contains { token($0).isSign("=") }
  }

  /// `^2`, `^{-1}`, `^\top`
  private var isPowerAbove: Bool {
    var ahead = self
    ahead.advance()
    if (try? ahead.takeTransposeMark()) ?? false { return true }
    guard let exponent = try? ahead.exponent() else { return true }
    return exponent == .number(2) || exponent == .negative(.number(1))
      || exponent == .symbol(Symbol("T"))
  }
}

extension Formula {
  /// x of `x = a`.
  fileprivate var namedLetter: Symbol? {
    if case .relation(let sides, [.equal]) = self, case .symbol(let letter) = sides[0] {
      letter
    } else {
      nil
    }
  }
  /// a of `x = a`, and of a.
  fileprivate var place: Formula {
    if case .relation(let sides, [.equal]) = self { sides[1] } else { self }
  }
  fileprivate var isLetter: Bool { if case .symbol = self { true } else { false } }

  /// The value at a place, the limit where that is infinite.
  fileprivate func taken(at place: Formula, of letter: Symbol) -> Formula {
    switch place {
    case .infinity, .negative(.infinity): .limit(variable: letter, to: place, self)
    default:
      .evaluated(
        self, at: [.relation(sides: [.symbol(letter), place], relations: [.equal])])
    }
  }

  /// The only letter that stands elsewhere than before brackets; e and π are numbers.
  fileprivate var onlyLetter: Symbol? {
    var found: Set<Symbol> = [], open = [self]
    while let formula = open.popLast() {
      switch formula {
      case .symbol(let s): if s != Symbol("e"), s != Symbol("pi") { found.insert(s) }
      case .application(.symbol, let a): open += a.wanted + a.given + a.parameters
      default: open += formula.parts
      }
    }
    return found.count == 1 ? found.first : nil
  }
}

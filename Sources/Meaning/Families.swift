import Notation

// Which definition of the text a name belongs to: `\bar\alpha_{t-1}` to `\bar\alpha_t := …`.

extension Definitions {
  /// A definition found for a name.
  struct Match {
    var entry: Entry
    /// The values of its index letters; of a name that is spelled as it was defined, none.
    var indices: [String: Int]
    var closeness: Closeness
  }

  /// How near a name is to the one that is defined. A nearer definition hides a farther one.
  package enum Closeness: Int, Comparable, Sendable {
    /// The name itself.
    case same
    /// The number that an index has is the one in the name: x_t of x_2.
    case counted
    /// A member of its family: x_3, x_{t-1}, and x_s under a sum over s, of x_t.
    case member
    /// Spelled with another letter, x_s of x_t: a member of its family, or another quantity.
    case possible

    package static func < (a: Closeness, b: Closeness) -> Bool { a.rawValue < b.rawValue }
  }

  /// The nearest definition of a symbol, the last if there are several; nil where there is none, or
  /// where it may belong to two families that are defined differently. With `arguments` only a
  /// function of so many: h(x) and h(x | z) are two.
  func match(_ symbol: Symbol, _ subscripts: Subscripts, arguments: Int? = nil) -> Match? {
    var best: Match?
    var isOpen = false
    for entry in entries[Name.family(symbol)] ?? [] {
      guard arguments == nil || entry.parameters?.count == arguments,
        let match = match(symbol, entry, subscripts)
      else { continue }
      guard let known = best, known.closeness <= match.closeness else {
        (best, isOpen) = (match, false)
        continue
      }
      if known.closeness == match.closeness, known.entry.symbol != entry.symbol { isOpen = true }
      // a name of its own, and not the root of its square
      if known.entry.symbol == entry.symbol, known.entry.square != nil, entry.square == nil {
        best = match
      }
    }
    return isOpen ? nil : best
  }

  private func match(_ symbol: Symbol, _ entry: Entry, _ subscripts: Subscripts) -> Match? {
    guard entry.symbol.subscripts.count == symbol.subscripts.count else { return nil }
    var match = Match(entry: entry, indices: [:], closeness: .same)
    for (pattern, actual) in zip(entry.symbol.subscripts, symbol.subscripts) where pattern != actual
    {
      guard pattern.mayStand(for: actual), let n = subscripts.value(actual) else { return nil }
      let closeness: Closeness?
      switch pattern {
      case .number(let r):
        closeness = r.int == n && subscripts.kind(actual).isCounting ? .counted : nil
      default:
        guard let (letter, shift) = pattern.shiftedLetter else { return nil }
        closeness = subscripts.closeness(
          of: actual, n - shift, to: letter, isMade: entry.isMade(of: letter),
          isMadeOfMembers: entry.body.allSymbols.contains {
            Name.family($0) == Name.family(entry.symbol) && $0 != entry.symbol
          })
        match.indices[Name.text(letter)] = n - shift
      }
      guard let closeness else { return nil }
      match.closeness = max(match.closeness, closeness)
    }
    return match
  }
}

/// What the subscripts of names are on a toy.
struct Subscripts {
  enum Kind: Equatable {
    /// A number: 2.
    case numeral
    /// Made of what a sum, a product or a definition counts with, or the toy: t in 1..3.
    case counted(byToy: Bool)
    /// Made of letters that the toy puts at whole numbers for other reasons: the size n = 4.
    case other

    var isCounting: Bool { self != .other }
  }
  /// What the toy says of a letter.
  enum Letter {
    /// Which whole numbers it takes, where that is known, and whether the toy says so as a range.
    case index(ClosedRange<Int>?, isRange: Bool)
    /// The toy makes it one whole number: the T of L_T is a name for 3.
    case size(Int)
    case countable, countless, unsaid
    /// The toy draws it from an interval: the whole numbers among its ends.
    case continuous(ends: Set<Int>)
  }

  /// The whole number that a formula is here, if it is one.
  let value: (Formula) -> Int?
  /// Whether a sum, a product or a definition binds the letter at the moment.
  let isLocal: (Symbol) -> Bool
  let letter: (Symbol) -> Letter

  func kind(_ formula: Formula) -> Kind {
    let letters = formula.allSymbols
    if letters.isEmpty { return .numeral }
    if letters.allSatisfy(isLocal) { return .counted(byToy: false) }
    let counts = letters.allSatisfy {
      if isLocal($0) { return true }
      if case .index = letter($0) { return true }
      return false
    }
    return counts ? .counted(byToy: true) : .other
  }

  /// How near `x_a`, where a is n, is to the `x_t` that is defined; nil where it is another
  /// quantity. `isMade`: what x_t is made of holds t; `isMadeOfMembers`: or other x_s.
  func closeness(
    of a: Formula, _ n: Int, to t: Symbol, isMade: Bool, isMadeOfMembers: Bool
  ) -> Definitions.Closeness? {
    let isShift = a.allSymbols.contains(t)
    let isSummed = kind(a) == .counted(byToy: false)
    switch letter(t) {
    case .index(let range, let isRange):
      if isShift || isSummed { return .member }
      guard kind(a) == .numeral else { break }
      if range?.contains(n) ?? true { return isMade || isRange ? .member : nil }
      // c_0 beside c_t for t = 1, 2, 3
      return isMade ? .possible : nil
    case .size(let size):
      // x_n of n in 2..2 is another quantity than x_m for m = 2; the x_2 of a sum is not
      return size == n && (kind(a) == .numeral || isSummed) ? .counted : nil
    case .unsaid where isMade:
      if isShift || isSummed || kind(a) == .numeral && Formula.symbol(t).isIndexLetter {
        return .member
      }
    case .continuous(let ends) where isMade:
      // z_0 of z_t = (1 - t) a + t b; the x_0 of x_t = (1 - t) x_0 + t x_1 is what it is made of
      let isEnd = kind(a) == .numeral && Formula.symbol(t).isIndexLetter && ends.contains(n)
      return isShift || isSummed || isEnd && !isMadeOfMembers ? .member : nil
    case .countable where isMade, .countless where isMade:
      // t is a quantity, and x_t is another one than x_s
      return isShift || isSummed ? .member : nil
    default: return nil
    }
    guard isMade, a.allSymbols.allSatisfy({ isLocal($0) || !isCountless($0) }) else { return nil }
    return .possible
  }

  private func isCountless(_ symbol: Symbol) -> Bool {
    switch letter(symbol) {
    case .countless, .continuous: true
    case .countable, .unsaid, .index, .size: false
    }
  }
}

extension Symbol {
  /// Whether a definition of this name may say what the other means, where their families are the
  /// same: what its spelling allows. On a toy it may all the same be another quantity
  /// (`Subscripts.closeness`); what this denies it is on no toy.
  package func mayCover(_ other: Symbol) -> Bool {
    subscripts.count == other.subscripts.count
      && zip(subscripts, other.subscripts).allSatisfy {
        $0 == $1 || $0.shiftedLetter != nil && $0.mayStand(for: $1)
      }
  }
  /// Whether a letter in its subscript may stand for others, and so its name for a family.
  package var mayBeFamily: Bool { subscripts.contains { $0.shiftedLetter != nil } }
  /// Whether that letter counts by the habit of the field.
  package var isIndexed: Bool {
    subscripts.contains { $0.shiftedLetter.map { Formula.symbol($0.0).isIndexLetter } ?? false }
  }
}

extension Formula {
  /// Whether a subscript that is defined, a number or a letter, may be meant by another one: what
  /// may be a whole number, t − 1, 2 or s.
  fileprivate func mayStand(for other: Formula) -> Bool {
    if case .number = self { return other.mayBeWhole }
    return shiftedLetter != nil && other.mayBeWhole
  }
  /// A letter, and no word as in `L_{\text{vlb}}`, and what is added to it: t and −1 of
  /// `L_{t-1} = …`, which says what L_s is for s = t − 1.
  fileprivate var shiftedLetter: (Symbol, Int)? {
    switch self {
    case .symbol(let s) where s.subscripts.isEmpty && s.style == .italic: return (s, 0)
    case .sum(let terms) where terms.count == 2:
      guard case .symbol(let s) = terms[0], s.subscripts.isEmpty, s.style == .italic,
        let shift = terms[1].shift
      else { return nil }
      return (s, shift)
    default: return nil
    }
  }
  private var shift: Int? {
    switch self {
    case .number(let r): r.int
    case .negative(.number(let r)): r.int.map { -$0 }
    default: nil
    }
  }
  private var mayBeWhole: Bool {
    switch self {
    case .number: true
    case .symbol(let s): s.style != .roman
    case .sum(let terms): terms.allSatisfy(\.mayBeWhole)
    case .negative(let a): a.mayBeWhole
    default: false
    }
  }

  /// A letter that counts by the habit of the field.
  package var isIndexLetter: Bool {
    if case .symbol(let s) = self {
      s.subscripts.isEmpty && s.style == .italic && "ijklmnst".contains(s.letter)
    } else {
      false
    }
  }
}

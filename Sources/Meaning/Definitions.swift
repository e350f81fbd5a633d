import Exact
import Notation

/// What the text has defined with `:=`. A definition means the same on every toy: its right-hand
/// side, read there.
public struct Definitions: Sendable {
  struct Entry: Sendable {
    /// The name with its subscripts, which may be patterns: `\bar\alpha_t := …` also gives
    /// `\bar\alpha_{t-1}`.
    var symbol: Symbol
    /// nil for a plain name; the parameters of a function otherwise.
    var parameters: [Symbol]?
    var body: Formula

    /// Whether a letter in the subscript is an index, `\bar\alpha_t := \prod_{s=1}^t \alpha_s`, and
    /// not a part of the name as in `J_q := …`: an index says something in the body.
    func isPattern(_ letter: Symbol) -> Bool {
      body.freeFamilies.contains(Name.family(letter))
        || body.allSymbols.contains { $0.subscripts.contains(.symbol(letter)) }
    }
  }
  private(set) var entries: [String: [Entry]] = [:]

  public init() {}

  /// Takes `a := b` in. Throws `MeaningError` when the left side is no name and no function of
  /// names.
  public mutating func define(_ formula: Formula) throws {
    guard case .relation(let sides, let relations) = formula, relations.first == .defined,
      sides.count == 2
    else {
      throw MeaningError("a definition is “name := formula”")
    }
    guard let entry = Self.entry(sides[0], sides[1]) else {
      throw MeaningError(
        "the left of := must be a name or a function of names, such as m, V(D, G) or \\bar\\alpha_t"
      )
    }
    entries[Name.family(entry.symbol), default: []].insert(entry, at: 0)
  }

  /// Whether the left side of a `:=` is something a text can define; a divergence or an expectation
  /// already has its meaning, and stating it again is a claim to be checked.
  public static func defines(_ formula: Formula) -> Bool {
    guard case .relation(let sides, let relations) = formula, relations == [.defined],
      sides.count == 2
    else { return false }
    return entry(sides[0], sides[1]) != nil
  }

  private static func entry(_ left: Formula, _ right: Formula) -> Entry? {
    switch left {
    case .symbol(let s): return Entry(symbol: s, parameters: nil, body: right)
    case .application(.symbol(let s), let arguments):
      guard !builtIn.contains(Name.family(s)), s.letter != "I" || arguments.parameters.isEmpty
      else { return nil }
      if let (distance, _, _) = Distance.laws(left), distance != .byFunction,
        !Distance.isOfNumbers(left, right)
      {
        return nil
      }
      let names = arguments.all.map {
        formula -> Symbol? in
        if case .symbol(let s) = formula { s } else { nil }
      }
      guard names.allSatisfy({ $0 != nil }) else { return nil }
      return Entry(symbol: s, parameters: names.map { $0! }, body: right)
    default: return nil
    }
  }

  /// Names whose meaning is fixed when nothing binds them.
  static let builtIn: Set<String> = ["mathcal N", "N", "H", "Var", "Cov"]

  /// The definition of a symbol and the values of its index letters: `\bar\alpha_{t-1}` at t = 3
  /// finds `\bar\alpha_t` with t = 2. A letter for which `isName` answers true is no index: it is
  /// bound to something that cannot be counted.
  func match(
    _ symbol: Symbol, index: (String) -> Int?, isName: (Symbol) -> Bool = { _ in false }
  ) -> (entry: Entry, indices: [String: Int])? {
    for entry in entries[Name.family(symbol)] ?? []
    where entry.symbol.subscripts.count == symbol.subscripts.count {
      var indices: [String: Int] = [:], matches = true
      for (pattern, actual) in zip(entry.symbol.subscripts, symbol.subscripts) {
        if let n = Name.whole(actual, index: index) {
          if case .number(let r) = pattern { matches = matches && r.int == n; continue }
          // t of `b_t = 1 - a` is an index where it counts something, though nothing is made of it
          guard case .symbol(let letter) = pattern, !isName(letter),
            entry.isPattern(letter) || index(Name.text(letter)) != nil
          else {
            matches = false; break
          }
          indices[Name.text(letter)] = n
        } else if pattern != actual {
          matches = false
        }
      }
      if matches { return (entry, indices) }
    }
    return nil
  }
}

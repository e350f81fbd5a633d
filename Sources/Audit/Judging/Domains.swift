import Meaning
import Notation

// Statements that say of others when they are meant.

extension Equation.Chain {
  /// Of `a^2 \le a, \quad a \in [0, 1]`, `e^a > 1, \quad a > 0` and `a^i \ge a^j, \quad i \le j`
  /// the second states where the first is meant.
  ///
  /// What orders letters and numbers may also be a second claim. It is one where it holds at every
  /// point of the toys, and where it fails at each; `isCondition` asks that. So the second of
  /// `p(x) = q(z), \qquad z = f^{-1}(x)` says what z is, where the toys draw z.
  static func withDomains(
    _ chains: [Self], _ range: Range<Int>, _ joints: Joints?, behindEquivalence: Bool,
    isCondition: (Self) -> Bool, hides: (Self, Symbol) -> Bool
  ) -> [Self] {
    var isDomain = false  // whether the one before is a condition
    return range.reduce(into: []) { found, i in
      let chain = chains[i], isStated = !isDomain && i > 0 && joints?.isWords(before: i) == true
      isDomain = false
      guard let before = found.last,
        before.isBounded(by: chain) && !isStated
          || joints?.isSpace(before: i) == true
            && ((before.isOrdered(by: chain) || before.isMade(by: chain)
              || before.isMade(ofHidden: chain, hides)) && isCondition(chain)
              // `x^2 > 1 \iff x > 1, \quad x > 0`
              || behindEquivalence && before.conditions.isEmpty && chain.isOrder)
      else { return found.append(chain) }
      isDomain = true
      found[found.count - 1].conditions.append("\\text{for } \(chain.onOneLine)")
    }
  }

  /// Of `a_t > 0, \quad t = 1, 2, \dots, T` the parser keeps `2, \dots, T` for a condition of both;
  /// here the whole range is one of the first.
  static func withRanges(_ chains: [Self]) -> [Self] {
    chains.reduce(into: []) { found, chain in
      guard chain.relations == [.equal], let rest = chain.conditions.last,
        found.last?.conditions.last == rest, case let range = "\(chain.onOneLine), \(rest)",
        case let pieces = Supposition.pieces(range),
        IndexRange(pieces, at: 0)?.next == pieces.count
      else { return found.append(chain) }
      for i in found.indices where found[i].conditions.last == rest {
        found[i].conditions[found[i].conditions.count - 1] = range
      }
    }
  }

  private func isBounded(by chain: Self) -> Bool {
    guard lines.last == chain.lines[0], bounded == nil, !relations.isEmpty,
      let letter = chain.bounded
    else { return false }
    return chain.relations == [.element]
      || sides.contains { $0.names.contains { $0.symbol == letter } }
  }

  /// The letter of which it says between which numbers it lies, and nothing else.
  private var bounded: Symbol? {
    guard conditions.isEmpty, !relations.isEmpty else { return nil }
    let letters = sides.compactMap { if case .symbol(let s) = $0 { s } else { nil } }
    if relations == [.element], case .interval = sides[1] { return letters.first }
    if relations == [.element], case .set(let items, let dots) = sides[1],
      dots || items.allSatisfy(\.isNumeral)
    {
      return letters.first
    }
    guard relations.allSatisfy({ $0.isInequality || $0 == .unequal }), letters.count == 1,
      sides.allSatisfy({ if case .symbol = $0 { true } else { $0.isNumeral } })
    else { return nil }
    return letters[0]
  }

  /// Whether another chain orders letters of which this one states something else; where this one
  /// is such an order, too, those of its indices: `\beta_s \le \beta_t, \quad s \le t`.
  private func isOrdered(by chain: Self) -> Bool {
    guard !relations.isEmpty, chain.conditions.isEmpty, chain.isOrder,
      !chain.letters.isDisjoint(with: letters)
    else { return false }
    return !isOrder || chain.letters.isDisjoint(with: ordered)
  }

  /// Whether another chain bounds a letter that is not written in this one and of which it is made:
  /// of `f(x) \ge 0, \qquad a \ge 0` f may hold a.
  private func isMade(ofHidden chain: Self, _ hides: (Self, Symbol) -> Bool) -> Bool {
    guard !relations.isEmpty, chain.isOrder, !isOrder, let letter = chain.bounded else {
      return false
    }
    return hides(self, letter)
  }

  /// Whether another chain says what a letter is of which this one is made.
  private func isMade(by chain: Self) -> Bool {
    guard let letter = chain.named else { return false }
    return !relations.isEmpty && named == nil && letters.contains(letter)
  }

  /// The letter of `z = f^{-1}(x)`, of which it says what it is.
  var named: Symbol? {
    guard relations == [.equal], conditions.isEmpty, case .symbol(let letter) = sides[0],
      !sides[1].names.contains(where: { $0.symbol == letter })
    else { return nil }
    return letter
  }

  /// Whether it says how letters and numbers lie to each other, and nothing else: `i \le j < n`,
  /// `0 < k \tau < 2`.
  private var isOrder: Bool {
    !relations.isEmpty && relations.allSatisfy { $0.isInequality || $0 == .unequal }
      && sides.allSatisfy(\.isPlace) && !letters.isEmpty
  }

  /// The letters in it that are no index.
  private var ordered: Set<Symbol> {
    var found: Set<Symbol> = []
    for side in sides {
      side.visit { if case .symbol(let symbol) = $0 { found.insert(symbol) } }
    }
    return found
  }

  /// The letters in it, those of indices and those by which slopes are taken too.
  private var letters: Set<Symbol> {
    var found = Set(sides.flatMap(\.names).map(\.symbol))
    for side in sides {
      side.visit { if case .derivative(_, let letter, _) = $0 { found.insert(letter) } }
    }
    return found
  }

  /// What it says where it may be supposed of something else: how numbers lie, what a letter is, or
  /// how letters lie to each other, `s + h = 2`.
  var asSupposition: String? {
    guard !relations.isEmpty, !sides.contains(.dots) else { return nil }
    let isLetter = sides.contains { if case .symbol = $0 { true } else { false } }
    guard
      relations.allSatisfy({ $0.isInequality || $0 == .unequal })
        || relations == [.equal] && (isLetter || !letters.isEmpty && sides.allSatisfy(\.isLinear))
    else { return nil }
    return "\\text{for } \(onOneLine)"
  }

  /// The same of one side of an equivalence, which says nothing where the other fails, whatever
  /// that is: where it cannot be read what fails is not known to be false.
  var asEquivalent: String? {
    guard !relations.isEmpty, !relations.contains(.defined) else { return nil }
    return asSupposition ?? "\\text{if } \(onOneLine)"
  }

  var onOneLine: String {
    zip([""] + relations.map(\.sign), latex).map { trimmed("\($0) \($1)") }.joined(separator: " ")
  }
}

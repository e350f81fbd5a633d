import Evidence
import Exact
import Meaning
import Notation

/// A condition under which an equation is stated: `if a > 0`, `\quad \text{for } s \ne t`,
/// `\quad (a > 0)`.
struct Supposition: Hashable, Sendable {
  /// As it is printed, without the word where that only says that it is supposed.
  let latex: String
  /// What it says of numbers, all of which must be so; empty where that cannot be read.
  let relations: [Formula]
  /// Behind *where* and *with* an equation says what a letter is, and supposes something only of one
  /// that the toy lets vary.
  private let mayName: Bool
  /// Those of the relations that say through which numbers an index runs: `t = 2, \dots, T`. They
  /// bound it as far as the toy says what the ends are.
  private let ranges: Set<Formula>

  /// Words behind which stands what is supposed, and words after which what cannot be read may be
  /// left alone: `for all x`, `where c is …`. A bracket without a word is such a one: `(a > 0)`,
  /// `(weak form)`.
  private static let words: Set<String> = [
    "if", "when", "whenever", "provided", "assuming", "unless", "iff", "exactly", "precisely", "on",
  ]
  private static let loose: Set<String> = ["for", "where", "with"]
  private static let naming: Set<String> = ["where", "with"]
  /// Words that may stand among several relations, and those that make something else of them.
  private static let joining: Set<String> = [
    "and", "both", "all", "each", "every", "any", "that",
  ]
  private static let parting: Set<String> = [
    "or", "either", "not", "unless", "otherwise", "only", "iff", "exactly", "precisely",
  ]
  /// Words that say of a letter what kind of number it is.
  private static let kinds: [String: @Sendable (Formula) -> Formula] = [
    "positive": { .relation(sides: [.number(0), $0], relations: [.less]) },
    "negative": { .relation(sides: [$0, .number(0)], relations: [.less]) },
    "nonnegative": { .relation(sides: [.number(0), $0], relations: [.lessOrEqual]) },
    "even": { whole(.quotient($0, .number(2))) },
    "odd": { whole(.quotient(.sum([$0, .number(1)]), .number(2))) },
  ]
  private static func whole(_ formula: Formula) -> Formula {
    .relation(sides: [formula, .function(.floor, formula)], relations: [.equal])
  }
  /// `\text{for even } n`, `(n \text{ odd})`: the word and its letters say all there is.
  private static func kind(_ words: [String], _ pieces: [String]) -> [Formula]? {
    let named = words.compactMap { kinds[$0] }
    let rest = words.filter { kinds[$0] == nil && !joining.contains($0) && !loose.contains($0) }
    let letters = pieces.compactMap { try? FormulaParser(options: .lenient).parse($0) }
    guard named.count == 1, rest.allSatisfy({ ["if", "when", "is", "are"].contains($0) }),
      letters.count == pieces.count,
      letters.allSatisfy({ if case .symbol = $0 { true } else { false } })
    else { return nil }
    return letters.map(named[0])
  }

  /// Words that keep to numbers of which they do not say how far they go.
  private static let vague: Set<String> = [
    "small", "smaller", "large", "larger", "big", "tiny", "sufficiently", "enough", "near", "close",
    "almost", "most", "some", "typical", "generic", "suitable", "appropriate", "moderate",
  ]

  /// nil where the words suppose nothing: `where a is …`, `for all x`.
  init?(_ printed: String) {
    let printed = Self.withoutDollars(printed)
    let and = #/\\(?:text|textrm|mathrm|textnormal|mbox)\s*\{\s*(?:,|and|,\s*and)\s*\}/#
    let spacing = #/\\q?quad(?![a-z])|\\[,;:!]|\\(?:left|right|[bB]igg?[lr]?)\s*(?=[()])/#
    let said = Self.said(in: printed).map { String($0.output.1) }.joined(separator: " ")
    let words = Self.words(said)
    let word = words.first ?? ""
    var bare = Self.leavingOutWords(printed.replacing(and, with: ","))
      .replacing(spacing, with: " ")
    // `\text{(for } y \ge 0)`
    if said.contains("("), !said.contains(")"), let last = bare.lastIndex(of: ")") {
      bare.remove(at: last)
    }
    let inside = Self.inside(trimmed(bare))
    let supposed = inside ?? trimmed(bare)
    let pieces = Self.pieces(supposed)
    let isRange = words.isEmpty && IndexRange(pieces, at: 0)?.next == pieces.count
    if let kinds = Self.kind(words, pieces) {
      (latex, relations, ranges, mayName) = (Self.onOneLine(printed), kinds, [], false)
      return
    }
    guard
      Self.words.contains(word) || Self.loose.contains(word) || isRange
        || inside != nil && words.allSatisfy(Self.joining.contains)
    else { return nil }
    let isPlain = words.dropFirst().allSatisfy(Self.joining.contains)
    let isVague = words.contains(where: Self.vague.contains)
    mayName = Self.naming.contains(word)
    // `with equality if and only if p = q`
    if mayName, !isPlain, !isVague { return nil }
    let isClear =
      !isVague && !words.contains(where: Self.parting.contains) && (pieces.count == 1 || isPlain)
    let found = isClear ? Self.relations(pieces) : nil
    if found?.all.isEmpty == true { return nil }
    relations = found?.all ?? []
    ranges = found?.ranges ?? []
    latex = isClear ? supposed : Self.onOneLine(Self.leavingOutWords(printed) { $0.output.1 })
    if relations.isEmpty, !isVague, !Self.words.contains(word) { return nil }
  }

  /// `\text{for all $a > 0$}` as `\text{for all }a > 0\text{}`, and `\forall` as these words.
  private static func withoutDollars(_ latex: String) -> String {
    latex.replacing(#/\\text\s*\{([^{}$]*)\$([^{}$]*)\$([^{}$]*)\}/#) {
      "\\text{\($0.output.1)}\($0.output.2)\\text{\($0.output.3)}"
    }
    .replacing(#/\\forall(?![a-z])/#, with: "\\text{for all }")
  }

  /// Whether an equation of it supposes something on a toy.
  func supposes(_ sides: [Formula], _ relations: [Relation], on toy: Toy) -> Bool {
    guard mayName, relations.contains(.equal) else { return true }
    return sides.contains {
      guard case .symbol(let s) = $0 else { return false }
      return toy.draws(Name.text(s)) || toy.lists(Name.text(s))
    }
  }

  /// What *where* and *with* say that letters are: c and a + b of `\text{where } c = a + b`.
  var namings: [(letter: Symbol, value: Formula)] {
    guard mayName else { return [] }
    return relations.filter { !ranges.contains($0) }.compactMap { relation in
      guard case .relation(let sides, [.equal]) = relation, case .symbol(let letter) = sides[0]
      else { return nil }
      return (letter, sides[1])
    }
  }

  /// Whether a relation of it bounds an index.
  func isRange(_ sides: [Formula], _ relations: [Relation]) -> Bool {
    ranges.contains(.relation(sides: sides, relations: relations))
  }

  /// Whether it says no more than between which numbers others lie.
  var isBound: Bool { relations.allSatisfy { $0.isOrder || ranges.contains($0) } }

  private static func onOneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// What stands in a bracket that holds everything.
  private static func inside(_ latex: String) -> String? {
    let bytes = Array(latex.utf8)
    guard let group = Group.range(in: bytes, at: 0, open: "(", close: ")"),
      group.end == bytes.count
    else {
      // `(y \in [0, \infty))`
      let isHalfOpen = latex.hasPrefix("(") && latex.hasSuffix("))") && latex.contains("[")
      return isHalfOpen ? trimmed(String(latex.dropFirst().dropLast())) : nil
    }
    return trimmed(String(decoding: bytes[group.inside], as: UTF8.self))
  }

  /// What stands between commas outside brackets.
  static func pieces(_ latex: String) -> [String] {
    var (pieces, depth) = ([""], 0)
    for character in latex {
      if "([{".contains(character) { depth += 1 }
      if ")]}".contains(character) { depth -= 1 }
      if character == ",", depth == 0 {
        pieces.append("")
      } else {
        pieces[pieces.count - 1].append(character)
      }
    }
    return pieces.map { trimmed($0) }.filter { !$0.isEmpty }
  }

  /// `a > 0, b > 0`; of `a, b > 0` each letter is in the relation, and of `a, b \in [0, 1]` in the
  /// set. nil where one cannot be read.
  private static func relations(_ pieces: [String]) -> (all: [Formula], ranges: Set<Formula>)? {
    guard !pieces.isEmpty else { return nil }
    var found: [Formula] = [], ranges: Set<Formula> = [], letters: [Formula] = [], i = 0
    func run(_ range: IndexRange) {
      let bounds = (letters + [range.index]).flatMap(range.relations)
      found += bounds
      ranges.formUnion(bounds)
      letters = []
    }
    func listed(_ members: [Formula], _ values: [Formula]) {
      let choices = members.map { $0.isOne(of: values) }
      found += choices
      ranges.formUnion(choices)
      letters = []
    }
    while i < pieces.count {
      if let range = IndexRange(pieces, at: i) {
        run(range)
        i = range.next
        continue
      }
      guard let formula = try? FormulaParser(options: .lenient).parse(pieces[i]) else { return nil }
      i += 1
      if case .symbol = formula {
        letters.append(formula)
        continue
      }
      guard case .relation(let sides, let relations) = formula else { return nil }
      // `t = 2, 3`
      let more = pieces[i...].prefix {
        (try? FormulaParser(options: .lenient).parse($0))?.isNumeral ?? false
      }
      if relations == [.equal], case .symbol = sides[0], sides[1].isNumeral, !more.isEmpty {
        let values = more.compactMap { try? FormulaParser(options: .lenient).parse($0) }
        i += more.count
        listed(letters + [sides[0]], [sides[1]] + values)
        continue
      }
      if relations == [.element], case .symbol = sides[0],
        case .set(let values, dots: false) = sides[1],
        !values.isEmpty, values.allSatisfy(\.isNumeral)
      {
        listed(letters + [sides[0]], values)
        continue
      }
      if relations == [.element], let range = IndexRange(sides[0], in: sides[1]) {
        run(range)
        continue
      }
      for first in letters + [sides[0]] {
        let one = Formula.relation(sides: [first] + sides.dropFirst(), relations: relations)
        if let bounds = one.boundsOfMember {
          found += bounds
        } else if one.comparesNumbers {
          found.append(one)
        } else {
          return nil
        }
      }
      letters = []
    }
    return letters.isEmpty ? (found, ranges) : nil
  }

  // MARK: words

  /// The groups of words in it: `\text{if }`, and not the name in `\mathrm{KL}(p, q)`.
  private static func said(in latex: String) -> [Regex<(Substring, Substring)>.Match] {
    let groups = #/\\(?:text|textrm|mathrm|textnormal|mbox)\s*\{([^{}]*)\}/#
    return latex.matches(of: groups).filter { match in
      let isName = !match.output.1.isEmpty && match.output.1.allSatisfy(\.isLetter)
      let isTaken =
        latex[match.range.upperBound...].prefixMatch(of: #/\s*(?:\\left)?[(_\[^]/#) != nil
      return !isName || !isTaken || isKnown(match.output.1.lowercased())
    }
  }

  private static func isKnown(_ word: String) -> Bool {
    [words, loose, joining, parting, vague].contains { $0.contains(word) }
  }

  private static func leavingOutWords(
    _ latex: String, for new: (Regex<(Substring, Substring)>.Match) -> Substring = { _ in " " }
  ) -> String {
    var (result, from) = ("", latex.startIndex)
    for match in said(in: latex) {
      result += latex[from..<match.range.lowerBound] + new(match)
      from = match.range.upperBound
    }
    return result + latex[from...]
  }

  /// The words in lower case; *as long as* is *provided*.
  private static func words(_ said: String) -> [String] {
    let words = said.lowercased().split { !$0.isLetter }.map(String.init)
    guard ["as", "so"].contains(words.first), words.dropFirst().starts(with: ["long", "as"]) else {
      return words
    }
    return ["provided"] + words.dropFirst(3)
  }
}

extension Formula {
  /// Whether it says that one number is above another.
  var isOrder: Bool {
    if case .relation(_, let relations) = self {
      relations.allSatisfy(\.isInequality)
    } else {
      false
    }
  }

  fileprivate var comparesNumbers: Bool {
    guard case .relation(let sides, let relations) = self, !sides.contains(.dots) else {
      return false
    }
    return relations.allSatisfy { $0.isInequality || $0 == .equal || $0 == .unequal }
  }

  /// Whether it is one of some numbers: where the product of the differences is 0.
  fileprivate func isOne(of values: [Formula]) -> Formula {
    let differences = values.map { Formula.sum([self, .negative($0)]) }
    return .relation(
      sides: [differences.count == 1 ? differences[0] : .product(differences), .number(0)],
      relations: [.equal])
  }

  /// `a \in [0, 1)` as 0 ≤ a and a < 1, with nothing for an end that is infinite, nor for a set whose
  /// elements the toy draws or lists, as ℝ; `a \in \mathbb R_+` as 0 ≤ a. nil where it is no such
  /// membership.
  fileprivate var boundsOfMember: [Formula]? {
    guard case .relation(let sides, [.element]) = self else { return nil }
    switch sides[1] {
    case .interval(let low, let high, let closedBelow, let closedAbove):
      let below = Formula.relation(
        sides: [low, sides[0]], relations: [closedBelow ? .lessOrEqual : .less])
      let above = Formula.relation(
        sides: [sides[0], high], relations: [closedAbove ? .lessOrEqual : .less])
      return (low == .negative(.infinity) ? [] : [below]) + (high == .infinity ? [] : [above])
    case .set: return []
    case .symbol(let set) where set.letter == "R" && set.isHalf:
      return [.relation(sides: [.number(0), sides[0]], relations: [.lessOrEqual])]
    case .symbol(let set) where set.style == .blackboard || set.style == .calligraphic: return []
    default: return nil
    }
  }
}

extension Equation.Chain {
  /// What it is stated under.
  var suppositions: [Supposition] { conditions.compactMap(Supposition.init) }

  /// The sides, and those of what it is stated under: what has to have a value at a point.
  var formulas: [Formula] {
    sides
      + suppositions.flatMap(\.relations).flatMap { relation -> [Formula] in
        if case .relation(let sides, _) = relation { sides } else { [] }
      }
  }
}

extension Symbol {
  /// `\mathbb R_+`, `\mathbb R^+`, `\mathbb R_{\ge 0}`.
  fileprivate var isHalf: Bool {
    let isMarked = marks == ["+"] && subscripts.isEmpty
    let isBelow =
      marks.isEmpty
      && (subscripts == [.symbol(Symbol("+"))]
        || subscripts == [.bounded(.greaterOrEqual, .number(0))]
        || subscripts == [.bounded(.greater, .number(0))])
    return isMarked || isBelow
  }
}

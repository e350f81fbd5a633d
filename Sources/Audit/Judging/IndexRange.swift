import Exact
import Notation

/// The whole numbers through which an index runs: `t = 2, \dots, T`, `t = 1, 2, \dots`,
/// `t \in \{2, \dots, T\}`.
struct IndexRange {
  let index: Formula
  let low: Formula
  /// nil where it has no end.
  let high: Formula?
  /// The piece behind it.
  private(set) var next = 0

  /// Numbers before the dots.
  private static let mostItems = 3

  /// Of what stands between commas; nil where no range begins there.
  init?(_ pieces: [String], at first: Int) {
    guard pieces[first...].prefix(Self.mostItems + 1).contains(where: Self.isDots),
      case .relation(let sides, [.equal])? = Self.parsed(pieces[first])
    else { return nil }
    var items = [sides[1]], i = first + 1
    while !Self.isDots(pieces[i]), let item = Self.parsed(pieces[i]) {
      items.append(item)
      i += 1
    }
    guard Self.isDots(pieces[i]) else { return nil }
    let end = i + 1 < pieces.count ? Self.parsed(pieces[i + 1]) : nil
    if case .relation? = end {
      self.init(sides[0], items, to: nil)
    } else {
      self.init(sides[0], items, to: end)
      if end != nil { i += 1 }
    }
    next = i + 1
  }

  /// Of what stands in braces.
  init?(_ index: Formula, in set: Formula) {
    guard case .set(let items, dots: true) = set, items.count > 1 else { return nil }
    self.init(index, Array(items.dropLast()), to: items[items.count - 1])
  }

  /// nil where it runs through something else: `x = x_1, \dots, x_n`, `k = 2, 4, \dots, n`.
  private init?(_ index: Formula, _ items: [Formula], to high: Formula?) {
    guard case .symbol = index, items.count <= Self.mostItems, items[0].isCount,
      zip(items, items.dropFirst()).allSatisfy({ $1.isNext(to: $0) })
    else { return nil }
    (self.index, low) = (index, items[0])
    self.high = high == .infinity ? nil : high
  }

  /// What it says of a letter.
  func relations(of letter: Formula) -> [Formula] {
    [.relation(sides: [low, letter], relations: [.lessOrEqual])]
      + (high.map { [.relation(sides: [letter, $0], relations: [.lessOrEqual])] } ?? [])
      + [.relation(sides: [letter, .function(.floor, letter)], relations: [.equal])]
  }

  private static func isDots(_ piece: String) -> Bool {
    ["\\dots", "\\ldots", "\\cdots", "…", "..."].contains(piece)
  }

  private static func parsed(_ piece: String) -> Formula? {
    try? FormulaParser(options: .lenient).parse(piece)
  }
}

extension Formula {
  /// A whole number, or a letter and a number more or less.
  fileprivate var isCount: Bool {
    switch self {
    case .number(let n): n.isInteger
    case .negative(let a): a.isCount
    case .sum(let terms): terms.count == 2 && terms.contains(where: \.isNumeral)
    default: false
    }
  }

  /// Whether it may come one behind another: 3 behind 2, and s + 2 behind s + 1.
  fileprivate func isNext(to before: Formula) -> Bool {
    guard case .number(let n) = self, case .number(let m) = before else {
      return !isNumeral || !before.isNumeral
    }
    return n == m + Rational(1)
  }
}

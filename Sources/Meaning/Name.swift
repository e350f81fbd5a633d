import Exact
import Notation

/// How symbols are called: one spelling for what LaTeX and toys write differently.
///
/// `\bar\alpha_t` is `bar alpha_t`, or `bar alpha_2` once t is known to be 2. A subscript is an
/// index only if all its letters are known to be whole numbers; otherwise it is part of the name.
package enum Name {
  /// The spelling of a symbol with the given letters replaced by whole numbers.
  package static func text(_ symbol: Symbol, _ indices: [String: Int] = [:]) -> String {
    text(symbol) { indices[$0] }
  }

  static func text(_ symbol: Symbol, index: (String) -> Int?) -> String {
    if symbol.subscripts.isEmpty { return family(symbol) }
    let subscripts = symbol.subscripts.flatMap { subscriptParts($0, index: index) }
    return family(symbol) + (subscripts.isEmpty ? "" : "_" + subscripts.joined(separator: ","))
  }

  /// The spelling without subscripts.
  static func family(_ symbol: Symbol) -> String {
    let isPlain = symbol.style == .roman || symbol.style == .italic
    if isPlain, symbol.accents.isEmpty {
      return symbol.marks.isEmpty ? symbol.letter : symbol.letter + marks(symbol)
    }
    let style = isPlain ? [] : [symbol.style.rawValue]
    return (symbol.accents + style + [symbol.letter]).joined(separator: " ") + marks(symbol)
  }

  private static func marks(_ symbol: Symbol) -> String {
    symbol.marks.map { $0 == "'" || $0 == "*" ? ($0 == "*" ? "^*" : "'") : "^" + $0 }.joined()
  }

  /// A subscript as text; `ij` with both i and j known is two indices.
  private static func subscriptParts(_ formula: Formula, index: (String) -> Int?) -> [String] {
    if let n = whole(formula, index: index) { return ["\(n)"] }
    if case .product(let factors) = formula {
      let indices = factors.map { whole($0, index: index) }
      if indices.allSatisfy({ $0 != nil }) { return indices.map { "\($0!)" } }
    }
    return [spelled(formula, index: index)]
  }

  /// A whole number, when all letters of the formula are known to be whole.
  static func whole(_ formula: Formula, index: (String) -> Int?) -> Int? {
    switch formula {
    case .number(let r): return r.int
    case .symbol(let s): return index(text(s, index: index))
    case .negative(let a): return whole(a, index: index).map { -$0 }
    case .sum(let terms):
      return terms.reduce(Int?(0)) { total, term in
        guard let total, let n = whole(term, index: index) else { return nil }
        return total + n
      }
    default: return nil
    }
  }

  /// A subscript that is part of a name, spelled so that equal subscripts are spelled alike.
  private static func spelled(_ formula: Formula, index: (String) -> Int?) -> String {
    if case .symbol(let s) = formula { return text(s, index: index) }
    return latex(formula).filter { $0 != " " && $0 != "\\" && $0 != "{" && $0 != "}" }
  }
}

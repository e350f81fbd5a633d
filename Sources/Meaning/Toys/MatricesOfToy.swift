import Notation

extension Toy {
  /// The letters without an index that it binds to a matrix, as far as their lines show it.
  package var matrices: Set<Symbol> {
    Set(statements.filter { $0.symbol.subscripts.isEmpty && isMatrix($0.name, 0) }.map(\.symbol))
  }

  private func isMatrix(_ name: String, _ depth: Int) -> Bool {
    guard depth < 20, case .value(let formula)? = byName[name]?.kind else { return false }
    return isMatrix(formula, depth + 1)
  }

  private func isMatrix(_ formula: Formula, _ depth: Int) -> Bool {
    switch formula {
    case .tuple(let rows): rows.allSatisfy { if case .tuple = $0 { true } else { false } }
    case .matrix(let rows): (rows.first?.count ?? 0) > 1
    case .function(.diag, _): true
    case .symbol(let s): isMatrix(Name.text(s), depth)
    case .negative(let a), .transpose(let a), .power(let a, _), .quotient(let a, _):
      isMatrix(a, depth)
    case .sum(let terms): terms.contains { isMatrix($0, depth) }
    case .product(let factors): factors.last.map { isMatrix($0, depth) } ?? false
    default: false
    }
  }
}

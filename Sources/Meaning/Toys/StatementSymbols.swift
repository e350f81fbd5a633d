import Notation

extension Statement {
  /// The names its right-hand side mentions.
  var symbols: Set<String> {
    Set(formulas.flatMap { $0.allSymbols }.map { Name.text($0, indices) })
  }

  private var formulas: [Formula] {
    switch kind {
    case .parameter, .simplex, .vector: []
    case .value(let f): [f]
    case .function(_, let f): [f]
    case .table(let rows): rows.map(\.value)
    case .law(let law), .random(let law): law.formulas
    case .factor(_, _, let law): law.formulas
    }
  }
}

extension Toy {
  /// The names that the statements binding a name mention.
  package func mentioned(by name: String) -> Set<String> {
    (factors[name] ?? byName[name].map { [$0] } ?? []).reduce(into: []) { $0.formUnion($1.symbols) }
  }
}

extension LawText {
  var formulas: [Formula] {
    switch self {
    case .normal(let a, let b), .uniform(let a, let b), .laplace(let a, let b): [a, b]
    case .point(let a), .formula(let a), .density(_, let a): [a]
    case .finite(let rows): rows.flatMap { $0.key + [$0.value] }
    case .mixture(let parts): parts.flatMap { [$0.weight] + $0.law.formulas }
    case .product(let laws): laws.flatMap(\.formulas)
    case .pushforward(let map, let law): [.symbol(map)] + law.formulas
    case .table(let rows): rows.flatMap { $0.key + $0.law.formulas }
    }
  }
}

/// What is written once and stands in the tree several times, `n` of `\binom{n}{k}` and of `n!!`.
/// A binomial in a binomial in a … would have a tree that doubles with every level: a line of text
/// that takes hours. So it has to be small.
extension Reader {
  static let repetitionLimit = 256

  func checkRepeated(_ formula: Formula, in name: String, from start: Int) throws {
    var left = Self.repetitionLimit
    formula.spend(&left)
    guard left > 0 else {
      throw error(
        at: start, "more than \(Self.repetitionLimit) parts inside \(name)",
        "name a part of the formula and use the name")
    }
  }
}

extension Formula {
  /// Takes the number of its parts off what is left, and stops where nothing is. Unlike `visit` it
  /// comes to all that is written, subscripts and bounds too.
  fileprivate func spend(_ left: inout Int) {
    guard left > 0 else { return }
    left -= 1
    for part in parts + besideParts { part.spend(&left) }
  }

  /// What stands in it beside `parts`.
  private var besideParts: [Formula] {
    switch self {
    case .symbol(let symbol): symbol.subscripts
    case .norm(_, let order): order.map { [$0] } ?? []
    case .series(_, let index, .such(let relation), _): index.subscripts + [relation]
    case .series(_, let index, _, _): index.subscripts
    case .expectation(let draws, _): draws.flatMap { $0.variables.flatMap(\.subscripts) }
    case .integral(let x, _, _, _), .derivative(_, let x, _), .limit(let x, _, _): x.subscripts
    case .gradient(_, let x): x?.subscripts ?? []
    case .optimum(_, let x, let set, _): x.flatMap(\.subscripts) + (set.map { [$0] } ?? [])
    case .cases(let branches): branches.compactMap(\.condition)
    case .range(let a, let b): [a, b]
    case .bounded(_, let a): [a]
    case .component(_, let indices): indices
    case .evaluated(_, let at): at
    default: []
    }
  }
}

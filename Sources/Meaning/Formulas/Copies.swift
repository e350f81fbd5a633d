import Notation
import Probability

// Independent copies below an expectation: `z_1, \dots, z_K \sim q` and `z_{1:K} \sim q`.

extension Context {
  /// The same draws, with one for each copy.
  func spelledOut(_ draws: [Draw]) throws -> [Draw] {
    var result: [Draw] = []
    var rest = draws[...]
    while let draw = rest.popFirst() {
      if draw.isDots, let last = rest.popFirst() {
        result = try between(result, last)
      } else {
        result += try copies(draw) ?? [draw]
      }
    }
    return result
  }

  /// What `z_1, z_2, \dots, z_K` stands for: all of them are drawn from what the last one is.
  private func between(_ first: [Draw], _ last: Draw) throws -> [Draw] {
    guard let end = last.letter,
      let start = first.lastIndex(where: { $0.law == nil || $0.letter?.family != end.family })
        .map({ $0 + 1 }) ?? first.indices.first, start < first.count
    else {
      throw MeaningError("“…” below an expectation stands between z_1 and z_K of one letter")
    }
    let letters = first[start...].compactMap { $0.letter.map { Formula.symbol($0) } }
    let all = try expanded(letters + [.dots, .symbol(end)]) { .negative($0) }
    return first[..<start]
      + all.compactMap { member in
        guard case .symbol(let s) = member else { return nil }
        return last.variables.isEmpty ? Draw([], member) : Draw([s], last.law)
      }
  }

  /// `z_{1:K} \sim q` of a law of one variable; nil where it is one draw.
  private func copies(_ draw: Draw) throws -> [Draw]? {
    guard draw.variables.count == 1, let law = draw.law,
      let members = try slice(draw.variables[0]), members.count > 1,
      try isOfOneVariable(law, beside: members.count)
    else { return nil }
    return members.map { Draw([$0], law) }
  }

  private func isOfOneVariable(_ law: Formula, beside n: Int) throws -> Bool {
    switch law {
    case .application(.symbol(let s), let a):
      guard let letter = letter(name(s)) else { break }
      return try wanted(a, in: model(letter)).count == 1
    case .symbol(let s):
      guard let letter = letter(name(s)) else { break }
      return try model(letter).variables.count == 1
    default: break
    }
    return try expecting(n).lawOf(law, densitiesToo: true)?.dimension == 1
  }
}

extension Draw {
  fileprivate var isDots: Bool { variables.isEmpty && law == .dots }

  /// The letter that is drawn, of `z_1 \sim q` and of `z_1` alone.
  fileprivate var letter: Symbol? {
    if variables.count == 1 { return variables[0] }
    if variables.isEmpty, case .symbol(let s)? = law { return s }
    return nil
  }
}

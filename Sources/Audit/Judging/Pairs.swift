import Meaning
import Notation

/// `\sum_{i<j} (x_i - x_j)^2` where the toy says what j can be: where j stands nowhere else in the
/// statement and what is summed holds it, the sum runs over both letters. Where the other side or a
/// condition holds j as well, `S_j = \sum_{i<j} x_i`, j is what it is there; and `\sum_{j \ne i}`,
/// which names the later letter first, runs over that one alone.
extension Equation.Chain {
  mutating func sumOverPairs(isBound: (Symbol) -> Bool) {
    guard sides.contains(where: \.hasSumOfPairs) else { return }
    var elsewhere = Set(conditions.flatMap { $0.split { !$0.isLetter }.map(String.init) })
    for side in sides { elsewhere.formUnion(side.withoutSumsOfPairs.freeFamilies) }
    for i in sides.indices {
      sides[i] = sides[i].summedOverPairs { !elsewhere.contains(Name.text($0)) && isBound($0) }
    }
  }
}

extension Formula {
  /// The j of a sum over i under `i < j` or `i \ne j` of what holds both.
  private var partnerOfIndex: Symbol? {
    guard case .series(_, let index, .such(.relation(let sides, _)), let body) = self,
      sides.first == .symbol(index) || sides.dropFirst().first == .symbol(index)
    else { return nil }
    let others = sides.compactMap { side -> Symbol? in
      if case .symbol(let s) = side, s != index, s.subscripts.isEmpty { s } else { nil }
    }
    guard others.count == 1, index.letter < others[0].letter,
      body.freeFamilies.contains(Name.text(others[0]))
    else { return nil }
    return others[0]
  }

  fileprivate var hasSumOfPairs: Bool {
    partnerOfIndex != nil || parts.contains(where: \.hasSumOfPairs)
  }

  fileprivate var withoutSumsOfPairs: Formula {
    partnerOfIndex == nil ? rebuilt(parts.map(\.withoutSumsOfPairs)) : .number(0)
  }

  /// A sum inside one over j, `\sum_j \sum_{i<j}`, is left as it is.
  fileprivate func summedOverPairs(_ isFree: (Symbol) -> Bool) -> Formula {
    if case .series(_, let index, let range, _) = self, partnerOfIndex == nil {
      if case .such = range { return self }
      return rebuilt(parts.map { $0.summedOverPairs { $0 != index && isFree($0) } })
    }
    guard let partner = partnerOfIndex, isFree(partner), case .series(let kind, _, _, _) = self
    else { return rebuilt(parts.map { $0.summedOverPairs(isFree) }) }
    return .series(kind, index: partner, range: .all, self)
  }
}

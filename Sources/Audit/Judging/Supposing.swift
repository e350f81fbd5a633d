import Evidence
import Exact
import Meaning
import Notation

/// Whether what an equation supposes is so at a point.
enum Standing {
  case met
  /// It is not so, or has no value there.
  case unmet
  /// It cannot be told: of which condition, and why.
  case open(String)
}

extension TrialMaker {
  func standing(_ suppositions: [Supposition], at point: PointValues) -> Standing {
    var open: String?
    for supposition in suppositions {
      switch standing(supposition, at: point) {
      case .met: break
      case .unmet: return .unmet
      case .open(let why): open = open ?? why
      }
    }
    return open.map { .open($0) } ?? .met
  }

  private func standing(_ supposition: Supposition, at point: PointValues) -> Standing {
    guard !supposition.relations.isEmpty else {
      return .open("a condition that cannot be read, \(supposition.latex)")
    }
    var open: String?
    for case .relation(let sides, let relations) in supposition.relations
    where supposition.supposes(sides, relations, on: setting.toy) {
      let supposed = Equation.Chain(
        sides: sides, relations: relations, latex: sides.map { latex($0) },
        lines: sides.map { _ in 0 })
      let (outcomes, _) = steps(
        supposed, relations.map { _ in true }, point, MutantJudge.standard)
      if outcomes.contains(where: \.isRefutedOrUndefined) { return .unmet }
      if supposition.isRange(sides, relations), outcomes.contains(where: \.isWithoutMeaning) {
        continue
      }
      open = open ?? outcomes.lazy.compactMap(\.doubt).first
    }
    return open.map { .open("the condition \(supposition.latex), \($0)") } ?? .met
  }
}

extension TrialMaker {
  /// The point with a letter that the toy draws put to what it is supposed to be: σ to 1 of σ = 1, a
  /// to the value of b of a = b, s to 2 − h of s + h = 2, which points that are drawn meet by
  /// accident alone.
  func meeting(_ suppositions: [Supposition], _ point: Point) -> Point {
    suppositions.flatMap(\.relations).reduce(point) { point, relation in
      guard case .relation(let sides, [.equal]) = relation else { return point }
      let pairs = [(sides[0], sides[1]), (sides[1], sides[0])]
      return pairs.lazy.compactMap { letter, value in moved(point, letter, to: value) }.first
        ?? solving(sides[0], sides[1], at: point) ?? point
    }
  }

  private func moved(_ point: Point, _ letter: Formula, to value: Formula) -> Point? {
    guard case .symbol(let symbol) = letter, setting.toy.draws(Name.text(symbol)),
      let value = rational(value, at: point)
    else { return nil }
    return moved(point, symbol, to: value)
  }

  private func moved(_ point: Point, _ letter: Symbol, to value: Rational) -> Point? {
    guard let moved = point.with([Name.text(letter): value]), setting.toy.admits(moved) else {
      return nil
    }
    return moved
  }

  /// The point moved along one letter of an equation that is linear in it to where it holds.
  private func solving(_ left: Formula, _ right: Formula, at point: Point) -> Point? {
    let names = left.names.union(right.names).filter { $0.arity == nil }.map(\.symbol)
    let letters = Set(names).sorted { Name.text($0) < Name.text($1) }
    let gap = Formula.sum([left, .negative(right)])
    return letters.lazy.filter { setting.toy.draws(Name.text($0)) }.compactMap { letter in
      let gaps = (0...2).compactMap { at in
        rational(gap.putting(.number(Rational(at)), for: letter), at: point)
      }
      guard gaps.count == 3, gaps[1] != gaps[0], gaps[2] - gaps[1] == gaps[1] - gaps[0] else {
        return nil
      }
      return moved(point, letter, to: gaps[0] / (gaps[0] - gaps[1]))
    }.first
  }

  /// The points at which what is supposed may be so; nil where there are none.
  func supposing(_ suppositions: [Supposition]) -> TrialMaker? {
    if suppositions.isEmpty { return self }
    let kept = points.filter { point in
      guard let values = try? PointValues(setting, point, bits: MutantJudge.bits) else {
        return false
      }
      if case .unmet = standing(suppositions, at: values) { return false }
      return true
    }
    return kept.isEmpty
      ? nil : TrialMaker(setting: setting, points: kept, suppositions: self.suppositions)
  }
}

extension Trial.Outcome? {
  /// Whether it certainly does not hold: it is false, or one side has no value.
  var isRefutedOrUndefined: Bool {
    guard case .judged(let judgement)? = self else { return false }
    return judgement.verdict == .refuted || judgement.verdict == .broken && judgement.isUndefined
  }

  /// Whether nothing says what a name in it means.
  fileprivate var isWithoutMeaning: Bool {
    switch self {
    case .unbound?, .failed?: true
    case .judged?, nil: false
    }
  }

  /// Why it is not known to hold.
  fileprivate var doubt: String? {
    switch self {
    case .judged(let judgement)?:
      switch judgement.verdict {
      case .holds: nil
      case .refuted, .broken: judgement.reason ?? "of which nothing is compared"
      case .inconclusive: "which could not be decided at every point"
      }
    case .unbound(let name)?: "and nothing binds \(name)"
    case .failed(let words, _)?: "which has no meaning here: \(words)"
    case nil: "which was not tried"
    }
  }
}

import Evidence
import Expressions
import Meaning
import Notation

/// `a = b + \text{const}`, and `a = b + C` of a C that nothing binds: what is stated is that a − b is
/// the same whatever the toy draws.
struct Constancy {
  private let difference: Formula
  /// The letter that is read as a constant.
  private let letter: Symbol?
  private let chain: Equation.Chain
  private let order: Int
  private let book: DefinitionBook
  private let toys: [Toy]

  private static let names: Set<String> = ["const", "const.", "constant"]
  /// Letters that stand for a constant where they are added and nothing says what they are.
  private static let letters = ["C", "c"].map { Symbol($0) }

  /// nil where the chain is no equation with a constant that nothing binds.
  init?(_ chain: Equation.Chain, order: Int, book: DefinitionBook, toys: [Toy]) {
    guard chain.relations == [.equal] else { return nil }
    let letter = Self.letters.first { letter in
      chain.sides.contains { $0.adds(letter) }
        && !chain.sides.contains { $0.without(letter).names.contains { $0.symbol == letter } }
        && book.definitions(for: chain.sides, order: order).bodies.allSatisfy {
          !$0.names.contains { $0.symbol == letter }
        }
        && book.definitions(for: [.symbol(letter)], order: order).bodies.isEmpty
        && !toys.contains { TrialMaker.binds(letter, $0) }
    }
    let isConstant: (Symbol) -> Bool = {
      $0 == letter || Self.names.contains($0.letter) && $0.subscripts.isEmpty
    }
    guard chain.sides.contains(where: { $0.addsConstant(isConstant) }) else { return nil }
    self.letter = letter
    let sides = chain.sides.map { $0.withoutConstant(isConstant) }
    difference = .total([sides[0], .negative(sides[1])])
    (self.chain, self.order, self.book, self.toys) = (chain, order, book, toys)
  }

  func run() -> EquationAuditor.Result {
    var compared = chain
    compared.sides = [difference, difference]
    compared.latex = [latex(difference), "\\text{const}"]
    var result = EquationAuditor.Result(chain: compared, verdict: .holds)
    if let letter {
      result.remarks.append("nothing binds \(Name.text(letter)): it is read as a constant")
    }
    let definitions = book.definitions(for: [difference], order: order)
    var makers: [TrialMaker] = []
    for toy in toys {
      do {
        let all = try TrialMaker(
          toy, definitions, for: [difference], under: chain.suppositions)
        guard let maker = all.supposing(chain.suppositions) else { continue }
        result.trials.append(try maker.steady(difference))
        makers.append(maker)
      } catch {
        result.trials.append(Trial(failed: toy, "\(error)"))
      }
    }
    var finding = Finding(step: 0, of: result.trials)
    if [.wrong, .conditional].contains(finding.verdict) { settle(&finding, &result, makers) }
    if finding.verdict == .definition {
      finding = Finding(
        .notUnderstood, "no toy lets anything vary of which this would have to be independent")
    }
    result.findings = [finding]
    (result.verdict, result.reason) = (finding.verdict, finding.reason)
    result.condition = finding.condition
    return result
  }

  /// The constant may depend on some of what the toys let vary, and must not on the rest: of which,
  /// the notes seldom say. What the sides are taken of, θ in `L(θ) = M(θ) + const`, it must not
  /// depend on.
  private func settle(
    _ finding: inout Finding, _ result: inout EquationAuditor.Result, _ makers: [TrialMaker]
  ) {
    let able = makers.filter { $0.hasMeaning([difference]) }
    let shares = able.map { $0.dependence(of: difference) }
    let bound = Set(shares.flatMap(\.on)).sorted()
    guard !bound.isEmpty else { return finding.settle(nil) }
    let names = bound.map { "$\(latex(name: $0))$" }.joined(separator: ", ")
    if shares.allSatisfy(\.isSteadyInTheRest), arguments.isDisjoint(with: bound) {
      finding.hold(onlyIf: "const may depend on \(names)")
    } else {
      finding.settle(nil)
      result.remarks.append("what should be constant depends on \(bound.joined(separator: ", "))")
    }
  }

  /// The letters that functions in the equation are taken of. What stands behind the bar on the left
  /// alone, x in `\log p(z|x) = … + const`, is given: the constant may depend on it.
  private var arguments: Set<String> {
    var names: Set<String> = [], given: Set<String> = [], free: Set<String> = []
    func letters(_ formulas: [Formula]) -> Set<String> {
      Set(formulas.compactMap { if case .symbol(let s) = $0 { Name.text(s) } else { nil } })
    }
    for (i, side) in chain.sides.enumerated() {
      side.visit { part in
        guard case .application(_, let a) = part else { return }
        names.formUnion(letters(a.wanted + a.given + a.parameters))
        guard i == 0 else { return }
        given.formUnion(letters(a.given))
        free.formUnion(letters(a.wanted + a.parameters))
      }
    }
    return names.subtracting(given.subtracting(free))
  }
}

extension TrialMaker {
  /// On which of the parameters a formula depends, and whether it is the same at all points that
  /// differ in the others alone.
  fileprivate func dependence(of formula: Formula) -> (on: [String], isSteadyInTheRest: Bool) {
    let names = Set(points.flatMap(\.values.keys)).sorted()
    let moves = names.filter { setting.toy.draws($0) || setting.toy.lists($0) }
    func moved(_ point: Point, _ names: [String], to other: Point) -> Point {
      Point(point.values.merging(other.values.filter { names.contains($0.key) }) { $1 })
    }
    let bases = Array(points.prefix(3))
    var known: [Point: SideValue?] = [:]
    func value(_ point: Point) -> SideValue? {
      if let value = known[point] { return value }
      let value = try? PointValues(setting, point, bits: MutantJudge.bits)
        .value(of: formula, beside: nil)
      known[point] = .some(value)
      return value
    }
    /// nil where it is not known.
    func differs(_ a: Point, _ b: Point) -> Bool? {
      guard let x = value(a), let y = value(b) else { return nil }
      switch Evidence.judge(x, .equal, y, by: MutantJudge.standard).verdict {
      case .holds: return false
      case .refuted: return true
      case .broken, .inconclusive: return nil
      }
    }
    func pairs(_ names: [String]) -> [(Point, Point)] {
      bases.flatMap { base in
        points.map { (base, moved(base, names, to: $0)) }
      }.filter { $0 != $1 && setting.toy.admits($1) }
    }
    let on = moves.filter { name in pairs([name]).contains { differs($0, $1) == true } }
    let rest = moves.filter { !on.contains($0) }
    let together = rest.isEmpty ? [] : pairs(rest).map { differs($0, $1) }
    let isSteady =
      names.count == moves.count && !together.contains(true)
      && together.count { $0 == false } >= Self.points
    return (on, isSteady)
  }
}

extension TrialMaker {
  /// The value at every point compared with the one at the first.
  func steady(_ formula: Formula) throws -> Trial {
    var trial = Trial(toy: setting.name, points: points)
    trial.scope = setting.scope(points: points.count, of: [formula])
    func values(_ bits: Int) throws -> [Result<SideValue, FailedValue>] {
      try points.map { point in
        let values = try PointValues(setting, point, bits: bits)
        do throws(FailedValue) { return .success(try values.value(of: formula, beside: nil)) } catch
        {
          return .failure(error)
        }
      }
    }
    let found = try values(Self.fineBits)
    for (i, value) in found.enumerated() {
      switch (found[0], value) {
      case (.success(let first), .success(let here)):
        let judged = Evidence.judge(first, .equal, here, by: Options().standard)
        trial.outcomes.append([i == 0 ? nil : .judged(judged)])
        trial.values.append([Compared(left: first, right: here)])
      case (.failure(let error), _), (_, .failure(let error)):
        trial.outcomes.append([.init(error)])
        trial.values.append([nil])
      }
    }
    return trial
  }
}

extension Formula {
  private func isConstant(_ isConstant: (Symbol) -> Bool) -> Bool {
    if case .symbol(let s) = self { isConstant(s) } else { false }
  }

  fileprivate func addsConstant(_ isConstant: (Symbol) -> Bool) -> Bool {
    if case .sum(let terms) = self {
      terms.contains { $0.isConstant(isConstant) }
    } else {
      self.isConstant(isConstant)
    }
  }

  fileprivate func withoutConstant(_ isConstant: (Symbol) -> Bool) -> Formula {
    if case .sum(let terms) = self { return .total(terms.filter { !$0.isConstant(isConstant) }) }
    return self.isConstant(isConstant) ? .number(0) : self
  }

  /// Whether a letter is a term of a sum.
  fileprivate func adds(_ letter: Symbol) -> Bool {
    if case .sum(let terms) = self { terms.contains(.symbol(letter)) } else { false }
  }
  fileprivate func without(_ letter: Symbol) -> Formula {
    guard case .sum(let terms) = self else { return self }
    return .total(terms.filter { $0 != .symbol(letter) })
  }
}

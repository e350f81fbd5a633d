import Evidence
import Expressions
import Meaning
import Notation

/// `a = b + \text{const}`: what is stated is that a − b is the same whatever the toy draws.
struct Constancy {
  private let difference: Formula
  private let chain: Equation.Chain
  private let order: Int
  private let book: DefinitionBook
  private let toys: [Toy]

  private static let names: Set<String> = ["const", "const.", "constant"]

  /// nil where the chain is no equation with a constant that nothing binds.
  init?(_ chain: Equation.Chain, order: Int, book: DefinitionBook, toys: [Toy]) {
    guard chain.relations == [.equal],
      chain.sides.contains(where: { $0.addsConstant(Self.names) })
    else { return nil }
    let sides = chain.sides.map { $0.withoutConstant(Self.names) }
    difference = .total([sides[0], .negative(sides[1])])
    (self.chain, self.order, self.book, self.toys) = (chain, order, book, toys)
  }

  func run() -> EquationAuditor.Result {
    var compared = chain
    compared.sides = [difference, difference]
    compared.latex = [latex(difference), "\\text{const}"]
    var result = EquationAuditor.Result(chain: compared, verdict: .holds)
    let definitions = book.definitions(for: [difference], order: order)
    for toy in toys {
      do {
        result.trials.append(try TrialMaker(toy, definitions, for: [difference]).steady(difference))
      } catch {
        result.trials.append(Trial(failed: toy, "\(error)"))
      }
    }
    let finding = Finding(step: 0, of: result.trials)
    result.findings = [finding]
    (result.verdict, result.reason) = (finding.verdict, finding.reason)
    if finding.verdict == .definition {
      let reason = "no toy lets anything vary of which this would have to be independent"
      result.findings = [Finding(.notUnderstood, reason)]
      (result.verdict, result.reason) = (.notUnderstood, reason)
    }
    return result
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
  private func isConstant(_ names: Set<String>) -> Bool {
    if case .symbol(let s) = self {
      names.contains(s.letter) && s.subscripts.isEmpty
    } else {
      false
    }
  }

  fileprivate func addsConstant(_ names: Set<String>) -> Bool {
    if case .sum(let terms) = self {
      terms.contains { $0.isConstant(names) }
    } else {
      isConstant(names)
    }
  }

  fileprivate func withoutConstant(_ names: Set<String>) -> Formula {
    if case .sum(let terms) = self { return .total(terms.filter { !$0.isConstant(names) }) }
    return isConstant(names) ? .number(0) : self
  }
}

import Exact
import Notation

extension Context {
  /// `a_1 + \dots + a_n`, `a_1 + a_2 + \dots + a_n`: the terms between, where neighbours differ in one whole number only.
  func expanded(_ terms: [Formula], negative: (Formula) -> Formula) throws -> [Formula] {
    guard let at = terms.firstIndex(of: .dots), at > 0, at + 1 < terms.count, !terms[(at + 1)...].contains(.dots) else {
      throw MeaningError("“…” stands between a first and a last term")
    }
    let first = terms[0], last = terms[at + 1]
    guard let (template, from, through) = pattern(first, last), from <= through else {
      throw MeaningError("the terms around “…” must differ in one index only; write a sum or product with its index")
    }
    let all = (from...through).map { template(.number(Rational($0))) }
    guard Array(terms[..<at]) == Array(all.prefix(at)) || at == 1 else {
      throw MeaningError("the terms before “…” do not follow the pattern of the last one")
    }
    return all + terms[(at + 2)...]
  }

  /// The common shape of two formulas whose subscripts are different whole numbers.
  private func pattern(_ a: Formula, _ b: Formula) -> (template: (Formula) -> Formula, from: Int, through: Int)? {
    guard case .symbol(let s) = a, case .symbol(let t) = b, s.family == t.family, s.subscripts.count == 1, t.subscripts.count == 1,
      let from = Name.whole(s.subscripts[0], index: index), let through = Name.whole(t.subscripts[0], index: index) else { return nil }
    return ({ n in
      var member = s
      member.subscripts = [n]
      return .symbol(member)
    }, from, through)
  }
}

import Exact
import Notation

extension Context {
  /// `a_1 + \dots + a_n`, `1 + 2 + \dots + n`, `x_1 y_1 + \dots + x_n y_n`: the terms between,
  /// where the first and the last are one formula in which one whole number runs.
  func expanded(_ terms: [Formula], negative: (Formula) -> Formula) throws -> [Formula] {
    guard let at = terms.firstIndex(of: .dots), at > 0, at + 1 < terms.count,
      !terms[(at + 1)...].contains(.dots)
    else {
      throw MeaningError("“…” stands between a first and a last term")
    }
    let first = terms[0], last = terms[at + 1]
    guard let run = run(from: first, to: last), run.from <= run.through else {
      throw MeaningError(
        "the terms around “…” must differ in one index only; write a sum or product with its index")
    }
    let all = try Self.numbers(from: run.from, through: run.through, "“…”")
      .map { run.member(first, $0) }
    for (written, meant) in zip(terms[1..<at], all.dropFirst()) where !same(written, meant) {
      throw MeaningError(
        "the term \(latex(written)) before “…” does not follow the pattern, which gives \(latex(meant))"
      )
    }
    return all + terms[(at + 2)...]
  }

  /// The whole number that runs from one formula to another of the same shape.
  private struct Run {
    var from: Int, through: Int
    /// The numerals of the first formula, in the order of its parts, that run.
    var running: Set<Int>

    /// The first formula with the running number put to n.
    func member(_ first: Formula, _ n: Rational) -> Formula {
      var place = -1
      func put(_ f: Formula) -> Formula {
        if case .number = f {
          place += 1
          return running.contains(place) ? .number(n) : f
        }
        guard case .symbol(var s) = f else { return f.rebuilt(f.parts.map(put)) }
        s.subscripts = s.subscripts.map(put)
        return .symbol(s)
      }
      return put(first)
    }
  }

  private func run(from first: Formula, to last: Formula) -> Run? {
    var found: Run?, place = -1
    func compare(_ a: Formula, _ b: Formula) -> Bool {
      switch (a, b) {
      case (.number(let r), _):
        place += 1
        if a == b { return true }
        guard let from = r.int, let through = Name.whole(b, index: index) else { return false }
        var run = found ?? Run(from: from, through: through, running: [])
        guard run.from == from, run.through == through else { return false }
        run.running.insert(place)
        found = run
        return true
      case (.symbol(let s), .symbol(let t)):
        return s.family == t.family && s.subscripts.count == t.subscripts.count
          && zip(s.subscripts, t.subscripts).allSatisfy(compare)
      default:
        let (x, y) = (a.parts, b.parts)
        return x.count == y.count && zip(x, y).allSatisfy(compare)
          && (x.isEmpty ? a == b : a == b.rebuilt(x))
      }
    }
    return compare(first, last) ? found : nil
  }

  /// Whether a written term is the member meant: a factor 1 may have been left out.
  private func same(_ a: Formula, _ b: Formula) -> Bool {
    if a == b { return true }
    guard let x = try? scalar(a), let y = try? scalar(b) else { return false }
    return (try? valuation.equal(x, y)) ?? false
  }
}

import Exact

/// Whether a form is a sum of given forms with coefficients that are not negative, exactly: the
/// first phase of the simplex method, with Bland's rule (Dantzig 1963; Bland 1977).
struct PositiveCombination {
  /// One row a monomial, one column a form; the last column is the target.
  private var rows: [[Rational]]
  private var basis: [Int]
  private let columns: Int

  static func exists(of target: NormalForm, from forms: [NormalForm]) -> Bool {
    let monomials = Set((forms + [target]).flatMap(\.terms.keys)).sorted { $0 < $1 }
    var tableau = PositiveCombination(monomials, forms, target)
    return tableau.solve()
  }

  private init(_ monomials: [Monomial], _ forms: [NormalForm], _ target: NormalForm) {
    columns = forms.count
    rows = monomials.map { m in
      let row = (forms + [target]).map { $0.terms[m] ?? 0 }
      return (row.last ?? 0) < 0 ? row.map { -$0 } : row
    }
    basis = rows.indices.map { $0 + forms.count }  // what is missing of each row
  }

  private mutating func solve() -> Bool {
    while let entering = (0..<columns).first(where: { gain($0) > 0 }) {
      guard let leaving = tightest(entering) else { return false }
      pivot(leaving, entering)
    }
    return rows.indices.allSatisfy { basis[$0] < columns || (rows[$0].last ?? 0).isZero }
  }

  /// How fast the total that is missing falls with a column.
  private func gain(_ column: Int) -> Rational {
    rows.indices.reduce(0) { basis[$1] >= columns ? $0 + rows[$1][column] : $0 }
  }

  private func tightest(_ column: Int) -> Int? {
    var best: (row: Int, ratio: Rational)?
    for i in rows.indices where rows[i][column] > 0 {
      let ratio = rows[i][columns] / rows[i][column]
      if let b = best, b.ratio < ratio || b.ratio == ratio && basis[b.row] < basis[i] { continue }
      best = (i, ratio)
    }
    return best?.row
  }

  private mutating func pivot(_ row: Int, _ column: Int) {
    let p = rows[row][column]
    rows[row] = rows[row].map { $0 / p }
    for i in rows.indices where i != row && !rows[i][column].isZero {
      let c = rows[i][column]
      for j in rows[i].indices where !rows[row][j].isZero {
        rows[i][j] = rows[i][j] - c * rows[row][j]
      }
    }
    basis[row] = column
  }
}

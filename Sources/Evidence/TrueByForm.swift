import Exact
import Meaning
import Notation

// Inequalities that are true whatever the toy, by what stands on their sides.

extension MutantTrial {
  /// What a step is an instance of: what cannot be positive stands below what cannot be negative, a
  /// mean of logarithms below the logarithm of the mean (Jensen), Pinsker's inequality.
  /// The theorem in words; nil if none applies.
  func theorem(
    _ left: Formula, _ relation: Relation, _ right: Formula, _ values: PointValues,
    _ standard: Standard
  ) -> String? {
    switch relation {
    case .lessOrEqual:
      if left.isNeverPositive, right.isNeverNegative {
        return "what cannot be positive stands below what cannot be negative"
      }
      if isJensen(left, right, values, standard) { return "Jensen's inequality" }
      return left.isPinskerBound(of: right) ? "Pinsker's inequality, in either order" : nil
    case .greaterOrEqual: return theorem(right, .lessOrEqual, left, values, standard)
    default: return nil
    }
  }

  /// E[log A] ≤ log B, where E[A] = B.
  private func isJensen(
    _ left: Formula, _ right: Formula, _ values: PointValues, _ standard: Standard
  ) -> Bool {
    guard case .expectation(let draws, .function(.log, let inside)) = left,
      case .function(.log, let bound) = right,
      let mean = try? values.value(of: .expectation(draws, inside), beside: bound),
      let value = try? values.value(of: bound, beside: .expectation(draws, inside))
    else { return false }
    return judge(mean, .equal, value, by: standard).verdict == .holds
  }
}

extension Formula {
  /// c·TV(p, q)² with c ≤ 2, below D(p‖q) or D(q‖p).
  fileprivate func isPinskerBound(of divergence: Formula) -> Bool {
    let (c, rest) = coefficient
    guard c <= 2, case .power(.application(.symbol(let name), let laws), .number(2)) = rest,
      name.letter == "TV", laws.wanted.count == 2, case .divergence(.kl, let p, let q) = divergence
    else { return false }
    return laws.wanted == [p, q] || laws.wanted == [q, p]
  }

  /// Whether it is at least 0 wherever it has a value, by its form: a square, a distance, a mean of
  /// such, …
  var isNeverNegative: Bool {
    switch self {
    case .number: true
    case .infinity, .absolute, .norm, .divergence: true
    case .function(let name, let a):
      switch name {
      case .exp, .sqrt, .variance, .softplus, .relu: true
      case .log: if case .number(let r) = a { r >= 1 } else { false }
      default: false
      }
    case .power(let a, .number(let n)):
      n.int.map { $0 % 2 == 0 } ?? false || a.isNeverNegative
    case .sum(let terms): cancels || terms.allSatisfy(\.isNeverNegative)
    case .product(let factors): factors.allSatisfy(\.isNeverNegative)
    case .quotient(let a, let b): a.isNeverNegative && b.isNeverNegative
    case .negative(let a): a.isNeverPositive
    case .expectation(_, let a), .series(_, _, _, let a): a.isNeverNegative
    case .application(.symbol(let s), let a):
      // Distances that have these names unless a toy gives them to something else.
      a.wanted.count == 2 && (s.letter == "TV" || s.letter == "W" && !s.subscripts.isEmpty)
    default: false
    }
  }

  var isNeverPositive: Bool {
    switch self {
    case .number(let r): r.isZero
    case .negative(let a): a.isNeverNegative
    case .sum(let terms): cancels || terms.allSatisfy(\.isNeverPositive)
    case .expectation(_, let a), .series(.sum, _, _, let a): a.isNeverPositive
    case .product(let factors):
      factors.filter(\.isNeverPositive).count == 1
        && factors.allSatisfy { $0.isNeverPositive || $0.isNeverNegative }
    default: false
    }
  }

  /// a − a.
  private var cancels: Bool {
    guard case .sum(let terms) = self, terms.count == 2 else { return false }
    return terms[1] == .negative(terms[0]) || terms[0] == .negative(terms[1])
  }
}

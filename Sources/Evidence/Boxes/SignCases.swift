import Exact
import Expressions
import Probability

/// Proves that a function with bars and cases is nowhere negative: for every choice of their signs
/// it is written as a sum of products of what is not negative there, with positive coefficients
/// (Farkas; of degree 2, Handelman).
struct SignCases {
  let algebra: BoxAlgebra
  /// Weights that sum to 1.
  let weights: [[Variable]]
  /// Bars and conditions that may be opened one after the other.
  private static let limit = 7

  func prove(_ gap: Expression) -> BoxProof? {
    var put: [Variable: Expression] = [:]
    for law in weights {
      guard let last = law.last else { continue }
      put[last] = 1 - .sum(of: law.dropLast().map { .variable($0) })
    }
    let whole = gap.substituting(put), all = Set(weights.flatMap(\.self))
    guard !whole.holdsIntegral else { return nil }
    let domain = algebra.used(by: gap).flatMap { side -> [Expression] in
      let v = Expression.variable(side.variable)
      if all.contains(side.variable) { return [] }
      return [v - .rational(side.lower), .rational(side.upper) - v]
    }
    let chances = weights.filter { $0.contains { gap.depends(on: $0) } }.flatMap(\.self)
      .map { put[$0] ?? .variable($0) }
    var cases = 0
    guard isNeverNegative(whole, where: domain + chances, [], &cases) else { return nil }
    var proof = BoxProof(verdict: .proved)
    proof.reductions = [
      cases == 1
        ? "a sum of products of what is positive"
        : "in each of \(cases) cases of signs a sum of products of what is positive"
    ]
    return proof
  }

  private func isNeverNegative(
    _ gap: Expression, where domain: [Expression], _ signs: [Expression], _ cases: inout Int
  ) -> Bool {
    switch gap.firstSwitch {
    case .none:
      cases += 1
      return isCombination(gap, domain, signs)
    case .unknown: return false
    case .on(let a):
      guard signs.count < Self.limit else { return false }
      return isNeverNegative(gap.settling(a, 1), where: domain, signs + [a], &cases)
        && isNeverNegative(gap.settling(a, -1), where: domain, signs + [-a], &cases)
    }
  }

  private func isCombination(
    _ gap: Expression, _ domain: [Expression], _ signs: [Expression]
  ) -> Bool {
    let normal = Normaliser(at: algebra.values)
    guard algebra.hasValues(gap), let target = try? normal(gap),
      let known = try? forms(domain + signs, normal),
      let pairs = try? products(known, normal)
    else { return false }
    // What holds nowhere need not be looked at: −1 is such a sum.
    let isFound = [known, known + pairs].contains { forms in
      [target, NormalForm(-1)].contains {
        PositiveCombination.exists(of: $0, from: forms + [.one])
      }
    }
    return isFound && algebra.hold(normal.conditions)
  }

  private func forms(_ all: [Expression], _ normal: Normaliser) throws(NoForm) -> [NormalForm] {
    var forms: [NormalForm] = []
    for e in all { forms.append(try normal(e)) }
    return forms
  }

  private func products(
    _ forms: [NormalForm], _ normal: Normaliser
  ) throws(NoForm) -> [NormalForm] {
    var products: [NormalForm] = []
    for (i, a) in forms.enumerated() {
      for b in forms[i...] { products.append(try normal.multiply(a, b)) }
    }
    return products
  }
}

/// What the branch of an expression hangs on.
enum BranchSwitch {
  /// The sign of an expression without branches.
  case on(Expression)
  case none
  /// Something else.
  case unknown
}

extension Expression {
  /// The first sign that has to be known; those inside it come before.
  var firstSwitch: BranchSwitch {
    switch self {
    case .rational, .pi, .infinity, .variable: return .none
    case .sum(let parts), .product(let parts): return Self.first(parts)
    case .power(let a, let b): return Self.first([a, b])
    case .function(.abs, let a): return Self.first([a], otherwise: .on(a))
    case .function(.sign, _), .extremum, .integral: return .unknown
    case .function(_, let a): return a.firstSwitch
    case .piecewise(let branches, _):
      guard let e = branches.first?.condition.side else { return .unknown }
      return Self.first([e], otherwise: .on(e))
    }
  }

  private static func first(
    _ parts: [Expression], otherwise: BranchSwitch = .none
  ) -> BranchSwitch {
    for part in parts {
      let found = part.firstSwitch
      if case .none = found { continue }
      return found
    }
    return otherwise
  }

  /// The expression where a ≥ 0 (sign 1) or a ≤ 0.
  func settling(_ a: Expression, _ sign: Int) -> Expression {
    switch self {
    case .function(.abs, let inside) where inside == a || inside == -a: return sign > 0 ? a : -a
    case .piecewise(let branches, let otherwise):
      guard let first = branches.first, let e = first.condition.side, e == a || e == -a
      else { break }
      if (e == a) == (sign > 0) { return first.value.settling(a, sign) }
      let others = Expression.choosing(Array(branches.dropFirst()), otherwise: otherwise)
      return others.settling(a, sign)
    default: break
    }
    return mappingParts { $0.settling(a, sign) }
  }
}

extension Expression.Condition {
  /// e where the condition says e > 0 or e ≥ 0.
  fileprivate var side: Expression? {
    switch self {
    case .compare(let a, .less, let b), .compare(let a, .lessOrEqual, let b): b - a
    default: nil
    }
  }
}

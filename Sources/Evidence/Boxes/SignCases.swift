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
    let put = weights.lastByOthers, all = Set(weights.flatMap(\.self))
    guard !gap.holdsIntegral else { return nil }
    let domain = algebra.used(by: gap).flatMap { side -> [Expression] in
      let v = Expression.variable(side.variable)
      if all.contains(side.variable) { return [] }
      return [v - .rational(side.lower), .rational(side.upper) - v]
    }
    let chances = weights.filter { $0.contains { gap.depends(on: $0) } }.flatMap(\.self)
      .map { put[$0] ?? .variable($0) }
    var found = Found()
    guard isNeverNegative(gap, where: domain + chances, put, [], &found) else { return nil }
    var proof = BoxProof(verdict: .proved)
    proof.boxes = found.boxes
    let cases = found.cases, sum = "a sum of products of what is positive"
    let how = found.reductions.isEmpty ? [sum] : found.reductions
    proof.reductions =
      cases == 1 ? how : ["in each of \(cases) cases of signs: " + how.joined(separator: ", ")]
    return proof
  }

  private struct Found {
    var cases = 0, boxes = 0, reductions: [String] = []
  }

  private func isNeverNegative(
    _ gap: Expression, where domain: [Expression], _ put: [Variable: Expression],
    _ signs: [Expression], _ found: inout Found
  ) -> Bool {
    switch gap.firstSwitch {
    case .none:
      found.cases += 1
      let settled = signs.map { $0.substituting(put) }
      return isCombination(gap.substituting(put), domain, settled)
        || isLeast(gap, signs, &found)
    case .unknown: return false
    case .on(let a):
      // what a condition asks must have a value, whatever stands in the branches
      guard signs.count < Self.limit, algebra.hasValues(a) else { return false }
      // what holds at a = 0 itself may be what holds on neither side
      return isNeverNegative(gap.settling(a, .positive), where: domain, put, signs + [a], &found)
        && isNeverNegative(gap.settling(a, .negative), where: domain, put, signs + [-a], &found)
        && (gap.tiesWithOneSide(of: a)
          || isNeverNegative(gap.settling(a, .zero), where: domain, put, signs + [a, -a], &found))
    }
  }

  /// Whether its minimum is not negative: over the weights of two laws, or over a part of the box.
  private func isLeast(
    _ gap: Expression, _ signs: [Expression], _ found: inout Found
  ) -> Bool {
    guard algebra.hasValues(gap), let proof = leastProof(gap, signs) else { return false }
    found.boxes += proof.boxes
    for word in proof.reductions where !found.reductions.contains(word) {
      found.reductions.append(word)
    }
    return true
  }

  private func leastProof(_ gap: Expression, _ signs: [Expression]) -> BoxProof? {
    guard weights.isEmpty else {
      return PlaceByPlace(algebra, weights, where: signs)?.prove(gap)
        ?? MergedWeights(algebra, weights)?.prove(gap)
    }
    guard let part = PartOfBox(algebra, where: signs) else { return BoxProof(verdict: .proved) }
    return Elimination(part.algebra.values)
      .prove(gap.substituting(part.fixed), strictly: false, on: part.algebra.sides)
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

  /// The expression where a ≥ 0, where a ≤ 0, or where a = 0. In the first two the conditions on a
  /// hold or fail as beside 0, and those at 0 itself may do neither: see `tiesWithOneSide`.
  func settling(_ a: Expression, _ sign: BranchSign) -> Expression {
    switch self {
    case .function(.abs, let inside) where inside == a || inside == -a:
      return sign == .negative ? -a : a
    case .piecewise(let branches, let otherwise):
      guard let first = branches.first, let e = first.condition.side, e == a || e == -a
      else { break }
      let holds =
        sign == .zero ? !first.condition.isStrict : (e == a) == (sign == .positive)
      if holds { return first.value.settling(a, sign) }
      let others = Expression.choosing(Array(branches.dropFirst()), otherwise: otherwise)
      return others.settling(a, sign)
    default: break
    }
    return mappingParts { $0.settling(a, sign) }
  }

  /// Whether at a = 0 the conditions on a hold or fail as on one and the same side of 0: of those
  /// that are strict none holds there, of the others all.
  fileprivate func tiesWithOneSide(of a: Expression) -> Bool {
    var sides: Set<Bool> = []
    collectTies(of: a, into: &sides)
    return sides.count < 2
  }
  private func collectTies(of a: Expression, into sides: inout Set<Bool>) {
    if case .piecewise(let branches, _) = self {
      for condition in branches.map(\.condition) {
        guard let e = condition.side, e == a || e == -a else { continue }
        sides.insert((e == a) == condition.isStrict)
      }
    }
    _ = mappingParts { part in
      part.collectTies(of: a, into: &sides)
      return part
    }
  }
}

/// On which side of 0 an expression lies, the end included.
enum BranchSign { case positive, negative, zero }

extension Expression.Condition {
  /// e where the condition says e > 0 or e ≥ 0.
  fileprivate var side: Expression? {
    switch self {
    case .compare(let a, .less, let b), .compare(let a, .lessOrEqual, let b): b - a
    default: nil
    }
  }

  /// Whether it leaves equality out.
  fileprivate var isStrict: Bool {
    if case .compare(_, .less, _) = self { true } else { false }
  }
}

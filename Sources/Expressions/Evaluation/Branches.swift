import Balls
import Exact

extension Evaluation {
  /// The integral over pieces on which every absolute value, sign and condition that is linear in v
  /// keeps one branch, each with the branch put in; nil if there is nothing to cut or the cuts
  /// cannot be put in order.
  func integralByBranches(
    _ v: Variable, _ lower: Expression, _ upper: Expression, _ body: Expression
  ) -> Evaluated? {
    let switches = body.linearSwitches(v)
    guard !switches.isEmpty else { return nil }
    var cuts: [(at: Expression, value: Evaluated)] = []
    for s in switches {
      let root = -s.constant / s.slope, value = value(of: root)
      guard ball(value) != nil else { return nil }
      switch place(value, in: cuts, lower, upper) {
      case .some(let i?): cuts.insert((root, value), at: i)
      case .some(nil): continue
      case nil: return nil
      }
    }
    let ends = [lower] + cuts.map(\.at) + [upper]
    var parts: [Evaluated] = []
    for (from, to) in zip(ends, ends.dropFirst()) {
      guard let branch = body.settled(v, { self.sign(of: $0, $1, from, to) }) else { return nil }
      parts.append(integral(v, from, to, branch))
    }
    return sum(parts)
  }

  /// Where a cut belongs: an index, `.some(nil)` if it is outside or known already, nil if that
  /// cannot be told.
  private func place(
    _ x: Evaluated, in cuts: [(at: Expression, value: Evaluated)], _ lower: Expression,
    _ upper: Expression
  ) -> Int?? {
    func order(_ a: Evaluated, _ b: Evaluated) -> Int? { a.compared(to: b, bits: bits / 2).order }
    guard let below = order(value(of: lower), x), let above = order(x, value(of: upper)) else {
      return nil
    }
    if below >= 0 || above >= 0 { return .some(nil) }
    for (i, c) in cuts.enumerated() {
      guard let o = order(x, c.value) else { return nil }
      if o == 0 { return .some(nil) }
      if o < 0 { return i }
    }
    return cuts.count
  }

  /// The sign of constant + slope·v between two neighbouring cuts, read at the ends.
  private func sign(
    of constant: Expression, _ slope: Expression, _ from: Expression, _ to: Expression
  ) -> Int? {
    guard let rise = sign(value(of: slope)), rise != 0 else { return nil }
    if from == -.infinity && to == .infinity { return nil }
    if from == -.infinity { return sides(constant + slope * to, or: -rise) }
    if to == .infinity { return sides(constant + slope * from, or: rise) }
    guard let a = sign(value(of: constant + slope * from)),
      let b = sign(value(of: constant + slope * to)),
      a * b >= 0, a + b != 0
    else { return nil }
    return (a + b).signum()
  }
  private func sides(_ end: Expression, or outward: Int) -> Int? {
    sign(value(of: end)).flatMap { $0 == 0 || $0 == outward ? outward : nil }
  }
}

extension Expression {
  struct LinearSwitch: Equatable { let constant: Expression, slope: Expression }

  /// What stands in abs, sign and comparisons and is linear in v; empty if some of it is not.
  fileprivate func linearSwitches(_ v: Variable) -> [LinearSwitch] {
    var list: [Expression] = []
    collectBranching(v, into: &list)
    var result: [LinearSwitch] = []
    for s in list {
      guard let c = s.polynomialCoefficients(in: v), c.count == 2 else { return [] }
      let s = LinearSwitch(constant: c[0], slope: c[1])
      if !result.contains(s) { result.append(s) }
    }
    return result
  }

  func collectBranching(_ v: Variable, into list: inout [Expression]) {
    guard depends(on: v) else { return }
    switch self {
    case .rational, .pi, .infinity, .variable, .integral, .extremum: break
    case .sum(let a), .product(let a): for e in a { e.collectBranching(v, into: &list) }
    case .power(let a, let b):
      a.collectBranching(v, into: &list)
      b.collectBranching(v, into: &list)
    case .function(let f, let a):
      if f == .abs || f == .sign { list.append(a) }
      a.collectBranching(v, into: &list)
    case .piecewise(let branches, let otherwise):
      for b in branches {
        b.condition.collectSwitches(v, into: &list)
        b.value.collectBranching(v, into: &list)
      }
      otherwise.collectBranching(v, into: &list)
    }
  }

  /// The expression with every linear switch replaced by the branch that its sign selects; nil if
  /// one has no sign. On single points of a piece (its ends) the branch may be wrong, which no
  /// integral sees.
  package func settled(_ v: Variable, _ sign: (Expression, Expression) -> Int?) -> Expression? {
    var failed = false
    func signOf(_ e: Expression) -> Int? {
      guard let c = e.polynomialCoefficients(in: v), c.count == 2, let s = sign(c[0], c[1]) else {
        failed = true
        return nil
      }
      return s
    }
    func go(_ e: Expression) -> Expression {
      guard e.depends(on: v), !failed else { return e }
      switch e {
      case .function(.abs, let a): return signOf(a).map { $0 < 0 ? -go(a) : go(a) } ?? e
      case .function(.sign, let a): return signOf(a).map { .rational(Rational($0)) } ?? e
      case .piecewise(let branches, let otherwise):
        return .choosing(
          branches.map { Branch(settle($0.condition), go($0.value)) }, otherwise: go(otherwise))
      case .integral, .extremum: return e
      default: return e.mappingParts(go)
      }
    }
    func settle(_ c: Condition) -> Condition {
      switch c {
      case .compare(let a, let relation, let b):
        guard a.depends(on: v) || b.depends(on: v), let s = signOf(a - b) else { return c }
        return .compare(.rational(Rational(s)), relation, 0)
      case .all(let list): return .all(list.map(settle))
      case .any(let list): return .any(list.map(settle))
      case .not(let c): return .not(settle(c))
      }
    }
    let result = go(self)
    return failed ? nil : result
  }
}

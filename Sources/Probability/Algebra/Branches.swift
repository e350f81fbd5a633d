import Exact
import Expressions

// Expressions with branches: where they turn, and which branch holds at given values.

extension Expression {
  /// Whether a branch, |·| or sgn stands in it (outside inner integrals).
  var hasBranches: Bool {
    switch self {
    case .piecewise, .function(.abs, _), .function(.sign, _): true
    case .sum(let a), .product(let a): a.contains(where: \.hasBranches)
    case .power(let a, let b): a.hasBranches || b.hasBranches
    case .function(_, let a): a.hasBranches
    default: false
    }
  }

  /// Branches, |·| and sgn chosen where their conditions have values; the rest as it is.
  func decidingBranches(_ values: Valuation) throws -> Expression {
    guard hasBranches else { return self }
    switch self {
    case .piecewise(let branches, let otherwise):
      var kept: [Branch] = []
      for b in branches {
        switch try b.condition.decided(values) {
        case false?: continue
        case true?: return .choosing(kept, otherwise: try b.value.decidingBranches(values))
        case nil: kept.append(Branch(b.condition, try b.value.decidingBranches(values)))
        }
      }
      return .choosing(kept, otherwise: try otherwise.decidingBranches(values))
    case .function(.abs, let a) where values.decides(a):
      return try values.magnitude(a.decidingBranches(values))
    case .function(.sign, let a) where values.decides(a):
      return .rational(Rational(try values.sign(a)))
    case .function(let f, let a): return .applying(f, to: try a.decidingBranches(values))
    case .sum(let a): return .sum(of: try a.map { try $0.decidingBranches(values) })
    case .product(let a): return .product(of: try a.map { try $0.decidingBranches(values) })
    case .power(let a, let b):
      return try a.decidingBranches(values).raised(to: b.decidingBranches(values))
    default: return self
    }
  }

  /// Where conditions and kinks turn along x: the roots of what is a polynomial of degree at most 2
  /// in x alone.
  func kinks(_ x: Variable, _ values: Valuation) throws -> [Expression] {
    var found: [Expression] = []
    func look(_ e: Expression) throws {
      guard e.hasBranches else { return }
      switch e {
      case .piecewise(let branches, let otherwise):
        for b in branches {
          for d in b.condition.differences { found += try d.crossings(x, values) ?? [] }
          try look(b.value)
        }
        try look(otherwise)
      case .function(let f, let a):
        if f == .abs || f == .sign { found += try a.crossings(x, values) ?? [] }
        try look(a)
      case .sum(let a), .product(let a): try a.forEach(look)
      case .power(let a, let b):
        try look(a)
        try look(b)
      default: break
      }
    }
    try look(self)
    return found
  }
}

extension Expression.Condition {
  /// a − b of every comparison a ⋄ b.
  var differences: [Expression] {
    switch self {
    case .compare(let a, _, let b): [a - b]
    case .all(let c), .any(let c): c.flatMap(\.differences)
    case .not(let c): c.differences
    }
  }
  func decided(_ values: Valuation) throws -> Bool? {
    switch self {
    case .compare(let a, let relation, let b):
      return values.decides(a - b) ? try values.holds(a, relation, b) : nil
    case .all(let c):
      let truths = try c.map { try $0.decided(values) }
      return truths.contains(false) ? false : truths.contains(nil) ? nil : true
    case .any(let c):
      let truths = try c.map { try $0.decided(values) }
      return truths.contains(true) ? true : truths.contains(nil) ? nil : false
    case .not(let c): return try c.decided(values).map { !$0 }
    }
  }
}

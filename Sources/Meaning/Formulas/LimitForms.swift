import Exact
import Expressions

extension LimitRules {
  /// Powers of equal bases merged: near the point, but not at it, nothing is divided by zero.
  func simplified(_ e: Expression) -> Expression {
    switch e {
    case .sum(let terms): return .sum(of: terms.map(simplified))
    case .function(let f, let a): return .applying(f, to: simplified(a))
    case .power(let base, .rational(let n)) where n.isInteger:
      if case .product(let factors) = simplified(base) {
        return simplified(.product(of: factors.map { $0.raised(to: .rational(n)) }))
      }
      return merged([e])
    case .power(let base, let n): return simplified(base).raised(to: simplified(n))
    case .product(let factors): return merged(factors.flatMap { simplified($0).factors })
    default: return e
    }
  }

  private func merged(_ factors: [Expression]) -> Expression {
    var bases: [Expression] = [], exponents: [Rational] = [], rest: [Expression] = []
    for factor in factors {
      var (base, n) = (factor, Rational(1))
      switch factor {
      case .power(let b, .rational(let r)):
        (base, n) = (simplified(b), r)
        if case .power(let inner, .rational(let m)) = base, m.isInteger, n.isInteger {
          (base, n) = (inner, m * n)
        }
      case .rational: rest.append(factor); continue
      default: break
      }
      if let i = bases.firstIndex(of: base), n.isInteger, exponents[i].isInteger {
        exponents[i] = exponents[i] + n
      } else {
        bases.append(base)
        exponents.append(n)
      }
    }
    let powers = zip(bases, exponents).map { base, n in
      n.isZero ? .rational(1) : base.raised(to: .rational(n))
    }
    return .product(of: rest + powers)
  }
}

extension Expression {
  var factors: [Expression] { if case .product(let f) = self { f } else { [self] } }

  /// The number of its nodes.
  var size: Int {
    switch self {
    case .sum(let a), .product(let a): a.reduce(1) { $0 + $1.size }
    case .power(let a, let b): 1 + a.size + b.size
    case .function(_, let a): 1 + a.size
    default: 1
    }
  }

  /// Whether it holds a sine, cosine or tangent of something that moves.
  func oscillates(_ v: Variable) -> Bool {
    switch self {
    case .function(let f, let a):
      ([.sin, .cos, .tan].contains(f) && a.depends(on: v)) || a.oscillates(v)
    case .sum(let a), .product(let a): a.contains { $0.oscillates(v) }
    case .power(let a, let b): a.oscillates(v) || b.oscillates(v)
    default: false
    }
  }
}

import Balls
import Exact

/// Rewrites an expression for one box: logarithms of products are parted and powers of one base are
/// drawn together where the box keeps the bases positive or away from 0.
///
/// The expression in general form may not do so (a·a⁻¹ has no value at 0); on the box it may, and
/// an interval knows no longer that a·a⁻¹ is 1.
package final class Cancelling {
  private let box: [BoxSide]
  private let bits: Int
  private var signs: [Expression: Int] = [:]

  package init(on box: [BoxSide], bits: Int) { (self.box, self.bits) = (box, bits) }

  package func callAsFunction(_ e: Expression) -> Expression {
    switch e {
    case .sum(let terms): return .sum(of: terms.map { self($0) })
    case .product(let factors): return drawnTogether(factors.map { self($0) })
    case .function(.log, let a): return logarithm(self(a))
    case .function(.abs, let a):  // |a − b| and |b − a| are written alike
      let inside = self(a), turned = self(-inside)
      return .abs("\(inside)" <= "\(turned)" ? inside : turned)
    case .power(let base, .rational(let n)):
      return drawnTogether([self(base).raised(to: .rational(n))])
    default: return e.mappingParts { self($0) }
    }
  }

  private func drawnTogether(_ factors: [Expression]) -> Expression {
    var bases: [Expression] = [], exponents: [Expression: Rational] = [:], rest: [Expression] = []
    func take(_ factor: Expression) {
      switch factor {
      case .product(let inner): inner.forEach(take)
      case .rational: rest.append(factor)
      default:
        var (base, n) = (factor, Rational(1))
        if case .power(let b, .rational(let m)) = factor { (base, n) = (b, m) }
        if exponents[base] == nil { bases.append(base) }
        exponents[base, default: 0] = exponents[base, default: 0] + n
      }
    }
    factors.forEach(take)
    let powers = bases.map { base -> Expression in
      base.raised(to: .rational(exponents[base] ?? 1))
    }
    let mayMeet = bases.allSatisfy { base in
      sign(of: base) != 0 || !factors.contains { $0.dividesBy(base) }
    }
    return mayMeet ? .product(of: rest + powers) : .product(of: factors)
  }

  private func logarithm(_ a: Expression) -> Expression {
    switch a {
    case .product(let factors) where factors.allSatisfy({ sign(of: $0) > 0 }):
      return .sum(of: factors.map(logarithm))
    case .power(let base, .rational(let n)) where sign(of: base) > 0:
      return .rational(n) * logarithm(base)
    default: return .log(a)
    }
  }

  /// 1 or −1 where that is certain on all of the box, else 0.
  private func sign(of e: Expression) -> Int {
    if let r = e.rationalValue { return r.signum }
    if let known = signs[e] { return known }
    let evaluation = Evaluation(bits: bits, goal: bits / 2, budget: Budget(1000))
    let program = try? Compiler.program(for: e.inLogDomain, in: box.map(\.variable)) {
      try evaluation.constant($0)
    }
    var found = 0
    if let program {
      let place = box.map { Ball($0.lower, bits: bits).union(Ball($0.upper, bits: bits), bits) }
      found = Machine(program, bits: bits).value(at: place).sign ?? 0
    }
    signs[e] = found
    return found
  }
}

extension Expression {
  /// Whether a negative power of this base stands in a product.
  fileprivate func dividesBy(_ base: Expression) -> Bool {
    switch self {
    case .product(let factors): factors.contains { $0.dividesBy(base) }
    case .power(let b, .rational(let n)): b == base && n < 0
    default: false
    }
  }
}

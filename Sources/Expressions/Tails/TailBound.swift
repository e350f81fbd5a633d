import Balls
import Exact
import Foundation

/// What is certain of ∫ over the half line beyond R.
enum TailBound {
  /// The absolute value of the tail is at most this.
  case below(Double)
  /// Certainly infinite, with this sign.
  case diverges(positive: Bool)
  case unknown(String)
}

/// Envelopes of an integrand's nodes on one half line, each computed once.
final class Tail {
  private let form: TailForm
  let start: Double
  /// +1 for x → ∞, −1 for x → −∞.
  private let side: Int
  private var known: [Envelope?]

  init(_ form: TailForm, from start: Double, side: Int) {
    (self.form, self.start, self.side) = (form, start, side)
    known = Array(repeating: nil, count: form.nodes.count)
  }

  func bound(_ e: Int) -> TailBound {
    do {
      let t = try envelope(e)
      if let below = decaying(t) { return .below(below) }
      if t.isPositive && fails(t) { return .diverges(positive: true) }
      if t.isNegative && fails(t.negated) { return .diverges(positive: false) }
      return .unknown("no bound for the tail beyond \(start)")
    } catch { return .unknown("\(error)") }
  }

  /// A positive envelope with at least c·w⁻¹ has no integral.
  private func fails(_ t: Envelope) -> Bool {
    guard let p = try? t.power(1) else { return false }
    return p.exponent.dropFirst().allSatisfy { $0.lower >= 0 } && p.lowestPower >= -1
  }

  /// Σ |A_k| e^{l₀} ∫ u^k w^κ e^{l₁u} du, by k!/|l₁|^{k+1} when l₁ < 0 (with w^κ ≤ e^{κu/R}),
  /// else by R^{k+1} B(k + 1, −κ − k − 1).
  private func decaying(_ t: Envelope) -> Double? {
    guard t.exponent.dropFirst(2).allSatisfy({ $0.upper <= 0 }) else { return nil }
    if t.factor.isZero { return 0 }
    var rate = t.exponent[padded: 1].upper
    if t.highestPower > 0 { rate += t.highestPower / start * (1 + 1e-14) }
    var sum = 0.0
    if rate < 0 {
      var factorial = 1.0
      for (k, c) in t.factor.enumerated() {
        factorial *= Double(max(k, 1))
        let power = pow(-rate, Double(k + 1))
        guard power.isFinite else { return nil }  // the term would be lost beside a large e^{l₀}
        sum += c.magnitude * factorial / power
      }
    } else {
      guard t.exponent[padded: 1].upper <= 0 else { return nil }
      for (k, c) in t.factor.enumerated() where !c.isZero {
        let m = -t.highestPower - Double(k) - 1
        guard m > 0 else { return nil }
        let beta = (0...k).reduce(1.0) { $0 * Double(max($1, 1)) / (m + Double($1)) }
        sum += c.magnitude * beta * pow(start, Double(k + 1))
      }
    }
    // by logarithms: a large factor may stand beside an exponential too small for a double
    let bound = exp(log(sum) + t.exponent[0].upper) * (1 + 1e-12)
    return bound.isFinite ? bound + 1e-300 : nil
  }

  func envelope(_ i: Int) throws -> Envelope {
    if let e = known[i] { return e }
    let e = try computed(form.nodes[i])
    known[i] = e
    return e
  }

  private func computed(_ node: TailForm.Node) throws -> Envelope {
    switch node {
    case .constant(let c): return Envelope(c, from: start)
    case .unbounded(let why): throw NoEnvelope(why)
    case .variable:  // x = ±(R + u)
      let s = Rational(side)
      return Envelope(
        [DoubleInterval(s * Rational(exactly: start)), DoubleInterval(s)], from: start)
    case .sum(let terms):
      return try terms.dropFirst().reduce(envelope(terms[0])) { try $0.adding(envelope($1)) }
    case .product(let factors):
      return try factors.dropFirst().reduce(envelope(factors[0])) { try $0.times(envelope($1)) }
    case .power(let base, let n, let text):
      do { return try power(envelope(base), n) } catch {
        throw NoEnvelope("in the tail, \(error): \(text)")
      }
    case .function(let f, let a, let text):
      do { return try function(f, envelope(a)) } catch {
        throw NoEnvelope("in the tail, the argument of \(f) is \(error): \(text)")
      }
    case .piecewise(let branches, let otherwise):
      for b in branches {
        guard let holds = try truth(b.condition) else {
          throw NoEnvelope("a condition that changes in the tail")
        }
        if holds { return try envelope(b.value) }
      }
      return try envelope(otherwise)
    }
  }

  private func power(_ b: Envelope, _ r: Rational) throws -> Envelope {
    if let k = r.int, k > 0, k <= 64, b.exponent.isZero || !b.isPositive {
      return (1..<k).reduce(b) { p, _ in p.times(b) }
    }
    if b.isNegative, let k = r.int {
      let p = try b.negated.power(Double(k))
      return k % 2 == 0 ? p : p.negated
    }
    return try b.power(r.double)
  }

  private func function(_ f: ElementaryFunction, _ t: Envelope) throws -> Envelope {
    func bounded(_ lower: Double, _ upper: Double) -> Envelope {
      Envelope(DoubleInterval(between: lower, and: upper), from: start)
    }
    switch f {
    case .exp:
      if let above = t.above {  // e to what falls faster than a polynomial: at most e to a polynomial above it
        return Envelope([DoubleInterval(between: 0, and: 1)], above, from: start)
      }
      return Envelope([.one], try t.flattened(), from: start)
    case .log: return Envelope(try t.logarithm(), from: start)
    case .abs:
      if t.isNonnegative { return t }
      if t.negated.isNonnegative { return t.negated }
      var m = t
      m.factor = t.factor.map { DoubleInterval(between: 0, and: $0.magnitude) }
      return m
    case .sign:
      return t.isPositive ? bounded(1, 1) : t.isNegative ? bounded(-1, -1) : bounded(-1, 1)
    case .erfc where t.isPolynomial && t.isNonnegative:  // 0 ≤ erfc z ≤ exp(−z²) for z ≥ 0
      let l = t.factor.times(t.factor).negated
      return Envelope([DoubleInterval(between: 0, and: 1)], l, from: start)
    case .erfc: return bounded(0, 2)
    case .sin, .cos: return bounded(-1, 1)
    case .tanh, .erf:
      return t.isNonnegative
        ? bounded(0, 1) : t.negated.isNonnegative ? bounded(-1, 0) : bounded(-1, 1)
    case .arctan: return bounded(-1.5708, 1.5708)
    case .tan, .cosh, .sinh: throw NoEnvelope("not bounded")
    }
  }

  private func truth(_ c: TailForm.Condition) throws -> Bool? {
    switch c {
    case .compare(let difference, let relation):
      let d = try envelope(difference)
      return d.isPositive
        ? relation.holds(1)
        : d.isNegative
          ? relation.holds(-1)
          : d.factor.isZero ? relation.holds(0) : nil
    case .all(let list):
      let truths = try list.map(truth)
      return truths.contains(false) ? false : truths.contains(nil) ? nil : true
    case .any(let list):
      let truths = try list.map(truth)
      return truths.contains(true) ? true : truths.contains(nil) ? nil : false
    case .not(let c): return try truth(c).map { !$0 }
    }
  }
}

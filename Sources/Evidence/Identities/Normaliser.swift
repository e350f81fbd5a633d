import BigInt
import Exact
import Expressions
import Probability

/// An expression and its sign.
package typealias SignCondition = (expression: Expression, sign: Int)

/// Brings expressions into normal form around one point, where the signs of what stands under a
/// root, a logarithm or between bars are known; both sides of an identity go through one of these.
///
/// - Powers of sums are multiplied out, also below fractions (`cleared`).
/// - log(ab²) is log a + 2 log b and √(4a) is 2√a where the signs allow it; logarithms of integers
///   are those of their primes; e^(a+b) is e^a·e^b.
/// - Integrals and optima are atoms, with their bodies in normal form and their variables renamed.
final class Normaliser {
  private let values: Valuation
  private var numbers: [Atom: Int] = [:]
  private(set) var atoms: [Atom] = []
  private var expressions: [Expression] = []
  private var signs: [NormalForm: Int] = [:]
  /// How many products of terms may still be made.
  private var patience: Int
  /// The signs of expressions with free variables that were used: the form is that of the
  /// expression wherever these are the same.
  private(set) var conditions: [SignCondition] = []

  init(at values: Valuation, limit: Int = 20_000) { (self.values, patience) = (values, limit) }

  // MARK: atoms

  func atom(_ atom: Atom, _ expression: @autoclosure () -> Expression) -> Int {
    if let known = numbers[atom] { return known }
    numbers[atom] = atoms.count
    atoms.append(atom)
    expressions.append(expression())
    return atoms.count - 1
  }
  private func form(_ a: Atom, _ expression: @autoclosure () -> Expression) -> NormalForm {
    NormalForm(Monomial(atom(a, expression()), 1))
  }
  /// The form as an expression again.
  func expression(_ f: NormalForm) -> Expression {
    .sum(of: f.sorted.map { .product(of: [.rational($0.coefficient), expression($0.monomial)]) })
  }
  private func expression(_ m: Monomial) -> Expression {
    .product(of: m.powers.map { expressions[$0.atom].raised(to: .rational($0.exponent)) })
  }

  func depends(_ i: Int, on v: Variable) -> Bool { expressions[i].depends(on: v) }

  /// −1 or 1 where it is known, else 0.
  func sign(_ f: NormalForm) -> Int {
    if let r = f.rational { return r.signum }
    if let known = signs[f] { return known }
    let e = expression(f)
    var found = e.isCertainlyPositive ? 1 : (-e).isCertainlyPositive ? -1 : 0
    if found == 0, values.decides(e), let sign = try? values.sign(e) {
      found = sign
      if sign != 0, !e.freeVariables.isEmpty { conditions.append((e, sign)) }
    }
    signs[f] = found
    return found
  }
  /// What a body finds. Where that is nothing, the signs that it asked for are no conditions.
  func trying<T>(_ body: () throws(NoForm) -> T?) throws(NoForm) -> T? {
    let before = (signs, conditions)
    let found = try body()
    if found == nil { (signs, conditions) = before }
    return found
  }

  func sign(ofAtom i: Int) -> Int {
    switch atoms[i] {
    case .pi, .prime, .exp: 1
    default: sign(NormalForm(Monomial(i, 1)))
    }
  }

  // MARK: arithmetic

  func multiply(_ a: NormalForm, _ b: NormalForm) throws(NoForm) -> NormalForm {
    patience -= a.terms.count * b.terms.count
    guard patience >= 0 else { throw .tooLarge }
    var result = NormalForm.zero
    for (m, c) in a.terms {
      for (n, d) in b.terms {
        let product = m * n
        if needsOpening(product) {
          result = result + (try opened(product)).scaled(by: c * d)
        } else {
          result.add(product, c * d)
        }
      }
    }
    return result
  }

  /// Whole powers of primes go into the coefficient, positive powers of sums are multiplied out.
  private func needsOpening(_ m: Monomial) -> Bool {
    m.powers.contains { power in
      switch atoms[power.atom] {
      case .prime: power.exponent < 0 || power.exponent >= 1
      case .sum: power.exponent >= 1
      default: false
      }
    }
  }
  private func opened(_ m: Monomial) throws(NoForm) -> NormalForm {
    var kept: [Monomial.Power] = [], coefficient: Rational = 1, factors: [(NormalForm, Int)] = []
    for power in m.powers {
      let floor = power.exponent.floor, rest = power.exponent - Rational(floor)
      switch atoms[power.atom] {
      case .prime(let p) where floor != 0:
        coefficient = coefficient * p.power(try writtenOut(floor))
        kept.append(.init(atom: power.atom, exponent: rest))
      case .sum(let f) where floor > 0:
        factors.append((f, try writtenOut(floor)))
        kept.append(.init(atom: power.atom, exponent: rest))
      default: kept.append(power)
      }
    }
    var result = NormalForm(Monomial(kept), coefficient)
    for (f, n) in factors {
      for _ in 0..<n { result = try multiply(result, f) }
    }
    return result
  }

  /// An exponent of what is multiplied out; beyond 2¹⁶ the power is too large to be written.
  private func writtenOut(_ n: BigInt) throws(NoForm) -> Int {
    guard let n = Int(exactly: n), n.magnitude <= 1 << 16 else { throw .tooLarge }
    return n
  }

  func product(_ factors: [NormalForm]) throws(NoForm) -> NormalForm {
    var result = NormalForm.one
    for factor in factors.sorted(by: { $0.terms.count < $1.terms.count }) {
      result = try multiply(result, factor)
    }
    return result
  }

  /// Times the sums in its denominators: no negative power of a sum is left.
  func cleared(_ f: NormalForm) throws(NoForm) -> NormalForm {
    try multiply(f, NormalForm(denominator(of: f)))
  }
  /// The sums in its denominators, with the powers that clear them.
  func denominator(of f: NormalForm) -> Monomial {
    var least: [Int: Rational] = [:]
    for m in f.terms.keys {
      for power in m.powers where power.exponent < 0 {
        if case .sum = atoms[power.atom] {
          let whole = Rational(power.exponent.floor)
          least[power.atom] = Swift.min(least[power.atom] ?? 0, whole)
        }
      }
    }
    let powers = least.sorted { $0.key < $1.key }
    return Monomial(powers.map { .init(atom: $0.key, exponent: -$0.value) })
  }

  /// c·M·N with coprime integer coefficients in N, no common monomial, and its first term positive.
  private func parted(
    _ f: NormalForm
  ) throws(NoForm) -> (coefficient: Rational, monomial: Monomial, rest: NormalForm) {
    let below = denominator(of: f), above = try multiply(f, NormalForm(below))
    let content = above.content
    let isNegative = (above.sorted.first?.coefficient ?? 1) < 0
    let c = isNegative ? -content.coefficient : content.coefficient
    let rest = try multiply(above.scaled(by: c.reciprocal), NormalForm(content.monomial.inverse))
    return (c, content.monomial * below.inverse, rest)
  }

  // MARK: powers

  func power(_ base: NormalForm, _ r: Rational) throws(NoForm) -> NormalForm {
    if r.isZero { return .one }
    guard !base.isZero else {
      guard r > 0 else { throw .unsupported }
      return .zero
    }
    if r.isInteger, r > 0 {
      guard let n = r.int, n <= 64 else { throw .tooLarge }
      var result = NormalForm.one
      for _ in 0..<n { result = try multiply(result, base) }
      return result
    }
    let (c, m, rest) =
      if let single = base.single { (single.coefficient, single.monomial, NormalForm.one) } else {
        try parted(base)
      }
    return try power(c, m, rest, r)
  }

  private func power(
    _ c: Rational, _ m: Monomial, _ rest: NormalForm, _ r: Rational
  ) throws(NoForm) -> NormalForm {
    var outside = NormalForm.one, sign = c.signum, inside: [Monomial.Power] = []
    if r.isInteger {
      outside = try opened(m.raised(to: r)).scaled(by: c.power(writtenOut(r.numerator)))
      return rest == .one ? outside : try multiply(outside, sumPower(rest, r))
    }
    for power in m.powers {
      switch self.sign(ofAtom: power.atom) {
      case 1: outside = try multiply(outside, opened(Monomial(power.atom, power.exponent * r)))
      case -1 where power.exponent.isInteger && (power.exponent * r).isInteger:
        // a² under a root, a < 0: (−a)^(2r)
        let n = power.exponent * r
        guard power.exponent.numerator % 2 == 0 else { inside.append(power); continue }
        outside = try multiply(
          outside, opened(Monomial(power.atom, n))
        ).scaled(by: n.numerator % 2 == 0 ? 1 : -1)
      default: inside.append(power)
      }
    }
    outside = try multiply(outside, root(of: c.magnitude, r))
    var kept = rest
    if kept != .one, self.sign(kept) < 0 { (kept, sign) = (-kept, -sign) }
    if inside.isEmpty, sign > 0 {
      return kept == .one ? outside : try multiply(outside, sumPower(kept, r))
    }
    let left = try multiply(kept, NormalForm(Monomial(inside), Rational(sign)))
    return try multiply(outside, sumPower(left, r))
  }

  private func sumPower(_ f: NormalForm, _ r: Rational) throws(NoForm) -> NormalForm {
    try opened(Monomial(atom(.sum(f), expression(f)), r))
  }

  /// c^r for c > 0.
  private func root(of c: Rational, _ r: Rational) throws(NoForm) -> NormalForm {
    guard let logarithm = ExactNumber.log(c) else { throw .unsupported }
    var result = NormalForm.one
    for l in logarithm.logarithms {
      guard let n = l.coefficient.rational else { throw .unsupported }
      let base = Rational(l.base)
      let m = Monomial(atom(.prime(base), .rational(base)), n * r)
      result = try multiply(result, opened(m))
    }
    return result
  }

  // MARK: exponentials and logarithms

  func exponential(_ f: NormalForm) throws(NoForm) -> NormalForm {
    var result = NormalForm.one
    for (m, c) in f.sorted {
      if let only = m.powers.first, m.powers.count == 1, only.exponent == 1,
        case .log(let g) = atoms[only.atom]
      {
        result = try multiply(result, power(g, c))
      } else {
        let e = Monomial(atom(.exp(m), .exp(expression(m))), c)
        result = try multiply(result, NormalForm(e))
      }
    }
    return result
  }

  func logarithm(_ f: NormalForm) throws(NoForm) -> NormalForm {
    guard !f.isZero else { throw .unsupported }
    var (c, m, rest) =
      if let single = f.single { (single.coefficient, single.monomial, NormalForm.one) } else {
        try parted(f)
      }
    var result = try logarithm(of: c.magnitude), inside: [Monomial.Power] = [], sign = c.signum
    for power in m.powers {
      let n = power.exponent
      if case .exp(let e) = atoms[power.atom] {
        result.add(e, n)
      } else if self.sign(ofAtom: power.atom) > 0 {
        result = result + (try logarithm(ofAtom: power.atom)).scaled(by: n)
      } else if self.sign(ofAtom: power.atom) < 0, n.isInteger {
        if n.numerator % 2 != 0 { sign = -sign }
        let opposite = -whole(power.atom)
        result = result + form(.log(opposite), .log(expression(opposite))).scaled(by: n)
      } else {
        inside.append(power)
      }
    }
    if rest != .one, self.sign(rest) < 0 { (rest, sign) = (-rest, -sign) }
    if inside.isEmpty, sign < 0 { throw .unsupported }
    let left =
      inside.isEmpty
      ? rest : try multiply(rest, NormalForm(Monomial(inside), Rational(sign)))
    return left == .one ? result : result + form(.log(left), .log(expression(left)))
  }

  private func logarithm(ofAtom i: Int) throws(NoForm) -> NormalForm {
    if case .prime(let p) = atoms[i] { return try logarithm(of: p) }
    return form(.log(whole(i)), .log(expressions[i]))
  }
  /// An atom as a form, opened if it is a sum.
  private func whole(_ i: Int) -> NormalForm {
    if case .sum(let f) = atoms[i] { f } else { NormalForm(Monomial(i, 1)) }
  }
  private func logarithm(of c: Rational) throws(NoForm) -> NormalForm {
    guard let logarithm = ExactNumber.log(c) else { throw .unsupported }
    var result = NormalForm.zero
    for l in logarithm.logarithms {
      guard let n = l.coefficient.rational else { throw .unsupported }
      let prime = NormalForm(Rational(l.base))
      result = result + form(.log(prime), .log(expression(prime))).scaled(by: n)
    }
    return result
  }
}

import BigInt
import Exact
import Expressions
import Probability

/// The value of an expression modulo a prime at a random place, with bounds of what it is a value
/// of: a quotient of polynomials in the atoms, of this degree and with integer coefficients whose
/// magnitudes add up to at most 2^bits.
struct Residue {
  struct Bound { var degree = 0.0, bits = 0.0 }
  var value: UInt64
  var above = Bound(), below = Bound()
}

/// Evaluates expressions modulo one prime at one random place.
///
/// Atoms are drawn independently; that some depend on others does not matter, since only zeros of
/// polynomials in them are looked for.
final class ResidueField {
  let prime: UInt64
  private let normal: Normaliser
  private let stream: Stream
  private var drawn: [Int: UInt64] = [:]
  /// Roots of atoms are whole powers: every atom is the twelfth power of what is drawn.
  private static let root: Rational = 12

  init(prime: UInt64, _ normal: Normaliser, _ stream: Stream) {
    (self.prime, self.normal, self.stream) = (prime, normal, stream)
  }

  func callAsFunction(_ e: Expression) throws(NoForm) -> Residue {
    switch e {
    case .rational(let r): return try residue(r)
    case .sum(let terms):
      var sum = try residue(0)
      for term in terms { sum = add(sum, try self(term)) }
      return sum
    case .product(let factors):
      var product = try residue(1)
      for factor in factors { product = multiply(product, try self(factor)) }
      return product
    case .power(let base, .rational(let r)) where r.isInteger: return try power(try self(base), r)
    default: return try residue(try normal(e))
    }
  }

  // MARK: forms

  private func residue(_ f: NormalForm) throws(NoForm) -> Residue {
    var sum = try residue(0)
    for (m, c) in f.sorted {
      var term = try residue(c)
      for p in m.powers { term = multiply(term, try residue(p)) }
      sum = add(sum, term)
    }
    return sum
  }

  private func residue(_ p: Monomial.Power) throws(NoForm) -> Residue {
    switch normal.atoms[p.atom] {
    case .sum(let f): return try power(try residue(f), p.exponent)
    case .prime: throw .unsupported
    default:
      let place = drawn[p.atom] ?? draw(p.atom)
      let one = Residue(value: place, above: .init(degree: 1))
      return try power(one, p.exponent * Self.root)
    }
  }
  private func draw(_ i: Int) -> UInt64 {
    let value = 1 + stream.bits(i) % (prime - 1)
    drawn[i] = value
    return value
  }

  private func residue(_ r: Rational) throws(NoForm) -> Residue {
    let p = Rational(BigInt(prime))
    func reduced(_ n: Rational) -> UInt64 {
      UInt64((n - p * Rational((n / p).floor)).numerator)
    }
    let below = Rational(r.denominator), above = Rational(r.numerator)
    func bits(_ n: Rational) -> Double { Double(n.numerator.magnitude.bitWidth) }
    let top = Residue(value: reduced(above), above: .init(bits: bits(above)))
    let bottom = Residue(value: reduced(below), above: .init(bits: bits(below)))
    return multiply(top, try power(bottom, -1))
  }

  // MARK: arithmetic

  private func times(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return prime.dividingFullWidth((product.high, product.low)).remainder
  }

  private func add(_ a: Residue, _ b: Residue) -> Residue {
    let (x, y) = (join(a.above, b.below), join(b.above, a.below))
    return Residue(
      value: (a.value + b.value) % prime,
      above: .init(degree: max(x.degree, y.degree), bits: max(x.bits, y.bits) + 1),
      below: join(a.below, b.below))
  }
  private func multiply(_ a: Residue, _ b: Residue) -> Residue {
    Residue(
      value: times(a.value, b.value), above: join(a.above, b.above), below: join(a.below, b.below))
  }
  private func join(_ a: Residue.Bound, _ b: Residue.Bound) -> Residue.Bound {
    .init(degree: a.degree + b.degree, bits: a.bits + b.bits)
  }

  /// Whole powers only; no value where a denominator vanishes.
  private func power(_ a: Residue, _ r: Rational) throws(NoForm) -> Residue {
    guard let n = r.int, n.magnitude <= 1 << 20 else { throw .unsupported }
    if n < 0, a.value == 0 { throw .unsupported }
    let base = n < 0 ? raised(a.value, prime - 2) : a.value  // Fermat
    let m = Double(n.magnitude)
    func scaled(_ b: Residue.Bound) -> Residue.Bound {
      .init(degree: b.degree * m, bits: b.bits * m)
    }
    return Residue(
      value: raised(base, UInt64(n.magnitude)), above: scaled(n < 0 ? a.below : a.above),
      below: scaled(n < 0 ? a.above : a.below))
  }
  private func raised(_ base: UInt64, _ exponent: UInt64) -> UInt64 {
    var result: UInt64 = 1, square = base, e = exponent
    while e > 0 {
      if e & 1 == 1 { result = times(result, square) }
      square = times(square, square)
      e >>= 1
    }
    return result
  }
}

import Exact
import Expressions

/// A product of powers of atoms, by their numbers; sorted, no exponent is 0.
struct Monomial: Hashable {
  struct Power: Hashable { var atom: Int, exponent: Rational }
  private(set) var powers: [Power] = []

  init() {}
  init(_ atom: Int, _ exponent: Rational) {
    if !exponent.isZero { powers = [Power(atom: atom, exponent: exponent)] }
  }
  init(_ powers: [Power]) { self.powers = powers.filter { !$0.exponent.isZero } }

  var isOne: Bool { powers.isEmpty }
  func exponent(of atom: Int) -> Rational { powers.first { $0.atom == atom }?.exponent ?? 0 }

  static func * (a: Monomial, b: Monomial) -> Monomial {
    var merged: [Power] = [], i = 0, j = 0
    merged.reserveCapacity(a.powers.count + b.powers.count)
    while i < a.powers.count, j < b.powers.count {
      let (x, y) = (a.powers[i], b.powers[j])
      if x.atom == y.atom {
        merged.append(Power(atom: x.atom, exponent: x.exponent + y.exponent))
        (i, j) = (i + 1, j + 1)
      } else if x.atom < y.atom {
        merged.append(x)
        i += 1
      } else {
        merged.append(y)
        j += 1
      }
    }
    return Monomial(merged + a.powers[i...] + b.powers[j...])
  }
  func raised(to r: Rational) -> Monomial {
    Monomial(powers.map { Power(atom: $0.atom, exponent: $0.exponent * r) })
  }
  var inverse: Monomial { raised(to: -1) }

  /// An order of monomials that products respect: by the first atom in which two differ.
  static func < (a: Monomial, b: Monomial) -> Bool {
    let atoms = Set(a.powers.map(\.atom) + b.powers.map(\.atom)).sorted()
    for atom in atoms {
      let (x, y) = (a.exponent(of: atom), b.exponent(of: atom))
      if x != y { return x < y }
    }
    return false
  }
}

/// A sum of monomials with rational coefficients, none of them 0: two forms that are the same
/// function of independent atoms are equal.
struct NormalForm: Hashable {
  private(set) var terms: [Monomial: Rational] = [:]

  static let zero = NormalForm(), one = NormalForm(1)
  init() {}
  init(_ r: Rational) { if !r.isZero { terms = [Monomial(): r] } }
  init(_ m: Monomial, _ c: Rational = 1) { if !c.isZero { terms = [m: c] } }

  var isZero: Bool { terms.isEmpty }
  /// The only term, if there is one.
  var single: (monomial: Monomial, coefficient: Rational)? {
    terms.count == 1 ? terms.first.map { ($0.key, $0.value) } : nil
  }
  var rational: Rational? {
    isZero ? 0 : single.flatMap { $0.monomial.isOne ? $0.coefficient : nil }
  }
  /// The terms, the greatest monomial first.
  var sorted: [(monomial: Monomial, coefficient: Rational)] {
    terms.map { ($0.key, $0.value) }.sorted { $1.0 < $0.0 }
  }
  var atoms: Set<Int> { Set(terms.keys.flatMap { $0.powers.map(\.atom) }) }

  mutating func add(_ m: Monomial, _ c: Rational) {
    let sum = (terms[m] ?? 0) + c
    terms[m] = sum.isZero ? nil : sum
  }
  static func + (a: NormalForm, b: NormalForm) -> NormalForm {
    var sum = a
    for (m, c) in b.terms { sum.add(m, c) }
    return sum
  }
  static func - (a: NormalForm, b: NormalForm) -> NormalForm { a + -b }
  static prefix func - (a: NormalForm) -> NormalForm { a.scaled(by: -1) }
  func scaled(by r: Rational) -> NormalForm {
    var scaled = self
    scaled.terms = r.isZero ? [:] : terms.mapValues { $0 * r }
    return scaled
  }

  /// The positive rational c that leaves coprime integers, and the monomial that divides all terms.
  var content: (coefficient: Rational, monomial: Monomial) {
    guard let first = terms.first else { return (1, Monomial()) }
    var numerator = first.value.numerator.magnitude, denominator = first.value.denominator
    var common = first.key
    for (m, c) in terms.dropFirst() {
      numerator = numerator.greatestCommonDivisor(with: c.numerator.magnitude)
      denominator =
        denominator * c.denominator / denominator.greatestCommonDivisor(with: c.denominator)
      let atoms = Set(common.powers.map(\.atom) + m.powers.map(\.atom)).sorted()
      common = Monomial(
        atoms.map {
          .init(atom: $0, exponent: Swift.min(common.exponent(of: $0), m.exponent(of: $0)))
        })
    }
    return (Rational(.init(numerator), denominator), common)
  }
}

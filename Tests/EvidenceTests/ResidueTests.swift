import Evidence
import Exact
import Expressions
import class Foundation.JSONDecoder
import struct Foundation.Data
import Probability
import Testing

/// Identities modulo random primes: which primes, how sure, and where that ends.
@Suite("Identities modulo primes") struct ResidueTests {
  private let a = variable("a"), b = variable("b"), c = variable("c")

  private func prover(_ seed: UInt64 = 1, limit: Int = 20_000) -> IdentityProver {
    IdentityProver(
      values: Valuation([
        Variable("a"): Rational(2, 7), Variable("b"): Rational(5, 3),
        Variable("c"): Rational(-3, 11),
      ]),
      stream: Stream(root: seed, check: "residues", purpose: "test"), limit: limit)
  }
  private func power(_ base: Expression, _ r: Rational) -> Expression { .power(base, .rational(r)) }

  @Test("random primes lie between 2⁶⁰ and 2⁶¹, all over, and are others for another stream")
  func primes() {
    let prover = prover(), primes = (1...60).map(prover.prime), low = UInt64(1) << 60
    #expect(primes.allSatisfy { isPrime($0) && $0 >= low && $0 < 2 * low })
    #expect(Set(primes).count == primes.count && (1...60).map(prover.prime) == primes)
    for quarter in 0..<4 {
      let from = low + UInt64(quarter) << 58
      #expect(primes.contains { $0 >= from && $0 < from + 1 << 58 }, "quarter \(quarter)")
    }
    for rest in [1, 3, 5, 7] as [UInt64] {
      #expect(primes.contains { $0 % 8 == rest }, "\(rest) mod 8")
    }
    #expect(Set((1...60).map(self.prover(2).prime)).isDisjoint(with: primes))
  }

  @Test("of two proofs the weaker counts in every respect, in either order") func joined() throws {
    // Proofs are made by the prover alone; a reader has them from a file, as here.
    func proof(
      _ method: IdentityProof.Method, atoms: Int, _ degree: Int?, _ primes: Int?, _ bits: Int?,
      signs: Bool
    ) throws -> IdentityProof {
      let numbers = [("degree", degree), ("primes", primes), ("errorBits", bits)]
        .compactMap { name, value in value.map { "\"\(name)\": \($0), " } }
      let text =
        #"{"method": "\#(method.rawValue)", "atoms": \#(atoms), \#(numbers.joined())"usesSigns": \#(signs)}"#
      return try JSONDecoder().decode(IdentityProof.self, from: Data(text.utf8))
    }
    let form = try proof(.normalForm, atoms: 5, nil, nil, nil, signs: false)
    let signed = try proof(.normalForm, atoms: 2, nil, nil, nil, signs: true)
    let low = try proof(.residues, atoms: 3, 12, 4, 180, signs: false)
    let high = try proof(.residues, atoms: 4, 60, 6, 150, signs: true)
    for (x, y, both) in [
      (form, signed, try proof(.normalForm, atoms: 5, nil, nil, nil, signs: true)),
      (form, low, try proof(.residues, atoms: 5, 12, 4, 180, signs: false)),
      (signed, low, try proof(.residues, atoms: 3, 12, 4, 180, signs: true)),
      (low, high, try proof(.residues, atoms: 4, 60, 6, 150, signs: true)),
      (form, form, form), (low, low, low),
    ] {
      #expect(x.joined(with: y) == both && y.joined(with: x) == both)
    }
  }

  /// A polynomial of degree k·2⁴⁰, which is 12 times that in what is drawn: a letter is a twelfth power.
  @Test("a degree at which a chance of 2⁻⁴⁰ is not reached proves nothing") func degrees() throws {
    func tower(_ k: Int) -> Expression {
      let inner = power(1 + a, Rational(1 << 20)) + b
      return power(power(inner, Rational(1 << 20)) + c, Rational(k))
    }
    func proof(_ k: Int, _ wrong: Expression = 0) -> IdentityProof? {
      prover().prove(tower(k) * (a + b), tower(k) * a + tower(k) * b + wrong)?.proof
    }
    var last = Int.max, proved: [Int] = []
    for k in [1, 2, 4, 8, 12, 16, 20, 24, 28, 32, 40, 48, 64, 1024] {
      guard let found = proof(k) else { continue }
      proved.append(k)
      let bits = try #require(found.errorBits)
      #expect(
        found.method == .residues && found.degree == 12 * (k * (1 << 40) + 1) && bits >= 40
          && bits <= last)
      // four primes, with a chance of 2·12·N·2⁻⁶⁰ each at least
      #expect(bits <= 4 * 15, "\(k): \(bits)")
      last = bits
    }
    #expect(proved.first == 1 && proved.last.map { $0 < 64 } == true, "\(proved)")
    #expect(last < 44, "\(proved), \(last)")
    #expect(proof(4, power(a, 7)) == nil)
  }

  @Test("sums are multiplied out up to the 64th power, and looked at modulo primes beyond")
  func largePowers() {
    for (n, method) in [
      (2, IdentityProof.Method.normalForm), (63, .normalForm), (64, .normalForm), (65, .residues),
      (100, .residues),
    ] {
      let whole = power(a + b, Rational(n)), parted = power(a + b, Rational(n - 1)) * (b + a)
      #expect(prover().prove(whole, parted)?.proof.method == method, "\(n)")
      #expect(prover().prove(whole, parted * 2) == nil && prover().prove(whole, parted + a) == nil)
    }
  }

  @Test("moments of a bell up to the eighth") func moments() throws {
    let x = variable("x"), bell = Expression.exp(-x.squared / 2)
    func moment(_ k: Int) -> Expression {
      .integrating(
        power(x, Rational(k)) * bell, over: Variable("x"), from: -.infinity, to: .infinity)
    }
    var double: Rational = 1
    for k in 0...8 {
      if k % 2 == 0, k > 0 { double = double * Rational(k - 1) }
      let value = k % 2 == 0 ? .rational(double) * .sqrt(2 * .pi) : Expression.rational(0)
      #expect(prover().prove(moment(k), value) != nil, "\(k)")
      #expect(prover().prove(moment(k), value + .sqrt(.pi)) == nil, "\(k)")
    }
  }

  /// Nothing says which sign z has, so that nothing says which a sum with it has.
  @Test("logarithms and roots of what may have either sign stay whole, and are equal to themselves")
  func unknownSigns() throws {
    let z = variable("z")
    for unknown in [z + b, z * a + 1, 2 * z + 2 * b, z + .exp(z)] {
      #expect(prover().prove(.log(unknown) + a, a + .log(unknown)) != nil, "\(unknown)")
      #expect(prover().prove(.log(2 * unknown), .log(2) + .log(unknown)) != nil, "\(unknown)")
      #expect(prover().prove(.sqrt(4 * unknown), 2 * .sqrt(unknown)) != nil, "\(unknown)")
      #expect(prover().prove(.log(unknown), .log(-unknown)) == nil, "\(unknown)")
      #expect(prover().prove(.sqrt(unknown.squared), unknown) == nil, "\(unknown)")
      #expect(
        prover().prove(.abs(unknown), unknown) == nil
          && prover().prove(.sqrt(unknown), .sqrt(-unknown)) == nil)
    }
  }

  /// x^N of N beyond the integers of a machine, or so large that nobody can write the number out.
  @Test(
    "powers beyond all bounds are no ground for a proof, and end no program",
    arguments: [
      Rational(2).power(70), Rational(2).power(70) + Rational(1, 2), -Rational(2).power(70),
      -Rational(2).power(70) - Rational(1, 3), Rational(1 << 40) + Rational(1, 2),
      Rational(-1 << 40),
      Rational(1 << 62) * 2 - 1, Rational(1 << 62) * 2 + Rational(1, 2),
    ]) func beyond(n: Rational)
  {
    let wrong: [(Expression, Expression)] = [
      (power(2 * a, n), 2 * power(a, n)), (power(3 * a, n), power(3, n + 1) * power(a, n)),
      (power(a + b, n), power(a + b, n + 1)), (power(2, n), power(2, n + 1)),
      (.log(power(2, n)), .log(power(2, n + 1))), (power(c, n), power(c, n + 2)),
      (power(a * b + a, n), power(a, n + 1) * power(b + 1, n)),
      (.exp(.rational(n) * .log(2)), power(2, n + 1)),
    ]
    for limit in [20_000, 1] {
      for (x, y) in wrong { #expect(prover(limit: limit).prove(x, y) == nil, "\(x) = \(y)") }
    }
    // what needs no number written out stays one
    if !n.isInteger { #expect(prover().prove(power(a, n) * a, power(a, n + 1)) != nil) }
  }
}

import Evidence
import Exact
import Expressions
import Probability
import SplitMix
import Testing

/// What is proved the same is the same; what is not, never is.
@Suite("Identities") struct IdentityTests {
  private static let names = ["a", "b", "c"]
  private let a = Expression.variable(Variable("a")), b = Expression.variable(Variable("b"))
  private let c = Expression.variable(Variable("c"))
  private let stream = Stream(root: 1, check: "identities", purpose: "test")

  /// a = 2/7, b = 5/3, c = −3/11 unless a test wants other signs.
  private func prove(
    _ x: Expression, _ y: Expression, limit: Int = 20_000,
    at values: [Rational] = [Rational(2, 7), Rational(5, 3), Rational(-3, 11)]
  ) -> IdentityProof? {
    let place = zip(Self.names, values).map { (Variable($0), $1) }
    return IdentityProver(
      values: Valuation(Dictionary(uniqueKeysWithValues: place)), stream: stream, limit: limit
    ).prove(x, y)?.proof
  }

  @Test("fractions, roots, logarithms and exponentials are brought together") func equal() {
    let pairs: [(Expression, Expression)] = [
      (1 / (1 - a) - 1 / (1 + a), 2 * a / (1 - a.squared)),
      ((a.squared - b.squared) / (a - b), a + b),
      (.sqrt(4 * a) * .sqrt(a), 2 * a),
      (.sqrt(a / (1 + b)).squared * (1 + b), a),
      (.log(12 * a * b.squared), 2 * .log(2) + .log(3) + .log(a) + 2 * .log(b)),
      (.log(a / (a + b)) + .log(a + b), .log(a)),
      (.log(2 * a + 2 * b), .log(2) + .log(a + b)),
      (.log(c.squared), 2 * .log(-c)),
      (.exp(a + b) * .exp(-b), .exp(a)),
      (.exp(2 * .log(a) + b), a.squared * .exp(b)),
      (.exp((a + b).squared / 2), .exp(a.squared / 2) * .exp(b.squared / 2) * .exp(a * b)),
      (.abs(c) + c, 0), (.sin(a - b), -.sin(b - a)), (.cos(a - b), .cos(b - a)),
      (.erf(a) + .erfc(a), 1), (.sqrt(8), 2 * .sqrt(2)), (.log(8) / 3, .log(2)),
    ]
    for (x, y) in pairs { #expect(prove(x, y)?.method == .normalForm, "\(x) = \(y)") }
  }

  @Test("near misses are not proved") func different() {
    let pairs: [(Expression, Expression)] = [
      (1 / (1 - a) - 1 / (1 + a), 2 / (1 - a.squared)), ((a.squared - b.squared) / (a - b), a - b),
      (.sqrt(a + b), .sqrt(a) + .sqrt(b)), (.log(a + b), .log(a) + .log(b)),
      (.log(12), 2 * .log(2) + .log(5)), (.exp(a * b), .exp(a) * .exp(b)), (.abs(c), c),
      (.sin(a - b), .sin(b - a)), (.sqrt(8), 2 * .sqrt(3)), (a, a + .rational(Rational(1, 1 << 60))),
      (.log(c.squared), 2 * .log(a)),
    ]
    for (x, y) in pairs { #expect(prove(x, y) == nil, "\(x) = \(y)") }
  }

  @Test("a proof that used a sign says so, and depends on it") func signs() {
    #expect(prove(.abs(c), -c)?.usesSigns == true)
    #expect(prove(.abs(c), -c, at: [1, 1, 1]) == nil)
    #expect(prove(a + b, b + a)?.usesSigns == false)
    // 1 + a² is positive whatever a is
    #expect(prove(.abs(1 + a.squared), 1 + a.squared)?.usesSigns == false)
  }

  @Test("bound variables have no names, constants leave integrals, bounds count") func integrals() {
    func integral(_ name: String, _ upper: Expression, _ factor: Expression) -> Expression {
      let v = Variable(name), x = Expression.variable(v)
      return .integrating(factor * .exp(-x.squared * a), over: v, from: 0, to: upper)
    }
    #expect(prove(integral("x", b, 3 * a), 3 * a * integral("y", b, 1)) != nil)
    #expect(prove(integral("x", .infinity, b), b * integral("x", .infinity, 1)) != nil)
    #expect(prove(integral("x", b, 1), integral("x", a, 1)) == nil)
    #expect(prove(integral("x", .infinity, 1), integral("x", b, 1)) == nil)
    let x = Variable("x")
    let other = Expression.integrating(.exp(-.variable(x) * a), over: x, from: 0, to: b)
    #expect(prove(integral("x", b, 1), other) == nil)
  }

  @Test("powers of roots of squares keep the sign of what was squared") func rootsOfSquares() {
    for (x, y) in [
      (c.squared.raised(to: .rational(Rational(3, 2))), -c.raised(to: 3)), (.sqrt(c.raised(to: 4)), c.squared),
      (.sqrt(a.raised(to: 4) * c.squared), -a.squared * c), (.sqrt(c.raised(to: 6) * a), -c.raised(to: 3) * .sqrt(a)),
      ((c.squared * a).raised(to: .rational(Rational(3, 2))), -c.raised(to: 3) * a.raised(to: .rational(Rational(3, 2)))),
      (c.raised(to: 4).raised(to: .rational(Rational(1, 4))), -c), (.sqrt(a * c / (b * c)), .sqrt(a / b)), (1 / .sqrt(c.squared), -1 / c),
    ] as [(Expression, Expression)] {
      #expect(prove(x, y)?.method == .normalForm, "\(x) = \(y)")
      #expect(prove(x, -y) == nil && prove(x, 2 * y) == nil, "\(x) = −\(y)")
    }
  }

  @Test("Gaussian integrals over the line have their closed forms, moment by moment") func gaussianIntegrals() {
    let x = Expression.variable(Variable("x"))
    func line(_ f: Expression) -> Expression { .integrating(f, over: Variable("x"), from: -.infinity, to: .infinity) }
    let mass = Expression.sqrt(.pi / a) * .exp(b.squared / (4 * a)), bell = Expression.exp(-a * x.squared + b * x)
    let mean = b / (2 * a), variance = 1 / (2 * a)
    let moments: [Expression] = [
      1, mean, mean.squared + variance, mean.raised(to: 3) + 3 * mean * variance,
      mean.raised(to: 4) + 6 * mean.squared * variance + 3 * variance.squared,
      mean.raised(to: 5) + 10 * mean.raised(to: 3) * variance + 15 * mean * variance.squared,
      mean.raised(to: 6) + 15 * mean.raised(to: 4) * variance + 45 * mean.squared * variance.squared + 15 * variance.raised(to: 3),
    ]
    for (k, moment) in moments.enumerated() {
      let f = line(x.raised(to: .rational(Rational(k))) * bell)
      #expect(prove(f, mass * moment) != nil, "moment \(k)")
      #expect(prove(f, mass * (moment + variance)) == nil, "moment \(k)")
    }
    #expect(prove(line((3 + c * x) * bell), mass * (3 + c * mean)) != nil)
    #expect(prove(line(.exp(-(x - c).squared / 2)), .sqrt(2 * .pi)) != nil && prove(line(.exp(-(x - c).squared / 2)), .sqrt(.pi)) == nil)
    // half of it is an integral of its own
    #expect(prove(.integrating(bell, over: Variable("x"), from: 0, to: .infinity), mass / 2) == nil)
  }

  /// Every letter stands for a twelfth power, so that roots are whole powers too: a polynomial of degree n is one of degree 12n.
  @Test("the degree modulo primes is the true one, a letter counting twelve") func degrees() throws {
    for n in [3, 10, 30] {
      let terms = (1...n).map { (a + .rational(Rational($0))) * (b - .rational(Rational($0, 7))) }
      let product = Expression.product(of: terms), turned = Expression.product(of: terms.reversed())
      let proof = try #require(prove(product * (a + c), turned * c + a * product, limit: 1))
      #expect(proof.method == .residues && proof.degree == 12 * (2 * n + 1) && proof.primes == 4 && proof.atoms == 3)
      #expect((proof.errorBits ?? 0) > 4 * (53 - 12) && (proof.errorBits ?? 0) <= 4 * 53, "\(proof.errorBits ?? 0)")
      #expect(!proof.usesSigns)
    }
  }

  @Test("cases are opened where their conditions are known") func cases() {
    func smaller(_ x: Expression, _ y: Expression) -> Expression { .min(x, y) }
    #expect(prove(smaller(a, b), a)?.usesSigns == true)
    #expect(prove(smaller(a, b), b) == nil)
    #expect(prove(smaller(a, b) + .max(a, b), a + b) != nil)
  }

  /// A random polynomial over a, b, c of small degree.
  private func polynomial(_ random: inout SplitMix, depth: Int) -> Expression {
    if depth == 0 || Int(random.next() % 4) == 0 {
      let leaves: [Expression] = [
        a, b, c, .rational(Rational(Int(random.next() % 19) - 9, Int(random.next() % 9) + 1)),
      ]
      return leaves[Int(random.next() % 4)]
    }
    let x = polynomial(&random, depth: depth - 1), y = polynomial(&random, depth: depth - 1)
    switch random.next() % 4 {
    case 0: return x + y
    case 1: return x - y
    case 2: return x * y
    default: return x * y.squared
    }
  }

  @Test("binomials of random polynomials, in normal form and modulo primes") func random() throws {
    var random = SplitMix(seed: 7)
    var residues = 0, constants = 0
    for trial in 0..<60 {
      let p = polynomial(&random, depth: 3), q = polynomial(&random, depth: 3)
      let left = (p + q).raised(to: 3)
      let right = p.raised(to: 3) + 3 * p.squared * q + 3 * p * q.squared + q.raised(to: 3)
      let wrong = right + a * b * .rational(Rational(1, 97))
      for limit in [20_000, 2] {
        let proof = try #require(prove(left, right, limit: limit), "trial \(trial)")
        #expect(prove(left, wrong, limit: limit) == nil, "trial \(trial)")
        guard proof.method == .residues else { continue }
        residues += 1
        #expect(try #require(proof.errorBits) > 100)
        // Where both drawn polynomials are constants there is no degree.
        #expect(proof.primes == 4)
        if proof.degree == 0 { constants += 1 }
      }
    }
    #expect(residues > 30 && constants < residues / 10)
  }

  @Test("what is too large for a normal form, modulo primes: a difference of 2⁶¹ − 1 is seen")
  func large() {
    let terms = (1...30).map { (a + .rational(Rational($0))) * (b - .rational(Rational($0, 7))) }
    let product = Expression.product(of: terms)
    let turned = Expression.product(of: terms.reversed())
    #expect(prove(product * (a + c), turned * c + a * product, limit: 100)?.method == .residues)
    let mersenne = Rational(2).power(61) - 1
    #expect(prove(product, turned + .rational(mersenne), limit: 100) == nil)
    #expect(prove(product, turned + .rational(mersenne) * a * b, limit: 100) == nil)
    // logarithms are drawn as they come, exponentials of sums are parted first
    #expect(
      prove(.exp(a + b) * product, .exp(a) * .exp(b) * turned, limit: 100)?.method == .residues)
    #expect(prove(.exp(a + b) * product, .exp(a) * .exp(c) * turned, limit: 100) == nil)
  }
}

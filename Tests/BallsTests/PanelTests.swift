import Balls
import Exact
import Foundation
import SplitMix
import Testing

/// Integrals by panels certified in doubles, against Arb's bisection: two routes to one number.
@Suite struct PanelIntegrals {
  /// Steps over register 0; the last one is the integrand.
  private func program(_ steps: [Program.Instruction]) -> Program {
    Program(
      body: .init(steps.enumerated().map { .init($0.offset + 1, $0.element) }, result: steps.count),
      registers: steps.count + 2, inputs: 1, terms: [steps.count])
  }
  private func constant(_ n: Int, _ d: Int = 1) -> Program.Instruction { .constant(Ball(Rational(n, d), bits: 192)) }

  private func expectAgreement(_ steps: [Program.Instruction], _ a: Rational, _ b: Rational, _ name: String) {
    let integrator = Integrator(program(steps), bits: 160), from = Ball(a, bits: 160), to = Ball(b, bits: 160)
    let one = integrator.integral(from: from, to: to, goal: 110, tolerance: -110, limit: 200_000)
    let two = integrator.byBisection(from: from, to: to, goal: 110, tolerance: -110, limit: 200_000)
    let rough = Integrator(program(steps), bits: 64).integral(from: from, to: to, goal: 36, tolerance: -40, limit: 200_000)
    for (v, radius) in [(one, 0x1p-100), (two, 0x1p-100), (rough, 0x1p-30)] {
      #expect(v.value.isFinite && v.value.radius < radius, "\(name): \(v.value.enclosure(digits: 20))")
    }
    #expect(one.value.overlaps(two.value) && rough.value.overlaps(two.value), "\(name)")
    // The yardstick ∫|f|, also where the integral is far below the tolerance.
    let size = abs(two.value.midpoint)
    if two.value.accuracyBits > 20 {
      #expect(one.scale > 0.99 * size && (name.hasPrefix("wave") || one.scale < 1.01 * size), "\(name): \(one.scale), \(size)")
    } else { #expect((one.scale > 0 || two.scale < 1e-290) && one.scale < 0x1p-80, "\(name): \(one.scale)") }
  }

  /// exp(−(x − m)²/2s²)/(…), a rational function with poles at ±hi, a root, a softplus, an oscillation.
  @Test func agreesWithBisection() {
    for trial in 0..<60 {
      var rng = SplitMix(seed: UInt64(trial))
      func n(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &rng) }
      let a = Rational(-n(1...90), 7), b = a + Rational(n(1...200), 9)
      let m = n(-20...20), k = n(1...60)
      expectAgreement([constant(-k, 3), constant(m, 5), constant(0), .quadratic(0, a: 1, h: 2, k: 3), .function(.exp, 4)], a, b, "bell \(trial)")
      expectAgreement([.integerPower(0, 2), constant(1, k), .sum([1, 2]), .integerPower(3, -1)], a, b, "poles \(trial)")
      let slope = constant(k, 7), line = Program.Instruction.product([0, 3]), back = Program.Instruction.product([0, 4])
      // log(1 + e^(kx/7)), with the differences of the exponents 0 and kx/7
      expectAgreement(
        [constant(1), constant(0), slope, constant(-k, 7), line,
          .logSumExp(coefficients: [1, 1], exponents: [2, 5], differences: [
            .init([], result: 2), .init([], result: 5), .init([.init(7, back)], result: 7), .init([], result: 2)])],
        a, b, "softplus \(trial)")
      expectAgreement([constant(k, 10), .product([0, 1]), .function(.sin, 2), .function(.tanh, 0), .product([3, 4]), constant(2), .sum([5, 6])], a, b, "wave \(trial)")
      expectAgreement([constant(k, 20), .integerPower(0, 2), .sum([1, 2]), .squareRoot(3)], a, b, "root \(trial)")
    }
  }

  /// ∫∫ 1/(δ + distance from one side of the square) = log(1 + 1/δ), however near the pole comes to the side.
  @Test func polesBesideASquare() {
    for bits in [4, 12, 30] {
      let near = Program.Instruction.constant(Ball(Rational(1, 1 << bits), bits: 192))
      for (register, sign) in [(0, 1), (0, -1), (1, 1), (1, -1)] where sign > 0 || bits < 20 {
        // x + δ, or 1 − x + δ, which doubles cannot tell as well from 0
        let steps: [Program.Instruction] = [
          near, constant(sign), .product([register, 3]), constant(sign > 0 ? 0 : 1), .sum([2, 4, 5]), .integerPower(6, -1),
        ]
        let program = Program(
          body: .init(steps.enumerated().map { .init($0.offset + 2, $0.element) }, result: 7), registers: 8, inputs: 2, terms: [7])
        let integral = Cubature(program, tolerance: -50, limit: 400_000).integral(x: (0, 1), y: (0, 1)), value = integral?.value
        #expect((integral?.calls ?? 0) > 0)
        let exact = Ball((1 << bits) + 1).log(128)
        #expect(value.map { $0.overlaps(exact) && $0.radius < 1e-9 } ?? false, "2^-\(bits) from \(register), \(sign)")
      }
    }
  }

  /// The yardstick is ∫∫ of the sizes of the terms: of x − 2y + 5 over [0, 1] × [0, 2] 1 + 4 + 10.
  @Test func theYardstickOfThePlane() {
    let steps: [Program.Instruction] = [constant(-2), .product([1, 2]), constant(5), .sum([0, 3, 4])]
    let program = Program(
      body: .init(steps.enumerated().map { .init($0.offset + 2, $0.element) }, result: 5), registers: 6, inputs: 2, terms: [0, 3, 4])
    let r = Cubature(program, tolerance: -40, limit: 1000).integral(x: (0, 1), y: (0, 2))
    #expect(r.map { $0.value.contains(Rational(7)) && $0.value.radius < 1e-9 && abs($0.scale - 15) < 1e-9 } ?? false, "\(String(describing: r))")
  }

  /// What is small enough to be left out in the plane is enclosed to the last bit: a constant by its size times the area.
  @Test func theEdgeOfWhatIsLeftOut() {
    for (w, h) in [(1.0, 1.0), (3, 1), (0.1, 0.7)] {
      let tiny = Rational(1, 1 << 61)
      let program = Program(
        body: .init([.init(2, .constant(Ball(tiny, bits: 64)))], result: 2), registers: 3, inputs: 2, terms: [2])
      let value = Cubature(program, tolerance: -50, limit: 1000).integral(x: (0, w), y: (0, h))?.value
      let exact = tiny * Rational(exactly: w) * Rational(exactly: h)
      #expect(value?.contains(exact) == true && value?.contains(-exact) == true && (value?.radius ?? 1) < 1.000001 * exact.double)
    }
  }

  /// A spike that no rule of moderate size sees from afar: the mass is found all the same.
  @Test func aSpikeIsNotOverlooked() {
    let steps: [Program.Instruction] = [constant(-50_000_000), constant(-373, 10), constant(0), .quadratic(0, a: 1, h: 2, k: 3), .function(.exp, 4)]
    let value = Integrator(program(steps), bits: 128)
      .integral(from: Ball(-1000), to: Ball(1000), goal: 80, tolerance: -100, limit: 400_000).value
    let mass = Ball.pi(128).over(Ball(50_000_000), 128).squareRoot(128)
    #expect(value.overlaps(mass) && value.radius < 1e-20 && value.accuracyBits > 60)
  }

  /// The enclosure of a rule with a false error bound would be narrow and wrong: x^40 on [−1, 1] needs more than 20 points.
  @Test func powersAreExact() {
    for k in [1, 2, 3, 9, 40, 41, 100, 301] {
      for goal in [30, 100] {
        let value = Integrator(program([.integerPower(0, k)]), bits: goal + 40)
          .integral(from: Ball(-1), to: Ball(2), goal: goal, tolerance: -goal, limit: 100_000).value
        #expect(value.contains((Rational(2).power(k + 1) - Rational(-1).power(k + 1)) / Rational(k + 1)), "\(k)")
        #expect(value.accuracyBits > goal - 12, "\(k): \(value.accuracyBits)")
      }
    }
  }

  /// What is too small to count is enclosed all the same, and nothing at all is exactly 0.
  @Test func smallIntegrandsAreEnclosed() {
    for (n, k) in [(1, 120), (3, 121), (-5, 122)] {
      let tiny = [constant(n, 1 << 60), constant(1, 1 << (k - 60)), .product([1, 2])]
      let value = Integrator(program(tiny), bits: 160)
        .integral(from: Ball(-1), to: Ball(2), goal: 80, tolerance: -80, limit: 1000).value
      #expect(value.contains(Rational(3 * n) / Rational(2).power(k)) && value.radius < 0x1p-80, "\(n)·2^-\(k)")
    }
    for steps in [[constant(0)], [constant(0), .function(.sign, 1)], [constant(0), .function(.abs, 1)], [constant(0), .product([0, 1])]] {
      for goal in [20, 80] { // in doubles and in balls
        let r = Integrator(program(steps), bits: goal + 40)
          .integral(from: Ball(-1), to: Ball(2), goal: goal, tolerance: -goal, limit: 1000)
        let least = exp2(-Double(goal))
        #expect(r.value.contains(Rational(0)) && r.value.radius < least && r.scale < least, "\(r)")
      }
    }
  }
}

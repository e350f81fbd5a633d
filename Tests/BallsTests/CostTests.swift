import Balls
import Exact
import Testing

/// What an integral costs, in evaluations of its integrand. The numbers are those of today, on Debian 12: beside Arb some
/// logarithms of the C library enter, so that another one may move a few by a step. A change that means to make integrals
/// cheaper changes them here; any other change that does has lost something, even if every enclosure still encloses.
@Suite struct CostOfIntegrals {
  private func constant(_ n: Int, _ d: Int = 1) -> Program.Instruction { .constant(Ball(Rational(n, d), bits: 192)) }

  private func integral(
    _ steps: [Program.Instruction], _ a: Rational, _ b: Rational, goal: Int = 80, limit: Int = 20_000
  ) -> Integral {
    Program(
      body: .init(steps.enumerated().map { .init($0.offset + 1, $0.element) }, result: steps.count),
      registers: steps.count + 2, inputs: 1, terms: [steps.count]
    ).integral(from: Ball(a, bits: 192), to: Ball(b, bits: 192), bits: goal + 40, goal: goal, tolerance: -goal, limit: limit)
  }
  /// 1/(x² + 1/k), whose poles come near the line.
  private func pole(_ k: Int) -> [Program.Instruction] {
    [.integerPower(0, 2), constant(1, k), .sum([1, 2]), .integerPower(3, -1)]
  }

  @Test func calls() {
    let cases: [(String, Integral, Int)] = [
      ("constant", integral([constant(1), .product([1, 1])], 0, 1), 20),
      ("x^3", integral([.integerPower(0, 3)], 0, 1), 20),
      ("x^40", integral([.integerPower(0, 40)], -1, 2), 42),
      ("x^301", integral([.integerPower(0, 301)], -1, 1), 129),
      ("pole 1", integral(pole(1), -3, 5), 166),
      ("pole 25", integral(pole(25), -3, 5), 322),
      ("pole 400", integral(pole(400), Rational(-7, 3), Rational(1, 9)), 279),
      ("pole 400 rough", integral(pole(400), -3, 5, goal: 30), 284),
      ("pole 10^6", integral(pole(1_000_000), -3, 5), 933),
      ("1/x", integral([.integerPower(0, -1)], Rational(1, 100), 10), 308),
      ("nothing", integral([.integerPower(0, 2), constant(1, 1 << 60), .product([1, 2]), .product([3, 2])], 0, 1), 1),
      ("no end", integral([.integerPower(0, -1)], -1, 1, limit: 500), 501),
    ]
    for (name, r, calls) in cases { #expect(r.calls == calls, "\(name): \(r.calls) \(r.value.radiusExponent ?? 0) \(r.scale)") }
  }

  /// Over many accuracies and distances of the pole, so that every size of rule and every shape of ellipse has its turn.
  @Test func callsOfManyIntegrals() {
    let goals = stride(from: 20, through: 140, by: 3).map { integral(pole(1), 0, Rational(1, 2), goal: $0).calls }
    #expect(goals.reduce(0, +) == 785, "\(goals)")
    let poles = (1...40).map { integral(pole($0 * $0), Rational(-1, 3), 1, goal: 60).calls }
    #expect(poles.reduce(0, +) == 8948, "\(poles)")
    let limits = [20, 60, 100, 150, 300, 700].map { integral(pole(1_000_000), -3, 5, limit: $0).calls }
    #expect(limits == [21, 62, 101, 151, 306, 710], "\(limits)")
    let small = (60...100).map { integral([constant(1, 1 << 60), constant(1, 1 << ($0 - 60)), .product([0, 1, 2])], 0, 1, goal: 80 + $0 % 2).calls }
    #expect(small.reduce(0, +) == 147, "\(small)")
  }

  /// Where one rule must do for a wide range it has many points, as many as the accuracy allows.
  @Test func callsOfWideRules() {
    let powers = stride(from: 20, through: 140, by: 3).map { integral([.integerPower(0, 101)], -1, 1, goal: $0).calls }
    #expect(powers.reduce(0, +) == 3284, "\(powers.reduce(0, +)): \(powers)")
    let humps = stride(from: 20, through: 140, by: 3).map { integral(pole(4), -3, 5, goal: $0).calls }
    #expect(humps.reduce(0, +) == 9185, "\(humps.reduce(0, +)): \(humps)")
    let waves = (1...30).map { integral([constant($0), .product([0, 1]), .function(.sin, 2)], 0, 3, goal: 60).calls }
    #expect(waves.reduce(0, +) == 1229, "\(waves.reduce(0, +)): \(waves)")
  }

  /// log(1 + exp(kx)) is log 2 and a line: with the larger exponent in front nothing overflows, and panels suffice.
  @Test func softplusNeedsNoBisection() {
    for k in [5000, -5000] {
      let line = Program.Instruction.product([0, 3]), back = Program.Instruction.product([0, 4])
      let r = integral(
        [constant(1), constant(0), constant(k), constant(-k), line,
          .logSumExp(coefficients: [1, 1], exponents: [2, 5], differences: [
            .init([], result: 2), .init([], result: 5), .init([.init(7, back)], result: 7), .init([], result: 2)])],
        1, 2, goal: 40)
      #expect(r.value.contains(Rational(7500)) == (k > 0) && r.calls < 60, "\(k): \(r.calls)")
    }
  }
}

import Balls
import Exact
import Testing

/// Programs over balls: what a condition decides, what it leaves open, and what has no value.
@Suite struct Machines {
  private typealias Block = Program.Block
  private typealias Instruction = Program.Instruction

  private func machine(_ steps: [Instruction], inputs: Int = 1, terms: [Int]? = nil) -> Machine {
    let result = steps.count + inputs - 1
    return Machine(
      Program(
        body: .init(steps.enumerated().map { .init($0.offset + inputs, $0.element) }, result: result),
        registers: result + 20, inputs: inputs, terms: terms ?? [result]), bits: 128)
  }
  /// Register 0 against register 1.
  private func compare(_ relation: Program.Relation) -> Program.Condition {
    .compare(.init([], result: 0), relation, .init([], result: 1))
  }
  /// 10 if the condition holds of the two inputs, otherwise 20.
  private func decided(_ condition: Program.Condition, _ a: Ball, _ b: Ball, smooth: Bool = false) -> Ball {
    machine(
      [.choose(
        condition, then: .init([.init(4, .constant(Ball(10)))], result: 4),
        otherwise: .init([.init(5, .constant(Ball(20)))], result: 5))], inputs: 2
    ).value(at: a, b, smooth: smooth)
  }
  private func isExactly(_ ball: Ball, _ n: Int) -> Bool { ball.isExact && ball.contains(Rational(n)) }

  @Test func relationsOfNumbers() {
    let truths: [(Program.Relation, [Bool])] = [
      (.less, [true, false, false]), (.lessOrEqual, [true, true, false]),
      (.equal, [false, true, false]), (.unequal, [true, false, true]),
    ]
    for (relation, expected) in truths {
      for (a, truth) in zip([1, 2, 3], expected) {
        let value = decided(compare(relation), Ball(a), Ball(2))
        #expect(isExactly(value, truth ? 10 : 20), "\(a) \(relation) 2")
        #expect(isExactly(decided(.not(compare(relation)), Ball(a), Ball(2)), truth ? 20 : 10))
        #expect(isExactly(decided(compare(relation), Ball(a), Ball(2), smooth: true), truth ? 10 : 20))
      }
    }
  }

  /// Kleene's three values: one false ends a conjunction, one true a disjunction, wherever it stands.
  @Test func logicOfWhatIsOpen() {
    let wide = Ball(2).widened(by: .one)  // against 2: open
    let yes = Program.Condition.compare(.init([], result: 1), .equal, .init([], result: 1))
    let no = Program.Condition.not(yes), open = compare(.less)
    func value(_ c: Program.Condition) -> Ball { decided(c, wide, Ball(2)) }
    for (c, expected) in [
      (Program.Condition.all([yes, yes]), 10), (.all([yes, no]), 20), (.all([open, no]), 20), (.all([no, open]), 20),
      (.any([no, no]), 20), (.any([no, yes]), 10), (.any([open, yes]), 10), (.any([yes, open]), 10),
      (.all([]), 10), (.any([]), 20),
    ] { #expect(isExactly(value(c), expected), "\(c)") }
    for c in [open, .not(open), .all([yes, open]), .all([open, yes]), .any([no, open]), .any([open, no]), .any([open, open])] {
      #expect(value(c).contains(Rational(10)) && value(c).contains(Rational(20)) && value(c).isFinite, "\(c)")
      #expect(!decided(c, wide, Ball(2), smooth: true).isFinite, "a seam is not smooth: \(c)")
    }
    #expect(!decided(open, .indeterminate, Ball(2), smooth: true).isFinite)
  }

  /// A branch that may not be taken must not condemn the program; one that is taken must.
  @Test func missingValuesInBranches() {
    let root = Instruction.choose(
      compare(.less), then: .init([.init(4, .squareRoot(0))], result: 4),
      otherwise: .init([.init(5, .constant(Ball(20)))], result: 5))
    let m = machine([root], inputs: 2)
    #expect(!m.value(at: Ball(-1), Ball(0)).isFinite && m.undefined == "the square root of a negative number")
    #expect(isExactly(m.value(at: Ball(4), Ball(0)), 20) && m.undefined == nil)
    let open = Ball(-3).widened(by: .one)
    #expect(m.value(at: open, Ball(-3)).contains(Rational(20)) && m.undefined == nil)
    #expect(!m.value(at: Ball(-4), Ball(-3)).isFinite && m.undefined != nil, "told once more when the branch is taken")
    // What comes after an open choice is reached again.
    let after = machine(
      [.choose(compare(.less), then: .init([], result: 0), otherwise: .init([], result: 1)), .function(.log, 1)], inputs: 2)
    _ = after.value(at: open, Ball(-3))
    #expect(after.undefined == "the logarithm of a negative number")
    // Behind an open condition the next may not be reached.
    let log = Program.Condition.compare(.init([.init(6, .function(.log, 0))], result: 6), .less, .init([], result: 1))
    let late = machine(
      [.choose(.any([compare(.less), log]), then: .init([], result: 0), otherwise: .init([], result: 1))], inputs: 2)
    _ = late.value(at: open, Ball(-3))
    #expect(late.undefined == nil)
    // What comes after such conditions is reached again, however many of them stayed open.
    for list in [[compare(.less), compare(.less)], [compare(.less), compare(.equal), compare(.less)]] {
      for condition in [Program.Condition.any(list), .all(list)] {
        let behind = machine(
          [.choose(condition, then: .init([], result: 0), otherwise: .init([], result: 1)), .function(.log, 1)], inputs: 2)
        _ = behind.value(at: open, Ball(-3))
        #expect(behind.undefined == "the logarithm of a negative number")
      }
    }
    // Nor is it any nearer inside a branch that may not be taken.
    let nested = machine(
      [.choose(
        compare(.less), then: .init([.init(7, .choose(
          .any([compare(.less), log]), then: .init([], result: 0), otherwise: .init([], result: 1)))], result: 7),
        otherwise: .init([], result: 1))], inputs: 2)
    _ = nested.value(at: open, Ball(-3))
    #expect(nested.undefined == nil)
    _ = late.value(at: Ball(-2), Ball(-3))
    #expect(late.undefined == "the logarithm of a negative number")
  }

  @Test func whatHasNoRealValueIsNamed() {
    for (step, name) in [
      (Instruction.squareRoot(0), "square root"), (.power(0, 0), "power"), (.function(.log, 0), "logarithm"),
    ] {
      let m = machine([step])
      #expect(!m.value(at: Ball(-2)).isFinite && m.undefined == "the \(name) of a negative number")
      #expect(m.value(at: Ball(2)).isFinite && m.undefined == nil)
      _ = m.value(at: Ball.zero.widened(by: .one))
      #expect(m.undefined == nil, "not certain")
    }
    #expect(machine([.squareRoot(0)]).value(at: Ball(0)).contains(Rational(0)))
  }

  @Test func everyInstruction() {
    func value(_ steps: [Instruction], _ x: Int...) -> Ball { machine(steps, inputs: x.count).value(at: x.map { Ball($0) }) }
    #expect(isExactly(value([.sum([0])], 7), 7) && isExactly(value([.product([0])], 7), 7))
    #expect(isExactly(value([.sum([0, 1])], 7, 5), 12) && isExactly(value([.product([0, 1])], 7, 5), 35))
    #expect(isExactly(value([.sum([0, 1, 2, 0])], 7, 5, 11), 30) && isExactly(value([.product([0, 1, 2])], 7, 5, 11), 385))
    for (n, power) in [(0, Rational(1)), (1, 3), (2, 9), (3, 27), (-1, Rational(1, 3)), (-2, Rational(1, 9))] {
      let p = value([.integerPower(0, n)], 3)
      #expect(p.contains(power) && p.accuracyBits > 120, "3^\(n)")
    }
    #expect(value([.squareRoot(0)], 49).contains(Rational(7)) && value([.power(0, 1)], 7, 3).contains(Rational(343)))
    // 2(x + 3)² + 5 at 4
    #expect(isExactly(value([.quadratic(0, a: 1, h: 2, k: 3)], 4, 2, 3, 5), 103))
    // log(2e⁴ + 3e⁵ + 7e³), with the differences of the exponents 4, 5, 3
    let sum = value(
      [.logSumExp(coefficients: [0, 1, 2], exponents: [3, 4, 5], differences: Array(repeating: .init([], result: 0), count: 9))],
      2, 3, 7, 4, 5, 3)
    let direct = [(2, 4), (3, 5), (7, 3)].reduce(Ball.zero) { $0.plus(Ball($1.0).times(Ball($1.1).exp(128), 128), 128) }
    #expect(sum.overlaps(direct.log(128)) && sum.accuracyBits > 110)
  }

  /// Operands in the last registers there are, and the result in the first: nothing is used beside what a program has.
  @Test func operandsInTheLastRegisters() {
    func value(_ instruction: Instruction, _ x: [Int]) -> Ball {
      Machine(Program(body: .init([.init(0, instruction)], result: 0), registers: x.count, inputs: x.count, terms: [0]), bits: 128)
        .value(at: x.map { Ball($0) })
    }
    #expect(isExactly(value(.sum([1, 2, 3]), [0, 5, 6, 7]), 18) && isExactly(value(.product([1, 2, 3]), [0, 5, 6, 7]), 210))
    #expect(isExactly(value(.quadratic(1, a: 2, h: 3, k: 4), [0, 4, 2, 3, 5]), 103))
    let terms = [(2, 4), (3, 5), (7, 3)]
    let direct = terms.reduce(Ball.zero) { $0.plus(Ball($1.0).times(Ball($1.1).exp(128), 128), 128) }.log(128)
    let differences = Array(repeating: Program.Block([], result: 0), count: 9)
    let exponentsLast = value(
      .logSumExp(coefficients: [1, 2, 3], exponents: [4, 5, 6], differences: differences), [0, 2, 3, 7, 4, 5, 3])
    let coefficientsLast = value(
      .logSumExp(coefficients: [4, 5, 6], exponents: [1, 2, 3], differences: differences), [0, 4, 5, 3, 2, 3, 7])
    for sum in [exponentsLast, coefficientsLast] { #expect(sum.overlaps(direct) && sum.accuracyBits > 110) }
  }

  /// The yardstick is the sum of the sizes of the terms, whatever cancels.
  @Test func theScaleAddsSizes() {
    let m = machine([.constant(Ball(-5)), .sum([0, 1])], terms: [0, 1])
    #expect(isExactly(m.value(at: Ball(5)), 0) && m.scale == 10)
    _ = m.value(at: Ball(-2))
    #expect(m.scale == 7)
  }

  /// Smooth means no kink: |x| and sign x away from 0 alone, arctan everywhere on the real line.
  @Test func kinksAreNotSmooth() {
    let across = Ball.zero.widened(by: .one), right = Ball(3).widened(by: .one)
    for f in [ElementaryFunction.abs, .sign] {
      let m = machine([.function(f, 0)])
      #expect(!m.value(at: across, smooth: true).isFinite && m.value(at: across).isFinite)
      #expect(m.value(at: right, smooth: true).isFinite && m.value(at: right.negated, smooth: true).isFinite)
    }
    let arctan = machine([.function(.arctan, 0)])
    #expect(arctan.value(at: across, smooth: true).contains(Rational(0)) && arctan.value(at: right, smooth: true).isFinite)
    #expect(!machine([.function(.log, 0)]).value(at: across, smooth: true).isFinite)
    #expect(!machine([.integerPower(0, -1)]).value(at: across).isFinite)
  }

  /// The sign of what is 0 everywhere is 0, by itself, inside a choice, and beside what is not 0.
  @Test func nothingHasNoSign() {
    func integral(_ steps: [Instruction]) -> Ball {
      Program(
        body: .init(steps.enumerated().map { .init($0.offset + 1, $0.element) }, result: steps.count),
        registers: steps.count + 2, inputs: 1, terms: [steps.count]
      ).integral(from: Ball.zero, to: Ball.one, bits: 64, goal: 20, tolerance: -20, limit: 2000).value
    }
    let nothing = Instruction.constant(Ball.zero)
    for (steps, expected) in [
      ([nothing, .function(.sign, 1)], Rational(0)), ([nothing, .function(.abs, 1)], 0),
      ([nothing, .product([0, 1]), .function(.sign, 2)], 0), ([nothing, .function(.sign, 1), .sum([0, 2])], Rational(1, 2)),
      ([nothing, .sum([0, 1]), .function(.sign, 2)], 1),
      ([nothing, .choose(.compare(.init([], result: 1), .equal, .init([], result: 1)), then: .init([], result: 0),
        otherwise: .init([], result: 1))], Rational(1, 2)),
    ] { #expect(integral(steps).contains(expected), "\(steps): \(integral(steps))") }
  }
}

import Balls
import Exact
import Ledger

/// A program put together step by step, and in words.
struct DrawnProgram {
  private(set) var program: Program
  private(set) var words: [String] = []

  /// - isSmooth: without kinks, jumps and choices.
  init(_ d: inout Drawing, inputs: Int, steps count: Int, isSmooth: Bool) {
    typealias Instruction = Program.Instruction
    var steps: [Program.Step] = [], words: [String] = [], next = inputs, positive: [Int] = []
    func put(_ i: Instruction, _ text: String, positive isPositive: Bool = false) -> Int {
      steps.append(.init(next, i))
      words.append(text)
      if isPositive { positive.append(next) }
      next += 1
      return next - 1
    }
    func constant(_ r: Rational) -> Int {
      put(.constant(Ball(r, bits: 128)), "\(r)", positive: r.signum > 0)
    }
    var values = Array(0..<inputs)
    values.append(constant(d.rational(1...7)))
    values.append(constant(d.rational(-7 ... -1)))
    let smooth: [ElementaryFunction] = [
      .exp, .sin, .cos, .sinh, .cosh, .tanh, .arctan, .erf, .erfc,
    ]
    for _ in 0..<count {
      // the inputs are used most, and what came last
      let a = d.one(values + [0, inputs - 1, values[values.count - 1]]), b = d.one(values),
        c = d.one(values)
      let p = positive.isEmpty ? nil : Optional(d.one(positive))
      switch d.int(0...(isSmooth ? 12 : 17)) {
      case 0: values.append(put(.sum([a, b]), "\(a)+\(b)"))
      case 1: values.append(put(.sum([a, b, c]), "\(a)+\(b)+\(c)"))
      case 2: values.append(put(.product([a, b]), "\(a)·\(b)"))
      case 3: values.append(put(.product([a, b, c]), "\(a)·\(b)·\(c)"))
      case 4: values.append(put(.integerPower(a, 2), "\(a)²", positive: false))
      case 5: values.append(put(.integerPower(a, d.int(0...4)), "\(a)^n"))
      case 6:
        let square = put(.integerPower(a, 2), "\(a)²"), one = constant(d.rational(1...3))
        values.append(put(.sum([square, one]), "\(square)+\(one)", positive: true))
      case 7, 8:
        let f = d.one(smooth)
        values.append(put(.function(f, a), "\(f) \(a)", positive: f == .exp || f == .cosh))
      case 9:
        guard let p else { continue }
        let n = d.one([-1, -2, -3, 2, 5])
        values.append(
          d.one([true, false])
            ? put(.squareRoot(p), "√\(p)", positive: true)
            : put(.integerPower(p, n), "\(p)^\(n)", positive: true))
      case 10:
        guard let p else { continue }
        values.append(
          d.one([true, false])
            ? put(.function(.log, p), "log \(p)") : put(.power(p, b), "\(p)^\(b)", positive: true))
      case 11:
        let (k, h, l) = (
          constant(d.rational(-5...5)), constant(d.rational(-5...5)), constant(d.rational(-5...5))
        )
        values.append(put(.quadratic(a, a: k, h: h, k: l), "\(k)(\(a)+\(h))²+\(l)"))
      case 12:
        let coefficients =
          [constant(d.rational(1...9)), constant(d.rational(1...9))]
          + (d.one([true, false]) ? [constant(1)] : [])
        let exponents = coefficients.indices.map { [a, b, c][$0] }, minus = constant(-1)
        var differences: [Program.Block] = []
        for j in exponents {
          for k in exponents {
            differences.append(
              .init(
                [.init(next, .product([j, minus])), .init(next + 1, .sum([k, next]))],
                result: next + 1))
            next += 2
          }
        }
        values.append(
          put(
            .logSumExp(coefficients: coefficients, exponents: exponents, differences: differences),
            "log Σ \(coefficients) e^\(exponents)"))
      case 13: values.append(put(.function(.abs, a), "|\(a)|"))
      case 14: values.append(put(.function(.sign, a), "sign \(a)"))
      case 15:
        let f = d.one([ElementaryFunction.log, .tan])
        values.append(put(.function(f, a), "\(f) \(a)"))
      default:
        let relation = d.one([Program.Relation.less, .lessOrEqual, .equal, .unequal]),
          other = d.one(values)
        let first = Program.Condition.compare(.init([], result: a), relation, .init([], result: b))
        let second = Program.Condition.compare(
          .init([.init(next, .sum([a, c]))], result: next), .less, .init([], result: other))
        next += 1
        let condition = d.one([
          first, .not(second), .all([first, second]), .any([second, first]),
          .all([.not(first), second]),
        ])
        let then = Program.Block([.init(next, .function(.cos, b))], result: next),
          otherwise = Program.Block([.init(next + 1, .integerPower(c, 2))], result: next + 1)
        next += 2
        values.append(
          put(
            .choose(condition, then: then, otherwise: otherwise),
            "\(a) \(relation) \(b) ? cos \(b) : \(c)²"))
      }
    }
    let result = values[values.count - 1],
      terms = d.one([[result], [result, values[0]], [values[values.count - 2], result]])
    program = Program(
      body: .init(steps, result: result), registers: next, inputs: inputs, terms: terms)
    self.words = words
  }

  /// Its number, its steps as far as they fit, and the rest of a question.
  func text(_ k: Int, _ rest: String = "") -> String {
    let all = words.joined(separator: "; ")
    return "\(k): "
      + (all.count <= 110 ? all : all.prefix(100) + "… #" + Ledger.digest(all.utf8, 6)) + rest
  }
}

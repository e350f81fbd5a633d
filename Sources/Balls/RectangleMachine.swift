/// Runs a program over complex rectangles of doubles: some twenty times faster than over balls, to
/// some 45 bits.
///
/// A result that is known encloses the program's values, and certifies that it is holomorphic on
/// the whole rectangle, by the same rules as `Machine`. Nothing is known where the arithmetic has
/// no complex version of a function. Not to be shared between threads.
final class RectangleMachine: CodeRunner {
  private let code: MachineCode
  private let registers: UnsafeMutablePointer<Rectangle>
  private let count: Int

  init(_ code: MachineCode) {
    self.code = code
    count = max(1, code.registers)
    registers = .allocate(capacity: count)
    registers.initialize(repeating: .unknown, count: count)
    for (register, ball) in code.constants { registers[register] = Rectangle(Span(ball)) }
  }
  deinit { registers.deallocate() }

  func value(at z: Rectangle) -> Rectangle {
    registers[0] = z
    run(code.main)
    return registers[code.result]
  }

  func value(at x: Rectangle, _ y: Rectangle) -> Rectangle {
    registers[1] = y
    return value(at: x)
  }

  /// Σ|terms| of the last run, at the middles.
  var scale: Double { code.terms.reduce(0) { $0 + abs(registers[$1].real.middle) } }

  func run(_ range: Range<Int>) {
    for i in range { step(code.operations[i]) }
  }

  @inline(__always) private func step(_ op: MachineCode.Operation) {
    let r = registers
    // Read only by those kinds whose `first` is a register: an offset may lie beyond all of them.
    var a: Rectangle { r[Int(op.first)] }
    let y: Rectangle
    switch op.kind {
    case .add: y = a + r[Int(op.second)]
    case .multiply: y = a * r[Int(op.second)]
    case .copy: y = a
    case .square: y = a.squared
    case .invert: y = a.reciprocal
    case .integerPower: y = a.power(code.exponents[Int(op.second)])
    case .squareRoot: y = a.squareRoot
    case .power: y = (r[Int(op.second)] * a.log).exp
    case .function(.abs): y = signed(a) { $0 }
    case .function(.sign): y = signed(a) { _ in Rectangle(.one) }
    case .function(let f): y = a.applying(f)
    case .quadratic:
      let o = code.operands + Int(op.first)
      y = r[Int(o[0])].quadratic(r[Int(o[1])].real, r[Int(o[2])].real, r[Int(o[3])].real)
    case .logSumExp: y = logSumExp(op)
    case .choose: y = choose(code.choices[Int(op.first)])
    }
    registers[Int(op.target)] = y
  }

  /// ±value by the sign of the real part; unknown where that is not certain.
  private func signed(_ z: Rectangle, _ value: (Rectangle) -> Rectangle) -> Rectangle {
    switch z.real.sign {
    case 1: value(z)
    case -1: Rectangle(.zero) - value(z)
    default: .unknown
    }
  }

  /// log Σ cₖ exp lₖ around the largest exponent at the middle, with the differences lₖ − lⱼ from
  /// their own trees: subtracting the rectangles would lose that they move together.
  private func logSumExp(_ op: MachineCode.Operation) -> Rectangle {
    let n = Int(op.second), o = code.operands + Int(op.first), r = registers
    var j = 0
    for k in 1..<n where r[Int(o[n + k])].real.middle > r[Int(o[n + j])].real.middle { j = k }
    let differences = code.differences[Int(o[2 * n])]
    var sum = r[Int(o[j])]
    for k in 0..<n where k != j {
      let difference = differences[j * n + k]
      run(difference.range)
      sum = sum + r[Int(o[k])] * r[difference.result].exp
    }
    return r[Int(o[n + j])] + sum.log
  }

  private func choose(_ choice: MachineCode.Choice) -> Rectangle {
    guard let truth = truth(choice.condition) else { return .unknown }
    let block = truth ? choice.then : choice.otherwise
    run(block.range)
    return registers[block.result]
  }

  var tentative = 0
  func signOfDifference(_ a: Int, _ b: Int) -> Int? {
    let d = registers[a] - registers[b]
    return d.isKnown ? d.real.sign : nil
  }
}

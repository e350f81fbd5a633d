import CFlint

/// Runs a program over complex balls. The only place that knows Arb's flag for holomorphy.
///
/// On a ball of real points the result encloses the real function. With `analytic` set, a finite
/// result also certifies that the program is holomorphic on the whole complex ball: a logarithm,
/// root or power that meets its branch cut, an absolute value or a condition that is not the same
/// on all of the ball, gives an indeterminate result. Off the real line abs, sign and conditions
/// look at the real part. Not to be shared between threads: its registers are its own and change
/// with every run.
package final class Machine: CodeRunner {
  typealias Pointer = UnsafeMutablePointer<acb_struct>
  /// Working precision; may be changed between runs.
  package var bits: Int
  private let code: MachineCode
  let registers: Pointer
  private let count: Int
  var scratch: Pointer { registers + count }
  private(set) var analytic = false
  /// > 0 inside a branch that may not be taken: there a missing value is no verdict.
  var tentative = 0
  /// Set when a real argument certainly has no real value: log or root of a negative number.
  package internal(set) var undefined: String?

  package convenience init(_ program: Program, bits: Int) {
    self.init(MachineCode(program), bits: bits)
  }
  init(_ code: MachineCode, bits: Int) {
    (self.code, self.bits) = (code, bits)
    count = code.registers
    registers = .allocate(capacity: count + 2)
    for i in 0..<count + 2 { acb_init(registers + i) }
    for (register, ball) in code.constants { ball.read { acb_set_arb(registers + register, $0) } }
  }
  deinit {
    for i in 0..<count + 2 { acb_clear(registers + i) }
    registers.deallocate()
  }

  var result: Pointer { registers + code.result }
  func setInput(_ i: Int, _ x: UnsafePointer<acb_struct>) { acb_set(registers + i, x) }
  func setInput(_ i: Int, _ x: Ball) { x.read { acb_set_arb(registers + i, $0) } }

  /// Encloses the program's values for real arguments in these balls; indeterminate where it has
  /// none. `undefined` is set if it certainly has none on all of them, for a logarithm or root of
  /// negative numbers.
  /// - smooth: a finite result also certifies that the program is smooth there: no kink, no jump.
  package func value(at x: Ball..., smooth: Bool = false) -> Ball { value(at: x, smooth: smooth) }

  package func value(at x: [Ball], smooth: Bool = false) -> Ball {
    undefined = nil
    for (i, b) in x.enumerated() { setInput(i, b) }
    run(analytic: smooth)
    return Ball { p in
      if undefined != nil { arb_indeterminate(p) } else { arb_set(p, acb_real_ptr(result)) }
    }
  }

  /// Σ|terms| of the last run, at the midpoints.
  package var scale: Double {
    var sum = 0.0
    for t in code.terms {
      sum += abs(arf_get_d(arb_mid_ptr(acb_real_ptr(registers + t)), ARF_RND_DOWN))
    }
    return sum
  }

  func run(analytic: Bool) {
    self.analytic = analytic
    tentative = 0
    run(code.main)
  }

  func run(_ range: Range<Int>) {
    for i in range { step(code.operations[i]) }
  }

  @inline(__always) private func step(_ op: MachineCode.Operation) {
    let r = registers, y = r + Int(op.target), a = r + Int(op.first), flag: Int32 = analytic ? 1 : 0
    switch op.kind {
    case .add: acb_add(y, a, r + Int(op.second), bits)
    case .multiply: acb_mul(y, a, r + Int(op.second), bits)
    case .copy: acb_set(y, a)
    case .square: acb_sqr(y, a, bits)
    case .invert: acb_inv(y, a, bits)
    case .integerPower: acb_pow_si(y, a, code.exponents[Int(op.second)], bits)
    case .squareRoot:
      requireReal(a, "square root")
      acb_sqrt_analytic(y, a, flag, bits)
    case .power:
      requireReal(a, "power")
      acb_pow_analytic(y, a, r + Int(op.second), flag, bits)
    case .function(let f): apply(f, a, y, flag)
    case .quadratic: quadratic(y, code.operands + Int(op.first))
    case .logSumExp: logSumExp(y, code.operands + Int(op.first), Int(op.second), flag)
    case .choose: choose(y, code.choices[Int(op.first)])
    }
  }

  private func apply(_ f: ElementaryFunction, _ x: Pointer, _ y: Pointer, _ flag: Int32) {
    switch f {
    case .exp: acb_exp(y, x, bits)
    case .log:
      requireReal(x, "logarithm")
      acb_log_analytic(y, x, flag, bits)
    case .sin: acb_sin(y, x, bits)
    case .cos: acb_cos(y, x, bits)
    case .tan: acb_tan(y, x, bits)
    case .sinh: acb_sinh(y, x, bits)
    case .cosh: acb_cosh(y, x, bits)
    case .tanh: acb_tanh(y, x, bits)
    case .arctan:  // branch cuts ±i[1, ∞): holomorphic for certain only where |Im| < 1 or Re ≠ 0
      if analytic && !isOffTheCuts(x) { acb_indeterminate(y) } else { acb_atan(y, x, bits) }
    case .erf: acb_hypgeom_erf(y, x, bits)
    case .erfc: acb_hypgeom_erfc(y, x, bits)
    case .abs: acb_real_abs(y, x, flag, bits)
    case .sign: acb_real_sgn(y, x, flag, bits)
    }
  }

  private func isOffTheCuts(_ x: Pointer) -> Bool {
    if arb_contains_zero(acb_real_ptr(x)) == 0 { return true }
    let t = acb_real_ptr(scratch)
    arb_abs(t, acb_imag_ptr(x))
    arb_sub_si(t, t, 1, bits)
    return arb_is_negative(t) != 0
  }

  /// Notes that a real argument is certainly negative.
  private func requireReal(_ x: Pointer, _ what: String) {
    if tentative == 0, arb_is_zero(acb_imag_ptr(x)) != 0, arb_is_negative(acb_real_ptr(x)) != 0 {
      undefined = "the \(what) of a negative number"
    }
  }

  private func quadratic(_ y: Pointer, _ operands: UnsafePointer<Int32>) {
    func constant(_ i: Int) -> UnsafeMutablePointer<arb_struct> {
      acb_real_ptr(registers + Int(operands[i]))
    }
    acb_add_arb(y, registers + Int(operands[0]), constant(2), bits)
    acb_sqr(y, y, bits)
    acb_mul_arb(y, y, constant(1), bits)
    acb_add_arb(y, y, constant(3), bits)
  }

  /// log Σ cₖ exp lₖ around the largest exponent at the midpoint, where nothing is lost; any pivot
  /// gives the same analytic function. The operands are n coefficients, then n exponents.
  private func logSumExp(_ y: Pointer, _ operands: UnsafePointer<Int32>, _ n: Int, _ flag: Int32) {
    let r = registers, sum = scratch, term = scratch + 1
    func c(_ k: Int) -> Pointer { r + Int(operands[k]) }
    func l(_ k: Int) -> Pointer { r + Int(operands[n + k]) }
    var j = 0
    for k in 1..<n
    where arf_cmp(arb_mid_ptr(acb_real_ptr(l(k))), arb_mid_ptr(acb_real_ptr(l(j)))) > 0 { j = k }
    acb_set(sum, c(j))
    for k in 0..<n where k != j {
      acb_sub(term, l(k), l(j), bits)
      acb_exp(term, term, bits)
      acb_addmul(sum, term, c(k), bits)
    }
    acb_log_analytic(sum, sum, flag, bits)
    acb_add(y, l(j), sum, bits)
  }
}

import CFlint

/// Runs a program over complex balls. The only place that knows Arb's flag for holomorphy.
///
/// On a ball of real points the result encloses the real function. With `analytic` set, a finite result also
/// certifies that the program is holomorphic on the whole complex ball: a logarithm, root or power that meets
/// its branch cut, an absolute value or a condition that is not the same on all of the ball, gives
/// an indeterminate result. Real and imaginary extension: abs, sign and conditions look at the real part.
package final class Machine {
  typealias Pointer = UnsafeMutablePointer<acb_struct>
  package let program: Program
  package let bits: Int
  private let registers: Pointer
  private let count: Int
  private var scratch: Pointer { registers + count }
  private var analytic = false
  /// > 0 inside a branch that may not be taken: there a missing value is no verdict.
  private var tentative = 0
  /// Set when a real argument certainly has no real value: log or root of a negative number.
  package private(set) var undefined: String?
  private let flexible: [Program.Step]

  package init(_ program: Program, bits: Int) {
    (self.program, self.bits) = (program, bits)
    count = program.registers
    registers = .allocate(capacity: count + 2)
    for i in 0..<count + 2 { acb_init(registers + i) }
    // Constants are set once; what depends on them alone was folded by the compiler of the expression.
    func fix(_ block: Program.Block, _ registers: Pointer) {
      for s in block.steps {
        switch s.instruction {
        case .constant(let ball): ball.read { acb_set_arb(registers + s.target, $0) }
        case .choose(let c, let a, let b):
          fix(c, registers)
          fix(a, registers)
          fix(b, registers)
        default: break
        }
      }
    }
    func fix(_ c: Program.Condition, _ registers: Pointer) {
      switch c {
      case .compare(let a, _, let b): fix(a, registers); fix(b, registers)
      case .all(let list), .any(let list): for c in list { fix(c, registers) }
      case .not(let c): fix(c, registers)
      }
    }
    flexible = program.body.steps.filter { if case .constant = $0.instruction { false } else { true } }
    fix(program.body, registers)
  }
  deinit {
    for i in 0..<count + 2 { acb_clear(registers + i) }
    registers.deallocate()
  }

  var result: Pointer { registers + program.body.result }
  func setInput(_ i: Int, _ x: UnsafePointer<acb_struct>) { acb_set(registers + i, x) }
  func setInput(_ i: Int, _ x: Ball) { x.read { acb_set_arb(registers + i, $0) } }

  /// Encloses the program's values for real arguments in these balls; indeterminate where it has none.
  /// `undefined` is set if it certainly has none on all of them, for a logarithm or root of negative numbers.
  /// - smooth: a finite result also certifies that the program is smooth there: no kink, no jump.
  package func value(at x: Ball..., smooth: Bool = false) -> Ball {
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
    for t in program.terms {
      sum += abs(arf_get_d(arb_mid_ptr(acb_real_ptr(registers + t)), ARF_RND_DOWN))
    }
    return sum
  }

  func run(analytic: Bool) {
    self.analytic = analytic
    tentative = 0
    for s in flexible { step(s) }
  }

  private func run(_ block: Program.Block) { for s in block.steps { step(s) } }

  @inline(__always) private func step(_ s: Program.Step) {
    let r = registers, y = registers + s.target, flag: Int32 = analytic ? 1 : 0
    switch s.instruction {
    case .constant: break
    case .sum(let a):
      acb_set(y, r + a[0])
      for i in a.dropFirst() { acb_add(y, y, r + i, bits) }
    case .product(let a):
      acb_set(y, r + a[0])
      for i in a.dropFirst() { acb_mul(y, y, r + i, bits) }
    case .integerPower(let a, let n):
      switch n {
      case 2: acb_sqr(y, r + a, bits)
      case -1: acb_inv(y, r + a, bits)
      default: acb_pow_si(y, r + a, n, bits)
      }
    case .squareRoot(let a):
      requireReal(r + a, "square root")
      acb_sqrt_analytic(y, r + a, flag, bits)
    case .power(let a, let b):
      requireReal(r + a, "power")
      acb_pow_analytic(y, r + a, r + b, flag, bits)
    case .function(let f, let a): apply(f, r + a, y, flag)
    case .logSumExp(let c, let l): logSumExp(y, c, l, flag)
    case .choose(let condition, let then, let otherwise): choose(y, condition, then, otherwise)
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
    case .arctan: // branch cuts ±i[1, ∞): holomorphic for certain only where |Im| < 1
      if analytic && !isWithinUnitStrip(x) { acb_indeterminate(y) } else { acb_atan(y, x, bits) }
    case .erf: acb_hypgeom_erf(y, x, bits)
    case .erfc: acb_hypgeom_erfc(y, x, bits)
    case .abs: acb_real_abs(y, x, flag, bits)
    case .sign: acb_real_sgn(y, x, flag, bits)
    }
  }

  private func isWithinUnitStrip(_ x: Pointer) -> Bool {
    arb_contains_zero(acb_real_ptr(x)) == 0 || {
      acb_zero(scratch)
      arb_abs(acb_real_ptr(scratch), acb_imag_ptr(x))
      arb_sub_si(acb_real_ptr(scratch), acb_real_ptr(scratch), 1, bits)
      return arb_is_negative(acb_real_ptr(scratch)) != 0
    }()
  }

  /// Notes that a real argument is certainly negative.
  private func requireReal(_ x: Pointer, _ what: String) {
    if tentative == 0, arb_is_zero(acb_imag_ptr(x)) != 0, arb_is_negative(acb_real_ptr(x)) != 0 {
      undefined = "the \(what) of a negative number"
    }
  }

  /// Any pivot gives the same analytic function; the largest exponent at the midpoint loses nothing.
  private func logSumExp(_ y: Pointer, _ c: [Int], _ l: [Int], _ flag: Int32) {
    let r = registers, sum = scratch, term = scratch + 1
    var j = 0
    for k in 1..<l.count where arf_cmp(
      arb_mid_ptr(acb_real_ptr(r + l[k])), arb_mid_ptr(acb_real_ptr(r + l[j]))) > 0 { j = k }
    acb_set(sum, r + c[j])
    for k in l.indices where k != j {
      acb_sub(term, r + l[k], r + l[j], bits)
      acb_exp(term, term, bits)
      acb_addmul(sum, term, r + c[k], bits)
    }
    acb_log_analytic(sum, sum, flag, bits)
    acb_add(y, r + l[j], sum, bits)
  }
}

// MARK: conditions

extension Machine {
  private func choose(_ y: Pointer, _ c: Program.Condition, _ then: Program.Block, _ otherwise: Program.Block) {
    switch truth(c) {
    case .some(true):
      run(then)
      acb_set(y, registers + then.result)
    case .some(false):
      run(otherwise)
      acb_set(y, registers + otherwise.result)
    case nil where analytic: acb_indeterminate(y)
    case nil: // either may be the value: their union holds both
      tentative += 1
      run(then)
      run(otherwise)
      tentative -= 1
      acb_union(y, registers + then.result, registers + otherwise.result, bits)
    }
  }

  private func truth(_ c: Program.Condition) -> Bool? {
    switch c {
    case .not(let c): return truth(c).map { !$0 }
    case .all(let list): return fold(list, absorbing: false)
    case .any(let list): return fold(list, absorbing: true)
    case .compare(let a, let relation, let b):
      run(a)
      run(b)
      let d = scratch
      acb_sub(d, registers + a.result, registers + b.result, bits)
      guard let sign = signOfReal(d) else { return nil }
      switch relation {
      case .less: return sign < 0
      case .lessOrEqual: return sign <= 0
      case .equal: return sign == 0
      case .unequal: return sign != 0
      }
    }
  }

  private func fold(_ list: [Program.Condition], absorbing: Bool) -> Bool? {
    var open = false
    for c in list {
      tentative += open ? 1 : 0  // after an undecided one the rest may not be reached
      let t = truth(c)
      tentative -= open ? 1 : 0
      if t == absorbing { return absorbing }
      if t == nil { open = true }
    }
    return open ? nil : !absorbing
  }

  private func signOfReal(_ d: Pointer) -> Int? {
    guard acb_is_finite(d) != 0 else { return nil }
    let re = acb_real_ptr(d)
    return arb_is_zero(re) != 0 ? 0 : arb_is_positive(re) != 0 ? 1 : arb_is_negative(re) != 0 ? -1 : nil
  }
}

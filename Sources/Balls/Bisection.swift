import CFlint

extension Integrator {
  /// Adaptive bisection by Arb: Gauss-Legendre quadrature with error bounds from holomorphy on
  /// ellipses, and enclosures of what is not holomorphic on small intervals (Petras 2002; Johansson
  /// 2018, Numerical integration in arbitrary-precision ball arithmetic).
  package func byBisection(from a: Ball, to b: Ball, goal: Int, tolerance: Int, limit: Int)
    -> Integral
  {
    machine.undefined = nil
    let job = Job(machine)
    let acb = UnsafeMutablePointer<acb_struct>.allocate(capacity: 3)
    let tol = UnsafeMutablePointer<mag_struct>.allocate(capacity: 1)
    let options = UnsafeMutablePointer<acb_calc_integrate_opt_struct>.allocate(capacity: 1)
    for i in 0..<3 { acb_init(acb + i) }
    mag_init(tol)
    defer {
      for i in 0..<3 { acb_clear(acb + i) }
      mag_clear(tol)
      acb.deallocate()
      tol.deallocate()
      options.deallocate()
    }
    a.read { acb_set_arb(acb, $0) }
    b.read { acb_set_arb(acb + 1, $0) }
    mag_set_ui_2exp_si(tol, 1, tolerance)
    acb_calc_integrate_opt_init(options)
    options.pointee.eval_limit = limit
    options.pointee.depth_limit = 4 * bits
    // Whether the goal was met is read off the enclosure, which is valid either way.
    _ = acb_calc_integrate(
      acb + 2,
      { out, x, job, order, _ in
        guard let out, let x, let job else { return 1 }
        return Unmanaged<Job>.fromOpaque(job).takeUnretainedValue().evaluate(out, x, order)
      }, Unmanaged.passUnretained(job).toOpaque(),
      acb, acb + 1, goal, tol, options, bits)
    let value = Ball { p in
      // A real integrand has a real integral: an imaginary part away from 0 would be a fault, not a
      // value.
      if machine.undefined != nil || arb_contains_zero(acb_imag_ptr(acb + 2)) == 0 {
        arb_indeterminate(p)
      } else {
        arb_set(p, acb_real_ptr(acb + 2))
      }
    }
    return Integral(
      value: value, scale: job.scale, calls: job.calls, undefined: machine.undefined)
  }
}

/// What the C callback carries: the interpreter and the points it has seen.
private final class Job {
  let interpreter: Machine
  private(set) var calls = 0
  private var visited: [(x: Double, size: Double)] = []

  init(_ interpreter: Machine) { self.interpreter = interpreter }

  func evaluate(
    _ out: UnsafeMutablePointer<acb_struct>, _ x: UnsafePointer<acb_struct>, _ order: Int
  ) -> Int32 {
    calls += 1
    interpreter.setInput(0, x)
    interpreter.run(analytic: order == 1)
    if interpreter.undefined != nil { return 1 }
    acb_set(out, interpreter.result)
    if order == 0, let x = point(x) { visited.append((x, interpreter.scale)) }
    return 0
  }

  /// A node of the quadrature: a ball of next to no radius.
  private func point(_ x: UnsafePointer<acb_struct>) -> Double? {
    let real = acb_real_ptr(UnsafeMutablePointer(mutating: x))
    let middle = arf_get_d(arb_mid_ptr(real), ARF_RND_NEAR)
    return mag_get_d(arb_rad_ptr(real)) <= 1e-12 * (1 + abs(middle)) ? middle : nil
  }

  /// The trapezoidal rule over the visited points, which lie dense where the integrand lives.
  var scale: Double {
    let points = visited.filter(\.size.isFinite).sorted { $0.x < $1.x }
    return zip(points, points.dropFirst()).reduce(0) {
      $0 + ($1.1.x - $1.0.x) * ($1.0.size + $1.1.size) / 2
    }
  }
}

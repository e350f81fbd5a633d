import CFlint

/// What runs the flat code: the conditions of a choice are decided in one way for every arithmetic.
protocol CodeRunner: AnyObject {
  /// > 0 inside a branch that may not be taken: there a missing value is no verdict.
  var tentative: Int { get set }
  func run(_ range: Range<Int>)
  /// The sign of the real part of the difference of two registers at every point; nil if it is not
  /// certain.
  func signOfDifference(_ a: Int, _ b: Int) -> Int?
}

extension CodeRunner {
  func truth(_ c: MachineCode.Condition) -> Bool? {
    switch c {
    case .not(let c): return truth(c).map { !$0 }
    case .all(let list): return fold(list, absorbing: false)
    case .any(let list): return fold(list, absorbing: true)
    case .compare(let a, let relation, let b):
      run(a.range)
      run(b.range)
      guard let sign = signOfDifference(a.result, b.result) else { return nil }
      switch relation {
      case .less: return sign < 0
      case .lessOrEqual: return sign <= 0
      case .equal: return sign == 0
      case .unequal: return sign != 0
      }
    }
  }

  private func fold(_ list: [MachineCode.Condition], absorbing: Bool) -> Bool? {
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
}

extension Machine {
  func choose(_ y: Pointer, _ choice: MachineCode.Choice) {
    switch truth(choice.condition) {
    case .some(true):
      run(choice.then.range)
      acb_set(y, registers + choice.then.result)
    case .some(false):
      run(choice.otherwise.range)
      acb_set(y, registers + choice.otherwise.result)
    case nil where analytic: acb_indeterminate(y)
    case nil:  // either may be the value: their union holds both
      tentative += 1
      run(choice.then.range)
      run(choice.otherwise.range)
      tentative -= 1
      acb_union(y, registers + choice.then.result, registers + choice.otherwise.result, bits)
    }
  }

  func signOfDifference(_ a: Int, _ b: Int) -> Int? {
    acb_sub(scratch, registers + a, registers + b, bits)
    guard acb_is_finite(scratch) != 0 else { return nil }
    let re = acb_real_ptr(scratch)
    return arb_is_zero(re) != 0
      ? 0 : arb_is_positive(re) != 0 ? 1 : arb_is_negative(re) != 0 ? -1 : nil
  }
}

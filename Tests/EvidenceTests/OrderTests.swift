import Evidence
import Exact
import Expressions
import Testing

@Suite("Orders") struct OrderTests {
  /// 3h² + h³.
  private let values = (3...7).map { i -> (h: Rational, value: Evaluated) in
    let h = Rational(1, 1 << i)
    return (h, Evaluated(.exact(ExactNumber(h * h * 3 + h * h * h)), scale: 1))
  }

  private func verdict(_ k: Int) -> Verdict {
    let values = values
    return judge(
      [],
      checks: [
        Check("test/order", "", grade: .certified, scope: "") {
          try compare("gap", values, goesToZeroWithOrder: k)
        } foils: {
          Foil("one order more") { try compare("gap", values, goesToZeroWithOrder: k + 1) }
        }
      ], options: Options())[0].verdict
  }

  @Test("the order is 2, not 1, 3 or 4") func order() {
    #expect([1, 2, 3, 4].map(verdict) == [.refuted, .holds, .refuted, .refuted])
  }

  @Test("values that are 0, or too few, have no order") func bad() {
    #expect(throws: RateError.self) {
      try compare("", Array(values.prefix(2)), goesToZeroWithOrder: 2)
    }
    var zero = values
    zero[1].value = Evaluated(.exact(ExactNumber(0)), scale: 0)
    #expect(throws: RateError.self) { try compare("", zero, goesToZeroWithOrder: 2) }
    #expect(throws: RateError.self) { try compare("", values.reversed(), goesToZeroWithOrder: 2) }
  }
}

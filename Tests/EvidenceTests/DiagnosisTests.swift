import Evidence
import Exact
import Notation
import Testing

/// A reader's formula in the place of an equation.
@Suite("Answers") struct DiagnosisTests {
  private let one = Formula.number(1)
  private var work: Work {
    Work(
      statement(trueEquation), on: [Arithmetic()],
      variants: mutants(of: trueEquation).map {
        Variant(.init($0.formula), latex: latex($0.formula), change: $0.name)
      })
  }
  private func diagnosed(_ formula: Formula) -> Diagnosis {
    diagnose([.init(formula)], inPlaceOf: work)
  }
  private let product = Formula.product([
    .sum([x, .number(1)]), .sum([x, .negative(.number(1))]),
  ])

  @Test("a right answer holds, however it is written") func right() {
    #expect(diagnosed(trueEquation).verdict == .holds)
    let other = equation(.sum([.power(x, .number(2)), .negative(one)]), .equal, product)
    #expect(diagnosed(equation(.product([x, x]), .equal, .product([x, x]))).verdict == .holds)
    #expect(diagnosed(other).verdict == .broken)  // this toy knows no powers
  }

  @Test("a known mistake is told in words, also turned round and in another form") func known() {
    #expect(diagnosed(wrongEquation).mistake == "sign")
    let turned = equation(.sum([one, .product([x, x])]), .equal, product)
    #expect(diagnosed(turned).mistake == "sign")
    #expect(diagnosed(turned).distance == "2")
  }

  @Test("the same sides are the same mistake only in the same relation") func relation() {
    let wrong = Formula.sum([one, .product([x, x])])
    #expect(diagnosed(equation(product, .equal, wrong)).mistake == "sign")
    let greater = diagnosed(equation(product, .greaterOrEqual, wrong))
    #expect(greater.verdict == .refuted && greater.mistake == nil)
  }

  @Test("a machine-made variant is told by its operator") func variant() {
    let doubled = equation(product, .equal, .sum([.product([.number(2), x, x]), .negative(one)]))
    #expect(diagnosed(doubled).mistake?.hasPrefix("a factor 2 too much") == true)
  }

  @Test("what is true but says less, or nothing, is told so") func remarks() {
    let square = Formula.sum([.product([x, x]), .negative(one)])
    #expect(diagnosed(trueEquation).remark == nil)
    #expect(diagnosed(equation(product, .lessOrEqual, square)).remark?.contains("equal") == true)
    #expect(diagnosed(equation(square, .lessOrEqual, .product([x, x]))).remark == nil)
    #expect(diagnosed(equation(x, .equal, x)).remark?.contains("nothing") == true)
  }

  @Test("of a machine-made variant only the side that was changed is shown") func changedSide() {
    let doubled = equation(product, .equal, .sum([.product([.number(2), x, x]), .negative(one)]))
    #expect(diagnosed(doubled).mistake == "a factor 2 too much: 2 x x - 1")
  }

  @Test("another mistake is false without words, and no answer is broken") func unknown() {
    let odd = equation(product, .equal, .number(41))
    #expect(diagnosed(odd).verdict == .refuted && diagnosed(odd).mistake == nil)
    #expect(diagnose([], inPlaceOf: work).verdict == .broken)
    #expect(diagnosed(equation(letter("nobody"), .equal, one)).verdict == .broken)
  }

  @Test("every operator of the mutants has its words") func words() {
    for name in Mutant.operators { #expect(Mutant.words(for: name) != name) }
  }
}

import Foundation
import Testing
import Weaving

/// Decimal numerals as the page prints them: no binary numbers on the way.
@Suite struct NumberTests {
  @Test(arguments: [
    ("0.71258", 4, "0.7126"), ("-0.71258", 4, "-0.7126"), ("0.99996", 4, "1.000"),
    ("9.9996", 4, "10.00"), ("0", 4, "0"),
    ("34", 4, "34"), ("12345.678", 4, "12350"), ("1.5", 4, "1.5"), ("0.00012345", 3, "0.000123"),
    ("2.51e-6", 3, "2.51\\times 10^{-6}"),
    ("16000000000", 4, "1.6\\times 10^{10}"), ("1e-14", 2, "10^{-14}"), ("0.5", 4, "0.5"),
    ("100", 2, "100"),
  ])
  func anExactValueIsRoundedOnce(_ text: String, _ digits: Int, _ printed: String) {
    #expect(Printed.tex([text, text], digits: digits) == printed)
  }

  @Test func anEnclosurePrintsOnlyWhatItKnows() {
    #expect(Printed.tex(["0.71254", "0.71263"], digits: 4) == nil, "the ends round apart")
    #expect(Printed.tex(["0.71255", "0.71264"], digits: 4) == "0.7126")
    #expect(Printed.tex(["0.71258", "0.71259"], digits: 4) == "0.7126")
    #expect(Printed.tex(["-1e-40", "1e-40"], digits: 4) == nil, "its sign is not known")
    #expect(Printed.tex(["0.9999", "1.0001"], digits: 3) == "1.00")
    #expect(Printed.tex(["inf", "inf"], digits: 4) == "\\infty")
    #expect(Printed.tex(["-inf", "-inf"], digits: 4) == "-\\infty")
  }

  @Test(arguments: ["", "x", "nan", "1e400000000", "0x10", "1.2.3", "--1", "1e", "٣"])
  func whatIsNoNumeralIsRefused(_ text: String) {
    #expect(DecimalNumeral(text) == nil, "\(text)")
    #expect(Printed.tex([text, text], digits: 4) == nil)
  }

  @Test func fractionsAreDividedOut() {
    #expect(Printed.fraction("1/8") == "0.125")
    #expect(Printed.fraction("-11/12")?.hasPrefix("-0.9166666666") == true)
    #expect(Digits.brief("26876802183334044115405/302231454903657293676544") == "0.0889278787739…")
    #expect(Digits.brief("10113639/40000000") == "10113639/40000000")
    #expect(Printed.fraction("7/1") == "7.0")
    #expect(Printed.fraction("26876802183334044115405/302231454903657293676544")?.hasPrefix("0.0889278787739072") == true)
    #expect(Printed.tex(["-1/30000000000000000000000", "-1/30000000000000000000000"], digits: 3) == "-3.33\\times 10^{-23}")
    #expect(Printed.fraction("1/0") == nil)
    #expect(Printed.fraction("7") == nil)
    #expect(Printed.tex(["11/12", "11/12"], digits: 4) == "0.9167")
  }

  /// Rounding twice must not be visible: against the decimal arithmetic of Foundation, at random
  /// numerals.
  @Test func roundingAgreesWithFoundation() throws {
    var state: UInt64 = 7
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
    for trial in 0..<400 {
      let text = "\(next() % 2 == 0 ? "-" : "")\(next() % 900 + 100).\(next() % 900_000 + 100_000)"
      let digits = Int(next() % 6) + 3
      var value = try #require(Decimal(string: text))
      var rounded = Decimal()
      NSDecimalRound(&rounded, &value, digits - 3, .plain)
      let ours = try #require(DecimalNumeral(text)).rounded(to: digits).plain(significant: digits)
      #expect(
        Decimal(string: ours) == rounded, "trial \(trial): \(text) to \(digits) digits gave \(ours)"
      )
    }
  }

  /// An enclosure as one numeral: nothing is shown that the enclosure does not hold, and its power
  /// of ten is not lost.
  @Test func enclosuresAreShownAsOneNumeral() {
    #expect(Digits.shown(["0.69314718", "0.69314719"]) == "0.6931471…")
    #expect(Digits.shown(["5.446432e-258", "5.446433e-258"]) == "5.44643…×10⁻²⁵⁸")
    #expect(Digits.shown(["5.98e-6", "5.98e-6"]) == "5.98×10⁻⁶")
    #expect(Digits.shown(["9.99e-6", "1.01e-5"]) == "[9.99×10⁻⁶, 1.01×10⁻⁵]")
    #expect(Digits.shown(["-2e-40", "3e-38"]) == "0 ± 10⁻³⁷")
    #expect(Digits.shown(["0.9999999999999", "1.0000000000001"]) == "1.00000000000")
    #expect(Digits.shown(["9.99999999e-9", "1.00000001e-8"]) == "1.0000000×10⁻⁸")
    #expect(Digits.shown(["1.5", "15.2"]) == "[1.5, 15.2]")
    #expect(Digits.shown(["1000.2", "1001.7"]) == "1.00×10³")
    #expect(Digits.shown(["0.5", "0.7"]) == "[0.5, 0.7]")
    #expect(Digits.shown(["10.12", "10.19"]) == "10.1…")
    #expect(Digits.shown(["-inf", "-inf"]) == "-∞")
    #expect(Digits.shown(["7/5", "7/5"]) == "7/5")
  }

  @Test func numeralsThatAgreeAreOne() {
    #expect(Digits.agreed("0.69314718…", "0.69314719…") == "0.6931471…")
    #expect(Digits.agreed("0.69314718…", "0.69999999…") == nil)
    #expect(Digits.agreed("2 log 2", "2 log 2") == "2 log 2")
    #expect(Digits.agreed("2 log 2", "0.69…") == nil)
    #expect(Digits.brief("0.123456789012345678…×10⁻⁶") == "0.1234567890123…×10⁻⁶")
    #expect(Digits.brief("3/8") == "3/8")
  }
}

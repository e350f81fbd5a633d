import Evidence
import Exact
import Meaning
import Notation
import Testing

/// `f = O(h^k)` and `f = \Theta(h^k)` in the text.
@Suite("Rates") struct RateTests {
  private func parsed(_ latex: String) throws -> Formula { try FormulaParser().parse(latex) }

  private func claim(
    _ latex: String, on toy: String = "h in (0, 1)", mutants variants: [String] = []
  ) throws -> ClaimRecord {
    judged(
      statement(try parsed(latex), foils: []),
      on: [ToySetting(toy: try Toy.read(toy, name: "limit"))],
      variants: try variants.map { Variant(.init(try parsed($0)), latex: $0, change: "sign") })
  }
  private func verdict(_ latex: String, on toy: String = "h in (0, 1)") throws -> Verdict? {
    try claim(latex, on: toy).checks.first?.verdict
  }

  @Test(
    "orders towards 0",
    arguments: [
      (#"\sin h - h = \Theta(h^3)"#, Verdict.holds), (#"\sin h - h = \Theta(h^2)"#, .refuted),
      (#"\sin h - h = \Theta(h^4)"#, .refuted), (#"\sin h - h = O(h^3)"#, .holds),
      (#"\sin h - h = O(h)"#, .holds), (#"\sin h - h = O(h^4)"#, .refuted),
      (#"e^h - 1 - h = O(2 h^2)"#, .holds), (#"\sqrt{h + h^2} = \Theta(\sqrt{h})"#, .holds),
      (#"\sqrt{h + h^2} = \Theta(h)"#, .refuted), (#"h - h = O(h^7)"#, .holds),
      (#"h^2 = \Theta(h^2)"#, .holds), (#"\cos h = O(1)"#, .broken),
    ]) func orders(_ latex: String, _ expected: Verdict) throws {
    #expect(try verdict(latex) == expected, "\(latex)")
  }

  @Test("orders as a number grows") func growing() throws {
    let toy = "n in 1..9"
    #expect(try verdict(#"\frac{1}{n} - \frac{1}{n+1} = \Theta(n^{-2})"#, on: toy) == .holds)
    #expect(try verdict(#"\frac{1}{n} - \frac{1}{n+1} = \Theta(1/n)"#, on: toy) == .refuted)
  }

  @Test("values that do not exist are undefined; orders that depart from the stated one refute it")
  func undefinedAndDeparting() throws {
    #expect(try verdict(#"\sqrt{-1 - h} = \Theta(h^2)"#) == .broken)
    #expect(try verdict(#"\frac{h}{0} = O(h)"#) == .broken)
    #expect(try verdict(#"h = \Theta(0 h)"#) == .broken)
    let toy = "n in 1..9"
    #expect(try verdict(#"2^n - 1 = \Theta(1/n)"#, on: toy) == .refuted)
    #expect(try verdict(#"2^n - 1 = O(1/n)"#, on: toy) == .refuted)
    #expect(try verdict(#"2^{-n} = \Theta(1/n)"#, on: toy) == .refuted)
    #expect(try verdict(#"2^{-n} = O(1/n)"#, on: toy) == .holds)
    #expect(try verdict(#"\frac{1}{n} = \Theta(0/n)"#, on: toy) == .broken)
  }

  @Test("nothing to take the limit in, several parts, a function called O: broken or read as it is")
  func odd() throws {
    #expect(try verdict(#"h = O(k)"#) == .broken)
    let toy = "h in (0, 1)\nO(x) = 2 x"
    #expect(try verdict(#"2 h = O(h)"#, on: toy) == .holds)
    #expect(try verdict(#"h^2 = O(h)"#, on: toy) == .refuted)
  }

  @Test("the rest is drawn; the record says which order was found") func record() throws {
    let toy = "h in (0, 1)\nc in (1, 2)"
    let claim = try claim(#"\sin(c h) - c h = \Theta(h^3)"#, on: toy)
    let check = try #require(claim.checks.first)
    #expect(check.verdict == .holds && check.grade == .certified)
    #expect(check.points.count == 24 && check.points.allSatisfy { $0.parameters["h"] == nil })
    let reading = check.reading ?? ""
    #expect(reading.contains("order 3 fitted"), "\(reading)")
    #expect(check.scope.contains("limit in $h$"))
  }

  @Test("constants do not change an order; another order is refuted") func mutants() throws {
    let found = try claim(
      #"\sin h - h = \Theta(h^3)"#,
      mutants: [
        #"2(\sin h - h) = \Theta(h^3)"#, #"\sin h - h = \Theta(h^4)"#, #"\sin h + h = \Theta(h^3)"#,
      ]
    ).mutants
    #expect(found.map(\.verdict) == [.alsoTrue, .refuted, .refuted])
  }
}

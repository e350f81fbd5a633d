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
    ]) func orders(_ latex: String, _ expected: Verdict) throws
  {
    #expect(try verdict(latex) == expected, "\(latex)")
  }

  @Test(
    "an order is fitted where it has settled: what is near it and still moves is not decided",
    arguments: [
      // the order leaves 2 for 1, within the steps or beyond them
      (#"h^2 + h/1000 = \Theta(h^2)"#, Verdict.refuted), (#"h^2 + h/1000 = \Theta(h)"#, .holds),
      (#"h^2 + h/1000 = O(h^2)"#, .refuted), (#"h^2 + h/1000 = O(h)"#, .holds),
      (#"h^3 + h/10^{12} = \Theta(h^3)"#, .refuted),
      (#"h^2 + h/10^{12} = \Theta(h^2)"#, .inconclusive),
      (#"h^2 + h/10^{12} = O(h^2)"#, .inconclusive), (#"h^2 + h/10^{12} = O(h)"#, .inconclusive),
      // orders that lie near each other
      (#"h^{21/10} = \Theta(h^2)"#, .refuted), (#"h^{19/10} = O(h^2)"#, .refuted),
      (#"h^{19/10} + h^2 = \Theta(h^{19/10})"#, .inconclusive),
      // logarithms never settle, and those that rise above the order are bounded
      (#"h^2 \log h = \Theta(h^2)"#, .inconclusive), (#"h^2 \log h = O(h^2)"#, .inconclusive),
      // as far as a logarithm may still take them, and a little further
      (#"h^2 \log h = \Theta(h^{119/50})"#, .inconclusive),
      (#"h^2 \log h = \Theta(h^{121/50})"#, .refuted),
      (#"h^2 \log h = O(h^{3/2})"#, .holds), (#"h/\log h = \Theta(h)"#, .inconclusive),
      (#"e^{-1/h} = O(h^9)"#, .holds), (#"e^{-1/h} = \Theta(h^9)"#, .refuted),
      // what moves ever more slowly, far away, does not come
      (#"\log h = O(h)"#, .refuted), (#"\log h = \Theta(h^2)"#, .refuted),
      (#"h^2/\log h = O(h)"#, .holds), (#"h^2/\log h = \Theta(h)"#, .refuted),
      // large and slow corrections need small steps
      (#"h^2 + 1000 h^3 = \Theta(h^2)"#, .holds), (#"h^2 + 1000 h^3 = \Theta(h^3)"#, .refuted),
      (#"h^2 + h^{5/2} = \Theta(h^2)"#, .holds), (#"h^2 + h^{5/2} = \Theta(h^{5/2})"#, .refuted),
      (#"\sin(40 h) - 40 h = \Theta(h^3)"#, .holds), (#"h + 100 h^2 = \Theta(h)"#, .holds),
      // what swings may look settled by accident
      (#"h \sin\frac1h = \Theta(h)"#, .inconclusive),
      (#"h^2 \cos\frac1h = \Theta(h^2)"#, .inconclusive),
    ]) func settling(_ latex: String, _ expected: Verdict) throws
  {
    #expect(try verdict(latex) == expected, "\(latex)")
  }

  @Test("orders of sums of many terms") func growingSums() throws {
    let toy = "n in 1..9"
    #expect(try verdict(#"\sum_{k=1}^n \frac{k}{n^3} = \Theta(1/n)"#, on: toy) == .holds)
    #expect(
      try verdict(#"\frac1n \sum_{k=1}^n \frac1k = \Theta(1/n)"#, on: toy) == .inconclusive)
    #expect(try verdict(#"\frac1{n^2} + \frac1{50 n} = \Theta(1/n^2)"#, on: toy) == .refuted)
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

import Audit
import Testing

/// Inequalities: a point inside a range says little of its ends.
@Suite struct BoundTests {
  private let ranges = "```toy t\ns in (0, 3]\nm in [-2, 2]\nx in R\nw in simplex(2)\n```"

  @Test(arguments: [
    // at a closed end, near an open one, far out, where a weight is nearly 1
    ("s \\le 2.999", AuditVerdict.wrong), ("s > 1/300", .wrong), ("x \\le 99", .wrong),
    ("x \\ge -99", .wrong), ("w_1 \\le 1022/1024", .wrong), ("m - s < 39/20", .wrong),
    ("m^2 < 4", .wrong), ("m^2 \\le 4", .holds), ("w_1 w_2 \\le 1/4", .holds), ("s < 0", .wrong),
  ])
  func theEndsAreTried(_ latex: String, _ expected: AuditVerdict) throws {
    let equation = try verdict(of: latex, ranges)
    #expect(equation.verdict == expected, "\(equation)")
  }

  @Test func aConditionOfTheToyIsKeptAtTheEnds() throws {
    let sheet = "```toy t\na in [0, 2]\nb in [0, 2], a < b\n```"
    #expect(try verdict(of: "a < b", sheet).verdict == .holds)
    #expect(try verdict(of: "b \\le 19/10", sheet).verdict == .wrong)
  }

  @Test func whatHasNoValueAtAnEndIsNotHeldAgainstIt() throws {
    let sheet = "```toy t\ns in [0, 1]\n```"
    #expect(try verdict(of: "s \\log s \\le 0", sheet).verdict == .holds)
  }

  @Test func howFarItHoldsIsSaid() throws {
    #expect(try verdict(of: "\\log s \\le s - 1", ranges).extent?.hasPrefix("for all") == true)
    let square = try verdict(of: "(m - x)^2 \\ge 0", ranges).extent ?? ""
    #expect(square.hasPrefix("for all") && square.contains("100"), "\(square)")
    // at the points of a finite toy there is nothing between
    #expect(try verdict(of: "x^2 \\ge x", "```toy t\nx in {0, 1, 3}\n```").extent == nil)
    #expect(try verdict(of: "x = x", ranges).extent == nil)
    let sheet = "```toy bells\nm in [-2, 2]\np = Normal(m, 1)\nq = Mixture(1/2: Normal(0, 1), 1/2: Normal(1, 2))\n```"
    let points = try verdict(of: "\\sqrt{D_{JS}(p \\| q)} \\le 1", sheet).extent ?? ""
    #expect(points.contains("12 points") && points.contains("ends of ranges"), "\(points)")
  }

  @Test func aSignIsNoVariantOfABound() throws {
    let equation = try verdict(of: "s \\le 2.999", ranges)
    #expect(equation.variant?.change != "sign")
    let pinsker = """
      ```toy t
      m in [-2, 2], m != 0
      p = Normal(0, 1)
      q = Normal(m, 1)
      ```
      """
    let variant = try verdict(of: "\\mathrm{TV}(p, q) \\le \\sqrt{D_{KL}(p \\| q)}/2", pinsker).variant
    #expect(variant?.change == "root over all", "\(variant as Any)")
  }

  @Test func whatCannotBeToldHasAWordOfItsOwn() throws {
    let sheet = "```toy t\np = Laplace(1/2, 1/3)\nq = Normal(0, 2)\n```"
    let equation = try verdict(of: "D_{JS}(p \\| q) \\approx 0.2029601980238", sheet)
    #expect([.undecided, .holds].contains(equation.verdict), "\(equation)")
    let neither = try verdict(of: "\\log(-1) = \\log(-1)", "")
    #expect(neither.verdict == .undecided, "\(neither)")
    let counts = try audit("$$ \\log(-1) = \\log(-1) $$", "").counts
    #expect(counts.displays.stated == 1 && counts.displays.evaluated == 0)
  }
}

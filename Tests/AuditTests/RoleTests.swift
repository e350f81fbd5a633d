import Audit
import Testing

/// Roles make statements of formulas that state nothing, true ones and false ones.
@Suite struct RoleTests {
  private func judged(_ latex: String, _ role: String, _ toy: String) throws -> EquationReport {
    try verdict(of: latex, "```toy t\n\(toy)\n```\n```roles\n1 | \(role)\n```")
  }

  @Test func aLossHasALeastValue() throws {
    let decoder = "x in R\nm in R\np(x | z) = Normal(m, 1)\np(z) = Normal(0, 1)\nz in R"
    #expect(try judged("-\\log p(x|z)", "loss in m, least at m = x", decoder).verdict == .holds)
    let wrong = try judged("\\log p(x|z)", "loss in m", decoder)
    #expect(wrong.verdict == .wrong)
    #expect(wrong.variant?.latex == "-\\log p(x | z)")
    #expect(try judged("(m - x - 1)^2", "loss in m, least at m = x", decoder).verdict == .wrong)
  }

  /// Off the least place by little, in one letter or in all of them at once.
  @Test(arguments: [
    ("(m - x)^2", "m = x", AuditVerdict.holds), ("(m - x)^2", "m = x + 1/10", .wrong),
    ("(m - x)^2", "m = x + 1/1000", .wrong), ("(m - x)^2", "m = 9 x/10", .wrong),
    ("-a \\log d - b \\log(1 - d)", "d = a/(a + b)", .holds),
    ("-a \\log d - b \\log(1 - d)", "d = a/(a + 2 b)", .wrong),
    ("-a \\log d - b \\log(1 - d)", "d = a", .wrong),
    ("(m - x)^2 + (s - m)^2", "m = x; s = x", .holds),
    ("(m - x)^2 + (s - m)^2", "m = x + 1/8; s = x + 1/8", .wrong),
  ])
  func aLeastPlaceIsLeastAmongItsNeighbours(
    _ objective: String, _ place: String, _ expected: AuditVerdict
  ) throws {
    let letters = place.split(separator: ";").map { $0.prefix { $0 != "=" } }.joined(separator: ",")
    let toy = "m in [-2, 2]\ns in [-2, 2]\nx in [-1, 1]\na in (1/4, 1)\nb in (1/4, 1)\nd in (0, 1)"
    #expect(try judged(objective, "loss in \(letters), least at \(place)", toy).verdict == expected)
  }

  @Test func aLossThatFallsForEverAlongAPathHasNone() throws {
    let toy = "s in R\nx in R\nc in (0, 1)\nb = s\nz = x/s"
    #expect(try judged("(x - b z)^2 + c |z|", "loss in s", toy).verdict == .wrong)
    #expect(try judged("(x - b z)^2 + c |z| + c |b|", "loss in s", toy).verdict == .holds)
  }

  @Test func boundsAndValues() throws {
    let toy = "x in R\np(z) = Normal(0, 1)\np(x | z) = Normal(z, 1/2)\nq(z | x) = Normal(x/2, 1/3)"
    let elbo = "\\mathbb{E}_{z \\sim q(z|x)}[\\log p(x|z)] - D_{KL}(q(z|x) \\| p(z))"
    #expect(try judged(elbo, "lower bound of \\log p(x)", toy).verdict == .holds)
    #expect(try judged(elbo, "upper bound of \\log p(x)", toy).verdict == .wrong)
    #expect(try judged("\\max_q \(elbo)", "lower bound of \\log p(x)", toy).verdict == .holds)
    #expect(try judged("a = 2", "value of 1 + 1", "b = 1").verdict == .holds)
    #expect(try judged("a = 2", "value of 1 + 2", "b = 1").verdict == .wrong)
  }

  @Test func anEstimateHasTheRightMean() throws {
    let toy = "a in R\nx_j ~ Normal(a, 1) for j in 1..3"
    #expect(try judged("a \\approx \\frac13 \\sum_{j=1}^3 x_j", "estimate", toy).verdict == .holds)
    let wrong = try judged("a \\approx \\frac13 \\sum_{j=2}^3 x_j", "estimate", toy)
    #expect(wrong.verdict == .wrong)
    #expect(wrong.variant?.change == "first index")
  }

  @Test func aLimitIsReachedOrNot() throws {
    let toy = "T in {10, 100, 1000}"
    #expect(try judged("\\frac{T + 2}{2 (T + 1)}", "tends to \\frac12 as T", toy).verdict == .holds)
    #expect(try judged("\\frac{T + 2}{2 (T + 1)}", "tends to 0 as T", toy).verdict == .wrong)
  }

  /// Near, but standing still.
  @Test func aLimitBesideAnotherIsNotReached() throws {
    let toy = "n in {1, 10, 100, 10000, 1000000}"
    #expect(try judged("\\frac1n", "tends to 0 as n", toy).verdict == .holds)
    #expect(try judged("\\frac1n + \\frac1{1000}", "tends to 0 as n", toy).verdict == .wrong)
    #expect(try judged("\\frac1n + \\frac1{1000}", "tends to 1/1000 as n", toy).verdict == .holds)
    let close = "n in {1, 2, 4, 8, 100}"
    let open = try judged("\\frac1n", "tends to 0 as n", close)
    #expect(open.verdict == .undecided)
    #expect(open.reason?.contains("0.01") == true)
  }

  @Test func aMotionCarriesItsDensity() throws {
    // the law N(0, v + t) of Brownian motion, and its flow
    let toy = "t in (1, 3)\nx in R\nv in (1, 2)\np(x, t) = exp(-x^2/(2 (v + t)))/sqrt(2 pi (v + t))"
    #expect(try judged("dx = dw", "motion of p(x, t)", "b = 1\n" + toy).verdict != .wrong)
    #expect(
      try judged("\\frac{dx}{dt} = -\\frac12 \\nabla_x \\log p(x, t)", "motion of p(x, t)", toy)
        .verdict == .holds)
    let wrong = try judged("\\frac{dx}{dt} = -\\nabla_x \\log p(x, t)", "motion of p(x, t)", toy)
    #expect(wrong.verdict == .wrong)
  }

  @Test(arguments: ["condition", "objective", "example"]) func someStateNothing(_ role: String)
    throws
  {
    #expect(try judged("1 = 2", role, "a = 1").verdict == .noClaim)
    #expect(try judged("1 = \\frac{", role, "a = 1").verdict == .noClaim)
  }
}

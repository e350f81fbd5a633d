import Audit
import Testing

/// A name near to one that is defined: another index, another letter, a square, a root, an optimum.
@Suite struct NearNamesTests {
  private func verdicts(_ lines: [String], _ toy: String...) throws -> [AuditVerdict] {
    let sheet = toy.enumerated().map { "```toy t\($0)\n\($1)\n```" }.joined(separator: "\n")
    return try audit(lines.map { "$$ \($0) $$" }.joined(separator: "\n\n"), sheet).verdicts
  }

  // MARK: other letters

  @Test(arguments: [
    "n = 4\nm = 5", "n in {2, 3}\nm in {2, 3, 4}", "n in 1..3\nm in 1..2", "n in 2..2\nm = 2",
    "n = 1\nm in [0, 1]", "c = 1",
  ]) func twoLettersAreTwoQuantities(_ toy: String) throws {
    let lines = ["x_n = 2", "x_m = 3", "x_n + x_m = 5", "x_m - x_n = 2", "x_m > x_n"]
    #expect(try verdicts(lines, toy) == [.definition, .definition, .holds, .wrong, .holds])
    let turned = ["x_m = 3", "x_n = 2", "x_n x_m = 6", "x_n = x_m"]
    #expect(try verdicts(turned, toy) == [.definition, .definition, .holds, .wrong])
    #expect(
      try verdicts(lines, toy, "n = 7\nm = 7").prefix(3) == [.definition, .definition, .holds])
  }

  @Test func aLetterIsNoNumeral() throws {
    let lines = ["C_2 = 1", "C_n = 1", "C_d = 4", "C_d = 4 C_n", "C_d = C_2"]
    let expected: [AuditVerdict] = [.definition, .definition, .definition, .holds, .wrong]
    #expect(try verdicts(lines, "n = 4\nd = 3") == expected)
    #expect(try verdicts(lines, "n = 2\nd = 2") == expected)
  }

  @Test func valuesAreNoIndices() throws {
    let toy = "x in {0, 1, 3}\ny in {0, 1, 2}"
    #expect(
      try verdicts(["s_x = 2", "s_y = 3", "s_x + s_y = 5"], toy)
        == [.definition, .definition, .holds])
    let losses = ["L_x = (x - 1)^2", "L_y = (y - 2)^2", "L_1 = 7", "L_x + L_y + L_1 \\ge 7"]
    #expect(try verdicts(losses, toy) == [.definition, .definition, .definition, .holds])
  }

  @Test func indicesAreIndices() throws {
    let toy = "a in (0, 1)\nt in 1..3\nk in 1..2"
    #expect(
      try verdicts(["b_t = 1 - a", "b_2 = 1 - a", "b_3 = a", "b_t + b_{t-1} = 2 - 2a"], toy)
        == [.definition, .holds, .wrong, .holds])
    // 0 is no t
    #expect(
      try verdicts(["b_t = 1 - a", "b_0 = a", "b_0 + b_1 = 1"], toy)
        == [.definition, .definition, .holds])
    let sums = [
      "b_t = t a", "\\sum_{s=1}^3 b_s = 6 a", "b_2 = 2 a", "b_{t+1} = t a", "b_{t+1} - b_t = a",
    ]
    #expect(try verdicts(sums, toy) == [.definition, .holds, .holds, .wrong, .holds])
    #expect(
      try verdicts(sums, "a in (0, 1)\nt in {1, 2}").prefix(3) == [.definition, .holds, .holds])
  }

  @Test func anotherLetterMayBeOfTheFamily() throws {
    let toy = "a in (0, 1)\ni in 1..2\nk in 1..2"
    #expect(
      try verdicts(["L_i = i a", "L_k = k a", "L_i + L_k = (i + k) a"], toy)
        == [.definition, .holds, .holds])
    #expect(try verdicts(["L_i = i a", "L_k - L_i = (k - i) a"], toy) == [.definition, .holds])
    #expect(
      try verdicts(["L_i = i a", "L_k = 2 k a", "L_k - L_i = (2 k - i) a"], toy)
        == [.definition, .definition, .holds])
    // of two families nobody knows which
    let open = try verdicts(["L_i = a", "L_k = 2 a", "L_2 = a"], toy)
    #expect(open == [.definition, .definition, .definition])
  }

  @Test func aFunctionKnowsItsIndex() throws {
    let toy = "x in [1, 2]\nt in 1..3"
    let lines = ["f_t(x) = t x", "f_2(x) = 2 x", "f_{t+1}(x) = t x", "f_{t+1}(x) = (t + 1) x"]
    #expect(try verdicts(lines, toy) == [.definition, .holds, .wrong, .holds])
  }

  @Test func theLastOfAFamily() throws {
    let toy = "T = 3\nt in 1..3\nbeta_1 = 1/2\nbeta_2 = 1/3\nbeta_3 = 1/4"
    let lines = [
      "\\bar\\alpha_t = \\prod_{s=1}^t (1 - \\beta_s)", "\\bar\\alpha_T = \\frac14",
      "\\bar\\alpha_1 = \\frac12", "\\bar\\alpha_2 = \\frac12",
    ]
    #expect(try verdicts(lines, toy) == [.definition, .holds, .holds, .wrong])
  }

  @Test func aRecursionBegins() throws {
    let steps = ["x_3 = 3 a", "x_2 = 3 a", "\\sum_{k=1}^3 x_k = 6 a", "x_0 = a"]
    let expected: [AuditVerdict] = [.definition, .definition, .holds, .wrong, .holds, .wrong]
    let first = ["x_0 = 0", "x_n = x_{n-1} + a"] + steps
    #expect(try verdicts(first, "a in (0, 1)") == expected)
    let last = ["x_t = x_{t-1} + a", "x_0 = 0"] + steps
    #expect(try verdicts(last, "a in (0, 1)\nt in 1..3") == expected)
    #expect(
      try verdicts(Array(last.prefix(2)) + ["x_t = t a", "x_t = a"], "a in (0, 1)\nt in 1..3")
        == [.definition, .definition, .holds, .conditional])
    // the first of a recursion stands outside its range, and is no slip
    #expect(try verdicts(last + ["x_0 = 1"], "a in (0, 1)\nt in 1..3").last == .wrong)
    let squares = ["v_t^2 = v_{t-1}^2 + a", "v_0^2 = 0", "v_2^2 = 2 a", "v_3^2 = a"]
    #expect(
      try verdicts(squares, "a in (0, 1)\nt in 1..3")
        == [.definition, .definition, .holds, .wrong])
  }

  @Test(arguments: ["k in 1..3", "k in {1, 2, 3}"]) func outsideItsRangeAMemberIsOpen(_ range: String) throws {
    let toy = "a in [2, 3]\n\(range)"
    let defined: [AuditVerdict] = [.definition, .definition, .holds, .holds]
    #expect(try verdicts(["c_k = a^k", "c_0 = 2", "c_0 + c_1 = 2 + a", "c_2 = a^2"], toy) == defined)
    #expect(try verdicts(["c_k = a^k", "c_4 = 2 a", "c_4 - c_1 = a", "c_2 = a^2"], toy) == defined)
    // what agrees with the family is a statement, and inside its range what does not is false
    #expect(try verdicts(["c_k = a^k", "c_0 = 1", "c_3 = a^2"], toy) == [.definition, .holds, .wrong])
    #expect(try verdicts(["c_k = a^k", "c_0 = 1", "c_0 = 2"], toy).prefix(2) == [.definition, .holds])
  }

  @Test func theRootOfAMemberIsARoot() throws {
    let squares = ["v_t^2 = v_{t-1}^2 + a", "v_0^2 = 0"]
    let toy = "a in (0, 1)\nt in 1..3"
    #expect(
      try verdicts(squares + ["v_3 = \\sqrt a", "v_3 = \\sqrt{3 a}", "v_2 = -\\sqrt{2 a}"], toy)
        == [.definition, .definition, .wrong, .holds, .definition])
    #expect(
      try verdicts(["s_t^2 = t a", "s_2 = a", "s_2 = \\sqrt{2 a}", "s_1 = -\\sqrt a"], toy)
        == [.definition, .wrong, .holds, .definition])
  }

  @Test func whatHasNoRootIsComparedBySquares() throws {
    let toy = "a in [1, 5]\nb in [1, 5]"
    let imaginary = try audit("$$ i^2 = -1 $$\n\n$$ i = 5 $$\n\n$$ i^4 = 1 $$", "```toy t\n\(toy)\n```")
    #expect(imaginary.verdicts == [.definition, .wrong, .holds])
    #expect(imaginary.equations[1].refutation.map { [$0.left, $0.right] } == ["−1", "25"])
    #expect(imaginary.equations[1].remarks.contains { $0.contains("squares are compared") })
    #expect(try verdicts(["R^2 = 1 - \\frac{a}{b}", "R = 1 - \\frac{a}{b}"], toy) == [.definition, .wrong])
  }

  // MARK: squares

  @Test(arguments: [
    (
      [
        "R^2 = 1 - \\frac{a}{b}", "R^2 \\le 1", "1 - R^2 = \\frac{a}{b}", "R^4 = (1 - \\frac ab)^2",
        "R^2 = 1 - \\frac{b}{a}",
      ],
      [AuditVerdict.definition, .holds, .holds, .holds, .wrong]
    ),
    (
      ["d^2 = (a-b)^2", "d = a - b", "d + b = a", "d = b - a"],
      [.definition, .definition, .holds, .wrong]
    ),
    (["d^2 = (a-b)^2", "d = a + b"], [.definition, .wrong]),
    (
      ["R^2 = 1 - \\frac{a}{b}", "R^2 (a + b) = (1 - \\frac ab)(a + b)", "R \\le 1"],
      [.definition, .holds, .unbound]
    ),
    (["d = a - b", "d^2 = (a-b)^2", "d = b - a"], [.definition, .holds, .wrong]),
    (
      ["i^2 = -1", "i^2 + 1 = 0", "i^4 = 1", "i^{-2} = -1", "i^2 = 1"],
      [.definition, .holds, .holds, .holds, .wrong]
    ),
    (
      ["\\rho^2 = \\frac{c^2}{a b}", "\\rho = \\frac{c}{\\sqrt{a b}}", "\\rho c \\ge 0"],
      [.definition, .definition, .holds]
    ),
    (["\\lambda^2 = 4", "\\lambda = -2", "\\lambda^3 = -8"], [.definition, .definition, .holds]),
    (["\\lambda^2 = 4", "\\lambda = 2", "\\lambda = -2"], [.definition, .holds, .definition]),
    (["\\lambda^2 = 4", "\\lambda = 3"], [.definition, .wrong]),
    (["\\lambda^2 = 4", "\\lambda < 0"], [.definition, .notUnderstood]),
    (["\\lambda^2 = 4", "\\lambda > 3"], [.definition, .wrong]),
    (["f^2(y) = y", "f(y) = -\\sqrt{y}", "f(y) < 0"], [.definition, .definition, .holds]),
    (["f^2(y) = y", "f(y) = \\sqrt{y}", "f(y) = y"], [.definition, .holds, .wrong]),
    (["f(y)^2 = y", "f^2(y) = y", "f^2(y) = 2 y"], [.definition, .holds, .wrong]),
    (
      [
        "s_t^2 = t a", "s_t = \\sqrt{t a}", "s_2^2 = 2 a", "s_{t+1}^2 = t a",
        "3 - s_1^2 (1 + 1) = 3 - 2 a",
      ],
      [.definition, .holds, .holds, .wrong, .holds]
    ),
    (
      ["g^2 = a", "h^2 = b", "g h = -\\sqrt{a b}", "g h = \\sqrt{a b}", "g h = a b + 1"],
      [.definition, .definition, .notUnderstood, .holds, .wrong]
    ),
  ]) func aSquareIsASquare(_ lines: [String], _ expected: [AuditVerdict]) throws {
    let toy = "a in [1, 5]\nb in [1, 5]\nc in [-1, 1]\ny in (0, 1)\nt in 1..2"
    #expect(try verdicts(lines, toy) == expected, "\(lines)")
  }

  @Test func aWidthIsPositive() throws {
    let lines = [
      "\\sigma_t^2 = 1 - a_t", "\\sigma_t \\ge 0", "\\sigma_t = \\sqrt{1 - a_t}",
      "\\sigma_t = 1 - a_t",
    ]
    let toy = "a = [1/2, 1/3]\nt in 1..2"
    #expect(try verdicts(lines, toy) == [.definition, .holds, .holds, .wrong])
    let hellinger = [
      "H^2(p, q) = \\frac12 \\sum_i (\\sqrt{p_i} - \\sqrt{q_i})^2",
      "H^2(p, q) = 1 - \\sum_i \\sqrt{p_i q_i}", "H(p, q) \\ge 0",
      "H^2(p, q) \\le \\mathrm{TV}(p, q)", "\\mathrm{TV}(p, q) \\le \\sqrt2\\,H(p, q)",
      "H^2(p, q) = 2", "H(p) = -\\sum_i p_i \\log p_i",
    ]
    #expect(
      try verdicts(hellinger, "p in simplex(3)\nq in simplex(3)")
        == [.definition, .holds, .holds, .holds, .holds, .wrong, .holds])
  }

  // MARK: optima

  @Test func theLargestIsNotEach() throws {
    let law = "p = Finite(0: 1/2, 1: 1/4, 2: 1/4)"
    let lines = [
      "\\sum_{i=0}^2 i p_i = \\frac34", "\\sum_i p_i^2 = \\frac38", "\\sum_i p_i = 1",
      "\\max_i p_i = \\frac12", "\\min_i p_i = \\frac12",
    ]
    #expect(try verdicts(lines, law) == [.holds, .holds, .holds, .holds, .wrong])
    let poisoned = lines.prefix(3) + ["p_i = \\frac13", "p_k = \\frac13"]
    let found = try verdicts(Array(poisoned), law)
    #expect(Array(found.prefix(3)) == [.holds, .holds, .holds])
    #expect(!found.suffix(2).contains(.definition))
    for toy in ["w in simplex(3)", "w = (1/2, 1/3, 1/6)", "w = [1/2, 1/3, 1/6]"] {
      let found = try verdicts(
        ["\\max_i w_i = 1", "w_i = w_i^2", "w_j = \\frac13", "3 w_j = 1"], toy)
      #expect(found.first == .wrong, "\(toy): \(found)")
      #expect(!found.contains(.holds) && !found.contains(.definition), "\(toy): \(found)")
    }
  }

  @Test func anOptimumOfWhatIsStatedIntroduces() throws {
    let toy = "x in [1, 2]"
    // the value of the largest says nothing of each
    #expect(try verdicts(["\\max_x f(x) = 1", "f(2) = f(3)"], toy).contains(.holds) == false)
    #expect(
      try verdicts(["\\min_\\theta J(\\theta) = (\\theta - 1)^2", "J(3) = 4", "J(3) = 5"], toy)
        == [.definition, .holds, .wrong])
  }

  // MARK: masses

  @Test(arguments: [
    "p = Finite(0: 1/2, 1: 1/2)", "u in simplex(2)\np = Finite(0: u_1, 1: u_2)", "p in simplex(3)",
  ]) func aMassIsNoCoin(_ toy: String) throws {
    for latex in [
      "D_{KL}(p_0 \\| p_1) = 0", "D_{KL}(p_1 \\| p_2) = 0", "\\mathrm{TV}(p_1, p_2) = 0",
    ] {
      let found = try verdicts([latex], toy)
      #expect([.notUnderstood, .unbound].contains(found[0]), "\(latex) on \(toy): \(found)")
    }
    // a number that is made of masses is one
    #expect(try verdicts(["a = 1 - p_1", "\\mathrm{TV}(a, 1 - a) = |1 - 2 a|"], toy)[1] == .holds)
  }

  // MARK: any laws

  @Test func whatHoldsOfFewPointsOnlyIsNoLaw() throws {
    let toy = "c = 1"
    #expect(try verdicts(["TV(P, Q) = \\max_i |P_i - Q_i|"], toy) == [.wrong])
    #expect(try verdicts(["W_1(P, Q) = |P_1 - Q_1| + |P_3 - Q_3|"], toy) == [.wrong])
    #expect(try verdicts(["TV(P, Q) = \\frac12 \\sum_{i=1}^3 |P_i - Q_i|"], toy) == [.conditional])
    #expect(try verdicts(["TV(P, Q) = \\max_x |P(x) - Q(x)|"], toy) == [.wrong])
    #expect(try verdicts(["TV(P, Q) = 1 - \\sum_i \\min(P_i, Q_i)"], toy) == [.holds])
    #expect(try verdicts(["TV(F, G) = \\sum_i |F_i - G_i|"], toy) == [.wrong])
  }
}

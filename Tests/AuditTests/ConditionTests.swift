import Audit
import Testing

/// "Holds only if" needs a condition: a count of points is none.
@Suite struct ConditionTests {
  private static let table = """
    ```toy table
    u in simplex(4)
    p(X, Y) = {(0, 0): u_1, (0, 1): u_2, (1, 0): u_3, (1, 1): u_4}
    ```
    """
  private static let three = """
    ```toy three
    u in simplex(3)
    v in simplex(3)
    p = Finite(0: u_1, 1: u_2, 3: u_3)
    q = Finite(0: v_1, 1: v_2, 3: v_3)
    ```
    """
  private static let bells = """
    ```toy bells
    m in [-2, 2]
    s in [1/4, 2]
    p = Normal(m, s)
    q = Normal(0, 1)
    ```
    """
  private static let numbers = """
    ```toy numbers
    a in R
    b in R
    n in {1, 2, 3}
    k in 1..4
    w in simplex(3)
    ```
    """

  // MARK: what holds by accident

  @Test(arguments: [
    ("\\mathrm{JS}(p, q) \\le \\frac12", three),
    ("D_{KL}(p \\| q) \\ge 4\\,\\mathrm{TV}(p, q)^2", three),
    ("\\mathrm{TV}(p, q) \\le \\frac12 D_{KL}(p \\| q)", bells), ("D_{KL}(p \\| q) \\le 2", bells),
    ("\\mathrm{TV}(p, q) \\le \\frac12", bells), ("a^2 \\ge a", numbers),
    ("a + b \\ge -3", numbers),
    ("w_1 \\ge \\frac13", numbers), ("w_1 w_2 \\le w_3", numbers),
    ("a^2 + b^2 \\ge 2 a b + n - 1", numbers),
    ("n a = a^2", numbers), ("(a - 1) b \\ge 0", numbers), ("k a \\le 2 a + n", numbers),
    ("a > b", numbers), ("a \\ge 0", numbers), ("2 a - b \\ge -\\frac{a}{3}", numbers),
    ("w_1 \\ge w_2", numbers),
  ])
  func whatIsTrueAtSomePointsByAccidentIsFalse(_ latex: String, _ sheet: String) throws {
    let equation = try verdict(of: latex, sheet)
    #expect(equation.verdict == .wrong, "\(equation)")
    #expect(equation.condition == nil)
    let refutation = try #require(equation.refutation)
    #expect(refutation.left != refutation.right)
  }

  @Test func atHowManyPointsItHeldIsSaid() throws {
    let equation = try verdict(of: "\\mathrm{JS}(p, q) \\le \\frac12", Self.three)
    let remark = try #require(equation.remarks.first { $0.hasPrefix("it holds at") })
    let numbers = remark.split { !$0.isNumber }.compactMap { Int($0) }
    try #require(numbers.count == 2)
    #expect(0 < numbers[0] && numbers[0] < numbers[1])
  }

  @Test func aFalseInformationIsFalse() throws {
    let equation = try verdict(of: "H(p) = H(q)", Self.three)
    #expect(equation.verdict == .wrong)
    // equal in exactly one of the listed cases, and only there
    let listed = "```toy t\nc in {1/4, 1/2, 3/4}\np = Finite(0: c, 1: 1 - c)\n```"
    let half = try verdict(of: "H(p) = \\log 2", listed)
    #expect(half.verdict == .conditional && half.condition?.contains("c = 1/2") == true, "\(half)")
  }

  @Test func theExitOfWhatHoldsByAccidentIsNotFree() throws {
    let report = AuditReport(files: [try audit("$$ a^2 \\ge a $$", Self.numbers)])
    #expect(!report.isFree)
  }

  // MARK: conditions that survive new points

  @Test(arguments: [
    ("|a| = a", "a \\ge 0"), ("\\sqrt{a^2} = -a", "a \\le 0"), ("n^2 = n", "n = 1"),
    ("(n - 2) a = 0", "n = 2"), ("k a b = 3 a b", "k = 3"),
    ("\\log(a b) = \\log a + \\log b", "$a > 0$ and $b > 0$"),
    ("|a + b| = |a| + |b|", "a b \\ge 0"), ("\\max(a, b) = a", "a \\ge b"),
    ("\\log a^2 = 2 \\log a", "a > 0"),
    ("\\log \\frac{a b}{a + b} = \\log a + \\log b - \\log(a + b)", "$a > 0$ and $b > 0$"),
    ("\\sqrt{a - b}\\,\\sqrt{a - b} = |a - b|", "a \\ge b"), ("a b \\ge b", ""),
    ("(a - 1)(a^2 + 1) > 0", "a > 1"),
    ("\\sqrt{a b} = \\sqrt{a} \\sqrt{b}", "$a \\ge 0$ and $b \\ge 0$"),
    ("\\frac{a}{|a|} = \\frac{b}{|b|}", "same sign"), ("a b \\ge 0", ""), ("0 \\le -2 a b", ""),
    ("\\sqrt{a + b} \\ge 0", "$a + b \\ge 0$"),
    ("\\frac{1}{\\sqrt{a + b}} \\ge 0", "$a + b > 0$"),
  ])
  func aConditionThatIsSharpIsStated(_ latex: String, _ condition: String) throws {
    let equation = try verdict(of: latex, Self.numbers)
    guard !condition.isEmpty else {
      #expect(equation.verdict == .wrong, "\(equation)")
      return
    }
    #expect(equation.verdict == .conditional, "\(equation)")
    #expect(equation.condition?.contains(condition) == true, "\(equation.condition ?? "none")")
  }

  @Test func aStepOfAChainIsFalseByItself() throws {
    let report = try audit(
      "$$ \\begin{aligned} a^2 &= |a|^2 \\\\ &\\ge |a| \\\\ &\\ge 0 \\end{aligned} $$", Self.numbers
    )
    #expect(report.equations[0].steps.map(\.verdict) == [.holds, .wrong, .holds])
    #expect(report.verdicts == [.wrong])
  }

  @Test func aToyMayBeTheCondition() throws {
    let sheet =
      "```toy near\na in [0, 1]\n```\n```toy far\na in [2, 3]\n```\n```toy both\na in [0, 3]\n```"
    let two = sheet.components(separatedBy: "```toy both")[0]
    let equation = try verdict(of: "a^2 \\le 3/2", two)
    #expect(equation.verdict == .conditional)
    #expect(equation.condition?.contains("holds on near") == true, "\(equation)")
    #expect(try verdict(of: "a^2 \\le 3/2", sheet).verdict == .wrong)
  }

  // MARK: values

  /// They hold at the few points that were drawn and have a value, and fail close to those that
  /// have none.
  @Test(arguments: [
    "\\sqrt{a} \\ge \\frac{1}{10}", "\\log a \\ge -3", "\\sqrt{a - 1} \\ge \\frac15",
    "\\log(a - 1) \\ge -2", "\\frac{1}{\\sqrt{a}} \\le 3", "\\log a \\ge -20",
    "\\sum_{k=0}^1 \\log(a - k) \\ge -10",
  ])
  func aBoundThatFailsNextToWhereItHasNoValueIsFalse(_ latex: String) throws {
    let equation = try verdict(of: latex, "```toy t\na in [-1, 2]\n```")
    #expect(equation.verdict == .wrong, "\(equation)")
    let refutation = try #require(equation.refutation)
    #expect(refutation.left != "no value" && refutation.right != "no value", "\(refutation.words)")
    #expect(!(refutation.left + refutation.right).contains("∞"), "\(refutation.words)")
    // a number that a reader can put in
    #expect((refutation.parameters["a"] ?? "").count < 16, "\(refutation.words)")
  }

  /// What stands in the way has no name among the conditions.
  @Test func whereSidesHaveAValueMayBeTheCondition() throws {
    let equation = try verdict(
      of: "\\sum_{k=1}^2 \\log(a - k) \\le a^2", "```toy t\na in [-1, 5]\n```")
    #expect(equation.verdict == .conditional, "\(equation)")
    #expect(equation.condition?.hasPrefix("both sides have a value") == true)
    let listed = try verdict(
      of: "\\sum_{k=0}^1 \\log(n - k) \\le n^2", "```toy t\nn in {0, 1, 2, 3}\n```")
    #expect(listed.verdict == .conditional && listed.condition != nil, "\(listed)")
  }

  // MARK: what is not decided

  @Test func aTrueStatementWithUndecidedPointsHolds() throws {
    let sheet = "```toy t\na in {1, 2, 40}\n```"
    let equation = try verdict(of: "e^{-e^a} < e^{-a}", sheet)
    #expect(equation.verdict == .holds, "\(equation)")
  }

  @Test(arguments: [
    ("e^{-e^{n}} = e^{-e^{n}}", AuditVerdict.holds), ("e^{-e^{n}} \\le e^{-e^{n}}", .holds),
    ("e^{e^{n}} = e^{e^{n}}", .holds), ("\\frac{1}{n - 40} = \\frac{1}{n - 40}", .undecided),
    ("\\lim_{k \\to \\infty} \\sin k = \\lim_{k \\to \\infty} \\sin k", .undecided),
    ("\\lim_{x \\to 0} \\sin(1/x) \\le \\lim_{x \\to 0} \\sin(1/x)", .undecided),
    (
      "\\int_{-\\infty}^\\infty \\sin x\\,dx = \\int_{-\\infty}^\\infty \\sin x\\,dx", .undecided
    ),
  ])
  func formsAreComparedBeforeValues(_ latex: String, _ expected: AuditVerdict) throws {
    let equation = try verdict(of: latex, "```toy t\nn = 40\n```")
    #expect(equation.verdict == expected, "\(equation)")
  }

  @Test func anExtentCountsWhatWasDecided() throws {
    let sheet = "```toy wide\na in [1/10, 3/2]\nb in [1/10, 9/10]\n```"
    let equation = try verdict(of: "D_{KL}(\\tfrac{a}{1} \\| b) \\ge 2 (a - b)^2", sheet)
    #expect(equation.verdict == .holds)
    #expect(equation.extent?.contains(" of 12 points") == true, "\(equation.extent ?? "")")
  }

  // MARK: chances

  @Test func oneToyWhereNumbersAreNoChancesHidesNothing() throws {
    let chances = "```toy chances\na in (0, 1)\nb in (0, 1)\n```\n"
    let others = "```toy others\na in [2, 3]\nb in [2, 3]\n```\n"
    let wide = "```toy wide\na in [1/10, 3/2]\nb in [1/10, 9/10]\n```\n"
    let swapped = "D_{KL}(a \\| b) = a \\log\\frac{b}{a} + (1 - a) \\log\\frac{1 - a}{1 - b}"
    let right = "D_{KL}(a \\| b) = a \\log\\frac{a}{b} + (1 - a) \\log\\frac{1 - a}{1 - b}"
    for sheet in [chances + others, others + chances, chances + wide, wide + chances] {
      #expect(try verdict(of: swapped, sheet).verdict == .wrong, "\(sheet)")
      #expect(try verdict(of: right, sheet).verdict == .holds, "\(sheet)")
      #expect(try verdict(of: "D_{KL}(a \\| b) \\ge 3 (a - b)^2", sheet).verdict == .wrong)
    }
    #expect(try verdict(of: swapped, others).verdict == .notUnderstood)
    #expect(try verdict(of: swapped, wide).verdict == .notUnderstood)
  }

  @Test func aFunctionOfNumbersIsDefinedAndUsed() throws {
    let sheet = "```toy t\nm in [-1, 1]\ns in [1/2, 2]\n```"
    let text = """
      $$ KL(m, s) = \\frac{m^2}{2} + \\frac{s^2 - 1}{2} - \\log s $$

      $$ KL(1, 2) = 2 - \\log 2 $$

      $$ KL(m, s) \\ge 0 $$

      $$ KL(m, s) = \\frac{m^2}{2} + \\frac{s^2 - 1}{2} + \\log s $$
      """
    #expect(try audit(text, sheet).verdicts == [.definition, .holds, .holds, .wrong])
  }

  // MARK: stated conditions

  @Test func whatASentenceSupposesChoosesThePoints() throws {
    let text = "$|a| = a$ if $a > 0$, but $|a| = -a$ when $a > 0$; $|b| = b$ if $b \\prec 0$."
    let report = try audit(text, "```toy t\na in R\nb in R\n```", inline: true)
    let chains = report.equations.filter { $0.latex.contains("|") }.map(\.verdict)
    #expect(chains == [.holds, .wrong, .notUnderstood], "\(report.equations)")
    let display =
      "$$ |a| = a \\quad \\text{if } a \\ge 0 $$\n\n$$ |a| = a \\quad \\text{for } a < 0 $$"
    #expect(try audit(display, "```toy t\na in R\n```").verdicts == [.holds, .wrong])
  }

  @Test func aConditionThatCannotBeReadLeavesItOpen() throws {
    let text = "$$ D_{KL}(p \\| q) = \\infty \\quad \\text{if } p \\not\\ll q $$"
    let equation = try verdict(of: text.replacing("$$", with: ""), Self.bells)
    #expect(equation.verdict == .notUnderstood, "\(equation)")
    #expect(equation.reason?.contains("ll") == true)
  }

  /// A letter in an interval is a condition like any other, in a sentence and in a display; in
  /// another set it states nothing.
  @Test(arguments: [
    ("a^2 \\le a", "for", "a \\in [0, 1]", AuditVerdict.holds),
    ("a^2 \\le a", "for all", "a \\in [0, 2]", .conditional),
    ("a^2 < a", "if", "a \\in (0, 1)", .holds), ("a^2 < a", "if", "a \\in [0, 1)", .conditional),
    ("a^2 < a", "if", "a \\in (0, 1]", .conditional),
    ("a b \\ge 0", "for", "a, b \\in [0, \\infty)", .holds),
    ("a b \\ge 0", "for", "a \\in [0, \\infty)", .wrong),
    ("a b \\ge 0", "for", "a \\in (-\\infty, 0], b \\le 0", .holds),
    ("|a| = a", "for all", "a \\in [b^2, 5]", .holds),
    ("\\sqrt{1 - a^2} \\le 1", "for", "a \\in [-1, 1]", .holds),
    ("a^2 \\ge 0", "for all", "a \\in \\mathbb{R}", .holds),
    ("a^2 \\le a", "for all", "a \\in \\mathbb{R}", .wrong),
    ("a^2 \\ge 0", "if", "a \\in \\mathbb{R}", .holds),
    ("a b^2 \\ge 0", "for", "a \\in [0, 5], b \\in \\mathcal{B}", .holds),
    ("a b^2 \\le 4 a", "for", "b \\in \\{-1, 1\\}, a \\in [0, \\infty)", .holds),
    ("a b^2 \\le 4 a", "for", "a \\in [0, 3] \\cap [0, 2]", .wrong),
    ("a^2 \\ge 0", "if", "a \\in [0, 3] \\cap [0, 2]", .holds),
  ])
  func aLetterInAnIntervalIsSupposed(
    _ latex: String, _ word: String, _ condition: String, _ verdict: AuditVerdict
  ) throws {
    let sheet = "```toy t\na in {-3, -1, -1/2, 0, 1/3, 1, 3/2, 2}\nb in {-2, -1/2, 0, 1, 2}\n```"
    for notes in [
      "$$ \(latex) $$\n\(word) $\(condition)$.",
      "$$ \(latex) \\quad \\text{\(word) } \(condition) $$",
    ] {
      let report = try audit(notes, sheet)
      #expect(report.equations.first?.verdict == verdict, "\(report.equations)")
    }
  }

  /// A sentence that leads into a display may say where it is meant, and so may a display of itself.
  @Test(arguments: [
    ("For $a \\in [0, 1]$ we have\n\n$$ a^2 \\le a. $$", [AuditVerdict.holds]),
    ("It follows that, for all $0 \\le a \\le 1$,\n$$ a^2 \\le a $$", [.holds]),
    ("Whenever $a > 1$ it holds that\n$$ a^2 > a $$", [.holds]),
    ("If $a \\le 1$, then $$ a^2 \\le a $$", [.noClaim, .conditional]),
    ("If $a \\ge 1$, then $$ a^2 \\ge a $$", [.noClaim, .holds]),
    ("For all $a \\ge 1$ we have $a^2 \\ge a$, and more.", [.noClaim, .holds]),
    ("Let $a > 1$.\n$$ a^2 > a $$", [.holds]),
    ("Suppose that $a > 1$. Then\n$$ a^2 > a $$", [.holds]),
    ("Assume $1 < a$. We have\n$$ a^2 > a $$", [.holds]),
    // other sentences
    ("Let $a > 1$. This is clear.\n$$ a^2 > a $$", [.wrong]),
    ("For all $a \\ge 1$, $a^2 \\ge a$ is clear.", [.noClaim, .conditional]),
    ("It was for $a > 1$. Then we have\n$$ a^2 > a $$", [.wrong]),
    ("For $a > 1$ this is clear.\n$$ a^2 > a $$", [.wrong]),
    ("We know $a > 1$, then\n$$ a^2 > a $$", [.wrong]),
    ("For $a = 1$ we have\n$$ a^2 > a $$", [.wrong]),
    ("For $a \\in \\mathbb{R}$ we have\n$$ a^2 > a $$", [.wrong]),
    // the display itself
    ("$$ a^2 \\le a, \\qquad a \\in [0, 1] $$", [.holds]),
    ("$$ a^2 > a, \\quad a \\in (1, \\infty) $$", [.holds]),
    ("$$ a^2 > a, \\quad a \\in [1, \\infty) $$", [.conditional]),
    ("$$ a \\in [0, 1] $$", [.noClaim]),
    ("$$ a \\in [0, 1], \\quad a^2 \\ge 0 $$", [.noClaim, .holds]),
  ])
  func aSentenceMayStateTheCondition(_ notes: String, _ verdicts: [AuditVerdict]) throws {
    let report = try audit(notes, "```toy t\na in {-3, -1, 0, 1/3, 1, 3/2, 2}\n```")
    #expect(report.verdicts == verdicts, "\(report.equations)")
  }

  // MARK: constants, motions, matrices

  @Test func ofWhatAConstantMayDependIsSaid() throws {
    let sheet = "```toy t\nk in [1, 2]\nc in [1, 2]\nD(k) = k^2 + c\nM(k) = k^2\nN(k) = k\n```"
    let equation = try verdict(of: "D(k) = M(k) + \\text{const}", sheet)
    #expect(
      equation.verdict == .conditional
        && equation.condition?.contains("const may depend on $c$") == true)
    let wrong = try verdict(of: "D(k) = N(k) + \\text{const}", sheet)
    #expect(wrong.verdict == .wrong)
    #expect(wrong.remarks.contains { $0.contains("depends on c, k") }, "\(wrong.remarks)")
    #expect(try verdict(of: "M(k) + N(k) = N(k) + \\text{const}", sheet).verdict == .wrong)
  }

  @Test func aMotionWithoutItsRoleStatesNothing() throws {
    let sheet = "```toy t\nbeta(t) = 1 + t\nt in [1/4, 2]\nx in R\np_t(x) = Normal(0, 1 + t)\n```"
    for latex in [
      "\\frac{dx}{dt} = -\\frac12 \\beta(t) [x + \\nabla_x \\log p_t(x)]",
      "dx = -\\frac12 \\beta(t) x\\,dt + dw",
    ] {
      let equation = try verdict(of: latex, sheet)
      #expect(equation.verdict == .noClaim, "\(equation)")
      #expect(equation.reason?.contains("motion of") == true)
    }
    let known = "```toy t\nt in [1, 2]\nx = t^2\n```"
    #expect(try verdict(of: "\\frac{dx}{dt} = 3 t", known).verdict == .wrong)
  }

  @Test func theLogarithmOfAMatrixIsNotTakenEntryByEntry() throws {
    let full = "```toy t\na in [1, 2]\nA = ((a, 1/2), (1/2, 3))\n```"
    let diagonal = "```toy t\na in [1, 2]\nA = ((a, 0), (0, 3))\n```"
    let latex = "\\log\\det A = \\operatorname{tr}(\\log A)"
    #expect(try verdict(of: latex, full).verdict == .notUnderstood)
    #expect(try verdict(of: latex, diagonal).verdict == .holds)
    #expect(try verdict(of: "\\operatorname{tr}(\\exp A) = e^a + e^2", diagonal).verdict == .wrong)
  }

  // MARK: variants

  @Test func whatIsRightByTheSizeOfTheToyAloneIsNotOffered() throws {
    let sheet = "```toy t\na in [1, 2]\nu = (a, 3)\nv = (2, a^2)\n```"
    let equation = try verdict(of: "\\det(I + u v^\\top) = 1 - v^\\top u", sheet)
    #expect(equation.verdict == .wrong)
    let variant = try #require(equation.variant)
    #expect(!variant.words.contains("before $I$"), "\(variant)")
  }

  @Test func theRightSideIsMendedFirst() throws {
    let sheet = "```toy t\nm in [1, 2]\np = Normal(m, 1)\nq = Normal(0, 1)\n```"
    let equation = try verdict(of: "D_{KL}(p \\| q) = m^2", sheet)
    #expect(
      equation.variant?.latex.hasPrefix("D_{\\mathrm{KL}}(p \\| q) =") == true,
      "\(equation.variant as Any)")
  }

  // MARK: reasons

  @Test func theReasonIsOfTheToyThatComesNearest() throws {
    let sheet = "```toy bare\nz = 1\n```\n```toy near\na = 1\nb = 2\n```"
    let reason = try #require(try verdict(of: "a + b = g", sheet).reason)
    #expect(
      reason.contains("near") && !reason.contains("bare") && reason.contains("g"), "\(reason)")
    #expect(!reason.contains("a,"), "\(reason)")
  }

  @Test func sidesOfDifferentShapesAreNamed() throws {
    let reason = try verdict(of: "a = A", "```toy t\na = 1\nA = ((1, 2), (3, 4))\n```").reason ?? ""
    #expect(reason.contains("a number and a matrix of 2 × 2"), "\(reason)")
    let long = try verdict(of: "\\prod_{i=1}^{99999999} i = 1", "```toy t\na = 1\n```").reason ?? ""
    #expect(long.contains("runs from 1 to 99999999"), "\(long)")
  }

  /// Of f_2 the index is 2, whatever the toy calls t.
  @Test func lettersOnWhichNothingHangsAreNotShown() throws {
    let sheet = "```toy t\nt in {0, 1, 3}\nx in R\n```"
    let report = try audit("$$ f_t(x) = t x $$\n\n$$ f_2(x) = 3 x $$\n\n$$ f_t(x) = 3 x $$", sheet)
    let shown = report.equations.map { $0.refutation.map { $0.parameters.keys.sorted() } }
    #expect(shown == [nil, ["x"], ["t", "x"]], "\(report.equations)")
  }

  // MARK: roots

  @Test func theLettersOfWhichEitherRootIsMeantAreNamed() throws {
    let text = """
      $$ \\sigma^2 = a^2 $$

      $$ \\tau^2 = a^2 $$

      $$ \\tau + a = 0 $$

      $$ \\sigma + 2 \\tau = a - 2 a $$

      $$ \\sigma + 2 \\tau = 4 a $$
      """
    let equations = try audit(text, "```toy t\na in [-1, 1]\n```").equations.suffix(3)
    #expect(equations.map(\.verdict) == [.notUnderstood, .notUnderstood, .wrong])
    #expect(
      equations.first?.reason
        == "only the square of $\\tau$ is given, and with the other root it holds")
    // at a < 0 it takes the other root of σ, and at a > 0 that of τ
    #expect(
      equations.dropFirst().first?.reason?.hasPrefix(
        "only the squares of $\\sigma$, $\\tau$ are given") == true)
  }

  /// Another sentence states nothing of the formula before it.
  @Test(arguments: [
    "$$ x^2 = x $$\n\nWhen $x = 1$, we stop.", "$$ x^2 = x. $$\nwhen $x = 1$, we stop.",
    "$$ x^2 = x $$\nWhen $x = 1$, we stop.", "$$ x^2 = x $$\n\nif $x = 1$",
    "$$ x^2 = x $$. If $x = 1$",
  ])
  func theNextSentenceIsNoCondition(_ notes: String) throws {
    let report = try audit(notes, "```toy t\nx in {1, 2}\n```")
    #expect(
      report.equations.first?.verdict == .conditional || report.equations.first?.verdict == .wrong)
    #expect(report.equations.first?.reason?.contains("stated under") != true)
    let stated = try audit("$$ x^2 = x $$\nif $x = 1$.", "```toy t\nx in {1, 2}\n```")
    #expect(stated.equations.first?.verdict == .holds)
  }
}

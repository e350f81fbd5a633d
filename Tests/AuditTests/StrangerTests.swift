import Audit
import Testing

/// What strangers stumbled over.
@Suite struct StrangerTests {
  // MARK: reading

  @Test func namesWithoutABackslashAreFunctions() throws {
    let report = try audit(
      "$$JS(p_d‖p_g) ≤ log 2$$\n\n$$ D_{JS}(p_d \\| p_g) \\ge log 2 $$\n\n$$ p_{max} \\le 2 $$")
    #expect(report.verdicts == [.holds, .wrong, .unbound])
    #expect(report.equations[2].reason?.contains("p_max") == true)
    #expect(report.equations[0].remarks.contains { $0.contains("\\log") })
    #expect(report.equations[1].remarks == [], "it is said once")
  }

  @Test func listsOfAllKindsHoldDisplays() throws {
    for mark in ["•", "–", "1.", "2)", "+", "*", "> -"] {
      #expect(try audit("\(mark) $$ 1 = 2 $$").equations.map(\.kind) == ["display"], "\(mark)")
    }
    #expect(try audit("In 3. $$ 1 = 2 $$", inline: true).equations.map(\.kind) == ["inline"])
  }

  @Test func aFileThatIsNotReadIsNamed() throws {
    let report = try audit("\\input{macros}\n\\[ 1 = 1 \\]", name: "notes.tex")
    #expect(report.remarks.map(\.line) == [1])
    #expect(report.remarks[0].message.contains("\\input"))
  }

  @Test func boldLettersArePlainOnesOfTheToy() throws {
    let sheet = "```toy t\nx in {1, 2}\nf(x) = x^2\n```"
    #expect(try verdict(of: "f(\\mathbf{x}) = \\mathbf{x}^2", sheet).verdict == .holds)
    #expect(try verdict(of: "f(\\mathbf{x}) = \\mathbf{x}", sheet).verdict == .conditional)
  }

  @Test func aConditionInASentenceIsNoClaim() throws {
    let sheet = "```toy t\nx in {1, 2}\nn = 3\n```"
    let report = try audit("for $x = 1$, for $x > 1$, but $n = 4$ and $x = 7 x$", sheet, inline: true)
    #expect(report.verdicts == [.noClaim, .noClaim, .wrong, .wrong])
    #expect(try audit("$$ x = 1 $$", sheet).verdicts == [.conditional])
  }

  @Test func whatIsChosenIsNotDrawn() throws {
    let report = try audit("$$ W_1(p_d, p_g) = \\inf_{\\gamma \\sim \\Pi(p_d, p_g)} \\mathbb{E}_{(x, y) \\sim \\gamma}[|x - y|] $$")
    #expect(report.equations[0].remarks.contains { $0.contains("∈") })
    let right = try audit("$$ W_1(p_d, p_g) = \\inf_{\\gamma \\in \\Pi(p_d, p_g)} \\mathbb{E}_{(x, y) \\sim \\gamma}[|x - y|] $$")
    #expect(right.equations[0].remarks == [])
  }

  @Test func delimitersOfTheNotesMayBeStarredAndSized() throws {
    let text = """
      \\DeclarePairedDelimiter{\\nrm}{\\lVert}{\\rVert}
      \\DeclarePairedDelimiter\\abs{\\lvert}{\\rvert}
      \\[ \\abs{-a} = \\abs*{a}, \\qquad \\nrm[\\big]{a}^2 = a^2. \\]
      \\[ \\abs*{-a} = a \\]
      """
    let report = try audit(text, "```toy t\na in (-2, -1)\n```", name: "notes.tex")
    #expect(report.verdicts == [.holds, .holds, .wrong], "\(report.equations)")
  }

  @Test func squaresInTheMiddleAreNoEndsOfProofs() throws {
    let report = try audit("$$ a \\quad \\square = a $$", "```toy t\na in (1, 2)\n```")
    #expect(report.verdicts != [.holds])
  }

  @Test func emptyBracesKeepTheirPlaceInFormulas() throws {
    let sheet = "```toy t\na in (1, 2)\n```"
    #expect(try verdict(of: "a = {} a", sheet).verdict == .holds)
    #expect(try verdict(of: "a^{} = a", sheet).verdict != .wrong)
    #expect(try verdict(of: "\\frac{}{a} = 1", sheet).verdict == .notUnderstood)
  }

  @Test func aListIsNoNumberOfAnalysis() throws {
    let found = try verdict(of: "\\|e\\|^2 = e_1^2 + e_2^2", "```toy t\ne = [-1, 2]\n```")
    #expect(found.remarks.contains { $0.contains("2.71828") }, "\(found)")
    let own = try verdict(of: "k(x) = x^2", "```toy t\nk in {1, 2}\nx in R\n```")
    #expect(own.remarks.contains { $0.contains("multiplied by it") }, "\(own)")
  }

  @Test func definitionsWithoutAMeaningAreTold() throws {
    let sheet = "```toy t\nx in R\nz in R\nq = Normal(1, 1)\n```"
    let report = try audit("$$ a = \\mathbb E_q[x z] $$\n\n$$ b = \\mathbb E_{x \\sim q}[x] $$", sheet)
    #expect(report.verdicts == [.definition, .definition])
    #expect(report.equations[0].remarks.contains { $0.contains("no meaning on any toy") })
    #expect(report.equations[1].remarks == [])
  }

  // MARK: sheets

  @Test func headingsThatTheDocumentHasNotAreTold() throws {
    let sheet = "## A {under=\"Flows\"}\n```toy t\na = 2\n```\n## B {under=\"Games\"}\n```toy u\na = 3\n```"
    let report = try audit("# Games of two\n\n$$ a = 3 $$", sheet)
    #expect(report.verdicts == [.holds])
    #expect(report.remarks.map(\.message).filter { $0.contains("heading") }.count == 1)
    #expect(report.remarks.contains { $0.message.contains("“Flows”") && $0.message.contains("“Games of two”") })
  }

  @Test func definitionsSpeakForTheirPartAlone() throws {
    let sheet = """
      ```toy t
      x in [1, 2]
      ```
      ## Squares {lines="1"}
      ```definitions
      A := x^2
      ```
      ## Cubes {lines="3"}
      ```definitions
      A := x^3
      ```
      """
    let report = try audit("$$ A - x^2 = 0 $$\n\n$$ A - x^3 = 0 $$\n\n$$ A - x = 0 $$", sheet)
    #expect(report.verdicts == [.holds, .holds, .unbound])
  }

  @Test func aRoleThatMissesSaysWhatIsNear() throws {
    let report = try audit("$$ 1 = 1 $$\n\n\n$$ 2 = 2 $$", "```roles\n2 | claim\n```")
    #expect(report.remarks.count == 1)
    #expect(report.remarks[0].message.contains("lines 1 and 4"))
  }

  // MARK: constants

  @Test func aConstantIsTheSameEverywhere() throws {
    let sheet = "```toy t\nx in [1, 2]\nf(x) = x^2 + 3\ng(x) = x^2\n```"
    #expect(try verdict(of: "f(x) = g(x) + \\text{const}", sheet).verdict == .holds)
    let wrong = try verdict(of: "f(x) = x + \\text{const}", sheet)
    #expect(wrong.verdict == .wrong && wrong.refutation != nil)
    #expect(try verdict(of: "1 = 2 + \\text{const}", "```toy t\nx = 1\n```").verdict == .notUnderstood)
  }

  // MARK: variants

  @Test(arguments: [
    // what a role compares with stays, and so does its relation
    ("\\int q(x)\\,dx", "```toy t\nq = Normal(0, 1)\n```\n```roles\n1 | value of 2\n```", ""),
    ("W_1(p_d, p_g) = \\sup_{\\|f\\| \\le 1} (\\mathbb{E}_{x \\sim p_d}[f(x)] - \\mathbb{E}_{x \\sim p_g}[f(x)])", sheetText, "slope for size"),
    ("\\log x = \\log \\sqrt{x^2}", "```toy t\nx in [-2, 2]\n```", "absolute value added"),
  ])
  func theVariantIsTheOneThatWasMeant(_ latex: String, _ sheet: String, _ change: String) throws {
    let equation = try verdict(of: latex, sheet)
    #expect([.wrong, .conditional].contains(equation.verdict), "\(equation)")
    if !change.isEmpty { #expect(equation.variant?.change == change, "\(equation.variant as Any)") }
  }

  @Test func aBoundIsNotTurnedRound() throws {
    let sheet = "```toy t\nx in [1, 2]\ny = 5\n```\n```roles\n1 | lower bound of x\n```"
    let equation = try verdict(of: "x^2 + y", sheet)
    #expect(equation.verdict == .wrong)
    #expect(equation.variant?.change != "relation reversed")
  }

  @Test func infinityIsNoVariant() throws {
    // no edit may make both sides infinite and call them equal
    let equation = try verdict(of: "\\sum_{n=1}^{3} x = \\int_0^\\infty y\\,dy", "```toy t\nx in [1, 2]\n```")
    #expect(equation.variant == nil || !equation.variant!.latex.contains("\\infty"))
  }

  @Test func aSignIsSaidInWords() throws {
    let variant = try verdict(of: "2 \\log 2 = -\\log 4").variant
    #expect(variant?.words.contains("minus sign") == true, "\(variant as Any)")
  }

  @Test func theDomainOfALogarithmIsTheCondition() throws {
    let sheet = "```toy t\na in [-2, 2]\nb in [-2, 2]\nc in [-2, 2]\n```"
    let equation = try verdict(of: "\\log(a b + c) = \\log|a b + c|", sheet)
    #expect(equation.verdict == .conditional)
    #expect(equation.condition?.contains("> 0") == true, "\(equation.condition ?? "")")
  }

  @Test func aMeanThatNamesNoLawSaysOfWhich() throws {
    let sheet = """
      ```toy t
      x in R
      z in R
      p(z) = Normal(0, 1)
      p(x | z) = Normal(z, 1)
      q(z | x) = Normal(x/3, 1/2)
      ```
      """
    for latex in ["\\mathbb{E}[z \\mid x] = x/2", "\\operatorname{Var}[z \\mid x] = 1/2"] {
      let equation = try verdict(of: latex, sheet)
      #expect(equation.verdict == .holds, "\(latex)")
      #expect(equation.remarks.contains { $0.contains("joint law p, and q(z | x)") }, "\(latex)")
    }
    let named = try verdict(of: "\\mathbb{E}_{q(z \\mid x)}[z] = x/3", sheet)
    #expect(named.verdict == .holds && named.remarks.isEmpty, "\(named.remarks)")
  }

  @Test func definitionsAreFoundAtABarAndInConditions() throws {
    let sheet = "```toy t\nx in [-1, 1]\nm in [-1, 1]\np = Normal(m, 1)\na in [0, 1], a != 1/2\n```"
    let bar = try audit(
      "$$ x^\\star = m $$\n\n$$ \\nabla_x \\log p(x) \\big|_{x = x^\\star} = 0 $$", sheet)
    #expect(bar.verdicts == [.definition, .holds])
    let cases = try audit(
      "$$ c_0 = 1/2 $$\n\n$$ (2a - 1)_+ = \\begin{cases} 2a - 1 & a > c_0 \\\\ 0 & \\text{otherwise} \\end{cases} $$",
      sheet)
    #expect(cases.verdicts == [.definition, .holds])
  }

  @Test func whereNamesSeveralLetters() throws {
    let sheet = "```toy t\na in [0, 1]\n```"
    let latex = "a^2 + a = s + t, \\qquad \\text{where } s = a^2, \\; t = a"
    #expect(try audit("$$ \(latex) $$", sheet).equations.last?.verdict == .holds)
    let and = "a^2 + a = s + t, \\quad \\text{where } s = a^2 \\text{ and } t = 2a"
    #expect(try audit("$$ \(and) $$", sheet).equations.last?.verdict == .wrong)
  }

  @Test func anAddedLetterThatNothingBindsIsAConstant() throws {
    let sheet = "```toy t\nx in R\nm in [-1, 1]\np = Normal(m, 1)\n```"
    let constant = try verdict(of: "\\log p(x) = -\\frac{(x - m)^2}{2} + C", sheet)
    #expect(constant.verdict == .holds)
    #expect(constant.remarks == ["nothing binds C: it is read as a constant"])
    #expect(try verdict(of: "\\log p(x) = -(x - m)^2 + C", sheet).verdict == .wrong)
    let factor = try verdict(of: "\\log p(x) = C x^2 + C", sheet)
    #expect(factor.verdict == .unbound, "C is more than a term")
    let bound = try audit(
      "$$ C = 2 $$\n\n$$ \\log p(x) = -\\frac{(x - m)^2}{2} + C $$", sheet)
    #expect(bound.verdicts == [.definition, .wrong])
    let introduced = try audit("$$ f(a) = a^2 + C $$", sheet)
    #expect(introduced.verdicts == [.definition])
  }

  // MARK: work

  @Test func workIsCountedAndNotTimed() throws {
    let long = "$$ \\sum_{i=1}^{3000}\\sum_{j=1}^{3000}\\sum_{k=1}^{3000} i j k = 1 $$\n\n$$ 1 = 1 $$"
    var options = Audit.Options()
    options.work = 100_000
    let reports = try [1, 2].map { threads in
      options.threads = threads
      return Audit(options).run(Array(long.utf8), name: "notes.md", sheet: try sheet())
    }
    #expect(reports[0].equations.map(\.verdict) == [.undecided, .holds])
    #expect(reports[0].equations[0].reason?.contains("100000 steps") == true)
    #expect(reports[0] == reports[1])
  }
}

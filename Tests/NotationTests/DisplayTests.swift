import Notation
import Testing

private func display(_ text: String) throws -> Display { try FormulaParser().parseDisplay(text) }
private func formula(_ text: String) throws -> Formula { try FormulaParser().parse(text) }

@Suite struct Displays {
  @Test func aChainIsOneDerivation() throws {
    let text = #"""
      \begin{aligned}
        \log p(x) &= \mathbb{E}_q\left[\log p(x)\right] \because{a constant is its own mean} \\
          &= \mathcal{L}(q) + D_{KL}(q \| p) \\
          &\ge \mathcal{L}(q) \because{Gibbs: $D_{KL} \ge 0$}.
      \end{aligned}
      """#
    let derivations = try display(text).derivations
    #expect(derivations.count == 1)
    let chain = derivations[0]
    #expect(chain.latex == #"\log p(x)"#)
    #expect(chain.line == 2)
    #expect(chain.steps.map(\.relation) == [.equal, .equal, .greaterOrEqual])
    #expect(
      chain.steps.map(\.because) == ["a constant is its own mean", nil, #"Gibbs: $D_{KL} \ge 0$"#])
    #expect(chain.steps.map(\.line) == [2, 3, 4])
    #expect(
      chain.steps.map(\.latex) == [
        #"\mathbb{E}_q\left[\log p(x)\right]"#, #"\mathcal{L}(q) + D_{KL}(q \| p)"#,
        #"\mathcal{L}(q)"#,
      ])
    #expect(chain.steps[1].side == (try formula(#"\mathcal{L}(q) + D_{KL}(q \| p)"#)))
    #expect(try formula(text) == chain.formula)
  }

  @Test func lines() throws {
    let shown = try display(#"a &= b \\ &\le c \because{why}"#)
    #expect(shown.lines.map(\.continuation) == [nil, .lessOrEqual])
    #expect(shown.lines.map(\.because) == [nil, "why"])
    #expect(shown.lines.map(\.latex) == ["a = b", #"\le c"#])
    #expect(shown.lines[1].formulas == [try formula("c")])
  }

  @Test func independentEquations() throws {
    #expect(try display(#"a &= b \\ c &= d"#).derivations.map(\.latex) == ["a", "c"])
    #expect(
      try display(#"a &= b, & c &= d \\ e &= f"#).derivations.map(\.latex) == ["a", "c", "e"])
    #expect(
      try display(#"a = b, \qquad c = d."#).derivations.map(\.formula) == [
        try formula("a = b"), try formula("c = d"),
      ])
    #expect(try display(#"a = b \text{ and } c = d"#).derivations.count == 2)
    #expect(try display(#"\begin{gathered} a = b \\ c = d \end{gathered}"#).derivations.count == 2)
  }

  @Test func conditions() throws {
    let one = try display(#"a = b \quad\text{for all } x > 0"#).derivations
    #expect(one.count == 1)
    #expect(one[0].conditions == [#"\text{for all } x > 0"#])
    #expect(one[0].formula == (try formula("a = b")))
    #expect(try display(#"a = b, \quad \forall x"#).derivations[0].conditions == [#"\forall x"#])
    #expect(try display(#"a = b \quad (x > 0)"#).derivations[0].conditions == ["(x > 0)"])
    #expect(
      try display(#"x_t = a, \quad t = 1, \dots, T"#).derivations[0].conditions == [
        #"t = 1, \dots, T"#
      ])
    #expect(
      try display(#"a &= b \\ &= c \quad\text{if } d"#).derivations[0].conditions == [
        #"\text{if } d"#
      ])
    #expect(try display(#"\text{KL}(p\|q) = 0"#).derivations[0].conditions == [])
  }

  /// Words may be in any script; brackets behind a space are a condition only where they end the row and state something.
  @Test func wordsAndBrackets() throws {
    let words = try display(#"a = b \quad\text{für alle } x > 0"#).derivations
    #expect(words.count == 1 && words[0].conditions == [#"\text{für alle } x > 0"#])
    #expect(try display(#"a = b \quad (\text{für } x)"#).derivations[0].conditions == [#"(\text{für } x)"#])
    #expect(throws: ParseError.self) { try display(#"a = b \quad (c)"#) }
    let two = try display(#"a = b \quad (c + d) = e"#).derivations
    #expect(two.count == 2 && two.allSatisfy(\.conditions.isEmpty) && two[1].latex == "(c + d)")
    #expect(try display(#"-a = b \quad c = d"#).derivations.map(\.formula) == [try formula("-a = b"), try formula("c = d")])
    #expect(try display(#"a = \quad b"#).derivations.map(\.formula) == [try formula("a = b")])
    #expect(try display(#"a = b \quad + c"#).derivations.map(\.formula) == [try formula("a = b + c")])
    #expect(try display(#"a = b + \quad c"#).derivations.map(\.formula) == [try formula("a = b + c")])
    #expect(try display(#"a = b,\; c = d;"#).derivations.count == 2)
  }

  @Test func longSidesGoOn() throws {
    #expect(
      try display(#"L &= a \\ &\quad + b \\ &= c"#).derivations[0].formula
        == (try formula("L = a + b = c")))
    #expect(
      try display(#"L &= a + \\ &\quad b"#).derivations[0].formula == (try formula("L = a + b")))
    #expect(
      try display(#"L &= \left[ a + \right. \\ &\quad \left. b \right] c"#).derivations[0].formula
        == (try formula("L = (a + b) c")))
    #expect(try display(#"L = \\ a"#).derivations[0].formula == (try formula("L = a")))
    #expect(
      try display(#"p &= \int q \\ &\quad \cdot r \,dx"#).derivations[0].formula
        == (try formula(#"p = \int q r\,dx"#)))
    #expect(
      try display(#"a &= b \\ - c &= d"#).derivations.count == 2,
      "a line with its own relation is a new equation")
    #expect(try display(#"L &= a \\ &\quad + b"#).derivations[0].steps[0].latex == #"a \quad + b"#)
  }

  @Test func matricesAndCasesKeepTheirRows() throws {
    let text =
      #"A &= \begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix} \\ &= \begin{cases} a & x > 0 \\ b & \text{otherwise} \end{cases}"#
    #expect(try display(text).derivations[0].steps.count == 2)
  }

  @Test func goingOnFromTheDisplayBefore() throws {
    let first = try display("a = b").derivations[0]
    let second = try FormulaParser().parseDisplay(
      #"= c \quad\text{for } c"#, continuing: first.steps[0].side
    ).derivations
    #expect(second.map(\.formula) == [try formula("b = c")])
    #expect(second[0].conditions == [#"\text{for } c"#])
    #expect(
      try FormulaParser().parseDisplay("x = y", continuing: first.first).derivations[0].latex == "x")
  }

  @Test func labelsAndCommentsOfStrangersAreSkipped() throws {
    let text = "\\begin{align} a &= b \\label{eq:1} % why\n \\\\ &= c \\tag{2} \\end{align}"
    #expect(
      try FormulaParser(options: .lenient).parseDisplay(text).derivations.map(\.formula)
        == [try formula("a = b = c")])
    #expect(throws: ParseError.self) { try display(text) }
  }

  @Test func definitions() throws {
    #expect(try display("a := b").derivations[0].isDefinition)
    #expect(try !display("a = b").derivations[0].isDefinition)
  }

  @Test func consequencesPartFormulasForStrangersOnly() throws {
    #expect(
      try FormulaParser(options: .lenient).parseDisplay(#"a = b \implies c = d"#).derivations.count
        == 2)
    #expect(throws: ParseError.self) { try display(#"a = b \implies c = d"#) }
  }

  @Test(arguments: [
    ("= b", 1, 1, "without a left side"),
    (#"a = b \because{x} + c"#, 1, 19, "behind the reason"),
    (#"a = b \because{x} \because{y}"#, 1, 19, "second reason"),
    (#"a + b \because{x}"#, 1, 1, "without a step"),
    ("x, y = 3", 1, 1, "without a relation"),
    (#"\begin{aligned} a &= b"#, 1, 1, "never ended"),
    (#"\begin{aligned} a &= b \end{align}"#, 1, 24, #"\end{align}"#),
    ("", 1, 1, "empty"),
    (#"\text{for all}"#, 1, 1, "words only"),
    (#"a &= (b \\ &= c"#, 1, 6, "never closed"),
    ("a = b\nc &= )", 2, 6, "expected a term"),
  ]) func errors(_ text: String, _ line: Int, _ column: Int, _ part: String) throws {
    let error = try #require(throws: ParseError.self) { try display(text) }
    #expect((error.line, error.column) == (line, column), "\(error)")
    #expect(error.message.contains(part), "\(error)")
  }
}

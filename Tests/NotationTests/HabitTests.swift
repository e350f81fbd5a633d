import Notation
import Testing

/// What strangers write, and the plainer spelling that says the same.
@Suite struct Habits {
  @Test(arguments: [
    (#"\underset{x \sim p}{\mathbb{E}}[f(x)]"#, #"\mathbb{E}_{x \sim p}[f(x)]"#),
    (#"\underset{x}{\arg\max}\; f(x)"#, #"\arg\max_x f(x)"#),
    (#"\underset{\theta}{\operatorname{argmin}} L(\theta)"#, #"\arg\min_\theta L(\theta)"#),
    (#"x \leftarrow a + b"#, #"x := a + b"#),
    (#"a \equiv b"#, "a = b"),
    (#"x \overset{d}{=} y"#, #"x \sim y"#),
    (#"m \stackrel{\text{def}}{=} a"#, "m := a"),
    (#"x \overset{\text{iid}}{\sim} p"#, #"x \sim p"#),
    ("KL(p||q)", #"D_{KL}(p \| q)"#),
    (#"D_{KL}(\cdot | \cdot)"#, #"D_{KL}(\cdot \| \cdot)"#),
    (#"p_{\rm data}"#, #"p_{\mathrm{data}}"#),
    (#"{\bf x} + {\cal N}(0, 1)"#, #"\mathbf x + \mathcal N(0, 1)"#),
    (#"\E[x] + \norm{x}"#, #"\mathbb{E}[x] + \|x\|"#),
    (#"\lim_{x \downarrow 0} f(x)"#, #"\lim_{x \to 0^+} f(x)"#),
    (
      #"f(x) = \left\{ \begin{array}{ll} 1 & x>0 \\ 0 & \text{otherwise} \end{array} \right."#,
      #"f(x) = \begin{cases} 1 & x>0 \\ 0 & \text{otherwise} \end{cases}"#
    ),
    (#"n!"#, #"\prod_{k=1}^n k"#),
    (#"[a, b]^T"#, "(a, b)"),
    (#"1{,}000"#, "1000"),
    (#"50\%"#, #"\frac{50}{100}"#),
    ("𝔼[x²] + ½ x₁₂", #"\mathbb{E}[x^2] + \frac12 x_{12}"#),
    (#"\sum_{\substack{i \in S}} a_i"#, #"\sum_{i \in S} a_i"#),
    (#"\langle x \mid y \rangle"#, #"\langle x, y \rangle"#),
    (#"\mathbb{E}(x)^2"#, #"(\mathbb{E}[x])^2"#),
    (#"\mathbb{E}(x \mid z)^2"#, #"(\mathbb{E}[x \mid z])^2"#),
    (#"\mathbb{E}(x - m)^2"#, #"\mathbb{E}[(x - m)^2]"#),
    (#"\mathbb{E}(f(x - m))^2"#, #"(\mathbb{E}[f(x - m)])^2"#),
    (#"\int f(x) \, P(dx)"#, #"\mathbb{E}_{x \sim P}[f(x)]"#),
    (#"\int P(\mathrm{d}x) f(x)"#, #"\mathbb{E}_{x \sim P}[f(x)]"#),
    (#"\int f(y) \, k_\theta(dy \mid x)"#, #"\mathbb{E}_{y \sim k_\theta(y \mid x)}[f(y)]"#),
    (#"\int f(y) \, \mathrm{d}P(y \mid x)"#, #"\mathbb{E}_{y \sim P(y \mid x)}[f(y)]"#),
    (
      #"\iint f(x, y) \, P(dx) \, Q(dy)"#, #"\mathbb{E}_{y \sim Q}[\mathbb{E}_{x \sim P}[f(x, y)]]"#
    ),
    (#"\int f(x, y) \, \gamma(dx, dy)"#, #"\mathbb{E}_{(x, y) \sim \gamma}[f(x, y)]"#),
    (#"\int_a^b f(x) \, dP(x)"#, #"\mathbb{E}_{x \sim P}[\mathbb{1}(a < x \le b) f(x)]"#),
    (#"\int_{-\infty}^b f(x) \, dP(x)"#, #"\mathbb{E}_{x \sim P}[\mathbb{1}(x \le b) f(x)]"#),
    (#"\int_{-\infty}^\infty f(x) \, dP(x)"#, #"\mathbb{E}_{x \sim P}[f(x)]"#),
    (#"\int_\Omega f(\omega) \, P(d\omega)"#, #"\mathbb{E}_{\omega \sim P}[f(\omega)]"#),
    (#"\int f(x) \, d(P - Q)(x)"#, #"\mathbb{E}_{x \sim P}[f(x)] - \mathbb{E}_{x \sim Q}[f(x)]"#),
    (#"\int f(d x) \, dx"#, #"\int f(d x) \, dx"#),
    (#"\log 1/a"#, #"\log(1/a)"#),
    (#"\log a/b"#, #"(\log a)/b"#),
    (#"\|v\|^2_2"#, #"\|v\|_2^2"#),
    (#"1_{x > 0}"#, #"\mathbb{1}_{x > 0}"#),
    (#"x^{\mathrm{T}} y"#, #"x^\top y"#),
    (#"{n \choose k}"#, #"\binom{n}{k}"#),
    (#"a \overset{c}{=} b"#, #"a = \text{const} + b"#),
    (#"a \stackrel{+}{=} -b"#, #"a = \text{const} - b"#),
    (#"{\color{red} x} + \textcolor{blue}{y}"#, "x + y"),
    (#"\arcsin x"#, #"\sin^{-1} x"#),
  ]) func sayTheSame(_ habit: String, _ plain: String) throws {
    #expect(try FormulaParser(options: .lenient).parse(habit) == FormulaParser().parse(plain))
  }

  @Test(arguments: [
    (#"\nabla \cdot v"#, #"\operatorname{tr} \nabla v"#),
    (#"\int f(x) \, dP(x)"#, #"\mathbb{E}_{x \sim P}[f(x)]"#),
    (#"\int_{x > 0} f(x) \, dP(x)"#, #"\mathbb{E}_{x \sim P}[\mathbb{1}(x > 0) f(x)]"#),
    (#"\int_{[0, 1)} f(x) \, dP(x)"#, #"\mathbb{E}_{x \sim P}[\mathbb{1}(x \in [0, 1)) f(x)]"#),
    (#"\int_A f(x) \, dP(x)"#, #"\mathbb{E}_{x \sim P}[\mathbb{1}(x \in A) f(x)]"#),
    (
      #"\int_{\mathcal X \times \mathcal Y} f(x, y) \, d\gamma(x, y)"#,
      #"\mathbb{E}_{(x, y) \sim \gamma}[f(x, y)]"#
    ),
    (
      #"\iint f(x, y) \, dP(x) \, dQ(y)"#, #"\mathbb{E}_{y \sim Q}[\mathbb{E}_{x \sim P}[f(x, y)]]"#
    ),
    (#"\int \|x - y\| \, d\gamma(x, y)"#, #"\mathbb{E}_{(x, y) \sim \gamma}[\|x - y\|]"#),
    (#"\int_{[0, 1]} x \, dx"#, #"\int_0^1 x \, dx"#),
    (#"\int_{\mathcal X} p(x) \, dx"#, #"\int p(x) \, dx"#),
    (#"\int_{x > 0} p(x) \, dx"#, #"\int \mathbb{1}[x > 0] p(x) \, dx"#),
    (#"\int_A p(x) \, dx"#, #"\int \mathbb{1}[x \in A] p(x) \, dx"#),
    (#"\log_{10} 100"#, #"\frac{\log 100}{\log 10}"#),
    (#"\tanh^{-1} x"#, #"\frac{1}{2} \log\frac{1 + x}{1 - x}"#),
    (#"\sinh^{-1}(x)"#, #"\log(x + \sqrt{x^2 + 1})"#),
    (#"\tan^{-1} x"#, #"\arctan x"#),
    (#"n!!"#, #"\prod_{k=0}^{\lceil \frac{n}{2} \rceil - 1} (n - 2k)"#),
    (#"(2k - 1)!!"#, #"\prod_{j=0}^{\lceil \frac{2k - 1}{2} \rceil - 1} (2k - 1 - 2j)"#),
    (#"10\,000 x"#, "10000 x"),
    (#"(a)_+"#, #"\max(a, 0)"#),
  ]) func areReadInTheBookToo(_ form: String, _ plain: String) throws {
    #expect(try FormulaParser().parse(form) == FormulaParser().parse(plain))
  }

  /// The place below a power of a matrix is one of the power.
  @Test func entriesOfPowers() throws {
    var options = FormulaParser.Options.lenient
    options.matrices = [Symbol("P")]
    let parser = FormulaParser(options: options), plain = FormulaParser()
    for (form, meant) in [
      (#"P^2_{12}"#, "(P^2)_{12}"), (#"P^{-1}_{ij}"#, "(P^{-1})_{ij}"),
      (#"P^\top_{12}"#, #"(P^\top)_{12}"#), ("P_{12}^2", "P_{12}^2"), ("x^2_{12}", "x_{12}^2"),
    ] {
      #expect(try parser.parse(form) == plain.parse(meant))
    }
  }

  @Test(arguments: [#"\log^{-1} x"#, #"\erf^{-1}(x)"#, #"\tanh'"#])
  func functionsWithoutAnInverse(_ form: String) {
    #expect(throws: ParseError.self) { try FormulaParser(options: .lenient).parse(form) }
  }

  @Test(arguments: [#"a \leftarrow b"#, #"a \overset{d}{=} b"#, #"{\rm KL}"#, "KL(p, q) [a, b, c]"])
  func areRefusedInTheBook(_ form: String) {
    #expect(throws: ParseError.self) { try FormulaParser().parse(form) }
  }

  @Test func statementsWithoutRelations() throws {
    let parser = FormulaParser(options: .lenient)
    let both = try parser.parseDisplay(#"\max_x f(x) \iff \max_x \log f(x)"#)
    #expect(both.derivations.map(\.steps.count) == [0, 0])
    let declared = try parser.parseDisplay(#"f \colon \mathbb{R} \to \mathbb{R}"#)
    guard case .range(.symbol(let f), .relation) = declared.derivations[0].first else {
      Issue.record("no declaration: \(declared)")
      return
    }
    #expect(f == Symbol("f"))
    let steps = try parser.parseDisplay(#"t = 1, \dots, T"#)
    #expect(latex(steps.derivations[0].formula) == #"t \in \{1, \dots, T\}"#)
    let sample = try parser.parseDisplay(#"x_1, \dots, x_n \sim p"#)
    #expect(latex(sample.derivations[0].formula) == #"(x_1, \dots, x_n) \sim p"#)
    let all = try parser.parseDisplay(#"\forall x: f(x) \ge 0"#)
    #expect(all.derivations.map { latex($0.formula) } == [#"f(x) \ge 0"#])
    #expect(all.derivations[0].conditions == [#"\forall x"#])
  }
}

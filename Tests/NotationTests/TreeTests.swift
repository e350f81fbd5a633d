import Exact
import Notation
import Testing

private func parse(_ text: String) throws -> Formula { try FormulaParser().parse(text) }
private func lenient(_ text: String) throws -> Formula {
  try FormulaParser(options: .lenient).parse(text)
}
private func letter(_ text: String) -> Formula { .symbol(Symbol(text)) }
private let (a, b, c, d, f, g, n, p, q, t, x, y, z) = (
  letter("a"), letter("b"), letter("c"), letter("d"), letter("f"), letter("g"), letter("n"),
  letter("p"), letter("q"), letter("t"),
  letter("x"), letter("y"), letter("z")
)
private func call(
  _ head: Formula, _ wanted: Formula..., given: [Formula] = [], parameters: [Formula] = []
) -> Formula {
  .application(head, Arguments(wanted, given: given, parameters: parameters))
}

/// What the rules of docs/notation.md make of the forms that could be read in two ways.
@Suite struct Trees {
  @Test func sums() throws {
    #expect(try parse("a + b - c") == .sum([a, b, .negative(c)]))
    #expect(try parse("a + (b - c)") == .sum([a, b, .negative(c)]))
    #expect(try parse("a - (b - c)") == .sum([a, .negative(.sum([b, .negative(c)]))]))
    #expect(try parse("-a^2") == .negative(.power(a, .number(2))))
    #expect(try parse("-a b") == .negative(.product([a, b])))
    #expect(try parse("+a") == a)
    #expect(try parse("a + (-b)") == .sum([a, .negative(b)]))
  }

  @Test func products() throws {
    #expect(try parse("2ab") == .product([.number(2), a, b]))
    #expect(try parse(#"a \cdot b \times c"#) == .product([a, b, c]))
    #expect(try parse("(ab)c") == .product([a, b, c]))
    #expect(try parse("a/b") == .quotient(a, b))
    #expect(try parse("ab/c") == .quotient(.product([a, b]), c))
    #expect(try parse(#"a/b \cdot c"#) == .product([.quotient(a, b), c]))
    #expect(try parse("2(x+1)") == .product([.number(2), .sum([x, .number(1)])]))
    #expect(try parse("(a)(b)") == .product([a, b]))
    #expect(try parse(#"\frac12x"#) == .product([.quotient(.number(1), .number(2)), x]))
    #expect(try parse(#"a \odot b c"#) == .hadamard(a, .product([b, c])))
    #expect(
      try lenient(#"a/2 \nabla f"#) == .product([.quotient(a, .number(2)), .gradient(f, by: nil)]))
  }

  @Test func callsAndProducts() throws {
    #expect(try parse("f(x)") == call(f, x))
    #expect(try parse("p(x,z)") == call(p, x, z))
    #expect(try parse("p(x|z)") == call(p, x, given: [z]))
    #expect(
      try parse(#"p(x \mid z; \theta)"#) == call(p, x, given: [z], parameters: [letter("theta")]))
    #expect(try parse("f(x)(y)") == .product([call(f, x), y]))
    #expect(try parse("p(x|z)p(z)") == .product([call(p, x, given: [z]), call(p, z)]))
    #expect(try parse("f^{-1}(x)") == call(.power(f, .negative(.number(1))), x))
    #expect(try parse("f'(x)") == .prime(f, order: 1, at: x))
    #expect(try parse("f''(x)^2") == .power(.prime(f, order: 2, at: x), .number(2)))
    #expect(try parse("z' + 1") == .sum([.symbol(Symbol("z", marks: ["'"])), .number(1)]))
    #expect(try parse(#"(f \circ g)(x)"#) == call(.composition(f, g), x))
    #expect(try lenient(#"f \circ g(x)"#) == call(.composition(f, g), x))
    #expect(try parse(#"\mathrm{TV}(p \| q)"#) == call(.symbol(Symbol("TV", style: .roman)), p, q))
    #expect(try parse(#"f(2|x|)"#) == call(f, .product([.number(2), .absolute(x)])))
    #expect(try parse(#"p(x \mid |z|)"#) == call(p, x, given: [.absolute(z)]))
    #expect(try parse("f(x)_i") == .component(call(f, x), [letter("i")]))
  }

  @Test func letters() throws {
    #expect(
      try parse(#"\bar\alpha_t"#) == .symbol(Symbol("alpha", accents: ["bar"], subscripts: [t])))
    #expect(
      try parse(#"\bar{\alpha}_t"#) == .symbol(Symbol("alpha", accents: ["bar"], subscripts: [t])))
    #expect(
      try parse(#"\bar{\alpha_t}"#) == .symbol(Symbol("alpha", accents: ["bar"], subscripts: [t])))
    #expect(try parse(#"\hat{\bar{x}}"#) == .symbol(Symbol("x", accents: ["hat", "bar"])))
    #expect(try parse("D^*") == .symbol(Symbol("D", marks: ["*"])))
    #expect(
      try parse(#"D_G^{\star}"#) == .symbol(Symbol("D", marks: ["*"], subscripts: [letter("G")])))
    #expect(try parse("x^{(i)}") == .symbol(Symbol("x", marks: ["(i)"])))
    #expect(try parse(#"\theta^{\mathrm{new}}"#) == .symbol(Symbol("theta", marks: ["new"])))
    #expect(try parse(#"\sigma^2"#) == .power(letter("sigma"), .number(2)))
    #expect(try parse("z'^2") == .power(.symbol(Symbol("z", marks: ["'"])), .number(2)))
    #expect(try parse("x^T") == .power(x, letter("T")))
    #expect(try parse(#"A^\top"#) == .transpose(letter("A")))
    #expect(try parse(#"A^{\mathsf T}"#) == .transpose(letter("A")))
    #expect(try parse(#"A^{\intercal}"#) == .transpose(letter("A")))
    #expect(
      try parse("x_{t-1}") == .symbol(Symbol("x", subscripts: [.sum([t, .negative(.number(1))])])))
    #expect(try parse("x_{t,i}") == .symbol(Symbol("x", subscripts: [t, letter("i")])))
    #expect(
      try parse("x_{0:T}") == .symbol(Symbol("x", subscripts: [.range(.number(0), letter("T"))])))
    #expect(try parse("x_{<t}") == .symbol(Symbol("x", subscripts: [.bounded(.less, t)])))
    #expect(
      try parse(#"\mu_{z|x}"#) == .symbol(Symbol("mu", subscripts: [.conditioned(z, on: [x])])))
    #expect(
      try parse(#"p_\text{data}"#)
        == .symbol(Symbol("p", subscripts: [.symbol(Symbol("data", style: .roman))])))
    #expect(try parse("θ_d") == parse(#"\theta_{d}"#))
    #expect(try parse(#"\boldsymbol{\theta}"#) == .symbol(Symbol("theta", style: .bold)))
    #expect(try parse(#"\mathbf{\hat x}"#) == parse(#"\hat{\mathbf{x}}"#))
  }

  @Test func extentOfFunctions() throws {
    let (log, sigma) = ({ Formula.function(.log, $0) }, letter("sigma"))
    #expect(
      try parse(#"\log 2\pi\sigma^2"#)
        == log(.product([.number(2), letter("pi"), .power(sigma, .number(2))])))
    #expect(try parse(#"\log a + b"#) == .sum([log(a), b]))
    #expect(try parse(#"\log a \cdot b"#) == .product([log(a), b]))
    #expect(try parse(#"\log a \log b"#) == .product([log(a), log(b)]))
    #expect(try parse(#"\log(a)b"#) == .product([log(a), b]))
    #expect(try parse(#"\log\det A"#) == log(.function(.det, letter("A"))))
    #expect(try parse(#"\log p(x|z)"#) == log(call(p, x, given: [z])))
    #expect(try parse(#"\log\frac{a}{b}"#) == log(.quotient(a, b)))
    #expect(try parse(#"(\log a)/b"#) == .quotient(log(a), b))
    #expect(try parse(#"\log(a)/b"#) == .quotient(log(a), b))
    #expect(try parse(#"\exp\{-x\}"#) == .function(.exp, .negative(x)))
    #expect(try parse(#"\log[1-D]"#) == log(.sum([.number(1), .negative(letter("D"))])))
    #expect(try parse(#"\sin^2 x"#) == .power(.function(.sin, x), .number(2)))
    #expect(
      try parse(#"\log\sum_i a_i"#)
        == log(
          .series(
            .sum, index: Symbol("i"), range: .all, .symbol(Symbol("a", subscripts: [letter("i")]))))
    )
    #expect(try parse(#"\sqrt 2\pi"#) == .product([.function(.sqrt, .number(2)), letter("pi")]))
    #expect(try parse(#"\max(a,b)"#) == .function(.max, .tuple([a, b])))
    #expect(try lenient(#"\log p(x) q(x)"#) == log(.product([call(p, x), call(q, x)])))
    #expect(try lenient(#"\exp(x)^2"#) == .power(.function(.exp, x), .number(2)))
  }

  @Test func extentOfOperators() throws {
    func e(_ body: Formula) -> Formula { .expectation([Draw([], p)], body) }
    #expect(try parse(#"\mathbb{E}_p[x] y"#) == .product([e(x), y]))
    #expect(try parse(#"\mathbb{E}_p x y + z"#) == .sum([e(.product([x, y])), z]))
    #expect(try parse(#"\mathbb E_p \log x"#) == e(.function(.log, x)))
    #expect(try parse(#"\mathbb{E}_p[x]^2"#) == .power(e(x), .number(2)))
    #expect(
      try lenient(#"\mathbb{E}_p(x - 1)^2"#)
        == e(.power(.sum([x, .negative(.number(1))]), .number(2))))
    #expect(try lenient(#"E_{x \sim p}[x]"#) == .expectation([Draw([Symbol("x")], p)], x))
    let sum = Formula.series(
      .sum, index: Symbol("i"), range: .from(.number(1), through: n), .product([a, b]))
    #expect(try parse(#"\sum_{i=1}^n a b + c"#) == .sum([sum, c]))
    #expect(try parse(#"\sum_{i=1}^n a \cdot b"#) == sum)
    #expect(
      try parse(#"\sum_{x,y} a"#)
        == .series(
          .sum, index: Symbol("x"), range: .all, .series(.sum, index: Symbol("y"), range: .all, a)))
    #expect(try parse(#"\nabla_x f(x)"#) == .gradient(call(f, x), by: Symbol("x")))
    #expect(try parse(#"\nabla^2 f"#) == .gradient(.gradient(f, by: nil), by: nil))
    #expect(
      try parse(#"\frac{d}{dx}f(x)|_{x=0}"#)
        == .evaluated(
          .derivative(call(f, x), by: Symbol("x"), order: 1),
          at: [.relation(sides: [x, .number(0)], relations: [.equal])]))
    #expect(
      try lenient(#"\max_x a + b"#)
        == .optimum(.max, variables: [Symbol("x")], set: nil, .sum([a, b])))
    #expect(
      try parse(#"c + \max_x a"#)
        == .sum([c, .optimum(.max, variables: [Symbol("x")], set: nil, a)]))
  }

  @Test func integrals() throws {
    let plain = { (body: Formula) in
      Formula.integral(variable: Symbol("x"), lower: nil, upper: nil, body)
    }
    #expect(try parse(#"\int f(x)\,dx"#) == plain(call(f, x)))
    #expect(try parse(#"\int a + b\,dx - c"#) == .sum([plain(.sum([a, b])), .negative(c)]))
    #expect(try parse(#"\int_{\mathbb{R}} a \,\mathrm{d}x"#) == plain(a))
    #expect(try parse(#"\int_x a\,dx"#) == plain(a))
    #expect(
      try parse(#"\int_a^b x\,dx"#) == .integral(variable: Symbol("x"), lower: a, upper: b, x))
    #expect(
      try parse(#"\iint a\,dx\,dz"#)
        == .integral(variable: Symbol("z"), lower: nil, upper: nil, plain(a)))
    #expect(try parse(#"\int dx\,a b + c"#) == .sum([plain(.product([a, b])), c]))
    #expect(try parse(#"\int \frac{a\,dx}{b}"#) == plain(.quotient(a, b)))
    #expect(try parse(#"d x"#) == .product([d, x]), "d is a letter outside an integral")
    #expect(try parse(#"\int (d x)\,dx"#) == plain(.product([d, x])))
    #expect(try parse(#"\frac{df}{dx}"#) == .derivative(f, by: Symbol("x"), order: 1))
    #expect(try parse(#"\frac{d}{d + 1}"#) == .quotient(d, .sum([d, .number(1)])))
    #expect(
      try parse(#"\frac{\partial^2 f}{\partial x \partial y}"#)
        == .derivative(.derivative(f, by: Symbol("y"), order: 1), by: Symbol("x"), order: 1))
  }

  @Test func draws() throws {
    let (X, Z) = (Symbol("x"), Symbol("z"))
    func drawn(_ text: String) throws -> [Draw] {
      guard case .expectation(let draws, _) = try parse(#"\mathbb{E}_{"# + text + "}[1]") else {
        return []
      }
      return draws
    }
    #expect(try drawn(#"x \sim p"#) == [Draw([X], p)])
    #expect(try drawn("q") == [Draw([], q)])
    #expect(try drawn("q(z|x)") == [Draw([], call(q, z, given: [x]))])
    #expect(try drawn(#"(x,z) \sim p"#) == [Draw([X, Z], p)])
    #expect(
      try drawn(#"x \sim p, z \sim q(z|x)"#) == [Draw([X], p), Draw([Z], call(q, z, given: [x]))])
    #expect(try drawn("(x,z)") == [Draw([X, Z], nil)])
    #expect(try drawn("x, t") == [Draw([], x), Draw([], t)])
  }

  @Test func divergences() throws {
    let kl = Formula.divergence(.kl, p, q)
    for text in [
      #"D_{KL}(p\|q)"#, #"D_{\mathrm{KL}}(p \Vert q)"#, #"\mathrm{KL}(p||q)"#,
      #"\operatorname{KL}[p \parallel q]"#, #"\text{KL}(p, q)"#,
      #"\mathbb{D}_{K L}\left(p \Big{\|} q\right)"#, #"D_{KL}(p \mid\mid q)"#,
    ] {
      #expect(try parse(text) == kl, "\(text)")
    }
    #expect(try parse(#"D_{JS}(p\|q)"#) == .divergence(.js, p, q))
    #expect(try parse(#"D(p\|q)"#) == call(letter("D"), p, q))
  }

  @Test func othersSpellings() throws {
    #expect(try parse(#"\langle x, y \rangle"#) == .product([.transpose(x), y]))
    #expect(try parse(#"\mathrm{e}^x"#) == parse("e^x"))
    #expect(try parse(#"\Pr(x > 0)"#) == call(letter("Pr"), try parse("x > 0")))
    #expect(try parse(#"\partial f/\partial x"#) == parse(#"\frac{\partial f}{\partial x}"#))
  }

  @Test func setsAndBrackets() throws {
    func element(_ set: Formula) -> Formula { .relation(sides: [x, set], relations: [.element]) }
    #expect(
      try parse(#"x \in [0, 1)"#)
        == element(.interval(.number(0), .number(1), closedBelow: true, closedAbove: false)))
    #expect(
      try parse(#"x \in (0, \infty)"#)
        == element(.interval(.number(0), .infinity, closedBelow: false, closedAbove: false)))
    #expect(try parse(#"x \in \{0\}"#) == element(.set([.number(0)], dots: false)))
    #expect(
      try parse(#"x \in \{1, 2, \dots, n\}"#)
        == element(.set([.number(1), .number(2), n], dots: true)))
    #expect(try parse("(a, b)") == .tuple([a, b]))
    #expect(try parse(#"2\{a + b\}"#) == .product([.number(2), .sum([a, b])]))
    #expect(try parse("|a||b|") == .product([.absolute(a), .absolute(b)]))
    #expect(try parse(#"\|x\|_2^2"#) == .power(.norm(x, order: .number(2)), .number(2)))
    #expect(try parse("||x - y||") == .norm(.sum([x, .negative(y)]), order: nil))
    #expect(
      try parse(#"\mathbf 1[x > 0]"#)
        == call(
          .symbol(Symbol("1", style: .bold)),
          .relation(sides: [x, .number(0)], relations: [.greater])))
  }

  @Test func numbers() throws {
    #expect(try parse("0.25") == .number(Rational(1, 4)))
    #expect(try parse(".5") == .number(Rational(1, 2)))
    #expect(try parse("12.") == .number(12))
    #expect(latex(.number(Rational(1, 4))) == "0.25")
    #expect(latex(.number(Rational(1, 80))) == "0.0125")
    #expect(latex(.number(Rational(1, 3))) == #"\frac{1}{3}"#)
    #expect(latex(.product([.number(2), .number(10)])) == #"2 \cdot 10"#)
  }

  @Test(arguments: [
    (#"D^*(x)=\frac{p_d(x)}{p_d(x)+p_g(x)}"#, #"D^*(x) = \frac{p_d(x)}{p_d(x) + p_g(x)}"#),
    (#"\left(a+b\right)c"#, "(a + b) c"),
    (#"(\frac{a}{b})c"#, #"\frac{a}{b} c"#),
    (#"\left(1+\frac{a}{b}\right)c"#, #"\left(1 + \frac{a}{b}\right) c"#),
    (#"x\cdot(1-x)"#, #"x \cdot (1 - x)"#),
    (#"x(1-x)"#, "x(1 - x)"),
    (#"\Sigma_{i j}"#, #"\Sigma_{ij}"#),
    (#"\mathrm{KL}(p,q)"#, #"D_{\mathrm{KL}}(p \| q)"#),
    (#"\log(p(x))"#, #"\log p(x)"#),
    (#"a-(b+c)"#, "a - (b + c)"),
    (#"\frac{a}{b}(x+1)"#, #"\frac{a}{b} (x + 1)"#),
    (#"p(y)(x+1)"#, "p(y) (x + 1)"),
    (#"\sqrt{2}(x+1)"#, #"\sqrt{2} (x + 1)"#),
    (#"2(x+1)"#, "2 (x + 1)"),
    (#"a'(x)(y+1)"#, "a'(x) (y + 1)"),
    (#"\infty\cdot(x+1)"#, #"\infty \cdot (x + 1)"#),
    (#"A^\top\cdot(x+1)"#, #"A^\top \cdot (x + 1)"#),
    (#"x^2\cdot(x+1)"#, #"x^2 \cdot (x + 1)"#),
    (#"\int p(x\mid z)q(z)\,dz"#, #"\int p(x | z) q(z) \, dz"#),
    (#"\int\delta z\,dz"#, #"\int \delta z \, dz"#),
    (#"\int\log p_d(x)\,dx"#, #"\int \log p_d(x) \, dx"#),
    (#"\int\int a b\,dx\,dy"#, #"\int \int a b \, dx \, dy"#),
    (#"(-a)b"#, "(-a) b"),
  ]) func printing(_ text: String, _ printed: String) throws {
    #expect(latex(try parse(text)) == printed)
  }
}

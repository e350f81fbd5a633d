import Notation
import Testing

private func parse(_ text: String) throws -> Formula { try FormulaParser().parse(text) }
private func printed(_ text: String) throws -> [String] {
  mutants(of: try parse(text)).map { latex($0.formula) }
}

@Suite struct Mutants {
  @Test func ofAnEquation() throws {
    #expect(
      try printed("a = 2 b - 1") == [
        "-a = 2 b - 1", "2 a = 2 b - 1",
        "a = -2 b - 1", "a = 2 b + 1", "a = -1", "a = 2 b", "a = b - 1", "a = 2 - 1", "a = 4 b - 1",
        "a = 3 b - 1", "a = 0 b - 1",
        "a = 2 b - 2", "a = 2 b - 0",
      ])
  }

  /// All of them, in the order of the text: nothing more, nothing less.
  @Test(arguments: [
    ("a = b", ["-a = b", "2 a = b", "a = -b", "a = 2 b"]),
    ("a = 0", ["-a = 0", "2 a = 0", "a = 1"]),
    ("a = 1", ["-a = 1", "2 a = 1", "a = -1", "a = 2", "a = 0"]),
    ("a = -b", ["-a = -b", "2 a = -b", "a = b", "a = -2 b"]),
    ("a = b c", ["-a = b c", "2 a = b c", "a = -b c", "a = 2 b c", "a = c", "a = b"]),
    ("a = 3 c", ["-a = 3 c", "2 a = 3 c", "a = -3 c", "a = c", "a = 3", "a = 6 c", "a = 4 c", "a = 0 c"]),
    (
      #"a = \frac{b}{c}"#,
      ["-a", "2 a"].map { $0 + #" = \frac{b}{c}"# } + [
        #"a = -\frac{b}{c}"#, #"a = 2 \frac{b}{c}"#, #"a = \frac{c}{b}"#, "a = b", #"a = \frac{1}{c}"#,
      ]
    ),
    (#"a \ne b"#, ["a = b"]),
    ("a < b", ["-a < b", "2 a < b", "a < -b", "a < 2 b", "a > b"]),
    (#"a \ge b"#, [#"-a \ge b"#, #"2 a \ge b"#, #"a \ge -b"#, #"a \ge 2 b"#, #"a \le b"#]),
    (
      "x_1 = y_0",
      ["-x_1 = y_0", "2 x_1 = y_0", "x_2 = y_0", "x_0 = y_0", "x_1 = -y_0", "x_1 = 2 y_0", "x_1 = y_1"]
    ),
    (
      "x_{t+1} = 0",
      ["-x_{t+1} = 0", "2 x_{t+1} = 0", "x_{t+2} = 0", "x_t = 0", "x_{t+1} = 1"]
    ),
    ("a = f''(0)", ["-a = f''(0)", "2 a = f''(0)", "a = -f''(0)", "a = 2 f''(0)", "a = f'(0)", "a = f''(1)"]),
    ("a = f'(0)", ["-a = f'(0)", "2 a = f'(0)", "a = -f'(0)", "a = 2 f'(0)", "a = f(0)", "a = f'(1)"]),
    ("a = V(D, D)", ["-a = V(D, D)", "2 a = V(D, D)", "a = -V(D, D)", "a = 2 V(D, D)"]),
    (
      "a = q(z | x, y)",
      ["-a = q(z | x, y)", "2 a = q(z | x, y)", "a = -q(z | x, y)", "a = 2 q(z | x, y)", "a = q(z | y)", "a = q(z | x)",
        "a = q(x, y | z)"]
    ),
  ]) func everyOne(_ text: String, _ expected: [String]) throws { #expect(try printed(text) == expected) }

  @Test(arguments: [
    (#"a = \max_x b"#, #"\min_x b"#), (#"a = \min_x b"#, #"\max_x b"#), (#"a = \sup_x b"#, #"\inf_x b"#),
    (#"a = \inf_x b"#, #"\sup_x b"#), (#"a = \max(b, c)"#, #"\min(b, c)"#), (#"a = \min(b, c)"#, #"\max(b, c)"#),
    (#"a = \arg\max_x b"#, #"\arg\min_x b"#), (#"a = \arg\min_x b"#, #"\arg\max_x b"#), (#"a = \cos b"#, #"\sin b"#),
    (#"a = \|b\|_1"#, #"\left\|b\right\|"#), (#"a = \ln b"#, "b"), (#"a = \exp b"#, "b"), (#"a = \det b"#, "b"),
    (#"a = D_{JS}(p\|q)"#, #"D_{\mathrm{KL}}(p \| q)"#),
  ]) func opposites(_ text: String, _ expected: String) throws {
    let all = try printed(text)
    #expect(all.contains("a = \(expected)"), "\(all)")
  }

  @Test(arguments: [
    (#"x = D_{KL}(p\|q)"#, "divergence swapped", #"x = D_{\mathrm{KL}}(q \| p)"#),
    (#"x = D_{KL}(p\|q)"#, "other divergence", #"x = D_{\mathrm{JS}}(p \| q)"#),
    (#"x = \log p(z|y)"#, "function dropped", "x = p(z | y)"),
    (#"x = \log p(z|y)"#, "conditioning dropped", #"x = \log p(z)"#),
    (#"x = \log p(z|y)"#, "conditioning reversed", #"x = \log p(y | z)"#),
    (#"x = \frac{a}{b}"#, "fraction upside down", #"x = \frac{b}{a}"#),
    ("x_t = y_{t-1}", "index", "x_t = y_t"),
    ("x_t = y_{t-1}", "index", "x_t = y_{t-2}"),
    ("x_t = y_{t-1}", "index", "x_{t+1} = y_{t-1}"),
    ("a = |b|", "absolute value dropped", "a = b"),
    (#"a \le b"#, "relation reversed", #"a \ge b"#),
    ("p_d(x) = p_g(x)", "other symbol", "p_g(x) = p_g(x)"),
    (#"\tilde\beta = \beta"#, "other symbol", #"\beta = \beta"#),
    (
      #"\mathbb{E}_{x\sim p}[x] = \mathbb{E}_{x\sim q}[x^2]"#, "other law",
      #"\mathbb{E}_{x \sim q}[x] = \mathbb{E}_{x \sim q}[x^2]"#
    ),
    (#"a = \mathbb{E}[x \mid y]"#, "conditioning dropped", #"a = \mathbb{E}[x]"#),
    (#"a = \mathcal N(x; b, c)"#, "parameters swapped", #"a = \mathcal{N}(x; c, b)"#),
    (#"a = \max_x f(x)"#, "max for min", #"a = \min_x f(x)"#),
    (#"a = \sum_{t=1}^T b_t"#, "constant", #"a = \sum_{t=0}^T b_t"#),
    ("a = b^2", "power dropped", "a = b"),
    (#"a = A^\top"#, "transpose dropped", "a = A"),
    ("a = b c", "factor dropped", "a = c"),
    ("a = b + c", "term dropped", "a = c"),
    ("a = b + c", "factor 2", "a = 2 b + c"),
    ("a = b + c", "sign", "a = b - c"),
    (#"a = \prod_{t=1}^T b_t"#, "sum for product", #"a = \sum_{t=1}^T b_t"#),
    (#"a = \sin b"#, "other function", #"a = \cos b"#),
    (#"a = \|b\|"#, "other norm", #"a = \left\|b\right\|_1"#),
    (#"a = \frac{d f(x)}{d x}"#, "derivative dropped", "a = f(x)"),
    (#"a = \operatorname{Var}(b)"#, "mean for variance", #"a = \mathbb{E}[b]"#),
    ("a = V(D, G)", "arguments swapped", "a = V(G, D)"),
    // a square root, an inverse Jacobian and its determinant
    (#"a = \sqrt{b} c"#, "function dropped", "a = b c"),
    (#"a = b^{1/2}"#, "power dropped", "a = b"),
    (#"a = |\det J|^{-1}"#, "power dropped", #"a = \left|\det J\right|"#),
    (#"a = \frac{1}{|\det J|}"#, "fraction upside down", #"a = \frac{\left|\det J\right|}{1}"#),
    (#"a = p(f^{-1}(x))"#, "power dropped", "a = p(f(x))"),
    // the measure of an expectation: another letter with the same arguments
    (
      #"\mathbb{E}_{z\sim q(z|x)}[\log p(x|z)] = b"#, "other law",
      #"\mathbb{E}_{z \sim p(z | x)}[\log p(x | z)] = b"#
    ),
  ]) func contains(_ text: String, _ name: String, _ expected: String) throws {
    let found = mutants(of: try parse(text))
    #expect(
      found.contains { $0.name == name && latex($0.formula) == expected },
      "\(found.map { "\($0.name): \(latex($0.formula))" })")
  }

  /// Every operator makes a mutant somewhere in the corpus or above.
  @Test func everyOperatorWorks() throws {
    let more = [
      #"a = \prod_t b_t + \sin c + \|d\| + \operatorname{Var}(e) + V(D, G)"#,
      #"a \le \bigl(\max_x f(x)\bigr) + \frac{d f(x)}{d x} + A^\top + \mathcal N(x; b, c)"#,
      #"\mathbb{E}_{x\sim p}[x] = \mathbb{E}_{x\sim q}[|x|]"#,
    ]
    let made = try (Corpus.book + more).flatMap { mutants(of: try parse($0)).map(\.name) }
    #expect(Set(Mutant.operators).subtracting(made) == [])
  }

  @Test func namesThatAreNoIndexStay() throws {
    #expect(try !printed("p_d(x) = 1").contains { $0.contains("d + 1") })
  }

  @Test func jsIsSymmetric() throws {
    #expect(try !printed(#"x = D_{JS}(p\|q)"#).contains { $0.contains(#"(q \| p)"#) })
  }

  @Test func definitionsHaveNone() throws { #expect(mutants(of: try parse("a := b + c")).isEmpty) }

  @Test(arguments: Corpus.book) func laws(_ text: String) throws {
    let formula = try parse(text), all = mutants(of: formula)
    #expect(Set(all.map(\.formula)).count == all.count, "no duplicates")
    #expect(!all.contains { $0.formula == formula })
    #expect(all == mutants(of: formula), "the same order")
    #expect(all.allSatisfy { Mutant.operators.contains($0.name) })
    for mutant in all {
      let back = try FormulaParser().parse(latex(mutant.formula))
      #expect(back == mutant.formula, "\(latex(mutant.formula))")
    }
    if case .relation(_, let relations) = formula, !relations.contains(.defined) {
      #expect(!all.isEmpty)
    }
  }
}

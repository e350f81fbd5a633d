import Audit
import Testing

/// What is taken of laws and random variables by its standard name is evaluated where the sheet gives
/// the law: no definition swallows it, and a slip is false.
@Suite struct FunctionalTests {
  private static let sheet = """
    ```toy laws
    v in [1, 3]
    X ~ Normal(0, v)
    N ~ Normal(0, 1)
    Y = X + N
    g = Normal(1, v)
    x in {0, 1, 2}
    p = Finite(0: 1/2, 1: 1/4, 2: 1/4)
    q = Finite(0: 1/4, 1: 1/4, 2: 1/2)
    T(x) = 2 - x
    K = 2
    ```
    """
  /// x and y depend on z alone.
  private static let fork = """
    ```toy fork
    r(z) = Finite(0: 1/3, 1: 2/3)
    r(x | z) = Finite(0: 1 - (1 + z)/4, 1: (1 + z)/4)
    r(y | z) = Finite(0: (1 + z)/3, 1: 1 - (1 + z)/3)
    ```
    """

  @Test(arguments: [
    ("h(X)", "\\frac12 \\log(2 \\pi e v)", "\\log(2 \\pi e v)"),
    ("h(g)", "\\frac12 \\log(2 \\pi e v)", "\\frac12 \\log(2 \\pi v)"),
    ("h(Y)", "\\frac12 \\log(2 \\pi e (v + 1))", "h(X)"),
    ("H(p)", "\\frac32 \\log 2", "\\log 2"),
    ("\\mathcal H(p)", "-\\sum_x p(x) \\log p(x)", "\\sum_x p(x) \\log p(x)"),
    ("\\mathbb H(p)", "\\frac32 \\log 2", "\\log 3"),
    ("H(p, q)", "-\\sum_x p(x) \\log q(x)", "-\\sum_x p(x) \\log p(x)"),
    ("\\mathbb V[X]", "v", "v^2"), ("\\mathbb{V}(Y)", "v + 1", "\\mathbb V[X] - 1"),
    ("\\operatorname{Var}(Y)", "v + 1", "v"), ("\\mathrm{Var}[X]", "v", "2 v"),
    ("\\mathrm{Cov}(X, Y)", "v", "v + 1"), ("\\mathrm{Corr}(X, Y)", "\\sqrt{\\frac{v}{v + 1}}", "\\frac{v}{v + 1}"),
    ("I(X; Y)", "\\frac12 \\log(1 + v)", "\\log(1 + v)"), ("I(X, Y)", "h(Y) - h(N)", "h(Y) - h(X)"),
    ("\\mathrm{MI}(X; Y)", "\\frac12 \\log(1 + v)", "\\frac12 \\log v"),
    ("D_{KL}(p \\| q)", "\\frac14 \\log 2", "\\frac12 \\log 2"), ("\\mathrm{KL}(p, q)", "\\frac14 \\log 2", "-\\frac14 \\log 2"),
    ("JS(p, q)", "H(\\tfrac{p + q}{2}) - \\frac12 (H(p) + H(q))", "H(\\tfrac{p + q}{2}) - H(p)  - H(q)"),
    ("TV(p, q)", "\\frac14", "\\frac12"), ("\\mathrm{TV}(p, q)", "\\frac12 \\|p - q\\|_1", "\\|p - q\\|_1"),
    ("W_1(p, q)", "\\frac12", "\\frac14"), ("\\chi^2(p \\| q)", "\\frac38", "\\frac34"),
    ("P(X > 0)", "\\frac12", "1"), ("\\mathbb P(X > 0)", "\\frac12", "\\frac14"), ("\\Pr[X > 0]", "\\frac12", "1"),
    ("\\mathbb E[X^2]", "v", "v^2"), ("\\log p(0)", "-\\log 2", "\\log 2"),
    ("\\|p - q\\|_1", "\\frac12", "\\frac14"), ("\\|q - p\\|_1", "\\sum_x |p(x) - q(x)|", "\\max_x |p(x) - q(x)|"),
  ]) func isNoDefinition(_ left: String, _ right: String, _ wrong: String) throws {
    #expect(try verdict(of: "\(left) = \(right)", Self.sheet).verdict == .holds, "\(left)")
    let slip = try verdict(of: "\(left) = \(wrong)", Self.sheet)
    #expect(slip.verdict == .wrong, "\(slip)")
    // neither the one nor the other is bound by what stands behind
    let both = try audit("$$ \(left) = \(wrong) $$\n\n$$ \(left) = \(right) $$", Self.sheet)
    #expect(both.verdicts == [.wrong, .holds], "\(left)")
  }

  @Test func aFunctionOfANumberIsADefinition() throws {
    let sheet = "```toy t\na in [1, 2]\nx in R\np = Normal(0, 1)\n```"
    for (lines, expected) in [
      (["h(x) = a x", "h(2) = 2 a", "h(2) = a"], [AuditVerdict.definition, .holds, .wrong]),
      (["h(x) = p(x)^2", "h(x) \\ge 0"], [.definition, .holds]),
      (["I(x, a) = x a", "I(2, a) = 2 a"], [.definition, .holds]),
      (["h(a) = -a \\log a", "h(1) = 0"], [.definition, .holds]),
    ] {
      #expect(try audit(lines.map { "$$ \($0) $$" }.joined(separator: "\n\n"), sheet).verdicts == expected, "\(lines)")
    }
    // a letter of the joint law is a place, where the function is made of it
    let net = ["h(x) = 2 x + 1", "h(1) = 3", "h(X) = 2 X + 1"].map { "$$ \($0) $$" }
    #expect(try audit(net.joined(separator: "\n\n"), Self.fork).verdicts.prefix(2) == [.definition, .holds])
  }

  @Test func informationGivenSomething() throws {
    #expect(try verdict(of: "I(X; Y | Z) = 0", Self.fork).verdict == .holds)
    #expect(try verdict(of: "I(X; Y \\mid Z) = I(X; Y)", Self.fork).verdict == .wrong)
    #expect(try verdict(of: "I(X; Z | Y) = H(X | Y) - H(X | Y, Z)", Self.fork).verdict == .holds)
    #expect(try verdict(of: "I(X; Z | Y) = I(X; Z) - I(X; Y)", Self.fork).verdict == .holds)
    #expect(try verdict(of: "I(X; Z | Y) = H(X | Y)", Self.fork).verdict == .wrong)
    #expect(try verdict(of: "I(X; W | Y) = 0", Self.fork).reason?.contains("W") == true)
  }

  @Test func theLawOfAMap() throws {
    for push in ["T_\\# p", "T_{\\#} p", "T_\\sharp p", "T_\\#(p)"] {
      #expect(try verdict(of: "\(push) = q", Self.sheet).verdict == .holds, "\(push)")
      #expect(try verdict(of: "\(push) = p", Self.sheet).verdict == .wrong, "\(push)")
    }
    #expect(try verdict(of: "TV(T_\\# p, p) = \\frac14", Self.sheet).verdict == .holds)
    #expect(try verdict(of: "\\mathbb E_{x \\sim T_\\# p}[x] = \\mathbb E_{x \\sim p}[T(x)]", Self.sheet).verdict == .holds)
    let beside = try verdict(of: "T\\# p = q", Self.sheet)
    #expect(beside.reason?.contains("T_\\# p") == true, "\(beside.reason ?? "")")
  }

  @Test func copiesAreIndependent() throws {
    for draws in ["z_1, \\dots, z_K \\sim p", "z_1, z_2 \\ldots, z_K \\sim p", "z_{1:K} \\sim p"] {
      let name = draws.replacing("z_2 \\ldots", with: "\\ldots")
      #expect(try verdict(of: "\\mathbb E_{\(name)}[z_1 z_2] = \\frac9{16}", Self.sheet).verdict == .holds, "\(name)")
      #expect(try verdict(of: "\\mathbb E_{\(name)}[z_1 z_2] = \\mathbb E_{z \\sim p}[z^2]", Self.sheet).verdict == .wrong)
    }
    // more samples make the bound no worse
    let bound = """
      \\mathbb E_{z_1, \\dots, z_K \\sim r(z)}\\left[\\log \\frac1K \\sum_{k=1}^K r(x|z_k)\\right] \\le \\log r(x)
      """
    let model = Self.fork.replacing("r(y", with: "x in {0, 1}\nK in {2, 3}\nr(y")
    #expect(try verdict(of: bound, model).verdict == .holds)
    #expect(try verdict(of: bound.replacing("\\le \\log", with: "\\ge \\log"), model).verdict == .wrong)
    let unbound = try verdict(of: "\\mathbb E_{u_1, \\dots, u_K}[u_1] = 0", Self.sheet)
    #expect(unbound.reason?.contains("\\sim p") == true, "\(unbound.reason ?? "")")
  }

  @Test func ofLawsOnlyOneNormIsRead() throws {
    for norm in ["\\|p - q\\|_{TV} = \\frac14", "\\|p - q\\|_2 = 1", "\\|p - q\\| = 1"] {
      let equation = try verdict(of: norm, Self.sheet)
      #expect(equation.verdict == .notUnderstood)
      #expect(equation.reason?.contains("TV(p, q)") == true, "\(equation.reason ?? "")")
    }
  }

  @Test func aFunctionOfEventsIsNoProbability() throws {
    let text = "$$ P(A) = 1 $$\n\n$$ P(X > 0) = 1 $$\n\n$$ P(X > 0) = \\frac12 $$"
    #expect(try audit(text, Self.sheet).verdicts.suffix(2) == [.wrong, .holds])
  }

  // MARK: numbers and coins

  @Test func aMeanAndAWidthAreNoCoins() throws {
    let formula = "KL(m, s) = \\frac{m^2}{2} + \\frac{s^2 - 1}{2} - \\log s"
    for toy in ["m in [0, 1]\ns in (0, 1]", "m = 1/2\ns = 1/4", "m in [-1, 1]\ns in [1/2, 2]"] {
      let text = "$$ \(formula) $$\n\n$$ KL(1, 1) = \\frac12 $$"
      #expect(try audit(text, "```toy t\n\(toy)\n```").verdicts == [.definition, .holds], "\(toy)")
      let twice = try audit("$$ \(formula) $$\n\n$$ KL(m, s) = m $$", "```toy t\n\(toy)\n```")
      #expect(twice.verdicts == [.definition, .wrong] && !twice.equations[1].remarks.contains { $0.contains("coins") })
    }
    let claimed = "```toy t\nm in [0, 1]\ns in (0, 1)\n```\n```roles\n1 | claim\n```"
    #expect(try verdict(of: formula, claimed).verdict == .wrong)
    #expect(try verdict(of: "D_{KL}(m \\| s) \\ge 2 (m - s)^2", claimed.replacing("```roles\n1 | claim\n```", with: "")).verdict == .holds)
  }

  @Test func aLetterIsAChanceWhereItsToyKeepsItThere() throws {
    // a lies in [0, 1] at some points only
    let equation = try verdict(of: "D_{KL}(a \\| b) \\ge 0", "```toy t\na in [1/10, 3/2]\nb in [1/10, 9/10]\n```")
    #expect(equation.verdict == .notUnderstood)
    #expect(equation.reason?.contains("a is no chance of a coin") == true, "\(equation.reason ?? "")")
  }
}

import Exact
import Meaning
import Testing

/// Each construct of the notation with an equation that must hold and one, as near as can be, that must be refuted.
@Suite struct Constructs {
  struct Case: CustomTestStringConvertible, Sendable {
    var right: String, wrong: String
    var testDescription: String { right }
    init(_ right: String, _ wrong: String) { (self.right, self.wrong) = (right, wrong) }
  }

  private func check(_ page: Page, _ c: Case) throws {
    #expect(try page.judge(c.right) == .holds, "\(c.right)")
    #expect(try page.judge(c.wrong) == .refuted, "\(c.wrong)")
  }

  @Test(arguments: [
    Case(#"\lim_{x \to 0} \frac{\sin x}{x} = 1"#, #"\lim_{x \to 0} \frac{\sin x}{x} = 0"#),
    Case(#"\lim_{x \to 0^+} x \log x = 0"#, #"\lim_{x \to 0^+} x \log x = -1"#),
    Case(#"\lim_{n \to \infty} (1 + \frac{1}{n})^n = e"#, #"\lim_{n \to \infty} (1 + \frac{1}{n})^n = 1"#),
    Case(#"\lim_{x \to \infty} \frac{2 x^2 + 1}{x^2 - x} = 2"#, #"\lim_{x \to \infty} \frac{2 x^2 + 1}{x^2 - x} = \infty"#),
    Case(#"\lim_{x \to 0} \frac{e^{c x} - 1}{x} = c"#, #"\lim_{x \to 0} \frac{e^{c x} - 1}{x} = 1"#),
    Case(#"\lim_{b \to 0} \frac{1 - \sqrt{1-b}}{b} = \frac12"#, #"\lim_{b \to 0} \frac{1 - \sqrt{1-b}}{b} = 1"#),
    Case(#"\lim_{x \to 0^+} \frac{1}{x} = \infty"#, #"\lim_{x \to 0^-} \frac{1}{x} = \infty"#),
    Case(#"\lim_{x \to \infty} \tanh x = 1"#, #"\lim_{x \to -\infty} \tanh x = 1"#),
    Case(#"\lim_{n \to \infty} \sum_{i=1}^n 2^{-i} = 1"#, #"\lim_{n \to \infty} \sum_{i=0}^n 2^{-i} = 1"#),
    Case(#"\lim_{n \to \infty} \frac{1}{n^3} \sum_{k=1}^n k^2 = \frac13"#, #"\lim_{n \to \infty} \frac{1}{n^3} \sum_{k=1}^n k^2 = \frac12"#),
    Case(#"\sum_{k=0}^\infty k^2 (\tfrac12)^k = 6"#, #"\sum_{k=0}^\infty k^2 (\tfrac12)^k = 4"#),
    Case(#"\sum_{k=1}^\infty \frac{k c^k}{k!} = c e^c"#, #"\sum_{k=0}^\infty \frac{c^k}{k!} = e^c - 1"#),
    Case(#"\sum_{k=0}^\infty 2^k = \infty"#, #"\sum_{k=0}^\infty 2^k = -1"#),
    Case(#"\lim_{x \to \infty} x^5 e^{-x} = 0"#, #"\lim_{x \to \infty} x^{-5} e^x = 0"#),
  ]) func limits(_ c: Case) throws { try check(Page("c = 3"), c) }

  /// A limit that no rule certifies is open, with the reason; it is never called true or false.
  @Test(arguments: [
    (#"\lim_{x \to 0} \frac{1}{x} = 1"#, "from above and from below differ"),
    (#"\lim_{x \to 0} \frac{|x|}{x} = 1"#, "from above and from below differ"),
    (#"\lim_{x \to \infty} \sin x = 0"#, "no limit at infinity"),
    (#"\lim_{n \to \infty} \prod_{k=2}^n (1 - \frac1k) = 0"#, "known whole numbers"),
    (#"\lim_{n \to \infty} \sum_{k=1}^n \frac{1}{k^2} = 2"#, "no closed form"),
  ]) func openLimits(_ latex: String, _ why: String) throws {
    guard case .open(let reason) = try Page("c = 3").judge(latex) else {
      Issue.record("\(latex) was decided")
      return
    }
    #expect(reason.contains(why))
  }

  static let plane = """
    vector z 2
    A = ((1, 2), (0, 3))
    p(z) = Normal(0, I)
    p(x | z) = Normal(A z, I)
    x = (1/2, 1/3)
    y = (2/3, 5)
    """

  @Test(arguments: [
    Case(#"\log p(x) = \log \mathcal{N}(x; 0, A A^\top + \mathbf I)"#, #"\log p(x) = \log \mathcal{N}(x; 0, A^\top A + \mathbf I)"#),
    Case(#"\mathbb{E}_{z \sim p(z|x)}[z] = A^\top (A A^\top + I)^{-1} x"#, #"\mathbb{E}_{z \sim p(z|x)}[z] = A (A A^\top + I)^{-1} x"#),
    Case(#"\mathbb{E}[z \mid x] = A^\top (A A^\top + I)^{-1} x"#, #"\mathbb{E}[z \mid x] = A^\top x"#),
    Case(#"\mathbb{E}_{z \sim p(z)}[\|z\|^2] = 2"#, #"\mathbb{E}_{z \sim p(z)}[\|z\|^2] = 1"#),
    Case(#"\mathbb{E}_{z \sim \mathcal{N}(0, \mathbf I)}[z z^\top] = I_2"#, #"\mathbb{E}_{z \sim \mathcal{N}(0, \mathbf I)}[z z^\top] = 2 I_2"#),
    Case(#"D_{KL}(p(z|x) \| p(z)) = D_{KL}(p(z|x) \| \mathcal{N}(0, \mathbf I))"#, #"D_{KL}(p(z|x) \| p(z)) = D_{KL}(p(z) \| p(z|x))"#),
    Case(#"\mathbb{E}_{z \sim p(z|x)}[\log p(x|z)] - D_{KL}(p(z|x) \| p(z)) = \log p(x)"#, #"\mathbb{E}_{z \sim p(z|x)}[\log p(x|z)] + D_{KL}(p(z|x) \| p(z)) = \log p(x)"#),
    Case(#"I(x; z) = \tfrac12 \log \det(A A^\top + I)"#, #"I(x; z) = \log \det(A A^\top + I)"#),
    Case(#"H(z) = \log(2 \pi e)"#, #"H(z) = \log(2 \pi)"#),
    Case(#"\nabla_y \|y\|^2 = 2 y"#, #"\nabla_y \|y\|^2 = y"#),
    Case(#"\det \frac{\partial g(y)}{\partial y} = y_2"#, #"\det \frac{\partial g(y)}{\partial y} = 0"#),
    Case(#"A y = (y_1 + 2 y_2, 3 y_2)"#, #"A y = (y_1, 3 y_2)"#),
    Case(#"\nabla_y \cdot (2 y) = 4"#, #"\nabla_y \cdot (2 y) = 2"#),
  ]) func vectors(_ c: Case) throws { try check(Page(Self.plane, define: ["g(x) := (x_1 x_2, x_2)"]), c) }

  static let finite = """
    p = Finite(0: 1/2, 1: 1/3, 3: 1/6)
    q = Finite(0: 1/4, 1: 1/4, 3: 1/2)
    P = p
    Q = q
    K = 3
    T = 3
    beta = [1/10, 1/5, 3/10]
    w = (1/2, 1/3, 1/6)
    """

  @Test(arguments: [
    Case(#"\inf_{\gamma \in \Pi(p, q)} \mathbb{E}_{(x,y) \sim \gamma}[|x - y|] = W_1(p, q)"#, #"\sup_{\gamma \in \Pi(p, q)} \mathbb{E}_{(x,y) \sim \gamma}[|x - y|] = W_1(p, q)"#),
    Case(#"\inf_{\gamma \in \Gamma(P, Q)} \sum_{x, y} |x - y| \gamma(x, y) = \frac{11}{12}"#, #"\inf_{\gamma \in \Gamma(P, Q)} \sum_{x, y} |x - y|^2 \gamma(x, y) = \frac{11}{12}"#),
    Case(#"\sup_{\|f\|_L \le K} (\mathbb{E}_{x \sim p}[f(x)] - \mathbb{E}_{x \sim q}[f(x)]) = K W_1(p, q)"#, #"\sup_{\|f\| \le K} (\mathbb{E}_{x \sim p}[f(x)] - \mathbb{E}_{x \sim q}[f(x)]) = K W_1(p, q)"#),
    Case(#"\sup_{\|f\|_\infty \le 1} (\mathbb{E}_p[f] - \mathbb{E}_q[f]) = 2 \mathrm{TV}(p, q)"#, #"\sup_{\|f\|_\infty \le 1} (\mathbb{E}_p[f] - \mathbb{E}_q[f]) = \mathrm{TV}(p, q)"#),
    Case(#"\sup_{\|f\|_L \le 1} (\mathbb{E}_p[f] - 2 \mathbb{E}_q[f]) = \infty"#, #"\sup_{\|f\|_L \le 1} (\mathbb{E}_p[f] - \mathbb{E}_q[f]) = \infty"#),
    Case(#"\sup_{A \in \mathcal F} |\mathbb{P}(A) - \mathbb{Q}(A)| = \mathrm{TV}(P, Q)"#, #"\sup_{A \in \mathcal F} |\mathbb{P}(A) - \mathbb{Q}(A)| = 2 \mathrm{TV}(P, Q)"#),
    Case("H(p, q) = H(p) + D_{KL}(p \\| q)", "H(p, q) = H(q) + D_{KL}(p \\| q)"),
    Case(#"\operatorname{Var}_{x \sim p}[x] = \mathbb{E}_{x \sim p}[x^2] - (\mathbb{E}_{x \sim p}[x])^2"#, #"\operatorname{Var}_{x \sim p}[x] = \mathbb{E}_{x \sim p}[x^2]"#),
    Case(#"\operatorname{Cov}_{x \sim p}(x, x) = \operatorname{Var}_{x \sim p}[x]"#, #"\operatorname{Cov}_{x \sim p}(x, x^2) = \operatorname{Var}_{x \sim p}[x]"#),
    Case(#"\mathbb{P}_{x \sim p}(x > 0) = \frac12"#, #"\mathbb{P}_{x \sim p}(x \ge 0) = \frac12"#),
    Case(#"\mathbb{E}_{x \sim p}[\mathbb{1}[x > 0]] = \frac12"#, #"\mathbb{E}_{x \sim p}[\mathbf{1}_{x \ge 1}] = \frac13"#),
    Case(#"\mathbb{E}_p[x] = \frac56"#, #"\mathbb{E}_q[x] = \frac56"#),
    Case(#"\sum_x p(x) = 1"#, #"\sum_x x p(x) = 1"#),
    Case(#"\sum_i w_i = 1"#, #"\prod_i w_i = 1"#),
    Case(#"\mathbb{E}_{t \sim \{1, \dots, 4\}}[t^2] = \frac{15}{2}"#, #"\mathbb{E}_{t \sim \{1, \dots, 4\}}[t^2] = 30"#),
    Case(#"\mathbb{E}_{t \sim [1, T]}[\beta_t] = \frac15"#, #"\mathbb{E}_{t \sim [1, T]}[\beta_t] = \frac35"#),
    Case(#"\mathbb{E}_{u \sim \mathcal{U}(0, 1)}[u^2] = \frac13"#, #"\mathbb{E}_{u \sim \mathcal{U}(0, 2)}[u^2] = \frac13"#),
    Case(#"\operatorname{softmax}((0, \log 3))_2 = \frac34"#, #"\operatorname{softmax}((0, \log 3))_1 = \frac34"#),
    Case(#"D_{KL}(\tfrac13 \| \tfrac12) = \tfrac13 \log\tfrac23 + \tfrac23 \log\tfrac43"#, #"D_{KL}(\tfrac12 \| \tfrac13) = \tfrac13 \log\tfrac23 + \tfrac23 \log\tfrac43"#),
    Case(#"K \in [0, 3]"#, #"K \in [0, 3)"#),
    Case(#"K \in \{1, 3\}"#, #"K \in \{1, 2\}"#),
    Case(#"\log_{10} 1000 = 3"#, #"\log_2 1000 = 3"#),
  ]) func finiteLaws(_ c: Case) throws { try check(Page(Self.finite), c) }

  @Test(arguments: [
    Case(#"\sup_{\|f\|_L \le 1} (\mathbb{E}_{x \sim p}[f(x)] - \mathbb{E}_{x \sim q}[f(x)]) = 2"#, #"\sup_{\|f\|_L \le 2} (\mathbb{E}_{x \sim p}[f(x)] - \mathbb{E}_{x \sim q}[f(x)]) = 2"#),
    Case(#"\inf_{\gamma \in \Pi(p, q)} \mathbb{E}_{(x,y) \sim \gamma}[\|x - y\|] = 2"#, #"\inf_{\gamma \in \Pi(p, q)} \mathbb{E}_{(x,y) \sim \gamma}[\|x - y\|] = 4"#),
    Case(#"\int_{x > 0} p(x) \, dx = \tfrac12"#, #"\int_{x > 1} p(x) \, dx = \tfrac12"#),
    Case(#"\int |x| \, dp(x) = \sqrt{\tfrac{2}{\pi}}"#, #"\int x \, dp(x) = \sqrt{\tfrac{2}{\pi}}"#),
    Case(#"p(x) \propto e^{-x^2/2}"#, #"p(x) \propto e^{-x^2}"#),
    Case(#"p(x) = \mathcal{N}(x \mid 0, 1)"#, #"p(x) = \mathcal{N}(x \mid 0, 2)"#),
  ]) func densities(_ c: Case) throws {
    try check(Page("p = Normal(0, 1)\nq = Normal(2, 1)\nx in R", ["x": Rational(3, 7)]), c)
  }

  static let noise = """
    T = 3
    t = 2
    beta = [1/10, 1/5, 3/10]
    x_0 = 2
    epsilon_s ~ Normal(0, 1) for s in 0..2
    eta ~ Normal(0, 1)
    x_s = sqrt(1-beta_s) x_{s-1} + sqrt(beta_s) epsilon_{s-1} for s in 1..3
    q(x) = Normal(0, 1)
    """

  @Test(arguments: [
    Case(#"x_t = \sqrt{1-\beta_t} x_{t-1} + \sqrt{\beta_t} \epsilon_{t-1}"#, #"x_t = x_{t-1} + \sqrt{\beta_t} \epsilon_{t-1}"#),
    Case(#"x_t = \sqrt{\bar\alpha_t} x_0 + \sqrt{1-\bar\alpha_t} \eta"#, #"x_t = \sqrt{\bar\alpha_t} x_0 + (1-\bar\alpha_t) \eta"#),
    Case(#"q(x) \sim \mathcal{N}(0, 1)"#, #"q(x) \sim \mathcal{N}(0, 2)"#),
    Case("J_q(2) = 2", "J_q(2) = 4"),
  ]) func randomVariables(_ c: Case) throws {
    try check(
      Page(Self.noise, define: [#"\bar\alpha_t := \prod_{s=1}^t (1 - \beta_s)"#, #"J_q(y) := \mathbb{E}_{x \sim q(x)}[x^2] y"#]), c)
  }

  /// J_q is a name; J_1 is none of its members.
  @Test func aNameIsNoPattern() throws {
    let page = try Page(Self.noise, define: [#"J_q := \mathbb{E}_{x \sim q(x)}[x^2]"#])
    #expect(try page.judge("J_q = 1") == .holds)
    #expect(throws: MeaningError.self) { try page.judge("J_1 = 1") }
  }

  static let decoder = """
    x = 3/2
    z = 2/5
    v = 1/3
    g(z) = 2 z
    p(z) = Normal(0, 1)
    p(u | z) = Point(g(z))
    p(x | z; u) = Normal(u, v)
    """

  @Test(arguments: [
    Case(#"p(x | z; g(z)) = \mathcal{N}(x; 2 z, v)"#, #"p(x | z; g(x)) = \mathcal{N}(x; 2 z, v)"#),
    Case(#"p(x; \theta) = \mathcal{N}(x; 0, 4 + v)"#, #"p(x; \theta) = \mathcal{N}(x; 0, v)"#),
    Case(#"D_{KL}(p(Z) \| p(z)) = 0"#, #"D_{KL}(p(X) \| p(z)) = 0"#),
    Case(#"\nabla_x \log p(x) = -\frac{x}{4 + v}"#, #"\nabla_x \log p(x) = \frac{x}{4 + v}"#),
  ]) func parameters(_ c: Case) throws { try check(Page(Self.decoder), c) }

  /// A variable that is given has no density: the wrong slice is refuted, not an error.
  @Test func wantedAndGiven() throws {
    let chain = "x_0 in R\nx_1 in R\nx_2 in R\nq(x_s | x_{s-1}) = Normal(x_{s-1}/2, 1) for s in 1..2"
    let page = try Page(chain, ["x_0": 1, "x_1": Rational(1, 3), "x_2": Rational(-1, 2)])
    try check(page, Case(#"q(x_{1:2}|x_0) = \prod_{t=1}^2 q(x_t|x_{t-1})"#, #"q(x_{0:2}|x_0) = \prod_{t=1}^2 q(x_t|x_{t-1})"#))
    try check(page, Case(#"\int q(x_{1:2}|x_0) \, dx_{1:2} = 1"#, #"\int q(x_{1:2}|x_0) \, dx_1 = 1"#))
    try check(page, Case(#"\nabla_x \log q(x_2|x_1) = \frac{x_1}{2} - x_2"#, #"\nabla_x \log q(x_2|x_1) = 0"#))
  }

  static let coupling = """
    x_1 in R
    x_2 in R
    x = (x_1, x_2)
    d = 1
    D = 2
    s(a) = sin(a)
    t(a) = a^2
    f(x_1, x_2) = (x_1, x_2 exp(s(x_1)) + t(x_1))
    z = f(x)
    W = Interval(-1, 1)
    h_1(a, b) = (2 a, b)
    h_2(a, b) = (a, 3 b)
    y_0 = (1, 2)
    y_1 = h_1(y_0)
    """

  @Test(arguments: [
    Case(#"z = \begin{bmatrix} x_{1:d} \\ x_{d+1:D} \odot e^{s(x_{1:d})} + t(x_{1:d}) \end{bmatrix}"#, #"z = \begin{bmatrix} x_{1:d} \\ x_{d+1:D} \odot e^{s(x_{1:d}) + t(x_{1:d})} \end{bmatrix}"#),
    Case(#"\log \det \frac{\partial z}{\partial x} = \sum_j s(x_{1:d})_j"#, #"\log \det \frac{\partial z}{\partial x} = \sum_j t(x_{1:d})_j"#),
    Case(
      #"\frac{\partial z}{\partial x} = \begin{bmatrix} I_d & 0 \\ \frac{\partial z_{d+1:D}}{\partial x_{1:d}} & \operatorname{diag}(e^{s(x_{1:d})}) \end{bmatrix}"#,
      #"\frac{\partial z}{\partial x} = \begin{bmatrix} I_d & 0 \\ 0 & \operatorname{diag}(e^{s(x_{1:d})}) \end{bmatrix}"#),
    Case("f^{-1}(z) = x", "f^{-1}(x) = z"),
    Case(#"\det \frac{df}{dx} = e^{s(x_1)}"#, #"\det \frac{df}{dx} = e^{-s(x_1)}"#),
    Case(#"\det \frac{dh_2}{dy_1} = 3"#, #"\det \frac{dh_2}{dy_1} = 2"#),
    Case(#"\det \frac{d f^{-1}(z)}{dz} = e^{-s(x_1)}"#, #"\det \frac{d f^{-1}(z)}{dz} = e^{s(x_1)}"#),
    Case(#"\frac{dx}{dz} = \left(\frac{dz}{dx}\right)^{-1}"#, #"\frac{dx}{dz} = \frac{dz}{dx}"#),
    Case(#"\max_{w \in W} w x_1 = |x_1|"#, #"\max_{w \in W} w x_1 = x_1"#),
    Case(#"\mathbf{x} = x"#, #"\mathbf{x} = z"#),
  ]) func blocks(_ c: Case) throws {
    try check(Page(Self.coupling, ["x_1": Rational(-5, 7), "x_2": Rational(3, 11)]), c)
  }

  static let functions = """
    a = 3
    f(y) = y^3
    g(u, v) = u^2 v
    h(y) = a y
    p = Normal(0, 1)
    """

  @Test(arguments: [
    Case(#"\frac{df}{dx}(a) = 27"#, #"\frac{df}{dx}(a) = 9"#),
    Case(#"\frac{d^2 f}{dx^2}(2) = 12"#, #"\frac{d^2 f}{dx^2}(2) = 0"#),
    Case(#"\frac{\partial g}{\partial u}(2, a) = 12"#, #"\frac{\partial g}{\partial v}(2, a) = 12"#),
    Case(#"\frac{\partial h}{\partial a}(2) = 2"#, #"\frac{\partial h}{\partial y}(2) = 2"#),
    Case(#"\frac{dp}{dx}(2) = -2 p(2)"#, #"\frac{dp}{dx}(2) = 2 p(2)"#),
    Case(#"\nabla_x f(2) = 12"#, #"\nabla_x f(2) = 0"#),
    Case(#"\frac{da}{da}(a + 1) = 4"#, #"\frac{da}{da}(a + 1) = 1"#),
    Case(#"\tanh'(a) = 1 - \tanh^2 a"#, #"\tanh'(a) = 1 + \tanh^2 a"#),
  ]) func slopesAtAPlace(_ c: Case) throws { try check(Page(Self.functions), c) }

  @Test(arguments: [
    Case(#"\operatorname{tr}(A A^{-1}) = \operatorname{tr}(I_2)"#, #"\operatorname{tr}(A A^{-1}) = 1"#),
    Case(#"A A^{-1} = I"#, #"A A^\top = I"#),
    Case(#"A^{-1} A - I = 0"#, #"A^{-1} A - 2 I = 0"#),
    Case(#"\mathbb{E}_{v \sim \mathcal{N}(0, I)}[v^\top A v] = 4"#, #"\mathbb{E}_{v \sim \mathcal{N}(0, I)}[v^\top A v] = 3"#),
    Case(#"\mathbb{E}_{e \sim \mathcal{N}(0, I)}[(2 + 3 e)^2] = 13"#, #"\mathbb{E}_{e \sim \mathcal{N}(0, I)}[(2 + 3 e)^2] = 22"#),
  ]) func sizesOfTheIdentity(_ c: Case) throws { try check(Page(Self.plane), c) }

  /// Where nothing says how large it is, no number comes of it.
  @Test(arguments: [
    #"\operatorname{tr}(I) = 1"#, #"\det(2 I) = 2"#, #"h(\mathcal{N}(0, I)) = \frac12 \log(2 \pi e)"#,
    #"\mathbb{E}_{e \sim \mathcal{N}(0, I)}[\|e\|^2] = 1"#, #"\operatorname{tr}(M) = 1"#,
  ]) func identityOfNoSize(_ latex: String) throws {
    let page = try Page(Self.plane, define: ["M := I + I"])
    #expect(throws: MeaningError.self) { try page.judge(latex) }
  }

  /// A number above a fixed letter makes another name of it; above one that is drawn it numbers the draws.
  @Test func marksInBrackets() throws {
    let page = try Page("c = 2\nX ~ Normal(c, 1)")
    #expect(throws: MeaningError.self) { try page.judge(#"c^{(1)} = c^{(2)}"#) }
    #expect(try page.judge(#"\mathbb{E}[X^{(1)}] = c"#) == .holds)
  }
}

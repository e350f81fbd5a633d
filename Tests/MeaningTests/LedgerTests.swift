import Exact
import Meaning
import Notation
import Testing

/// Numbers computed by other software (claims ledger; mpmath at 25 to 40 digits) from LaTeX that no code here has seen.
@Suite struct LedgerTests {
  @Test(arguments: [
    (#"D_{KL}(p_d \| p_g)"#, 0.2593655663192146819558),
    (#"D_{KL}(p_g \| p_d)"#, 0.3040988310811232865),
    (#"\sum_x p_d(x) \log\frac{p_d(x)}{p_g(x)}"#, 0.2593655663192146819558),
    (#"\mathbb{E}_{x\sim p_d}\left[\log\frac{p_d(x)}{p_g(x)}\right]"#, 0.2593655663192146819558),
    (#"D_{JS}(p_d \| p_g)"#, 0.0678277887054834863100682278),
    (#"2 D_{JS}(p_d \| p_g) - \log 4"#, -1.2506387837089236462143),
    (#"\mathrm{TV}(p_d, p_g)"#, 1.0 / 3),
    (#"W_1(p_d, p_g)"#, 11.0 / 12),
    (#"\tfrac12 D_{KL}(p_d \| \tfrac12(p_d + p_g)) + \tfrac12 D_{KL}(p_g \| \tfrac{p_d+p_g}{2})"#, 0.0678277887054834863100682278),
  ])
  func threePoints(latex: String, expected: Double) throws {
    #expect(isClose(try Page(Ledger.tri).number(latex).double, expected), "\(latex)")
  }

  @Test(arguments: [
    (#"D_{JS}(p_d \| p_g)"#, Rational(2), 0.336830820346832),
    (#"D_{JS}(p_d \| p_g)"#, Rational(1, 2), 0.030311300520839),
    (#"D_{KL}(p_d \| p_g)"#, Rational(7, 5), 0.98),
    (#"\int p_d(x) \log\frac{p_d(x)}{p_g(x)}\,dx"#, Rational(7, 5), 0.98),
    (#"\frac{d}{d\theta}\left(2 D_{JS}(p_d \| p_g)\right)"#, Rational(2), 0.4495995),
    (#"W_1(p_d, p_g)"#, Rational(3), 3.0),
    (#"\mathrm{TV}(p_d, p_g)"#, Rational(3), 1.7328 / 2),
  ])
  func shift(latex: String, theta: Rational, expected: Double) throws {
    #expect(isClose(try Page(Ledger.shift, ["theta": theta]).number(latex).double, expected, 3e-5), "\(latex)")
  }

  @Test(arguments: [(#"\mathrm{TV}(p, q)"#, 1.0), (#"D_{KL}(p\|q)"#, .infinity), (#"D_{JS}(p\|q)"#, 0.69314718055994531), (#"W_1(p,q)"#, 0.5)])
  func parallelLines(latex: String, expected: Double) throws {
    #expect(isClose(try Page(Ledger.lines, ["theta": Rational(-1, 2)]).number(latex).double, expected), "\(latex)")
  }

  @Test(arguments: [
    (#"\log p(x)"#, -1.92097723159281),
    (#"\log \int p(x|z)\,p(z)\,dz"#, -1.92097723159281),
    (#"\mathbb{E}_{z\sim q}[\log p(x|z)] - D_{KL}(q \| p(z))"#, -2.63208389914175),
    (#"D_{KL}(q(z)\|p(z|x))"#, 0.71110666754894),
    (#"D_{KL}(p(z|x)\|q(z))"#, .nan),
  ])
  func linearAutoencoder(latex: String, expected: Double) throws {
    let value = try Page(Ledger.linvae).number(latex).double
    if expected.isNaN { #expect(!isClose(value, 0.71110666754894) && value > 0) } else { #expect(isClose(value, expected), "\(latex) = \(value)") }
  }

  @Test func posteriorOfTheChain() throws {
    let page = try Page(Ledger.chain3, ["x_0": 1, "x_2": Rational(1, 3), "t": 2], define: [
      #"\bar\alpha_t := \prod_{s=1}^t \alpha_s"#,
      #"\tilde\beta_t := \frac{1-\bar\alpha_{t-1}}{1-\bar\alpha_t}(1-\alpha_t)"#,
    ])
    #expect(try page.number(#"\tilde\beta_t"#).rational == Rational(1, 14))
    #expect(try page.number(#"\mathrm{Var}(q(x_{t-1}|x_t,x_0))"#).rational == Rational(1, 14))
    #expect(try page.number(#"\bar\alpha_{t+1}"#).rational == Rational(63, 125))
  }

  @Test func finiteVariationalBound() throws {
    let page = try Page(Ledger.hmm2)
    #expect(isClose(try page.number(#"-\mathbb{E}_{x_0\sim q(x_0)}[\log p(x_0)]"#).double, 0.646885920689044))
    #expect(isClose(try page.number(#"\mathbb{E}_{x_{0:2}\sim q(x_{0:2})}\left[\log\frac{q(x_{1:2}|x_0)}{p(x_{0:2})}\right]"#).double, 0.662640854706776))
  }
}

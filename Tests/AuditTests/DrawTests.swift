import Audit
import Testing

/// What stands below an expectation, and what a letter of the toys is taken for.
@Suite struct DrawsOfStrangers {
  private static let joint = """
    ```toy J
    x in {0, 1}
    z in {0, 1}
    p(x) = Finite(0: 1/3, 1: 2/3)
    p(z|x) = Table(0: Finite(0: 1/4, 1: 3/4), 1: Finite(0: 2/5, 1: 3/5))
    q(z|x) = Table(0: Finite(0: 1/5, 1: 4/5), 1: Finite(0: 1/2, 1: 1/2))
    r = Finite(0: 1/3, 1: 2/3)
    ```
    """

  @Test(arguments: [
    // the factors of a law, in any order
    ("\\mathbb E_{p(x)p(z)}[xz] = xz", AuditVerdict.wrong),
    ("\\mathbb E_{p(x)q(z|x)}[xz] = \\frac13", .holds),
    ("\\mathbb E_{q(z|x)p(x)}[xz] = \\frac13", .holds),
    ("\\mathbb E_{(x,z) \\sim q(z|x)p(x)}[xz] = \\frac13", .holds),
    ("\\mathbb E_{p(x)p(z|x)}[xz] = \\frac25", .holds),
    ("\\mathbb E_{p(x)p(z)}[xz] = \\mathbb E_{p(x)}[x]\\, \\mathbb E_{p(z)}[z]", .holds),
    ("\\mathbb E_{p(x)p(z|x)}[xz] = \\mathbb E_{p(x)}[x]\\, \\mathbb E_{p(z)}[z]", .wrong),
    // the variables of one joint law
    ("\\mathbb E_{x,z}[xz] = \\sum_{x,z} p(x,z)\\, xz", .holds),
    ("\\mathbb E_{x,z}\\left[\\log\\frac{p(x,z)}{p(x)p(z)}\\right] > 0", .holds),
    ("\\mathbb E_{x,z \\sim p}[xz] = \\sum_{x,z} p(x,z)\\, xz", .holds),
    ("\\mathbb E_{x,z \\sim p(x,z)}[xz] = \\mathbb E_{p(x)}[x]\\, \\mathbb E_{p(z)}[z]", .wrong),
    // copies
    ("\\mathbb E_{x,x' \\sim r}[xx'] = \\left(\\mathbb E_{x \\sim r}[x]\\right)^2", .holds),
    ("\\mathbb E_{x,x' \\sim r}[xx'] = \\mathbb E_{x \\sim r}[x^2]", .wrong),
    (
      "\\mathbb E_{z_1,z_2 \\sim q(z|x)}[z_1z_2] = \\left(\\mathbb E_{z \\sim q(z|x)}[z]\\right)^2",
      .holds
    ),
    (
      "\\mathbb E_{z_1,z_2 \\sim q(z|x)}[(z_1-z_2)^2] = 2\\operatorname{Var}_{z \\sim q(z|x)}[z]",
      .holds
    ),
    // divergences of laws in factors
    (
      "D_{KL}(p(x)q(z|x) \\| p(x,z)) = \\sum_{x,z} p(x)q(z|x) \\log\\frac{q(z|x)}{p(z|x)}",
      .holds
    ),
    (
      "D_{KL}(p(x)q(z|x) \\| p(x,z)) = \\mathbb E_{p(x)}[D_{KL}(q(z|x) \\| p(z|x))]", .holds
    ),
    ("D_{KL}(p(x)p(z|x) \\| p(x,z)) = 0", .holds),
    ("D_{KL}(p(x,z) \\| p(x)p(z)) = D_{KL}(p(x)p(z|x) \\| p(x)p(z))", .holds),
  ])
  func lawsInFactors(_ latex: String, _ verdict: AuditVerdict) throws {
    let report = try audit("$$ \(latex) $$", Self.joint)
    #expect(report.verdicts == [verdict], "\(latex): \(report.equations)")
  }

  private static let numbers = """
    ```toy t
    a in (1/4, 2)
    b in (1, 2)
    x_0 ~ Normal(0, 1)
    epsilon ~ Normal(0, 1)
    x_t = a x_0 + epsilon
    r = Normal(b, b)
    A = ((1, 2), (3, 4))
    c = (1, 2)
    i in 1..3
    j in 1..3
    v in R^3
    ```
    """

  @Test(arguments: [
    // random variables stand in others
    ("\\mathbb E_{x_0,\\epsilon}[x_t^2] = a^2 + 1", AuditVerdict.holds),
    ("\\mathbb E_{x_0,\\epsilon}[x_t^2] = 17", .wrong),
    ("\\mathbb E_{x_0,\\epsilon}[x_t x_0] = a", .holds),
    ("\\mathbb E_{x_0}[x_0^2] = 1", .holds),
    ("\\mathbb E_{x_0}[x_t^2] = 17", .notUnderstood),
    // what stands on the right of a value is no condition
    ("\\mathbb E_{x \\sim r}[x] = a", .wrong),
    ("\\mathbb E_{x \\sim r}[x] = b", .holds),
    ("b^2 = a", .wrong),
    // entries of what is bound are bound
    ("A_{21} = 7", .wrong),
    ("A_{21} = 3", .holds),
    ("A_{12} + A_{21} = 5", .holds),
    ("c_2 = 5", .wrong),
    // all letters between two numerals run
    ("\\sum_{1 \\le i < j \\le 3} v_i v_j = v_1v_2 + v_1v_3 + v_2v_3", .holds),
    ("\\sum_{1 \\le i < j \\le 3} v_i v_j = v_1v_2 + v_1v_3", .wrong),
    ("\\prod_{1 \\le i < j \\le 3} (v_j - v_i) = (v_2 - v_1)(v_3 - v_1)(v_3 - v_2)", .holds),
    ("\\sum_{i < j} v_i = \\sum_{k=1}^{j-1} v_k", .holds),
  ])
  func lettersOfTheToy(_ latex: String, _ verdict: AuditVerdict) throws {
    let report = try audit("$$ \(latex) $$", Self.numbers)
    #expect(report.verdicts == [verdict], "\(latex): \(report.equations)")
  }

  /// Of `x_0, t \\sim r` the toy says how x_0 is drawn.
  @Test func aLetterBeforeKeepsItsOwnLaw() throws {
    let toy = """
      ```toy t
      x_0 ~ Normal(0, 4)
      T = 3
      ```
      """
    let report = try audit("$$ \\mathbb E_{x_0, t \\sim [1, T]}[x_0^2 + t] = 6 $$", toy)
    #expect(report.verdicts == [.holds], "\(report.equations)")
  }

  /// Nobody claims what a sentence supposes.
  @Test(arguments: [
    ("If $a = b = c$ then all is well: $a^2 \\ge 0$.", [AuditVerdict.noClaim, .holds]),
    ("Let $a = b = 1$. Then $a^2 \\ge 0$.", [.noClaim, .holds]),
    ("Suppose that $a^2 = b^2 + 1$; now $a^2 \\ge 0$.", [.noClaim, .holds]),
    ("We have $a = b = c$.", [.wrong]),
    ("As if $a^2 = b^2 + 1$.", [.noClaim]),
    ("It gives $a^2 = b^2 + 1$.", [.wrong]),
  ])
  func hypotheses(_ notes: String, _ verdicts: [AuditVerdict]) throws {
    let toy = "```toy t\na in (1, 2)\nb in (1, 2)\nc in (1, 2)\n```"
    let report = try audit(notes, toy, inline: true)
    #expect(report.verdicts == verdicts, "\(report.equations)")
  }
}

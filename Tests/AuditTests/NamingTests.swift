import Audit
import Testing

/// What *where* and *with* say that a letter is.
@Suite struct NamingTests {
  private let toys = """
    ```toy t
    a in (1, 2)
    b in (1/2, 2)
    x in {0, 1, 2}
    p = Finite(0: 1/2, 1: 1/3, 2: 1/6)
    q = Finite(0: 1/5, 1: 2/5, 2: 2/5)
    ```
    """

  @Test("the equation is judged with it", arguments: [
    ("a^2 + 2 a b + b^2 = c^2 \\quad\\text{where } c = a + b", AuditVerdict.holds),
    ("a^2 - 2 a b + b^2 = c^2 \\quad\\text{where } c = a + b", .wrong),
    ("c^2 = a^2 + 2 a b + b^2, \\quad \\text{where } c = a + b", .holds),
    ("c^2 = a^2 - 2 a b + b^2, \\quad \\text{where } c = a + b", .wrong),
    ("D_{JS}(p \\| q) = \\tfrac12 D_{KL}(p \\| m) + \\tfrac12 D_{KL}(q \\| m) \\quad\\text{with } m = \\frac{p + q}{2}",
      .holds),
    ("D_{JS}(p \\| q) = \\tfrac12 D_{KL}(p \\| m) - \\tfrac12 D_{KL}(q \\| m) \\quad\\text{with } m = \\frac{p + q}{2}",
      .wrong),
  ])
  func named(_ latex: String, _ verdict: AuditVerdict) throws {
    #expect(try audit("$$ \(latex) $$", toys).verdicts == [.definition, verdict])
  }

  @Test("of a letter that the toy draws it is a condition") func supposed() throws {
    #expect(try audit("$$ a b = b^2 \\quad\\text{where } a = b $$", toys).verdicts == [.holds])
  }
}

import Audit
import Testing

/// Relations between random variables, by every law that a toy may give them.
@Suite struct VariableTests {
  /// A law, and numbers between which all of its mass lies, and no less.
  struct Bounded: Sendable { var law: String, least: String, most: String }

  private static let bounded = [
    Bounded(law: "Uniform(1, 3)", least: "1", most: "3"),
    Bounded(law: "Uniform(a, a + 1)", least: "a", most: "a + 1"),
    Bounded(law: "Finite(-1: 1/4, 2: 3/4)", least: "-1", most: "2"),
    Bounded(law: "Finite(0: 0, 1: 1/2, 2: 1/2)", least: "1", most: "2"),
    Bounded(law: "Binomial(4, r)", least: "0", most: "4"),
    Bounded(law: "Beta(2, 2)", least: "0", most: "1"),
    Bounded(law: "p", least: "0", most: "2"),
  ]

  private func toys(_ law: String) -> String {
    """
    ```toy t
    a in (1, 2)
    r in (0, 1)
    p = Finite(0: 1/3, 2: 2/3)
    X ~ \(law)
    Y ~ \(law)
    ```
    """
  }

  @Test("a variable lies where its law has mass, and nowhere less", arguments: bounded)
  func lies(_ law: Bounded) throws {
    let toys = toys(law.law)
    func verdict(_ latex: String) throws -> AuditVerdict {
      try AuditTests.verdict(of: latex, toys).verdict
    }
    #expect(try verdict("\(law.least) \\le X \\le \(law.most)") == .holds)
    #expect(try verdict("X \\le \(law.most) - \\frac{1}{100}") == .wrong)
    #expect(try verdict("X \\ge \(law.least) + \\frac{1}{100}") == .wrong)
    #expect(try verdict("X \\le Y") == .wrong)
    #expect(try verdict("|X - Y| \\le \(law.most) - (\(law.least))") == .holds)
    #expect(try verdict("\\mathbb E[X] \\le X") == .wrong)
  }

  @Test("of laws all over the line nothing is bounded", arguments: [
    "Normal(0, 1)", "Normal(a, r)", "Laplace(a, 1)", "Mixture(1/2: Normal(0, 1), 1/2: Laplace(1, 1))",
  ])
  func unbounded(_ law: String) throws {
    let toys = toys(law)
    for bound in ["X \\le 1000", "X \\ge -1000", "X^2 \\ge \\frac{1}{10}", "X \\le Y"] {
      #expect(try verdict(of: bound, toys).verdict == .wrong, "\(bound) of \(law)")
    }
    for bound in ["X^2 \\ge 0", "X^2 > 0", "(X - Y)^2 > 0", "X \\ne Y", "2 X Y \\le X^2 + Y^2"] {
      #expect(try verdict(of: bound, toys).verdict == .holds, "\(bound) of \(law)")
    }
  }

  @Test("it is told what kind of equality was judged") func told() throws {
    let toys = toys("Normal(0, 1)")
    #expect(try verdict(of: "X = Y", toys).remarks.contains { $0.contains("an equality of laws") })
    let flipped = try verdict(of: "X = -X", toys)
    #expect(flipped.verdict == .wrong)
    #expect(flipped.remarks.contains { $0.contains("almost surely") })
    #expect(try verdict(of: "X \\overset{d}{=} -X", toys).verdict == .holds)
  }

  @Test("what is told of an optimum and of listed values") func remarks() throws {
    let toys = """
      ```toy t
      u in [0, 3]
      a in {1, 2}
      X ~ Normal(0, 1)
      ```
      """
    let best = try verdict(of: "\\sup_u u = 3", toys)
    #expect(best.verdict == .holds)
    #expect(best.remarks.contains { $0.contains("[0, 3]") })
    let bound = try verdict(of: "\\mathbb P(|X| \\ge a) \\le \\frac{1}{a^2}", toys)
    #expect(bound.verdict == .holds)
    #expect(bound.remarks.contains { $0.contains("only what the toy t lists") })
  }
}

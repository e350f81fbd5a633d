import Exact
import Meaning
import Testing

/// Laws behind a differential, sets as arguments of a law, and random variables that are handed to a function.
@Suite struct MeasureTests {
  private static let bells = """
    y in R
    P = Normal(1, 4)
    Q = Normal(0, 1)
    K(y | x) = Normal(x, 1)
    x in R
    X ~ Normal(0, 1)
    S(u) = u + 1
    g(t) = \\mathbb{E}[(X - t)^2]
    """

  /// The book has one way to write a mean under a law; what looks like another is no number by accident.
  @Test(arguments: [
    (#"\int dP"#, "P is a law: write"),
    (#"\int x \, dP"#, "P is a law: write"),
    (#"\int x \, d\mu"#, "changes with mu"),
    (#"\frac{dP}{dQ}(0)"#, "the ratio of their densities"),
    (#"D_{KL}(P K \| Q K)"#, "can be a joint law, or what the kernel"),
    (#"\|x\|_{L^2}"#, "no random variable"),
  ]) func isRefused(_ latex: String, _ words: String) throws {
    let page = try Page(Self.bells, ["x": 2, "y": 1])
    #expect { try page.number(latex) } throws: { "\($0)".contains(words) }
  }

  @Test(arguments: [
    (#"Q(\{0\})"#, 0), (#"Q([0, 100]) - Q([-100, 0])"#, 0), (#"\mathbb{E}[g(X)]"#, 2), (#"\|X\|_{L^2}"#, 1),
    (#"\operatorname{Var}_P(X)"#, 4), (#"\mathbb{E}_P[X^2]"#, 5), (#"\int_{-\infty}^\infty Q(x)\,dx"#, 1),
    (#"\mathbb{E}_{x \sim Q}[\mathbb{1}(x > 0)] - Q(X > 0)"#, 0),
  ] as [(String, Rational)]) func isThisNumber(_ latex: String, _ value: Rational) throws {
    let page = try Page(Self.bells, ["x": 2, "y": 1])
    let found = try page.number(latex)
    #expect(isClose(found.double, Double("\(value)") ?? .nan, 1e-12), "\(latex): \(found)")
  }

  /// The density of an image is taken at its place.
  @Test(arguments: [(##"S_\#Q(y)"##, "Q(y - 1)"), (##"(S_\#Q)(y + 3)"##, "Q(y + 2)")])
  func imagesHaveDensities(_ image: String, _ density: String) throws {
    for y in [Rational(0), 1, -3] {
      let page = try Page(Self.bells, ["x": 2, "y": y])
      #expect(isClose(try page.number(image).double, try page.number(density).double), "\(image) at \(y)")
    }
  }
}

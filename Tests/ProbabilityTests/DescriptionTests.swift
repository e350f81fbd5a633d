import Exact
import Expressions
import Probability
import Testing

/// Laws as messages print them.
@Suite struct DescriptionTests {
  @Test func lawsReadAsAToyWouldWriteThem() throws {
    let cases: [(Law, String)] = [
      (.point(2), "δ(2)"), (try normal(0, 1), "N(0, 1)"), (try normal(q(-1, 2), 3), "N(-1/2, 3)"),
      (try .uniform(lower: -1, upper: q(1, 3), at: none), "U(-1, 1/3)"),
      (try .laplace(location: 1, scale: 2, at: none), "Laplace(1, 2)"),
      (try finite([(0, q(1, 3)), (5, q(2, 3))]), "{0: 1/3, 5: 2/3}"),
      (try .finite([([0, 1], q(1, 3)), ([2, 1], q(2, 3))], at: none), "{(0, 1): 1/3, (2, 1): 2/3}"),
      (
        try .mixture([(q(1, 4), normal(-3, 1)), (q(3, 4), .uniform(lower: 0, upper: 1, at: none))], at: none),
        "1/4 · N(-3, 1) + 3/4 · U(0, 1)"
      ),
      (try .product([.point(0), normal(1, 2), .uniform(lower: 0, upper: 1, at: none)]), "δ(0) × N(1, 2) × U(0, 1)"),
      (
        try .normal(mean: [1, 2], covariance: [[2, 1], [1, 3]], at: none), "N([1, 2], [[2, 1], [1, 3]])"
      ),
    ]
    for (law, text) in cases { #expect("\(law)" == text) }
  }
}

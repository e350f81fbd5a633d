import Balls
import Exact

extension Evaluation {
  func extremum(
    _ kind: Expression.Extremum, _ v: Variable, _ lower: Expression, _ upper: Expression, _ body: Expression
  ) -> Evaluated {
    .undecided("optima are not certified yet")
  }
}

import Balls
import Exact
import Foundation

extension Evaluation {
  /// An integral whose body holds integrals or optima that depend on its variable: reduced to a single integral
  /// where the inner ones have a closed form or separate, else estimated by two rules.
  func nested(_ v: Variable, _ lower: Expression, _ upper: Expression, _ body: Expression) -> Evaluated {
    if let single = body.withoutInner([v]) {
      let value = value(of: .integrating(single, over: v, from: lower, to: upper))
      switch value.value {
      case .exact, .ball: return value
      // Parts of a sum that was split may diverge without the whole doing so.
      default: break
      }
    }
    return estimate(.integral(variable: v, lower: lower, upper: upper, body: body))
  }
}

import Balls
import Foundation

extension ElementaryFunction {
  /// By the C library, and by nothing that is tested.
  public func inDoubles(_ x: Double) -> Double {
    switch self {
    case .exp: Foundation.exp(x)
    case .log: Foundation.log(x)
    case .sin: Foundation.sin(x)
    case .cos: Foundation.cos(x)
    case .tan: Foundation.tan(x)
    case .sinh: Foundation.sinh(x)
    case .cosh: Foundation.cosh(x)
    case .tanh: Foundation.tanh(x)
    case .arctan: Foundation.atan(x)
    case .erf: Foundation.erf(x)
    case .erfc: Foundation.erfc(x)
    case .abs: x.magnitude
    case .sign: x > 0 ? 1 : x < 0 ? -1 : 0
    }
  }
}

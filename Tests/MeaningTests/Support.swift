import Balls
import Exact
import Expressions
import Meaning
import Notation
import Probability
import Testing

/// A toy, the definitions of a text, and a point: enough to ask what LaTeX means.
struct Page {
  var toy: Toy
  var definitions = Definitions()
  var point = Point()

  init(_ text: String, _ values: [String: Rational] = [:], define: [String] = []) throws {
    toy = try Toy.read(text, name: "test")
    for latex in define { try definitions.define(FormulaParser(options: .init()).parse(latex)) }
    point = Point(values)
  }

  var context: Context { Context(toy: toy, definitions: definitions, point: point, evaluator: Evaluator()) }

  /// The single number that a formula is.
  func number(_ latex: String) throws -> Evaluated {
    let value = try context.value(of: FormulaParser(options: .init()).parse(latex))
    guard value.components.count == 1 else { throw MeaningError("\(value.components.count) components where one is expected") }
    return value.components[0].value
  }
}

func parsed(_ latex: String) throws -> Formula { try FormulaParser(options: .init()).parse(latex) }

extension Evaluated {
  /// A double for comparison with a golden number; NaN unless the value is known to 25 digits or exactly.
  var double: Double {
    switch value {
    case .exact(let n): return Ball(n, bits: 128).midpoint
    case .ball(let b): return b.radius <= 1e-25 * max(1, abs(b.midpoint)) ? b.midpoint : .nan
    case .infinite(let positive): return positive ? .infinity : -.infinity
    default: return .nan
    }
  }
  var rational: Rational? { if case .exact(let n) = value { n.rational } else { nil } }
}

func isClose(_ a: Double, _ b: Double, _ tolerance: Double = 1e-14) -> Bool {
  guard abs(a - b) <= tolerance * max(1, abs(b)) else { return a == b }
  return true
}

/// The toys of the ledger, as a chapter would write them.
enum Ledger {
  static let tri = """
    p_d = Finite(0: 1/2, 1: 1/3, 3: 1/6)
    p_g = Finite(0: 1/4, 1: 1/4, 3: 1/2)
    x in support(p_d, p_g)
    """
  static let shift = """
    theta in [-4, 20]
    p_d = Normal(0, 1)
    p_g = Normal(theta, 1)
    x in R
    """
  static let lines = """
    theta in [-2, 2], theta != 0
    p = Product(Point(0), Uniform(0, 1))
    q = Product(Point(theta), Uniform(0, 1))
    """
  static let linvae = """
    w = 2
    s = 1/2
    m = 3/10
    v = 1/5
    x = 3/2
    p(z) = Normal(0, 1)
    p(x | z) = Normal(w z, s)
    q(z) = Normal(m, v)
    """
  static let chain3 = """
    alpha = [9/10, 4/5, 7/10]
    t in 2..3
    q(x_t | x_{t-1}) = Normal(sqrt(alpha_t) x_{t-1}, 1 - alpha_t) for t in 1..3
    x_0 in R
    x_t in R for t in 1..3
    """
  static let hmm2 = """
    q(x_0) = Finite(0: 3/4, 1: 1/4)
    q(x_1 | x_0) = Table(0: Finite(0: 4/5, 1: 1/5), 1: Finite(0: 1/5, 1: 4/5))
    q(x_2 | x_1) = Table(0: Finite(0: 3/5, 1: 2/5), 1: Finite(0: 2/5, 1: 3/5))
    p(x_2) = Finite(0: 1/2, 1: 1/2)
    p(x_1 | x_2) = Table(0: Finite(0: 7/10, 1: 3/10), 1: Finite(0: 1/3, 1: 2/3))
    p(x_0 | x_1) = Table(0: Finite(0: 5/6, 1: 1/6), 1: Finite(0: 1/4, 1: 3/4))
    """
}

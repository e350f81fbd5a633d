import Balls
import Exact

/// A scalar expression: the one tree that is differentiated, bounded at infinity, and evaluated
/// exactly, in balls and in doubles.
///
/// It knows nothing of laws or LaTeX. Build it with the operators and the static functions, which
/// normalise lightly (flatten, fold rationals, drop neutral elements) and never change where the
/// expression is defined.
public indirect enum Expression: Hashable, Sendable {
  case rational(Rational)
  case pi
  /// +∞ as a value: a divergence that is infinite. Arithmetic with it follows the extended reals; ∞
  /// − ∞ is undefined.
  case infinity
  case variable(Variable)
  case sum([Expression])
  case product([Expression])
  /// base ^ exponent. A quotient is a product with power −1; √x is `power(x, 1/2)`.
  case power(Expression, Expression)
  case function(Function, Expression)
  /// The first branch whose condition holds; `otherwise` if none does.
  case piecewise([Branch], otherwise: Expression)
  /// ∫ body d(variable) from lower to upper; bounds may be ∓∞.
  case integral(variable: Variable, lower: Expression, upper: Expression, body: Expression)
  /// The largest or smallest value of the body for the variable in [lower, upper], or where it is
  /// taken.
  case extremum(
    Extremum, variable: Variable, lower: Expression, upper: Expression, body: Expression)

  public struct Branch: Hashable, Sendable {
    public var condition: Condition, value: Expression
    public init(_ condition: Condition, _ value: Expression) {
      (self.condition, self.value) = (condition, value)
    }
  }
  public indirect enum Condition: Hashable, Sendable {
    case compare(Expression, Comparison, Expression)
    case all([Condition]), any([Condition]), not(Condition)
  }
  public enum Comparison: String, Hashable, Sendable {
    case less = "<", lessOrEqual = "≤", equal = "=", unequal = "≠"
  }
  public enum Extremum: String, Hashable, Sendable { case maximum, minimum, argmax, argmin }
  /// exp, log, sin, …, erf, abs, sign: one row each in the table of derivatives
  /// (`Derivative.swift`).
  public typealias Function = ElementaryFunction
}

/// A variable of an expression. Two variables are the same if their names are; `Variable.fresh`
/// makes one nobody else has.
public struct Variable: Hashable, Sendable, Comparable, CustomStringConvertible {
  public let name: String
  public init(_ name: String) { self.name = name }
  public var description: String { name }
  public static func < (a: Variable, b: Variable) -> Bool { a.name < b.name }
}

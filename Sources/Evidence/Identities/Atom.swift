import Exact
import Expressions

/// What a normal form cannot open further. Equal atoms are equal functions; nothing is asked the
/// other way round, so that a form that vanishes proves that its expression does, and no more.
indirect enum Atom: Hashable {
  case variable(Variable)
  case pi
  /// A prime, or a factor too large to be parted: stands with exponents between 0 and 1 only.
  case prime(Rational)
  case log(NormalForm)
  /// e to a monomial.
  case exp(Monomial)
  /// A sum in a denominator or under a root.
  case sum(NormalForm)
  case function(Expression.Function, NormalForm)
  case cases([Branch], otherwise: NormalForm)
  case integral(Variable, lower: End, upper: End, NormalForm)
  case extremum(Expression.Extremum, Variable, lower: End, upper: End, NormalForm)

  struct Branch: Hashable { var condition: Condition, value: NormalForm }
  indirect enum Condition: Hashable {
    case compare(NormalForm, Expression.Comparison)
    case all([Condition]), any([Condition]), not(Condition)
  }
  enum End: Hashable { case finite(NormalForm), infinite(Int) }
}

/// Why an expression has no normal form here.
enum NoForm: Error {
  /// More terms than the limit.
  case tooLarge
  case unsupported
}

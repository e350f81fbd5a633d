import Exact
import Notation

/// One line of a toy, read. Lines with `for t in 1..3` have become one statement for each t.
struct Statement: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// `theta in [-4, 4], theta != 0`: a number to be chosen.
    case parameter(Domain, conditions: [Formula])
    /// `w in simplex(3)`: positive weights w_1, w_2, w_3 with sum 1.
    case simplex(Int)
    /// `c = 7/5`, `beta_2 = 1 - alpha_2`.
    case value(Formula)
    /// `D(x) = …`: a function or map by formula.
    case function([Symbol], Formula)
    /// `G(z) = {0: 1, 1: 3}`: a function by its values.
    case table([TableRow])
    /// `p_d = Normal(0, 1)`.
    case law(LawText)
    /// `p(x | z) = Normal(w z, s)`: a factor of the joint law that the letter names.
    case factor(wanted: [Symbol], given: [Symbol], LawText)
    /// `epsilon ~ Normal(0, 1)`: a random variable.
    case random(LawText)
    /// `vector z 2`: z has the coordinates z_1 and z_2.
    case vector(Int)
  }
  struct TableRow: Hashable, Sendable { var key: [Formula]; var value: Formula }

  /// The name that is bound, as `Name` spells it: `theta`, `bar alpha_2`; of a factor, its letter.
  var name: String
  var symbol: Symbol
  var kind: Kind
  /// The values of the letters behind `for`.
  var indices: [String: Int]
  var line: Int
  /// Of a factor `p(x | z; u)`: what stands behind the semicolon.
  var parameters: [Symbol] = []
  /// Whether it says how many coordinates a name has; `x in R^2` says it, too.
  var isVector: Bool { if case .vector = kind { true } else { false } }
  /// What another statement must match to replace this one.
  var key: String {
    if case .vector = kind { return "vector " + name }
    guard case .factor(let wanted, _, _) = kind else { return name }
    return name + "(" + wanted.map { Name.text($0, indices) }.joined(separator: ",") + ")"
  }
}

/// A law as a toy writes it.
indirect enum LawText: Hashable, Sendable {
  case normal(mean: Formula, variance: Formula)
  case uniform(Formula, Formula)
  case laplace(location: Formula, scale: Formula)
  case point(Formula)
  case finite([Statement.TableRow])
  case mixture([MixturePart])
  case product([LawText])
  case pushforward(Symbol, LawText)
  /// One law for each value of what is given.
  case table([TableLaw])
  /// A law by its name, or a formula of laws.
  case formula(Formula)
  /// The law of letters whose values or intervals the toy gives, by its masses or its density:
  /// what a text states.
  case density([Symbol], Formula)

  struct MixturePart: Hashable, Sendable { var weight: Formula; var law: LawText }
  struct TableLaw: Hashable, Sendable { var key: [Formula]; var law: LawText }
}

/// The numbers a parameter may be.
enum Domain: Hashable, Sendable {
  case interval(lower: Formula?, upper: Formula?, closedBelow: Bool, closedAbove: Bool)
  case values([Formula])
  case integers(Formula, Formula)
  /// The atoms of finite laws.
  case support([LawText])
  /// A set that the toy gives a name, `w in W`.
  case named(Formula)
}

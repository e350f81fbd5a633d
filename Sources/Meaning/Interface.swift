import Exact
import Expressions
import Notation

// What Evidence asks of Meaning: read a toy, draw its points, give the value of every side of a
// formula at a point.

/// One choice of every parameter and free variable of a toy, by the name as `--set` and the ledger
/// write it (`theta`, `alpha_1`, `x_t`).
public struct Point: Hashable, Sendable {
  public var values: [String: Rational]
  public init(_ values: [String: Rational] = [:]) { self.values = values }
}

/// The value of one side of a relation: a scalar has one component; a vector, matrix, or law has
/// several, each with a name (`[1]`, `[1,2]`, `mean`, `variance`).
public struct SideValue: Sendable {
  public struct Component: Sendable {
    public var name: String
    public var value: Evaluated
    /// What was evaluated, where two values that agree may be told apart by more bits.
    package var tree: Expression?
    public init(name: String, value: Evaluated) { (self.name, self.value) = (name, value) }
    init(name: String, of tree: Expression, by evaluator: Evaluator) {
      self.init(name: name, value: evaluator.evaluate(tree))
      self.tree = tree
    }
  }
  public var components: [Component]
  public init(_ components: [Component]) { self.components = components }
}

/// What a reader can set or see of a toy: `--list` prints these.
public struct ParameterDescription: Hashable, Sendable {
  public var name: String
  /// "[-4, 4], drawn", "one of 1, 2, 3", "constant 7/5".
  public var domain: String
  public var canBeSet: Bool
  public init(name: String, domain: String, canBeSet: Bool) {
    (self.name, self.domain, self.canBeSet) = (name, domain, canBeSet)
  }
}

/// A formula that cannot be given a meaning on a toy: what, and what to do. The place is added by
/// the caller, who knows the line.
public struct MeaningError: Error, Hashable, Sendable, CustomStringConvertible {
  public var message: String
  /// The name that means nothing here, where that is what is wrong.
  public var unbound: String?
  /// What is wrong, of what an asker treats in a way of its own; messages are for people alone.
  public var cause: Cause?
  /// Whether the message names the line of the toy already.
  var isPlaced = false
  public var description: String { message }

  public enum Cause: Hashable, Sendable {
    /// A definition needs itself.
    case circle
    /// A number that should be the chance of a coin lies outside [0, 1].
    case noChance
    /// A law stands on one side and a number on the other.
    case mismatch
    /// The toy has no law, variable or range of the kind that is asked for.
    case lackOfToy
  }

  public init(_ message: String, unbound: String? = nil, cause: Cause? = nil) {
    (self.message, self.unbound, self.cause) = (message, unbound, cause)
  }
}

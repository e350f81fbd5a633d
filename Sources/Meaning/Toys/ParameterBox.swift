import Exact
import Expressions
import Notation

/// All that is drawn of a toy, as a box of free variables.
public struct ParameterBox: Sendable {
  public var sides: [BoxSide] = []
  /// What every drawn parameter is in terms of the variables.
  public var parameters: [String: Expression] = [:]
  /// The ranges for a reader, with the formulas between dollars: `$\theta \in [-4, 4]$`.
  public var text: [String] = []
  /// Whether the box holds points that a condition a ≠ b of the toy leaves out.
  public var holdsMore = false
}

extension Toy {
  /// The box of these parameters; nil when one ranges without bounds, between bounds that depend on
  /// others, or under a condition other than a ≠ b.
  ///
  /// An open end is moved in by 1/1024 of the range. Weights w_1, …, w_n are parted like a stick:
  /// w_1 = s_1, w_2 = (1 − s_1)s_2, …, with all s in [1/1024, 1023/1024].
  public func box(of needed: Set<String>) -> ParameterBox? {
    var box = ParameterBox()
    for statement in statements {
      switch statement.kind {
      case .parameter(let domain, let conditions):
        guard needed.contains(statement.name) else { continue }
        guard case .interval(let a, let b, let below, let above) = domain else { continue }
        guard conditions.allSatisfy(\.isUnequal), let lower = a?.constant, let upper = b?.constant,
          lower < upper
        else { return nil }
        box.holdsMore = box.holdsMore || !conditions.isEmpty
        box.add(statement.name, lower, upper, closed: (below, above))
      case .simplex(let n):
        guard needed.contains(statement.name + "_1") else { continue }
        box.addWeights(statement.name, n)
      default: break
      }
    }
    return box.sides.isEmpty ? nil : box
  }
}

extension Toy {
  /// What is drawn of these parameters, in free variables of the same names: of n weights the last
  /// is 1 minus the others. Ranges and conditions are not looked at.
  public func free(_ needed: Set<String>) -> [String: Expression] {
    var free: [String: Expression] = [:]
    for statement in statements {
      switch statement.kind {
      case .parameter(.interval, _) where needed.contains(statement.name):
        free[statement.name] = .variable(Variable(statement.name))
      case .simplex(let n) where needed.contains(statement.name + "_1"):
        let first = (1..<n).map { Expression.variable(Variable("\(statement.name)_\($0)")) }
        for (i, weight) in first.enumerated() { free["\(statement.name)_\(i + 1)"] = weight }
        free["\(statement.name)_\(n)"] = 1 - .sum(of: first)
      default: break
      }
    }
    return free
  }
}

extension ParameterBox {
  private static let edge = Rational(1, 1024)

  fileprivate mutating func add(
    _ name: String, _ lower: Rational, _ upper: Rational, closed: (Bool, Bool)
  ) {
    let margin = (upper - lower) * Self.edge
    let from = closed.0 ? lower : lower + margin, to = closed.1 ? upper : upper - margin
    let v = Variable(name)
    sides.append(BoxSide(v, from, to))
    parameters[name] = .variable(v)
    text.append("$\(latex(name: name)) \\in [\(from), \(to)]$")
  }

  fileprivate mutating func addWeights(_ name: String, _ n: Int) {
    var rest = Expression.rational(1)
    for i in 1..<n {
      let part = Variable("\(name)·\(i)")
      sides.append(BoxSide(part, Self.edge, 1 - Self.edge))
      parameters["\(name)_\(i)"] = rest * .variable(part)
      rest = rest * (1 - .variable(part))
    }
    parameters["\(name)_\(n)"] = rest
    text.append("all weights $\(latex(name: name))$ whose parts of the rest lie in $[1/1024, 1023/1024]$")
  }
}

extension Formula {
  fileprivate var isUnequal: Bool {
    if case .relation(_, let relations) = self { relations == [.unequal] } else { false }
  }
}

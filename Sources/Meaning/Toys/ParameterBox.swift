import Exact
import Expressions
import Notation

/// All that is drawn of a toy, as a box of free variables.
public struct ParameterBox: Sendable {
  public var sides: [BoxSide] = []
  /// What every drawn parameter is in terms of the variables.
  public var parameters: [String: Expression] = [:]
  /// What a reader is told of every parameter.
  private var ranges: [Range] = []
  /// Values that a drawn parameter does not take: `theta != 0`.
  public var excluded: [BoxTouch] = []
  /// Whether the box holds points that another condition a ≠ b of the toy leaves out.
  public var holdsMore = false
  /// Drawn weights w_1, …, w_n, whose sum is 1.
  public var weights: [[String]] = []

  /// The ranges of the parameters that depend on these variables, for a reader: those that are the
  /// same together, `$a, b \in [-4, 4]$`, the formulas between dollars.
  public func ranges(of used: Set<Variable>) -> [String] {
    let asked = ranges.filter { $0.variables.contains(where: used.contains) }
    var seen: Set<Range.Kind> = []
    return asked.filter { seen.insert($0.kind).inserted }.flatMap { first in
      let same = asked.filter { $0.kind == first.kind }, names = same.map(\.name)
      let together =
        switch first.kind {
        case .interval(let from, let to): "$\(names.joined(separator: ", ")) \\in [\(from), \(to)]$"
        case .weights(let from, let to):
          "all weights \(names.map { "$\($0)$" }.joined(separator: ", ")) "
            + "whose parts of the rest lie in $[\(from), \(to)]$"
        }
      return [together] + same.flatMap(\.excluded)
    }
  }

  /// The range of a parameter, or of the parts of the rest that drawn weights take.
  private struct Range {
    enum Kind: Hashable { case interval(Rational, Rational), weights(Rational, Rational) }
    var name: String, kind: Kind, variables: [Variable]
    var excluded: [String] = []
  }

  /// Whether a point of the box is one that the toy certainly has.
  public func holds(_ point: [Variable: Rational]) -> Bool {
    !holdsMore && !excluded.contains { point[$0.variable] == $0.place }
  }
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
        guard let lower = a?.constant, let upper = b?.constant, lower < upper else { return nil }
        let closed = (below, above)
        box.add(statement.name, lower, upper, closed: closed)
        for condition in conditions where !condition.holds(statement.name, lower, upper, closed) {
          guard condition.isUnequal else { return nil }
          if let place = condition.excludes(statement.name) {
            box.exclude(place, of: statement.name)
          } else {
            box.holdsMore = true
          }
        }
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
    ranges.append(Range(name: latex(name: name), kind: .interval(from, to), variables: [v]))
  }

  /// The range just added is told to lack one value.
  fileprivate mutating func exclude(_ place: Rational, of name: String) {
    excluded.append(BoxTouch(Variable(name), at: place))
    ranges[ranges.count - 1].excluded.append("$\(latex(name: name)) \\ne \(place)$")
  }

  fileprivate mutating func addWeights(_ name: String, _ n: Int) {
    var rest = Expression.rational(1), parts: [Variable] = []
    for i in 1..<n {
      let part = Variable("\(name)·\(i)")
      parts.append(part)
      sides.append(BoxSide(part, Self.edge, 1 - Self.edge))
      parameters["\(name)_\(i)"] = rest * .variable(part)
      rest = rest * (1 - .variable(part))
    }
    parameters["\(name)_\(n)"] = rest
    weights.append((1...n).map { "\(name)_\($0)" })
    let kind = Range.Kind.weights(Self.edge, 1 - Self.edge)
    ranges.append(Range(name: latex(name: name), kind: kind, variables: parts))
  }
}

extension Formula {
  /// Whether `a < 1` says no more than that a lies in the range.
  fileprivate func holds(
    _ name: String, _ lower: Rational, _ upper: Rational, _ closed: (Bool, Bool)
  ) -> Bool {
    guard case .relation(let sides, let relations) = self, sides.count == 2,
      case .symbol(let symbol) = sides[0], Name.text(symbol) == name, let bound = sides[1].constant
    else { return false }
    switch relations[0] {
    case .less: return upper < bound || upper == bound && !closed.1
    case .lessOrEqual: return upper <= bound
    case .greater: return lower > bound || lower == bound && !closed.0
    case .greaterOrEqual: return lower >= bound
    default: return false
    }
  }

  /// The number that a name is said not to be.
  fileprivate func excludes(_ name: String) -> Rational? {
    guard case .relation(let sides, [.unequal]) = self, sides.count == 2,
      case .symbol(let symbol) = sides[0], Name.text(symbol) == name
    else { return nil }
    return sides[1].constant
  }
  fileprivate var isUnequal: Bool {
    if case .relation(_, let relations) = self { relations == [.unequal] } else { false }
  }
}

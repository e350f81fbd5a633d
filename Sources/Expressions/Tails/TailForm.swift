import Balls
import Exact

/// An integrand made ready for its envelopes: equal subtrees once, what does not hold the variable
/// as an interval.
final class TailForm {
  enum Node {
    case constant(DoubleInterval), variable
    case sum([Int]), product([Int])
    case power(Int, Rational, String)
    case function(ElementaryFunction, Int, String)
    case piecewise([(condition: Condition, value: Int)], otherwise: Int)
    /// A part without an envelope, and why; it matters only where it is reached.
    case unbounded(String)
  }
  indirect enum Condition {
    case compare(difference: Int, Expression.Comparison)
    case all([Condition]), any([Condition]), not(Condition)
  }

  private(set) var nodes: [Node] = []
  private(set) var root = 0
  private let x: Variable
  private let constant: (Expression) throws -> DoubleInterval
  private var known: [Expression: Int] = [:]

  /// - constant: the value of a subtree without x; every other variable has been replaced by a
  ///   number.
  init(_ e: Expression, in x: Variable, constant: @escaping (Expression) throws -> DoubleInterval) {
    (self.x, self.constant) = (x, constant)
    root = node(e)
  }

  /// One more expression beside the first; its number.
  func node(_ e: Expression) -> Int {
    if let i = known[e] { return i }
    let n: Node
    if e.depends(on: x) {
      n = made(e)
    } else {
      do { n = .constant(try constant(e)) } catch { n = .unbounded("\(error)") }
    }
    nodes.append(n)
    known[e] = nodes.count - 1
    return nodes.count - 1
  }

  private func made(_ e: Expression) -> Node {
    func text(_ a: Expression) -> String { String("\(a)".prefix(160)) }
    switch e {
    case .variable: return .variable
    case .sum(let terms): return .sum(terms.map(node))
    case .product(let factors): return .product(factors.map(node))
    case .power(let base, let n):
      if let r = n.rationalValue { return .power(node(base), r, text(base)) }
      return .function(.exp, node(n * .log(base)), text(n * .log(base)))
    case .function(.cosh, let a): return .product([node(over2), node(.exp(a) + .exp(-a))])
    case .function(.sinh, let a): return .product([node(over2), node(.exp(a) - .exp(-a))])
    case .function(let f, let a): return .function(f, node(a), text(a))
    case .piecewise(let branches, let otherwise):
      return .piecewise(
        branches.map { (made($0.condition), node($0.value)) }, otherwise: node(otherwise))
    case .integral, .extremum: return .unbounded("an integral or optimum inside the integrand")
    case .rational, .pi, .infinity: return .unbounded("\(e)")
    }
  }
  private var over2: Expression { .rational(Rational(1, 2)) }

  private func made(_ c: Expression.Condition) -> Condition {
    switch c {
    case .compare(let a, let relation, let b): .compare(difference: node(a - b), relation)
    case .all(let list): .all(list.map(made))
    case .any(let list): .any(list.map(made))
    case .not(let c): .not(made(c))
    }
  }
}

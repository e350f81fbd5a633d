import Exact
import Expressions

/// A Bayesian network: the joint law of its variables given by one conditional law for each node.
/// Every marginal and every conditional follows from it by one algorithm (`law(of:given:at:)`).
///
/// Parents that are no node (the x of q(z|x), the x₀ of a chain) have no law here and must be
/// given.
public struct Model: Hashable, Sendable {
  public let nodes: [Node]

  public struct Node: Hashable, Sendable {
    /// One variable for each coordinate of the law.
    public var variables: [Variable]
    public var parents: [Variable]
    public var conditional: Conditional
    public init(_ variables: [Variable], given parents: [Variable] = [], _ conditional: Conditional)
    {
      (self.variables, self.parents, self.conditional) = (variables, parents, conditional)
    }
    public init(_ variable: Variable, given parents: [Variable] = [], _ law: Law) {
      self.init([variable], given: parents, .law(law))
    }
  }

  public enum Conditional: Hashable, Sendable {
    /// A law whose expressions mention the parents.
    case law(Law)
    /// One law for each value of the parents, which must be finite.
    case table([Row])
  }
  public struct Row: Hashable, Sendable {
    public var given: [Expression], law: Law
    public init(_ given: [Expression], _ law: Law) { (self.given, self.law) = (given, law) }
  }

  /// Throws when a variable has two laws, a law has another dimension than its variables, or
  /// parents go in a circle.
  public init(_ nodes: [Node]) throws {
    var owner: [Variable: Int] = [:]
    for (k, node) in nodes.enumerated() {
      for law in node.laws where law.dimension != node.variables.count {
        throw ProbabilityError(
          "the law of \(node.name) has \(law.dimension) coordinates"
            + " for \(node.variables.count) variables")
      }
      for v in node.variables {
        guard owner.updateValue(k, forKey: v) == nil else {
          throw ProbabilityError("\(v) has two laws in one model")
        }
      }
    }
    var order: [Int] = [], state = [Int](repeating: 0, count: nodes.count)
    func visit(_ k: Int) throws {
      guard state[k] != 2 else { return }
      guard state[k] == 0 else {
        throw ProbabilityError("the laws of a model go in a circle through \(nodes[k].name)")
      }
      state[k] = 1
      for p in nodes[k].parents { if let parent = owner[p] { try visit(parent) } }
      state[k] = 2
      order.append(k)
    }
    for k in nodes.indices { try visit(k) }
    self.nodes = order.map { nodes[$0] }
  }

  public var variables: [Variable] { nodes.flatMap(\.variables) }

  /// The law of some variables given the values of others, which may be symbolic.
  ///
  /// Finite nodes are enumerated, linear-Gaussian ones kept by their moments and conditioned
  /// exactly; anything else becomes a density with `integral` nodes. Only nodes that matter are
  /// looked at. Branches that become equal are merged, so a chain costs its length. Throws when the
  /// condition has probability 0 or a needed variable has no law.
  public func law(
    of wanted: [Variable], given: [(variable: Variable, value: Expression)] = [],
    at values: Valuation
  ) throws -> Law {
    try Inference(self, wanted, given, values).law()
  }
}

extension Model.Node {
  var laws: [Law] {
    switch conditional {
    case .law(let law): [law]
    case .table(let rows): rows.map(\.law)
    }
  }
  var name: String { variables.map(\.name).joined(separator: ", ") }
}

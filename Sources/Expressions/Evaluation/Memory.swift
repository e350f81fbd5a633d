import Balls

/// The integrals and optima evaluated so far, by all evaluators: the sides of a derivation, its
/// foils and its mutants share most of theirs. No outcome depends on it: an entry is used only
/// where the limit of work would not have been felt, and its cost is spent again.
final class Memory: Sendable {
  /// Of expressions with canonical names: `canonical`. A tree is hashed once.
  struct Key: Hashable {
    let expression: Expression
    let bits: Int, goal: Int
    private let hash: Int

    init(expression: Expression, bits: Int, goal: Int) {
      (self.expression, self.bits, self.goal) = (expression, bits, goal)
      var hasher = Hasher()
      hasher.combine(expression)
      hasher.combine(bits)
      hasher.combine(goal)
      hash = hasher.finalize()
    }
    func hash(into hasher: inout Hasher) { hasher.combine(hash) }
    static func == (a: Key, b: Key) -> Bool {
      a.hash == b.hash && a.bits == b.bits && a.goal == b.goal && a.expression == b.expression
    }
  }
  struct Entry: Sendable {
    let value: Evaluated
    let cost: Int
    /// How many nodes of trees were visited for it.
    let visits: Int
    /// Whether the work fits well into what is left, so that the limit did not shape the value.
    func isFree(of left: Int) -> Bool { left > 2 * cost + 1000 }
  }

  static let shared = Memory(capacity: 8192)
  private let capacity: Int
  private let entries = Locked<[Key: Entry]>([:])

  init(capacity: Int) { self.capacity = capacity }

  subscript(_ key: Key) -> Entry? {
    get { entries.withLock { $0[key] } }
    set {
      entries.withLock { entries in
        if entries.count >= capacity { entries.removeAll(keepingCapacity: true) }
        entries[key] = newValue
      }
    }
  }
}

extension Expression {
  /// The same expression with bound variables named by their depth, so that integrals that differ
  /// in their letters only are one. Shapes stay: nothing is rebuilt or reordered.
  var canonical: Expression { renaming([:], depth: 0) }

  /// Free variables renamed, and nothing rebuilt: dear only in the size of the tree. Bound
  /// variables get the names of `canonical`.
  package func renaming(_ names: [Variable: Variable]) -> Expression { renaming(names, depth: 0) }

  fileprivate func renaming(_ names: [Variable: Variable], depth: Int) -> Expression {
    func go(_ e: Expression) -> Expression { e.renaming(names, depth: depth) }
    switch self {
    case .rational, .pi, .infinity: return self
    case .variable(let v): return names[v].map { .variable($0) } ?? self
    case .sum(let a): return .sum(a.map(go))
    case .product(let a): return .product(a.map(go))
    case .power(let a, let b): return .power(go(a), go(b))
    case .function(let f, let a): return .function(f, go(a))
    case .piecewise(let branches, let otherwise):
      return .piecewise(
        branches.map { Branch($0.condition.renaming(names, depth: depth), go($0.value)) },
        otherwise: go(otherwise))
    case .integral(let v, let a, let b, let body):
      let bound = Expression.bound(depth)
      return .integral(
        variable: bound, lower: go(a), upper: go(b),
        body: body.renaming(names.adding(v, bound), depth: depth + 1))
    case .extremum(let kind, let v, let a, let b, let body):
      let bound = Expression.bound(depth)
      return .extremum(
        kind, variable: bound, lower: go(a), upper: go(b),
        body: body.renaming(names.adding(v, bound), depth: depth + 1))
    }
  }

  /// u₀, u₁, …: readable names that no notation can write and `Variable.fresh` does not give.
  private static func bound(_ depth: Int) -> Variable {
    let digits = String(depth).unicodeScalars.compactMap { Unicode.Scalar($0.value + 0x2050) }
    return Variable("u" + String(String.UnicodeScalarView(digits)))
  }
}

extension Expression.Condition {
  fileprivate func renaming(_ names: [Variable: Variable], depth: Int) -> Self {
    switch self {
    case .compare(let a, let relation, let b):
      .compare(a.renaming(names, depth: depth), relation, b.renaming(names, depth: depth))
    case .all(let c): .all(c.map { $0.renaming(names, depth: depth) })
    case .any(let c): .any(c.map { $0.renaming(names, depth: depth) })
    case .not(let c): .not(c.renaming(names, depth: depth))
    }
  }
}

extension [Variable: Variable] {
  fileprivate func adding(_ v: Variable, _ w: Variable) -> Self {
    var names = self
    names[v] = w
    return names
  }
}

import Balls

extension Variable {
  /// The numbering of the computation that runs here. Within one the same calls give the same
  /// names, whatever other threads do; names of different computations may coincide, and must not
  /// meet in one expression.
  @TaskLocal public static var numbering: VariableNumbering?

  /// A variable nobody else has: its name holds `#`, which no notation can write, and a number
  /// given out once.
  ///
  /// Outside of a numbering the number depends on the order of calls, so these names must not reach
  /// a page; where a stable name is wanted use `fresh(_:avoiding:)`.
  public static func fresh(_ prefix: String) -> Variable {
    Variable("\(prefix)##\((numbering ?? everybody).next())")
  }

  /// The first of prefix#1, prefix#2, … that is not among those to avoid: the same for the same
  /// arguments.
  public static func fresh(_ prefix: String, avoiding taken: Set<Variable>) -> Variable {
    var n = 1
    while taken.contains(Variable("\(prefix)#\(n)")) { n += 1 }
    return Variable("\(prefix)#\(n)")
  }
}

/// Gives out 1, 2, 3, …
public final class VariableNumbering: Sendable {
  private let counter = Locked(0)
  public init() {}
  func next() -> Int {
    counter.withLock { count in
      count += 1
      return count
    }
  }
}

/// For computations that have no numbering of their own.
private let everybody = VariableNumbering()

extension Expression {
  /// The variables that are not bound inside.
  public var freeVariables: Set<Variable> {
    var free: Set<Variable> = []
    collectFree(into: &free, bound: [])
    return free
  }

  func collectFree(into free: inout Set<Variable>, bound: Set<Variable>) {
    switch self {
    case .rational, .pi, .infinity: break
    case .variable(let v): if !bound.contains(v) { free.insert(v) }
    case .sum(let a), .product(let a): for e in a { e.collectFree(into: &free, bound: bound) }
    case .power(let a, let b):
      a.collectFree(into: &free, bound: bound)
      b.collectFree(into: &free, bound: bound)
    case .function(_, let a): a.collectFree(into: &free, bound: bound)
    case .piecewise(let branches, let otherwise):
      for b in branches {
        b.condition.forEachSide { $0.collectFree(into: &free, bound: bound) }
        b.value.collectFree(into: &free, bound: bound)
      }
      otherwise.collectFree(into: &free, bound: bound)
    case .integral(let v, let a, let b, let body), .extremum(_, let v, let a, let b, let body):
      a.collectFree(into: &free, bound: bound)
      b.collectFree(into: &free, bound: bound)
      body.collectFree(into: &free, bound: bound.union([v]))
    }
  }

  /// Whether v occurs free. Stops at the first occurrence.
  public func depends(on v: Variable) -> Bool {
    switch self {
    case .rational, .pi, .infinity: false
    case .variable(let w): v == w
    case .sum(let a), .product(let a): a.contains { $0.depends(on: v) }
    case .power(let a, let b): a.depends(on: v) || b.depends(on: v)
    case .function(_, let a): a.depends(on: v)
    case .piecewise(let branches, let otherwise):
      branches.contains { $0.value.depends(on: v) || $0.condition.depends(on: v) }
        || otherwise.depends(on: v)
    case .integral(let w, let a, let b, let body), .extremum(_, let w, let a, let b, let body):
      a.depends(on: v) || b.depends(on: v) || (v != w && body.depends(on: v))
    }
  }

  /// Variables replaced all at once. A bound variable that would capture one of the replacements is
  /// renamed.
  public func substituting(_ values: [Variable: Expression]) -> Expression {
    guard !values.isEmpty else { return self }
    switch self {
    case .variable(let v): return values[v] ?? self
    case .integral(let v, let a, let b, let body):
      let (w, inner) = Expression.entering(v, body, values)
      return .integrating(
        inner, over: w, from: a.substituting(values), to: b.substituting(values))
    case .extremum(let kind, let v, let a, let b, let body):
      let (w, inner) = Expression.entering(v, body, values)
      return .extremum(
        kind, variable: w, lower: a.substituting(values), upper: b.substituting(values), body: inner
      )
    default: return mappingParts { $0.substituting(values) }
    }
  }

  private static func entering(
    _ v: Variable, _ body: Expression, _ values: [Variable: Expression]
  ) -> (Variable, Expression) {
    let free = body.freeVariables
    var inner = values.filter { $0.key != v && free.contains($0.key) }
    if inner.isEmpty { return (v, body) }
    var taken = inner.values.reduce(into: Set<Variable>()) { $0.formUnion($1.freeVariables) }
    guard taken.contains(v) else { return (v, body.substituting(inner)) }
    taken.formUnion(free)
    let w = Variable.fresh(v.name, avoiding: taken)
    inner[v] = .variable(w)
    return (w, body.substituting(inner))
  }

  /// The same node over transformed parts, rebuilt by the normalising constructors.
  public func mappingParts(_ f: (Expression) -> Expression) -> Expression {
    switch self {
    case .rational, .pi, .infinity, .variable: self
    case .sum(let a): .sum(of: a.map(f))
    case .product(let a): .product(of: a.map(f))
    case .power(let a, let b): f(a).raised(to: f(b))
    case .function(let g, let a): .applying(g, to: f(a))
    case .piecewise(let branches, let otherwise):
      .choosing(
        branches.map { Branch($0.condition.mappingSides(f), f($0.value)) }, otherwise: f(otherwise))
    case .integral(let v, let a, let b, let body):
      .integrating(f(body), over: v, from: f(a), to: f(b))
    case .extremum(let kind, let v, let a, let b, let body):
      .extremum(kind, variable: v, lower: f(a), upper: f(b), body: f(body))
    }
  }

  /// Rebuilt from the leaves by the normalising constructors, for trees put together by hand.
  public var normalized: Expression { mappingParts { $0.normalized } }
}

extension Expression.Condition {
  func forEachSide(_ f: (Expression) -> Void) {
    switch self {
    case .compare(let a, _, let b): f(a); f(b)
    case .all(let c), .any(let c): c.forEach { $0.forEachSide(f) }
    case .not(let c): c.forEachSide(f)
    }
  }
  public func mappingSides(_ f: (Expression) -> Expression) -> Self {
    switch self {
    case .compare(let a, let relation, let b): .compare(f(a), relation, f(b))
    case .all(let c): .all(c.map { $0.mappingSides(f) })
    case .any(let c): .any(c.map { $0.mappingSides(f) })
    case .not(let c): .not(c.mappingSides(f))
    }
  }
  public func depends(on v: Variable) -> Bool {
    var found = false
    forEachSide { found = found || $0.depends(on: v) }
    return found
  }
  public func substituting(_ values: [Variable: Expression]) -> Self {
    mappingSides { $0.substituting(values) }
  }
  public var freeVariables: Set<Variable> {
    var free: Set<Variable> = []
    forEachSide { free.formUnion($0.freeVariables) }
    return free
  }
}

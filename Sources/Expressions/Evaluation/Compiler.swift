import Balls
import Exact

/// Compiles an expression in one or more variables into a register program. Equal subtrees share a
/// register; a subtree without the variables is evaluated once, here. Expects the tree in the
/// logarithmic domain.
package struct Compiler {
  /// The value of a subtree without the variables: a ball, or the reason why it has none.
  let constant: (Expression) throws -> Ball
  let variables: Set<Variable>
  private var registers: Int
  private var known: [Expression: Int] = [:]
  private var steps: [Program.Step] = []
  private var depth = 0

  init(variables: [Variable], constant: @escaping (Expression) throws -> Ball) {
    self.constant = constant
    self.variables = Set(variables)
    registers = variables.count
    for (i, v) in variables.enumerated() { known[.variable(v)] = i }
  }

  package static func program(
    for e: Expression, in variables: [Variable], constant: @escaping (Expression) throws -> Ball
  ) throws -> Program {
    var compiler = Compiler(variables: variables, constant: constant)
    let result = try compiler.register(of: e)
    var terms = [result]
    if case .sum(let parts) = e { terms = try parts.map { try compiler.register(of: $0) } }
    return Program(
      body: Program.Block(compiler.steps, result: result), registers: compiler.registers,
      inputs: variables.count, terms: terms)
  }

  private mutating func register(of e: Expression) throws -> Int {
    if let r = known[e] { return r }
    let r: Int
    if !variables.contains(where: { e.depends(on: $0) }) {
      r = emit(.constant(try depth == 0 ? constant(e) : ((try? constant(e)) ?? .indeterminate)))
    } else {
      r = emit(try instruction(for: e))
    }
    known[e] = r
    return r
  }

  private mutating func emit(_ instruction: Program.Instruction) -> Int {
    steps.append(Program.Step(registers, instruction))
    registers += 1
    return registers - 1
  }

  private mutating func instruction(for e: Expression) throws -> Program.Instruction {
    if let q = try quadratic(e) { return q }
    switch e {
    case .sum(let terms):
      return .sum(try folded(terms, Expression.sum(of:)).map { try register(of: $0) })
    case .product(let factors):
      return .product(try folded(factors, Expression.product(of:)).map { try register(of: $0) })
    case .power(let base, let n): return try power(base, n)
    case .function(.log, .sum(let terms)):
      if let parts = Expression.sum(terms).exponentialTerms,
        parts.contains(where: { $0.exponent != 0 })
      {
        return .logSumExp(
          coefficients: try parts.map { try register(of: $0.factor) },
          exponents: try parts.map { try register(of: $0.exponent) },
          differences: try parts.flatMap { a in
            try parts.map { b in try block(difference(b.exponent, a.exponent)) }
          })
      }
      return .function(.log, try register(of: .sum(terms)))
    case .function(let f, let a): return .function(f, try register(of: a))
    case .piecewise(let branches, let otherwise): return try choice(branches[...], otherwise)
    case .integral, .extremum: throw Unsupported("an integral or an optimum inside an integral")
    case .rational, .pi, .infinity, .variable: throw Unsupported("\(e) in a program")
    }
  }

  /// c₀ + c₁v + c₂v² as c₂(v + h)² + k.
  private mutating func quadratic(_ e: Expression) throws -> Program.Instruction? {
    guard variables.count == 1, let v = variables.first,
      let c = e.coefficients(in: v)?.withoutTrailingZeros,
      c.count == 3, (try? constant(1 / c[2])) != nil
    else { return nil }
    let h = c[1] / (2 * c[2]), k = c[0] - c[1] * h / 2
    return .quadratic(
      try register(of: .variable(v)), a: try register(of: c[2]), h: try register(of: h),
      k: try register(of: k))
  }

  /// a − b, coefficient by coefficient where both are polynomials, so that what is common is gone.
  private func difference(_ a: Expression, _ b: Expression) -> Expression {
    guard variables.count == 1, let v = variables.first, let p = a.coefficients(in: v),
      let q = b.coefficients(in: v),
      p.count <= 3, q.count <= 3
    else { return a - b }
    return p.adding(q.map { -$0 }).enumerated().reduce(0) {
      $0 + $1.element * Expression.variable(v).raised(to: .rational(Rational($1.offset)))
    }
  }

  /// The constant operands drawn together into one.
  private func folded(_ a: [Expression], _ join: ([Expression]) -> Expression) -> [Expression] {
    let constants = a.filter { e in !variables.contains { e.depends(on: $0) } }
    guard constants.count > 1 else { return a }
    return a.filter { e in variables.contains { e.depends(on: $0) } } + [join(constants)]
  }

  private mutating func power(_ base: Expression, _ n: Expression) throws -> Program.Instruction {
    guard let r = n.rationalValue else {
      if base.isCertainlyPositive { return .function(.exp, try register(of: n * .log(base))) }
      return .power(try register(of: base), try register(of: n))
    }
    if let k = r.int { return .integerPower(try register(of: base), k) }
    if r == Rational(1, 2) { return .squareRoot(try register(of: base)) }
    if let twice = (r * 2).int {
      let root = try register(of: .sqrt(base))
      return .integerPower(root, twice)
    }
    return .power(try register(of: base), try register(of: n))
  }

  /// Nested choices; each branch is a block of its own, so that what is not taken is not computed.
  private mutating func choice(
    _ branches: ArraySlice<Expression.Branch>, _ otherwise: Expression
  ) throws -> Program.Instruction {
    guard let first = branches.first else { throw Unsupported("a choice without branches") }
    let condition = try condition(first.condition)
    let then = try block(first.value)
    let rest = branches.dropFirst()
    let other =
      try rest.isEmpty ? block(otherwise) : block(.piecewise(Array(rest), otherwise: otherwise))
    return .choose(condition, then: then, otherwise: other)
  }

  private mutating func block(_ e: Expression) throws -> Program.Block {
    let (outerSteps, outerKnown) = (steps, known)
    steps = []
    depth += 1
    defer {
      (steps, known) = (outerSteps, outerKnown)
      depth -= 1
    }
    let r = try register(of: e)
    return Program.Block(steps, result: r)
  }

  private mutating func condition(_ c: Expression.Condition) throws -> Program.Condition {
    switch c {
    case .compare(let a, let relation, let b):
      return .compare(try block(a), relation.program, try block(b))
    case .all(let list): return .all(try list.map { try condition($0) })
    case .any(let list): return .any(try list.map { try condition($0) })
    case .not(let c): return .not(try condition(c))
    }
  }
}

struct Unsupported: Error, CustomStringConvertible {
  let description: String
  init(_ what: String) { description = what }
}

extension Expression.Comparison {
  var program: Program.Relation {
    switch self {
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .equal: .equal
    case .unequal: .unequal
    }
  }
}

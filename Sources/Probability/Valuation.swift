import Balls
import Exact
import Expressions

/// What a law or a question about laws cannot be: the reason and the remedy, in words.
public struct ProbabilityError: Error, Hashable, Sendable, CustomStringConvertible {
  public let message: String
  public var description: String { message }
  public init(_ message: String) { self.message = message }
}

/// The current values of parameters. Laws keep their parameters as variables, so that results can
/// be differentiated; every decision (is this atom at the same place? is the variance positive?) is
/// taken at these values.
public struct Valuation: Hashable, Sendable {
  public var values: [Variable: Rational]
  /// Takes down the decisions, where somebody must know for which other values they are the same.
  public var decisions: Decisions?
  /// Variables over which an optimum is taken, and between which numbers; nil: without end. Their
  /// value is one of many: nothing that may turn on the way is decided at it.
  public var ranging: [Variable: Range] = [:]
  public struct Range: Hashable, Sendable {
    public var lower: Rational?, upper: Rational?
    public init(_ lower: Rational?, _ upper: Rational?) {
      (self.lower, self.upper) = (lower, upper)
    }
  }
  /// Variables of integration: their value is the sample of a cell and stands for all of it.
  var sampled: Set<Variable> = []
  public init(_ values: [Variable: Rational] = [:]) { self.values = values }

  /// Whether every free variable has a value, so that decisions can be taken.
  /// Where decisions are taken down, none is taken that can be left open.
  ///
  /// A sample tells the sign of an expression on the rest of its cell only where the roots are
  /// known, since cells are cut there.
  public func decides(_ e: Expression) -> Bool {
    let free = e.freeVariables
    guard decisions == nil else { return free.isEmpty }
    guard free.allSatisfy({ values[$0] != nil && ranging[$0] == nil }) else { return false }
    let moving = free.intersection(sampled)
    guard let x = moving.first else { return true }
    guard moving.count == 1 else { return false }
    var still = self
    for v in sampled { still.values[v] = nil }
    still.sampled = []
    return ((try? e.crossings(x, still)) ?? nil) != nil
  }

  /// The same without values for what an optimum ranges over.
  var withoutRanging: Valuation {
    var result = self
    for v in ranging.keys { result.values[v] = nil }
    result.ranging = [:]
    return result
  }

  /// The same with the sample of a cell for its variables.
  func sampling(_ sample: some Sequence<(Variable, Rational)>) -> Valuation {
    var result = with(sample)
    result.sampled = sampled.union(sample.map { $0.0 })
    return result
  }

  /// The expression with every known variable replaced by its value.
  public func callAsFunction(_ e: Expression) -> Expression {
    if let decisions, !e.freeVariables.isEmpty { decisions.note(e, sign: nil) }
    return put(e)
  }
  private func put(_ e: Expression) -> Expression {
    if case .rational = e { return e }
    return e.substituting(values.mapValues { .rational($0) }).tidy
  }
  public func rational(_ e: Expression) -> Rational? { self(e).rational }

  /// −1, 0 or 1. Throws when a variable has no value or the sign cannot be decided.
  public func sign(_ e: Expression) throws -> Int {
    let sign = try decided(e)
    try checkRange(of: e, sign)
    if let decisions, !e.freeVariables.isEmpty { decisions.note(e, sign: sign) }
    return sign
  }
  /// Throws where what is linear in a ranging variable has another sign at an end of the range.
  private func checkRange(of e: Expression, _ sign: Int) throws {
    guard !ranging.isEmpty else { return }
    for (v, range) in ranging where e.freeVariables.contains(v) {
      guard let parts = Polynomial(e).coefficients(in: [v]), parts.keys.allSatisfy({ $0[0] <= 1 }),
        let slope = try parts[[1]].map({ try decided($0.expression) }), slope != 0
      else { continue }
      let below = try range.lower.map { try decided(e.substituting([v: .rational($0)])) } ?? -slope
      let above = try range.upper.map { try decided(e.substituting([v: .rational($0)])) } ?? slope
      guard below * sign >= 0, above * sign >= 0, sign != 0 else {
        throw ProbabilityError(
          "while \(v.name.prefix { $0 != "·" }) runs the laws change their shape, and the optimum over it is not taken"
        )
      }
    }
  }
  private func decided(_ e: Expression) throws -> Int {
    let value = put(e)
    if let r = value.rationalValue { return r.signum }
    if value.isCertainlyPositive { return 1 }
    if (-value).isCertainlyPositive { return -1 }
    let result = Evaluator().evaluate(value)
    switch result.value {
    case .exact(let x): return x.sign
    case .infinite(let positive): return positive ? 1 : -1
    case .ball(let b):
      if let sign = b.sign { return sign }
      if value.isZeroOverOneDenominator { return 0 }
      throw ProbabilityError("it cannot be decided whether \(value) is zero")
    case .estimate: throw ProbabilityError("the sign of \(value) is only estimated")
    case .undefined(let why), .undecided(let why):
      throw ProbabilityError("the sign of \(value) is needed: \(why)")
    }
  }
  public func isZero(_ e: Expression) throws -> Bool { try sign(e) == 0 }
  public func equal(_ a: Expression, _ b: Expression) throws -> Bool {
    a == b ? true : try sign(a - b) == 0
  }
  public func less(_ a: Expression, _ b: Expression) throws -> Bool { try sign(a - b) < 0 }

  public static func == (a: Valuation, b: Valuation) -> Bool {
    a.values == b.values && a.sampled == b.sampled && a.ranging == b.ranging
  }
  public func hash(into hasher: inout Hasher) { hasher.combine(values) }
}

extension Expression {
  /// Whether a sum vanishes once it is multiplied by what its terms are divided by: `a/(a + b) +
  /// b/(a + b) − 1`.
  fileprivate var isZeroOverOneDenominator: Bool {
    var sum = self
    for _ in 0..<4 {
      guard case .sum(let terms) = sum, let (base, n) = terms.lazy.compactMap(\.denominator).first
      else { return false }
      let parts: [Expression] =
        if case .sum(let inner) = base, n == 1 { inner } else {
          [base.raised(to: .rational(Rational(n)))]
        }
      sum =
        Expression.sum(
          of: terms.flatMap { term in
            term.denominator.map { $0 == (base, n) } ?? false
              ? [term * base.raised(to: .rational(Rational(n)))] : parts.map { term * $0 }
          }
        ).tidy
      if sum.rationalValue == 0 { return true }
    }
    return false
  }

  /// The first factor with a negative whole power: its base and the positive power.
  fileprivate var denominator: (base: Expression, power: Int)? {
    let factors: [Expression] = if case .product(let f) = self { f } else { [self] }
    for case .power(let base, .rational(let r)) in factors {
      if let n = r.int, n < 0 { return (base, -n) }
    }
    return nil
  }
}

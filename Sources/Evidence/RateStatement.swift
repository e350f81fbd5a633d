import Exact
import Expressions
import Meaning
import Notation

/// The right side of `f = O(\beta^2)` or `f = \Theta(\beta^2)`: how fast f goes to 0 with β; a
/// negative power, `O(n^{-1})`, says how fast as n grows.
///
/// O(βᵏ) bounds: f may go faster. Θ(βᵏ) is the order itself. Constants say nothing in either.
struct RateStatement: Equatable {
  var variable: Symbol
  var order: Rational
  var isBound: Bool

  init?(_ side: Formula) {
    guard case .application(.symbol(let head), let arguments) = side, arguments.wanted.count == 1,
      arguments.given.isEmpty, arguments.parameters.isEmpty,
      head == Symbol(head.letter, style: head.style),
      head.letter == "O" || head.letter == "Theta",
      let (variable, order) = arguments.wanted[0].powerOfSymbol, !order.isZero || head.letter == "O"
    else { return nil }
    (self.variable, self.order, isBound) = (variable, order, head.letter == "O")
  }

  /// Where f is looked at, the smallest step last: β = 1/16, …, 1/256, or n = 16, …, 256.
  var steps: [(h: Rational, place: Rational)] {
    (4...8).map { i in
      let h = Rational(1, 1 << i)
      return (h, order < 0 ? h.reciprocal : h)
    }
  }
  var name: String { latex(.symbol(variable)).filter { $0 != "\\" } }

  /// The judgement of the values at the steps: the last order fitted is compared with the one that
  /// is stated, if the one before it says about the same.
  func judge(_ values: [(h: Rational, value: Evaluated)]) -> (judgement: Judgement, note: String?) {
    if values.allSatisfy({ $0.value.isExactZero }) {
      return (isBound ? Self.holds : Self.refuted("it is 0", 1, .infinity), nil)
    }
    for case .undefined(let why) in values.map(\.value.value) {
      var judgement = Judgement.broken(why)
      judgement.isUndefined = true
      return (judgement, nil)
    }
    if values.contains(where: { $0.value.isInfinite }) {
      return (Self.refuted("it is infinite", 1, .infinity), nil)
    }
    let convergence: Convergence
    do throws(RateError) { convergence = try Convergence(values) } catch {
      return (.inconclusive(.certified, error.description), nil)
    }
    let orders = convergence.orders.compactMap { enclosure($0) }
    guard orders.count > 1, orders.count == convergence.orders.count else {
      return (.inconclusive(.certified, "the order is not a finite number"), nil)
    }
    let last = orders[orders.count - 1], before = orders[orders.count - 2]
    let k = order.magnitude, near = Rational(1, 4)
    let note =
      "order \(decimal(last.lower, digits: 5)) fitted between \(name) = "
      + "\(steps[steps.count - 2].place) and \(steps[steps.count - 1].place)"
    let gap = last - Interval(k), drift = last - before
    if isBound, gap.lower > -near { return (Self.holds, note) }
    if gap.largestMagnitude < near { return (Self.holds, note) }
    guard drift.largestMagnitude < near || Self.departs(before - Interval(k), gap) else {
      return (.inconclusive(.certified, "the order has not settled: \(note)"), note)
    }
    let separation = (gap.smallestMagnitude / (last.width + Rational(1, 1 << 40))).double
    return (Self.refuted("the order is another: \(note)", gap.smallestMagnitude, separation), note)
  }

  /// Whether the orders move away from the one that is stated.
  private static func departs(_ before: Interval, _ last: Interval) -> Bool {
    (before.lower > 0 && last.lower > before.upper)
      || (before.upper < 0 && last.upper < before.lower)
  }

  private static let holds = Judgement(
    verdict: .holds, grade: .certified, digits: nil, distance: nil, separation: 0)
  private static func refuted(
    _ why: String, _ distance: Rational, _ separation: Double
  ) -> Judgement {
    Judgement(
      verdict: .refuted, grade: .certified, digits: nil, distance: distance, separation: separation,
      reason: why)
  }
}

extension PointValues {
  /// What an equation with a rate says here; nil when it is none, or the toy gives O a meaning.
  func rate(_ left: Formula, _ relation: Relation, _ right: Formula) -> RateStatement? {
    guard relation == .equal, let rate = RateStatement(right),
      (try? value(of: right, beside: left)) == nil
    else { return nil }
    return rate
  }

  /// The values of f at the steps of a rate.
  func values(of f: Formula, towards rate: RateStatement) throws(FailedValue) -> [(
    h: Rational, value: Evaluated
  )] {
    var found: [(h: Rational, value: Evaluated)] = []
    for step in rate.steps {
      let place = try beside(rate.name, step.place)
      let value = try place.value(of: f, beside: nil)
      guard value.components.count == 1 else {
        throw FailedValue(message: "an order is one of a number; \(latex(f)) has several parts")
      }
      found.append((step.h, value.components[0].value))
    }
    return found
  }
}

extension Statement {
  /// The sides that state an order.
  static func rates(in formulas: [Formula]) -> [(side: Formula, rate: RateStatement)] {
    var found: [(side: Formula, rate: RateStatement)] = []
    for case .relation(let sides, let relations) in formulas {
      for (side, relation) in zip(sides.dropFirst(), relations) where relation == .equal {
        if let rate = RateStatement(side) { found.append((side, rate)) }
      }
    }
    return found
  }
}

extension Evaluated {
  fileprivate var isInfinite: Bool { if case .infinite = value { true } else { false } }
  fileprivate var isExactZero: Bool { if case .exact(let x) = value { x.isZero } else { false } }
}

extension Formula {
  /// v, k for c·v^k, √v, 1/v, …
  fileprivate var powerOfSymbol: (Symbol, Rational)? {
    switch self {
    case .symbol(let s): return (s, 1)
    case .power(let base, let exponent):
      guard let (s, k) = base.powerOfSymbol, let n = exponent.constantValue else { return nil }
      return (s, k * n)
    case .function(.sqrt, let a): return a.powerOfSymbol.map { ($0.0, $0.1 / 2) }
    case .quotient(.number(let c), let a) where !c.isZero:
      return a.powerOfSymbol.map { ($0.0, -$0.1) }
    case .quotient(let a, .number(let c)) where !c.isZero: return a.powerOfSymbol
    case .product(let factors) where !factors.contains(.number(0)):
      let rest = factors.filter { if case .number = $0 { false } else { true } }
      return rest.count == 1 ? rest[0].powerOfSymbol : nil
    default: return nil
    }
  }
  private var constantValue: Rational? {
    switch self {
    case .number(let r): r
    case .negative(.number(let r)): -r
    case .quotient(.number(let a), .number(let b)) where !b.isZero: a / b
    case .negative(.quotient(.number(let a), .number(let b))) where !b.isZero: -(a / b)
    default: nil
    }
  }
}

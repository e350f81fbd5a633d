import Exact
import Expressions
import Meaning
import Notation

/// The right side of `f = O(\beta^2)` or `f = \Theta(\beta^2)`: how fast f goes to 0 with β; a
/// negative power, `O(n^{-1})`, says how fast as n grows.
///
/// O(βᵏ) bounds: f may go faster. Θ(βᵏ) is the order itself. Constants say nothing in either.
package struct RateStatement: Equatable {
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

  /// Where f is looked at, the smallest step last: at the first five, β = 1/16, …, 1/256 or
  /// n = 16, …, 256, and as far on as the order has not settled: sums of n terms grow dear.
  var steps: [(h: Rational, place: Rational)] {
    (4...(order < 0 ? 12 : 32)).map { i in
      let h = Rational(1, 1 << i)
      return (h, order < 0 ? h.reciprocal : h)
    }
  }
  static let fewest = 5
  var name: String { latex(.symbol(variable)).filter { $0 != "\\" } }

  /// What comes of the values at the first steps, what was fitted, and whether smaller steps may
  /// tell more.
  package typealias Outcome = (judgement: Judgement, note: String?, isOpen: Bool)

  /// - isLast: there are no more values, so that what is seen must do.
  func judge(_ values: [(h: Rational, value: Evaluated)], isLast: Bool) -> Outcome {
    if values.allSatisfy({ $0.value.isExactZero }) {
      return (isBound ? Self.holds : Self.refuted("it is 0", 1, .infinity), nil, false)
    }
    for case .undefined(let why) in values.map(\.value.value) {
      var judgement = Judgement.broken(why)
      judgement.isUndefined = true
      return (judgement, nil, false)
    }
    if values.contains(where: { $0.value.isInfinite }) {
      return (Self.refuted("it is infinite", 1, .infinity), nil, false)
    }
    let convergence: Convergence
    do throws(RateError) { convergence = try Convergence(values) } catch {
      return (.inconclusive(.certified, error.description), nil, false)
    }
    let orders = convergence.orders.compactMap { enclosure($0) }
    guard orders.count > 1, orders.count == convergence.orders.count else {
      return (.inconclusive(.certified, "the order is not a finite number"), nil, false)
    }
    let last = orders[orders.count - 1], gap = last - Interval(order.magnitude)
    let note =
      "order \(decimal(last.lower, digits: 5)) fitted between \(name) = "
      + "\(steps[values.count - 2].place) and \(steps[values.count - 1].place)"
    switch isStated(by: LocalOrders(orders: orders).course, gap, isLast: isLast) {
    case true?: return (Self.holds, note, false)
    case false?:
      let separation = (gap.smallestMagnitude / (last.width + Rational(1, 1 << 40))).double
      let other = "the order is another: \(note)"
      return (Self.refuted(other, gap.smallestMagnitude, separation), note, false)
    case nil:
      return (.inconclusive(.certified, "the order has not settled: \(note)"), note, true)
    }
  }

  /// Whether the order stated is the one to which the orders go, at least if it is a bound; nil
  /// where that is not known.
  private func isStated(
    by course: LocalOrders.Course, _ gap: Interval, isLast: Bool
  ) -> Bool? {
    let k = order.magnitude
    switch course {
    case .settled(let limit): return limit.upper >= k && (isBound || limit.lower <= k)
    case .running(let up):
      if isBound, up { return gap.lower >= 0 ? true : nil }
      // away from k, and far from it
      return up ? (gap.lower > 1 ? false : nil) : (gap.upper < -1 ? false : nil)
    case .moving(let up, let within):
      guard isLast else { return nil }
      if let within, within.upper < k { return false }
      if let within, within.lower > k { return isBound }
      return isBound && up && gap.lower >= 0 ? true : nil
    }
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
  package func rate(_ left: Formula, _ relation: Relation, _ right: Formula) -> RateStatement? {
    guard relation == .equal, let rate = RateStatement(right),
      (try? value(of: right, beside: left)) == nil
    else { return nil }
    return rate
  }

  /// The judgement of f = O(βᵏ), from as many steps as it takes.
  package func judge(_ f: Formula, towards rate: RateStatement) throws(FailedValue)
    -> RateStatement.Outcome
  {
    var values: [(h: Rational, value: Evaluated)] = []
    for step in rate.steps {
      let isEarly = values.count < RateStatement.fewest, value: Evaluated
      do throws(FailedValue) { value = try self.value(of: f, at: step.place, rate) } catch {
        if isEarly { throw error }
        break
      }
      // where a value cannot be told from 0, nor can those of smaller steps
      guard isEarly || value.hasSign else { break }
      values.append((step.h, value))
      guard values.count >= RateStatement.fewest else { continue }
      let outcome = rate.judge(values, isLast: false)
      if !outcome.isOpen { return outcome }
    }
    return rate.judge(values, isLast: true)
  }

  private func value(
    of f: Formula, at place: Rational, _ rate: RateStatement
  ) throws(FailedValue) -> Evaluated {
    guard setting.parameters.contains(where: { $0.name == rate.name }) else {
      let isBound = (try? self.value(of: .symbol(rate.variable), beside: nil)) != nil
      throw FailedValue(
        message:
          "\(rate.name) does not vary on the toy \(setting.name); write \(rate.name) in (0, 1)",
        unbound: isBound ? nil : rate.name)
    }
    let side = try beside(rate.name, place).value(of: f, beside: nil)
    guard side.components.count == 1 else {
      throw FailedValue(message: "an order is one of a number; \(latex(f)) has several parts")
    }
    return side.components[0].value
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
  /// Whether it is certainly positive or certainly negative.
  fileprivate var hasSign: Bool {
    switch value {
    case .exact(let x): !x.isZero
    case .ball(let b): b.isPositive == true || b.isNegative == true
    case .estimate, .infinite, .undefined, .undecided: false
    }
  }
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

import Exact
import Expressions
import Notation
import Probability

// Optima over what is no number: couplings of two laws, functions of bounded slope or size, events.
// What is optimised is linear in the unknown, so each is a transport problem or a sum.

/// A function whose values are unknown: at each place it is asked for it has a variable as value.
final class UnknownFunction {
  private(set) var places: [(place: [Rational], variable: Variable)] = []
  private let fresh: FreshNames
  init(_ fresh: FreshNames) { self.fresh = fresh }

  func value(at place: [Expression], _ values: Valuation) throws -> Expression {
    let known = place.compactMap { values.rational($0) }
    guard known.count == place.count else { throw UnknownPlace() }
    if let old = places.first(where: { $0.place == known }) { return .variable(old.variable) }
    let variable = fresh.next("f")
    places.append((known, variable))
    return .variable(variable)
  }
}

/// An unknown function was asked for at a place that is no rational point.
struct UnknownPlace: Error {}

extension Context {
  /// The optimum over a coupling, a function or an event; nil when the variable is none of them.
  func overUnknown(
    _ kind: OptimumKind, _ variable: Symbol, _ set: Formula?, _ body: Formula
  ) throws -> Expression? {
    guard kind != .argmax, kind != .argmin else { return nil }
    let upwards = kind == .max || kind == .sup
    guard let set else {
      return isEventWithoutSet(variable, body) ? try overEvents(variable, body, upwards) : nil
    }
    if let (p, q) = couplings(set) {
      return try overCouplings(variable, try law(p), try law(q), body, upwards)
    }
    if let bound = bounded(variable, set, body) {
      return try overFunctions(variable, bound, body, upwards)
    }
    guard case .symbol(let family) = set.lone, !isBound(family), family.style == .calligraphic
    else { return nil }
    return try overEvents(variable, body, upwards)
  }
}

extension Formula {
  /// The set of `A \in \mathcal F`, or what stands there alone.
  var lone: Formula { if case .relation(let sides, [.element]) = self { sides[1] } else { self } }
}

import Balls
import Exact
import Expressions
import Meaning
import Notation

/// What is no equation (an algorithm, an optimum over a family, a count): it returns the values it
/// compares, never a verdict.
///
///     Check("gan/alternating-sgd", "The average over all minibatches is the full gradient",
///           grade: .exact, scope: "all 36 minibatches of 4 + 4") {
///       compare("mean of the minibatch gradients", mean, equals: full)
///     } foils: {
///       Foil("the batches overlap") { compare("mean", wrong, equals: full) }
///     }
public struct Check: Sendable {
  public let id: String
  public let title: String
  public let grade: Grade
  public let scope: String
  public let sources: [String]
  public let isHeadline: Bool
  let body: @Sendable () throws -> [Comparison]
  let foils: [Foil]

  /// `grade` is what the values must reach: a check declared exact whose values are balls is
  /// broken.
  public init(
    _ id: String, _ title: String, grade: Grade, scope: String, sources: [String] = [],
    headline: Bool = false,
    @ComparisonBuilder _ body: @escaping @Sendable () throws -> [Comparison],
    @FoilBuilder foils: () -> [Foil]
  ) {
    (self.id, self.title, self.grade, self.scope) = (id, title, grade, scope)
    (self.sources, isHeadline, self.body, self.foils) = (sources, headline, body, foils())
  }
}

/// A plausible wrong computation: its values must be refuted.
public struct Foil: Sendable {
  let mistake: String
  let body: @Sendable () throws -> [Comparison]
  public init(
    _ mistake: String, @ComparisonBuilder _ body: @escaping @Sendable () throws -> [Comparison]
  ) {
    (self.mistake, self.body) = (mistake, body)
  }
}

/// Two values and how they should lie to each other.
public struct Comparison: Sendable {
  let name: String
  let left: SideValue
  let relation: Relation
  let right: SideValue
  /// The left side, if it was sampled.
  var sampled: SampledSide?
}

/// A value that can be compared: exact numbers, balls, estimates with their error, and lists of
/// them.
public protocol Comparand {
  var compared: [Evaluated] { get }
}
extension Int: Comparand { public var compared: [Evaluated] { Rational(self).compared } }
extension Rational: Comparand {
  public var compared: [Evaluated] {
    [Evaluated(.exact(ExactNumber(self)), scale: magnitude.double)]
  }
}
extension ExactNumber: Comparand {
  public var compared: [Evaluated] { [Evaluated(.exact(self), scale: 0)] }
}
extension Ball: Comparand {
  public var compared: [Evaluated] { [Evaluated(.ball(self), scale: Swift.abs(midpoint))] }
}
extension Evaluated: Comparand { public var compared: [Evaluated] { [self] } }
extension Array: Comparand where Element: Comparand {
  public var compared: [Evaluated] { flatMap(\.compared) }
}

/// A double with a derived bound of its error: the tolerance is never a bare literal.
public struct Estimate: Comparand, Sendable {
  let value: Double, error: Double, scale: Double
  /// `error`: the difference of two rules, or a rounding bound; say in the code where it comes
  /// from. What is drawn at random is a `Sampled`.
  public init(_ value: Double, error: Double, scale: Double? = nil) {
    (self.value, self.error, self.scale) = (value, error, scale ?? Swift.max(abs(value), error))
  }
  public var compared: [Evaluated] { [Evaluated(.estimate(value, error: error), scale: scale)] }
}

func side(_ value: some Comparand) -> SideValue {
  let all = value.compared
  return SideValue(
    all.enumerated().map {
      .init(name: all.count == 1 ? "" : "[\($0.offset + 1)]", value: $0.element)
    })
}

private func comparison(
  _ name: String, _ a: some Comparand, _ relation: Relation, _ b: some Comparand
) -> [Comparison] {
  [Comparison(name: name, left: side(a), relation: relation, right: side(b))]
}

public func compare(_ name: String, _ a: some Comparand, equals b: some Comparand) -> [Comparison] {
  comparison(name, a, .equal, b)
}
public func compare(
  _ name: String, _ a: some Comparand, differsFrom b: some Comparand
) -> [Comparison] { comparison(name, a, .unequal, b) }
public func compare(
  _ name: String, _ a: some Comparand, isLessThan b: some Comparand
) -> [Comparison] { comparison(name, a, .less, b) }
public func compare(_ name: String, _ a: some Comparand, isAtMost b: some Comparand) -> [Comparison]
{ comparison(name, a, .lessOrEqual, b) }
public func compare(
  _ name: String, _ a: some Comparand, isGreaterThan b: some Comparand
) -> [Comparison] { comparison(name, a, .greater, b) }
public func compare(
  _ name: String, _ a: some Comparand, isAtLeast b: some Comparand
) -> [Comparison] { comparison(name, a, .greaterOrEqual, b) }

@resultBuilder public enum ComparisonBuilder {
  public static func buildExpression(_ comparisons: [Comparison]) -> [Comparison] { comparisons }
  public static func buildBlock(_ parts: [Comparison]...) -> [Comparison] { parts.flatMap(\.self) }
  public static func buildArray(_ parts: [[Comparison]]) -> [Comparison] { parts.flatMap(\.self) }
  public static func buildOptional(_ part: [Comparison]?) -> [Comparison] { part ?? [] }
  public static func buildEither(first: [Comparison]) -> [Comparison] { first }
  public static func buildEither(second: [Comparison]) -> [Comparison] { second }
}

@resultBuilder public enum FoilBuilder {
  public static func buildExpression(_ foil: Foil) -> [Foil] { [foil] }
  public static func buildBlock(_ parts: [Foil]...) -> [Foil] { parts.flatMap(\.self) }
  public static func buildArray(_ parts: [[Foil]]) -> [Foil] { parts.flatMap(\.self) }
  public static func buildOptional(_ part: [Foil]?) -> [Foil] { part ?? [] }
  public static func buildEither(first: [Foil]) -> [Foil] { first }
  public static func buildEither(second: [Foil]) -> [Foil] { second }
}

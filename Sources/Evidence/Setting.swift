import Exact
import Expressions
import Meaning
import Notation

/// What the judge needs of a toy: its points, and the value of a side at each.
///
/// `Meaning.Toy` is the one that counts; the tests of the judge use others that lie, fail and give
/// nonsense.
public protocol Setting: Sendable {
  var name: String { get }
  /// How the page calls it: "N(0,1) against N(θ,1)".
  var title: String? { get }
  var parameters: [ParameterDescription] { get }
  /// The points of a check: finite domains enumerated, the rest drawn from the stream of this
  /// check.
  func points(check: String, seed: UInt64, fixing: [String: Rational]) throws -> [Point]
  /// The same, without visiting listed values of parameters that are not needed.
  func points(
    check: String, seed: UInt64, fixing: [String: Rational], needed: Set<String>
  ) throws -> [Point]
  /// Points around one at which what is drawn stands at an end of its range.
  func edges(around point: Point, needed: Set<String>) -> [Point]
  /// The parameters on which formulas can depend; points that differ in others only are one.
  func parameters(neededBy formulas: [Formula]) -> Set<String>
  /// The toy with statements of its text replaced or added.
  func editing(_ statements: String) throws -> any Setting
  /// The toy whose parameters of these names `--set` leaves alone: an equation has fixed them.
  func pinning(_ names: Set<String>) -> any Setting
  /// The statement that holds it, for every numeral of the toy on which the formulas depend.
  func numerals(neededBy formulas: [Formula]) -> [String]
  /// The toy beside this one whose numerals are moved by these shifts; nil leaves one as it is.
  func moving(_ shifts: [Rational?], neededBy formulas: [Formula]) -> any Setting
  /// The ranges of what is drawn, where they are bounded: for proofs that cover all of them.
  func box(for formulas: [Formula]) -> ParameterBox?
  /// What is drawn and formulas depend on, as expressions in free variables: for identities.
  func free(for formulas: [Formula]) -> [String: Expression]
  /// What formulas mean at a point, to about `bits` bits.
  func interpreter(at point: Point, bits: Int) throws -> any Interpreter
}

/// What formulas mean at one point of a toy.
public protocol Interpreter {
  /// The same meanings to about `bits` bits; nil where that is no cheaper than to begin anew.
  func rounding(to bits: Int) -> (any Interpreter)?
  /// The value of a side; the other side may say what kind of thing is meant by a 0.
  func value(of side: Formula, beside other: Formula?) throws -> SideValue
  /// The formula with the toy's values put in, fully bracketed.
  func reading(of formula: Formula) -> String
  /// A side as an expression in free parameters, around the values of their variables; nil when
  /// there is none. Laws are compared as laws where it stands beside another.
  func parametric(
    _ side: Formula, beside other: Formula?, _ parameters: [String: Expression],
    around values: [Variable: Rational]
  ) -> ParametricSide?
  /// What ∈, ∝ and → say in equalities and inequalities; nil when the sides are compared as they
  /// stand.
  func restated(
    _ left: Formula, _ relation: Relation, _ right: Formula
  ) throws -> [(left: Formula, relation: Relation, right: Formula)]?
}

extension Interpreter {
  public func rounding(to bits: Int) -> (any Interpreter)? { nil }
  public func parametric(
    _ side: Formula, beside other: Formula?, _ parameters: [String: Expression],
    around values: [Variable: Rational]
  ) -> ParametricSide? { nil }
  public func restated(
    _ left: Formula, _ relation: Relation, _ right: Formula
  ) throws -> [(left: Formula, relation: Relation, right: Formula)]? { nil }
}

extension Setting {
  public func pinning(_ names: Set<String>) -> any Setting { self }
  public func edges(around point: Point, needed: Set<String>) -> [Point] { [] }
  public func box(for formulas: [Formula]) -> ParameterBox? { nil }
  public func free(for formulas: [Formula]) -> [String: Expression] { [:] }
  public func numerals(neededBy formulas: [Formula]) -> [String] { [] }
  public func moving(_ shifts: [Rational?], neededBy formulas: [Formula]) -> any Setting { self }

  public func parameters(neededBy formulas: [Formula]) -> Set<String> {
    Set(parameters.map(\.name))
  }
  public func points(
    check: String, seed: UInt64, fixing: [String: Rational], needed: Set<String>
  ) throws -> [Point] {
    try points(check: check, seed: seed, fixing: fixing)
  }

  /// The points at which formulas are judged: those of the toy, told apart by what the formulas
  /// can depend on.
  package func points(
    check: String, seed: UInt64, fixing: [String: Rational], for formulas: [Formula]
  ) throws -> [Point] {
    let needed = parameters(neededBy: formulas)
    let all = try points(check: check, seed: seed, fixing: fixing, needed: needed)
    let kept = needed.subtracting(approached(in: formulas, from: all.first))
    var seen: Set<Point> = []
    return
      all
      .map { Point($0.values.filter { kept.contains($0.key) }) }
      .filter { seen.insert($0).inserted }
  }

  /// The letters in which limits are taken, which need no value; none where the toy binds O.
  private func approached(in formulas: [Formula], from place: Point?) -> Set<String> {
    let rates = Statement.rates(in: formulas)
    guard !rates.isEmpty, let place, let here = try? interpreter(at: place, bits: 36),
      !rates.contains(where: { (try? here.value(of: $0.side, beside: nil)) != nil })
    else { return [] }
    return Set(rates.map(\.rate.name))
  }

  /// "N(0,1) against N(θ,1), 24 drawn points"; "three points"; "coin, all 6 points".
  package func scope(points: Int, of formulas: [Formula]) -> String {
    let approached = Set(Statement.rates(in: formulas).map(\.rate.name)).sorted()
    let limit = approached.map { ", limit in $\(latex(name: $0))$" }.joined()
    let name = (title ?? self.name) + limit
    if points == 1, !approached.isEmpty { return name }
    if draws(for: formulas) {
      return "\(name), \(points) drawn point\(points == 1 ? "" : "s")"
    }
    return points == 1 ? name : "\(name), all \(points) points"
  }

  /// Whether something that the formulas need is drawn: then the points are a sample of the toy,
  /// and all there is of it otherwise.
  package func draws(for formulas: [Formula]) -> Bool {
    let needed = parameters(neededBy: formulas)
    return parameters.contains { parameter in
      // The members of a family of weights w are w_1, w_2, …
      parameter.domain.contains("drawn")
        && needed.contains { $0 == parameter.name || $0.hasPrefix(parameter.name + "_") }
    }
  }
}

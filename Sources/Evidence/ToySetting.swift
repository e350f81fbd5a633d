import Exact
import Expressions
import Meaning
import Notation
import Probability

/// A toy of the text with the definitions that hold where it is used.
public struct ToySetting: Setting {
  public var toy: Toy
  public var definitions: Definitions
  /// What an equation has fixed with `for=`, and `--set` leaves alone.
  var pinned: Set<String> = []
  /// How many points are drawn when something is drawn.
  public var count: Int

  public init(toy: Toy, definitions: Definitions = Definitions(), count: Int = 24) {
    (self.toy, self.definitions, self.count) = (toy, definitions, count)
  }

  public var name: String { toy.name }
  public var title: String? { toy.title }
  public var parameters: [ParameterDescription] {
    toy.parameters.map {
      var parameter = $0
      parameter.canBeSet = parameter.canBeSet && !pinned.contains(parameter.name)
      parameter.domain = parameter.domain.withoutLaTeX
      return parameter
    }
  }

  public func points(check: String, seed: UInt64, fixing: [String: Rational]) throws -> [Point] {
    try toy.points(
      stream: Stream(root: seed, check: check, purpose: "points"), count: count, fixing: fixing
    )
  }
  public func points(
    check: String, seed: UInt64, fixing: [String: Rational], needed: Set<String>
  ) throws -> [Point] {
    try toy.points(
      stream: Stream(root: seed, check: check, purpose: "points"), count: count, fixing: fixing,
      needed: needed)
  }
  public func edges(around point: Point, needed: Set<String>) -> [Point] {
    toy.edges(around: point, needed: needed)
  }
  public func parameters(neededBy formulas: [Formula]) -> Set<String> {
    toy.parameters(neededBy: formulas, definitions: definitions)
  }
  public func editing(_ statements: String) throws -> any Setting {
    var edited = self
    edited.toy = try toy.editing(statements)
    return edited
  }
  public func pinning(_ names: Set<String>) -> any Setting {
    var pinned = self
    pinned.pinned.formUnion(names)
    return pinned
  }
  public func numerals(neededBy formulas: [Formula]) -> [String] {
    toy.numerals(neededBy: formulas, definitions: definitions)
  }
  public func moving(_ shifts: [Rational?], neededBy formulas: [Formula]) -> any Setting {
    var moved = self
    moved.toy = toy.moving(shifts, neededBy: formulas, definitions: definitions)
    return moved
  }
  public func box(for formulas: [Formula]) -> ParameterBox? {
    toy.box(of: parameters(neededBy: formulas))
  }
  public func free(for formulas: [Formula]) -> [String: Expression] {
    toy.free(parameters(neededBy: formulas))
  }
  public func interpreter(at point: Point, bits: Int) throws -> any Interpreter {
    Context(
      toy: toy, definitions: definitions, point: point, evaluator: Evaluator(telling: bits))
  }
}

extension Context: Interpreter {
  public func rounding(to bits: Int) -> (any Interpreter)? {
    evaluating(by: Evaluator(telling: bits))
  }
}

extension Evaluator {
  /// Few bits are asked for when two numbers need only be told apart: that must stay cheap.
  fileprivate init(telling bits: Int) {
    self.init(bits: bits + 20, goal: bits, limit: bits < 90 ? 10_000 : 400_000)
  }
}

extension String {
  /// `(\frac{1}{4}, \infty)` as a terminal writes it: `(1/4, ∞)`.
  fileprivate var withoutLaTeX: String {
    guard contains("\\") else { return self }
    return replacing(#/\\frac\{(-?[0-9]+)\}\{([0-9]+)\}/#) { "\($0.output.1)/\($0.output.2)" }
      .replacing("\\infty", with: "∞").replacing("\\pi", with: "π").replacing("\\", with: "")
  }
}

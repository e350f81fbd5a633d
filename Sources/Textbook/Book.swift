import Evidence
import Exact
import Expressions
import Meaning
import Notation
import Probability

/// The chapter's own formulas and toys, for figures and cells: what is drawn is the very formula
/// that was judged.
public struct Book: Sendable {
  public let chapter: PreparedChapter
  public let options: Options

  /// Random numbers of this run for one check: another name or another seed, other draws.
  public func stream(_ check: String, _ purpose: String = "draws") -> Probability.Stream {
    Stream(root: options.seed, check: check, purpose: purpose)
  }

  /// A formula at a point of a toy, as judged: exact or enclosed. What the point leaves open is
  /// drawn.
  ///
  /// The point may lie outside the domain that the toy states for its checks: a figure may show
  /// more than is judged.
  /// Throws when there is no such toy or parameter, or the formula has no single value there.
  public func value(
    _ latex: String, toy name: String? = nil, at point: [String: Rational] = [:]
  ) throws -> Evaluated {
    try value(chapter.mathematics.formula(latex), setting(name), point, bits: options.bits)
  }

  /// A formula at a point of a toy, as a double.
  public func number(
    _ latex: String, toy name: String? = nil, at point: [String: Rational] = [:]
  ) throws -> Double {
    try value(chapter.mathematics.formula(latex), setting(name), point, bits: Self.drawingBits)
      .double
  }

  /// A formula over a grid of one parameter of a toy, in doubles: the ordinates of a curve.
  ///
  /// nan where it has no value, infinite where it is. Cost: one evaluation a point.
  public func curve(
    _ latex: String, toy name: String? = nil, over parameter: String, in grid: [Double],
    at point: [String: Rational] = [:]
  ) throws -> [Double] {
    let setting = try setting(name), formula = try chapter.mathematics.formula(latex)
    let base = try self.point(setting, point.merging([parameter: 0]) { old, _ in old })
    return try grid.map { x in
      var place = base
      place.values[parameter] = Rational(exactly: x)
      return try value(formula, setting, place, bits: Self.drawingBits).double
    }
  }

  /// Twice what a line can show, and cheaper than what a judge needs.
  private static let drawingBits = 40

  private func setting(_ name: String?) throws -> any Setting {
    let math = chapter.mathematics
    guard let name else { return try math.defining(math.empty(), chapter.definitions) }
    guard let toy = chapter.toy(name) else {
      throw MeaningError(
        "there is no toy \(name)\(suggestion(for: name, among: chapter.toys.map(\.name)))")
    }
    return try math.defining(toy, chapter.definitions)
  }

  /// A point of the toy with these values put in.
  private func point(_ setting: any Setting, _ given: [String: Rational]) throws -> Point {
    let names = setting.parameters.map(\.name)
    for name in given.keys.sorted() where !names.contains(name) {
      throw MeaningError(
        "the toy \(setting.name) has no parameter \(name)\(suggestion(for: name, among: names))")
    }
    guard var point = try setting.points(check: "value", seed: options.seed, fixing: [:]).first
    else {
      throw MeaningError("the toy \(setting.name) has no points")
    }
    for (name, value) in given { point.values[name] = value }
    return point
  }

  private func value(
    _ formula: Formula, _ setting: any Setting, _ given: [String: Rational], bits: Int
  ) throws -> Evaluated {
    try value(formula, setting, point(setting, given), bits: bits)
  }

  private func value(
    _ formula: Formula, _ setting: any Setting, _ point: Point, bits: Int
  ) throws -> Evaluated {
    let side = try setting.interpreter(at: point, bits: bits).value(of: formula, beside: nil)
    guard side.components.count == 1 else {
      throw MeaningError(
        "a number was expected, and the formula has \(side.components.count) parts")
    }
    return side.components[0].value
  }

  /// A named value of the text. It must not depend on anything that is drawn: it is judged the
  /// same at two points.
  func record(_ value: PreparedChapter.Value) throws -> ValueRecord {
    let evaluated = try self.value(value.formula, value.setting, value.fixed, bits: options.bits)
    let points = try value.setting.points(check: "value", seed: options.seed, fixing: [:])
    if var other = points.last, points.count > 1 {
      for (name, fixed) in value.fixed { other.values[name] = fixed }
      let again = try self.value(value.formula, value.setting, other, bits: options.bits)
      let judgement = judge(evaluated, .equal, again, by: options.standard)
      if judgement.verdict == .refuted {
        let open = value.setting.parameters.filter { $0.canBeSet && value.fixed[$0.name] == nil }
          .map(\.name)
        throw MeaningError(
          "it depends on what is drawn; fix \(open.joined(separator: ", ")) behind the toy")
      }
      guard judgement.verdict == .holds else {
        throw MeaningError(judgement.reason ?? "it could not be decided")
      }
    }
    return try ValueRecord(
      evaluated, digits: options.digits, latex: value.line.latex, toy: value.line.toy?.name)
  }
}

extension ValueRecord {
  init(_ value: Evaluated, digits: Int, latex: String? = nil, toy: String? = nil) throws {
    guard let written = value.written(digits: digits), !value.double.isNaN else {
      throw MeaningError("it has no value" + (value.complaint.map { ": \($0)" } ?? ""))
    }
    self.init(
      value: written, exact: value.exactText, double: value.double.isFinite ? value.double : nil,
      latex: latex, toy: toy)
  }
}

extension Evaluated {
  /// Why there is no value.
  fileprivate var complaint: String? {
    switch value {
    case .undefined(let reason), .undecided(let reason): reason
    default: nil
    }
  }
}

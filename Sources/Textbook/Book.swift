import Evidence
import Exact
import Expressions
import Meaning
import Notation

/// The chapter's own formulas and toys, for figures and cells: what is drawn is the very formula that was judged.
public struct Book: Sendable {
  public let chapter: PreparedChapter
  public let options: Options

  /// A formula at a point of a toy, as judged: exact or enclosed.
  ///
  /// Throws when there is no such toy or parameter, or the formula has no value there.
  public func value(_ latex: String, toy name: String? = nil, at point: [String: Rational] = [:]) throws -> Evaluated {
    let setting = try setting(name)
    return try value(chapter.mathematics.formula(latex), setting, point)
  }

  /// A formula at a point of a toy, as a double.
  public func number(_ latex: String, toy name: String? = nil, at point: [String: Rational] = [:]) throws -> Double {
    try value(latex, toy: name, at: point).double
  }

  /// A formula over a grid of one parameter of a toy, in doubles: the ordinates of a curve.
  public func curve(
    _ latex: String, toy name: String, over parameter: String, in grid: [Double], at point: [String: Rational] = [:]
  ) throws -> [Double] {
    let setting = try setting(name), formula = try chapter.mathematics.formula(latex)
    return try grid.map { x in
      var place = point
      place[parameter] = Rational(exactly: x)
      return try value(formula, setting, place).double
    }
  }

  private func setting(_ name: String?) throws -> any Setting {
    let math = chapter.mathematics
    guard let name else { return try math.defining(math.empty(), chapter.definitions) }
    guard let toy = chapter.toy(name) else {
      throw MeaningError("there is no toy \(name)\(suggestion(for: name, among: chapter.toys.map(\.name)))")
    }
    return try math.defining(toy, chapter.definitions)
  }

  private func value(_ formula: Formula, _ setting: any Setting, _ fixed: [String: Rational]) throws -> Evaluated {
    guard let point = try setting.points(check: "value", seed: options.seed, fixing: fixed).first else {
      throw MeaningError("the toy \(setting.name) has no points")
    }
    let side = try setting.interpreter(at: point, bits: options.bits).value(of: formula, beside: nil)
    guard side.components.count == 1 else {
      throw MeaningError("a number was expected, and the formula has \(side.components.count) parts")
    }
    return side.components[0].value
  }

  func record(_ value: PreparedChapter.Value) throws -> ValueRecord {
    let evaluated = try self.value(value.formula, value.setting, value.fixed)
    return try ValueRecord(evaluated, digits: options.digits, latex: value.line.latex, toy: value.line.toy?.name)
  }
}

extension ValueRecord {
  init(_ value: Evaluated, digits: Int, latex: String? = nil, toy: String? = nil) throws {
    guard let written = value.written(digits: digits), value.double.isFinite else {
      throw MeaningError("it has no finite value")
    }
    self.init(value: written, exact: value.exactText, double: value.double, latex: latex, toy: toy)
  }
}

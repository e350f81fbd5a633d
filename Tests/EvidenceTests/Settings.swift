import Balls
import Evidence
import Exact
import Expressions
import Foundation
import Meaning
import Notation

/// A toy that does plain arithmetic over its points, or whatever nonsense a test wants of it.
struct Arithmetic: Setting {
  var name = "arithmetic"
  var title: String?
  var parameters = [ParameterDescription(name: "x", domain: "R, drawn", canBeSet: true)]
  var all: [Point] = (1...4).map { Point(["x": Rational($0 * $0 + 1, 7)]) }
  /// What a symbol is worth; x is the point's.
  var symbols: [String: Evaluated] = [:]
  /// Balls instead of exact numbers.
  var inBalls = false

  func points(check: String, seed: UInt64, fixing: [String: Rational]) throws -> [Point] {
    if let x = fixing["x"] { return [Point(["x": x])] }
    return all.map { Point($0.values.mapValues { $0 + Rational(Int(seed % 97)) }) }
  }
  func editing(_ statements: String) throws -> any Setting {
    guard let value = Rational(statements) else { throw MeaningError("no number: \(statements)") }
    var edited = self
    edited.all = [Point(["x": value])]
    return edited
  }
  func interpreter(at point: Point, bits: Int) throws -> any Evidence.Interpreter {
    At(toy: self, point: point, bits: bits)
  }

  struct At: Evidence.Interpreter {
    let toy: Arithmetic, point: Point, bits: Int
    func reading(of formula: Formula) -> String { "\(formula)" }
    func value(of side: Formula, beside other: Formula?) throws -> SideValue {
      if case .tuple(let parts) = side {
        return SideValue(
          try parts.enumerated().map {
            .init(name: "[\($0.offset + 1)]", value: try number($0.element))
          })
      }
      return SideValue([.init(name: "", value: try number(side))])
    }
    func number(_ formula: Formula) throws -> Evaluated {
      if case .symbol(let s) = formula, let value = toy.symbols[s.letter] { return value }
      let r = try rational(formula)
      return toy.inBalls
        ? Evaluated(.ball(Ball(r, bits: bits + 32)), scale: abs(r.double))
        : Evaluated(.exact(ExactNumber(r)), scale: abs(r.double))
    }
    func rational(_ formula: Formula) throws -> Rational {
      switch formula {
      case .number(let r): return r
      case .symbol(let s):
        guard let value = point.values[s.letter] else {
          throw MeaningError("nothing binds \(s.letter)")
        }
        return value
      case .sum(let terms): return try terms.map(rational).reduce(0, +)
      case .product(let factors): return try factors.map(rational).reduce(1, *)
      case .negative(let a): return -(try rational(a))
      case .quotient(let a, let b):
        let divisor = try rational(b)
        guard !divisor.isZero else { throw MeaningError("division by zero") }
        return try rational(a) / divisor
      default: throw MeaningError("only arithmetic here")
      }
    }
  }
}

let x = Formula.symbol(Symbol("x"))
func letter(_ name: String) -> Formula { .symbol(Symbol(name)) }
func equation(_ a: Formula, _ relation: Relation = .equal, _ b: Formula) -> Formula {
  .relation(sides: [a, b], relations: [relation])
}
/// (x + 1)(x − 1) = x² − 1.
let trueEquation = equation(
  .product([.sum([x, .number(1)]), .sum([x, .negative(.number(1))])]), .equal,
  .sum([.product([x, x]), .negative(.number(1))]))
let wrongEquation = equation(
  .product([.sum([x, .number(1)]), .sum([x, .negative(.number(1))])]), .equal,
  .sum([.product([x, x]), .number(1)]))
let honestFoil = Statement.Foil(
  "sign", .formula([.init(wrongEquation)], latex: "(x+1)(x-1) = x^2 + 1"))

func statement(
  _ formula: Formula, foils: [Statement.Foil] = [honestFoil], label: String = "test/claim"
) -> Statement {
  Statement(label: label, claim: label, latex: "…", chains: [.init(formula)], foils: foils)
}

func judged(
  _ statement: Statement, on settings: [any Setting] = [Arithmetic()], variants: [Variant] = [],
  options: Options = Options(),
  effort: Effort = Effort()
) -> ClaimRecord {
  judge(
    [Work(statement, on: settings, variants: variants)], checks: [], options: options,
    effort: effort)[0]
}

func ball(_ midpoint: Rational, radius exponent: Int) -> Ball {
  Ball(midpoint, bits: 200).widened(byPowerOfTwo: exponent)
}

/// The check of one statement on one toy.
func check(_ latex: String, on toy: String, count: Int = 4) throws -> CheckRecord {
  let statement = Statement(
    label: "test/check", claim: "test/check", latex: latex,
    chains: [.init(try FormulaParser().parse(latex))], foils: [])
  let setting = ToySetting(toy: try Toy.read(toy, name: "toy"), count: count)
  return judge([Work(statement, on: [setting])], checks: [], options: Options())[0].checks[0]
}

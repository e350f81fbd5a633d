import Balls
import Exact
import Expressions
import Foundation
import Probability
import SplitMix

/// A law made twice: by the program, and in doubles from what it is made of, which shares nothing
/// with the program's own way of computing.
struct KnownLaw {
  let name: String, law: Law
  /// log of the density of the part without atoms; −∞ where there is none.
  let logDensity: (Double) -> Double
  /// The mass of that part at or below a place.
  let spread: (Double) -> Double
  let atoms: [(place: Double, weight: Double)]
  /// Ends, kinks and modes, and beyond which places nothing is left that counts.
  let cuts: [Double], range: (Double, Double)
  /// Places of interest that are rational: ends, atoms, kinks.
  let places: [Rational]

  func cumulative(_ x: Double) -> Double {
    spread(x) + atoms.reduce(0) { $0 + ($1.place <= x ? $1.weight : 0) }
  }
  var hasSpread: Bool { cuts.count > 1 }

  /// E f, atoms and all.
  func mean(_ f: (Double) -> Double) throws -> Double {
    let own = atoms.reduce(0) { $0 + $1.weight * f($1.place) }
    return try own + area { exp(logDensity($0)) * f($0) }
  }

  /// ∫ over the part without atoms.
  func area(_ f: (Double) -> Double) throws -> Double {
    hasSpread ? try KnownLaw.area(cuts, range, f) : 0
  }

  static func area(_ cuts: [Double], _ range: (Double, Double), _ f: (Double) -> Double) throws
    -> Double
  {
    let inside = Set(cuts.filter { $0 > range.0 && $0 < range.1 }).sorted()
    let ends = [range.0] + inside + [range.1]
    return try zip(ends, ends.dropFirst()).reduce(0) {
      try $0 + quadrature(from: $1.0, to: $1.1, tolerance: 1e-9, f)
    }
  }
}

// MARK: families

extension KnownLaw {
  static func gaussian(_ m: Rational, _ v: Rational) throws -> KnownLaw {
    let (mean, s) = (m.double, v.double.squareRoot())
    return KnownLaw(
      name: "N(\(m), \(v))", law: try normal(.rational(m), .rational(v)),
      logDensity: {
        -0.5 * pow(($0 - mean) / s, 2) - Foundation.log(s * (2 * Double.pi).squareRoot())
      },
      spread: { 0.5 * erfc((mean - $0) / (s * 2.0.squareRoot())) }, atoms: [],
      cuts: [-4.0, -1, 0, 1, 4].map { mean + $0 * s }, range: (mean - 12 * s, mean + 12 * s),
      places: [m])
  }

  static func flat(_ a: Rational, _ b: Rational) throws -> KnownLaw {
    let (low, high) = (a.double, b.double)
    return KnownLaw(
      name: "U(\(a), \(b))", law: try .uniform(lower: .rational(a), upper: .rational(b), at: none),
      logDensity: { $0 >= low && $0 <= high ? -Foundation.log(high - low) : -.infinity },
      spread: { min(1, max(0, ($0 - low) / (high - low))) }, atoms: [], cuts: [low, high],
      range: (low, high), places: [a, b])
  }

  static func pointed(_ m: Rational, _ b: Rational) throws -> KnownLaw {
    let (mean, scale) = (m.double, b.double)
    return KnownLaw(
      name: "L(\(m), \(b))",
      law: try .laplace(location: .rational(m), scale: .rational(b), at: none),
      logDensity: { -abs($0 - mean) / scale - Foundation.log(2 * scale) },
      spread: { x in
        x < mean ? 0.5 * exp((x - mean) / scale) : 1 - 0.5 * exp((mean - x) / scale)
      }, atoms: [], cuts: [mean - 6 * scale, mean, mean + 6 * scale],
      range: (mean - 45 * scale, mean + 45 * scale), places: [m])
  }

  static func atoms(_ list: [(Rational, Rational)]) throws -> KnownLaw {
    KnownLaw(
      name: "{" + list.map { "\($0.0): \($0.1)" }.joined(separator: ", ") + "}",
      law: try .finite(list.map { ([.rational($0.0)], .rational($0.1)) }, at: none),
      logDensity: { _ in -.infinity }, spread: { _ in 0 },
      atoms: list.map { ($0.0.double, $0.1.double) }, cuts: [], range: (0, 0),
      places: list.map(\.0))
  }

  static func mixture(_ parts: [(Rational, KnownLaw)]) throws -> KnownLaw {
    let spreading = parts.filter { $0.1.hasSpread && $0.0 > 0 }
    return KnownLaw(
      name: parts.map { "\($0.0)·\($0.1.name)" }.joined(separator: " + "),
      law: try .mixture(parts.map { (.rational($0.0), $0.1.law) }, at: none),
      logDensity: { x in
        let logs = spreading.map { Foundation.log($0.0.double) + $0.1.logDensity(x) }
        guard let most = logs.max(), most > -.infinity else { return -.infinity }
        return most + Foundation.log(logs.reduce(0) { $0 + exp($1 - most) })
      },
      spread: { x in parts.reduce(0) { $0 + $1.0.double * $1.1.spread(x) } },
      atoms: parts.flatMap { w, p in p.atoms.map { ($0.place, $0.weight * w.double) } },
      cuts: spreading.flatMap(\.1.cuts),
      range: (
        spreading.map(\.1.range.0).min() ?? 0, spreading.map(\.1.range.1).max() ?? 0
      ), places: parts.flatMap(\.1.places))
  }
}

// MARK: maps

/// A map of the line, written for the program and solved by hand.
struct KnownMap: Sendable {
  let name: String
  let expression: @Sendable (Expression) -> Expression
  let value: @Sendable (Double) -> Double
  /// All z with map(z) = y, and |dz/dy| there.
  let solutions: @Sendable (Double) -> [(z: Double, slope: Double)]
  /// All z with map(z) ≤ y, as intervals.
  let below: @Sendable (Double) -> [(Double, Double)]
  /// Values where the number of solutions changes.
  var turns: [Double] = []
  /// The same on rationals, where it stays rational.
  var exact: (@Sendable (Rational) -> Rational)?
  var needsPositive = false

  static let all: [KnownMap] = [
    KnownMap(
      name: "3 - 2z", expression: { 3 - 2 * $0 }, value: { 3 - 2 * $0 },
      solutions: { [((3 - $0) / 2, 0.5)] }, below: { [((3 - $0) / 2, .infinity)] },
      exact: { 3 - 2 * $0 }),
    KnownMap(
      name: "z^2", expression: { $0.squared }, value: { $0 * $0 },
      solutions: { y in
        y > 0 ? [y.squareRoot(), -y.squareRoot()].map { ($0, 0.5 / y.squareRoot()) } : []
      },
      below: { y in y < 0 ? [] : [(-y.squareRoot(), y.squareRoot())] }, turns: [0],
      exact: { $0 * $0 }),
    KnownMap(
      name: "z^3", expression: { $0.raised(to: 3) }, value: { $0 * $0 * $0 },
      solutions: { [(cbrt($0), 1 / (3 * pow(cbrt($0), 2)))] },
      below: { [(-.infinity, cbrt($0))] }, turns: [0], exact: { $0 * $0 * $0 }),
    KnownMap(
      name: "|z - 1|", expression: { .abs($0 - 1) }, value: { abs($0 - 1) },
      solutions: { y in y > 0 ? [(1 + y, 1), (1 - y, 1)] : [] },
      below: { y in y < 0 ? [] : [(1 - y, 1 + y)] }, turns: [0], exact: { ($0 - 1).magnitude }),
    KnownMap(
      name: "z^2 - 3z", expression: { $0.squared - 3 * $0 }, value: { $0 * $0 - 3 * $0 },
      solutions: { y in
        let d = 9 / 4.0 + y
        return d > 0
          ? [1.5 + d.squareRoot(), 1.5 - d.squareRoot()].map { ($0, 0.5 / d.squareRoot()) } : []
      },
      below: { y in
        y < -2.25 ? [] : [(1.5 - (2.25 + y).squareRoot(), 1.5 + (2.25 + y).squareRoot())]
      }, turns: [-2.25], exact: { $0 * $0 - 3 * $0 }),
    KnownMap(
      name: "exp(z/2)", expression: { .exp($0 / 2) }, value: { exp($0 / 2) },
      solutions: { y in y > 0 ? [(2 * Foundation.log(y), 2 / y)] : [] },
      below: { y in y > 0 ? [(-.infinity, 2 * Foundation.log(y))] : [] }, turns: [0]),
    KnownMap(
      name: "1/(1 + exp(-z))", expression: { 1 / (1 + .exp(-$0)) }, value: { 1 / (1 + exp(-$0)) },
      solutions: { y in y > 0 && y < 1 ? [(Foundation.log(y / (1 - y)), 1 / (y * (1 - y)))] : [] },
      below: { y in y <= 0 ? [] : [(-.infinity, y >= 1 ? .infinity : Foundation.log(y / (1 - y)))]
      },
      turns: [0, 1]),
    KnownMap(
      name: "tanh z", expression: { .tanh($0) }, value: { tanh($0) },
      solutions: { y in abs(y) < 1 ? [(atanh(y), 1 / (1 - y * y))] : [] },
      below: { y in y <= -1 ? [] : [(-.infinity, y >= 1 ? .infinity : atanh(y))] }, turns: [-1, 1]),
    KnownMap(
      name: "sinh z", expression: { .sinh($0) }, value: { sinh($0) },
      solutions: { [(asinh($0), 1 / (1 + $0 * $0).squareRoot())] },
      below: { [(-.infinity, asinh($0))] }),
    KnownMap(
      name: "1/z", expression: { 1 / $0 }, value: { 1 / $0 },
      solutions: { y in y == 0 ? [] : [(1 / y, 1 / (y * y))] },
      below: { y in y > 0 ? [(1 / y, .infinity)] : [] }, turns: [0], exact: { $0.reciprocal },
      needsPositive: true),
    KnownMap(
      name: "log z", expression: { .log($0) }, value: { Foundation.log($0) },
      solutions: { [(exp($0), exp($0))] }, below: { [(0, exp($0))] }, needsPositive: true),
    KnownMap(
      name: "sqrt z", expression: { .sqrt($0) }, value: { $0.squareRoot() },
      solutions: { y in y > 0 ? [(y * y, 2 * y)] : [] }, below: { y in y > 0 ? [(0, y * y)] : [] },
      turns: [0], needsPositive: true),
  ]
}

extension KnownLaw {
  func image(_ map: KnownMap) throws -> KnownLaw {
    let z = Variable("z"), base = self
    let ends =
      [range.0, range.1].map(map.value)
      + map.turns.filter { turn in
        let beside = map.solutions(turn + 1e-9) + map.solutions(turn - 1e-9)
        return beside.contains { $0.z > base.range.0 && $0.z < base.range.1 && abs($0.z) < 1e6 }
      }
    return KnownLaw(
      name: "(\(map.name))(\(name))",
      law: try law.pushforward(variables: [z], map: [map.expression(.variable(z))], at: none),
      logDensity: { y in
        let logs = map.solutions(y).map { base.logDensity($0.z) + Foundation.log($0.slope) }
        guard let most = logs.max(), most > -.infinity else { return -.infinity }
        return most + Foundation.log(logs.reduce(0) { $0 + exp($1 - most) })
      },
      spread: { y in
        map.below(y).reduce(0) { $0 + base.spread($1.1) - base.spread($1.0) }
      },
      atoms: atoms.map { (map.value($0.place), $0.weight) },
      cuts: hasSpread ? cuts.map(map.value) + map.turns : [],
      range: (ends.min() ?? 0, ends.max() ?? 0),
      places: map.exact.map { exact in places.map(exact) } ?? [])
  }
}

// MARK: drawing

/// Draws known laws. The seed is the number of the trial.
struct KnownLaws {
  private var random: SplitMix
  init(seed: Int) { random = SplitMix(trial: seed) }

  mutating func below(_ n: Int) -> Int { Int(random.next() % UInt64(n)) }
  /// −3…3 by halves and thirds: so few that places meet.
  private mutating func place() -> Rational {
    let d = 1 + below(3)
    return Rational(below(6 * d + 1) - 3 * d, d)
  }
  private mutating func size() -> Rational {
    let sizes: [Rational] = [Rational(1, 4), Rational(1, 2), 1, 1, 2, Rational(9, 4)]
    return sizes[below(6)]
  }

  mutating func family() throws -> KnownLaw {
    switch below(4) {
    case 0: return try .gaussian(place(), size())
    case 1: return try .pointed(place(), size())
    case 2:
      let a = place()
      return try .flat(a, a + size())
    default:
      let n = 1 + below(4)
      let weights = (0..<n).map { _ in Rational(below(4)) } as [Rational],
        total = weights.reduce(0, +)
      guard total > 0 else { return try .atoms([(place(), Rational(1))]) }
      return try .atoms(weights.map { (place(), $0 / total) })
    }
  }

  mutating func law() throws -> KnownLaw {
    switch below(6) {
    case 0, 1: return try family()
    case 2: return try .mixture([(Rational(1, 3), family()), (Rational(2, 3), family())])
    case 3:
      let p = try family()  // the same part twice, and one that weighs nothing
      return try .mixture([
        (Rational(1, 4), p), (Rational(1, 2), family()), (Rational(1, 4), p),
        (Rational(0), family()),
      ])
    default: return try image()
    }
  }

  mutating func image() throws -> KnownLaw {
    let map = KnownMap.all[below(KnownMap.all.count)]
    if map.needsPositive {
      let starts: [Rational] = [Rational(1, 3), Rational(1, 2), 1, 2], a = starts[below(4)]
      return try KnownLaw.flat(a, a + size()).image(map)
    }
    var p = try family()
    while !p.hasSpread && below(4) > 0 { p = try family() }
    return try p.image(map)
  }
}

// MARK: numbers

/// The value of an expression as a double; nil where the program does not know it.
func number(_ e: Expression, goal: Int = 40) -> Double? {
  switch Evaluator(goal: goal, limit: 60_000).evaluate(e).value {
  case .exact(let x): Ball(x, bits: 80).midpoint
  case .ball(let ball): ball.midpoint
  case .infinite(let positive): positive ? .infinity : -.infinity
  case .estimate(let x, _): x
  case .undefined, .undecided: nil
  }
}

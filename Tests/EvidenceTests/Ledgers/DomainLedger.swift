import Evidence
import Exact
import Expressions
import Ledger
import Testing

/// Differences that are 0 in normal form, with powers and logarithms that may have no value: nothing
/// vanishes on a box where it has no value.
@Suite struct DomainLedger {
  private static let a = variable("a"), b = variable("b")
  private static let r = variable("r"), s = variable("s"), t = variable("t")

  /// r² + s² + t², so written that balls do not see that it is positive, and plainly.
  private static let hidden =
    (r + s + t).squared - 2 * r * s - 2 * s * t - 2 * r * t
  private static let plain = r.squared + s.squared + t.squared

  private static let bases: [(String, Expression)] = [
    ("a", a), ("−a", -a), ("a − 1", a - 1), ("1 − a", 1 - a), ("a b", a * b),
    ("1 + a²", 1 + a.squared),
    ("−1 − a²", -1 - a.squared), ("a − b", a - b), ("hidden", hidden), ("−hidden", -hidden),
    ("log a", .log(a)), ("log a − log a b", .log(a) - .log(a * b)), ("√a", .sqrt(a)),
    ("1/(a − b)", 1 / (a - b)),
    ("|a − b|", .abs(a - b)), ("exp a", .exp(a)), ("2/3", number(Rational(2, 3))),
    ("−2/3", number(Rational(-2, 3))),
  ]
  private static let exponents: [Rational] = [
    -2, -1, Rational(-1, 2), 0, Rational(1, 3), Rational(1, 2), 1, 2,
  ]
  private static let boxes: [(name: String, sides: [BoxSide])] = {
    let tiny = Rational(1, 1000)
    let positive = ["r", "s", "t"].map { side($0, tiny, 1000) }
    return [
      ("positive", [side("a", tiny, 1000), side("b", tiny, 1000)]),
      ("from 0", [side("a", 0, 1000), side("b", tiny, 1000)]),
      ("across 0", [side("a", -1000, 1000), side("b", tiny, 1000)]),
      ("away", [side("a", 2, 1000), side("b", 1001, 1002)]),
    ].map { ($0.0, $0.1 + positive) }
  }()

  /// Where the first few of its places are that are special to the bases.
  private static func places(_ sides: [BoxSide]) -> [[Variable: Rational]] {
    let marks: [Rational] = [0, 1, 5, -3, Rational(1, 1000), 2, 1000, -1000, 1001]
    var places: [[Variable: Rational]] = []
    for x in marks {
      for y in marks {
        var place = [Variable("a"): x, Variable("b"): y]
        for letter in ["r", "s", "t"] { place[Variable(letter)] = Rational(7, 2) }
        let isInside = sides.allSatisfy { s in
          place[s.variable].map { s.lower <= $0 && $0 <= s.upper } ?? false
        }
        if isInside { places.append(place) }
      }
    }
    return places
  }

  /// The same difference times what has a pole, a gap or no value somewhere.
  @Test func whatMayHaveNoValueDoesNotVanish() {
    let a = Self.a, sides = Self.boxes[2].sides
    let gone: [Expression] = [
      .tan(a), .exp(.tan(a)), 1 + .tan(a).squared, .infinity, a * .infinity,
      .piecewise([.init(.compare(a, .less, 0), .log(a))], otherwise: 1),
      .integral(
        variable: Variable("u"), lower: 0, upper: 1, body: 1 / (.variable(Variable("u")) - a)),
    ]
    for e in gone {
      let gap = .log(Self.hidden) * e - e * .log(Self.plain)
      let problem = Gap(gap, sides: sides, values: Self.inside(sides), isStrict: false)
      #expect(!problem.vanishes, "\(e)")
    }
    let there = .log(Self.hidden) * .exp(a) - .exp(a) * .log(Self.plain)
    #expect(Gap(there, sides: sides, values: Self.inside(sides), isStrict: false).vanishes)
  }

  @Test(arguments: 0..<12) func powers(_ k: Int) throws {
    let (name, sides) = Self.boxes[k / 3], places = Self.places(sides)
    var entries: [Ledger.Entry] = [], vanishing = 0
    for (base, e) in Self.bases[(k % 3 * 6)..<(k % 3 * 6 + 6)] {
      let answers = Self.exponents.map { exponent -> String in
        let power = Expression.power(e, .rational(exponent))
        let gap = .log(Self.hidden) * power - power * .log(Self.plain)
        let problem = Gap(gap, sides: sides, values: Self.inside(sides), isStrict: false)
        guard problem.vanishes else { return "\(exponent) no" }
        vanishing += 1
        for place in places {
          let value = Evaluator(goal: 60).evaluate(gap, at: place).value
          if case .undefined(let why) = value {
            Issue.record("(\(base))^\(exponent), \(name), at \(place): \(why)")
          }
          if case .infinite = value { Issue.record("(\(base))^\(exponent), \(name), at \(place)") }
        }
        return "\(exponent) yes"
      }
      entries.append(Ledger.Entry("\(name): \(base)", answers.joined(separator: ", ")))
    }
    #expect(places.count >= 2 && vanishing >= 4, "\(places.count) places, \(vanishing)")
    #expect(try Ledger("evidence-domains-\(k)", ofNumbers: false).differences(entries) == [])
  }

  private static func inside(_ sides: [BoxSide]) -> [Variable: Rational] {
    sides.enumerated().reduce(into: [:]) { values, s in
      let width = s.element.upper - s.element.lower
      values[s.element.variable] = s.element.lower + width * Rational(41 + 7 * s.offset, 97)
    }
  }
}

import Balls
import Evidence
import Exact
import Expressions
import Ledger
import Meaning
import Notation
import Testing

/// Pairs of values of every kind under every relation.
@Suite struct JudgementLedger {
  /// A value, and the interval in which it is known to lie (nil: none).
  private struct Sample {
    var name: String, value: Evaluated
    var range: (lower: Rational, upper: Rational)?
    var isUsable = true
  }

  private static let relations: [Relation] = [
    .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual, .distributed,
  ]

  private func exact(_ name: String, _ x: ExactNumber, scale: Double) -> Sample {
    let bounds = Ball(x, bits: 400).bounds
    return Sample(
      name: name, value: Evaluated(.exact(x), scale: scale),
      range: bounds.map { ($0.lower, $0.upper) })
  }

  /// Near one of a few numbers, so that pairs are often close.
  private func sample(_ draws: inout Draws) -> Sample {
    let base = draws.one(of: [Rational(1), 1, Rational(1, 3), -2, 0, 1024])
    let shift: Rational = draws.one(of: [0, 0, 1, -1]) / Rational(2).power(draws.int(1...120))
    let x = base + shift,
      scale = draws.one(of: [x.magnitude.double, x.magnitude.double, 0, 1, 1024, 0x1p-40])
    switch draws.int(0...11) {
    case 0, 1, 2: return exact("\(base) + \(shift.text)", ExactNumber(x), scale: scale)
    case 3:
      guard let log = ExactNumber.log(x.magnitude.isZero ? 2 : x.magnitude) else { break }
      return exact("log |\(base) + \(shift.text)|", log, scale: scale)
    case 4, 5, 6, 7:
      let bits: [Int] = [1, 10, 20, 26, 27, 28, 31, 32, 33, 89, 90, 91, 100, 119, 120, 121, 200]
      let e = -draws.one(of: bits)
      let found = ball(x, radius: e), bounds = found.bounds
      var value = Evaluated(.ball(found), scale: scale)
      value.isCoarse = draws.int(0...4) == 0
      return Sample(
        name: "\(base) + \(shift.text) ± 2^\(e)\(value.isCoarse ? ", coarse" : "")", value: value,
        range: bounds.map { ($0.lower, $0.upper) })
    case 8, 9:
      let error = draws.one(of: [0, 1e-16, 0x1p-45, 1e-10, 1.1e-10, 1e-3])
      return Sample(
        name: "\(x.double) about \(error)",
        value: Evaluated(.estimate(x.double, error: error), scale: scale))
    case 10:
      let sign = draws.coin()
      return Sample(
        name: sign ? "∞" : "−∞", value: Evaluated(.infinite(positive: sign), scale: scale))
    default:
      let bad: [(String, Evaluated)] = [
        ("no value", Evaluated(.undefined("none"), scale: 0)),
        ("not decided", Evaluated(.undecided("open"), scale: 0)),
        ("NaN", Evaluated(.estimate(.nan, error: 0), scale: 1)),
        ("error −1", Evaluated(.estimate(1, error: -1), scale: 1)),
        ("error ∞", Evaluated(.estimate(1, error: .infinity), scale: 1)),
        ("indeterminate", Evaluated(.ball(.indeterminate), scale: 1)),
        ("scale NaN", Evaluated(.ball(ball(1, radius: -100)), scale: .nan)),
        ("scale −1", Evaluated(.ball(ball(1, radius: -100)), scale: -1)),
        ("2^70000", Evaluated(.ball(ball(Rational(2).power(70_000), radius: 69_000)), scale: 1)),
      ]
      let (name, value) = draws.one(of: bad)
      return Sample(name: name, value: value, isUsable: false)
    }
    return exact("\(base)", ExactNumber(base), scale: scale)
  }

  @Test(arguments: [20, 32, 53, 90, 120]) func pairs(_ bits: Int) throws {
    var draws = Draws(bits), entries: [Ledger.Entry] = []
    for _ in 0..<150 {
      let a = sample(&draws), b = sample(&draws), relation = draws.one(of: Self.relations)
      let standard = Standard(bits: bits, separation: draws.one(of: [1000, 10]))
      let found = judge(a.value, relation, b.value, by: standard)
      checkLaws(found, a, relation, b, standard)
      let separate = separated(found, standard)
      let much = separate == found ? "" : "; separated: \(separate.verdict)"
      entries.append(
        Ledger.Entry(
          "\(a.name) (of \(a.value.scale)) \(relation.rawValue) \(b.name) (of \(b.value.scale)), apart by \(standard.separation)",
          found.words + much))
    }
    let differences = try Ledger("evidence-judgements-\(bits)").differences(entries)
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  private func checkLaws(
    _ found: Judgement, _ a: Sample, _ relation: Relation, _ b: Sample, _ standard: Standard
  ) {
    let text: Comment = "\(a.name) \(relation.rawValue) \(b.name): \(found.words)"
    // read from the right, it says the same
    let turned: [Relation: Relation] = [
      .less: .greater, .greater: .less, .lessOrEqual: .greaterOrEqual,
      .greaterOrEqual: .lessOrEqual,
    ]
    let mirrored = judge(b.value, turned[relation] ?? relation, a.value, by: standard)
    #expect(mirrored.verdict == found.verdict && mirrored.distance == found.distance, text)
    #expect(mirrored.grade == found.grade && mirrored.digits == found.digits, text)
    // far enough is as far as is asked, and a little less is not
    if found.verdict == .refuted, found.grade != .sampled, found.separation.isFinite,
      found.separation > 0
    {
      func standing(_ least: Double) -> Verdict {
        separated(found, Standard(bits: standard.bits, separation: least)).verdict
      }
      #expect(standing(found.separation) == .refuted, text)
      #expect(standing(found.separation.nextUp) == .inconclusive, text)
    }
    guard a.isUsable, b.isUsable, let x = a.range, let y = b.range else { return }
    let isLess = x.upper < y.lower, isGreater = y.upper < x.lower, touches = !isLess && !isGreater
    let couldBe: Bool? =
      switch relation {
      case .equal, .distributed: touches
      case .unequal: true
      case .less: x.lower < y.upper
      case .lessOrEqual: x.lower <= y.upper
      case .greater: y.lower < x.upper
      case .greaterOrEqual: y.lower <= x.upper
      default: nil
      }
    if found.verdict == .holds { #expect(couldBe == true, text) }
    if found.verdict == .refuted {
      let isCertain = isLess || isGreater
      #expect(isCertain || [.unequal, .less, .greater].contains(relation), text)
    }
    if let distance = found.distance {
      let gap = isLess ? y.lower - x.upper : x.lower - y.upper
      #expect(distance <= max(y.upper - x.lower, x.upper - y.lower) && distance > 0, text)
      #expect(
        touches || (distance - gap).magnitude <= (distance + gap) / Rational(2).power(60), text)
    }
    if let digits = found.digits {
      let scale =
        [a.value.scale, b.value.scale, x.upper.magnitude.double, y.upper.magnitude.double].max()
        ?? 1
      let width = max(x.upper - y.lower, y.upper - x.lower).double
      #expect(width <= 2 * scale * pow10(-digits), text)
    }
  }

  @Test func stated() throws {
    var draws = Draws(4), entries: [Ledger.Entry] = []
    let texts = [
      "0.6931", "-0.50", "3", "-7", "+2.5", "1.6 \\cdot 10^{-14}", "2.00 \\times 10^3",
      "12 \\cdot 10^{2}", "x", "0.5x", "1e-3",
      "", ".5", "5.", "10^{3}", "0.0", "4 \\cdot 10^{1000}",
    ]
    for text in texts {
      let plain = text.replacing(" ", with: "").replacing("\\cdot", with: "*").replacing(
        "\\times", with: "*")
      let parts = plain.split(separator: "*10^").map {
        $0.filter { $0 != "{" && $0 != "}" && $0 != "+" }
      }
      let lead = Rational(parts.first ?? "") ?? 1
      let power = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
      let written = lead * Rational(10).power(power)
      let decimals = (parts.first ?? "").split(separator: ".", omittingEmptySubsequences: false)
      let unit = Rational(10).power(power - (decimals.count > 1 ? decimals[1].count : 0))
      for k in [0, 1, -1, draws.int(-30...30)] {
        // k/2 units away, on the edge for k = 1, and a little within or beyond
        for by in [Rational(0), Rational(1, 1 << 40), Rational(-1, 1 << 40)] {
          let x = written + unit * (Rational(k, 2) + by * Rational(k.signum()))
          for inBalls in [k < 0] {
            let value =
              inBalls
              ? Evaluated(.ball(ball(x, radius: -120)), scale: 1)
              : Evaluated(.exact(ExactNumber(x)), scale: 1)
            let right = Evaluated(.exact(ExactNumber(written)), scale: written.magnitude.double)
            let found = judge(value, .approximately, right, stated: text, by: Standard())
            let off = (x - written).magnitude
            if found.verdict == .holds {
              #expect(off <= unit / 2 + Rational(2).power(-119), "\(text) \(k)")
            }
            if found.verdict == .refuted {
              #expect(off > unit / 2 - Rational(2).power(-119), "\(text) \(k)")
            }
            entries.append(
              Ledger.Entry(
                "\(text) beside \(k)/2 units\(by.isZero ? "" : by > 0 ? " and more" : " but less")\(inBalls ? ", in a ball" : "")",
                found.words))
          }
        }
      }
    }
    let differences = try Ledger("evidence-stated").differences(entries)
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  /// Vectors: the worst part decides; for ≠ the best.
  @Test func parts() throws {
    var draws = Draws(6), entries: [Ledger.Entry] = []
    for _ in 0..<160 {
      let n = draws.int(0...3), m = draws.int(0...5) == 0 ? draws.int(0...3) : n
      let relation = draws.one(of: Self.relations)
      let left = (0..<n).map { _ in sample(&draws) },
        right = (0..<m).map { i in i < n && draws.coin() ? left[i] : sample(&draws) }
      func value(_ all: [Sample]) -> SideValue {
        SideValue(
          all.enumerated().map {
            .init(name: all.count == 1 ? "" : "[\($0.offset + 1)]", value: $0.element.value)
          })
      }
      let found = judge(value(left), relation, value(right), by: Standard())
      let each = zip(left, right).map { judge($0.value, relation, $1.value, by: Standard()) }
      if n == m, n > 0 {
        let isAny =
          relation == .unequal && each.contains { $0.verdict == .holds }
          && !each.contains { $0.verdict == .broken }
        #expect(found.verdict == (isAny ? .holds : each.map(\.verdict).max()))
      } else {
        #expect(found.verdict == .broken)
      }
      let names = [left, right].map { "(" + $0.map(\.name).joined(separator: ", ") + ")" }
      entries.append(Ledger.Entry("\(names[0]) \(relation.rawValue) \(names[1])", found.words))
    }
    let differences = try Ledger("evidence-vectors").differences(entries)
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }
}

private func pow10(_ n: Int) -> Double { Rational(10).power(n).double }

extension Rational {
  /// Short powers of two: 2^-40.
  fileprivate var text: String {
    guard !isZero, magnitude.numerator == 1 else { return "\(self)" }
    return "\(self < 0 ? "−" : "")2^-\(magnitude.denominator.bitWidth - 2)"
  }
}

extension Judgement {
  /// All of it.
  var words: String {
    var words = ["\(verdict)", "\(grade)"]
    if let digits { words.append("\(digits) digits") }
    if let distance { words.append("distance \(decimal(distance, digits: 12))") }
    if infinitelyFar { words.append("infinitely far") }
    words.append("separation \(separation)")
    if isUndefined { words.append("undefined") }
    if let reason { words.append(reason) }
    return words.joined(separator: ", ")
  }
}

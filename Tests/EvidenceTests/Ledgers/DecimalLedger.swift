import Evidence
import Exact
import Expressions
import Ledger
import Testing

/// Decimals of fractions, and enclosures as they are written.
@Suite struct DecimalLedger {
  private func read(_ text: String) -> Rational? {
    let parts = text.split(separator: "e")
    guard let mantissa = Rational(String(parts[0])) else { return nil }
    return parts.count == 1 ? mantissa : Int(parts[1]).map { mantissa * Rational(10).power($0) }
  }

  private func numbers(_ draws: inout Draws) -> [Rational] {
    let simple: [Rational] = [
      0, 1, -1, 10, 100, Rational(1, 10), Rational(1, 3), Rational(2, 3), Rational(-1, 7),
      Rational(99_999, 10_000),
      Rational(999_995, 100_000), Rational(1, 1_000_000), Rational(1, 99_999),
      Rational(123_456_789), Rational(10).power(20), Rational(10).power(21),
      Rational(10).power(21) - 1, Rational(10).power(-5), Rational(10).power(-6),
      Rational(5, 1 << 20), Rational(25, 2), Rational(15), Rational(-25),
    ]
    let drawn = (0..<40).map { _ in
      draws.nonzero(-9, 9) * Rational(10).power(draws.int(-24...24))
    }
    return simple + drawn
  }

  @Test func decimals() throws {
    var draws = Draws(1), entries: [Ledger.Entry] = []
    for x in numbers(&draws) {
      let digits = draws.one(of: [1, 2, 3, 5, 8, 17, 30])
      let directions: [(String, Direction)] = [
        ("down", .down), ("up", .up), ("toward 0", .towardZero), ("nearest", .nearest),
      ]
      for (name, direction) in directions {
        let text = decimal(x, digits: digits, direction),
          value = try #require(read(text), "\(text)")
        let error = value - x,
          unit = max(x.magnitude, value.magnitude) * Rational(10).power(1 - digits)
        #expect(
          error.magnitude <= (direction == .nearest ? unit / 2 : unit), "\(x) \(name): \(text)")
        switch direction {
        case .down: #expect(error <= 0)
        case .up: #expect(error >= 0)
        case .towardZero: #expect(value.magnitude <= x.magnitude)
        case .nearest: break
        }
        let count = text.split(separator: "e")[0].filter(\.isNumber)
        #expect(text.contains("e") ? count.count <= digits : true, "\(text)")
        entries.append(Ledger.Entry("\(x) to \(digits) digits \(name)", text))
      }
      let interval = try #require(Interval(x - Rational(1, 1000), x + Rational(1, 7)))
      let ends = interval.decimals(digits).compactMap(read)
      #expect(ends[0] <= interval.lower && interval.upper <= ends[1])
      entries.append(
        Ledger.Entry(
          "[x − 1/1000, x + 1/7] to \(digits) digits",
          "\(interval.decimals(digits)), width \(interval.width), 0: \(interval.containsZero), \(interval.smallestMagnitude) to \(interval.largestMagnitude)"
        ))
    }
    #expect(Interval(1, 0) == nil && Interval(1, 1)?.width == 0)
    let differences = try Ledger("evidence-decimals").differences(entries)
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  @Test func written() throws {
    let values: [(String, Expression)] = [
      ("1/3", .rational(Rational(1, 3))), ("√2", .sqrt(2)), ("log 12", .log(12)), ("π", .pi),
      ("e²", .exp(2)), ("∞", .infinity),
      ("−∞", -.infinity), ("1/0", 1 / .rational(0)),
      ("10⁻³⁰ + π", .pi + .rational(Rational(10).power(-30))),
      ("2 log 3 − √5", 2 * .log(3) - .sqrt(5)),
      ("log 0", .log(0)), ("√−1", .sqrt(-1)), ("∞ − ∞", .infinity - .infinity), ("0", 0),
      ("−7/2", .rational(Rational(-7, 2))),
    ]
    var entries: [Ledger.Entry] = []
    for (name, e) in values {
      for digits in [3, 10, 30] {
        let value = Evaluator(goal: 110).evaluate(e)
        let text = value.written(digits: digits).map { $0.joined(separator: " … ") } ?? "nothing"
        entries.append(
          Ledger.Entry(
            "\(name) to \(digits) digits",
            "\(text); \(value.exactText ?? "no exact text"); \(value.double)"))
      }
    }
    for x in [0.1, -2.5, 1e-300, .nan, .infinity] {
      let value = Evaluated(.estimate(x, error: 1e-7), scale: 1)
      entries.append(
        Ledger.Entry("about \(x)", "\(value.written(digits: 5) ?? []); \(value.double)"))
    }
    let differences = try Ledger("evidence-written").differences(entries)
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }
}

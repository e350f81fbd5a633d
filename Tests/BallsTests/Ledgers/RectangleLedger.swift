import Balls
import Foundation
import Ledger
import Testing

/// Rectangles and spans, end by end.
@Suite struct RectangleLedger {
  @Test func rectangles() throws {
    let entries = (5000..<5400).map { k -> Ledger.Entry in
      var d = Drawing(k)
      func span() -> Span {
        let x = d.one([d.double(-4, 4), d.double(-1, 1), d.double(-40, 40), Double(d.int(-3...3))])
        return Span(
          lower: x,
          upper: x + d.one([0, d.double(0, 1), exp2(d.double(-40, 3)), Double(d.int(0...7))]))
      }
      let zero = Span(lower: 0, upper: 0),
        a = Rectangle(real: span(), imaginary: d.one([span(), span(), zero])),
        b = Rectangle(real: span(), imaginary: d.one([span(), zero]))
      var all = [a + b, a - b, a * b, a.squared, b.reciprocal]
      for f in ElementaryFunction.allCases { all.append(a.applying(f)) }
      let (s, t) = (a.real, b.real)
      let spans = [
        s + t, s - t, -s, s * t, s.squared, t.reciprocal, s.exp, s.log, s.squareRoot, s.sinh,
        s.cosh, s.tanh, s.arctan, s.erf, s.erfc, s.cos, s.sin,
      ]
      let words =
        all.map { "\($0.real) \($0.imaginary) \($0.isKnown)" } + spans.map { "\($0) \($0.isKnown)" }
      return .init(
        "\(k): \(Ledger.digest("\(a) \(b)".utf8, 6))",
        Ledger.digest(words.joined(separator: " ").utf8))
    }
    #expect(try Ledger("balls-rectangles").differences(entries) == [])
  }
}

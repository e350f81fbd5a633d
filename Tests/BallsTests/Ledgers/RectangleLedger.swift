import Balls
import Foundation
import Ledger
import Testing

/// Rectangles and spans, end by end; beside laws: they hold what many bits give at points drawn
/// inside.
@Suite struct RectangleLedger {
  @Test func rectangles() throws {
    var judged = 0
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
      for _ in 0..<4 {
        let (z, w) = (point(in: a, &d), point(in: b, &d))
        let values: [PlainComplex?] =
          [z + w, z - w, z * w, z * z, PlainComplex(1, 0) / w]
          + ElementaryFunction.allCases.map(z.applying)
        for (i, (rectangle, value)) in zip(all, values).enumerated() where rectangle.isKnown {
          guard let value, value.re.isFinite, value.im.isFinite else { continue }
          judged += 1
          #expect(
            rectangle.real.holds(value.re) && rectangle.imaginary.holds(value.im),
            "\(k), \(i): \(rectangle), but \(value.re.inFull) + \(value.im.inFull) i")
        }
        let (x, y) = (z.re, w.re)
        let reals =
          [
            x.plus(y, 512), x.minus(y, 512), x.negated, x.times(y, 512), x.power(2, 512),
            Ball(1).over(y, 512), x.exp(512), x.log(512), x.squareRoot(512),
          ] + [.sinh, .cosh, .tanh, .arctan, .erf, .erfc, .cos, .sin].map { x.applying($0, 512) }
        for (i, (span, value)) in zip(spans, reals).enumerated()
        where span.isKnown && value.isFinite {
          judged += 1
          #expect(span.holds(value), "\(k), \(i): \(span), but \(value.inFull)")
        }
      }
      let words =
        all.map { "\($0.real) \($0.imaginary) \($0.isKnown)" } + spans.map { "\($0) \($0.isKnown)" }
      return .init(
        "\(k): \(Ledger.digest("\(a) \(b)".utf8, 6))",
        Ledger.digest(words.joined(separator: " ").utf8))
    }
    #expect(judged > 20_000, "\(judged)")
    #expect(try Ledger("balls-rectangles").differences(entries) == [])
  }
  /// A corner, or a point between.
  private func point(in a: Rectangle, _ d: inout Drawing) -> PlainComplex {
    func place(_ s: Span) -> Double {
      let t = d.one([0, 1, d.double(0, 1)])
      return min(max(s.lower + t * (s.upper - s.lower), s.lower), s.upper)
    }
    let x = place(a.real)
    return PlainComplex(x, place(a.imaginary))
  }
}

import Balls
import Exact
import Expressions
import Testing

// The numbers are mpmath's: differences of erfc, e^a·expm1(h), and ∫ |(c − x)| N(x) dx by its quadrature.

/// The terms of a closed form may be far larger than the integral: they are no scale for it.
@Suite struct ScalesOfClosedForms {
  /// Closed forms whose terms cancel by 10⁸ and more, and the size of ∫|f|.
  private var cancelling: [(Expression, Double)] {
    let tail = normal(0, 1), near = over(1, 1_000_000_000)
    return [
      (integral(8, 9, tail), 6.219831985e-16), (integral(7, .infinity, tail), 1.279812544e-12), (integral(-30, -9, tail), 1.128588406e-19),
      (integral(.pi, .pi + near, .exp(x)), 2.314069264e-8), (integral(.sqrt(2), .sqrt(2) + near, .exp(-x)), 2.431167344e-10),
      (integral(8, 9, (x - 1) * tail), 4.429259908e-15), (integral(8, 9, (over(17, 2) - x) * tail), 2.4e-16),
    ]
  }

  @Test func areNotThoseOfTheirTerms() {
    for (e, size) in cancelling {
      let found = value(e)
      guard case .ball(let b) = found.value else { Issue.record("\(e): \(found.value)"); continue }
      // what is nowhere negative is its own size; else ∫|f| is bounded, to a few bits
      guard case .integral(_, _, _, let f) = e else { Issue.record("\(e) is no integral"); continue }
      let times = f.isCertainlyNonnegative ? 1.1 : 10
      #expect(found.scale <= times * size && found.scale >= abs(b.midpoint), "\(e): scale \(found.scale) of \(b.midpoint)")
      #expect(b.radius <= 0x1p-99 * found.scale, "\(e): \(b.radius)")
      #expect(equal(e, e) && equal(2 * e, e + e), "\(e)")
      for off in [over(1, 2), over(3, 2), 1 + over(1, 1_000_000), 1 + over(1, 10).raised(to: 20)] {
        guard case .different = found.compared(to: value(off * e)) else { Issue.record("\(e), \(off)"); continue }
      }
    }
  }

  /// What is 0 is 0 for ∫|f|, and what hardly cancels keeps the sum of its terms.
  @Test func staysWhereTermsSayIt() {
    let odd = value(integral(-1, 1, .sinh(x) * .exp(-x.squared / 1000)))
    #expect(odd.scale > 0.1 && odd.scale < 10, "\(odd)")
    let plain = value(integral(0, 1, .exp(x))), terms = 2.718281828 + 1
    #expect(abs(plain.scale - terms) < 1e-6, "\(plain)")
  }
}

import Evidence
import Exact
import Meaning
import Notation
import Testing

/// Chains with a step that fails where nothing is drawn: however its sides are written, and whatever
/// stands around it, it is not proved for the whole range; its neighbour that holds is.
@Suite("Steps that fail out of sight") struct HiddenTests {
  /// A square less this much, and two more ways to write it.
  private func ways(_ less: String) -> [String] {
    [
      #"(a - \frac{1}{3})^2 - \#(less)"#, #"a^2 - \frac{2}{3} a + \frac{1}{9} - \#(less)"#,
      #"a (a - \frac{2}{3}) + (\frac{1}{3})^2 - \#(less)"#,
    ]
  }

  @Test("between any sides of a chain, before and behind equalities and other steps") func chains()
    throws
  {
    let toy = "a in [0, 1]\nb in [1, 2]"
    for (less, holds) in [("10^{-10}", false), ("0", true)] {
      let w = ways(less)
      for chain in [
        #"0 \le \#(w[0])"#, #"\#(w[1]) \ge 0"#, #"0 \le \#(w[0]) = \#(w[1])"#,
        #"0 \le \#(w[1]) = \#(w[0]) = \#(w[2])"#,
        #"\#(w[2]) = \#(w[0]) \ge 0"#, #"\#(w[0]) = \#(w[1]) = \#(w[2]) \ge 0"#,
        #"-b \le 0 \le \#(w[0]) = \#(w[1])"#, #"0 \le \#(w[1]) = \#(w[0]) \le b"#,
        #"-1 = -1 \le 0 = 0 \le \#(w[2]) = \#(w[1]) \le b = b"#,
        #"b \ge \#(w[1]) = \#(w[0]) \ge 0 \ge -b"#,
        #"b = b \ge \#(w[0]) \ge 0 = 0"#,
      ] {
        let found = try check(chain, on: toy)
        #expect((found.box != nil) == holds, "\(chain): \(found.verdict) \(found.proof ?? "")")
        if holds {
          #expect(found.verdict == .holds && found.box?.onlyInequalities != true, "\(chain)")
        }
      }
    }
  }

  @Test("for every value that is listed, not only for the first or the last") func listed() throws {
    for values in ["{1, 2, 3}", "{3, 2, 1}", "{2, 1, 3}"] {
      let toy = "t in \(values)\na in [0, 1]"
      // fails for t = 2 alone, and there near a = 1/3
      let wrong = try check(#"(a - \frac{1}{3})^2 + (t - 2)^2 \ge 10^{-10}"#, on: toy)
      #expect(wrong.box == nil, "\(values): \(wrong.proof ?? "")")
      let right = try check(#"(a - \frac{1}{3})^2 + (t - 2)^2 \ge 0"#, on: toy)
      #expect(right.box != nil && right.verdict == .holds, "\(values)")
      let both = try check(#"t + a \ge 1"#, on: toy)
      #expect(both.box != nil && both.box?.ranges.count == 1, "\(values): \(both)")
    }
  }

  @Test("a fixed parameter is no range: nothing is proved on the box") func fixed() throws {
    let text = "a in [0, 1]\nb in [1, 2]", latex = "a < b + 1"
    let one = Statement(
      label: "test/hidden", claim: "test/hidden", latex: latex,
      chains: [.init(try FormulaParser().parse(latex))], foils: [])
    let work = Work(one, on: [ToySetting(toy: try Toy.read(text, name: "toy"), count: 5)])
    var options = Options()
    options.fixed = ["c": 1]
    #expect(judge([work], checks: [], options: options)[0].checks[0].box != nil)
    options.fixed = ["a": Rational(1, 2)]
    #expect(judge([work], checks: [], options: options)[0].checks[0].box == nil)
  }

  @Test(
    "decisions at one place count where they are the same on the whole range, but for values left out"
  )
  func decisions() throws {
    for (latex, toy, isProved) in [
      (#"|r - 1| = 1 - r \ge 0"#, "r in [0, 1]", true),
      (#"|r - 1| = 1 - r \ge 0"#, "r in [0, 1], r != 1", true),
      (#"|r^2 - 1| = 1 - r^2 \ge 0"#, "r in [0, 1], r != 1", true),
      (#"|r - 1| = r - 1 \ge 0"#, "r in [1, 2], r != 1", true),
      (#"|r - 1| > 0"#, "r in [0, 3], r != 2", false),
      (#"|r - 1| > 0"#, "r in [0, 3]", false), (#"|r - 1| > 0"#, "r in [1, 2], r != 2", false),
      (#"(r - 1)^2 > 0"#, "r in [0, 3], r != 1", true),
      (#"(r - 1)^2 > 0"#, "r in [0, 3], r != 2", false),
      (#"(r - 1)^2 > 0"#, "r in [0, 1], r != 1", true),
      (#"(r - 1)^2 > 0"#, "r in [1, 3], r != 1", true),
      (#"(r - 1)^2 > 0"#, "r in [0, 1], r != 0", false),
    ] {
      let found = try check(latex, on: toy)
      #expect(
        (found.box != nil) == isProved,
        "\(latex) for \(toy): \(found.verdict) \(found.reason ?? "")")
      if isProved { #expect(found.box?.onlyInequalities != true, "\(latex) for \(toy)") }
    }
  }
}

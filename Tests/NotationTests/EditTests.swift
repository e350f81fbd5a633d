import Notation
import Testing

@Suite struct Edits {
  @Test(arguments: [
    (
      #"2 D_{JS}"#, #"D_{JS}"#, #"C(G) = 2D_{ JS }(p\|q) - \log 4"#,
      #"C(G) = D_{JS}(p\|q) - \log 4"#
    ),
    (#"- \log 4"#, #"+ \log 4"#, #"2 D -\,\log4"#, #"2 D + \log 4"#),
    ("x_t", "y", "a x_{t} b", "a y b"),
    ("t", "s", "x_{t}", "x_{s}"),
    ("2", #"4 \pi"#, #"\frac{1}{2}"#, #"\frac{1}{4 \pi}"#),
    ("2", "3", #"\frac12"#, #"\frac13"#),
    (#"\alpha"#, "a", #"\bar\alpha b"#, #"\bar a b"#),
    (#"\sigma"#, "s", #"\sigma x"#, "s x"),
    ("|x|", "x", #"\left|x\right|"#, "x"),
  ]) func replace(_ old: String, _ new: String, _ text: String, _ expected: String) throws {
    #expect(try replacing(old, with: new, in: text) == expected)
  }

  @Test func occurrencesAreWholeMarks() throws {
    #expect(try occurrences(of: "x", in: #"\exp x + x_x"#).count == 3)
    #expect(try occurrences(of: #"\log"#, in: #"\log a \logit"#).count == 1)
    #expect(try occurrences(of: "aa", in: "aaaa").count == 2, "places do not overlap")
    #expect(try occurrences(of: "", in: "abc").isEmpty)
  }

  @Test func choice() throws {
    #expect(try replacing("a", with: "b", occurrence: 2, in: "a + a") == "a + b")
    #expect(throws: EditError.ambiguous("a", 2)) { try replacing("a", with: "b", in: "a + a") }
    #expect(throws: EditError.tooFew("a", 2, wanted: 3)) {
      try replacing("a", with: "b", occurrence: 3, in: "a + a")
    }
    #expect(throws: EditError.tooFew("a", 2, wanted: 0)) {
      try replacing("a", with: "b", occurrence: 0, in: "a + a")
    }
    #expect(throws: EditError.absent("c")) { try replacing("c", with: "b", in: "a + a") }
  }

  /// What is no sequence of marks is told with its place, in the piece as in the text.
  @Test func placesOfErrors() {
    for (piece, text) in [("x", "a\nbc \u{202E}"), ("a\nbc \u{202E}", "x")] {
      let error = #expect(throws: ParseError.self) { try occurrences(of: piece, in: text) }
      #expect(error?.line == 2 && error?.column == 4)
    }
    let error = #expect(throws: ParseError.self) { try occurrences(of: "\u{202E}", in: "a") }
    #expect(error?.line == 1 && error?.column == 1)
  }
}

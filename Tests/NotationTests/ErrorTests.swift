import Notation
import Testing

@Suite struct Errors {
  /// Text, line, column, what the message or the remedy says.
  static let strict: [(String, Int, Int, String)] = [
    ("", 1, 1, "ends where a term was expected"),
    ("a +", 1, 4, "ends where a term was expected"),
    ("a + + b", 1, 5, "two signs"),
    ("a - -b", 1, 5, "two signs"),
    (#"a \cdot -b"#, 1, 9, "sign behind a product sign"),
    ("(a", 1, 1, "never closed"),
    ("a)", 1, 2, "closes nothing"),
    ("a\n  + (b", 2, 5, "never closed"),
    ("[a)", 1, 1, "closed by ')'"),
    ("[a, b, c]", 1, 1, "list in square brackets"),
    ("()", 1, 1, "empty brackets"),
    ("f()", 1, 2, "argument is missing"),
    ("{a", 1, 1, "never closed"),
    ("a}", 1, 2, "closes nothing"),
    ("|a", 1, 1, "never closed"),
    (#"\left|a"#, 1, 1, "never closed"),
    (#"a\right|"#, 1, 2, "closes nothing"),
    (#"\frac{a}"#, 1, 9, "denominator"),
    (#"\frac"#, 1, 6, "numerator"),
    (#"\sqrt"#, 1, 6, "root"),
    (#"\log"#, 1, 5, "ends where a term was expected"),
    (#"\log -x"#, 1, 6, "sign behind log"),
    (#"\log p(x) q(x)"#, 1, 11, "not clear where the argument"),
    (#"\log\frac{a}{b} c"#, 1, 17, "not clear where the argument"),
    (#"\log a/b"#, 1, 7, "slash behind a function"),
    (#"\exp(x)^2"#, 1, 8, "power can belong"),
    (#"\log(a, b)"#, 1, 1, "one argument"),
    (#"\max x"#, 1, 6, "without a variable"),
    (#"\min x"#, 1, 6, "without a variable"),
    (#"\max(a)"#, 1, 1, "of one thing"),
    (#"\min(a)"#, 1, 1, "of one thing"),
    ("a = \\text{b \u{202E}}", 1, 13, "U+202E"),
    ("a = \\text{\u{e9}\u{FFFD}}", 1, 12, "no UTF-8"),
    (#"\max_x a + b"#, 1, 10, "belongs to"),
    (#"\lim_{t \to 0} a + b"#, 1, 18, "belongs to"),
    (#"\lim a"#, 1, 1, "limit without its variable"),
    (#"\sum a"#, 1, 1, "without its index"),
    (#"\sum_{i=1} a"#, 1, 1, "upper end"),
    (#"\sum_i^n a"#, 1, 1, "without a lower"),
    (#"\sum_i -a"#, 1, 8, "sign behind"),
    (#"\int f(x)"#, 1, 1, "without its differential"),
    (#"\int_a f(x) dx"#, 1, 1, "over a set"),
    (#"\frac{d^2 f}{dx}"#, 1, 6, "order 2 by 1"),
    (#"\partial f"#, 1, 1, "without its variable"),
    (#"\nabla f(x) g(x)"#, 1, 13, "not clear where"),
    (#"\mathbb{E}(x)^2"#, 1, 11, "power can belong"),
    (#"\mathbb{E}_{x, y \sim p}[x]"#, 1, 1, "drawn from"),
    (#"\mathbb{E}[x, y]"#, 1, 11, "several things"),
    (#"D_{KL}(p | q)"#, 1, 10, #"expected \| between"#),
    (#"D_{KL}(p)"#, 1, 9, #"expected \| between"#),
    ("a/b c", 1, 5, "denominator"),
    ("a/b/c", 1, 4, "quotient of a quotient"),
    (#"f \circ g(x)"#, 1, 9, "f(g(x))"),
    (#"\frac{a}{b}^2"#, 1, 12, "power behind a fraction"),
    ("x^a^b", 1, 4, "second superscript"),
    ("x_a_b", 1, 4, "second subscript"),
    ("x^12", 1, 3, "several digits"),
    ("x_12", 1, 3, "several digits"),
    ("2_x", 1, 2, "subscript on nothing"),
    (#"\mathbf{x}^T"#, 1, 12, #"\top"#),
    ("2{a + b}c", 1, 2, "invisible"),
    (#"a \equiv b"#, 1, 3, "write = for an identity"),
    (#"a \pm b"#, 1, 3, "two formulas"),
    (#"a \Rightarrow b"#, 1, 3, "two equations"),
    (#"\cancel{a}"#, 1, 1, "leave out"),
    (#"\lfloor x"#, 1, 1, #"close it with \rfloor"#),
    (#"x \rceil"#, 1, 3, #"open it with \lceil"#),
    ("!", 1, 1, "a factorial of nothing"),
    (#"\log\frac{1}{K}\sum_{k=1}^K w_k"#, 1, 16, "add brackets"),
    (#"\lg x"#, 1, 1, #"\log_{10}"#),
    (#"\foo"#, 1, 1, #"\foo is not known"#),
    (#"\aplha"#, 1, 1, #"did you mean \alpha?"#),
    (#"a \text{ if } b"#, 1, 3, "words inside a formula"),
    (#"\bar{ab}"#, 1, 1, "more than one letter"),
    ("f'(x, y)", 1, 3, "several variables"),
    ("x^2'", 1, 4, "prime behind"),
    (#"a = b \\ c = d"#, 1, 1, "several formulas"),
    (#"\begin{cases} a \\ b & \text{otherwise} \end{cases}"#, 1, 17, "without its condition"),
    (
      #"\begin{cases} a & \text{otherwise} \\ b & x > 0 \end{cases}"#, 1, 49, "behind \"otherwise\""
    ),
    (
      #"\begin{cases} a & x > 0 \\ b & \text{otherwise} \\ c & x < 0 \end{cases}"#, 1, 62,
      "behind \"otherwise\""
    ),
    (#"\begin{cases} a & x \end{cases}"#, 1, 19, "no relation"),
    (#"\begin{pmatrix} a & b \\ c \end{pmatrix}"#, 1, 28, "row of 1"),
    (#"\begin{pmatrix} a"#, 1, 1, "never ended"),
    (#"\begin{pmatrix} a \end{bmatrix}"#, 1, 19, #"\end{bmatrix}"#),
    (#"\begin{tikz} a \end{tikz}"#, 1, 1, "not known"),
    (#"\begin"#, 1, 1, "without its {…}"),
    (#"\text{a"#, 1, 1, "never closed"),
    (#"\left"#, 1, 1, "without a bracket"),
    (#"\left a"#, 1, 1, "no bracket"),
    (#"\left\left("#, 1, 6, "another size"),
    (#"\x_{\dots, 2} \{1, \dots\}"#, 1, 1, "not known"),
    (#"\{1, \dots\}"#, 1, 1, "dots"),
    (#"\langle a, b"#, 1, 1, "never closed"),
    (#"\langle a \rangle"#, 1, 11, "comma"),
    (#"a \rangle"#, 1, 3, "open it"),
    ("a = ", 1, 5, "ends where a term was expected"),
    ("= a", 1, 1, "expected a term"),
    ("a < = b", 1, 5, "expected a term"),
    ("a <= b", 1, 4, "inequality out of two signs"),
    ("a : b", 1, 3, "unexpected ':'"),
    ("a, b", 1, 2, "unexpected ','"),
    ("\\", 1, 1, "backslash at the end"),
    ("a % b", 1, 3, "comment"),
    ("a $ b", 1, 3, "dollar"),
    ("a # b", 1, 3, "macro argument"),
    ("a \u{0} b", 1, 3, "zero byte"),
    ("a \u{7} b", 1, 3, "U+0007"),
    ("a \u{202E} b", 1, 3, "U+202E"),
    ("a \u{200B} b", 1, 3, "U+200B"),
    ("\u{430} + b", 1, 1, "U+0430"),
    ("a + \u{FFFD}", 1, 5, "no UTF-8"),
    ("α + β +", 1, 8, "ends where"),
    (String(repeating: "1", count: 500), 1, 1, "500 digits"),
    (#"\frac{a}{b} = x^{2"#, 1, 17, "never closed"),
  ]

  @Test(arguments: strict) func haveTheirPlace(
    _ text: String, _ line: Int, _ column: Int, _ part: String
  ) throws {
    let error = try #require(throws: ParseError.self) { try FormulaParser().parse(text) }
    #expect((error.line, error.column) == (line, column), "\(error)")
    #expect(error.description.contains(part), "\(error)")
    #expect(!error.remedy.isEmpty)
  }

  /// What stands before an error moves its place by as much, and nothing else.
  @Test(arguments: strict) func moveWithTheirText(_ text: String, _ line: Int, _ column: Int, _ part: String) throws {
    let error = try #require(throws: ParseError.self) { try FormulaParser().parse(text) }
    for (before, lines, columns) in [("\n", 1, 0), ("\n\n\t", 2, 1), ("   ", 0, 3), ("\r\n ", 1, 1)] {
      let moved = try #require(throws: ParseError.self) { try FormulaParser().parse(before + text) }
      #expect((moved.line, moved.column) == (line + lines, line == 1 ? column + columns : column), "\(moved)")
      if !moved.message.contains("byte") { #expect(moved.message == error.message && moved.remedy == error.remedy) }
    }
    let started = FormulaParser(options: .book.starting(line: 30, column: 9))
    let shifted = try #require(throws: ParseError.self) { try started.parse(text) }
    #expect((shifted.line, shifted.column) == (line + 29, line == 1 ? column + 8 : column), "\(shifted)")
  }

  @Test func badBytes() throws {
    for bytes: [UInt8] in [
      [0x61, 0xFF], [0x61, 0xC0, 0xAF], [0x61, 0xE2, 0x82], [0x61, 0xED, 0xA0, 0x80],
      [0x61, 0xF5, 0x80, 0x80, 0x80],
    ] {
      let error = try #require(throws: ParseError.self) { try FormulaParser().parse(utf8: bytes) }
      #expect(error.column == 2)
      #expect(error.message.contains("byte 1 is no UTF-8"))
    }
  }

  @Test func byteOrderMarkAndLineEndsAreNothing() throws {
    #expect(try FormulaParser().parse("\u{FEFF}a\r\n+\tb") == FormulaParser().parse("a + b"))
  }

  @Test func laterLinesCountFromOne() throws {
    let parser = FormulaParser(options: .book.starting(line: 10, column: 5))
    let first = try #require(throws: ParseError.self) { try parser.parse("a +") }
    #expect((first.line, first.column) == (10, 8))
    let second = try #require(throws: ParseError.self) { try parser.parse("a\n+") }
    #expect((second.line, second.column) == (11, 2))
  }
}

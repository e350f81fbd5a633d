import Notation
import Testing

/// Text by strangers: an answer or an error, in time linear in the text, never a crash.
@Suite struct Robustness {
  static let openers = [
    "{", "(", "[", #"\{"#, #"\left("#, #"\left|"#, "|", #"\|"#, #"\frac{"#, #"\frac{1}{"#,
    #"\sqrt{"#, "x^{", "x_{", "f(", "-(", #"\log "#, #"\nabla "#,
    #"\sum_i "#, #"\int "#, #"\bar{"#, #"\bar "#, #"\mathbf{"#, #"\mathbb{E}["#, #"\mathbb E "#,
    #"\max_x "#, #"D_{KL}("#, #"\begin{cases}"#,
    #"\begin{pmatrix}"#, #"\underbrace{"#, #"\boxed{"#, #"\partial_x "#, #"\frac{d}{dx}"#,
    #"\text{"#, #"\left"#, "x'", "a/", #"a\circ "#, #"a\odot "#, "a\\\\", "a&",
    #"\because{"#, #"\quad "#, "a,", "a=", "x^(", "_", "^", #"\int\frac{"#, #"\operatorname{"#,
    #"\begin{aligned}"#, "a_1", "!", ".", #"\partial f/"#,
    #"\underset{x}{"#, #"\underset{"#, #"\overset{d}{"#, #"{\rm "#, #"\rm "#, #"\searrow "#,
    #"\norm{"#, #"\binom{"#,
    #"\substack{"#, #"\left\{\begin{array}{ll}"#, #"\left(\right."#, #"\right. \\ \left."#, "²",
    "₁", "½", "ℝ",
    #"\forall x: "#, #"\lim_{x \to "#, #"\int_{"#, "f: ", "K L", #"\langle "#, #"\%"#, "1{,}000",
    "n!",
  ]

  @Test(arguments: openers) func tenThousandDeep(_ opener: String) {
    let text = String(repeating: opener, count: 10_000)
    for options in [FormulaParser.Options.book, .lenient, .plain] {
      let parser = FormulaParser(options: options)
      for text in [text, text + "x", "x = " + text] {
        _ = try? parser.parse(text)
        _ = try? parser.parseDisplay(text)
      }
    }
  }

  @Test func balancedNestingIsLimited() throws {
    let deep = { (n: Int) in
      String(repeating: "(", count: n) + "x" + String(repeating: ")", count: n)
    }
    #expect(try FormulaParser().parse(deep(99)) == .symbol(Symbol("x")))
    let error = try #require(throws: ParseError.self) { try FormulaParser().parse(deep(10_000)) }
    #expect(error.message.contains("deeper than 100"))
    #expect(error.column == 101)
  }

  /// Reading, printing and mutating the deepest nesting that is read takes no time.
  @Test(arguments: [
    ("(", ")"), ("{", "}"), (#"\frac{1}{"#, "}"), (#"\mathbb{E}["#, "]"), ("f(", ")"), ("x_{", "}"),
    ("x^{", "}"), (#"\log("#, ")"), (#"\log "#, ""), (#"\log \sum_i "#, ""), (#"\nabla "#, ""),
    (#"\frac{d}{dx} "#, ""), (#"\begin{cases} "#, #" & x > 0 \end{cases}"#),
    (#"\left|"#, #"\right|"#),
    (#"\begin{pmatrix} "#, #"\end{pmatrix}"#), (#"\int "#, " dx"), ("D_{KL}(", #"\|q)"#),
    (#"\max_x "#, ""),
    ("-(", ")"), (#"\sqrt{"#, "}"), (#"\underbrace{"#, "}"), ("p(x|", ")"), (#"(f \circ "#, ")"),
    (#"(a \odot "#, ")"), (#"\log (1 + "#, ")^2"), (#"\left."#, #"\big|_{x=0}"#), ("(2 + ", ")^2"),
  ]) func theDeepestIsQuick(_ opener: String, _ closer: String) throws {
    let text = { (n: Int) in
      String(repeating: opener, count: n) + "x" + String(repeating: closer, count: n)
    }
    let parser = FormulaParser(options: .lenient)
    let n = try #require([99, 49, 33, 1].first { (try? parser.parse(text($0))) != nil })
    let tree = try parser.parse(text(n))
    #expect(n >= 33 || opener == #"\left."#)
    let clock = ContinuousClock()
    let time = clock.measure {
      let printed = latex(tree)
      let back = try? parser.parse(printed)
      #expect(
        back == nil || back == tree, "brackets may take it past the limit, never to another tree")
      _ = mutants(of: tree)
    }
    #expect(time < .seconds(10), "\(time)")  // milliseconds; doubling at each level would take years
  }

  /// What the tree holds several times is refused before it has grown: at these depths the trees
  /// would have more parts than there are atoms.
  @Test(arguments: [
    (#"\binom{"#, "}{k}"), (#"\binom{n}{"#, "}"), ("(", "!!)!!"), ("", "!!"), ("x_{", "!!}!!"),
    (#"\binom{\max_{y \in ["#, ", 1]} y}{k}"), (#"\binom{f_{"#, "}(x)}{k}"),
    (#"\binom{\sum_{i > "#, "} i}{k}"),
    (#"\binom{\left.y\right|_{y = "#, "}}{k}"), (#"\binom{\|y\|_{"#, "}}{k}"),
    (#"\binom{\begin{cases} 1 & n > "#, #" \\ 2 & \text{otherwise} \end{cases}}{k}"#),
  ]) func whatDoublesIsRefused(_ opener: String, _ closer: String) throws {
    let text = String(repeating: opener, count: 30) + "x" + String(repeating: closer, count: 30)
    let error = try #require(throws: ParseError.self) {
      try FormulaParser(options: .lenient).parse(text)
    }
    #expect(error.message.contains("more than 256 parts inside a"), "\(error.message)")
    let small = opener + "x" + closer
    #expect(throws: Never.self) { try FormulaParser(options: .lenient).parse(small) }
  }

  @Test(arguments: [
    "a + ", "!", "!!", "x_{t-1} ", #"\frac{a}{b} + "#, "f(x) ", #"\log p(x) + "#, "1 + ",
    #"\quad "#, #"\, "#,
    "a = ", #"a &= b \\ "#, #"&= b \\ "#, #"\left(a\right) + "#,
    #"\left\{\begin{array}{l} "#, #"\rm x "#, #"\underset{a}{b} "#, #"\right. \\ "#, "x² ", "KL ",
    #"\norm{x} "#,
    #"|a| + "#, #"\text{for} "#, #"\mathbb{E}[x] + "#, "a, ", #"+ b \\ "#,
  ]) func aMegabyteInNoTime(_ unit: String) {
    let text = String(repeating: unit, count: 1_000_000 / unit.utf8.count) + "a"
    let clock = ContinuousClock()
    let parser = FormulaParser(options: .lenient)
    let time = clock.measure {
      _ = try? parser.parse(text)
      _ = try? parser.parseDisplay(text)
    }
    #expect(time < .seconds(20), "\(time) for \(unit)")  // some 0.3 s; quadratic work would take minutes
  }

  @Test(arguments: 0..<8) func randomBytes(_ block: Int) {
    for trial in 0..<2000 {
      var random = RandomFormula(seed: UInt64(block * 2000 + trial))
      let bytes = (0..<random.below(60)).map { _ in UInt8(random.below(256)) }
      for options in [FormulaParser.Options.book, .lenient, .plain] {
        _ = try? FormulaParser(options: options).parse(utf8: bytes)
        _ = try? FormulaParser(options: options).parseDisplay(utf8: bytes)
      }
    }
  }

  private static let marks =
    openers + [
      "x", "a b", "2", "}", ")", "]", #"\}"#, #"\right)"#, #"\right|"#, #"\end{cases}"#,
      #"\end{pmatrix}"#, #"\end{aligned}"#, "+", "-", "=", "|", ",", ";", "dx", #"\,dx"#, "&",
      #"\\"#, #"\mid"#, #"\sim"#, #"\in"#, "E", "d", "in", "theta", #"\text{otherwise}"#, ":", "*",
      "/", #"\top"#, #"\dots"#, "'",
    ]

  /// What is read at all is read again from its print.
  @Test(arguments: 0..<8) func randomMarks(_ block: Int) throws {
    var read = 0
    for trial in 0..<5000 {
      var random = RandomFormula(seed: UInt64(block * 10_000 + trial) &+ 77)
      let text = (0..<1 + random.below(9)).map { _ in random.pick(Self.marks) }.joined(
        separator: trial % 2 == 0 ? " " : "")
      for options in [FormulaParser.Options.book, .lenient] {
        _ = try? FormulaParser(options: options).parseDisplay(text)
        guard let tree = try? FormulaParser(options: options).parse(text) else { continue }
        read += 1
        let back = try? FormulaParser(options: options).parse(latex(tree))
        if back != tree {
          Issue.record("\(text)\nprinted \(latex(tree))\nread as \(back.map(latex) ?? "nothing")")
          return
        }
        _ = mutants(of: tree)
      }
      _ = try? FormulaParser(options: .plain).parse(text)
      _ = try? occurrences(of: "x", in: text)
    }
    #expect(read > 100)
  }
}

/// What bytes of other scripts and broken encodings are told: the place, and what to write.
@Suite struct Lookalikes {
  @Test(arguments: [
    ("x + а", 1, 5, "U+0430"),  // Cyrillic a
    ("ρ + p\u{200B}", 1, 6, "invisible character U+200B"),
    ("a\n+ ｘ", 2, 3, "U+FF58"),  // full width
    ("x \u{202E}= y", 1, 3, "text-direction control"),
    ("x ‐ y", 1, 3, "U+2010"),  // a hyphen that is no minus
    ("∑_i Ⅹ", 1, 5, "U+2169"),  // a Roman numeral
  ]) func areNamed(_ text: String, _ line: Int, _ column: Int, _ part: String) throws {
    let error = try #require(throws: ParseError.self) {
      try FormulaParser(options: .lenient).parse(text)
    }
    #expect(
      error.line == line && error.column == column && error.message.contains(part), "\(error)")
    #expect(!error.remedy.isEmpty)
  }

  @Test(
    arguments: [
      [0x78, 0xFF], [0x78, 0xC0, 0xAF], [0xED, 0xA0, 0x80], [0x78, 0xE2, 0x82],
      [0xF5, 0x80, 0x80, 0x80],
    ] as [[UInt8]])
  func brokenBytes(_ bytes: [UInt8]) throws {
    let error = try #require(throws: ParseError.self) {
      try FormulaParser(options: .lenient).parse(utf8: bytes)
    }
    #expect(error.message.contains("no UTF-8"))
  }

  /// Ten megabytes are read or refused in linear time and memory.
  @Test(arguments: [
    "a + ", #"\frac{a}{b} + "#, "{", #"\begin{aligned} "#, #"\left\{\begin{array}{l} "#, "x_",
  ])
  func tenMegabytes(_ unit: String) {
    let bytes = Array(String(repeating: unit, count: 10_000_000 / unit.utf8.count).utf8)
    let time = ContinuousClock().measure {
      _ = try? FormulaParser(options: .lenient).parseDisplay(utf8: bytes)
    }
    #expect(time < .seconds(120), "\(time) for \(unit)")  // some seconds; quadratic work would take days
  }
}

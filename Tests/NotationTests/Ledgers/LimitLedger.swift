import Ledger
import Notation
import Testing

/// Where reading stops: how deep, how long and how often things may stand.
@Suite struct LimitLedger {
  /// A text of some size, and the sizes around the limit.
  private struct Family: Sendable {
    var name: String, sizes: ClosedRange<Int>, text: @Sendable (Int) -> String
    init(_ name: String, _ sizes: ClosedRange<Int>, _ text: @escaping @Sendable (Int) -> String) {
      (self.name, self.sizes, self.text) = (name, sizes, text)
    }
  }

  private static func times(_ text: String, _ n: Int) -> String {
    String(repeating: text, count: n)
  }

  private static let families: [Family] = [
    Family("digits", 398...402) { times("7", $0) },
    Family("digits behind the point", 396...402) { "1.\(times("3", $0))" },
    Family("digits without one before the point", 397...402) { ".\(times("3", $0))" },
    Family("thousands", 0...68) { "1" + times("{,}000", $0) },
    Family("decimal places", 297...304) { "0." + times("0", $0 - 1) + "1" },
    Family("halves", 298...303) { "x^{0.\(times("5", $0))}" },
    Family("primes", 0...12) { "x\(times("'", $0))" },
    Family("primes in braces", 1...12) { "x^{\(times("\\prime", $0))}" },
    Family("derivatives by primes", 0...12) { "f\(times("'", $0))(x)" },
    Family("order of a fraction", 0...12) { "\\frac{d^{\($0)} f}{dx^{\($0)}}" },
    Family("order of an operator", 0...12) { "\\frac{d^{\($0)}}{dx^{\($0)}} f(x)" },
    Family("order below", 0...12) { "\\frac{d^2 f}{dx^{\($0)}}" },
    Family("order of a partial", 0...12) { "\\partial_x^{\($0)} f" },
    Family("order of a gradient", 0...4) { "\\nabla^{\($0)} f" },
    Family("variables", 0...12) {
      "\\frac{\\partial^{\($0)} f}{\\partial x\(times("\\partial y", max(0, $0 - 1)))}"
    },
    Family("maps", 98...103) { "f\(times("\\circ g", $0))" },
    Family("coordinates", 98...103) { "f\(times("\\odot g", $0))" },
    Family("slashes", 0...3) { "a\(times("/b", $0))" },
    Family("many slashes", 98...103) { "a\(times("/b", $0))" },
    Family("room of a break", 0...18) { "a &= b \\\\[\(times("1", $0))pt] c &= d" },
    Family("room of a break that is none", 0...18) { "a &= b \\\\[\(times("1", $0))] c &= d" },
    Family("blanks before a bracket that goes on", 180...206) {
      "a &= \\left( b \\right.\(times(" ", $0))\\\\ & \\left. + c \\right)"
    },
    Family("marks before a bracket that goes on", 90...104) {
      "a &= \\left( b \\right.\\\\\(times("\\,", $0))\\left. + c \\right)"
    },
    Family("rows", 1...4) { "a" + times(" \\\\ &= b", $0) },
    Family("letters of a word", 0...4) { "K\(times("L", $0)) + ELBO\(times("O", $0))" },
    Family("letters of a name", 0...4) { "Va\(times("r", $0))(x) + MMD\(times("D", $0))" },
    Family("double integrals", 0...5) { "\\iint f\(times("\\, dx", $0))" },
    Family("triple integrals", 0...5) { "\\iiint f\(times("\\, dx", $0))" },
    Family("digits above", 0...4) { "x\(times("²", $0))\(times("₁", $0))" },
    Family("bars", 0...9) { "f(\(times("|", $0)) a \(times("|", $0)))" },
    Family("bars within", 0...6) { "f(a\(times("| b ", $0)))" },
  ]

  @Test func sizes() throws {
    let entries = Self.families.flatMap { family in
      family.sizes.map { size in
        let readings = Readings(family.text(size), displayOptions: .lenient)
        #expect(readings.broken.isEmpty, "\(family.name) \(size): \(readings.broken)")
        return Ledger.Entry("\(family.name) \(size)", Self.told(readings))
      }
    }
    #expect(try Ledger("notation-limits", ofNumbers: false).differences(entries) == [])
  }

  private static func told(_ readings: Readings) -> String {
    let lines = [Told.line(readings.strict), Told.line(readings.lenient)]
    return lines.map { $0.utf8.count < 80 ? $0 : "\($0.prefix(60))… \(Told.mark($0))" }
      .joined(separator: "\t") + "\t" + readings.mark
  }

  /// What is opened, and what closes it.
  private static let nests = [
    ("(", ")"), ("[", "]"), ("{", "}"), (#"\{"#, #"\}"#), ("x_{", "}"), ("x^{", "}"), ("f(", ")"),
    (#"\frac{1}{"#, "}"), (#"\frac{"#, "}{2}"), (#"\sqrt{"#, "}"), (#"\sqrt["#, "]{2}"),
    (#"\log("#, ")"), (#"\log "#, ""), (#"\mathbb{E}["#, "]"), (#"\mathbb{E} "#, ""),
    (#"\sum_i "#, ""), (#"\sum_{i \in \{"#, #"\}} i"#), (#"\nabla "#, ""), (#"\partial_x "#, ""),
    (#"\frac{d}{dx} "#, ""), (#"\int "#, " dx"), (#"\int_0^{"#, "} x dx"),
    (#"\left|"#, #"\right|"#), (#"\left\|"#, #"\right\|"#),
    (#"\begin{pmatrix} "#, #"\end{pmatrix}"#),
    (#"\begin{cases} "#, #" & x > 0 \end{cases}"#), ("D_{KL}(", #"\|q)"#), (#"\max_x "#, ""),
    (#"\lim_{x \to "#, "} x"), (#"\bar{"#, "}"), (#"\bar "#, ""), (#"\mathbf{"#, "}"),
    (#"\mathbf "#, ""), (#"\underbrace{"#, "}"), (#"\boxed{"#, "}"), (#"\lfloor "#, #"\rfloor"#),
    (#"\langle a, "#, #"\rangle"#), ("p(x|", ")"), ("x^{(", ")}"), (#"(f \circ "#, ")"),
    (#"(a \odot "#, ")"), (#"\binom{n}{"#, "}"), ("(", ")!"), (#"\underset{a}{"#, "}"),
    (#"\underset{"#, "}{b}"), (#"\norm{"#, "}"), (#"\abs{"#, "}"),
    (#"{\rm "#, "}"), (#"\rm "#, ""),
    (#"\substack{"#, "}"), (#"\sum_{\substack{i = "#, "}}^n i"),
    (#"\lim_{x \downarrow "#, "} x"),
    (#"\overset{d}{"#, "}"),
    (#"\left\{\begin{array}{l} "#, #" & x > 0 \end{array}\right."#),
    (#"\begin{aligned} "#, #" \end{aligned}"#), (#"\begin{array}{l} "#, #" \end{array}"#),
    (#"\begin{gathered} "#, #" \end{gathered}"#), ("f'(", ")"), ("-(", ")"), ("(a, ", ")"),
    ("a/(", ")"), (#"x_{i, "#, "}"), (#"\text{a} + ("#, ")"), ("(x = ", ")"), ("P(x = ", ")"),
  ]

  /// At the limit, at half of it, which forms reach that take two levels, and nearly none.
  private static let depths = [1...3, 31...36, 47...53, 97...104].flatMap(\.self)

  /// The deepest nesting that is read, and what is said of the next.
  @Test func depths() throws {
    let entries = Self.nests.map { opener, closer in
      let told = [FormulaParser.Options.book, .lenient].map { options in
        let parser = FormulaParser(options: options)
        let read = Self.depths.map { n in
          let text = Self.times(opener, n) + "x" + Self.times(closer, n)
          return (formula: parser.formula(text), display: parser.display(text))
        }
        return Self.deepest(read.map(\.formula)) + ", " + Self.deepest(read.map(\.display))
      }
      return Ledger.Entry("\(opener)x\(closer)", told.joined(separator: "\t"))
    }
    #expect(try Ledger("notation-depths", ofNumbers: false).differences(entries) == [])
  }

  /// How many of the depths are read, the last of them, and the first refusal behind it.
  private static func deepest<T>(_ read: [Result<T, ParseError>]) -> String {
    let good = read.indices.filter { if case .success = read[$0] { true } else { false } }
    let last = good.last.map { depths[$0] } ?? 0
    let refusal = read.dropFirst((good.last ?? -1) + 1).first.map { result in
      if case .failure(let error) = result { error.description } else { "" }
    }
    return "\(good.count) to \(last) \(refusal ?? "no refusal")"
  }
}

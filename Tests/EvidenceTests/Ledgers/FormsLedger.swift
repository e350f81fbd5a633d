import Evidence
import Exact
import Ledger
import Meaning
import Notation
import Testing

/// What is read off the form of an equation: inequalities that are true whatever the toy, and orders
/// of what goes to 0.
@Suite struct FormsLedger {
  private func parsed(_ latex: String) throws -> Formula { try FormulaParser().parse(latex) }

  // MARK: inequalities that are true by their form

  /// Whether it is nowhere negative on every toy, which the program may see or not.
  private static let signs: [(latex: String, isNeverNegative: Bool)] = [
    ("3", true), ("0", true), (#"\infty"#, true), ("|c|", true), ("|c| - 1", false), ("c", false),
    (#"\exp(c)"#, true), (#"\log a"#, false), (#"\log 2"#, true), (#"\log 1"#, true),
    (#"\log \frac12"#, false),
    (#"\sqrt{a}"#, true), ("c^2", true), ("c^3", false), ("c^4", true), ("|c|^3", true),
    ("a^1", false),
    ("c^2 + |c|", true), ("c^2 + c", false), ("c - c", true), ("-c + c", true), ("c - a", false),
    ("c^2 |c|", true), ("c^2 c", false), (#"\frac{c^2}{|c| + 1}"#, true),
    (#"\frac{c^2}{c}"#, false),
    (#"\frac{c}{c^2}"#, false), ("-(-c^2)", true), (#"\mathbb{E}_{x\sim p}[x^2]"#, true),
    (#"\mathbb{E}_{x\sim p}[x]"#, false), (#"\sum_{k=1}^{3} k^2 |c|"#, true),
    (#"\sum_{k=1}^{3} c k"#, false),
    (#"\prod_{k=1}^{3} |c|"#, true), (#"\prod_{k=1}^{3} (-|c|)"#, false),
    (#"\mathrm{TV}(p, q)"#, true),
    (#"W_1(p, q)"#, true), (#"D_{KL}(p \| q)"#, true), (#"\mathrm{Var}_{x\sim p}(x)"#, true),
    ("c^2 + 1 - c^2", true), ("a + c - c", false), (#"|c| \cdot |a|"#, true), (#"(c - 1)^2"#, true),
  ]
  /// Of what each is the opposite, so that 0 is above it.
  private static let opposites: [(latex: String, of: String)] = [
    ("-c^2", "c^2"), ("-|c|", "|c|"), ("-c^2 - |c|", "c^2 + |c|"), ("0", "0"), ("-3", "3"),
    (#"(-|c|) c^2"#, "c^2 |c|"), (#"c^2 (-|c|)"#, "c^2 |c|"),
    (#"-\mathbb{E}_{x\sim p}[x^2]"#, #"\mathbb{E}_{x\sim p}[x^2]"#),
    (#"\mathbb{E}_{x\sim p}[-x^2]"#, #"\mathbb{E}_{x\sim p}[x^2]"#),
    (#"\sum_{k=1}^{3} (-k^2 |c|)"#, #"\sum_{k=1}^{3} k^2 |c|"#),
    ("-c", "c"), ("c - c", "c - c"), ("-c + c", "-c + c"), ("-a", "a"), ("-(-c^2)", "-c^2"),
    (#"(-|c|)(-c^2)"#, "-c^2"), (#"\prod_{k=1}^{3} (-|c|)"#, #"\prod_{k=1}^{3} |c|"#), ("-0", "0"),
    (#"-\infty"#, #"\infty"#),
  ]
  private static let toy =
    "a in (1/4, 2)\nc in [1/8, 2]\np = Finite(0: 1/2, 1: 1/3, 3: 1/6)\nq = Finite(0: 1/4, 1: 1/4, 3: 1/2)"

  @Test(arguments: [#"\le"#, #"\ge"#]) func neverNegative(_ relation: String) throws {
    let known = Dictionary(uniqueKeysWithValues: Self.signs.map { ($0.latex, $0.isNeverNegative) })
    let pairs = Self.opposites.flatMap { low in Self.signs.map { high in (low, high) } }
    let chosen = pairs.enumerated().filter {
      $0.offset % 5 == (relation == #"\le"# ? 0 : 2) || $0.offset < 42
    }.map(\.element)
    let texts = chosen.map { low, high in
      relation == #"\le"#
        ? #"\#(low.latex) \le \#(high.latex)"# : #"\#(high.latex) \ge \#(low.latex)"#
    }
    let records = try records(of: texts, beside: #"a c \#(relation) a c"#)
    var seen = 0
    for ((low, high), record) in zip(chosen, records)
    where record.reason?.contains("cannot be positive") == true {
      seen += 1
      #expect(high.isNeverNegative, "\(record.latex)")
      #expect(known[low.of] ?? (low.of == "-c^2" ? false : true), "\(record.latex)")
    }
    #expect(seen >= 60, "\(seen)")
    try compare(records, "evidence-signs-by-form-\(relation.dropFirst())")
  }

  @Test func theorems() throws {
    let texts = [
      #"\mathbb{E}_{x\sim p}[\log(1 + x)] \le \log \frac{11}{6}"#,
      #"\mathbb{E}_{x\sim p}[\log(1 + x)] \le \log 2"#,
      #"\log \frac{11}{6} \ge \mathbb{E}_{x\sim p}[\log(1 + x)]"#,
      #"\mathbb{E}_{x\sim p}[\log(1 + x)] \le \log \mathbb{E}_{x\sim p}[1 + x]"#,
      #"2\,\mathrm{TV}(p, q)^2 \le D_{KL}(p \| q)"#, #"2\,\mathrm{TV}(p, q)^2 \le D_{KL}(q \| p)"#,
      #"\mathrm{TV}(q, p)^2 \le D_{KL}(p \| q)"#,
      #"\frac12\,\mathrm{TV}(p, q)^2 \le D_{KL}(q \| p)"#,
      #"D_{KL}(q \| p) \ge 2\,\mathrm{TV}(q, p)^2"#,
      #"\frac{21}{10}\mathrm{TV}(p, q)^2 \le D_{KL}(p \| q)"#,
      #"2\,\mathrm{TV}(p, p)^2 \le D_{KL}(p \| q)"#, #"2\,\mathrm{TV}(p, q)^2 \le D_{JS}(p \| q)"#,
      #"\frac{3}{2} \mathrm{TV}(p, q)^2 \le D_{KL}(p \| q)"#,
      #"2\,\mathrm{TV}(p, q) \le 1 + D_{KL}(p \| q)"#,
      #"\log a \le \log 2"#, #"\mathbb{E}_{x\sim p}[x] \le \mathbb{E}_{x\sim q}[x]"#,
    ]
    let told = try texts.flatMap { text in
      try records(of: [text], beside: text.contains(#"\le"#) ? #"a c \le a c"# : #"a c \ge a c"#)
    }
    let isTold = told.map {
      ($0.reason ?? "").contains("Jensen") || ($0.reason ?? "").contains("Pinsker")
    }
    #expect(
      Array(isTold.prefix(10)) == [true, false, true, true, true, true, true, true, true, false],
      "\(isTold)")
    try compare(told, "evidence-theorems-by-form")
  }

  private func records(
    of texts: [String], beside equation: String, toy: String = toy
  ) throws -> [MutantRecord] {
    let chain = Statement.Chain(try parsed(equation))
    let one = Statement(
      label: "ledger/forms", claim: "ledger", latex: equation, chains: [chain], foils: [])
    let variants = try texts.map { Variant(.init(try parsed($0)), latex: $0, change: "other law") }
    let setting = ToySetting(toy: try Toy.read(toy, name: "forms"), count: 3)
    var effort = Effort()
    effort.threads = 1
    return judge(
      [Work(one, on: [setting], variants: variants)], checks: [], options: Options(), effort: effort
    )[0].mutants
  }

  private func compare(_ records: [MutantRecord], _ ledger: String) throws {
    let entries = records.map {
      Ledger.Entry($0.latex, "\($0.verdict)\($0.reason.map { ", " + $0 } ?? "")")
    }
    let differences = try Ledger(ledger).differences(entries)
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  /// Wrong neighbours that have no value somewhere, or follow, on a toy that has no other points.
  @Test func whereTheyHaveNoValue() throws {
    let questions: [(String, [String])] = [
      (
        #"t \le 3"#,
        [
          #"\frac{t}{t - 1} \le 5"#, #"\frac{t - 1}{t - 1} t \le 3"#,
          #"\frac{t - 1}{t - 1} (t - 1) \le 3"#, #"\log(-t) \le 3"#, #"t \le 4"#,
          #"t \le 3 + \frac{t - 1}{t - 1}"#, #"t - 1 \le 3"#, #"t + 1 \le 3"#,
          #"t \le \frac{9}{3}"#, #"t^2 \le 9"#, #"-t^2 \le |t|"#,
          #"\frac{1}{t - 2} \le \frac{1}{t - 2}"#,
          #"t < 3"#, #"t \ge 3"#, #"t \le t"#, #"2 t \le 6"#, #"\frac{1}{0} \le 3"#,
          #"t \le \infty"#,
        ]
      ),
      (
        #"t \le 3 \le 4"#,
        [
          #"t - 1 \le 3 \le 5"#, #"t \le 3 \le 5"#, #"-t^2 \le 3 \le 4"#, #"-t^2 \le |t| \le 4"#,
          #"-t^2 \le |t| \le 5"#, #"t \le 4 \le 4"#, #"t \le \frac{3 t}{t} \le 4"#,
          #"t \le 5 \le 4"#,
          #"\frac{t - 1}{t - 1} t \le 3 \le 5"#,
        ]
      ),
      (
        #"t^2 - t = t (t - 1)"#,
        [
          #"t^2 - t = t^2 - t"#, #"t^2 - t = \frac{t (t - 1)^2}{t - 1}"#, #"t^2 = t (t - 1)"#,
          #"\log(t - 1) = \log(t - 1)"#, #"0 = 0"#,
        ]
      ),
      (
        #"\log t + 3 \ge 3"#,
        [
          #"\log t \ge 0"#, #"2 \log t + 6 \ge 6"#, #"\log t + 3 \ge 2"#, #"-\log t \ge -2"#,
          #"\log t + 3 > 3"#,
        ]
      ),
    ]
    var all: [MutantRecord] = []
    for (equation, texts) in questions {
      all += try records(of: texts, beside: equation, toy: "t in {1, 2, 3}")
    }
    #expect(all.filter { $0.reason?.contains("points; elsewhere it") == true }.count >= 5)
    try compare(all, "evidence-without-values")
  }

  // MARK: orders

  /// Ways to write a power of h, and the power.
  private static let powers: [(latex: String, order: Rational)] = {
    let half = Rational(1, 2)
    return [
      ("h", 1), ("2 h", 1), (#"\frac{h}{3}"#, 1), (#"\frac{3}{h}"#, -1), ("h^2", 2), ("h^{-2}", -2),
      (#"\sqrt{h}"#, half), (#"\sqrt{h^3}"#, 3 * half), (#"\left(\sqrt{h}\right)^3"#, 3 * half),
      (#"h^{\frac12}"#, half),
      (#"h^{-\frac12}"#, -half), ("h^{0.5}", half), (#"\left(h^2\right)^3"#, 6),
      (#"\frac{2}{h^2}"#, -2),
      (#"\frac{1}{\sqrt{h}}"#, -half), (#"3 h^2 \cdot 2"#, 2), (#"\frac{h^2}{5}"#, 2), ("h/4", 1),
      (#"\frac12 \sqrt{h}"#, half),
      (#"\sqrt{\frac{h}{2}}"#, half), (#"\frac{1}{2 h}"#, -1), ("h^{-1}", -1),
      (#"\frac{\sqrt{h}}{7}"#, half),
    ]
  }()

  private func verdict(_ latex: String) throws -> (verdict: Verdict?, words: String) {
    let chain = Statement.Chain(try parsed(latex))
    let one = Statement(
      label: "ledger/orders", claim: "ledger", latex: latex, chains: [chain], foils: [])
    let setting = ToySetting(toy: try Toy.read("h in (0, 1)", name: "limit"), count: 2)
    let check = judge([Work(one, on: [setting])], checks: [], options: Options())[0].checks.first
    let words = [
      check.map { "\($0.verdict)" }, check?.reading, check?.reason,
      check?.points.first?.lines.last?.distance,
    ]
    return (check?.verdict, words.compactMap(\.self).joined(separator: ", "))
  }

  private static func written(_ r: Rational) -> String {
    "\(r < 0 ? "-" : "")\\frac{\(r.magnitude.numerator)}{\(r.denominator)}"
  }

  /// h^k beside every way of writing a power, and powers a little off, which are others.
  @Test func orders() throws {
    var entries: [Ledger.Entry] = [], judged = 0
    for (latex, order) in Self.powers {
      for off in [
        Rational(0), Rational(-1, 2), Rational(1, 2), Rational(-6, 25), Rational(6, 25),
        Rational(-13, 50), Rational(13, 50),
      ] {
        for head in ["\\Theta", "O"] {
          // 1/h^k grows as h falls, and is looked at where h is large
          let power = "h^{\(Self.written(order + (order > 0 ? off : -off)))}"
          let text = "3 \(power) = \(head)(\(latex))"
          let found = try verdict(text)
          let isTrue = head == "O" ? off >= 0 : off == 0
          if let verdict = found.verdict, verdict == .holds || verdict == .refuted {
            judged += 1
            #expect((verdict == .holds) == isTrue, "\(text): \(found.words)")
          }
          entries.append(Ledger.Entry(text, found.words))
        }
      }
    }
    #expect(judged >= 300, "\(judged)")
    let differences = try Ledger("evidence-orders").differences(entries)
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  /// What is infinite, has no order, has several parts, or has not settled.
  @Test func oddOrders() throws {
    let texts = [
      #"\int_0^\infty e^{h x}\,dx = O(h)"#, #"\int_0^\infty e^{h x}\,dx = \Theta(h)"#,
      #"(h, h^2) = O(h)"#, #"h \sin\frac{1}{h} = \Theta(h)"#,
      #"h \sin\frac{1}{h} = O(1)"#, #"e^{-\frac{1}{h}} = O(h^3)"#, #"e^{-\frac{1}{h}} = \Theta(h)"#,
      #"h = \Theta(1)"#, #"h = O(1)"#, #"h = O(2)"#,
      #"\cos(\pi h) - \cos(\pi h) = O(h)"#, #"h - \frac{1}{16} = O(h)"#,
      #"h - \frac{1}{256} = \Theta(h)"#, #"h^2 + \frac{h}{1000} = \Theta(h^2)"#,
      #"h + 100 h^2 = \Theta(h)"#, #"\sqrt{h} + h = \Theta(h)"#, #"h = O(h, h)"#, #"h = O(h | h)"#,
      #"h = O(h^h)"#, #"h = O(h + h)"#, #"h = O(\log h)"#, #"h = O_1(h)"#,
      #"|h| = O(-h)"#, #"h = O(\frac{h}{0})"#, #"h = O(0)"#, #"h = O(h^{0})"#,
      #"h^{\frac{1}{3}} = \Theta(h^{\frac{1}{3}})"#, #"h = O(h) = O(1)"#,
    ]
    let entries = try texts.map { Ledger.Entry($0, try verdict($0).words) }
    let differences = try Ledger("evidence-odd-orders").differences(entries)
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }
}

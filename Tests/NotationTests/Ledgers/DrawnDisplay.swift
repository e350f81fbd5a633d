import SplitMix

/// Draws the text of a display: rows of sides, relations, conditions, reasons and marks of
/// alignment, put together as authors do and, now and then, as they should not.
struct DrawnDisplay {
  private var random: SplitMix
  init(seed: UInt64) { random = SplitMix(seed: seed) }

  private mutating func below(_ n: Int) -> Int { Int(random.next() % UInt64(n)) }
  private mutating func pick(_ list: [String]) -> String { list[below(list.count)] }
  private mutating func coin(_ oneIn: Int) -> Bool { below(oneIn) == 0 }

  mutating func text() -> String {
    let rows = (0..<1 + below(4)).map { row($0) }
    var body = rows[0]
    for row in rows.dropFirst() { body += pick(Self.breaks) + row }
    guard !coin(3) else { return body }
    let name = pick(Self.environments)
    let head = name == "array" ? pick(["{rl}", "{ll}", "{}"]) : name == "alignedat" ? "{2}" : ""
    let tail = coin(8) ? pick([".", ",", " b", "\\quad"]) : ""
    let end = coin(20) ? pick(Self.environments) : name
    return "\\begin{\(name)}\(head)\(body)\\end{\(end)}\(tail)"
  }

  /// A row behind others mostly carries on.
  private mutating func row(_ number: Int) -> String {
    if coin(20) { return pick(Self.quantifiers) }
    var pieces: [String] = []
    if coin(8) { pieces.append(pick(Self.quantifiers)) }
    if number == 0 || coin(3) { pieces.append(side()) } else if coin(4) { pieces.append(mark()) }
    for _ in 0..<below(3) {
      if coin(2) { pieces.append("&") }
      pieces.append(pick(Self.relations))
      if coin(6) { pieces.append("&") }
      pieces.append(side())
      if coin(5) { pieces.append(mark()) }
    }
    if coin(3) { pieces.append(pick(Self.conditions)) }
    if coin(8) { pieces.append(pick([#"\because{it is}"#, #"\because{so}."#, #"\because{}"#])) }
    if coin(5) { pieces.append(pick([",", ".", ";", #"\,."#])) }
    return pieces.joined(separator: pick([" ", " ", "", "\n"]))
  }

  private mutating func side() -> String {
    let first = pick(Self.sides)
    guard coin(3) else { return first }
    return first + pick([" + ", " - ", #" \cdot "#, " & + ", " ", " / "]) + side()
  }

  private mutating func mark() -> String { pick(Self.marks) }

  private static let sides = [
    "a", "b", "x_1", "x_n", "f(x)", #"\frac{a}{b}"#, "2", "p", #"\log x"#, "(a + b)",
    #"\{a\}"#, #"\{a, b\}"#,
    "|a|", #"\|x\|"#, #"\left( a"#, #"b \right)"#, #"\left[ a \right."#, #"\left. b \right]"#,
    #"\sum_i a_i"#, #"\mathbb{E}[x]"#, "{a + b}", "{a}", #"\dots"#, #"\lfloor x \rfloor"#,
    #"\langle a, b \rangle"#, #"\begin{pmatrix} a & b \\ c & d \end{pmatrix}"#, "t = 1", "T",
    #"\begin{cases} a & x > 0 \\ b & \text{otherwise} \end{cases}"#, #"\max_x f(x)"#, "-a",
  ]
  private static let relations = [
    "=", "=", "=", #"\le"#, "<", ":=", #"\sim"#, "=:", #"\in"#, #"\to"#, #"\approx"#, ":", ">",
    #"\equiv"#,
  ]
  private static let marks = [
    ",", ";", #"\quad"#, #"\qquad"#, #", \quad"#, #"\text{and}"#, #"\text{ and }"#, #"\iff"#,
    #"\implies"#, #"\Rightarrow"#, #"\text{if}"#, #"\dots"#, #", \dots,"#, "&", "&&", "+", "-",
    #"\cdot"#, #"\quad &"#, #"\quad +"#, #"\quad ="#, #"\quad \cdot"#, "{", "}", "(", ")", "|",
    #"\left|"#, #"\right|"#, #"\label{e}"#, #"\tag{1}"#, #"\nonumber"#, #"\text{so}"#, "{}",
  ]
  private static let conditions = [
    #"\text{if } x > 0"#, #"\quad \text{for all } x"#, #"\quad (x > 0)"#, "(x > 0)",
    #"\quad (a)"#, #"\quad (a \text{ small})"#, #"\quad \forall x"#, #"\forall x \in A"#,
    #", \quad t = 1, \dots, T"#, #", t = 1, \dots, T"#, #", \dots, x_n \sim p"#, #"\text{given}"#,
    #"\text{ (why) }"#, #"\text{word}"#, #"\text{two words}"#, #"\text{}"#, #"\text{, }"#,
    #"\quad \text{s.t.} \quad a = b"#, #"\quad (b = a) \quad"#, #"\text{otherwise}"#, #"\quad"#,
  ]
  private static let quantifiers = [
    #"\forall x:"#, #"\forall x \in A,"#, #"\exists c > 0:"#, #"\exists c \quad"#, #"\forall"#,
    #"\forall (x, y):"#, #"\exists"#, #"\forall x"#, #"\forall:"#, #"\exists c"#,
  ]
  private static let breaks = [
    #"\\"#, #" \\ "#, " \\\\\n", #"\\[2pt]"#, #"\\*"#, #"\\ &"#, #" \\ \quad "#, #"\\[a] "#,
    #" \\ \\ "#,
  ]
  private static let environments = [
    "aligned", "align*", "split", "gathered", "equation", "array", "alignedat", "eqnarray", "cases",
  ]
}

import Exact
import Ledger
import Notation
import Testing

/// Every form inside every other, and letters with all that may be written on them in the places
/// where a letter may stand: what is printed, and what it is read as.
@Suite struct PrinterLedger {
  private static func letter(_ name: String) -> Formula { .symbol(Symbol(name)) }
  private static let a = letter("a"), b = letter("b"), x = Symbol("x")
  private static func equation(_ left: Formula, _ right: Formula) -> Formula {
    .relation(sides: [left, right], relations: [.equal])
  }
  private static func call(_ head: Formula, _ wanted: [Formula]) -> Formula {
    .application(head, Arguments(wanted))
  }

  // MARK: what stands inside

  private static let letters: [(String, Formula)] = {
    let minus = Formula.sum([letter("t"), .negative(.number(1))])
    let list: [(String, Symbol)] = [
      ("letter", Symbol("u")), ("Greek", Symbol("theta")), ("below", Symbol("u", subscripts: [a])),
      ("below twice", Symbol("u", subscripts: [a, .number(2)])),
      ("shifted", Symbol("u", subscripts: [minus])), ("primed", Symbol("u", marks: ["'"])),
      ("primed twice", Symbol("u", marks: ["'", "'"])),
      ("primed, below", Symbol("u", marks: ["'"], subscripts: [a])),
      ("starred", Symbol("u", marks: ["*"])), ("plus", Symbol("u", marks: ["+"])),
      ("numbered", Symbol("u", marks: ["(i)"])), ("named", Symbol("u", marks: ["new"])),
      ("starred, below", Symbol("u", marks: ["*"], subscripts: [a])),
      ("starred, primed", Symbol("u", marks: ["*", "'"])),
      ("barred", Symbol("u", accents: ["bar"])),
      ("barred, below", Symbol("alpha", accents: ["hat", "bar"], subscripts: [minus])),
      ("bold", Symbol("u", style: .bold)), ("bold Greek", Symbol("theta", style: .bold)),
      ("bold digit", Symbol("1", style: .bold)), ("word", Symbol("data", style: .roman)),
      ("function's name", Symbol("max", style: .roman)),
      ("function's name, below", Symbol("log", style: .roman, subscripts: [a])),
      ("d", Symbol("d")), ("D", Symbol("D", style: .calligraphic)), ("e", Symbol("e")),
      ("index in row", Symbol("Sigma", subscripts: [.product([a, b])])),
      ("range below", Symbol("u", subscripts: [.range(.number(0), letter("T"))])),
      ("bounded below", Symbol("u", subscripts: [.bounded(.less, letter("t"))])),
      ("star below", Symbol("u", subscripts: [letter("*")])),
      ("given below", Symbol("u", subscripts: [.conditioned(a, on: [b])])),
    ]
    return list.map { ($0, .symbol($1)) }
  }()

  private static let small: [(String, Formula)] = [
    ("whole", .number(12)), ("decimal", .number(Rational(7, 4))), ("infinity", .infinity),
    ("dots", .dots),
  ]

  // MARK: what it stands in

  private typealias Place = (name: String, put: @Sendable (Formula) -> Formula)

  private static let plain: [Place] = [
    ("· + b", { .total([$0, b]) }), ("b + ·", { .total([b, $0]) }),
    ("b − ·", { .total([b, .negative($0)]) }), ("−·", { .negative($0) }),
    ("· b", { .multiplied([$0, b]) }), ("b ·", { .multiplied([b, $0]) }),
    ("2 ·", { .multiplied([.number(2), $0]) }), ("· 2", { .multiplied([$0, .number(2)]) }),
    ("· (a + b)", { .multiplied([$0, .sum([a, b])]) }),
    ("· / b", { .quotient($0, b) }), ("b / ·", { .quotient(b, $0) }),
    ("·²", { .power($0, .number(2)) }), ("·^·", { .power($0, $0) }),
    ("·^(−1)", { .power($0, .negative(.number(1))) }), ("b^·", { .power(b, $0) }),
    ("transpose", { .transpose($0) }),
    ("transpose of a square", { .transpose(.power($0, .number(2))) }),
    ("square of a transpose", { .power(.transpose($0), .number(2)) }),
    ("· ⊙ b", { .hadamard($0, b) }), ("b ⊙ ·", { .hadamard(b, $0) }),
    ("· ∘ b", { .composition($0, b) }), ("b ∘ ·", { .composition(b, $0) }),
    ("(· ∘ b)(a)", { call(.composition($0, b), [a]) }),
    ("entry", { .component($0, [a]) }), ("entries", { .component($0, [a, .number(1)]) }),
    ("b_·", { .symbol(Symbol("b", subscripts: [$0])) }),
    ("b_{·, a}", { .symbol(Symbol("b", subscripts: [$0, a])) }),
    ("at", { .evaluated($0, at: [equation(a, b)]) }),
    ("at ·", { .evaluated(a, at: [equation(a, $0)]) }),
  ]

  private static let operators: [Place] = [
    ("log", { .function(.log, $0) }), ("sqrt", { .function(.sqrt, $0) }),
    ("max", { .function(.max, .tuple([$0, b])) }), ("floor", { .function(.floor, $0) }),
    ("entropy", { .function(.entropy, $0) }),
    ("log squared", { .power(.function(.log, $0), .number(2)) }),
    ("log · times b", { .multiplied([.function(.log, $0), b]) }),
    ("f(·)", { call(letter("f"), [$0]) }), ("f(·, b)", { call(letter("f"), [$0, b]) }),
    ("f(b | ·; ·)", { .application(letter("f"), Arguments([b], given: [$0], parameters: [$0])) }),
    ("bars", { .absolute($0) }), ("norm", { .norm($0, order: .number(1)) }),
    ("norm of order ·", { .norm(b, order: $0) }),
    ("mean", { .expectation([Draw([x], letter("p"))], $0) }),
    ("mean under ·", { .expectation([Draw([x], $0)], b) }),
    ("mean given ·", { .expectation([], .conditioned(b, on: [$0])) }),
    ("divergence", { .divergence(.kl, $0, b) }),
    ("sum", { .series(.sum, index: x, range: .all, $0) }),
    ("sum from ·", { .series(.sum, index: x, range: .from($0, through: $0), b) }),
    ("product over ·", { .series(.product, index: x, range: .over($0), b) }),
    ("integral", { .integral(variable: x, lower: nil, upper: nil, $0) }),
    ("integral to ·", { .integral(variable: x, lower: $0, upper: $0, b) }),
    ("derivative", { .derivative($0, by: x, order: 1) }),
    ("second derivative", { .derivative($0, by: x, order: 2) }),
    ("gradient", { .gradient($0, by: x) }), ("plain gradient", { .gradient($0, by: nil) }),
    ("f'(·)", { .prime(letter("f"), order: 1, at: $0) }),
    ("limit", { .limit(variable: x, to: a, $0) }),
    ("limit to ·", { .limit(variable: x, to: $0, b) }),
    ("limit from above ·", { .limit(variable: x, to: .bounded(.greater, $0), b) }),
    ("optimum", { .optimum(.max, variables: [x], set: nil, $0) }),
    ("optimum over ·", { .optimum(.argmin, variables: [x], set: $0, b) }),
    ("cases", { .cases([CaseBranch($0, equation(a, b)), CaseBranch(b, nil)]) }),
    ("matrix", { .matrix([[$0, b], [a, $0]]) }), ("point", { .tuple([$0, b]) }),
    ("set", { .set([$0, b], dots: true) }),
  ]

  /// These stand in nothing else.
  private static let statements: [Place] = [
    ("= ·", { equation(b, $0) }),
    ("∈ ·", { .relation(sides: [b, $0], relations: [.element]) }),
    ("· ∼", { .relation(sides: [$0, b], relations: [.distributed]) }),
    (
      "open interval",
      {
        .relation(
          sides: [b, .interval($0, b, closedBelow: false, closedAbove: true)], relations: [.element]
        )
      }
    ),
  ]

  private static let values = plain + operators, places = values + statements

  // MARK: asked

  /// Read again as the same; else the parser builds no such tree, and it is counted.
  private static func told(_ tree: Formula, _ other: inout Int) -> String {
    let text = latex(tree), multiple = tree.coefficient
    let mark = Told.mark(text + "\(multiple.factor) \(latex(multiple.rest))")
    let shown = text.utf8.count < 70 ? text : "…"
    for options in [FormulaParser.Options.book, .lenient] {
      guard case .success(let back) = FormulaParser(options: options).formula(text) else {
        other += 1
        return "\(mark) not read \(shown)"
      }
      guard back == tree else {
        let again = latex(back)
        #expect((try? FormulaParser(options: options).parse(again)) == back, "\(text): \(again)")
        other += 1
        return "\(mark) as \(again) \(shown)"
      }
    }
    return "\(mark) \(shown)"
  }

  /// A sign on a letter below a limit is a side, and three dots stand once in a set.
  @Test func letters() throws {
    var other = 0
    let entries = Self.places.map { place in
      let told = (Self.letters + Self.small).map {
        "\($0.0): " + Self.told(place.put($0.1), &other)
      }
      return Ledger.Entry(place.name, told.joined(separator: "\t"))
    }
    #expect(other == 2, "\(other)")
    #expect(try Ledger("notation-printed-letters", ofNumbers: false).differences(entries) == [])
  }

  /// Logarithms have one argument, and a point is a column already.
  @Test func forms() throws {
    var other = 0
    let u = Self.letter("u")
    let entries = Self.places.map { outer in
      let told = Self.values.map { inner in
        "\(inner.name): " + Self.told(outer.put(inner.put(u)), &other)
      }
      return Ledger.Entry(outer.name, told.joined(separator: "\t"))
    }
    #expect(other == 5, "\(other)")
    #expect(try Ledger("notation-printed-forms", ofNumbers: false).differences(entries) == [])
  }
}

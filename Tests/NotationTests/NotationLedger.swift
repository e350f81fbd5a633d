import Ledger
import Notation
import SplitMix
import Testing

/// Everything that reading a text tells, as one line of words.
enum Told {
  static func formula(_ text: String, _ options: FormulaParser.Options) -> Result<
    Formula, ParseError
  > {
    told { try FormulaParser(options: options).parse(text) }
  }

  static func display(_ text: String, _ options: FormulaParser.Options) -> Result<
    Display, ParseError
  > {
    told { try FormulaParser(options: options).parseDisplay(text) }
  }

  private static func told<T>(_ read: () throws -> T) -> Result<T, ParseError> {
    do { return .success(try read()) } catch let error as ParseError {
      return .failure(error)
    } catch {
      return .failure(ParseError(line: 0, column: 0, message: "\(error)", remedy: ""))
    }
  }

  static func line(_ result: Result<Formula, ParseError>) -> String {
    switch result {
    case .success(let tree): "✓ " + shown(latex(tree))
    case .failure(let error): "✗ " + shown(error.description)
    }
  }

  static func line(_ result: Result<Display, ParseError>) -> String {
    switch result {
    case .success(let display): shown(line(display))
    case .failure(let error): "✗ " + shown(error.description)
    }
  }

  private static func line(_ display: Display) -> String {
    let lines = display.lines.map { line in
      let because = line.because.map { " [because \($0)]" } ?? ""
      let conditions = line.conditions.map { " [if \($0)]" }.joined()
      return "\(line.number): \(line.continuation?.rawValue ?? "") ⟦\(line.latex)⟧ "
        + line.formulas.map(latex).joined(separator: " & ") + because + conditions
    }
    let derivations = display.derivations.map { derivation in
      let steps = derivation.steps.map {
        " \($0.relation.rawValue)@\($0.line)⟦\($0.latex)⟧\($0.because.map { "[\($0)]" } ?? "")"
      }
      return "\(derivation.line)⟦\(derivation.latex)⟧" + steps.joined()
        + derivation.conditions.map { " [if \($0)]" }.joined() + " " + latex(derivation.formula)
    }
    return "lines " + lines.joined(separator: " / ") + " derivations "
      + derivations.joined(separator: " / ")
  }

  /// On one line of the record.
  static func shown(_ text: String) -> String {
    text.replacing("\r", with: "␍").replacing("\n", with: "⏎").replacing("\t", with: "⇥")
  }

  /// Two bytes of many.
  static func mark(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash ^= hash >> 32
    let digits = String((hash ^ hash >> 16) & 0xFFFF, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}

/// What must be true of every reading, whoever wrote the text.
enum LawsOfReading {
  /// The place of an error lies inside the text, at most one behind its line's end.
  static func place(of error: ParseError, in text: String) -> String? {
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    guard (1...lines.count).contains(error.line) else { return "line of \(error)" }
    let width = lines[error.line - 1].count
    guard (1...width + 1).contains(error.column) else { return "column of \(error)" }
    guard !error.message.isEmpty, !error.remedy.isEmpty else { return "no words in \(error)" }
    return nil
  }

  /// What is read is read again from its print, and printed the same.
  static func print(of tree: Formula, _ options: FormulaParser.Options) -> String? {
    let printed = latex(tree)
    guard case .success(let back) = Told.formula(printed, options) else {
      return "printed \(printed), not read"
    }
    guard back == tree else { return "printed \(printed), read as \(latex(back))" }
    var whole = true
    tree.visit { if $0.rebuilt($0.parts) != $0 { whole = false } }
    return whole ? nil : "not rebuilt from its parts"
  }

  static func broken(
    _ result: Result<Formula, ParseError>, _ text: String, _ options: FormulaParser.Options
  ) -> String? {
    switch result {
    case .success(let tree): print(of: tree, options)
    case .failure(let error): place(of: error, in: text)
    }
  }

  /// Lines go down the page and lie on it.
  static func broken(_ result: Result<Display, ParseError>, _ text: String) -> String? {
    switch result {
    case .failure(let error): return place(of: error, in: text)
    case .success(let display):
      let lines = display.lines.map(\.number)
      let count = text.utf8.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
      guard lines == lines.sorted(), lines.allSatisfy((1...count).contains) else {
        return "lines \(lines) of \(count)"
      }
      let sides = display.derivations.flatMap { [$0.line] + $0.steps.map(\.line) }
      guard sides.allSatisfy((1...count).contains) else { return "sides on \(sides) of \(count)" }
      return nil
    }
  }
}

/// What the notation makes of a corpus and of seeded damage to it, beside the laws of reading.
@Suite struct NotationLedger {
  private static let texts = LedgerCorpus.formulas + LedgerCorpus.wrong + LedgerCorpus.displays
  private static let blocks = texts.map(\.name)
  private static func texts(_ name: String) -> [String] {
    texts.first { $0.name == name }?.texts ?? []
  }
  private static func file(_ kind: String, _ name: String) -> String {
    "notation-\(kind)-" + name.replacing(" ", with: "-")
  }

  /// Every text, read strictly and leniently, as a formula and as a display.
  @Test(arguments: blocks) func readings(_ name: String) throws {
    let entries = Self.texts(name).map { text -> Ledger.Entry in
      let strict = Told.formula(text, .book), lenient = Told.formula(text, .lenient)
      let displays = [FormulaParser.Options.book, .lenient].map { Told.display(text, $0) }
      let broken =
        [
          LawsOfReading.broken(strict, text, .book), LawsOfReading.broken(lenient, text, .lenient),
        ] + displays.map { LawsOfReading.broken($0, text) }
      #expect(broken.allSatisfy { $0 == nil }, "\(text): \(broken.compactMap { $0 })")
      let shown = displays.map { Told.line($0) }
      let isDisplay = LedgerCorpus.displays.contains { $0.name == name }
      let parts =
        isDisplay
        ? [shown[0], shown[0] == shown[1] ? "same" : shown[1], Told.mark(Told.line(lenient))]
        : [
          Told.line(strict), Told.line(strict) == Told.line(lenient) ? "same" : Told.line(lenient),
          Told.mark(shown[0]) + Told.mark(shown[1]),
        ]
      return Ledger.Entry(Told.shown(text), parts.joined(separator: "\t"))
    }
    #expect(try Ledger(Self.file("read", name)).differences(entries) == [])
  }

  /// Ten kinds of damage to each.
  @Test(arguments: blocks) func damage(_ name: String) throws {
    let start = (Self.blocks.firstIndex(of: name) ?? 0) * 1000
    let entries = Self.texts(name).enumerated().map { number, text -> Ledger.Entry in
      var edit = TextEdit(seed: UInt64(start + number))
      let marks = (0..<10).map { _ -> String in
        let damaged = edit.damaged(text)
        let strict = Told.formula(damaged, .book), lenient = Told.formula(damaged, .lenient)
        let display = Told.display(damaged, .lenient)
        let broken = [
          LawsOfReading.broken(strict, damaged, .book),
          LawsOfReading.broken(lenient, damaged, .lenient), LawsOfReading.broken(display, damaged),
        ].compactMap { $0 }
        #expect(broken.isEmpty, "\(damaged): \(broken)")
        return Told.mark(damaged + Told.line(strict) + Told.line(lenient) + Told.line(display))
      }
      return Ledger.Entry(Told.shown(text), marks.joined(separator: " "))
    }
    #expect(try Ledger(Self.file("damage", name)).differences(entries) == [])
  }

  /// Texts that begin elsewhere in their file tell the same at the moved place.
  @Test(arguments: blocks) func placesMove(_ name: String) {
    for text in Self.texts(name) {
      for options in [FormulaParser.Options.book, .lenient] {
        guard case .failure(let error) = Told.formula(text, options),
          case .failure(let moved) = Told.formula(text, options.starting(line: 7, column: 5))
        else { continue }
        let column = error.column + (error.line == 1 ? 4 : 0)
        #expect(
          moved.line == error.line + 6 && moved.column == column && moved.message == error.message,
          "\(text): \(error), \(moved)")
      }
    }
  }

  /// Texts of toys, whole, as lists, as names, and damaged.
  @Test func toys() throws {
    var edit = TextEdit(seed: 77)
    let entries = LedgerCorpus.plain.map { text -> Ledger.Entry in
      let parser = FormulaParser(options: .plain)
      let whole = Told.formula(text, .plain)
      let list = Result { try parser.parseList(text).map(latex).joined(separator: " & ") }
      let name = Result { latex(.symbol(try parser.parseSymbol(text))) }
      if case .failure(let error) = whole {
        #expect(LawsOfReading.place(of: error, in: text) == nil)
      }
      let marks = (0..<20).map { _ -> String in
        let damaged = edit.damaged(text), read = Told.formula(damaged, .plain)
        if case .failure(let error) = read {
          #expect(LawsOfReading.place(of: error, in: damaged) == nil, "\(damaged)")
        }
        return Told.mark(damaged + Told.line(read))
      }
      return Ledger.Entry(
        Told.shown(text),
        "\(Told.line(whole))\t\(Told.mark("\(list)"))\(Told.mark("\(name)"))\t\(marks.joined())")
    }
    #expect(try Ledger("notation-toys").differences(entries) == [])
  }

  /// What text in a mixed order of marks becomes.
  @Test(arguments: 0..<6) func jumbles(_ block: Int) throws {
    let all = Self.texts.flatMap(\.texts)
    var random = SplitMix(seed: UInt64(900 + block))
    func below(_ n: Int) -> Int { Int(random.next() % UInt64(n)) }
    let entries = (0..<60).map { line -> Ledger.Entry in
      let marks = (0..<10).map { _ -> String in
        // the beginning of one text and the end of another
        let a = TextEdit.marks(of: all[below(all.count)]),
          b = TextEdit.marks(of: all[below(all.count)])
        let text = (a.prefix(1 + below(a.count)) + b.suffix(1 + below(b.count))).joined()
        let strict = Told.formula(text, .book), lenient = Told.formula(text, .lenient)
        let display = Told.display(text, .book)
        let broken = [
          LawsOfReading.broken(strict, text, .book),
          LawsOfReading.broken(lenient, text, .lenient), LawsOfReading.broken(display, text),
        ].compactMap { $0 }
        #expect(broken.isEmpty, "\(text): \(broken)")
        return Told.mark(text + Told.line(strict) + Told.line(lenient) + Told.line(display))
      }
      return Ledger.Entry("jumbles \(block).\(line)", marks.joined(separator: " "))
    }
    #expect(try Ledger("notation-jumbles-\(block)").differences(entries) == [])
  }

  // MARK: mutants, coefficients, printing

  /// The mutants of every formula, and it as a multiple of another.
  @Test(arguments: LedgerCorpus.formulas.map(\.name)) func mutantsOf(_ name: String) throws {
    let entries = Self.texts(name).compactMap { text -> Ledger.Entry? in
      guard case .success(let tree) = Told.formula(text, .lenient) else { return nil }
      let all = mutants(of: tree)
      #expect(Set(all.map(\.formula)).count == all.count, "\(text): duplicates")
      #expect(!all.contains { $0.formula == tree || !Mutant.operators.contains($0.name) })
      let (factor, rest) = tree.coefficient
      #expect(
        rest.coefficient.factor == 1 || factor == 0, "\(text): \(factor) times \(latex(rest))")
      let shown = all.map { "\(Mutant.words(for: $0.name)): \(latex($0.formula))" }
      return Ledger.Entry(
        Told.shown(text),
        "\(all.count) \(Told.mark(shown.joined(separator: "\n")))\t\(factor) · \(Told.shown(latex(rest)))"
      )
    }
    #expect(try Ledger(Self.file("mutants", name)).differences(entries) == [])
  }

  /// How drawn trees are printed, and their mutants.
  @Test(arguments: 0..<5) func drawn(_ block: Int) throws {
    let entries = (0..<60).map { line -> Ledger.Entry in
      let marks = (0..<10).map { k -> String in
        let trial = 100_000 + (block * 60 + line) * 10 + k
        var random = RandomFormula(seed: UInt64(trial))
        let tree = random.formula(1 + trial % 4), (factor, rest) = tree.coefficient
        let all = mutants(of: tree).map { "\($0.name) \(latex($0.formula))" }
        return Told.mark("\(latex(tree)) \(factor) \(latex(rest)) \(all)")
      }
      return Ledger.Entry("trees \(block).\(line)", marks.joined(separator: " "))
    }
    #expect(try Ledger("notation-trees-\(block)").differences(entries) == [])
  }

  // MARK: edits and names

  private static let pieces = [
    "x", "a", "2", "1", "p", #"\log"#, #"\alpha"#, "x_t", "a_i", "x^2", "(", "|", #"\|"#, "{", "+",
    "=", "a + b", "f(x)", #"\frac"#, "b", "^2", "_i", "d x", "E", "KL", #"\frac{a}{b}"#, "(x)",
    #"\mathbb{E}"#, "&", #"\\"#, "12", ".5", "p(x", "x|z", "}",
  ]

  /// Where pieces stand in a text, and what the text is with another in their place.
  @Test(arguments: blocks) func occurrencesIn(_ name: String) throws {
    let entries = Self.texts(name).map { text -> Ledger.Entry in
      let found = Self.pieces.map { piece -> String in
        guard let places = try? occurrences(of: piece, in: text) else { return "-" }
        let offsets = places.map { place in
          "\(text.utf8.distance(from: text.startIndex, to: place.lowerBound))"
            + "+\(text[place].utf8.count)"
        }
        let edited = (0...places.count + 1).map { number in
          Result {
            try replacing(piece, with: "y", occurrence: number == 0 ? nil : number, in: text)
          }
        }
        for case .success(let replaced) in edited where piece == "x" {
          let left = try? occurrences(of: piece, in: replaced).count
          #expect(left == places.count - 1, "\(text): \(replaced)")
        }
        return "\(offsets) \(edited)"
      }
      return Ledger.Entry(Told.shown(text), Told.mark(found.joined()))
    }
    #expect(try Ledger(Self.file("pieces", name)).differences(entries) == [])
  }

  /// Names of toys, and the nearest known name.
  @Test func namesAndSpelling() throws {
    let names = [
      "", "x", "X", "theta", "Theta", "ell", "step", "w_1", "w_12", "w_a", "w_ab", "alpha_t",
      "m_theta",
      "s_data", "x_{t-1}", "x_{", "_", "_1", "a_", "a_b_c", "a1", "a12b", "theta1", "1", "12",
      "a b",
      "x y", "ab cd", #"\bar\alpha"#, #"a\b"#, "é", "über", "xi", "xi_xi", "Pr", "pr", "emptyset",
      "x_{ab}", "x_{alpha}", "x_{alpha t}", "x'", "step'", "step_2'", "p_d", "beta_T", "phi_data_2",
    ]
    let words = [
      "alpha", "alhpa", "aplha", "alfa", "al", "a", "", "beta", "bet", "betas", "epsilon",
      "epsilom",
      "varepslon", "mathbff", "overlien", "summ", "fracc", "int", "imt", "x", "lambda", "lamda",
      "lmbda",
      String(repeating: "a", count: 40), String(repeating: "a", count: 41), "sigma", "sgima",
    ]
    let known = [
      "alpha", "beta", "gamma", "delta", "epsilon", "lambda", "sigma", "sum", "int", "mathbf",
    ]
    let entries =
      names.map { Ledger.Entry($0, latex(name: $0)) }
      + words.flatMap { word in
        [nil, 0, 1, 2, 3].map { steps -> Ledger.Entry in
          let near = Spelling.nearest(to: word, among: known, within: steps)
          let limit = steps ?? max(1, word.utf8.count / 3)
          let best = known.map { Self.distance(Array(word)[...], Array($0)[...]) }.min() ?? 0
          let isNear = word.utf8.count <= 40 && best <= limit && best < word.utf8.count
          #expect((near != nil) == isNear, "\(word)")
          if let near {
            #expect(Self.distance(Array(word)[...], Array(near)[...]) == best, "\(word)")
          }
          return Ledger.Entry(
            "\(word) within \(steps.map(String.init) ?? "a third")", near ?? "nothing")
        }
      }
    #expect(try Ledger("notation-names").differences(entries) == [])
  }

  /// Levenshtein's distance by its definition, over all pairs of beginnings.
  private static func distance(_ a: ArraySlice<Character>, _ b: ArraySlice<Character>) -> Int {
    let a = Array(a), b = Array(b)
    var table = [[Int]](repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count {
      for j in 0...b.count {
        guard i > 0, j > 0 else {
          table[i][j] = i + j
          continue
        }
        let changed = table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        table[i][j] = min(changed, table[i - 1][j] + 1, table[i][j - 1] + 1)
      }
    }
    return table[a.count][b.count]
  }

  // MARK: bytes

  /// Bytes between words are text exactly when Swift's own decoder finds nothing to repair.
  @Test(arguments: 0..<4) func bytes(_ block: Int) throws {
    var random = SplitMix(seed: UInt64(50 + block))
    func below(_ n: Int) -> Int { Int(random.next() % UInt64(n)) }
    let heads: [UInt8] = [
      0x00, 0x1F, 0x20, 0x41, 0x7F, 0x80, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEE,
      0xEF,
      0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF, 0x9F, 0xA0, 0x8F, 0x90,
    ]
    let entries = (0..<40).map { line -> Ledger.Entry in
      let told = (0..<10).map { _ -> String in
        let inner = (0..<1 + below(5)).map { _ in heads[below(heads.count)] }
        let text = String(decoding: inner, as: UTF8.self)
        let isUTF8 = Array(text.utf8) == inner && !text.unicodeScalars.contains("\u{FFFD}")
        let words = Array(#"x_\text{a"#.utf8) + inner + Array("a}".utf8)
        let read = Result { try FormulaParser(options: .lenient).parse(utf8: words) }
        if case .failure(let error as ParseError) = read {
          if isUTF8 { #expect(!error.message.contains("no UTF-8"), "\(inner)") }
        } else {
          #expect(isUTF8, "\(inner)")
        }
        let bare = Result {
          try FormulaParser(options: .lenient).parse(utf8: Array("x ".utf8) + inner)
        }
        return Told.mark("\(read.map(latex)) \(bare.map(latex))")
      }
      return Ledger.Entry("bytes \(block).\(line)", told.joined(separator: " "))
    }
    #expect(try Ledger("notation-bytes-\(block)").differences(entries) == [])
  }
}

import Ledger
import Notation
import Testing

/// What every text of the corpus is read as.
@Suite struct ReadingLedger {
  /// Formulas strictly and leniently in full; displays likewise, and the other way in short.
  @Test func readings() throws {
    let displays = Set(Corpus.displays.map(\.name))
    let entries = Corpus.all.flatMap { block in
      [Self.heading(block)]
        + block.texts.map { text in
          let readings = Readings(text, displayOptions: .book)
          let loose = FormulaParser(options: .lenient).display(text)
          let broken = readings.broken + [LawsOfReading.broken(loose, text)].compactMap(\.self)
          #expect(broken.isEmpty, "\(text): \(broken)")
          let told =
            displays.contains(block.name)
            ? Self.both(Told.line(readings.display), Told.line(loose))
              + [Told.mark(Told.line(readings.lenient))]
            : Self.both(Told.line(readings.strict), Told.line(readings.lenient))
              + [Told.mark(Told.line(readings.display)) + Told.mark(Told.line(loose))]
          return Ledger.Entry(Told.shown(text), told.joined(separator: "\t"))
        }
    }
    #expect(try Ledger("notation-readings", ofNumbers: false).differences(entries) == [])
  }

  private static func both(_ strict: String, _ lenient: String) -> [String] {
    [strict, strict == lenient ? "same" : lenient]
  }

  static func heading(_ block: Corpus.Block) -> Ledger.Entry {
    Ledger.Entry("# \(block.name)", "\(block.texts.count) texts")
  }

  /// Texts that begin elsewhere in their file tell the same at the moved place.
  @Test func placesMove() {
    var refused = 0, displayed = 0
    for text in Corpus.all.flatMap(\.texts) {
      for options in [FormulaParser.Options.book, .lenient] {
        let here = FormulaParser(options: options)
        let there = FormulaParser(options: options.starting(line: 7, column: 5))
        switch (here.formula(text), there.formula(text)) {
        case (.success(let tree), .success(let moved)): #expect(tree == moved)
        case (.failure(let error), .failure(let moved)):
          #expect(moved == Self.moved(error), "\(text): \(error), \(moved)")
          refused += 1
        case (let a, let b): Issue.record("\(text): \(a), moved \(b)")
        }
        switch (here.display(text), there.display(text)) {
        case (.success(let display), .success(let moved)):
          #expect(moved.lines.map(\.number) == display.lines.map { $0.number + 6 }, "\(text)")
          #expect(Self.lines(moved) == Self.lines(display).map { $0 + 6 }, "\(text)")
          displayed += 1
        case (.failure(let error), .failure(let moved)):
          #expect(moved == Self.moved(error), "\(text): \(error), \(moved)")
        case (let a, let b): Issue.record("\(text): \(a), moved \(b)")
        }
      }
    }
    #expect(refused > 1000 && displayed > 1500, "\(refused) refused, \(displayed) displayed")
  }

  private static func moved(_ error: ParseError) -> ParseError {
    var error = error
    if error.line == 1 { error.column += 4 }
    error.line += 6
    return error
  }

  private static func lines(_ display: Display) -> [Int] {
    display.derivations.flatMap { [$0.line] + $0.steps.map(\.line) }
  }
}

import Evidence
import Foundation
import Testing
import Weaving

/// Each gate with one planted fault: the build must stop, name the place, and say what to do.
@Suite struct GateTests {
  /// Plants a fault in a file of the small chapter and hands back what the gates say.
  private func plant(_ old: String, _ new: String, in file: String = Scratch.chapter) throws
    -> [Failure]
  {
    let scratch = try Scratch()
    try scratch.edit(file, old, new)
    return scratch.failures()
  }

  private func expect(
    _ failures: [Failure], _ code: Failure.Kind, says parts: String..., at line: Int? = nil,
    from location: SourceLocation = #_sourceLocation
  ) {
    let found = failures.first { failure in parts.allSatisfy { failure.description.contains($0) } }
    #expect(found != nil, "nobody says \(parts) in \(failures)", sourceLocation: location)
    #expect(found?.kind == code, sourceLocation: location)
    if let line {
      #expect(found?.place?.line == line, "\(String(describing: found))", sourceLocation: location)
    }
    #expect(found?.remedy.isEmpty == false, sourceLocation: location)
  }

  @Test func theSmallChapterPasses() throws {
    #expect(try Scratch().failures().isEmpty)
  }

  @Test func aReferenceThatLeadsNowhere() throws {
    let failures = try plant("By @eq:gan/value-js it", "By @eq:gan/valeu-js it")
    expect(
      failures, .text, says: "@eq:gan/valeu-js leads nowhere", "did you mean", "eq:gan/value-js")
    #expect(failures.first?.place?.file == Scratch.chapter)
    #expect(failures.first?.place?.column != nil)
  }

  @Test func aBookThatIsNotInTheBibliography() throws {
    expect(
      try plant("data [@goodfellow2014]", "data [@goodfelow2014]"), .text, says: "goodfelow2014",
      "references.bib", "goodfellow2014")
  }

  @Test func anUnknownPlaceholder() throws {
    expect(
      try plant("A half is {{half:/}}", "A half is {{halff:/}}"), .text,
      says: "unknown value “halff”", "did you mean “half”?")
  }

  @Test func moreDigitsThanTheEnclosureKnows() throws {
    expect(
      try plant("{{value-at-point:6}}", "{{value-at-point:60}}"), .text, says: "value-at-point",
      "digits")
  }

  @Test func anEquationThatNoProgramRead() throws {
    let failures = try plant(
      "In one line this",
      "$$ a = b $$ {#eq:gan/unread toy=\"two-gaussians\"}\n\n```foils gan/unread\nb => c | wrong\n```\n\nIn one line this"
    )
    expect(failures, .claim, says: "gan/unread", "no program has read it")
  }

  @Test func anEquationWhoseLabelTheResultsDoNotKnow() throws {
    let failures = try plant(
      "\"label\": \"gan/value-chain\",\n     \"latex\": \"\u{2026}\"",
      "\"label\": \"gan/value-chain.2\",\n     \"latex\": \"\u{2026}\"", in: Scratch.results)
    expect(failures, .claim, says: "gan/value-chain", "was not checked")
  }

  @Test func aClaimThatIsNotGreen() throws {
    for verdict in ["refuted", "inconclusive", "broken"] {
      let failures = try plant(
        "\"title\": \"The mean over minibatches is the full gradient\",\n   \"verdict\": \"holds\"",
        "\"title\": \"The mean over minibatches is the full gradient\",\n   \"verdict\": \"\(verdict)\"",
        in: Scratch.results)
      expect(failures, .claim, says: "gan/alternating-sgd is not green", verdict, "--explain")
    }
  }

  /// Which equation, where in the text, at which point, and what its sides are.
  @Test func aRefutedEquationIsToldWithItsNumbers() throws {
    let scratch = try Scratch()
    var results = try Results.read(Data(scratch.read(Scratch.results).utf8))
    let i = try #require(results.claims.firstIndex { $0.id == "gan/value-js" })
    var check = try #require(results.claims[i].checks.first)
    check.verdict = .refuted
    check.points[0].verdict = .refuted
    check.points[0].lines[1].verdict = .refuted
    check.points[0].lines[1].value = ["0.25", "0.25"]
    results.claims[i].verdict = .refuted
    results.claims[i].checks[0] = check
    try scratch.write(String(decoding: results.json(), as: UTF8.self), to: Scratch.results)
    let text = try scratch.read(Scratch.chapter).components(separatedBy: "\n")
    let line = try #require(text.firstIndex { $0.contains("{#eq:gan/value-js ") }) + 1
    expect(
      scratch.failures(), .claim, says: "gan/value-js on two-gaussians at theta = 7/5",
      "where C(G) is -0.990127676130", "is 0.25", at: line)
  }

  @Test func aFoilThatSurvives() throws {
    let failures = try plant(
      "\"name\": \"sign of the constant\",\n     \"of\": 3,\n     \"refuted\": 3,\n     \"toy\": \"two-gaussians\",\n     \"verdict\": \"refuted\"",
      "\"name\": \"sign of the constant\",\n     \"of\": 3,\n     \"refuted\": 0,\n     \"toy\": \"two-gaussians\",\n     \"verdict\": \"holds\"",
      in: Scratch.results)
    expect(failures, .claim, says: "gan/value-js is not green", "sign of the constant")
  }

  @Test func aClaimThatStandsOnNoPage() throws {
    expect(
      try plant(
        "::: {.check #gan/alternating-sgd title=\"The mean over minibatches is the full gradient\"}",
        "::: {.run}"),
      .text, says: "gan/alternating-sgd stands on no page")
  }

  @Test func aCheckThatNoProgramHas() throws {
    let failures = try plant(
      "{.check #gan/alternating-sgd title", "{.check #gan/alternating-sdg title")
    expect(
      failures, .text, says: "no check “gan/alternating-sdg” in the chapter's program",
      "Check(\"gan/alternating-sdg\", …)", "did you mean “gan/alternating-sgd”?")
    expect(failures, .text, says: "gan/alternating-sgd stands on no page")
  }

  @Test func aFigureWithoutWords() throws {
    expect(
      try plant(
        "\"alt\": \"Two bell curves of equal width and the discriminator that falls from one to zero between them.\"",
        "\"alt\": \" \"", in: Scratch.results), .text, says: "optimum", "no alt text")
  }

  @Test func aFigureWhoseWordsCollide() throws {
    let failures = try plant(
      "\"alt\": \"Two bell curves",
      "\"collisions\": [\"“$\\\\theta$” runs into “x”\"], \"alt\": \"Two bell curves",
      in: Scratch.results)
    expect(failures, .text, says: "in the figure “optimum”", "runs into “x”")
    #expect(failures.first?.place?.file == Scratch.chapter)
  }

  @Test func aFigureThatNobodyDraws() throws {
    expect(
      try plant("(figure:optimum)", "(figure:optimun)"), .text, says: "no figure “optimun”",
      "optimum")
  }

  @Test func aBlockOfAnUnknownKind() throws {
    expect(try plant("::: {.notes}", "::: {.note}"), .text, says: "unknown block", "notes")
  }

  @Test func aListingTypedByHand() throws {
    expect(
      try plant("```sh\nswift run", "```swift\nswift run"), .text, says: "a Swift listing is typed")
  }

  @Test(arguments: [
    "0.5", "$0.5$", "about 12.25 times", "(0.5)", "{{half:/}} or 0.5", "`1.5`, then 0.5",
    "$\\tfrac12 = 0.5$", "[so](https://example.org/1.5) 0.5",
  ])
  func aNumberTypedIntoTheText(text: String) throws {
    let typed = text.contains("12.25") ? "12.25" : "0.5"
    let failures = try plant("A half is {{half:/}}", "A half is\n\(text), {{half:/}}")
    expect(failures, .text, says: "the number \(typed) is typed into the text", "{{name}}")
    let found = try #require(failures.first { $0.description.contains("is typed") }?.place)
    let lines = try Scratch().read(Scratch.chapter)
      .replacingOccurrences(of: "A half is {{half:/}}", with: "A half is\n\(text), {{half:/}}")
      .split(separator: "\n", omittingEmptySubsequences: false)
    let line = found.line, column = try #require(found.column)
    #expect(lines[line - 1].dropFirst(column - 1).hasPrefix(typed))
  }

  @Test(arguments: [
    "`0.5`", "``a 0.5``", "[so](https://example.org/1.5)", "Section 2. 5 apples", "1, 2 and 3.",
    "version 3.x", "a 1...5", "[wide]{.value title=\"0.5\"}",
  ])
  func whatIsNoTypedNumber(text: String) throws {
    let failures = try plant("A half is {{half:/}}", "A half is \(text), {{half:/}}")
    #expect(!failures.contains { $0.description.contains("is typed") }, "\(failures)")
  }

  @Test func anElementToPlayWithWithoutScript() throws {
    expect(
      try plant("::: {.notes}", "::: {.play nothing-there}"), .text,
      says: "book/play/nothing-there.js is missing")
  }

  @Test func resultsOfOtherSettings() throws {
    for (key, value) in [
      ("set", "{\"theta\": \"2\"}"), ("only", "[\"gan/value-js\"]"), ("toy", "[\"two-gaussians\"]"),
    ] {
      let empty = key == "set" ? "{}" : "[]"
      let failures = try plant("\"\(key)\": \(empty)", "\"\(key)\": \(value)", in: Scratch.results)
      expect(failures, .environment, says: "other settings")
    }
    for (standard, other) in [
      ("\"seed\": 1,", "\"seed\": 2,"),
      ("\"digits\": 30,\n  \"only\"", "\"digits\": 31,\n  \"only\""),
    ] {
      expect(
        try plant(standard, other, in: Scratch.results), .environment, says: "other settings",
        "--seed or --digits")
    }
  }

  @Test func resultsOfAnotherChapterOrSchema() throws {
    expect(
      try plant("\"chapter\": \"small\"", "\"chapter\": \"large\"", in: Scratch.results), .inner,
      says: "large")
    expect(try plant("\"schema\": 1", "\"schema\": 2", in: Scratch.results), .inner, says: "schema")
  }

  @Test func damagedResults() throws {
    let scratch = try Scratch()
    let text = try scratch.read(Scratch.results)
    try scratch.write(String(text.prefix(text.count / 2)), to: Scratch.results)
    expect(scratch.failures(), .inner, says: "results.json", "make chapters")
  }

  /// A number that one output has and the other has not, or has differently, stops the book.
  @Test func numbersThatDifferBetweenScreenAndPaper() throws {
    let rows = "eq\teq:a\t1.1\neq\teq:b\t1.2\n"
    try BookBuild.compare(rows, rows)
    do {
      try BookBuild.compare(rows, "eq\teq:a\t1.1\neq\teq:b\t1.3\n")
      Issue.record("a wrong number passes")
    } catch let failures as Failures {
      #expect(
        failures.all.map(\.what) == [
          "“eq eq:b 1.2” stands on the screen only", "“eq eq:b 1.3” stands on paper only",
        ])
    }
    #expect(throws: Failures.self) { try BookBuild.compare(rows, "") }
  }

  @Test func everyFaultOfARunIsNamed() throws {
    let scratch = try Scratch()
    try scratch.edit(Scratch.chapter, "A half is {{half:/}}", "A half is {{halff:/}}")
    try scratch.edit(Scratch.chapter, "By @eq:gan/value-js it", "By @eq:nowhere it")
    try scratch.edit(Scratch.chapter, "(figure:optimum)", "(figure:none)")
    #expect(scratch.failures().count == 3, "\(scratch.failures())")
  }

  /// The places are those of the text: every line of the small chapter that holds the fault, and no
  /// other.
  @Test func thePlaceIsTheLineOfTheFault() throws {
    let scratch = try Scratch()
    try scratch.edit(Scratch.chapter, "A half is {{half:/}}", "A half is {{halff:/}}")
    let lines = try scratch.read(Scratch.chapter).components(separatedBy: "\n")
    let line = try #require(lines.firstIndex { $0.contains("{{halff:/}}") }) + 1
    let column = try #require(lines[line - 1].range(of: "{{halff"))
    let failure = try #require(scratch.failures().first)
    #expect(
      failure.place
        == Place(
          Scratch.chapter, line,
          lines[line - 1].distance(from: lines[line - 1].startIndex, to: column.lowerBound) + 1))
  }
}

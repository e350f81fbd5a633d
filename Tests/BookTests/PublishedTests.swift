import Evidence
import Foundation
import Testing
import Weaving

/// The whole way: Markdown and results in, a published book out.
@Suite(.serialized) struct PublishedTests {
  /// One book for all that look at it: typesetting takes seconds.
  static let made: Result<Scratch, any Error> = Result {
    let scratch = try Scratch()
    try scratch.build([.html, .pdf])
    return scratch
  }
  private var scratch: Scratch { get throws { try Self.made.get() } }

  private func pages() throws -> [(name: String, text: String)] {
    let folder = try scratch.repository.site
    return try FileManager.default.contentsOfDirectory(atPath: folder).filter {
      $0.hasSuffix(".html")
    }.sorted()
      .map { ($0, try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)) }
  }

  @Test func theBookIsThere() throws {
    let names = try pages().map(\.name)
    #expect(
      names == [
        "bibliography.html", "claims.html", "errata.html", "how-to-read.html", "index.html",
        "ledger.html",
        "notation.html", "small.html", "solutions.html",
      ])
    let pdf = try #require(
      FileManager.default.contents(atPath: scratch.repository.site + "/" + Repository.pdfName))
    #expect(pdf.starts(with: Array("%PDF-".utf8)))
  }

  /// The filter gives the numbers once for each output; both lists, and what stands in both
  /// outputs, are the same.
  @Test func pagesAndPaperCarryTheSameNumbers() throws {
    let work = try scratch.repository.cache + "/typeset"
    let html = try String(contentsOfFile: "\(work)/numbers-html5.txt", encoding: .utf8)
    let latex = try String(contentsOfFile: "\(work)/numbers-latex.txt", encoding: .utf8)
    #expect(html == latex)
    #expect(html.split(separator: "\n").count > 15)
    // what is really printed: the numbers of the equations on the page and in the LaTeX, in their
    // order
    let page = try #require(try pages().first { $0.name == "small.html" }).text
    let tex = try String(contentsOfFile: "\(work)/book.tex", encoding: .utf8)
    let shown = page.matches(of: #/class="eqno" href="#eq:([^"]+)"[^>]*>\(([0-9.]+)\)/#).map {
      "\($0.output.1) \($0.output.2)"
    }
    let set = tex.matches(of: #/\\eqnumber\{eq:([^}]+)\}\{([0-9.]+)\}/#).map {
      "\($0.output.1) \($0.output.2)"
    }
    #expect(shown == set)
    #expect(
      shown == ["gan/value 1.1", "gan/value-chain 1.2", "gan/value-js 1.3", "gan/unrestricted 1.4"])
  }

  /// LaTeX's own counters, as its table of contents shows them, agree with the numbers of the
  /// pages.
  @Test func theContentsOfThePaperAgree() throws {
    let toc = try String(
      contentsOfFile: try scratch.repository.cache + "/typeset/book.toc", encoding: .utf8)
    let page = try #require(try pages().first { $0.name == "small.html" }).text
    let sections = page.matches(of: #/<span class="secno">([0-9.]+)</span>/#).map {
      String($0.output.1)
    }
    let printed =
      toc.matches(of: #/(?:chapternumberline|numberline) \{([0-9.]+)\}/#).map {
        String($0.output.1)
      }
      + toc.matches(of: #/\\chapternumberline \{([0-9.]+)\}/#).map { _ in "" }
    for number in Set(sections) where number.split(separator: ".").count <= 2 {
      #expect(printed.contains(number), "\(number) in \(printed)")
    }
  }

  @Test func nothingIsLoadedFromANetwork() throws {
    for (name, text) in try pages() {
      for attribute in [
        "src=\"http", "src=\"//", "<link rel=\"stylesheet\" href=\"http", "@import", "url(http",
      ] {
        #expect(!text.contains(attribute), "\(attribute) on \(name)")
      }
      #expect(text.contains("Content-Security-Policy"), "\(name)")
      // no script inside the page, no handlers in attributes, no script addresses
      #expect(
        text.firstMatch(of: #/<script(?![^>]*\ssrc=)[^>]*>/#) == nil, "inline script on \(name)")
      #expect(text.firstMatch(of: #/<[a-z]+[^>]*\son[a-z]+="/#) == nil, "a handler on \(name)")
      #expect(!text.contains("javascript:"), "\(name)")
    }
    for style in ["book.css", "katex.css"] {
      let text = try String(
        contentsOfFile: try scratch.repository.site + "/" + style, encoding: .utf8)
      #expect(!text.contains("http"), "\(style)")
      #expect(
        !text.contains(".ttf") && !text.contains(".woff)"),
        "\(style) names fonts that are not shipped")
    }
  }

  /// Every file that a page or a style sheet names lies beside it; every anchor that is linked
  /// exists.
  @Test func everyLinkLeadsSomewhere() throws {
    let all = try pages()
    let folder = try scratch.repository.site
    let ids = Dictionary(
      uniqueKeysWithValues: all.map { page in
        (page.name, Set(page.text.matches(of: #/\sid="([^"]+)"/#).map { String($0.output.1) }))
      })
    for (name, text) in all {
      for match in text.matches(of: #/\s(?:href|src)="([^"]+)"/#) {
        let target = match.output.1.replacingOccurrences(of: "&amp;", with: "&")
        if target.hasPrefix("http") || target.hasPrefix("data:") { continue }
        let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
          .map(String.init)
        let file = parts[0].isEmpty ? name : parts[0]
        #expect(FileManager.default.fileExists(atPath: "\(folder)/\(file)"), "\(target) on \(name)")
        if parts.count > 1, let known = ids[file] {
          #expect(known.contains(parts[1]), "\(target) on \(name)")
        }
      }
    }
    let css =
      try String(contentsOfFile: folder + "/katex.css", encoding: .utf8)
      + String(contentsOfFile: folder + "/book.css", encoding: .utf8)
    for match in css.matches(of: #/url\(([^)]+)\)/#) {
      #expect(
        FileManager.default.fileExists(atPath: "\(folder)/\(match.output.1)"), "\(match.output.1)")
    }
  }

  @Test func everyIdStandsOnce() throws {
    for (name, text) in try pages() {
      let ids = text.matches(of: #/\sid="([^"]+)"/#).map { String($0.output.1) }
      #expect(
        Set(ids).count == ids.count,
        "\(Dictionary(grouping: ids) { $0 }.filter { $1.count > 1 }.keys) on \(name)")
    }
  }

  /// What a reader must find beside the headline equation, without any script.
  @Test func theEvidenceIsOnThePage() throws {
    let page = try #require(try pages().first { $0.name == "small.html" }).text
    let start = try #require(page.range(of: "id=\"eq:gan/value-js\""))
    let end = try #require(page[start.upperBound...].range(of: "</details>"))
    let panel = String(page[start.upperBound..<end.lowerBound])
    for part in [
      "certified", "30 digits", "the factor 2 is forgotten", "sign of the constant", "off by 2.77",
      "variants made by machine: 11 of 12 refuted", "1 open",
      "swift run -c release small --explain gan/value-js", "((2 · JS(N(0, 1), N(7/5, 1))) − log 4)",
      "S0 §3.3",
      "3 drawn points", "and 2 more points, all hold",
    ] {
      #expect(panel.contains(part), "\(part)")
    }
    #expect(panel.contains("<b>−0.99012767613005475469"), "the agreed digits stand out")
    #expect(page.contains("values at"), "a derivation says where its values were taken")
    #expect(page.contains("definition</span>") && page.contains("assumption</span>"))
  }

  /// A check in Swift is labelled like its claim, and so may be a formula: each has a grade of its
  /// own.
  @Test func aCheckInSwiftDoesNotGradeTheFormulaOfTheSameName() throws {
    let scratch = try Scratch()
    var input = try scratch.input()
    let claims = input.results.claims
    let place = try #require(claims.firstIndex { $0.id == "gan/value-js" })
    var written = try #require(claims.first { $0.id == "gan/alternating-sgd" }?.checks.first)
    (written.label, written.grade, written.digits) = ("gan/value-js", .quadrature, 3)
    input.results.claims[place].checks.append(written)
    let text = try BookWeaver(scratch.repository, chapters: [input]).markdown()
    let lines = text.split(separator: "\n")
    let display = try #require(lines.first { $0.contains("label=\"eq:gan/value-js\"") })
    #expect(display.contains("grade=\"certified\" digits=\"30 digits\""), "\(display)")
  }

  private func drawn(times count: Int) throws -> (scratch: Scratch, input: ChapterInput) {
    let scratch = try Scratch()
    var input = try scratch.input()
    let claims = input.results.claims
    let place = try #require(claims.firstIndex { $0.id == "gan/alternating-sgd" })
    let json = """
      {"method": "Hoeffding", "alpha": 5e-10, "beta": 1.25e-10, "draws": 12345, "delta": 0.0123}
      """
    var point = try #require(claims[place].checks[0].points.first)
    point.sampling = try JSONDecoder().decode(SamplingRecord.self, from: Data(json.utf8))
    (point.lines[0].sampled, point.lines[0].value) = ("0.2508", ["0.2385", "0.2631"])
    input.results.claims[place].checks[0].points = Array(repeating: point, count: count)
    input.results.claims[place].foils[0].luck = 1.25e-10
    return (scratch, input)
  }

  /// Of draws a reader sees how many, what they may miss, and what they cost the book.
  @Test func drawsAreTold() throws {
    let (scratch, input) = try drawn(times: 2)
    let text = try BookWeaver(scratch.repository, chapters: [input]).markdown()
    for part in [
      "$12\\,345$ draws, region by Hoeffding", "0.05 % of what the book grants itself",
      "wrong by 0.0123 or more", "0.2508 (0.2385 to 0.2631)", "## Drawn at random",
      "2 comparisons of random draws spend $10^{-9}$ of it on false alarms",
      "1 wrong variant $1.25\\cdot 10^{-10}$ on survival by luck", "$9.99\\cdot 10^{-7}$ remains",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test func aBookThatDrawsTooOftenIsNotWoven() throws {
    let (scratch, input) = try drawn(times: 2001)
    #expect(throws: Failures.self) {
      try BookWeaver(scratch.repository, chapters: [input]).markdown()
    }
    let enough = try drawn(times: 1999)
    _ = try BookWeaver(enough.scratch.repository, chapters: [enough.input]).markdown()
  }

  /// A foil is shown as its edit; formulas of the panels are MathML, those of the text carry no
  /// styles of their own.
  @Test func thePanelsAreLight() throws {
    let page = try #require(try pages().first { $0.name == "small.html" }).text
    let start = try #require(page.range(of: "id=\"eq:gan/value-js\""))
    let open = try #require(page[start.upperBound...].range(of: "<div class=\"panel\">"))
    let end = try #require(page[open.upperBound...].range(of: "</details>"))
    let panel = String(page[open.upperBound..<end.lowerBound])
    #expect(!panel.contains("katex") && panel.contains("<math>"))
    #expect(panel.contains("<span class=\"edit\"><del><math>") && panel.contains("<ins><math>"))
    #expect(page.firstMatch(of: #/<span[^>]*style=/#) == nil)
    let css = try String(
      contentsOfFile: try scratch.repository.site + "/katex.css", encoding: .utf8)
    for match in page.matches(of: #/<span class="[a-z ]*(k[0-9]+)"/#) {
      #expect(css.contains(".katex .\(match.output.1){"), "\(match.output.1)")
    }
  }

  /// What the marks of the printed page lead to.
  @Test func theEvidenceIsOnPaper() throws {
    let tex = try String(
      contentsOfFile: try scratch.repository.cache + "/typeset/book.tex", encoding: .utf8)
    let marks = tex.matches(of: #/\\(?:evidencemark|checkline)\{([^}]+)\}/#).map {
      String($0.output.1)
    }
    let entries = tex.matches(of: #/\\evidenceentry\{([^}]+)\}/#).map { String($0.output.1) }
    #expect(marks.filter { !$0.hasPrefix("#") }.count == 5)
    #expect(
      Set(marks.filter { !$0.hasPrefix("#") }).isSubset(of: entries), "\(marks) in \(entries)")
    #expect(Set(entries).count == entries.count)
    let start = try #require(tex.range(of: "\\evidenceentry{evidence:gan/value-js}"))
    let entry =
      tex[start.lowerBound...].prefix { $0 != "\n" } + tex[start.upperBound...].prefix(1200)
    for part in [
      "certified, 30 digits", "3 drawn points", "−}0.990127676130…", "Refuted:",
      "the factor 2 is forgotten (off by $",
      "sign of the constant", "By machine:} 11 of 12 refuted",
    ] {
      #expect(entry.contains(part), "\(part) in \(entry)")
    }
  }

  @Test func theLedgerCountsHonestly() throws {
    let ledger = try #require(try pages().first { $0.name == "ledger.html" }).text
    let words = ledger.replacing(#/<[^>]*>/#, with: " ").replacing(#/\s+/#, with: " ")
    for row in [
      "displayed formulas 4 evaluated by programs: 2",
      "not evidence 2 definitions: 1 and assumptions: 1",
      "claims 5 settled by programs: 3", "identities 1 read", "derivations 1 read",
      "foils 5 wrong variants written by hand, refuted: 5", "mutants 21 variants made by machine: 18 of",
      "nothing is spent",
    ] {
      #expect(words.contains(row), "\(row)")
    }
    #expect(words.firstMatch(of: #/[^0-9.]0 [a-z]/#) == nil, "what is not there is not listed")
  }

  @Test func thePaperCarriesNoTraceOfTheMachine() throws {
    let pdf = try #require(
      FileManager.default.contents(atPath: scratch.repository.site + "/" + Repository.pdfName))
    let root = try scratch.repository.root
    #expect(pdf.range(of: Data(root.utf8)) == nil)
    #expect(pdf.range(of: Data("PTEX.FileName".utf8)) == nil)
    for (name, text) in try pages() { #expect(!text.contains(root), "\(name)") }
  }

  /// The same text gives the same bytes, in another folder too.
  @Test func weavingTwiceGivesTheSameBytes() throws {
    let other = try Scratch()
    try other.build([.html, .pdf])
    let a = try scratch.repository.site
    let b = other.repository.site
    let names = try FileManager.default.subpathsOfDirectory(atPath: a).sorted()
    #expect(try FileManager.default.subpathsOfDirectory(atPath: b).sorted() == names)
    for name in names {
      #expect(
        FileManager.default.contents(atPath: "\(a)/\(name)")
          == FileManager.default.contents(atPath: "\(b)/\(name)"), "\(name)")
    }
  }

  // MARK: faults that only the typesetters see

  private func failures(_ old: String, _ new: String, _ outputs: Set<BookBuild.Output>) throws
    -> [Failure]
  {
    let scratch = try Scratch()
    try scratch.edit(Scratch.chapter, old, new)
    do {
      try scratch.build(outputs)
      return []
    } catch let failures as Failures { return failures.all } catch let failure as Failure {
      return [failure]
    }
  }

  @Test func texThatKaTeXRefusesIsNamedWithItsPlace() throws {
    let found = try failures(
      "stand a distance $\\theta$ apart", "stand a distance $\\thetaa$ apart", [.html])
    #expect(found.first?.what.contains("KaTeX rejects the formula \\thetaa") == true, "\(found)")
    #expect(found.first?.place?.file == Scratch.chapter)
    #expect(found.first?.kind == .text)
  }

  @Test func aFormulaWiderThanThePageIsNamedWithItsPlace() throws {
    let wide = (0..<24).map { "x_{\($0)}" }.joined(separator: " + ")
    let found = try failures(
      "$$ D \\in \\{ f : \\mathbb{R} \\to (0,1) \\} $$", "$$ \(wide) $$", [.pdf])
    #expect(
      found.contains { $0.what.contains("pt too wide") && $0.place?.file == Scratch.chapter },
      "\(found)")
  }

  @Test func aLetterThatNoFontHasIsNamed() throws {
    let found = try failures("A generator $G$ makes", "A generator 生 $G$ makes", [.pdf])
    #expect(found.contains { $0.what.contains("Missing character") }, "\(found)")
  }

  @Test func noTypesetterIsAskedAfterAFault() throws {
    let scratch = try Scratch()
    try scratch.build([.html])
    let before = try String(
      contentsOfFile: scratch.repository.site + "/small.html", encoding: .utf8)
    try scratch.edit(Scratch.chapter, "A half is {{half:/}}", "A half is {{halff:/}}")
    #expect(throws: Failures.self) { try scratch.build([.html], key: "other") }
    let after = try String(contentsOfFile: scratch.repository.site + "/small.html", encoding: .utf8)
    #expect(before == after, "the last good book stands")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.repository.root).allSatisfy {
        !$0.hasPrefix("_book.")
      })
  }
}

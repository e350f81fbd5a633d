import Audit
import Evidence
import Foundation
import Textbook

/// The way from a repository to a published book.
public struct BookBuild: Sendable {
  public enum Output: String, Sendable, CaseIterable { case html, pdf }

  let repository: Repository
  let outputs: Set<Output>
  let tell: @Sendable (String) -> Void

  /// `tell` hears what is going on, one line at a time.
  public init(
    _ repository: Repository, outputs: Set<Output>, tell: @escaping @Sendable (String) -> Void
  ) {
    (self.repository, self.outputs, self.tell) = (repository, outputs, tell)
  }

  public static let title = BookTitle(
    title: "Generative Models, Checked",
    subtitle:
      "An executable textbook: every equation was read, and every claim evaluated, by a program")

  // MARK: is there anything to do?

  /// Whether all that is asked for is published, as it was made, and nothing has changed since.
  public func isFresh() throws -> Bool {
    let key = try Keys.book(repository)
    let published = Published.last(in: repository)
    return outputs.allSatisfy { published.holds($0, of: key, in: repository.site) }
  }

  // MARK: building

  /// Runs what must be run, weaves, and publishes; the old book stays until the new one is whole.
  public func run() throws {
    let lock = try Lock(repository)
    defer { withExtendedLifetime(lock) {} }
    if try isFresh() { return tell("nothing has changed: the book in _book is up to date") }
    let key = try Keys.book(repository)
    let inputs = try prepare()
    try weave(inputs, key: key)
  }

  /// Runs the chapter programs and looks at every gate that needs no typesetter.
  public func check() throws {
    let lock = try Lock(repository)
    defer { withExtendedLifetime(lock) {} }
    let inputs = try prepare()
    let weaver = BookWeaver(repository, chapters: inputs, audit: try audit())
    _ = try weaver.markdown()
    let c = weaver.ledger.counts
    tell(
      "\(c.settled) claims settled by programs, all green; \(c.foilsRefuted) of \(c.foils) wrong variants refuted; "
        + "of \(c.mutants.count) mutants \(c.score.text)")
  }

  /// The Markdown that pandoc gets to read.
  public func woven() throws -> String {
    let lock = try Lock(repository)
    defer { withExtendedLifetime(lock) {} }
    return try BookWeaver(repository, chapters: try prepare(), audit: try audit()).markdown()
  }

  /// Runs the chapter programs and puts their figures into `figures/`, where they are kept with the
  /// sources.
  public func figures() throws {
    let lock = try Lock(repository)
    defer { withExtendedLifetime(lock) {} }
    var count = 0
    for input in try prepare() {
      let folder = repository.path("figures/\(input.name)")
      try Files.makeDirectory(folder)
      for figure in input.results.figures {
        for file in figure.files + figure.data where Files.exists("\(input.figures)/\(file)") {
          try Files.copy("\(input.figures)/\(file)", to: "\(folder)/\(file)")
          count += 1
        }
      }
    }
    tell("\(count) files in figures/")
  }

  /// Weaves with results made elsewhere; the published book counts as out of date.
  public func runTrial(_ folder: String) throws {
    let lock = try Lock(repository)
    defer { withExtendedLifetime(lock) {} }
    try weave(try inputs(try texts()) { name, _ in "\(folder)/\(name)" }, key: "trial")
  }

  private func audit() throws -> [FileReport] {
    try SourceAudit(repository: repository, tell: tell).reports()
  }

  /// Reads every chapter, runs what has no results, reads the results.
  func prepare() throws -> [ChapterInput] {
    let texts = try texts()
    let runs = ChapterRuns(repository: repository, keys: try Keys(repository), tell: tell)
    try runs.run(texts)
    return try inputs(texts, folder: runs.folder)
  }

  /// The texts of all chapters; what is wrong with any of them is said at once.
  private func texts() throws -> [(name: String, text: ChapterText)] {
    var failures: [Failure] = []
    var texts: [(name: String, text: ChapterText)] = []
    for name in try repository.chapterNames() {
      let file = "chapters/\(name)/chapter.md"
      guard let data = FileManager.default.contents(atPath: repository.path(file)) else {
        failures.append(
          Failure(
            .text, "\(file) is missing",
            remedy: "write it, or take the chapter out of Package.swift"))
        continue
      }
      do { texts.append((name, try ChapterText.read(data, file: file))) } catch {
        failures += error.all.map(Failure.init)
      }
    }
    try Failures.check(failures)
    return texts
  }

  private func inputs(
    _ texts: [(name: String, text: ChapterText)], folder: (String, ChapterText) -> String
  ) throws
    -> [ChapterInput]
  {
    try texts.map { name, text in
      let folder = folder(name, text)
      return ChapterInput(
        name: name, text: text, results: try Results.read("\(folder)/results.json", chapter: name),
        listings: try Listings(
          folder: repository.path("chapters/\(name)"), shownAs: "chapters/\(name)"), figures: folder
      )
    }
  }

  /// Weaves the chapters and publishes what was asked for.
  package func weave(_ inputs: [ChapterInput], key: String) throws {
    tell("weaving \(inputs.count) chapter\(inputs.count == 1 ? "" : "s")")
    let weaver = BookWeaver(repository, chapters: inputs, audit: try audit())
    let markdown = try weaver.markdown()
    let publication = try Publication(repository)
    let work = "\(repository.cache)/typeset"
    try Files.makeDirectory(work)
    let pandoc = Pandoc(repository: repository, folder: work, title: Self.title)
    let old = Published.last(in: repository)
    // a published book is of one piece: pages and PDF come from the same text, or one of them is
    // not there
    let keepsPDF = !outputs.contains(.pdf) && old.holds(.pdf, of: key, in: repository.site)
    let keepsPages = !outputs.contains(.html) && old.holds(.html, of: key, in: repository.site)
    let hasPDF = outputs.contains(.pdf) || keepsPDF
    let paper = outputs.contains(.pdf) ? self.paper(markdown, pandoc) : nil
    do {
      if keepsPDF { try keep(.pdf, in: publication.folder) }
      if keepsPages {
        try keep(.html, in: publication.folder)
      } else {
        try makePages(
          markdown, pandoc, inputs, weaver.ledger, in: publication.folder, hasPDF: hasPDF)
      }
    } catch let pages as Failures {
      // what is wrong on paper is said as well
      do { _ = try paper?.value() } catch let other as Failures {
        throw Failures(pages.all + other.all)
      } catch {}
      throw pages
    } catch {
      paper?.cancel()
      throw error
    }
    if let paper {
      let made = try paper.value()
      try Files.copy(made.pdf, to: "\(publication.folder)/\(Repository.pdfName)")
      if !keepsPages { try Self.compare(try Files.text("\(work)/numbers-html5.txt"), made.numbers) }
    }
    try Published(hasPDF ? [.html, .pdf] : [.html], of: key, in: publication.folder)
      .write(into: publication.folder)
    try publication.publish()
    tell("published _book/index.html\(hasPDF ? " and _book/\(Repository.pdfName)" : "")")
  }
}

extension BookBuild {
  /// The PDF is typeset beside the pages: LuaLaTeX takes one core, KaTeX the other.
  private func paper(_ markdown: String, _ pandoc: Pandoc) -> Aside<(pdf: String, numbers: String)>
  {
    let (repository, tell) = (repository, tell)
    return Aside { cancellation in
      let result = try pandoc.run(markdown, to: .latex)
      try Files.write(result.text, to: "\(pandoc.folder)/book.tex")
      let pdf = try Typesetter(repository: repository, folder: pandoc.folder).typeset(
        unless: cancellation, tell: tell)
      return (pdf, result.numbers)
    }
  }

  private func makePages(
    _ markdown: String, _ pandoc: Pandoc, _ inputs: [ChapterInput], _ ledger: Ledger,
    in folder: String, hasPDF: Bool
  ) throws {
    tell("making the pages")
    let result = try pandoc.run(markdown, to: .html)
    let katex = try KaTeX(
      polyfills: repository.path("book/polyfills.js"), memory: "\(repository.cache)/formulas.json")
    let site = SiteMaker(
      repository, title: Self.title, chapters: inputs, ledger: ledger, katex: katex)
    do { try site.make(result.text, in: folder, hasPDF: hasPDF) } catch let failure as Failure {
      throw Failures([failure])
    }
    try katex.remember()
  }

  /// Takes an output of the published book over into the next one.
  private func keep(_ output: Output, in folder: String) throws {
    for file in output.files(in: repository.site) {
      try Files.makeDirectory((("\(folder)/\(file)") as NSString).deletingLastPathComponent)
      try Files.copy("\(repository.site)/\(file)", to: "\(folder)/\(file)")
    }
  }

  /// Equations, figures, sections, tables and exercises have one number on the screen and on paper.
  package static func compare(_ pages: String, _ paper: String) throws {
    let screen = Set(pages.split(separator: "\n"))
    let print = Set(paper.split(separator: "\n"))
    try Failures.check(
      screen.symmetricDifference(print).sorted().map { row in
        Failure(
          .inner,
          "“\(row.split(separator: "\t").joined(separator: " "))” stands \(screen.contains(row) ? "on the screen" : "on paper") only",
          remedy: "numbers come from book.lua alone: see there what depends on the output")
      })
  }
}

extension Failure {
  /// What the parser of chapters says, in our form: its remedy stands behind the first semicolon.
  init(_ problem: Problem) {
    let parts = problem.message.split(separator: ";", maxSplits: 1).map { String($0).trimmed }
    self.init(
      .text, at: Place(problem.file, problem.position.line, problem.position.column), parts[0],
      remedy: parts.count > 1 ? parts[1] : "see docs/chapters.md")
  }
}

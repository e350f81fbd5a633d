import Foundation

/// What the site says of the book as a whole.
public struct BookTitle: Sendable {
  public var title: String
  public var subtitle: String
  public init(title: String, subtitle: String) { (self.title, self.subtitle) = (title, subtitle) }
}

/// Makes the pages of the site from pandoc's HTML: formulas rendered, figures drawn in, links led
/// to their pages.
public struct SiteMaker {
  let repository: Repository
  let title: BookTitle
  let chapters: [ChapterInput]
  let ledger: Ledger
  let katex: KaTeX

  public init(
    _ repository: Repository, title: BookTitle, chapters: [ChapterInput], ledger: Ledger,
    katex: KaTeX
  ) {
    (self.repository, self.title, self.chapters) = (repository, title, chapters)
    (self.ledger, self.katex) = (ledger, katex)
  }

  /// Writes the whole site into an empty folder; `hasPDF` says whether the front page offers one.
  public func make(_ html: String, in folder: String, hasPDF: Bool) throws {
    var pages = Page.split(html)
    let place = try Self.places(pages)
    var failures: [Failure] = []
    for i in pages.indices {
      pages[i].body = link(pages[i], place, &failures)
    }
    try Failures.check(failures)
    let index = SearchIndex(pages)
    for i in pages.indices {
      try Interruption.check()
      pages[i].body = try draw(pages[i].body)
    }
    let formulas = Formulas(katex: katex, chapters: chapters)
    try formulas.prepare(pages.map(\.body))
    let frame = PageFrame(title: title, pages: pages)
    let front = FrontPage(
      title: title, pages: pages, chapters: chapters, ledger: ledger, hasPDF: hasPDF)
    var styles = StyleClasses()
    let texts =
      pages.indices.map { (pages[$0].name, frame.page($0)) } + [
        ("index.html", frame.front(front.html))
      ]
    for (name, text) in texts {
      try Interruption.check()
      try Files.write(styles.shorten(try formulas.render(text)), to: "\(folder)/\(name)")
    }
    try Files.write(index.script, to: "\(folder)/search-index.js")
    try Files.makeDirectory("\(folder)/fonts")
    try Fonts(repository: repository).write(to: "\(folder)/fonts")
    try Files.write(Fonts.katexStyle() + "\n" + styles.sheet, to: "\(folder)/katex.css")
    try Files.makeDirectory("\(folder)/play")
    for name in Set(pages.flatMap { HTML.attribute("data-play", in: $0.body) }).sorted() {
      try Files.copy(repository.path("book/play/\(name).js"), to: "\(folder)/play/\(name).js")
    }
    for file in ["book.css", "book.js", "theme.js"] {
      try Files.copy(repository.path("book/\(file)"), to: "\(folder)/\(file)")
    }
  }

  // MARK: links

  /// Which page holds an id. An id on two places is an error.
  static func places(_ pages: [Page]) throws -> [String: String] {
    var place: [String: String] = [:]
    var failures: [Failure] = []
    for page in pages {
      for id in HTML.attribute("id", in: page.body) {
        if let other = place.updateValue(page.name, forKey: id) {
          failures.append(
            Failure(
              .text, "the id \(id) stands twice, on \(other) and on \(page.name)",
              remedy: "rename one of them"))
        }
      }
    }
    try Failures.check(failures)
    return place
  }

  private func link(_ page: Page, _ place: [String: String], _ failures: inout [Failure]) -> String
  {
    var dead: [Failure] = []
    let body = HTML.replacing(page.body, from: "href=\"#", to: "\"") { target in
      let id = HTML.unescaped(target)
      guard let name = place[id] else {
        dead.append(
          Failure(
            .text, "a link on \(page.name) leads to #\(id), which nothing carries",
            remedy: "declare it, or delete the link"))
        return "href=\"#\""
      }
      return "href=\"\(name == page.name ? "" : name)#\(target)\""
    }
    failures += dead
    return body
  }

  // MARK: figures

  private func draw(_ body: String) throws -> String {
    try HTML.replacing(body, from: "<figure id=\"", to: "-->") { inner in
      guard let quote = inner.firstIndex(of: "\""), let comment = inner.firstRange(of: "<!--svg ")
      else { return "" }
      let id = String(inner[..<quote])
      let words = inner[comment.upperBound...].split(separator: " ")
      let path = words.first.map { String($0) } ?? ""
      let width = words.count > 1 ? Double(words[1]) ?? 0.9 : 0.9
      guard let slash = path.firstIndex(of: "/"),
        let chapter = chapters.first(where: { $0.name == path[..<slash] })
      else {
        throw Failure(.inner, "the figure \(id) belongs to no chapter", remedy: "report it")
      }
      let file = String(path[path.index(after: slash)...])
      let alt = chapter.results.figures.first { $0.files.contains(file) }?.alt ?? ""
      let svg = try Files.text("\(chapter.figures)/\(file)")
      return "<figure id=\"\(id)\">" + (try Drawing.inline(svg, id: id, width: width, alt: alt))
    }
  }
}

/// Where a formula stands in the chapters, for messages.
enum MathPlace {
  static func find(_ tex: String, in chapters: [ChapterInput]) -> Place? {
    let wanted = tex.filter { !$0.isWhitespace }
    for chapter in chapters {
      for equation in chapter.text.equations {
        let latex = equation.latex.filter { !$0.isWhitespace }
        if latex.contains(wanted)
          || TeX.printed(equation.latex).filter({ !$0.isWhitespace }) == wanted
        {
          return Place(chapter.text.file, equation.position.line, equation.position.column)
        }
      }
      for block in chapter.text.blocks {
        guard case .prose(let prose) = block else { continue }
        for (offset, line) in prose.markdown.split(
          separator: "\n", omittingEmptySubsequences: false
        ).enumerated()
        where line.filter({ !$0.isWhitespace }).contains(wanted) {
          return Place(chapter.text.file, prose.position.line + offset)
        }
      }
    }
    return nil
  }
}

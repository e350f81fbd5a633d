import Foundation

/// What stands around every page: head, contents, previous and next.
struct PageFrame {
  let title: BookTitle
  let pages: [Page]

  func page(_ i: Int) -> String {
    let page = pages[i]
    return document(title: "\(page.title) · \(title.title)", here: i, main: page.body + pager(i))
      .replacingOccurrences(of: "\r", with: "")
  }

  func front(_ html: String) -> String { document(title: title.title, here: nil, main: html) }

  /// Nothing may be loaded but what lies beside the page. KaTeX's boxes carry their sizes in style
  /// attributes.
  static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    + "font-src 'self'; base-uri 'none'; form-action 'none'"

  private func document(title: String, here: Int?, main: String) -> String {
    let pageID = here.map { pages[$0].id } ?? "front"
    return """
      <!DOCTYPE html>
      <html lang="en-GB">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
      <meta name="viewport" content="width=device-width,initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(HTML.escaped(title))</title>
      <script src="theme.js"></script>
      <link rel="stylesheet" href="katex.css">
      <link rel="stylesheet" href="book.css">
      \(links(here))
      <script src="book.js" defer></script>
      \(plays(main))
      </head>
      <body data-page="\(HTML.escaped(pageID))">
      <a class="skip" href="#main">Skip to the text</a>
      <input type="checkbox" id="contents-open" class="contents-open" aria-label="Show the contents">
      <nav class="side" aria-label="Contents">
      <div class="side-head"><a class="book-title" href="index.html">\(HTML.escaped(self.title.title))</a>\
      <label class="contents-button" for="contents-open">Contents</label></div>
      <div class="side-body">
      <div class="tools" hidden><input id="search" type="search" placeholder="Search ( / )" aria-label="Search the book" autocomplete="off">\
      <button id="theme" type="button" aria-label="Light or dark">◐</button></div>
      <ul id="hits" aria-live="polite"></ul>
      \(contents(here))
      </div>
      </nav>
      <main id="main">
      \(main)
      </main>
      </body>
      </html>

      """
  }

  /// The scripts of the elements to play with on this page.
  private func plays(_ main: String) -> String {
    Set(HTML.attribute("data-play", in: main)).sorted()
      .map { "<script src=\"play/\(HTML.escaped($0)).js\" defer></script>" }.joined(separator: "\n")
  }

  private func links(_ here: Int?) -> String {
    var links = ["<link rel=\"contents\" href=\"index.html\">"]
    let previous = here.map { $0 - 1 } ?? -2
    let next = here.map { $0 + 1 } ?? 0
    if previous == -1 { links.append("<link rel=\"prev\" href=\"index.html\">") }
    if pages.indices.contains(previous) {
      links.append("<link rel=\"prev\" href=\"\(pages[previous].name)\">")
    }
    if pages.indices.contains(next) {
      links.append("<link rel=\"next\" href=\"\(pages[next].name)\">")
    }
    return links.joined(separator: "\n")
  }

  private func contents(_ here: Int?) -> String {
    let items = pages.enumerated().map { i, page -> String in
      let current = i == here
      let number = page.number.map { "<span class=\"n\">\($0)</span>" } ?? ""
      let kind = page.number == nil ? "plain" : "chapter"
      let link =
        "<a href=\"\(page.name)\"\(current ? " class=\"here\" aria-current=\"page\"" : "")>\(number)\(Page.withoutNumber(page.heading))</a>"
      let sections = current ? page.sections.filter { $0.level == 2 } : []
      let inner = sections.map { section in
        let number = Page.number(section.heading).map { "<span class=\"n\">\($0)</span>" } ?? ""
        return
          "<li><a href=\"#\(HTML.escaped(section.id))\">\(number)\(Page.withoutNumber(section.heading))</a></li>"
      }
      return
        "<li class=\"\(kind)\">\(link)\(inner.isEmpty ? "" : "<ol>\(inner.joined())</ol>")</li>"
    }
    return "<ol class=\"contents\">\(items.joined(separator: "\n"))</ol>"
  }

  private func pager(_ i: Int) -> String {
    let previous =
      i > 0
      ? "<a rel=\"prev\" href=\"\(pages[i - 1].name)\"><small>previous</small>\(Page.withoutNumber(pages[i - 1].heading))</a>"
      : "<a rel=\"prev\" href=\"index.html\"><small>previous</small>\(HTML.escaped(title.title))</a>"
    let next =
      i + 1 < pages.count
      ? "<a rel=\"next\" href=\"\(pages[i + 1].name)\"><small>next</small>\(Page.withoutNumber(pages[i + 1].heading))</a>"
      : "<span></span>"
    return "<nav class=\"pager\" aria-label=\"Pages\">\(previous)\(next)</nav>"
  }
}

/// The first page: title, what the book is, its contents with the question of each chapter, its
/// counts.
struct FrontPage {
  let title: BookTitle
  let pages: [Page]
  let chapters: [ChapterInput]
  let ledger: Ledger
  let hasPDF: Bool

  var html: String {
    let c = ledger.counts
    let pdf = hasPDF ? "<a class=\"pdf\" href=\"\(Repository.pdfName)\">The book as PDF</a>" : ""
    let chapters = pages.filter { $0.number != nil }.map { page -> String in
      let input = self.chapters.first { "sec:\($0.name)" == page.id }
      let question = input?.text.front.question.map { "<p>\(HTML.words($0))</p>" } ?? ""
      return """
        <li><a href="\(page.name)"><span class="n">\(page.number ?? "")</span><span class="t">\(Page.withoutNumber(page.heading))</span></a>\(question)</li>
        """
    }
    let others = pages.filter { $0.number == nil }.map {
      "<li><a href=\"\($0.name)\">\(Page.withoutNumber($0.heading))</a></li>"
    }
    return """
      <header class="front"><h1>\(HTML.escaped(title.title))</h1><p class="subtitle">\(HTML.escaped(title.subtitle))</p></header>
      <p class="counts"><b>\(c.settled)</b> claims settled by programs, <b>\(c.foilsRefuted)</b> of \(c.foils) wrong variants refuted, \
      <b>\(c.score.refuted)</b> of \(c.score.counted) mutants. <a href="how-to-read.html">How to read the evidence</a>. \(pdf)</p>
      <ol class="chapters">\(chapters.joined(separator: "\n"))</ol>
      <ul class="matter">\(others.joined(separator: "\n"))</ul>
      """
  }
}

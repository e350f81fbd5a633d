import Foundation

/// Runs pandoc over the woven Markdown, once for each output.
struct Pandoc: Sendable {
  enum Target: String, Sendable {
    case html = "html5"
    case latex
  }

  let repository: Repository
  let folder: String
  let title: BookTitle

  /// The text of the book for one output, and the numbers that the filter gave.
  func run(_ markdown: String, to target: Target) throws -> (text: String, numbers: String) {
    let source = "\(folder)/book-\(target.rawValue).md"
    let out = "\(folder)/book.\(target == .html ? "raw.html" : "tex")"
    let numbers = "\(folder)/numbers-\(target.rawValue).txt"
    let head =
      "---\ntitle: \"\(title.title)\"\nsubtitle: \"\(title.subtitle)\"\nlang: en-GB\n"
      + "link-citations: true\nnumbers-file: \(numbers)\n---\n\n"
    try Files.write(head + markdown, to: source)
    var arguments = [
      source,
      "--from=markdown-auto_identifiers+ascii_identifiers-implicit_figures-raw_html-raw_tex",
      "--to=\(target.rawValue)", "--output=\(out)", "--columns=400", "--wrap=preserve",
      "--lua-filter=\(repository.path("book/book.lua"))", "--citeproc",
      "--bibliography=\(repository.path("book/references.bib"))",
      "--metadata=suppress-bibliography:false", "--fail-if-warnings",
    ]
    switch target {
    case .html: arguments += ["--katex", "--section-divs"]
    case .latex:
      arguments += [
        "--template=\(repository.path("book/book.latex"))", "--standalone",
        "--top-level-division=chapter",
        "--highlight-style=\(repository.path("book/highlight.theme"))",
      ]
    }
    let result = try Program.output(
      "pandoc", arguments, in: repository.root, log: "\(folder)/pandoc-\(target.rawValue).log")
    guard result.status == 0 else {
      throw Failure(
        result.status == 3 ? .text : .inner, "pandoc stops: \(result.text.trimmed)",
        remedy: "the woven text is \(source)")
    }
    return (try Files.text(out), try Files.text(numbers))
  }
}

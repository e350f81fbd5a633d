import Foundation
import Textbook

/// The whole book as one Markdown text, in the order in which it is read.
public struct BookWeaver {
  let repository: Repository
  let chapters: [ChapterInput]
  public let ledger: Ledger

  public init(_ repository: Repository, chapters: [ChapterInput]) {
    (self.repository, self.chapters) = (repository, chapters)
    ledger = Ledger(chapters)
  }

  /// Throws every failure of every chapter at once.
  public func markdown() throws -> String {
    var parts: [String] = [], failures: [Failure] = []
    for page in ["how-to-read", "notation"] { parts.append(try self.page(page)) }
    parts.append(latex("\\mainmatter"))
    let errata = Errata(repository)
    for chapter in chapters {
      var weaver = ChapterWeaver(chapter, in: repository, errata: errata)
      weaver.weave()
      failures += weaver.failures
      parts.append(weaver.markdown)
    }
    parts.append(latex("\\backmatter"))
    parts.append(ledger.markdown)
    parts.append(try page("errata"))
    parts.append("# Solutions {#solutions .unnumbered}\n\n::: {.all-solutions}\n:::\n")
    parts.append("# Bibliography {#bibliography .unnumbered}\n\n::: {#refs}\n:::\n")
    parts.append(ledger.index)
    failures += References(chapters: chapters, repository: repository).failures
    try Failures.check(failures)
    return parts.joined(separator: "\n\n")
  }

  private func page(_ name: String) throws -> String {
    try Files.text(repository.path("book/\(name).md"), shownAs: "book/\(name).md")
      .replacingOccurrences(of: "{{counts}}", with: ledger.summary)
  }

  private func latex(_ text: String) -> String { "```{=latex}\n\(text)\n```\n" }
}

/// Every `@eq:…`, `@fig:…`, `@sec:…` of the text must lead somewhere: found here with line and column, before pandoc runs.
struct References {
  var failures: [Failure] = []

  init(chapters: [ChapterInput], repository: Repository) {
    var labels = Set<String>(["how-to-read", "notation", "ledger", "errata", "solutions", "bibliography", "claims"])
    var mentions: [(label: String, place: Place)] = []
    for chapter in chapters {
      labels.insert("sec:\(chapter.name)")
      for block in chapter.text.blocks {
        switch block {
        case .equation(let e): declare("eq:\(e.label)", Place(chapter.text.file, e.position.line), &labels)
        case .figure(let f):
          if let id = f.attributes.id { declare(id, Place(chapter.text.file, f.position.line), &labels) }
          mentions += Self.mentions(f.caption.markdown, chapter.text.file, f.position.line)
        case .open(let d):
          if let id = d.attributes.id, !["check", "erratum"].contains(d.attributes.classes.first) {
            declare(id, Place(chapter.text.file, d.position.line), &labels)
          }
        case .prose(let p):
          for (id, line) in Self.declared(p.markdown) { declare(id, Place(chapter.text.file, p.position.line + line), &labels) }
          mentions += Self.mentions(p.markdown, chapter.text.file, p.position.line)
        default: break
        }
      }
    }
    let entries = Self.bibliography(repository)
    for (label, place) in mentions where !labels.contains(label) && !entries.contains(label) {
      let known = label.contains(":") ? labels : entries
      let kind = label.contains(":") ? "the reference @\(label) leads nowhere" : "no entry “\(label)” in book/references.bib"
      let hint = suggestion(for: label, among: known).dropFirst(2)
      failures.append(Failure(.text, at: place, kind, remedy: hint.isEmpty ? "declare it, or delete the reference" : String(hint)))
    }
  }

  private mutating func declare(_ label: String, _ place: Place, _ labels: inout Set<String>) {
    if !labels.insert(label).inserted {
      failures.append(Failure(.text, at: place, "the label \(label) stands twice", remedy: "rename one of them"))
    }
  }

  /// `{#sec:…}` and `{#tbl:…}` in prose, with the number of their line.
  private static func declared(_ markdown: String) -> [(String, Int)] {
    var found: [(String, Int)] = []
    for (number, line) in markdown.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard let open = line.firstRange(of: "{#") else { continue }
      let id = line[open.upperBound...].prefix { !" }".contains($0) }
      found.append((String(id), number))
    }
    return found
  }

  /// Every `@label` outside code, with its place. A label ends in a letter or digit.
  static func mentions(_ markdown: String, _ file: String, _ first: Int) -> [(label: String, place: Place)] {
    var found: [(String, Place)] = [], fenced = false
    for (number, line) in markdown.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.trimmingPrefix(while: \.isWhitespace).hasPrefix("```") { fenced.toggle() }
      if fenced { continue }
      let scalars = Array(line.unicodeScalars)
      var i = 0, code = false
      while i < scalars.count {
        if scalars[i] == "`" { code.toggle() }
        let before = i > 0 ? scalars[i - 1] : " "
        if !code, scalars[i] == "@", !before.properties.isAlphabetic, before != "\\" {
          var j = i + 1
          while j < scalars.count, isLabel(scalars[j]) { j += 1 }
          while j > i + 1, ":.-/".unicodeScalars.contains(scalars[j - 1]) { j -= 1 }
          if j > i + 1 {
            found.append((String(String.UnicodeScalarView(scalars[(i + 1)..<j])), Place(file, first + number, i + 1)))
          }
          i = j
        } else { i += 1 }
      }
    }
    return found
  }

  private static func isLabel(_ s: Unicode.Scalar) -> Bool {
    s.isASCII && (s.properties.isAlphabetic || ("0"..."9").contains(s) || ":./_-".unicodeScalars.contains(s))
  }

  static func bibliography(_ repository: Repository) -> Set<String> {
    let text = (try? Files.text(repository.path("book/references.bib"))) ?? ""
    var keys = Set<String>()
    for line in text.split(separator: "\n") where line.hasPrefix("@") {
      guard let open = line.firstIndex(of: "{"), let comma = line.firstIndex(of: ",") else { continue }
      keys.insert(String(line[line.index(after: open)..<comma]).trimmed)
    }
    return keys
  }
}

import Audit
import Foundation
import Textbook

/// The whole book as one Markdown text, in the order in which it is read.
public struct BookWeaver {
  let repository: Repository
  let chapters: [ChapterInput]
  public let ledger: Ledger
  private let audit: [FileReport]

  /// `audit` is what the audit of the source documents found; the page of errata shows it.
  public init(_ repository: Repository, chapters: [ChapterInput], audit: [FileReport] = []) {
    (self.repository, self.chapters, self.audit) = (repository, chapters, audit)
    ledger = Ledger(chapters)
  }

  /// Throws every failure of every chapter at once.
  public func markdown() throws -> String {
    var parts: [String] = []
    var failures: [Failure] = []
    for page in ["how-to-read", "notation"] { parts.append(try self.page(page)) }
    parts.append(latex("\\mainmatter"))
    let errata = Errata(repository)
    let katex = audit.isEmpty ? nil : try KaTeX(polyfills: repository.path("book/polyfills.js"))
    let audited = AuditedErrata(errata, reports: audit, titles: titles) {
      (try? katex?.render($0, .small)) != nil
    }
    for chapter in chapters {
      var weaver = ChapterWeaver(chapter, in: repository, errata: errata, audited: audited)
      weaver.weave()
      failures += weaver.failures
      parts.append(weaver.markdown)
    }
    parts.append(latex("\\backmatter"))
    parts.append(ledger.markdown)
    let spoken = parts.joined()
    let shown = errata.entries.keys.filter { spoken.contains("::: {.erratum label=\"\($0)\"") }
    parts.append(try page("errata"))
    if let rest = audited.markdown(besides: Set(shown)) { parts.append(rest) }
    parts.append("# Solutions {#solutions .unnumbered}\n\n::: {.all-solutions}\n:::\n")
    parts.append("# Bibliography {#bibliography .unnumbered}\n\n::: {#refs}\n:::\n")
    parts.append(ledger.index)
    failures += References(chapters: chapters, repository: repository).failures
    if let overdrawn = ledger.budget.failure { failures.append(overdrawn) }
    try Failures.check(failures)
    return parts.joined(separator: "\n\n")
  }

  /// What the toys of the audit are, by the sheet and the name.
  private var titles: [String: [String: String]] {
    let sheets = audit.map { report in
      let text = try? Files.text(repository.path(report.sheet))
      return (report.sheet, text.flatMap { try? Sheet.read($0, name: report.sheet) }?.titles ?? [:])
    }
    return Dictionary(sheets) { first, _ in first }
  }

  private func page(_ name: String) throws -> String {
    try Files.text(repository.path("book/\(name).md"), shownAs: "book/\(name).md")
      .replacingOccurrences(of: "{{counts}}", with: ledger.summary)
  }

  private func latex(_ text: String) -> String { "```{=latex}\n\(text)\n```\n" }
}

/// Every `@eq:…`, `@fig:…`, `@sec:…` of the text must lead somewhere: found here with line and
/// column, before pandoc runs.
struct References {
  var failures: [Failure] = []

  /// Names of their own: equations, chapters, the pages of the book.
  private var global = Set<String>([
    "how-to-read", "notation", "ledger", "errata", "solutions", "bibliography", "claims",
  ])
  /// The labels of sections, figures, tables and exercises belong to their chapter.
  private var local: [String: Set<String>] = [:]

  init(chapters: [ChapterInput], repository: Repository) {
    var mentions: [(label: String, chapter: String, place: Place)] = []
    for chapter in chapters {
      global.insert("sec:\(chapter.name)")
      let name = chapter.name
      let file = chapter.text.file
      for block in chapter.text.blocks {
        switch block {
        case .equation(let e): declare("eq:\(e.label)", Place(file, e.position.line), in: nil)
        case .figure(let f):
          if let id = f.attributes.id { declare(id, Place(file, f.position.line), in: name) }
          mentions += Self.mentions(f.caption.markdown, file, f.position.line).map {
            ($0.label, name, $0.place)
          }
        case .open(let d):
          if let id = d.attributes.id, !["check", "erratum"].contains(d.attributes.classes.first) {
            declare(id, Place(file, d.position.line), in: name)
          }
        case .prose(let p):
          for (id, line) in Self.declared(p.markdown) {
            declare(id, Place(file, p.position.line + line), in: name)
          }
          mentions += Self.mentions(p.markdown, file, p.position.line).map {
            ($0.label, name, $0.place)
          }
        default: break
        }
      }
    }
    let entries = Self.bibliography(repository)
    for (label, chapter, place) in mentions
    where !leads(label, from: chapter) && !entries.contains(label) {
      let known = label.contains(":") ? global.union(local[chapter] ?? []) : entries
      let kind =
        label.contains(":")
        ? "the reference @\(label) leads nowhere" : "no entry “\(label)” in book/references.bib"
      let hint = suggestion(for: label, among: known).dropFirst(2)
      failures.append(
        Failure(
          .text, at: place, kind,
          remedy: hint.isEmpty ? "declare it, or delete the reference" : String(hint)))
    }
  }

  /// In its own chapter, among the names of their own, or in the one other chapter that has it.
  private func leads(_ label: String, from chapter: String) -> Bool {
    global.contains(label) || local[chapter]?.contains(label) == true
      || local.values.count { $0.contains(label) } == 1
  }

  private mutating func declare(_ label: String, _ place: Place, in chapter: String?) {
    let isNew =
      if let chapter { local[chapter, default: []].insert(label).inserted } else {
        global.insert(label).inserted
      }
    if !isNew {
      failures.append(
        Failure(.text, at: place, "the label \(label) stands twice", remedy: "rename one of them"))
    }
  }

  /// `{#sec:…}` and `{#tbl:…}` in prose, with the number of their line.
  private static func declared(_ markdown: String) -> [(String, Int)] {
    var found: [(String, Int)] = []
    for (number, line) in markdown.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      guard let open = line.firstRange(of: "{#") else { continue }
      let id = line[open.upperBound...].prefix { !" }".contains($0) }
      found.append((String(id), number))
    }
    return found
  }

  /// Every `@label` outside code, with its place. A label ends in a letter or digit.
  static func mentions(_ markdown: String, _ file: String, _ first: Int) -> [(
    label: String, place: Place
  )] {
    var found: [(String, Place)] = []
    var fenced = false
    for (number, line) in markdown.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      if line.trimmingPrefix(while: \.isWhitespace).hasPrefix("```") { fenced.toggle() }
      if fenced { continue }
      let scalars = Array(line.unicodeScalars)
      var i = 0
      var code = false
      while i < scalars.count {
        if scalars[i] == "`" { code.toggle() }
        let before = i > 0 ? scalars[i - 1] : " "
        if !code, scalars[i] == "@", !before.properties.isAlphabetic, before != "\\" {
          var j = i + 1
          while j < scalars.count, isLabel(scalars[j]) { j += 1 }
          while j > i + 1, ":.-/".unicodeScalars.contains(scalars[j - 1]) { j -= 1 }
          if j > i + 1 {
            found.append(
              (
                String(String.UnicodeScalarView(scalars[(i + 1)..<j])),
                Place(file, first + number, i + 1)
              ))
          }
          i = j
        } else {
          i += 1
        }
      }
    }
    return found
  }

  private static func isLabel(_ s: Unicode.Scalar) -> Bool {
    s.isASCII
      && (s.properties.isAlphabetic || ("0"..."9").contains(s)
        || ":./_-".unicodeScalars.contains(s))
  }

  static func bibliography(_ repository: Repository) -> Set<String> {
    let text = (try? Files.text(repository.path("book/references.bib"))) ?? ""
    var keys = Set<String>()
    for line in text.split(separator: "\n") where line.hasPrefix("@") {
      guard let open = line.firstIndex(of: "{"), let comma = line.firstIndex(of: ",") else {
        continue
      }
      keys.insert(String(line[line.index(after: open)..<comma]).trimmed)
    }
    return keys
  }
}

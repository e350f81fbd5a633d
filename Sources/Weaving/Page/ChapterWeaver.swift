import Evidence
import Foundation
import Textbook

/// One chapter, ready to be woven: its text, what its program found, its own source, and where its
/// figures lie.
public struct ChapterInput: Sendable {
  public var name: String
  public var text: ChapterText
  public var results: Results
  public var listings: Listings
  /// The folder of the figures that its program drew.
  public var figures: String

  public init(
    name: String, text: ChapterText, results: Results, listings: Listings, figures: String
  ) {
    (self.name, self.text, self.results, self.listings, self.figures) = (
      name, text, results, listings, figures
    )
  }
}

/// Rewrites a chapter and its results as the Markdown that pandoc reads, for both outputs at once:
/// what only one of them shows stands in raw blocks. Numbers are given later, by the filter.
struct ChapterWeaver {
  let input: ChapterInput
  private(set) var failures: [Failure] = []
  private(set) var markdown = ""
  private var usedCells = Set<String>()
  private let claims: [String: ClaimRecord]
  private let figures: [String: FigureEntry]
  private let toyNames: [String: String]

  private let errata: [String: Errata.Entry]
  private let audited: AuditedErrata
  private let repository: Repository

  init(_ input: ChapterInput, in repository: Repository, errata: Errata, audited: AuditedErrata) {
    (self.input, self.repository, self.errata, self.audited) = (
      input, repository, errata.entries, audited
    )
    claims = Dictionary(input.results.claims.map { ($0.id, $0) }) { first, _ in first }
    figures = Dictionary(input.results.figures.map { ($0.name, $0) }) { first, _ in first }
    toyNames = Self.toyNames(input.text)
  }

  /// How the page names the toys of a chapter.
  static func toyNames(_ text: ChapterText) -> [String: String] {
    Dictionary(text.toys.map { ($0.name, title(of: $0)) }) { first, _ in first }
  }

  /// The first line of a toy in quotation marks is how the page names it.
  static func title(of toy: ToyBlock) -> String {
    let lines = toy.text.split(separator: "\n", omittingEmptySubsequences: false)
    return titleLine(lines).map {
      String(String(lines[$0]).trimmed.dropFirst().prefix { $0 != "\"" })
    } ?? toy.name
  }

  private static func titleLine(_ lines: [Substring]) -> Int? {
    for (index, line) in lines.enumerated() {
      let content = String(line).trimmed
      if content.hasPrefix("\"") { return index }
      if !content.isEmpty, !content.hasPrefix("#"), !content.hasPrefix("extends") { break }
    }
    return nil
  }

  mutating func weave() {
    put("# \(input.text.front.title) {label=\"sec:\(input.name)\"}\n")
    for block in input.text.blocks { put(block) }
    for name in input.listings.regions.keys.sorted() where !usedCells.contains(name) {
      guard let region = input.listings.regions[name] else { continue }
      failures.append(
        Failure(
          .text, at: region.place, "the region “\(name)” is shown nowhere",
          remedy: "write {{cell \(name)}} in chapter.md, or delete its marks"))
    }
    checkClaims()
  }

  private mutating func put(_ block: ChapterText.Block) {
    switch block {
    case .prose(let prose): put(prose)
    case .toy(let toy): put(toy)
    case .equation(let equation): put(equation)
    case .cell(let cell): put(cell)
    case .figure(let figure): put(figure)
    case .open(let division): open(division)
    case .close: put(":::\n")
    case .foils, .values: break
    }
  }

  private mutating func put(_ text: String) { markdown += text + "\n" }

  private mutating func raw(_ format: String, _ text: String) {
    var fence = "```"
    while text.contains(fence) { fence += "`" }
    put("\(fence){=\(format)}\n\(text)\n\(fence)\n")
  }

  private mutating func fail(
    _ position: Position, _ what: String, _ remedy: String, kind: Failure.Kind = .text
  ) {
    failures.append(Failure(kind, at: place(position), what, remedy: remedy))
  }

  private func place(_ position: Position) -> Place {
    Place(input.text.file, position.line, position.column)
  }

  /// Leads from a line of the LaTeX back to this line of the chapter.
  private mutating func trace(_ position: Position) {
    raw("latex", "%@ \(input.text.file):\(position.line)")
  }

  // MARK: prose

  private mutating func put(_ prose: Prose) {
    if let fence = prose.markdown.trimmed.split(separator: "\n").first, fence.hasPrefix("```swift")
    {
      fail(
        prose.position, "a Swift listing is typed into the chapter",
        "cut it from compiled source: mark a region and write {{cell name}}")
    }
    put(labelled(filled(prose)) + "\n")
  }

  /// pandoc wants identifiers that are unique in the whole book; labels belong to their chapter and
  /// come as attributes.
  private func labelled(_ markdown: String) -> String {
    var result = ""
    var rest = Substring(markdown)
    while let open = rest.firstRange(of: "{#sec:") {
      let id = rest[open.upperBound...].prefix { !" }".contains($0) }
      result += "\(rest[..<open.lowerBound]){label=\"sec:\(id)\""
      rest = rest[id.endIndex...]
    }
    return result + rest
  }

  private mutating func filled(_ prose: Prose) -> String {
    if let typed = TypedNumbers.first(in: prose) {
      let lines = prose.markdown.unicodeScalars.prefix(typed.offset)
        .split(separator: "\n", omittingEmptySubsequences: false)
      let inner = Position(line: lines.count, column: (lines.last?.count ?? 0) + 1)
      fail(
        prose.position.offset(by: inner),
        "the number \(typed.numeral) is typed into the text",
        "what a run finds is written {{name}}; what is chosen, as a fraction")
    }
    var missing: [Failure] = []
    let text = prose.replacing { placeholder in
      switch number(placeholder) {
      case .success(let text): return text
      case .failure(let failure):
        missing.append(failure)
        return "?"
      }
    }
    failures += missing
    return text
  }

  private func number(_ p: Placeholder) -> Result<String, Failure> {
    guard let value = input.results.values[p.name] else {
      let hint = suggestion(for: p.name, among: input.results.values.keys).dropFirst(2)
      return .failure(
        Failure(
          .text, at: place(p.position), "unknown value “\(p.name)”",
          remedy: hint.isEmpty ? "define it in a ```values block" : String(hint)))
    }
    guard let tex = Placeholders.tex(value, format: p.format) else {
      return .failure(
        Failure(
          .text, at: place(p.position),
          "the value “\(p.name)” is not known to the digits asked for",
          remedy: "ask for fewer, or give its claim a better grade"))
    }
    if p.inMathematics { return .success(tex) }
    let title = HTML.escaped("\(p.name) = \(Digits.shown(value.value))").replacingOccurrences(
      of: "…", with: "...")
    return .success("[$\(tex)$]{.value title=\"\(title)\"}")
  }

  // MARK: toys, cells, figures

  private mutating func put(_ toy: ToyBlock) {
    var lines = toy.text.split(separator: "\n", omittingEmptySubsequences: false)
    var title = ""
    // the line in quotation marks is the heading
    if let heading = Self.titleLine(lines) {
      // within quotation marks pandoc reads a backslash as an escape
      title = " title=\"\(Self.title(of: toy).replacingOccurrences(of: "\\", with: "\\\\"))\""
      lines.remove(at: heading)
    }
    lines = Array(lines.drop { String($0).trimmed.isEmpty })
    let text = lines.joined(separator: "\n")
    put(
      "::: {.toy #toy:\(input.name):\(toy.name) name=\"\(toy.name)\"\(title)}\n```{.toy}\n\(text)\n```\n:::\n"
    )
  }

  private mutating func put(_ cell: Named) {
    trace(cell.position)
    usedCells.insert(cell.name)
    guard let region = input.listings.regions[cell.name] else {
      let hint = suggestion(for: cell.name, among: input.listings.regions.keys).dropFirst(2)
      return fail(
        cell.position, "no region “\(cell.name)” in the chapter's source",
        "mark it with // begin \(cell.name); \(hint)")
    }
    guard let output = input.results.cells[cell.name]?.output else {
      return fail(
        cell.position, "the cell “\(cell.name)” printed nothing",
        "register it in the chapter's program: Cell(\"\(cell.name)\") { … }")
    }
    put("::: {.cell #cell:\(input.name):\(cell.name)}\n```{.swift}\n\(region.code)\n```\n")
    let shown = output.hasSuffix("\n") ? String(output.dropLast()) : output
    if let wide = shown.split(separator: "\n").first(where: { $0.count > 84 }) {
      fail(
        cell.position, "the cell “\(cell.name)” prints a line of \(wide.count) columns",
        "print at most 84")
    }
    put("```{.output}\n\(shown)\n```\n:::\n")
  }

  private mutating func put(_ figure: FigureBlock) {
    trace(figure.position)
    guard let drawn = figures[figure.name] else {
      let hint = suggestion(for: figure.name, among: figures.keys).dropFirst(2)
      return fail(
        figure.position, "no figure “\(figure.name)” is drawn by the chapter's program",
        String(hint))
    }
    if drawn.alt.trimmed.isEmpty {
      fail(
        figure.position, "the figure “\(figure.name)” has no alt text",
        "state in words what it shows: Figure(…, alt: …)")
    }
    for collision in drawn.collisions ?? [] {
      fail(
        figure.position, "in the figure “\(figure.name)” \(collision)",
        "move one of them, or draw the figure larger")
    }
    // letters have one size in all figures: a drawing of 420 points, the widest, takes 96 % of the
    // column
    let natural = min(96 * drawn.width / 420, 100).rounded()
    let width =
      figure.attributes.values["width"].flatMap {
        Double($0.replacingOccurrences(of: "%", with: ""))
      } ?? natural
    guard let svg = drawn.files.first(where: { $0.hasSuffix(".svg") }),
      let pdf = drawn.files.first(where: { $0.hasSuffix(".pdf") })
    else {
      return fail(
        figure.position, "the figure “\(figure.name)” lacks an SVG or a PDF",
        "draw both: run “make clean”, then “make chapters”")
    }
    for file in [svg, pdf] where !Files.exists("\(input.figures)/\(file)") {
      fail(
        figure.position, "the file \(file) of the figure “\(figure.name)” is missing",
        "run “make clean”, then “make chapters”", kind: .environment)
    }
    let caption = filled(figure.caption)
    put(
      """
      ::: {.figure label="\(figure.attributes.id ?? "fig:\(figure.name)")" svg="\(input.name)/\(svg)" pdf="\(input.figures)/\(pdf)" \
      width="\(width / 100)"}
      \(caption)
      :::

      """)
  }

  // MARK: divisions

  private static let divisions = [
    "question", "misconception", "erratum", "exercise", "solution", "run", "check", "notes", "play",
  ]

  private mutating func open(_ division: Division) {
    let a = division.attributes
    guard let kind = a.classes.first, Self.divisions.contains(kind) else {
      let hint = suggestion(for: a.classes.first ?? "", among: Self.divisions).dropFirst(2)
      fail(division.position, "unknown block ::: {.\(a.classes.first ?? "")}", String(hint))
      return put("::: {.unknown}\n")
    }
    if ["exercise", "erratum", "check"].contains(kind), a.id == nil {
      fail(
        division.position, "a block .\(kind) has an identifier",
        "write ::: {.\(kind) #\(kind == "exercise" ? "ex:name" : kind == "erratum" ? "E07" : "claim-id")}"
      )
    }
    var extra = a.values.sorted { $0.key < $1.key }.map { " \($0.key)=\"\($0.value)\"" }.joined()
    if kind == "check" {
      let title = a.id.flatMap { LabelEvidence(check: $0, in: claims)?.checks[0].title }
      extra += a.values["title"] == nil ? " title=\"\(title ?? a.id ?? "")\"" : ""
    }
    if kind == "erratum", let entry = a.id.flatMap({ errata[$0] }) {
      extra += " source=\"\(entry.source)\" verdict=\"\(entry.verdict)\""
    }
    if kind == "play" { extra += play(a, division.position).map { " name=\"\($0)\"" } ?? "" }
    let id = a.id.map { " label=\"\(kind == "check" ? "check:" : "")\($0)\"" } ?? ""
    put("::: {.\(kind)\(id)\(extra)}\n")
    if kind == "check", let id = a.id { putCheck(id, division.position) }
    if kind == "erratum", let found = a.id.flatMap(audited.markdown) { put(found) }
  }

  /// The name of an element to play with; its script must be there.
  private mutating func play(_ a: Attributes, _ position: Position) -> String? {
    guard let name = a.words.sorted().first ?? a.values["name"] else {
      fail(
        position, "an element to play with has no name",
        "write ::: {.play name}, with its script in book/play/name.js")
      return nil
    }
    if !Files.exists(repository.path("book/play/\(name).js")) {
      fail(
        position, "the script book/play/\(name).js is missing", "write it, or take the element out")
    }
    return name
  }

  private mutating func putCheck(_ id: String, _ position: Position) {
    guard let evidence = LabelEvidence(check: id, in: claims) else {
      let known = claims.values.flatMap(\.checks).filter(\.isWritten).map(\.label)
      let hint = suggestion(for: id, among: known).dropFirst(2)
      return fail(
        position, "no check “\(id)” in the chapter's program",
        "register it: Check(\"\(id)\", …); \(hint)")
    }
    let mark = Mark(status: .checked, evidence: evidence)
    raw(
      "html",
      EvidenceHTML(evidence: evidence, chapter: input.name, toyNames: toyNames).details(mark: mark))
    raw("latex", CheckTeX(evidence: evidence, mark: mark).text)
  }

  // MARK: equations

  private mutating func put(_ equation: EquationBlock) {
    trace(equation.position)
    let claim = claims[equation.claim]
    var evidence: LabelEvidence?
    if equation.status == .checked {
      guard let claim else {
        return fail(
          equation.position,
          "the equation \(equation.label) has no results: no program has read it",
          "run the chapter, or mark it status=definition, assumption or cited", kind: .claim)
      }
      let found = LabelEvidence(claim, label: equation.label)
      if found.checks.isEmpty {
        return fail(
          equation.position, "the equation \(equation.label) was not checked",
          "give it a toy, or a status", kind: .claim)
      }
      evidence = found
    } else if let claim {
      evidence = LabelEvidence(claim, label: equation.label)
    }
    let mark = Mark(status: equation.status, evidence: evidence)
    let shape = Derivation(equation.latex)
    let form = shape == nil ? "single" : "derivation"
    put(
      """
      ::: {.equation label="eq:\(equation.label)" form=\(form) claim="\(equation.claim)" sign=\(mark.sign) \
      grade="\(mark.word)" digits="\(mark.detail)" evidence="\(EvidenceTeX.target(equation.label))"}

      """)
    if let shape {
      let rows = DerivationRows(shape, evidence: evidence)
      raw("html", rows.html)
      raw("latex", rows.tex)
    } else {
      let (tex, because) = TeX.withoutReason(equation.latex)
      put("$$\(tex.trimmed)$$\n")
      if let because { raw("html", "<p class=\"because\">\(HTML.words(because))</p>") }
    }
    raw("html", details(equation, evidence, mark))
    put(":::\n")
  }

  private func details(_ equation: EquationBlock, _ evidence: LabelEvidence?, _ mark: Mark)
    -> String
  {
    if let evidence, !evidence.checks.isEmpty {
      return EvidenceHTML(evidence: evidence, chapter: input.name, toyNames: toyNames).details(
        mark: mark)
    }
    let because = equation.because.map { " title=\"\(HTML.escaped($0))\"" } ?? ""
    return
      "<p class=\"evidence status\"\(because)>\(Mark.drawing(mark.sign))<span class=\"grade\">\(mark.word)</span></p>"
  }

  // MARK: claims

  private mutating func checkClaims() {
    let labels = Dictionary(input.text.equations.map { ($0.claim, $0.position) }) { first, _ in
      first
    }
    let checks = Dictionary(input.text.checks.map { ($0.name, $0.position) }) { first, _ in first }
    for claim in input.results.claims.sorted(by: { $0.id < $1.id }) {
      let position = labels[claim.id] ?? checks[claim.id] ?? Position(line: 1, column: 1)
      if !claim.isGreen {
        let foils = claim.foils.filter { $0.verdict != .refuted }.map {
          "foil “\($0.name)” \($0.verdict.rawValue)"
        }
        let why =
          ([
            claim.verdict == .holds
              ? "" : "\(claim.verdict.rawValue)\(claim.reason.map { ", \($0)" } ?? "")",
            claim.culprit?.failure ?? "",
          ] + foils).filter { !$0.isEmpty }
        let place = claim.culprit.flatMap { check in
          input.text.equations.first { $0.label == check.label }?.position
        }
        fail(
          place ?? position, "the claim \(claim.id) is not green: \(why.joined(separator: ", "))",
          "see swift run -c release \(input.name) --explain \(claim.id)", kind: .claim)
      }
      if labels[claim.id] == nil, checks[claim.id] == nil {
        fail(
          position, "the claim \(claim.id) stands on no page",
          "show it: ::: {.check #\(claim.id)} … :::")
      }
    }
  }
}

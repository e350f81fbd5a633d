import Evidence
import Foundation
import Textbook

/// The ledger: every claim of the book with its verdict, counted honestly.
public struct Ledger: Sendable {
  struct Entry: Sendable {
    var chapter: String
    var title: String
    var claim: ClaimRecord
    /// Its displays, in the order of the text.
    var displays: [EquationBlock]
    var toyNames: [String: String]
    var labels: [String] { displays.map(\.label) }
  }

  var entries: [Entry] = []
  /// What random numbers may get wrong.
  private(set) var budget = Budget()

  init(_ chapters: [ChapterInput]) {
    for chapter in chapters {
      let equations = Dictionary(grouping: chapter.text.equations, by: \.claim)
      let order = Dictionary(
        chapter.text.equations.enumerated().map { ($0.element.claim, $0.offset) }
      ) { first, _ in first }
      let known = Set(chapter.results.claims.map(\.id))
      let toyNames = ChapterWeaver.toyNames(chapter.text)
      var claims = chapter.results.claims
      for (id, own) in equations where !known.contains(id) { claims.append(.displayed(own[0])) }
      claims.sort { (order[$0.id] ?? .max, $0.id) < (order[$1.id] ?? .max, $1.id) }
      for claim in claims {
        budget.add(claim)
        entries.append(
          Entry(
            chapter: chapter.name, title: chapter.text.front.title, claim: claim,
            displays: equations[claim.id] ?? [], toyNames: toyNames))
      }
    }
  }

  // MARK: counts

  /// How many claims, and how they are settled.
  public struct Counts: Sendable, Equatable {
    public var claims = 0, equations = 0, derivations = 0, inequalities = 0, checks = 0
    /// Displayed formulas, and how many of them a program evaluates.
    public var displays = 0, displaysChecked = 0
    /// Displays that are not judged.
    public var definitions = 0, readings = 0, assumptions = 0, cited = 0
    public var foils = 0, foilsRefuted = 0
    public var mutants: [MutantRecord] = []
    public var score: MutantScore { MutantScore(mutants) }
    public var grades: [Grade: Int] = [:]
    /// Claims that have a check in Swift besides their formulas.
    public var accompanied = 0
    /// Claims that a program could have refuted.
    public var settled: Int { equations + derivations + inequalities + checks }

    /// The displays that are true by construction or rest on the literature.
    var unjudged: [String] {
      [
        (definitions, "definitions"), (readings, "readings of a sentence"),
        (assumptions, "assumptions"), (cited, "quotations"),
      ].filter { $0.0 > 0 }.map { "\($0.1): \($0.0)" }
    }

    mutating func add(_ displays: [EquationBlock.Status]) {
      self.displays += displays.count
      for status in displays {
        switch status {
        case .checked: displaysChecked += 1
        case .definition: definitions += 1
        case .reading: readings += 1
        case .assumption: assumptions += 1
        case .cited: cited += 1
        }
      }
    }
  }

  public var counts: Counts {
    var c = Counts()
    for entry in entries {
      let claim = entry.claim
      c.claims += 1
      c.add(entry.displays.map(\.status))
      switch claim.kind {
      case .definition, .reading, .assumption, .cited: break
      case .check: c.checks += 1
      case .inequality: c.inequalities += 1
      case .derivation: c.derivations += 1
      case .equation: c.equations += 1
      }
      guard claim.isChecked else { continue }
      if let grade = claim.grade { c.grades[grade, default: 0] += 1 }
      if claim.kind != .check, claim.checks.contains(where: \.isWritten) { c.accompanied += 1 }
      c.foils += claim.foils.count
      c.foilsRefuted += claim.foils.count { $0.verdict == .refuted }
      c.mutants.append(contentsOf: claim.mutants)
    }
    return c
  }

  /// What was counted, a line a kind of evidence.
  var summary: String {
    let c = counts
    let score = c.score
    let share = String(format: "%.2f", 100 * Double(score.refuted) / Double(max(1, score.counted)))
    var rows = [
      ("displayed formulas", c.displays, "evaluated by programs: \(c.displaysChecked)"),
      ("not evidence", c.displays - c.displaysChecked, Self.list(c.unjudged)),
      ("claims", c.claims, "settled by programs: \(c.settled)"),
      ("identities", c.equations, "read from their LaTeX"),
      ("derivations", c.derivations, "read from their LaTeX, line by line"),
      ("inequalities", c.inequalities, "read from their LaTeX"),
      ("other statements", c.checks, "algorithms, counts, limits: checked in Swift"),
      ("checked twice", c.accompanied, "by their formulas, counted above, and in Swift"),
    ]
    rows += Grade.allCases.compactMap { grade in
      c.grades[grade].map {
        ("grade \(grade.rawValue)", $0, "of the claims, by their weakest check")
      }
    }
    rows += [
      ("foils", c.foils, "wrong variants written by hand, refuted: \(c.foilsRefuted)"),
      ("mutants", c.mutants.count, "variants made by machine: \(score.text)"),
    ]
    let lines = rows.filter { $0.1 > 0 }.map { "| \($0.0) | \($0.1) | \($0.2) |" }
    return """
      | what | count | of these |
      |:-------|-----:|:--------------------|
      \(lines.joined(separator: "\n"))

      The book's score is \(share) %: of the variants made by machine that have a value and do not follow from \
      their equation, so many are refuted. \(budget.summary)

      """
  }

  /// a, b and c.
  private static func list(_ items: [String]) -> String {
    items.count < 2
      ? items.joined() : items.dropLast().joined(separator: ", ") + " and " + (items.last ?? "")
  }

  // MARK: the page

  var markdown: String {
    var text = "# The ledger {#ledger .unnumbered}\n\n\(summary)\n\(budget.markdown)"
    var chapter = ""
    var group: [Entry] = []
    func flush() {
      guard !group.isEmpty else { return }
      text += "```{=html}\n\(html(group))\n```\n\n```{=latex}\n\(tex(group))\n```\n\n"
      group = []
    }
    for entry in entries {
      if entry.chapter != chapter {
        flush()
        chapter = entry.chapter
        text += "## \(entry.title) {#ledger-\(chapter) .unnumbered}\n\n"
      }
      group.append(entry)
    }
    flush()
    return text + "```{=latex}\n\(evidence)\n```\n\n"
  }

  /// On paper the evidence of every display and check stands behind the ledger; on the screen,
  /// beside each equation.
  private var evidence: String {
    var text = "\\evidencechapter\n"
    var chapter = ""
    for entry in entries {
      if entry.chapter != chapter {
        if !chapter.isEmpty { text += "\\end{evidencelist}\n" }
        chapter = entry.chapter
        text +=
          "\\evidencesection{\(TeX.words(entry.title))}{\(TeX.escaped(chapter))}\n\\begin{evidencelist}\n"
      }
      text +=
        "\\evidenceclaim{\(TeX.label(entry.claim.id))}{\(Self.sign(entry))}{\(TeX.breakable(entry.claim.id))}\n"
      for display in entry.displays {
        let place = "\\hyperlink{eq:\(display.label)}{(@@eq:\(display.label)@@)}"
        var found = LabelEvidence(entry.claim, label: display.label)
        if display.status != .checked, found.checks.isEmpty {
          found.claim = .displayed(display)
        }
        text += EvidenceTeX(evidence: found, place: place, toyNames: entry.toyNames).text + "\n"
      }
      let own = LabelEvidence(checksOf: entry.claim, without: entry.labels)
      if !own.checks.isEmpty || entry.displays.isEmpty {
        let place = "\\hyperlink{check:\(own.checks.first?.label ?? entry.claim.id)}{check}"
        text += EvidenceTeX(evidence: own, place: place, toyNames: entry.toyNames).text + "\n"
      }
    }
    return text + (chapter.isEmpty ? "" : "\\end{evidencelist}\n")
  }

  private func html(_ entries: [Entry]) -> String {
    let head = ["claim", "where", "kind", "grade", "digits", "foils", "mutants", "holds for"]
    let rows = entries.map { entry -> String in
      let c = entry.claim
      let mutants = MutantScore(c.mutants)
      let labels = entry.labels.map { "<a href=\"#eq:\($0)\">(@@eq:\($0)@@)</a>" }.joined(
        separator: " ")
      let at = labels.isEmpty ? "<a href=\"#check:\(c.id)\">check</a>" : labels
      let counted = c.mutants.isEmpty ? "" : "\(mutants.refuted)/\(mutants.counted)"
      let foils =
        c.foils.isEmpty ? "" : "\(c.foils.count { $0.verdict == .refuted })/\(c.foils.count)"
      return """
        <tr id="\(TeX.label(c.id))"><td>\(Mark.drawing(Self.sign(entry))) <code>\(HTML.escaped(c.id))</code></td><td>\(at)</td>\
        <td>\(c.kind.rawValue)</td><td>\(c.grade?.rawValue ?? "")</td><td class="n">\(c.digits.map(String.init) ?? "")</td>\
        <td class="n">\(foils)</td><td class="n">\(counted)</td><td class="scope">\(HTML.words(c.scope))</td></tr>
        """
    }
    let header = head.map { "<th scope=\"col\">\($0)</th>" }.joined()
    return
      "<div class=\"table-wrap\"><table class=\"ledger\"><thead><tr>\(header)</tr></thead><tbody>\(rows.joined(separator: "\n"))</tbody></table></div>"
  }

  private func tex(_ entries: [Entry]) -> String {
    let rows = entries.map { entry -> String in
      let c = entry.claim
      let mutants = MutantScore(c.mutants)
      let labels = entry.labels.map { "\\hyperlink{eq:\($0)}{(@@eq:\($0)@@)}" }.joined(
        separator: " ")
      let counted = c.mutants.isEmpty ? "" : "\(mutants.refuted)/\(mutants.counted)"
      let foils =
        c.foils.isEmpty ? "" : "\(c.foils.count { $0.verdict == .refuted })/\(c.foils.count)"
      return """
        \\ledgerrow{\(TeX.label(c.id))}{\(Self.sign(entry))}{\(TeX.breakable(c.id))}\
        {\(labels.isEmpty ? "\\hyperlink{check:\(c.id)}{check}" : labels)}{\(c.grade?.rawValue ?? "")}\
        {\(c.digits.map(String.init) ?? "")}{\(foils)}{\(counted)}
        """
    }
    return "\\begin{ledgertable}\n\(rows.joined(separator: "\n"))\n\\end{ledgertable}"
  }

  static func sign(_ entry: Entry) -> String {
    switch entry.claim.kind {
    case .definition, .reading: "definition"
    case .assumption: "assumption"
    case .cited: "cited"
    default: entry.claim.isGreen ? "holds" : "fails"
    }
  }

  /// The index of claims: area by area, where each stands; on paper in two columns.
  var index: String {
    var text =
      "# Index of claims {#claims .unnumbered}\n\n```{=latex}\n\\begin{claimindex}\n```\n\n"
    let areas = Dictionary(grouping: entries) { String($0.claim.id.prefix { $0 != "/" }) }
    for area in areas.keys.sorted() {
      let sorted = (areas[area] ?? []).sorted { $0.claim.id < $1.claim.id }
      text +=
        "```{=latex}\n\\claimarea{\(TeX.escaped(area))}\n\(sorted.map(indexRow).joined(separator: "\n"))\n```\n\n"
      text +=
        "```{=html}\n<h2 id=\"claims-\(HTML.escaped(area))\">\(HTML.escaped(area))</h2>\n<ul class=\"claims\">"
        + sorted.map(indexItem).joined(separator: "\n") + "</ul>\n```\n\n"
    }
    return text + "```{=latex}\n\\end{claimindex}\n```\n"
  }

  private func indexRow(_ entry: Entry) -> String {
    let places = entry.labels.map { "\\hyperlink{eq:\($0)}{(@@eq:\($0)@@)}" }.joined(separator: " ")
    let at = places.isEmpty ? "\\hyperlink{check:\(entry.claim.id)}{check}" : places
    return "\\claimrow{\(TeX.label(entry.claim.id))}{\(TeX.breakable(entry.claim.id))}{\(at)}"
  }

  private func indexItem(_ entry: Entry) -> String {
    let id = HTML.escaped(entry.claim.id)
    let places = entry.labels.map { "<a href=\"#eq:\($0)\">(@@eq:\($0)@@)</a>" }.joined(
      separator: " ")
    let at = places.isEmpty ? "<a href=\"#check:\(id)\">check</a>" : places
    return """
      <li><code>\(id)</code> <span>\(at)</span> <a class="muted" href="#sec:\(entry.chapter)">\(HTML.words(entry.title))</a> \
      <a class="muted" href="#\(TeX.label(entry.claim.id))">ledger</a></li>
      """
  }
}

extension ClaimRecord {
  /// A display that the results do not know, as the ledger lists it.
  static func displayed(_ equation: EquationBlock) -> ClaimRecord {
    .displayed(
      equation.claim, Kind(rawValue: equation.status.rawValue) ?? .equation,
      headline: equation.headline,
      scope: equation.scope ?? "", because: equation.because, sources: equation.sources)
  }
}

extension TeX {
  /// An id in typewriter letters that may break behind its slashes and hyphens.
  static func breakable(_ id: String) -> String {
    escaped(id).replacingOccurrences(of: "/", with: "/\\allowbreak ").replacingOccurrences(
      of: "-", with: "-\\allowbreak ")
  }
}

import Evidence
import Foundation
import Textbook

/// The ledger: every claim of the book with its verdict, counted honestly.
public struct Ledger: Sendable {
  struct Entry: Sendable {
    var chapter: String
    var title: String
    var claim: ClaimRecord
    /// The labels of its displays, in the order of the text.
    var labels: [String]
  }

  var entries: [Entry] = []

  init(_ chapters: [ChapterInput]) {
    for chapter in chapters {
      let equations = Dictionary(grouping: chapter.text.equations, by: \.claim)
      let order = Dictionary(chapter.text.equations.enumerated().map { ($0.element.claim, $0.offset) }) { first, _ in first }
      let known = Set(chapter.results.claims.map(\.id))
      var claims = chapter.results.claims
      for (id, own) in equations where !known.contains(id) { claims.append(.displayed(own[0])) }
      claims.sort { (order[$0.id] ?? .max, $0.id) < (order[$1.id] ?? .max, $1.id) }
      for claim in claims {
        let own = equations[claim.id] ?? []
        entries.append(Entry(chapter: chapter.name, title: chapter.text.front.title, claim: claim, labels: own.map(\.label)))
      }
    }
  }

  // MARK: counts

  /// How many claims, and how they are settled.
  public struct Counts: Sendable, Equatable {
    public var claims = 0, equations = 0, derivations = 0, inequalities = 0, checks = 0
    public var definitions = 0, assumptions = 0, cited = 0
    public var foils = 0, foilsRefuted = 0, mutants = 0, mutantsRefuted = 0, mutantsAside = 0, mutantsOpen = 0
    public var grades: [Grade: Int] = [:]
    /// Claims that a program could have refuted.
    public var settled: Int { equations + derivations + inequalities + checks }
  }

  public var counts: Counts {
    var c = Counts()
    for entry in entries {
      let claim = entry.claim
      c.claims += 1
      switch claim.kind {
      case .definition, .reading: c.definitions += 1
      case .assumption: c.assumptions += 1
      case .cited: c.cited += 1
      case .check: c.checks += 1
      case .inequality: c.inequalities += 1
      case .derivation: c.derivations += 1
      case .equation: c.equations += 1
      }
      guard claim.isChecked else { continue }
      if let grade = claim.grade { c.grades[grade, default: 0] += 1 }
      c.foils += claim.foils.count
      c.foilsRefuted += claim.foils.count { $0.verdict == .refuted }
      let mutants = MutantCounts(claim.mutants)
      c.mutants += claim.mutants.count
      c.mutantsRefuted += mutants.refuted
      c.mutantsAside += mutants.aside
      c.mutantsOpen += mutants.open
    }
    return c
  }

  var summary: String {
    let c = counts
    let grades = Grade.allCases.compactMap { grade in c.grades[grade].map { "\($0) \(grade.rawValue)" } }.joined(separator: ", ")
    let aside = c.mutantsAside > 0 ? ", \(c.mutantsAside) have no meaning on their toy" : ""
    return """
      The book makes **\(count(c.claims, "claim"))**. Programs settle \(c.settled) of them: \
      \(count(c.equations, "identity", "identities")), \(count(c.derivations, "derivation")) and \
      \(count(c.inequalities, "inequality", "inequalities")), each read from its LaTeX, and \(count(c.checks, "check")) \
      written in Swift. By grade: \(grades). The others are true by construction or rest on the literature and are not \
      counted as evidence: \(count(c.definitions, "definition")), \(count(c.assumptions, "assumption")), \(c.cited) cited. \
      Of \(count(c.foils, "wrong variant")) written by hand, \(c.foilsRefuted) are refuted; of \(c.mutants) made by machine, \
      \(c.mutantsRefuted) are refuted\(aside) and \(c.mutantsOpen) are open.

      """
  }

  private func count(_ n: Int, _ one: String, _ many: String? = nil) -> String {
    "\(n) \(n == 1 ? one : many ?? one + "s")"
  }

  // MARK: the page

  var markdown: String {
    var text = "# The ledger {#ledger .unnumbered}\n\n\(summary)\n"
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
    return text
  }

  private func html(_ entries: [Entry]) -> String {
    let head = ["claim", "where", "kind", "grade", "digits", "foils", "mutants", "holds for"]
    let rows = entries.map { entry -> String in
      let c = entry.claim, mutants = MutantCounts(c.mutants)
      let labels = entry.labels.map { "<a href=\"#eq:\($0)\">(@@eq:\($0)@@)</a>" }.joined(separator: " ")
      let at = labels.isEmpty ? "<a href=\"#check:\(c.id)\">check</a>" : labels
      let counted = c.mutants.isEmpty ? "" : "\(mutants.refuted)/\(mutants.counted)"
      let foils = c.foils.isEmpty ? "" : "\(c.foils.count { $0.verdict == .refuted })/\(c.foils.count)"
      return """
        <tr id="\(TeX.label(c.id))"><td>\(Mark.drawing(Self.sign(entry))) <code>\(HTML.escaped(c.id))</code></td><td>\(at)</td>\
        <td>\(c.kind.rawValue)</td><td>\(c.grade?.rawValue ?? "")</td><td class="n">\(c.digits.map(String.init) ?? "")</td>\
        <td class="n">\(foils)</td><td class="n">\(counted)</td><td class="scope">\(HTML.words(c.scope))</td></tr>
        """
    }
    let header = head.map { "<th scope=\"col\">\($0)</th>" }.joined()
    return "<div class=\"table-wrap\"><table class=\"ledger\"><thead><tr>\(header)</tr></thead><tbody>\(rows.joined(separator: "\n"))</tbody></table></div>"
  }

  private func tex(_ entries: [Entry]) -> String {
    let rows = entries.map { entry -> String in
      let c = entry.claim, mutants = MutantCounts(c.mutants)
      let labels = entry.labels.map { "\\hyperlink{eq:\($0)}{(@@eq:\($0)@@)}" }.joined(separator: " ")
      let counted = c.mutants.isEmpty ? "" : "\(mutants.refuted)/\(mutants.counted)"
      let foils = c.foils.isEmpty ? "" : "\(c.foils.count { $0.verdict == .refuted })/\(c.foils.count)"
      return """
        \\ledgerrow{\(TeX.label(c.id))}{\(Self.sign(entry))}{\(TeX.breakable(c.id))}\
        {\(labels.isEmpty ? "\\hyperlink{check:\(c.id)}{check}" : labels)}{\(c.grade?.rawValue ?? "")}\
        {\(c.digits.map(String.init) ?? "")}{\(foils)}{\(counted)}{\(c.kind.rawValue)\(c.scope.isEmpty ? "" : ": \(TeX.words(c.scope))")}
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

  /// The index of claims: area by area, where each stands.
  var index: String {
    var text = "# Index of claims {#claims .unnumbered}\n\n"
    let areas = Dictionary(grouping: entries) { String($0.claim.id.prefix { $0 != "/" }) }
    for area in areas.keys.sorted() {
      text += "## \(area) {#claims-\(area) .unnumbered}\n\n"
      for entry in (areas[area] ?? []).sorted(by: { $0.claim.id < $1.claim.id }) {
        let id = entry.claim.id
        let places = entry.labels.map { "@eq:\($0)" }.joined(separator: ", ")
        let at = places.isEmpty ? "[check](#check:\(id))" : places
        text += "- `\(id)`: \(at), @sec:\(entry.chapter); [ledger](#\(TeX.label(id)))\n"
      }
      text += "\n"
    }
    return text
  }
}

extension ClaimRecord {
  /// A display that the results do not know, as the ledger lists it.
  static func displayed(_ equation: EquationBlock) -> ClaimRecord {
    .displayed(equation.claim, Kind(rawValue: equation.status.rawValue) ?? .equation, headline: equation.headline,
      scope: equation.scope ?? "", because: equation.because, sources: equation.sources)
  }
}

extension TeX {
  /// An id in typewriter letters that may break behind its slashes and hyphens.
  static func breakable(_ id: String) -> String {
    escaped(id).replacingOccurrences(of: "/", with: "/\\allowbreak ").replacingOccurrences(of: "-", with: "-\\allowbreak ")
  }
}

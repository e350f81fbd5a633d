import Audit
import Foundation
import Notation

/// What an audit of the source documents found at the lines of each erratum: the formula as it is
/// printed, the numbers that refute it, the nearest formula that holds. The page of errata shows
/// it; nobody types it.
package struct AuditedErrata {
  /// By the number of the erratum; each finding at the one that names its line most closely.
  private(set) var findings: [String: [AuditedFinding]] = [:]
  private let entries: [String: Errata.Entry]
  private let setter: AuditedSetter

  /// `titles` are those of the toys of each sheet, by its name; `accepts` tells whether both
  /// typesetters can set a formula that strangers wrote.
  init(
    _ errata: Errata, reports: [FileReport], titles: [String: [String: String]],
    accepts: @escaping (String) -> Bool
  ) {
    setter = AuditedSetter(accepts: accepts)
    entries = errata.entries
    for report in reports {
      let document = Self.document(report.file)
      for equation in report.equations {
        guard let number = Self.number(of: equation, in: document, among: entries) else { continue }
        let finding = AuditedFinding(
          equation, in: report, document: document, titles: titles[report.sheet] ?? [:])
        findings[number, default: []].append(finding)
      }
    }
    findings = findings.mapValues(AuditedFinding.joined)
  }

  /// What is wrong belongs to the errata that speak of what is wrong; what holds only as the audit
  /// mended it, a bracket set or a sign read as another, to those that speak of misprints.
  private static func number(
    of equation: EquationReport, in document: String, among entries: [String: Errata.Entry]
  ) -> String? {
    switch equation.verdict {
    case .wrong, .conditional:
      closest(to: equation, of: document, among: entries.filter { !$0.value.isMisprint })
    case .holds where !equation.remarks.isEmpty:
      closest(to: equation, of: document, among: entries.filter(\.value.isMisprint))
    default: nil
    }
  }

  /// The erratum that names the line most closely. One that sets two places against each other,
  /// `S0:43 vs S0:144`, speaks of what lies between them, and comes behind one that speaks of the
  /// line itself.
  private static func closest(
    to equation: EquationReport, of document: String, among entries: [String: Errata.Entry]
  ) -> String? {
    let near = entries.keys.sorted().compactMap {
      number -> (number: String, isBetween: Int, width: Int)? in
      let source = entries[number]?.source ?? ""
      let width = lines(source).filter { $0.document == document && touches(equation, $0.lines) }
        .map(\.lines.count).min()
      return width.map { (number, source.contains(" vs ") ? 1 : 0, $0) }
    }
    return near.min { ($0.isBetween, $0.width) < ($1.isBetween, $1.width) }?.number
  }

  /// What was found at errata of which no chapter speaks; nil when there is nothing.
  func markdown(besides shown: Set<String>) -> String? {
    let numbers = findings.keys.filter { !shown.contains($0) }.sorted()
    let list = numbers.compactMap { number -> String? in
      guard let entry = entries[number], let found = markdown(number) else { return nil }
      let words = entry.words.map { "\n\n\($0)" } ?? ""
      return """
        ::: {.erratum-entry}
        `\\erratumentry `{=latex}**\(number)** *\(entry.source), \(entry.verdict)*\(words)

        \(found)
        :::
        """
    }
    guard !list.isEmpty else { return nil }
    return "## Beyond these chapters {#beyond-these-chapters .unnumbered}\n\n"
      + "Of these formulas no chapter speaks; the audit of the documents met them too.\n\n"
      + list.joined(separator: "\n\n")
  }

  /// `documents/S1.md` is S1.
  private static func document(_ file: String) -> String {
    String(file.split(separator: "/").last?.split(separator: ".").first ?? "")
  }

  private static func touches(_ equation: EquationReport, _ lines: ClosedRange<Int>) -> Bool {
    lines.contains(equation.line)
      || equation.steps.contains {
        lines.contains($0.line)
          && ($0.verdict == .wrong || $0.verdict == .conditional || equation.verdict == .holds)
      }
  }

  /// `S1:142, 149 (and S3:177-184)` names lines of two documents.
  package static func lines(_ source: String) -> [(document: String, lines: ClosedRange<Int>)] {
    var found: [(String, ClosedRange<Int>)] = []
    var document = ""
    for match in source.matches(of: #/(S\d+):|(\d+)(?:-(\d+))?/#) {
      if let name = match.output.1 {
        document = String(name)
      } else if let first = match.output.2.flatMap({ Int($0) }) {
        let last = match.output.3.flatMap { Int($0) } ?? first
        if !document.isEmpty, last >= first { found.append((document, first...last)) }
      }
    }
    return found
  }

  /// The part of an erratum that only the page of errata shows; nil when the audit has nothing to
  /// say.
  func markdown(_ number: String) -> String? {
    guard let found = findings[number] else { return nil }
    let shown = found.prefix(Self.most).map(\.rows)
    let rest = found.count > shown.count ? "and \(found.count - shown.count) more" : ""
    let html =
      shown.map(setter.html).joined() + (rest.isEmpty ? "" : "<p class=\"muted\">\(rest)</p>")
    let tex =
      shown.map(setter.tex).joined(separator: "\n")
      + (rest.isEmpty ? "" : "\n\n\\auditednote{\(rest)}")
    return "::: {.audited}\n```{=html}\n\(html)\n```\n\n```{=latex}\n\(tex)\n```\n:::\n"
  }

  private static let most = 3
}

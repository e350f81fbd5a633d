import Audit
import Foundation
import Notation

/// What an audit of the source documents found at the lines of each erratum: the formula as it is
/// printed, the numbers that refute it, the nearest formula that holds. The page of errata shows
/// it; nobody types it.
package struct AuditedErrata {
  struct Finding: Equatable {
    /// `S1:109`
    var source: String
    var equation: EquationReport
  }

  /// By the number of the erratum; each finding at the one that names its line most closely.
  private(set) var findings: [String: [Finding]] = [:]
  private let entries: [String: Errata.Entry]
  /// Whether both typesetters can set a formula that strangers wrote.
  private let accepts: (String) -> Bool

  init(_ errata: Errata, reports: [FileReport], accepts: @escaping (String) -> Bool) {
    self.accepts = accepts
    entries = errata.entries
    let wrong = reports.flatMap { report in
      report.equations.filter { $0.verdict == .wrong || $0.verdict == .conditional }.map {
        (Self.document(report.file), $0)
      }
    }
    let numbers = errata.entries.keys.sorted()
    for (document, equation) in wrong {
      let widths = numbers.compactMap { number -> (number: String, width: Int)? in
        let lines = Self.lines(errata.entries[number]?.source ?? "")
        return lines.filter { $0.document == document && Self.touches(equation, $0.lines) }
          .map(\.lines.count).min().map { (number, $0) }
      }
      guard let closest = widths.min(by: { $0.width < $1.width }) else { continue }
      findings[closest.number, default: []].append(
        Finding(source: "\(document):\(equation.line)", equation: equation))
    }
  }

  /// What was found at errata of which no chapter speaks; nil when there is nothing.
  func markdown(besides shown: Set<String>) -> String? {
    let numbers = findings.keys.filter { !shown.contains($0) }.sorted()
    let list = numbers.compactMap { number -> String? in
      guard let entry = entries[number], let found = markdown(number) else { return nil }
      let words = entry.words.map { "; \($0)" } ?? ""
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
        lines.contains($0.line) && ($0.verdict == .wrong || $0.verdict == .conditional)
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
    let shown = found.prefix(Self.most)
    let rest = found.count > shown.count ? "and \(found.count - shown.count) more" : ""
    let html = shown.map(html).joined() + (rest.isEmpty ? "" : "<p class=\"muted\">\(rest)</p>")
    let tex =
      shown.map(tex).joined(separator: "\n") + (rest.isEmpty ? "" : "\n\\auditednote{\(rest)}")
    return "::: {.audited}\n```{=html}\n\(html)\n```\n\n```{=latex}\n\(tex)\n```\n:::\n"
  }

  private static let most = 3

  /// Whether the parameters of a point can be read at a glance.
  private static func hasFew(_ parameters: [String: String]) -> Bool {
    (1...4).contains(parameters.count)
  }

  // MARK: one finding

  /// Of a chain the step that breaks, otherwise the whole.
  private func printed(_ e: EquationReport) -> String {
    guard let r = e.refutation, e.steps.count > 1 else { return e.latex }
    return "\(r.leftLatex) \(relation(r.relation)) \(r.rightLatex)"
  }

  private func relation(_ text: String) -> String {
    text == "<=" ? "\\le" : text == ">=" ? "\\ge" : text
  }

  private func html(_ finding: Finding) -> String {
    let e = finding.equation
    var parts = [
      "<p><span class=\"tag\">\(HTML.escaped(finding.source)) prints</span> \(formula(printed(e)))</p>"
    ]
    let numbers = e.refutation.map { r in
      let place = Self.hasFew(r.parameters) ? " at \(Digits.parameters(r.parameters))" : ""
      return "<span class=\"num\">\(HTML.escaped(Digits.minus(r.left)))</span> on the left, "
        + "<span class=\"num\">\(HTML.escaped(Digits.minus(r.right)))</span> on the right\(place): "
        + HTML.words(r.scope)
    }
    if let said = numbers ?? e.reason.map(HTML.words) { parts.append("<p>\(said)</p>") }
    if let condition = e.condition { parts.append("<p>\(HTML.words(condition))</p>") }
    if let variant = e.variant {
      let words = inWords(variant).map { ", \(HTML.words($0))" } ?? ""
      parts.append("<p><span class=\"tag\">holds</span> \(formula(variant.latex))\(words)</p>")
    }
    return "<div class=\"audited-finding\">\(parts.joined())</div>"
  }

  private func formula(_ latex: String) -> String {
    let line = oneLine(latex)
    return accepts(line)
      ? "<span class=\"scroll\">\(HTML.small(line))</span>" : "<code>\(HTML.escaped(line))</code>"
  }

  private func tex(_ finding: Finding) -> String {
    let e = finding.equation
    var said: [String] = []
    if let r = e.refutation {
      let place = r.parameters.sorted { $0.key < $1.key }
        .map { "$\(latex(name: $0.key)) = \($0.value)$" }.joined(separator: ", ")
      said.append(
        "\(number(r.left)) on the left, \(number(r.right)) on the right"
          + (Self.hasFew(r.parameters) ? " at \(place)" : "") + ": \(TeX.words(r.scope)).")
    } else if let reason = e.reason {
      said.append(TeX.words(reason) + ".")
    }
    if let condition = e.condition { said.append(TeX.words(condition) + ".") }
    var lines = ["\\auditedformula{\(TeX.escaped(finding.source)) prints}{\(set(printed(e)))}"]
    if !said.isEmpty { lines.append("\\auditednote{\(said.joined(separator: " "))}") }
    if let variant = e.variant {
      lines.append("\\auditedformula{holds}{\(set(variant.latex))}")
      if let words = inWords(variant) { lines.append("\\auditednote{\(TeX.words(words))}") }
    }
    return lines.joined(separator: "\n")
  }

  /// What was changed, unless that is a long formula: then the whole shows it better.
  private func inWords(_ variant: VariantReport) -> String? {
    let formulas = variant.words.split(separator: "$", omittingEmptySubsequences: false)
      .enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    return variant.words.count > 120 || !formulas.allSatisfy(accepts) ? nil : variant.words
  }

  private func number(_ text: String) -> String {
    TeX.plainSymbols(TeX.escaped(Digits.minus(text)))
  }

  private func set(_ latex: String) -> String {
    let line = oneLine(latex)
    return accepts(line) ? "$\\displaystyle \(line)$" : "\\texttt{\(TeX.escaped(line))}"
  }

  private func oneLine(_ latex: String) -> String {
    var text = latex.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    while let last = text.last, ".,; ".contains(last) { text.removeLast() }
    return text
  }
}

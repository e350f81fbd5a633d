import Audit
import Foundation

/// What an audit of the source documents found at the lines of each erratum: the formula as it is
/// printed, the numbers that refute it, the nearest formula that holds. The page of errata shows
/// it; nobody types it.
package struct AuditedErrata {
  struct Finding: Equatable {
    /// `S1:109`
    var source: String
    var equation: EquationReport
  }

  private(set) var findings: [String: [Finding]] = [:]
  /// Whether both typesetters can set a formula that strangers wrote.
  private let accepts: (String) -> Bool

  init(_ errata: Errata, reports: [FileReport], accepts: @escaping (String) -> Bool) {
    self.accepts = accepts
    let wrong = reports.flatMap { report in
      report.equations.filter { $0.verdict == .wrong || $0.verdict == .conditional }.map {
        (Self.document(report.file), $0)
      }
    }
    for (number, entry) in errata.entries {
      let lines = Self.lines(entry.source)
      let own = wrong.filter { document, equation in
        lines.contains { $0.document == document && Self.touches(equation, $0.lines) }
      }
      if !own.isEmpty {
        findings[number] = own.map { Finding(source: "\($0):\($1.line)", equation: $1) }
      }
    }
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
      "<span class=\"num\">\(HTML.escaped(Digits.minus(r.left)))</span> on the left, "
        + "<span class=\"num\">\(HTML.escaped(Digits.minus(r.right)))</span> on the right: \(HTML.words(r.scope))"
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
      said.append(
        "\(number(r.left)) on the left, \(number(r.right)) on the right: \(TeX.words(r.scope)).")
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

  /// What was changed, unless it is said in LaTeX: the formula shows it.
  private func inWords(_ variant: VariantReport) -> String? {
    variant.words.contains("\\") ? nil : variant.words
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

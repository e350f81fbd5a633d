import Audit
import Weaving

/// The document with a mark at each equation, as one page that needs nothing else.
struct AuditPage {
  let report: FileReport
  let pieces: [Piece]
  let style: String
  /// HTML of a formula, or nil when it cannot be typeset.
  let render: (_ latex: String, _ isDisplay: Bool) -> String?
  private let found: [Int: [EquationReport]]

  init(
    report: FileReport, pieces: [Piece], style: String,
    render: @escaping (_ latex: String, _ isDisplay: Bool) -> String?
  ) {
    (self.report, self.pieces, self.style, self.render) = (report, pieces, style, render)
    found = Dictionary(grouping: report.equations, by: \.fragment)
  }

  private var title: String { Self.base(report.file) }

  /// A file without its folders.
  private static func base(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  var html: String {
    """
    <!DOCTYPE html>
    <html lang="en-GB">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <title>Audit of \(escaped(title))</title>
    <style>\(style)\(Self.marks)</style>
    </head>
    <body><main>
    <h1>Audit of \(escaped(title))</h1>
    \(summary)
    <div class="document">\(pieces.map(piece).joined())</div>
    </main></body>
    </html>

    """
  }

  private static let marks = """
    body{display:block}.document{white-space:pre-wrap;hyphens:none}.document h2,.document h3,.document h4,.document h5{white-space:normal}
    .document .katex-display{margin:.4rem 0;white-space:normal;overflow-x:auto;overflow-y:hidden}
    .document{overflow-wrap:anywhere}.document code.tex{white-space:pre-wrap}
    .finding{white-space:normal;margin:.2rem 0 .9rem;padding:.35rem .9rem;font-size:.8rem;line-height:1.45;background:var(--panel);border-left:3px solid var(--rule)}
    .finding.bad{border-color:var(--fails)}.finding.good{border-color:var(--holds)}.finding.part{border-color:#b7791f}
    .finding p{margin:.15rem 0;overflow-x:auto;overflow-y:hidden}.finding .katex{font-size:1em!important}
    .m{font-weight:700;font-size:.8em;vertical-align:super;text-decoration:none}.m.bad{color:var(--fails)}.m.good{color:var(--holds)}.m.part{color:#b7791f}.m.none{color:var(--faint)}
    table.found{font-size:.8rem;width:100%}table.found td{padding:.25rem .5rem;border-bottom:1px solid var(--rule)}table.found a{white-space:nowrap}ul.remarks{font-size:.8rem}
    """

  // MARK: the document

  private func piece(_ piece: Piece) -> String {
    switch piece {
    case .text(let text): return escaped(text)
    case .heading(let level, let inside):
      let tag = "h\(min(6, level + 1))"
      return "<\(tag)>\(inside.map(self.piece).joined())</\(tag)>"
    case .mathematics(let latex, let isDisplay, let fragment):
      let equations = found[fragment] ?? []
      let formula = typeset(latex, isDisplay)
      if isDisplay { return formula + equations.map(finding).joined() }
      return formula
        + equations.map {
          mark($0) + ($0.verdict == .wrong || $0.verdict == .conditional ? finding($0) : "")
        }.joined()
    }
  }

  private func typeset(_ latex: String, _ isDisplay: Bool) -> String {
    render(latex.replacing(/\\label\s*\{[^{}]*\}/, with: ""), isDisplay)
      ?? "<code class=\"tex\">\(escaped(latex))</code>"
  }

  private func mark(_ equation: EquationReport) -> String {
    let reason = [equation.verdict.rawValue, equation.reason].compactMap(\.self).joined(
      separator: ": ")
    return
      "<span class=\"m \(equation.verdict.colour)\" title=\"\(escaped(reason))\">\(equation.verdict.sign)</span>"
  }

  private func finding(_ equation: EquationReport) -> String {
    var lines = [
      "<b>\(equation.verdict.sign) \(equation.verdict.rawValue)</b>"
        + (equation.role.map { ", as \(escaped($0))" } ?? "")
        + " <span class=\"muted\">line \(equation.line)\(scope(equation))</span>"
    ]
    if let condition = equation.condition { lines.append("\(words(sentence(condition))).") }
    if let r = equation.refutation {
      lines.append(
        "\(typeset(r.leftLatex, false)) is <b>\(escaped(r.left))</b>; \(typeset(r.rightLatex, false)) is <b>\(escaped(r.right))</b> \(words(r.place))."
      )
    } else if let reason = equation.reason {
      lines.append(words((equation.place.map { "\($0): " } ?? "") + reason) + ".")
    }
    if let extent = equation.extent { lines.append("It holds \(words(extent)).") }
    if let variant = equation.variant {
      lines.append("It holds as \(typeset(variant.latex, false)), \(words(variant.words)).")
    }
    lines += equation.remarks.map { escaped($0.prefix(1).uppercased() + $0.dropFirst()) + "." }
    return
      "<div class=\"finding \(equation.verdict.colour)\" id=\"e\(equation.line)-\(equation.fragment)\">"
      + lines.map { "<p>\($0)</p>" }.joined() + "</div>"
  }

  private func scope(_ equation: EquationReport) -> String {
    equation.scope.map { "; on " + words($0) } ?? ""
  }

  // MARK: what was found

  private var summary: String {
    let verdicts = AuditVerdict.allCases.reversed().compactMap { verdict in
      report.counts.verdicts[verdict.rawValue].map { "<b>\($0)</b> \(verdict.rawValue)" }
    }
    let rows = report.equations.filter { $0.verdict == .wrong || $0.verdict == .conditional }.map {
      equation in
      """
      <tr><td><span class="m \(equation.verdict.colour)">\(equation.verdict.sign)</span></td>\
      <td><a href="#e\(equation.line)-\(equation.fragment)">line \(equation.line)</a></td>\
      <td>\(words(short(equation)))</td></tr>
      """
    }
    let table = rows.isEmpty ? "" : "<table class=\"found\">\(rows.joined())</table>"
    let remarks = report.remarks.map {
      "<li>\(escaped("\($0.inSheet ? Self.base(report.sheet) : title):\($0.line):\($0.column): \($0.message)"))</li>"
    }
    let list = remarks.isEmpty ? "" : "<ul class=\"remarks\">\(remarks.joined())</ul>"
    return
      "<p>\(report.equations.count) equations: \(verdicts.joined(separator: ", ")). Toys: \(escaped(Self.base(report.sheet))).</p>\(table)\(list)"
  }

  /// What is wrong, in a line.
  private func short(_ equation: EquationReport) -> String {
    if let condition = equation.condition { return condition }
    guard let r = equation.refutation else { return equation.reason ?? "" }
    return "\(r.values) \(r.place)"
  }

  /// Words with formulas between dollars.
  private func words(_ text: String) -> String {
    text.split(separator: "$", omittingEmptySubsequences: false).enumerated()
      .map { $0.offset % 2 == 1 ? typeset(String($0.element), false) : escaped(String($0.element)) }
      .joined()
  }
  private func sentence(_ text: String) -> String {
    text.hasPrefix("it ") ? "I" + text.dropFirst() : "Only if " + text
  }

  private func escaped(_ text: String) -> String { HTML.escaped(text) }
}

extension AuditVerdict {
  fileprivate var colour: String {
    switch self {
    case .holds: "good"
    case .wrong: "bad"
    case .conditional: "part"
    default: "none"
    }
  }
}

import Audit
import Weaving

/// The document with a mark at each equation, as one page that needs nothing else: no script, no
/// network, no file beside it.
struct AuditPage {
  let report: FileReport
  let pieces: [Piece]
  let style: String
  /// HTML of a formula, or nil when it cannot be typeset.
  let render: (_ latex: String, _ isDisplay: Bool) -> String?
  /// The equations by the piece of mathematics they are part of, with their places in the report.
  private let found: [Int: [Int]]
  /// The places in the report of what does not hold.
  private let slips: [Int]

  init(
    report: FileReport, pieces: [Piece], style: String,
    render: @escaping (_ latex: String, _ isDisplay: Bool) -> String?
  ) {
    (self.report, self.pieces, self.style, self.render) = (report, pieces, style, render)
    found = Dictionary(grouping: report.equations.indices) { report.equations[$0].fragment }
    slips = report.equations.indices.filter { report.equations[$0].verdict.isSlip }
  }

  private var title: String { Self.base(report.file) }

  /// A file without its folders.
  static func base(_ path: String) -> String {
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
    <title>Audit of \(HTML.escaped(title))</title>
    <style>\(style)\(AuditStyle.text)</style>
    </head>
    <body><a class="skip" href="#document">to the document</a><main>
    <h1>Audit of \(HTML.escaped(title))</h1>
    \(AuditSummary(report: report, formulas: formulas).html)
    <article class="document" id="document">\(document)</article>
    </main></body>
    </html>

    """
  }

  // MARK: the document

  private var formulas: AuditFormulas { AuditFormulas(render: render) }

  private var document: String {
    var pieces = pieces
    if case .text(let text)? = pieces.first {
      pieces[0] = .text(AuditProse.withoutFrame(text, Flavour(file: report.file)))
    }
    let levels = pieces.compactMap { if case .heading(let level, _) = $0 { level } else { nil } }
    let highest = levels.min() ?? 1
    return pieces.map { piece($0, highest) }.joined()
  }

  /// The highest heading of the document is one below the title of the page.
  private func piece(_ piece: Piece, _ highest: Int) -> String {
    switch piece {
    case .text(let text): return AuditProse.html(text, Flavour(file: report.file))
    case .code(let text): return "<pre><code>\(HTML.escaped(text))</code></pre>"
    case .heading(let level, let inside):
      let tag = "h\(min(6, level - highest + 2))"
      return "<\(tag)>\(inside.map { self.piece($0, highest) }.joined())</\(tag)>"
    case .mathematics(let latex, let isDisplay, let fragment):
      let equations = found[fragment] ?? []
      let formula = formulas.typeset(latex, isDisplay)
      if isDisplay {
        return "<div class=\"shown\">\(formula)</div>" + equations.map(finding).joined()
      }
      return formula
        + equations.map { report.equations[$0].verdict.isSlip ? link($0) + finding($0) : mark($0) }
        .joined()
    }
  }

  /// The summary links to it: what could not be judged in a line has no finding beneath.
  private func mark(_ i: Int) -> String {
    let equation = report.equations[i]
    let reason = [equation.verdict.rawValue, equation.reason].compactMap(\.self)
      .joined(separator: ": ")
    let words = HTML.escaped(reason.replacing("$", with: ""))
    return
      "<span class=\"m \(equation.verdict.colour)\" id=\"e\(i + 1)\" role=\"img\" aria-label=\"\(words)\" title=\"\(words)\">\(equation.verdict.sign)</span>"
  }

  private func link(_ i: Int) -> String {
    let verdict = report.equations[i].verdict
    return
      "<a class=\"m \(verdict.colour)\" href=\"#e\(i + 1)\" aria-label=\"\(verdict.rawValue)\">\(verdict.sign)</a>"
  }

  private func finding(_ i: Int) -> String {
    let place = slips.firstIndex(of: i)
    return AuditFinding(
      equation: report.equations[i], number: i + 1,
      previous: place.flatMap { $0 > 0 ? slips[$0 - 1] + 1 : nil },
      next: place.flatMap { $0 + 1 < slips.count ? slips[$0 + 1] + 1 : nil }, formulas: formulas
    ).html
  }
}

/// Formulas as HTML.
struct AuditFormulas {
  let render: (_ latex: String, _ isDisplay: Bool) -> String?

  func typeset(_ latex: String, _ isDisplay: Bool) -> String {
    let bare =
      latex.contains("\\label") ? latex.replacing(/\\label\s*\{[^{}]*\}/, with: "") : latex
    return render(bare, isDisplay) ?? "<code class=\"tex\">\(HTML.escaped(latex))</code>"
  }

  /// In a line of its own, as large as a display.
  func large(_ latex: String) -> String {
    render("\\displaystyle " + latex, false) ?? typeset(latex, false)
  }

  /// Words with formulas between dollars.
  func words(_ text: String) -> String {
    text.split(separator: "$", omittingEmptySubsequences: false).enumerated()
      .map {
        $0.offset % 2 == 1 ? typeset(String($0.element), false) : HTML.escaped(String($0.element))
      }
      .joined()
  }
}

extension AuditVerdict {
  var colour: String {
    switch self {
    case .holds: "good"
    case .wrong: "bad"
    case .conditional: "part"
    default: "none"
    }
  }

  /// Whether its author will want to look at it.
  var isSlip: Bool { self == .wrong || self == .conditional }
}

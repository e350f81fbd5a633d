import Audit
import Notation

/// Sets the rows of a finding, for the site and on paper.
struct AuditedSetter {
  typealias Row = AuditedFinding.Row

  /// Whether both typesetters can set a formula that strangers wrote.
  let accepts: (String) -> Bool

  // MARK: the site

  func html(_ rows: [Row]) -> String {
    "<div class=\"audited-finding\">\(rows.filter(isSet).map { "<p>\(html($0))</p>" }.joined())</div>"
  }

  private func html(_ row: Row) -> String {
    switch row {
    case .formula(let tag, let latex, let words):
      return "\(label(tag)) \(formula(latex))" + (words.map { " \(HTML.words($0))" } ?? "")
    case .values(let r):
      let place = hasFew(r.parameters) ? " at \(Digits.parameters(r.parameters))" : ""
      return "<span class=\"num\">\(HTML.escaped(Digits.minus(r.left)))</span> on the left, "
        + "<span class=\"num\">\(HTML.escaped(Digits.minus(r.right)))</span> on the right\(place): "
        + HTML.words(r.scope)
    case .words(let tag, let words):
      return (tag.map { label($0) + " " } ?? "") + HTML.words(words)
    }
  }

  private func label(_ tag: String) -> String {
    "<span class=\"tag\">\(HTML.escaped(tag))</span>"
  }

  private func formula(_ latex: String) -> String {
    let line = oneLine(latex)
    return accepts(line)
      ? "<span class=\"scroll\">\(HTML.small(line))</span>" : "<code>\(HTML.escaped(line))</code>"
  }

  // MARK: paper

  func tex(_ rows: [Row]) -> String {
    rows.filter(isSet).map(tex).joined(separator: "\n")
  }

  private func tex(_ row: Row) -> String {
    switch row {
    case .formula(let tag, let latex, let words):
      let behind = words.map { "\\ \(TeX.words($0))" } ?? ""
      return "\\auditedformula{\(TeX.escaped(tag))}{\(set(latex))\(behind)}"
    case .values(let r):
      let place = r.parameters.sorted { $0.key < $1.key }
        .map { "$\(latex(name: $0.key)) = \($0.value)$" }.joined(separator: ", ")
      return "\\auditednote{\(number(r.left)) on the left, \(number(r.right)) on the right"
        + (hasFew(r.parameters) ? " at \(place)" : "") + ": \(TeX.words(r.scope)).}"
    case .words(let tag, let words):
      return "\\auditednote{\(tag.map { $0 + " " } ?? "")\(TeX.words(words)).}"
    }
  }

  private func number(_ text: String) -> String {
    TeX.plainSymbols(TeX.escaped(Digits.minus(text)))
  }

  private func set(_ latex: String) -> String {
    let line = oneLine(latex)
    return accepts(line) ? "$\\displaystyle \(line)$" : "\\texttt{\(TeX.escaped(line))}"
  }

  // MARK: both

  /// Words are left out when a formula in them cannot be set.
  private func isSet(_ row: Row) -> Bool {
    guard case .words(_, let words) = row else { return true }
    let formulas = words.split(separator: "$", omittingEmptySubsequences: false).enumerated()
    return formulas.allSatisfy { $0.offset % 2 == 0 || accepts(String($0.element)) }
  }

  /// Whether the parameters of a point can be read at a glance.
  private func hasFew(_ parameters: [String: String]) -> Bool { (1...4).contains(parameters.count) }

  private func oneLine(_ latex: String) -> String {
    var text = latex.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    while let last = text.last, ".,; ".contains(last) { text.removeLast() }
    return text
  }
}

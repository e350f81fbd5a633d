import Audit
import Weaving

/// What was found of one equation, beneath it: a card where it does not hold, a line where it does.
struct AuditFinding {
  let equation: EquationReport
  /// Its place in the report, from 1: the anchor of the card.
  let number: Int
  /// The cards before and behind.
  let previous: Int?
  let next: Int?
  let formulas: AuditFormulas

  var html: String { equation.verdict.isSlip ? card : line }

  // MARK: what holds, or says nothing that could be false

  private var line: String {
    let verdict = equation.verdict
    var words = "<b class=\"\(verdict.colour)\">\(verdict.sign) \(verdict.rawValue)</b>"
    words += role
    switch verdict {
    case .holds:
      let extent = equation.extent ?? equation.scope.map { "on " + $0 }
      if let extent { words += " <span>\(formulas.words(extent))</span>" }
    default:
      if let reason { words += ": \(reason)" }
    }
    let rest = (variant.map { [$0] } ?? []) + remarks
    return "<div class=\"finding line\" id=\"e\(number)\"><p>\(words)</p>\(rest.joined())</div>"
  }

  // MARK: what does not hold

  private var card: String {
    let verdict = equation.verdict
    let head = """
      <p class="head"><b class="\(verdict.colour)">\(verdict.sign) \(verdict.rawValue)</b>\(role)\
      <span class="where">line \(equation.line)</span>\(navigation)</p>
      """
    var parts = [head]
    if let condition = equation.conditionInWords {
      let words: String = condition.prefix(1).uppercased() + condition.dropFirst()
      parts.append("<p>\(formulas.words(words)).</p>")
    }
    if let refutation = equation.refutation {
      parts.append(sides(refutation))
    } else if let reason {
      parts.append("<p>\(reason).</p>")
    }
    if let variant { parts.append(variant) }
    parts += remarks
    let label = "\(verdict.rawValue), line \(equation.line)"
    return
      "<section class=\"finding card \(verdict.colour)\" id=\"e\(number)\" aria-label=\"\(label)\">"
      + parts.joined() + "</section>"
  }

  /// Both sides with their values, and where they have them.
  private func sides(_ r: Refutation) -> String {
    func row(_ name: String, _ latex: String, _ value: String) -> String {
      """
      <tr><th scope="row">\(name)</th><td class="f">\(formulas.large(latex))</td>\
      <td class="v">\(HTML.escaped(value))</td></tr>
      """
    }
    let step = equation.steps.count > 1 ? equation.steps[r.step].line : nil
    let place =
      step.map { "In line \($0), \(r.place)" } ?? r.place.prefix(1).uppercased()
      + r.place.dropFirst()
    return "<table class=\"sides\">"
      + row(r.isRatio ? "here" : "left", r.leftLatex, r.left)
      + row(r.isRatio ? "elsewhere" : "right", r.rightLatex, r.right)
      + "</table><p class=\"quiet\">\(formulas.words(place)).</p>"
  }

  private var navigation: String {
    func link(_ to: Int?, _ sign: String, _ words: String) -> String {
      to.map { "<a href=\"#e\($0)\" aria-label=\"\(words)\" title=\"\(words)\">\(sign)</a>" } ?? ""
    }
    return "<span class=\"go\">"
      + link(previous, "↑", "the slip before") + link(next, "↓", "the next slip")
      + "<a href=\"#found\" aria-label=\"all that was found\" title=\"all that was found\">⤒</a></span>"
  }

  // MARK: parts of both

  private var role: String {
    guard let role = equation.role else { return "" }
    return " <span class=\"as\">as \(formulas.words(role))</span>"
  }

  private var reason: String? {
    equation.reason.map { formulas.words((equation.place.map { "\($0): " } ?? "") + $0) }
  }

  private var variant: String? {
    equation.variant.map {
      """
      <div class="variant"><p><b>It holds</b> \(formulas.words($0.words)):</p>\
      <div class="f">\(formulas.large($0.latex))</div></div>
      """
    }
  }

  private var remarks: [String] {
    equation.remarks.map {
      "<p class=\"quiet\">\(formulas.words($0.prefix(1).uppercased() + $0.dropFirst())).</p>"
    }
  }
}

import Audit
import Weaving

/// What was found, before the document itself: how many of what, what does not hold, what could not
/// be judged.
struct AuditSummary {
  let report: FileReport
  let formulas: AuditFormulas

  var html: String {
    let counts = AuditVerdict.allCases.reversed().compactMap { verdict in
      report.counts.verdicts[verdict.rawValue].map {
        "<li><span class=\"m \(verdict.colour)\" aria-hidden=\"true\">\(verdict.sign)</span> <b>\($0)</b> \(verdict.rawValue)</li>"
      }
    }
    let slips = rows { $0.isSlip }
    let open = rows { [.undecided, .notUnderstood, .unbound].contains($0) }
    return """
      <ul class="counts" aria-label="verdicts">\(counts.joined())</ul>
      <p class="quiet">\(HTML.escaped(shares)).</p>
      <section id="found" aria-label="what was found">\
      \(slips.isEmpty ? "<p>Nothing is false.</p>" : "<h2>What does not hold</h2><ol class=\"found\">\(slips)</ol>")\
      \(open.isEmpty ? "" : "<h2>What could not be judged</h2><ol class=\"found\">\(open)</ol>")\
      \(remarks)</section>
      """
  }

  /// "47 of 48 relations in displays and 34 of 34 in lines were evaluated, on the toys of
  /// S2.toys.md"
  private var shares: String {
    let parts = [("displays", report.counts.displays), ("lines", report.counts.others)]
      .filter { $0.1.stated > 0 }
      .enumerated().map { i, part in
        "\(part.1.evaluated) of \(part.1.stated) \(i == 0 ? "relations " : "")in \(part.0)"
      }
    let sheet = AuditPage.base(report.sheet)
    let toys = sheet.isEmpty ? "without a sheet of toys" : "on the toys of \(sheet)"
    return parts.isEmpty
      ? "Nothing is stated that could be evaluated"
      : parts.joined(separator: " and ") + " were evaluated, " + toys
  }

  private func rows(_ isWanted: (AuditVerdict) -> Bool) -> String {
    report.equations.enumerated().filter { isWanted($0.element.verdict) }
      .map { row($0.element, $0.offset + 1) }.joined()
  }

  private func row(_ equation: EquationReport, _ number: Int) -> String {
    let verdict = equation.verdict
    return """
      <li><a href="#e\(number)"><span class="m \(verdict.colour)" role="img" aria-label="\(verdict.rawValue)">\
      \(verdict.sign)</span> line \(equation.line)</a>\
      <div><div class="f">\(formulas.large(statement(equation)))</div><p>\(formulas.words(words(equation)))</p></div></li>
      """
  }

  /// The relation that fails, where one does; else the formula.
  private func statement(_ equation: EquationReport) -> String {
    guard let r = equation.refutation, !r.isRatio else {
      return equation.read ?? equation.latex
    }
    return "\(r.leftLatex) \(r.relation) \(r.rightLatex)"
  }

  /// What is wrong, in a line.
  private func words(_ equation: EquationReport) -> String {
    if let condition = equation.conditionInWords { return condition }
    guard let r = equation.refutation else { return equation.reason ?? "" }
    return r.values + (equation.variant.map { "; it holds \($0.words)" } ?? "")
  }

  private var remarks: String {
    guard !report.remarks.isEmpty else { return "" }
    let lines = report.remarks.map { remark in
      let file = AuditPage.base(remark.inSheet ? report.sheet : report.file)
      return
        "<li>\(HTML.escaped("\(file):\(remark.line):\(remark.column): \(remark.message)"))</li>"
    }
    return "<h2>Remarks</h2><ul class=\"remarks\">\(lines.joined())</ul>"
  }
}

import Evidence
import Foundation
import Textbook

/// The panel that opens beside an equation: what was checked, with which numbers, and what it could
/// have refuted.
struct EvidenceHTML {
  var evidence: LabelEvidence
  var chapter: String
  /// How the page names a toy.
  var toyNames: [String: String]

  /// `<details>`, closed; readable and operable without JavaScript.
  func details(mark: Mark) -> String {
    let detail = mark.detail.isEmpty ? "" : " <span class=\"digits\">\(mark.detail)</span>"
    return """
      <details class="evidence"><summary>\(Mark.drawing(mark.sign))<span class="grade">\(mark.word)</span>\(detail)</summary>
      <div class="panel">\(panel)</div></details>
      """
  }

  var panel: String {
    let checks = evidence.checks.enumerated().map { check($0.element, full: $0.offset == 0) }
    return ([scope] + checks + [foils, mutants, repetition]).filter { !$0.isEmpty }.joined(
      separator: "\n")
  }

  private var scope: String {
    let claim = evidence.claim
    let scope =
      evidence.checks.isEmpty ? " <span class=\"scope\">\(HTML.words(claim.scope))</span>" : ""
    let sources =
      claim.sources.isEmpty
      ? ""
      : " <span class=\"sources\">\(HTML.escaped(claim.sources.joined(separator: ", ")))</span>"
    return """
      <p class="claim-line"><a class="claim-id" href="#\(TeX.label(claim.id))">\(HTML.escaped(claim.id))</a>\
      \(scope)\(sources)</p>
      """
  }

  // MARK: one equation on one toy

  /// The first toy with every side as a formula, and how the formula was read; the others with
  /// their values alone.
  private func check(_ check: CheckRecord, full: Bool) -> String {
    var parts: [String] = []
    let name = toyNames[check.toy] ?? check.toy
    let scope = check.scope
    let doubt = check.verdict == .holds ? "" : Mark.drawing("fails")
    parts.append(
      "<p class=\"check-head\">\(doubt)<strong>\(HTML.words(scope.isEmpty ? name : scope))</strong>\(grade(check))</p>"
    )
    if let proof = check.proof { parts.append("<p class=\"proof\">\(HTML.words(proof))</p>") }
    let compared =
      check.toy.isEmpty ? check.points : check.points.first(where: \.hasNumbers).map { [$0] } ?? []
    parts += compared.map { full || check.toy.isEmpty ? numbers($0, check) : brief($0) }
    parts += Draws.sentences(check.points).map { "<p class=\"reading\">\(HTML.words($0))</p>" }
    if !check.toy.isEmpty, check.points.count > 1 { parts.append(others(check)) }
    if full, let reading = check.reading, !reading.isEmpty {
      parts.append(
        "<p class=\"reading\"><span class=\"tag\">read as</span> <code>\(HTML.escaped(reading))</code></p>"
      )
    }
    return "<div class=\"evidence-check\">\(parts.joined(separator: "\n"))</div>"
  }

  /// The values of a chain in one line; what is found equal stands once.
  private func brief(_ point: PointRecord) -> String {
    let values = point.chain.map {
      "\(relation($0.relation)) <span class=\"num\">\(HTML.escaped(Digits.minus($0.value)))</span>"
    }
    let place = Digits.parameters(point.parameters)
    return
      "<p class=\"brief\">\(place.isEmpty ? "" : "<span class=\"muted\">\(place):</span> ")\(values.joined(separator: " "))</p>"
  }

  private func grade(_ check: CheckRecord) -> String {
    let digits = check.digits.map { ", \($0) digits" } ?? ""
    return
      " <span class=\"muted\">\(check.grade.rawValue)\(check.grade == .exact ? "" : digits)</span>"
  }

  /// Each side with its value; the digits that agree with the line before stand out.
  private func numbers(_ point: PointRecord, _ check: CheckRecord) -> String {
    var rows = ""
    var previous: String?
    for line in point.lines {
      let value = line.shown
      rows +=
        "<tr><td class=\"rel\">\(relation(line.relation))</td><td class=\"side\">\(side(line, check))</td>"
      rows += "<td class=\"num\">\(agreeing(value, with: previous))</td></tr>"
      previous = value
    }
    return """
      <div class="scroll"><table class="values"><caption>\(point.name.map(HTML.words) ?? Digits.parameters(point.parameters))</caption>\
      <tbody>\(rows)</tbody></table></div>
      """
  }

  private func side(_ line: LineRecord, _ check: CheckRecord) -> String {
    check.toy.isEmpty
      ? HTML.words(line.latex) : HTML.small(TeX.printed(line.latex))
  }

  private func relation(_ text: String?) -> String {
    guard let text, !text.isEmpty else { return "" }
    return HTML.small(text == "<=" ? "\\le" : text == ">=" ? "\\ge" : text)
  }

  private func agreeing(_ value: String, with other: String?) -> String {
    guard let other else { return HTML.escaped(Digits.minus(value)) }
    let same = Printed.common(value, other)
    guard same.contains(where: \.isNumber) else { return HTML.escaped(Digits.minus(value)) }
    let rest = String(value.dropFirst(same.count))
    return "<b>\(HTML.escaped(Digits.minus(same)))</b>\(HTML.escaped(rest))"
  }

  private func others(_ check: CheckRecord) -> String {
    let count = check.points.count - 1
    let good = check.points.dropFirst().count { $0.verdict == .holds }
    // many parameters at many points are a thicket: the ledger file has them all
    let few = check.points.allSatisfy { $0.parameters.count <= 3 }
    let list =
      few
      ? check.points.dropFirst().prefix(4).map { Digits.parameters($0.parameters) }.filter {
        !$0.isEmpty
      } : []
    let rest = count > 4 ? "; …" : ""
    let outcome = good == count ? "all hold" : "\(good) of them hold"
    let shown =
      list.isEmpty ? "" : ": <span class=\"muted\">\(list.joined(separator: "; "))\(rest)</span>"
    return
      "<p class=\"others\">and \(count) more point\(count == 1 ? "" : "s"), \(outcome)\(shown)</p>"
  }

  // MARK: what was refuted

  private var foils: String {
    guard !evidence.foils.isEmpty else { return "" }
    let rows = evidence.foils.map { foil in
      let doubt =
        foil.verdict == .refuted ? "" : "\(Mark.drawing("fails")) \(foil.verdict.rawValue) "
      let count = foil.refuted < foil.of ? "at \(foil.refuted) of \(foil.of) points" : ""
      let said = [count, foil.distance.map { "off by \(Digits.short($0))" } ?? ""].filter {
        !$0.isEmpty
      }.joined(separator: ", ")
      return
        "<li><span class=\"scroll\">\(formula(foil))</span> <em>\(HTML.words(foil.name))</em> <small>\(doubt)\(said)</small></li>"
    }
    return
      "<p class=\"tag\">wrong variants that the check refuted</p><ul class=\"foils\">\(rows.joined())</ul>"
  }

  /// A hypothesis foil edits the toy, and a foil of a Swift check is words: only the others are
  /// formulas.
  private func formula(_ foil: FoilRecord) -> String {
    if foil.latex.hasPrefix("toy:") { return "<code>\(HTML.escaped(foil.latex))</code>" }
    if foil.latex.isEmpty || evidence.claim.kind == .check { return HTML.words(foil.latex) }
    if let edit = foil.edit.flatMap({ Edit($0, whole: TeX.printed(foil.latex)) }) {
      return edit.html
    }
    return HTML.small(TeX.printed(foil.latex))
  }

  private var mutants: String {
    guard !evidence.mutants.isEmpty else { return "" }
    return
      "<p class=\"mutants\">variants made by machine: \(MutantScore(evidence.mutants).text)</p>"
  }

  private var repetition: String {
    """
    <p class="repeat"><span class="tag">repeat</span> \
    <code>swift run -c release \(chapter) --explain \(HTML.escaped(evidence.claim.id))</code></p>
    """
  }
}

import Evidence
import Notation
import Textbook

/// A derivation as the page sets it: every line with its reason and its value at its right, or
/// beneath where that is too narrow. Each line is a formula of its own; those below the first hang
/// under its relation.
struct DerivationRows {
  struct Row {
    var tex: String
    var because: String?
    var value: String?
  }

  private(set) var rows: [Row]
  private var note: String

  init(_ shape: Derivation, evidence: LabelEvidence?) {
    let shown = evidence?.shown
    let lines = shown?.point.lines ?? []
    // line 0 is the left side; a row ends with the side behind its last relation
    let ends = shape.rows.reduce(into: [0]) { $0.append($0[$0.count - 1] + TeX.relations($1.tex)) }
      .dropFirst()
    let fits = !lines.isEmpty && ends.last == lines.count - 1
    let hangs = TeX.breadth(shape.left) > Self.widestLeft
    if hangs { rows = [Row(tex: "\\displaystyle \(shape.left)")] } else { rows = [] }
    for (index, (row, end)) in zip(shape.rows, ends).enumerated() {
      let continues = TeX.relations(row.tex) == 0
      let value = fits && !continues ? lines[end].value.flatMap { Printed.tex($0, digits: 6) } : nil
      let left = hangs ? "\\qquad " : index == 0 ? "\(shape.left) " : "\\hphantom{\(shape.left)} "
      rows.append(
        Row(tex: "\\displaystyle \(left){}\(row.tex)", because: row.because, value: value))
    }
    hasValues = rows.contains { $0.value != nil }
    parameters = shown?.point.parameters ?? [:]
    let count = shown?.check.points.count ?? 1
    first = count > 1 ? "the first of \(count) points" : "the one point of the toy"
    self.hangs = hangs
    note =
      !hasValues
      ? ""
      : parameters.count <= 4
        ? Digits.parameters(parameters)
        : first
  }

  /// A left side broader than this (in signs) stands on a line of its own, and the chain hangs
  /// below it.
  static let widestLeft = 11

  private var hasValues: Bool
  /// The left side stands on a line of its own: where the values are taken stands beside it.
  private var hangs: Bool
  /// Which point it is, where it takes more parameters than a note has room for.
  private var first: String
  private var parameters: [String: String]

  var html: String {
    let at = hasValues && !note.isEmpty ? "values at \(note)" : ""
    let body = rows.enumerated().map { index, row in
      let because = row.because.map { "<span class=\"why\">\(HTML.words($0))</span>" } ?? ""
      let value = row.value.map { "<span class=\"val\">\(HTML.math($0))</span>" } ?? ""
      let place = hangs && index == 0 && !at.isEmpty ? "<span class=\"at\">\(at)</span>" : ""
      let aside = because + value + place
      return "<div class=\"line\"><div class=\"formula\">\(HTML.math(row.tex, display: true))</div>"
        + (aside.isEmpty ? "" : "<div class=\"aside\">\(aside)</div>") + "</div>"
    }
    let below = hangs || at.isEmpty ? "" : "<p class=\"at\">\(at)</p>"
    return "<div class=\"display lines\">\(body.joined())\(below)</div>"
  }

  var tex: String {
    let list = parameters.sorted { $0.key < $1.key }.map { "\(latex(name: $0.key)) = \($0.value)" }
      .joined(separator: ",\\ ")
    let place = parameters.count <= 4 ? "$\(list)$" : first
    let at = hasValues && !list.isEmpty ? "values at \(place)" : ""
    let body = rows.enumerated().map { index, row in
      let because = hangs && index == 0 ? at : row.because.map(TeX.words) ?? ""
      return "\\derivationline{\(row.tex)}{\(because)}{\(row.value.map { "$\($0)$" } ?? "")}"
    }
    let below = hangs || at.isEmpty ? "" : "\\derivationnote{\(at)}"
    return "\\begin{derivation}%\n\(body.joined(separator: "%\n"))\(below)%\n\\end{derivation}"
  }
}

/// What the printed page says of a Swift check; its numbers and foils stand in the list of
/// evidence.
struct CheckTeX {
  var evidence: LabelEvidence
  var mark: Mark

  var text: String {
    let claim = evidence.claim
    let digits = mark.detail.isEmpty ? "" : ", \(mark.detail)"
    let refuted = evidence.foils.count { $0.verdict == .refuted }
    let foils = refuted == 0 ? "" : "; \(refuted) wrong variant\(refuted == 1 ? "" : "s") refuted"
    let scopes = evidence.checks.map(\.scope).filter { !$0.isEmpty }
    let scope = scopes.isEmpty ? claim.scope : scopes.joined(separator: "; ")
    return """
      \\checkline{\(EvidenceTeX.target("check:\(claim.id)"))}{\(mark.sign)}{\(TeX.escaped(claim.id))}{\(mark.word)\(digits)}\
      {\(TeX.words(scope))\(foils)}
      """
  }
}

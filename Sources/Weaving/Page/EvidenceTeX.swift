import Evidence
import Notation
import Textbook

/// What the printed book says of one display or check, in the list behind the ledger: where it was
/// tried, what its sides are worth, which wrong variants were refuted. The pages on the screen show
/// the same beside each equation.
struct EvidenceTeX {
  var evidence: LabelEvidence
  /// How the entry is named: the number of the display with its link, or a word.
  var place: String
  var toyNames: [String: String]

  /// Where marks lead to.
  static func target(_ label: String) -> String { "evidence:\(label)" }

  var text: String {
    let body = evidence.checks.isEmpty ? [words] : evidence.checks.map(check) + [foils, mutants]
    return """
      \\evidenceentry{\(Self.target(evidence.label))}{\(place)}{\(verdict)}
      \(body.filter { !$0.isEmpty }.joined(separator: " "))\\par
      """
  }

  private var verdict: String {
    guard !evidence.checks.isEmpty, let grade = evidence.grade else {
      return evidence.claim.kind.rawValue
    }
    return grade.rawValue + (grade == .exact ? "" : evidence.digits.map { ", \($0) digits" } ?? "")
  }

  /// Of what is not judged: the author's reason.
  private var words: String {
    let said = [evidence.claim.because, evidence.claim.scope].compactMap(\.self).filter {
      !$0.isEmpty
    }
    return said.map(TeX.words).joined(separator: ". ")
  }

  private func check(_ check: CheckRecord) -> String {
    let scope = check.scope.isEmpty ? toyNames[check.toy] ?? check.toy : check.scope
    let points =
      check.toy.isEmpty ? check.points.prefix(2) : check.points.filter(\.hasNumbers).prefix(1)
    let numbers = points.map { [at($0), chain($0)].filter { !$0.isEmpty }.joined(separator: ": ") }
      .filter { !$0.isEmpty }
    let separator = points.first.map(at)?.isEmpty == false ? "; " : ": "
    let values = numbers.isEmpty ? "" : separator + numbers.joined(separator: "; ")
    let said = ["\\textit{\(TeX.words(scope))}\(values)."]
    return (said + Draws.sentences(check.points).map(TeX.words)).joined(separator: " ")
  }

  private func at(_ point: PointRecord) -> String {
    if let name = point.name { return TeX.words(name) }
    let named = point.parameters.sorted { $0.key < $1.key }.map {
      "$\(latex(name: $0.key)) = \($0.value)$"
    }
    return named.isEmpty
      ? "" : named.count <= 4 ? "at \(named.joined(separator: ", "))" : "at its first point"
  }

  private func chain(_ point: PointRecord) -> String {
    point.chain.map {
      "\(TeX.relation($0.relation))\(TeX.plainSymbols(TeX.escaped(Digits.minus(Digits.brief($0.value)))))"
    }
    .joined(separator: " ")
  }

  private var foils: String {
    guard !evidence.foils.isEmpty else { return "" }
    let refuted = evidence.foils.filter { $0.verdict == .refuted }.map { foil -> String in
      let count = foil.refuted < foil.of ? "at \(foil.refuted) of \(foil.of) points" : ""
      let distance = foil.distance.flatMap(TeX.short).map { "off by \($0)" } ?? ""
      let said = [count, distance].filter { !$0.isEmpty }.joined(separator: ", ")
      return TeX.words(foil.name) + (said.isEmpty ? "" : " (\(said))")
    }
    return "\\evidencetag{Refuted:} \(refuted.joined(separator: "; "))."
  }

  private var mutants: String {
    guard !evidence.mutants.isEmpty else { return "" }
    return "\\evidencetag{By machine:} \(MutantScore(evidence.mutants).text)."
  }
}

extension PointRecord {
  /// The values of a chain: sides that are found equal are one numeral, with the digits on which
  /// they agree.
  var chain: [(relation: String?, value: String)] {
    var parts: [(relation: String?, value: String)] = []
    for line in lines where !line.shown.isEmpty {
      let value = line.shown
      if let last = parts.last, line.relation == "=" || line.relation == ":=",
        line.verdict == .holds,
        let agreed = Digits.agreed(last.value, value)
      {
        parts[parts.count - 1].value = agreed
      } else {
        parts.append((parts.isEmpty ? nil : line.relation, value))
      }
    }
    return parts
  }
}

extension TeX {
  /// The sign of a relation as the results spell it.
  static func relation(_ text: String?) -> String {
    guard let text, !text.isEmpty else { return "" }
    return "$\(text == "<=" ? "\\le" : text == ">=" ? "\\ge" : text)$ "
  }

  /// A distance in three digits; nil for what is no number.
  static func short(_ text: String) -> String? {
    Printed.tex([text, text], digits: 3).map { "$\($0)$" }
  }
}

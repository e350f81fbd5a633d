import Foundation
import Textbook

/// All that the results say about one displayed equation (or about one claim that a Swift check settles).
struct LabelEvidence {
  var claim: ChapterResults.Claim
  var label: String
  var checks: [ChapterResults.Check]
  var foils: [ChapterResults.Foil]
  var mutants: [ChapterResults.Mutant]

  /// The evidence of a label; what carries no label belongs to the first equation of the claim.
  init(_ claim: ChapterResults.Claim, label: String) {
    self.claim = claim
    self.label = label
    let own = { (other: String?) in (other ?? claim.id) == label }
    checks = claim.checks.filter { own($0.label) }
    foils = claim.foils.filter { own($0.label) }
    mutants = claim.mutants.filter { own($0.label) }
  }

  /// Everything that belongs to the claim, whatever equation it hangs on.
  init(whole claim: ChapterResults.Claim) {
    (self.claim, label) = (claim, claim.id)
    (checks, foils, mutants) = (claim.checks, claim.foils, claim.mutants)
  }

  var grade: String {
    let grades = checks.compactMap(\.grade)
    return grades.max { Mark.rank($0) < Mark.rank($1) } ?? claim.grade
  }
  var digits: Int? { checks.compactMap(\.digits).min() ?? (checks.isEmpty ? claim.digits : nil) }
  var holds: Bool { checks.allSatisfy { $0.verdict == "holds" } && foils.allSatisfy { $0.verdict == "refuted" } }

  /// The point whose numbers stand on the page: the first that has any.
  var shown: (check: ChapterResults.Check, point: ChapterResults.Point)? {
    for check in checks {
      if let point = check.points.first(where: { p in p.lines.contains { !$0.value.isEmpty } }) { return (check, point) }
    }
    return nil
  }
}

/// The small mark beside a number: a sign, a word, digits. Never colour alone.
struct Mark: Equatable {
  var sign: String
  var word: String
  var detail: String

  init(status: EquationBlock.Status, evidence: LabelEvidence?) {
    switch status {
    case .definition: (sign, word, detail) = ("definition", "definition", "")
    case .assumption: (sign, word, detail) = ("assumption", "assumption", "")
    case .cited: (sign, word, detail) = ("cited", "cited", "")
    case .reading: (sign, word, detail) = ("definition", "reading", "")
    case .checked:
      sign = evidence?.holds == true ? "holds" : "fails"
      word = evidence?.grade ?? "unchecked"
      detail = evidence?.digits.map { "\($0) digits" } ?? ""
      if word == "exact" { detail = "" }
    }
  }

  /// Strongest first.
  static let grades = ["exact", "certified", "quadrature", "sampled", "measured", "cited"]
  static func rank(_ grade: String) -> Int { grades.firstIndex(of: grade) ?? grades.count }

  /// The sign as a drawing for HTML, with its name for those who hear the page.
  static func drawing(_ sign: String) -> String {
    let (path, name) = switch sign {
    case "holds": ("M2 6.6 4.9 9.5 10.2 2.6", "holds")
    case "fails": ("M2.5 2.5 9.5 9.5M9.5 2.5 2.5 9.5", "does not hold")
    case "definition": ("M2 4.4H10M2 7.6H10", "definition")
    case "assumption": ("M6 1.6 10.4 6 6 10.4 1.6 6Z", "assumption")
    default: ("M2.5 3H9.5M2.5 6H9.5M2.5 9H6.5", "cited")
    }
    return "<svg class=\"sign \(sign)\" viewBox=\"0 0 12 12\" role=\"img\" aria-label=\"\(name)\"><path d=\"\(path)\"/></svg>"
  }
}

extension TeX {
  /// Where the ledger speaks of a claim.
  static func label(_ claim: String) -> String { "ledger:\(claim)" }
}

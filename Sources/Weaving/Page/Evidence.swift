import Evidence
import Foundation
import Textbook

/// All that the results say about one displayed equation (or about one claim that a Swift check
/// settles).
struct LabelEvidence {
  var claim: ClaimRecord
  var label: String
  var checks: [CheckRecord]
  var foils: [FoilRecord]
  var mutants: [MutantRecord]

  /// The evidence of one display of the claim. A check in Swift is labelled like the claim, and so
  /// may be a display: they are told apart.
  init(_ claim: ClaimRecord, label: String) {
    self.claim = claim
    self.label = label
    checks = claim.checks.filter { $0.label == label && !$0.isWritten }
    foils = claim.foils.filter { $0.label == label && !$0.isWritten }
    mutants = claim.mutants.filter { $0.label == label }
  }

  /// What belongs to the claim and hangs on none of its displays: its checks in Swift.
  init(checksOf claim: ClaimRecord, without labels: [String]) {
    (self.claim, label) = (claim, "check:\(claim.id)")
    checks = claim.checks.filter { $0.isWritten || !labels.contains($0.label) }
    foils = claim.foils.filter { $0.isWritten || !labels.contains($0.label) }
    mutants = claim.mutants.filter { !labels.contains($0.label) }
  }

  /// The evidence of one check in Swift.
  init?(check name: String, in claims: [String: ClaimRecord]) {
    guard let claim = claims[EquationBlock.claim(of: name)] else { return nil }
    (self.claim, label) = (claim, "check:\(name)")
    checks = claim.checks.filter { $0.isWritten && $0.label == name }
    foils = claim.foils.filter { $0.isWritten && $0.label == name }
    mutants = []
    if checks.isEmpty { return nil }
  }

  /// The weakest of its checks'.
  var grade: Grade? { checks.map(\.grade).max() ?? claim.grade }
  var digits: Int? { checks.compactMap(\.digits).min() ?? (checks.isEmpty ? claim.digits : nil) }
  var holds: Bool {
    checks.allSatisfy { $0.verdict == .holds } && foils.allSatisfy { $0.verdict == .refuted }
  }

  /// The point whose numbers stand on the page: of the first points that have any, the one that
  /// takes fewest words.
  var shown: (check: CheckRecord, point: PointRecord)? {
    let first = checks.compactMap { check in
      check.points.first(where: \.hasNumbers).map { (check: check, point: $0) }
    }
    return first.enumerated().min {
      ($0.element.point.parameters.count, $0.offset) < (
        $1.element.point.parameters.count, $1.offset
      )
    }?.element
  }
}

extension CheckRecord {
  /// Written in Swift, over no formula.
  var isWritten: Bool { toy.isEmpty && latex.isEmpty }
}

extension FoilRecord {
  /// Of a check written in Swift: words alone.
  var isWritten: Bool { toy.isEmpty && latex.isEmpty }
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
      word = evidence?.grade?.rawValue ?? "unchecked"
      detail = evidence?.digits.map { "\($0) digits" } ?? ""
      if word == "exact" { detail = "" }
    }
  }

  /// The sign as a drawing for HTML, with its name for those who hear the page.
  static func drawing(_ sign: String) -> String {
    let (path, name) =
      switch sign {
      case "holds": ("M2 6.6 4.9 9.5 10.2 2.6", "holds")
      case "fails": ("M2.5 2.5 9.5 9.5M9.5 2.5 2.5 9.5", "does not hold")
      case "definition": ("M2 4.4H10M2 7.6H10", "definition")
      case "assumption": ("M6 1.6 10.4 6 6 10.4 1.6 6Z", "assumption")
      default: ("M2.5 3H9.5M2.5 6H9.5M2.5 9H6.5", "cited")
      }
    return
      "<svg class=\"sign \(sign)\" viewBox=\"0 0 12 12\" role=\"img\" aria-label=\"\(name)\"><path d=\"\(path)\"/></svg>"
  }
}

extension TeX {
  /// Where the ledger speaks of a claim.
  static func label(_ claim: String) -> String { "ledger:\(claim)" }
}

import Exact
import Meaning
import Notation

extension Check {
  /// Runs the check and its foils through the same function.
  func run(_ options: Options) -> ClaimRecord {
    let standard = grade >= .sampled ? options.standard.measured : options.standard
    let (points, judgements) = judged(body, options.digits, standard)
    var whole = judgements.dropFirst().reduce(judgements[0], combine)
    if whole.verdict == .holds, whole.grade > grade {
      whole = .broken("declared \(grade.rawValue), but the values are \(whole.grade.rawValue) only")
    }
    let check = CheckRecord(
      label: id, latex: "", toy: "", scope: scope, verdict: whole.verdict,
      grade: max(whole.grade, grade), digits: whole.digits,
      reading: nil, reason: whole.reason, points: points)
    let records = foils.map { foil in
      FoilRecord(
        foil.mistake, label: id,
        judgements: judged(foil.body, options.digits, standard).judgements.map {
          separated($0, standard)
        })
    }
    return record(check, records)
  }

  func given(up reason: String) -> ClaimRecord {
    let check = CheckRecord(
      label: id, latex: "", toy: "", scope: scope, verdict: .broken, grade: grade, digits: nil,
      reading: nil,
      reason: reason, points: [])
    return record(
      check, foils.map { FoilRecord($0.mistake, label: id, judgements: [.broken(reason)]) })
  }

  private func record(_ check: CheckRecord, _ foils: [FoilRecord]) -> ClaimRecord {
    var record = ClaimRecord(
      id: EquationID.claim(of: id), kind: .check, headline: isHeadline, verdict: check.verdict,
      grade: check.grade, scope: scope,
      digits: nil, title: title, because: nil, reason: nil, sources: sources, checks: [check],
      foils: foils, mutants: [])
    record.summarise()
    return record
  }

  /// Never empty: a body that throws or compares nothing is broken.
  private func judged(
    _ body: () throws -> [Comparison], _ digits: Int, _ standard: Standard
  ) -> (points: [PointRecord], judgements: [Judgement]) {
    let comparisons: [Comparison]
    do { comparisons = try body() } catch { return ([], [.broken("\(error)")]) }
    guard !comparisons.isEmpty else { return ([], [.broken("nothing was compared")]) }
    let judgements = comparisons.map { judged($0, standard) }
    let points = zip(comparisons, judgements).map { comparison, judgement in
      PointRecord(
        name: comparison.name, parameters: [:], verdict: judgement.verdict, grade: judgement.grade,
        digits: judgement.digits,
        reason: judgement.reason,
        lines: [
          LineRecord(
            latex: "", relation: nil, because: nil, value: comparison.left, step: nil,
            digits: digits),
          LineRecord(
            latex: "", relation: comparison.relation.rawValue, because: nil,
            value: comparison.right, step: judgement,
            digits: digits),
        ], sampling: comparison.sampling)
    }
    return (points, judgements)
  }

  /// A sample may not take more than its share of the chances of the book, nor pass for more.
  private func judged(_ comparison: Comparison, _ standard: Standard) -> Judgement {
    if let sampling = comparison.sampling {
      guard grade >= .sampled else { return .broken("it is sampled, and declared \(grade.rawValue)") }
      guard sampling.alpha <= FalseAlarms.alpha else {
        return .broken(
          "it takes a chance of \(sampling.alpha) of a false alarm; its share is \(FalseAlarms.alpha)")
      }
    }
    return judge(comparison.left, comparison.relation, comparison.right, by: standard)
  }
}

/// A refutation that counts: far outside the joint uncertainty.
package func separated(_ judgement: Judgement, _ standard: Standard) -> Judgement {
  guard judgement.verdict == .refuted, !(judgement.separation >= standard.separation) else {
    return judgement
  }
  return .inconclusive(judgement.grade, "differs by \(judgement.separation) uncertainties only")
}

extension FoilRecord {
  /// A foil of a Swift check: refuted when one of its comparisons is.
  fileprivate init(_ mistake: String, label: String, judgements: [Judgement]) {
    let killed = judgements.filter { $0.verdict == .refuted },
      survivor = judgements.max { $0.verdict < $1.verdict }
    self.init(
      name: mistake, latex: "", label: label, toy: "",
      verdict: killed.isEmpty ? (survivor?.verdict ?? .broken) : .refuted,
      distance: killed.contains(where: \.infinitelyFar)
        ? "inf" : killed.compactMap(\.distance).max().map { decimal($0, digits: 6, .towardZero) },
      reason: killed.isEmpty ? (survivor?.reason ?? "it is not told apart from the check") : nil,
      refuted: killed.count, of: judgements.count)
  }
}

/// `gan/value-js.2` is the second equation of the claim `gan/value-js`.
public enum EquationID {
  public static func claim(of label: String) -> String {
    let parts = label.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 1, let number = parts.last, !number.isEmpty, number.allSatisfy(\.isNumber)
    else { return label }
    return parts.dropLast().joined(separator: ".")
  }
}

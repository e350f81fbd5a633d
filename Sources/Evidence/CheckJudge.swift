import Exact
import Expressions
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
      reading: nil, reason: whole.reason, points: points, title: title)
    return record(check, foils.map { judged($0, options.digits, standard) })
  }

  private func judged(_ foil: Foil, _ digits: Int, _ standard: Standard) -> FoilRecord {
    let result = judged(foil.body, digits, standard, isFoil: true)
    var record = FoilRecord(
      foil.mistake, label: id, judgements: result.judgements.map { separated($0, standard) })
    // It survives only if all its comparisons err, so the chance is that of one of them.
    record.luck = result.points.compactMap(\.sampling?.beta).max()
    return record
  }

  func given(up reason: String) -> ClaimRecord {
    let check = CheckRecord(
      label: id, latex: "", toy: "", scope: scope, verdict: .broken, grade: grade, digits: nil,
      reading: nil,
      reason: reason, points: [], title: title)
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
    _ body: () throws -> [Comparison], _ digits: Int, _ standard: Standard, isFoil: Bool = false
  ) -> (points: [PointRecord], judgements: [Judgement]) {
    let comparisons: [Comparison]
    do { comparisons = try body() } catch { return ([], [.broken("\(error)")]) }
    guard !comparisons.isEmpty else { return ([], [.broken("nothing was compared")]) }
    let judgements = comparisons.map { judged($0, standard, isFoil: isFoil) }
    let points = zip(comparisons, judgements).map { $0.record($1, digits: digits) }
    return (points, judgements)
  }

  /// A sample may not take more than its share of the chances of the book, nor pass for more; and
  /// a foil must lie where it is seen.
  private func judged(_ comparison: Comparison, _ standard: Standard, isFoil: Bool) -> Judgement {
    guard let side = comparison.sampled else {
      return judge(comparison.left, comparison.relation, comparison.right, by: standard)
    }
    let sample = side.sample, design = sample.design
    guard grade >= .sampled else { return .broken("it is sampled, and declared \(grade.rawValue)") }
    guard design.alpha <= FalseAlarms.alpha, design.beta <= FalseAlarms.beta else {
      return .broken(
        "it takes chances of \(design.alpha) and \(design.beta); its shares are "
          + "\(FalseAlarms.alpha) and \(FalseAlarms.beta)")
    }
    guard comparison.right.components.count == 1 else {
      return .broken("a sample is compared with one number")
    }
    let value = comparison.right.components[0].value
    return isFoil
      ? sample.judged(comparison.relation, value, insteadOf: side.truth)
      : sample.judged(comparison.relation, value)
  }
}

extension Comparison {
  /// As it is recorded: two lines.
  fileprivate func record(_ judgement: Judgement, digits: Int) -> PointRecord {
    var first = LineRecord(
      latex: "", relation: nil, because: nil, value: left, step: nil, digits: digits)
    let second = LineRecord(
      latex: "", relation: relation.rawValue, because: nil, value: right, step: judgement,
      digits: digits)
    var sampling: SamplingRecord?
    if let sample = sampled?.sample {
      first.value = sample.written
      first.sampled = decimal(Rational(exactly: sample.value), digits: 5)
      sampling = sample.record(at: right.components.first?.value.double ?? .nan)
    }
    return PointRecord(
      name: name, parameters: [:], verdict: judgement.verdict, grade: judgement.grade,
      digits: judgement.digits, reason: judgement.reason, lines: [first, second],
      sampling: sampling)
  }
}

/// A refutation that counts: far outside the joint uncertainty.
package func separated(_ judgement: Judgement, _ standard: Standard) -> Judgement {
  // what is sampled has its region and its power
  guard judgement.grade != .sampled else { return judgement }
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

import Evidence
import Meaning

/// What an audit says of an equation.
public enum AuditVerdict: String, Hashable, Sendable, Codable, CaseIterable {
  case holds, definition
  case noClaim = "no claim"
  case unbound = "no toy binds it"
  case notUnderstood = "not understood"
  /// It has a meaning, but no value came near enough to tell.
  case undecided
  case conditional = "holds only if"
  case wrong = "false"

  /// Of the steps of a chain the worst decides.
  var severity: Int {
    switch self {
    case .noClaim: 0
    case .definition: 1
    case .holds: 2
    case .unbound: 3
    case .undecided: 4
    case .notUnderstood: 5
    case .conditional: 6
    case .wrong: 7
    }
  }
}

/// What all toys together say of one step of a chain.
struct Finding: Sendable {
  /// Where a step was judged: a toy and one of its points.
  struct At: Hashable, Sendable { var trial: Int, point: Int }

  var verdict: AuditVerdict
  var reason: String?
  var holding: [At] = []
  var failing: [At] = []
  /// The judgement that decides: of a refutation the clearest.
  var judgement: Judgement?
  var at: At?
  /// Names that no toy binds.
  var missing: [String] = []

  init(step: Int, of trials: [Trial]) {
    verdict = .definition
    var grade: Judgement?
    var reasons: [String] = []
    var undecided: [String] = []
    for (t, trial) in trials.enumerated() {
      for (p, outcomes) in trial.outcomes.enumerated() {
        switch outcomes[step] {
        case nil: break
        case .unbound(let name): if !missing.contains(name) { missing.append(name) }
        case .mismatched(let reason):
          isMismatch = true
          reasons.append("\(reason) (on the toy \(trial.toy))")
        case .failed(let reason): reasons.append("\(reason) (on the toy \(trial.toy))")
        case .judged(let judged):
          let at = At(trial: t, point: p)
          switch judged.verdict {
          case .holds:
            holding.append(at)
            grade = grade.map { combine($0, judged) } ?? judged
          case .refuted:
            failing.append(at)
            if self.at == nil || judged.separation > judgement?.separation ?? -1 {
              (judgement, self.at) = (judged, at)
            }
          case .broken where judged.isUndefined && trial.isOneSided(step, p):
            undefined.append((at, judged.reason))
          case .broken where !judged.isUndefined:
            reasons.append("\(judged.reason ?? "nothing was compared") (on the toy \(trial.toy))")
          case .broken, .inconclusive: undecided.append(judged.reason ?? "it could not be decided")
          }
        }
      }
    }
    // no value under an integral may be the toy's fault, unless it has one at other points of the
    // same toy
    let holdingTrials = Set(holding.map(\.trial))
    lost = undefined.first?.reason
    undefined.removeAll {
      ($0.reason ?? "").contains("has no value") && !holdingTrials.contains($0.at.trial)
    }
    decide(grade, reasons, undecided)
  }

  private var lost: String?
  /// Of what holds elsewhere: why it was not decided here, once for each point.
  private(set) var undecided: [String] = []
  /// Whether a law stands beside a number.
  private(set) var isMismatch = false

  /// Where a side has no value.
  private var undefined: [(at: At, reason: String?)] = []

  private mutating func decide(_ grade: Judgement?, _ reasons: [String], _ undecided: [String]) {
    // numbers that are chances by accident are not meant as such: KL(m, s) of a mean and a width
    if let doubt = reasons.first(where: { $0.contains(MeaningError.noChance) }), !failing.isEmpty {
      (verdict, reason) = (.notUnderstood, doubt)
      return
    }
    switch (holding.isEmpty, failing.isEmpty) {
    case (false, true) where undefined.isEmpty:
      (verdict, judgement) = (.holds, grade)
      self.undecided = undecided
    case (false, _):
      verdict = .conditional
      failing += undefined.map(\.at)
      at = at ?? undefined.first?.at
    case (true, false): verdict = .wrong
    case (true, true):
      if let first = undefined.first {
        (verdict, failing, at) = (.wrong, undefined.map(\.at), first.at)
        reason = "one side has no value: \(first.reason ?? "it is undefined")"
      } else if let lost {
        (verdict, reason) = (.undecided, "a side has no value where the other has one: \(lost)")
      } else if let first = undecided.first {
        (verdict, reason) = (.undecided, first)
      } else if let first = reasons.first {
        (verdict, reason) = (.notUnderstood, first)
      } else if !missing.isEmpty {
        (verdict, reason) = (.unbound, "nothing binds " + missing.sorted().joined(separator: ", "))
      }
    }
  }

  /// A step that is nobody's to judge.
  init(_ verdict: AuditVerdict, _ reason: String? = nil) {
    (self.verdict, self.reason) = (verdict, reason)
  }
}

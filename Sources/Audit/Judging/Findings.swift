import Evidence
import Meaning

/// What an audit says of an equation.
public enum AuditVerdict: String, Hashable, Sendable, Codable, CaseIterable {
  case holds, definition
  case noClaim = "no claim"
  case unbound = "no toy binds it"
  case notUnderstood = "not understood"
  case conditional = "holds only if"
  case wrong = "false"

  /// Of the steps of a chain the worst decides.
  var severity: Int {
    switch self {
    case .noClaim: 0
    case .definition: 1
    case .holds: 2
    case .unbound: 3
    case .notUnderstood: 4
    case .conditional: 5
    case .wrong: 6
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
    var grade: Judgement?, reasons: [String] = [], undecided: [String] = []
    for (t, trial) in trials.enumerated() {
      for (p, outcomes) in trial.outcomes.enumerated() {
        switch outcomes[step] {
        case nil: break
        case .unbound(let name): if !missing.contains(name) { missing.append(name) }
        case .failed(let reason): reasons.append("\(reason) (on the toy \(trial.toy))")
        case .judged(let judged):
          let at = At(trial: t, point: p)
          switch judged.verdict {
          case .holds:
            holding.append(at)
            grade = grade.map { combine($0, judged) } ?? judged
          case .refuted:
            failing.append(at)
            if self.at == nil || judged.separation > judgement?.separation ?? -1 { (judgement, self.at) = (judged, at) }
          case .broken where judged.isUndefined: undefined.append(at)
          case .broken, .inconclusive: undecided.append(judged.reason ?? "it could not be decided")
          }
        }
      }
    }
    decide(grade, reasons, undecided)
  }

  /// Where a side has no value.
  private var undefined: [At] = []

  private mutating func decide(_ grade: Judgement?, _ reasons: [String], _ undecided: [String]) {
    switch (holding.isEmpty, failing.isEmpty) {
    case (false, true) where undefined.isEmpty: (verdict, judgement) = (.holds, grade)
    case (false, _):
      verdict = .conditional
      failing += undefined
      at = at ?? undefined.first
    case (true, false): verdict = .wrong
    case (true, true):
      if !undefined.isEmpty {
        (verdict, reason) = (.notUnderstood, "a side has no value on any toy")
      } else if let first = undecided.first {
        (verdict, reason) = (.notUnderstood, "undecided: \(first)")
      } else if let first = reasons.first {
        (verdict, reason) = (.notUnderstood, first)
      } else if !missing.isEmpty {
        (verdict, reason) = (.unbound, "nothing binds " + missing.sorted().joined(separator: ", "))
      }
    }
  }

  /// A step that is nobody's to judge.
  init(_ verdict: AuditVerdict, _ reason: String? = nil) { (self.verdict, self.reason) = (verdict, reason) }
}

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
  /// Of what kind the reason is.
  private(set) var cause: MeaningError.Cause?
  /// Of what holds only sometimes: if what.
  var condition: String?
  private(set) var holding: [At] = []
  private(set) var failing: [At] = []
  /// Those of the failing points at which one side has no value and the other one has.
  private(set) var withoutValue: Set<At> = []
  /// The judgement that decides: of a refutation the clearest.
  private(set) var judgement: Judgement?
  private(set) var at: At?
  /// Of what holds elsewhere: why it was not decided here, once for each point.
  private(set) var undecided: [String] = []
  /// And why nothing was compared here.
  private(set) var unjudged: [String] = []

  init(step: Int, of trials: [Trial]) {
    verdict = .definition
    let tallies = trials.indices.map { Tally(step, trials[$0], number: $0) }
    for tally in tallies where !tally.isVoid {
      holding += tally.holding
      failing += tally.failing.map(\.at)
      undecided += tally.undecided
      if !tally.holding.isEmpty { unjudged += tally.unjudged + tally.reasons.map(\.words) }
    }
    let clearest = tallies.filter { !$0.isVoid }.flatMap(\.failing)
      .reduce(Tally.Failing?.none) { best, next in
        guard let best else { return next }
        return next.judgement.separation > best.judgement.separation ? next : best
      }
    (judgement, at) = (clearest?.judgement, clearest?.at)
    // no value under an integral may be the toy's fault, unless it has one at other points of the
    // same toy
    let undefined = tallies.flatMap(\.undefined)
    let certain = undefined.filter { spot in
      !spot.isLostInside || holding.contains { $0.trial == spot.at.trial }
    }
    decide(tallies, certain, lost: undefined.first?.reason)
  }

  private mutating func decide(
    _ tallies: [Tally], _ undefined: [Tally.Spot], lost: String?
  ) {
    withoutValue = Set(undefined.map(\.at))
    switch (holding.isEmpty, failing.isEmpty) {
    case (false, true) where undefined.isEmpty:
      if let open = tallies.first(where: \.leavesOpen) {
        (verdict, reason) = (.undecided, open.openness)
        break
      }
      verdict = .holds
      judgement = tallies.compactMap(\.grade).reduce(Judgement?.none) { whole, next in
        whole.map { combine($0, next) } ?? next
      }
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
      } else {
        excuse(tallies)
      }
    }
    if verdict != .holds { (undecided, unjudged) = ([], []) }
  }

  /// Why nothing was judged, by the toy that lacks least.
  private mutating func excuse(_ tallies: [Tally]) {
    let failed = tallies.filter { !$0.reasons.isEmpty }
    if let nearest = failed.min(by: { $0.lacking < $1.lacking }) {
      (verdict, reason) = (
        .notUnderstood, "\(nearest.reasons[0].words) (on the toy \(nearest.toy))"
      )
      let causes = failed.flatMap(\.reasons).map(\.cause)
      cause = causes.contains(.mismatch) ? .mismatch : nearest.reasons[0].cause
      return
    }
    let open = tallies.filter { !$0.missing.isEmpty }
    guard let nearest = open.min(by: { $0.lacking < $1.lacking }) else { return }
    let names = nearest.missing.sorted().joined(separator: ", ")
    let which = open.count > 1 ? ", which comes nearest" : ""
    (verdict, reason) = (.unbound, "nothing binds \(names) on the toy \(nearest.toy)\(which)")
  }

  /// Of what holds at some points: under what condition it does; without one it is false.
  mutating func settle(_ condition: String?) {
    self.condition = condition
    if condition == nil { verdict = .wrong }
  }

  mutating func hold(onlyIf condition: String) {
    (verdict, self.condition) = (.conditional, condition)
  }

  /// Takes back what was found.
  mutating func leave(_ verdict: AuditVerdict, _ reason: String) {
    (self.verdict, self.reason, cause) = (verdict, reason, nil)
  }

  /// A step that is nobody's to judge.
  init(_ verdict: AuditVerdict, _ reason: String? = nil) {
    (self.verdict, self.reason) = (verdict, reason)
  }
}

/// What one toy says of a step.
private struct Tally {
  typealias Failing = (at: Finding.At, judgement: Judgement)
  typealias Spot = (at: Finding.At, reason: String?, isLostInside: Bool)

  let toy: String
  /// How many names of the chain mean nothing on the toy.
  let lacking: Int
  private(set) var holding: [Finding.At] = []
  private(set) var failing: [Failing] = []
  /// Where one side certainly has no value.
  private(set) var undefined: [Spot] = []
  private(set) var undecided: [String] = []
  /// Points at which a name means nothing, by what is said of each.
  private(set) var unjudged: [String] = []
  /// Whether what is not known at one of its points is not known of the whole toy: the points are
  /// all there is, and no proof says more.
  private let needsAll: Bool
  /// Names that the toy does not bind.
  private(set) var missing: [String] = []
  private(set) var reasons: [(words: String, cause: MeaningError.Cause?)] = []
  /// The judgements of the points where it holds, together.
  private(set) var grade: Judgement?

  init(_ step: Int, _ trial: Trial, number: Int) {
    (toy, lacking) = (trial.toy, trial.lacking)
    needsAll = trial.isExhaustive && trial.coverings[step] == nil
    for (p, outcomes) in trial.outcomes.enumerated() {
      switch outcomes[step] {
      case nil: break
      case .unbound(let name):
        if !missing.contains(name) { missing.append(name) }
        unjudged.append("nothing binds \(name)")
      case .failed(let words, let cause):
        reasons.append((words, cause))
      case .judged(let judged):
        add(judged, Finding.At(trial: number, point: p), isOneSided: trial.isOneSided(step, p))
      }
    }
  }

  private mutating func add(_ judged: Judgement, _ at: Finding.At, isOneSided: Bool) {
    switch judged.verdict {
    case .holds:
      holding.append(at)
      grade = grade.map { combine($0, judged) } ?? judged
    case .refuted: failing.append((at, judged))
    case .broken where judged.isUndefined && isOneSided:
      undefined.append((at, judged.reason, judged.isLostInside))
    case .broken where !judged.isUndefined:
      reasons.append((judged.reason ?? "nothing was compared", nil))
    case .broken, .inconclusive:
      undecided.append(judged.reason ?? "it could not be decided")
    }
  }

  /// Whether it holds at some of its points, and at too many of the others nothing could be told.
  var leavesOpen: Bool {
    guard !holding.isEmpty else { return false }
    return needsAll ? !open.isEmpty : open.count > holding.count
  }
  var openness: String? {
    open.first.map {
      "it holds at \(holding.count) of \(holding.count + open.count) points of the toy \(toy); "
        + "elsewhere, \($0)"
    }
  }
  /// A number that is no chance at a point is the toy's doing.
  private var open: [String] {
    reasons.filter { $0.cause != .noChance }.map(\.words) + undecided
  }

  /// Whether nothing that was found on it counts: numbers that are chances at some points and not at
  /// others are chances by accident, as the mean and the width in KL(m, s), and what is refuted of
  /// coins says nothing of them.
  var isVoid: Bool { !failing.isEmpty && reasons.contains { $0.cause == .noChance } }
}

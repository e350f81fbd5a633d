import Foundation
import Meaning
import Notation

/// What is to be judged of one equation: on these toys.
public struct Work: Sendable {
  public var statement: Statement
  public var settings: [any Setting]
  public var variants: [Variant]
  public init(_ statement: Statement, on settings: [any Setting], variants: [Variant] = []) {
    (self.statement, self.settings, self.variants) = (statement, settings, variants)
  }
}

/// How the work is done, which changes no result.
public struct Effort {
  public var threads = ProcessInfo.processInfo.activeProcessorCount
  /// Seconds after which a check is given up as broken. The evaluator bounds its own work by
  /// counting; this is the net below
  /// it, wide enough that a busy machine does not change a verdict.
  public var limit: TimeInterval = 600
  /// Called with what is done, how much there is, and something still running.
  public var progress: (_ done: Int, _ of: Int, _ running: String?) -> Void = { _, _, _ in
  }
  public init() {}
}

private enum Outcome: Sendable {
  case equation(EquationOutcome)
  case mutants([MutantRecord])
  case check(ClaimRecord)
}

private struct Job: Sendable {
  var name: String
  /// How dear it is beside others, roughly: formulas that are judged, times toys.
  var size: Int
  var work: @Sendable () -> Outcome
  var late: @Sendable () -> Outcome
}

/// Judges equations and Swift checks, and gathers them into claims in the order given.
///
/// The result depends on the tasks and the options only: not on threads, time, or the order in
/// which work finishes.
public func judge(
  _ tasks: [Work], checks: [Check], options: Options, effort: Effort = Effort()
) -> [ClaimRecord] {
  let tooLong = "it took longer than \(Int(effort.limit)) s and was given up"
  var jobs: [Job] = []
  for task in tasks {
    let statement = task.statement
    for setting in task.settings {
      let equation = EquationJudge(statement: statement, setting: setting, options: options)
      jobs.append(
        Job(
          name: "\(statement.label) on \(setting.name)",
          size: statement.foils.count + 1, work: { .equation(equation.run()) },
          late: { .equation(equation.given(up: tooLong)) }))
    }
    let mutants = MutantJudge(
      statement: statement, settings: task.settings, options: options, variants: task.variants)
    jobs.append(
      Job(
        name: "mutants of \(statement.label)", size: task.variants.count * task.settings.count,
        work: { .mutants(mutants.run()) },
        late: { .mutants(mutants.given(up: tooLong)) }))
  }
  for check in checks {
    jobs.append(
      Job(
        name: check.id, size: .max,  // nothing is known of what it does
        work: { .check(check.run(options)) },
        late: { .check(check.given(up: tooLong)) }))
  }
  return gather(tasks, run(jobs, effort))
}

/// Runs the jobs, dear ones first, so that none of them is left to one thread at the end; the
/// outcomes are in the order of the jobs.
private func run(_ jobs: [Job], _ effort: Effort) -> [Outcome] {
  let order = jobs.indices.sorted { (jobs[$1].size, $0) < (jobs[$0].size, $1) }
  let queue = order.map { jobs[$0] }, names = queue.map(\.name)
  let outcomes = Parallel.run(
    queue.map(\.work), threads: effort.threads, limit: effort.limit, late: { queue[$0].late() },
    progress: { done, running in effort.progress(done, names.count, running.map { names[$0] }) })
  return zip(order, outcomes).sorted { $0.0 < $1.0 }.map { $0.1 }
}

private func gather(_ tasks: [Work], _ outcomes: [Outcome]) -> [ClaimRecord] {
  var claims: [ClaimRecord] = [], index: [String: Int] = [:], next = outcomes.startIndex
  func add(_ part: ClaimRecord) {
    if let i = index[part.id] {
      claims[i].merge(part)
    } else {
      index[part.id] = claims.count
      claims.append(part)
    }
  }
  for task in tasks {
    var equations: [(String, EquationOutcome)] = [], mutants: [MutantRecord] = []
    for setting in task.settings {
      if case .equation(let outcome) = outcomes[next] { equations.append((setting.name, outcome)) }
      next += 1
    }
    if case .mutants(let records) = outcomes[next] { mutants = records }
    next += 1
    add(ClaimRecord(task.statement, equations, mutants))
  }
  for outcome in outcomes[next...] { if case .check(let record) = outcome { add(record) } }
  return claims
}

extension EquationJudge {
  fileprivate func given(up reason: String) -> EquationOutcome {
    let why = Judgement.broken(reason)
    return EquationOutcome(
      check: CheckRecord(
        label: statement.label, latex: statement.latex, toy: setting.name,
        scope: statement.scope ?? setting.name,
        verdict: .broken, grade: .exact, digits: nil, reading: nil, reason: reason, points: []),
      foils: statement.foils.map { _ in [why] })
  }
}

extension MutantJudge {
  fileprivate func given(up reason: String) -> [MutantRecord] {
    variants.map {
      MutantRecord(
        latex: $0.latex, label: statement.label, operator: $0.change, verdict: .open, reason: reason
      )
    }
  }
}

extension ClaimRecord {
  /// The part of a claim that one equation settles.
  fileprivate init(
    _ statement: Statement, _ outcomes: [(toy: String, outcome: EquationOutcome)],
    _ mutants: [MutantRecord]
  ) {
    let checks = outcomes.map(\.outcome.check)
    let foils = statement.foils.indices.map { i in
      FoilRecord(
        statement.foils[i], of: statement, outcomes: outcomes.map { ($0.toy, $0.outcome.foils[i]) })
    }
    self.init(
      id: statement.claim, kind: statement.kind, headline: statement.isHeadline, verdict: .holds,
      grade: nil,
      scope: "", digits: nil, title: nil, because: nil, reason: nil, sources: statement.sources,
      checks: checks,
      foils: foils, mutants: mutants)
    summarise()
  }

  /// A claim of several equations is as good as the worst of them.
  mutating func merge(_ other: ClaimRecord) {
    if !isChecked {
      kind = other.kind
    } else if other.isChecked, other.kind > kind {
      kind = other.kind
    }
    headline = headline || other.headline
    (title, because) = (title ?? other.title, because ?? other.because)
    for source in other.sources where !sources.contains(source) { sources.append(source) }
    (checks, foils, mutants) = (checks + other.checks, foils + other.foils, mutants + other.mutants)
    summarise()
  }

  /// Verdict the worst, grade the weakest, digits the fewest; nothing compared and nothing foiled
  /// is broken. Draws beside what is computed are a second route, which lowers no grade.
  mutating func summarise() {
    guard isChecked || !checks.isEmpty else { return }
    score = mutants.isEmpty ? nil : MutantScore(mutants)
    verdict = checks.map(\.verdict).max() ?? .broken
    let computed = checks.filter { $0.grade != .sampled }
    grade = (computed.isEmpty ? checks : computed).map(\.grade).max()
    digits = checks.compactMap(\.digits).min()
    var scopes: [String] = []
    for check in checks where !scopes.contains(check.scope) { scopes.append(check.scope) }
    scope = scopes.joined(separator: "; ")
    reason = checks.first { $0.verdict == verdict }?.reason
    if checks.isEmpty { reason = "nothing was compared" }
    if verdict == .holds, foils.isEmpty, isChecked {
      (verdict, reason) = (.broken, "it has no foil: a check that cannot fail says nothing")
    }
  }
}

extension ClaimRecord.Kind: Comparable {
  /// A claim with several equations has the kind of the richest one.
  public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
  private var rank: Int {
    switch self {
    case .definition, .assumption, .cited, .reading: 0
    case .check: 1
    case .equation: 2
    case .inequality: 3
    case .derivation: 4
    }
  }
}

extension Statement {
  var kind: ClaimRecord.Kind {
    if isDefinition { return .definition }
    let all = chains.map { chain -> [Relation] in
      if case .relation(_, let relations) = chain.formula { relations } else { [] }
    }
    let relations = all.flatMap(\.self)
    if all.contains(where: { $0.count > 1 }) { return .derivation }
    return relations.contains {
      [.less, .lessOrEqual, .greater, .greaterOrEqual, .unequal].contains($0)
    } ? .inequality : .equation
  }
}

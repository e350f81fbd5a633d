import Exact
import Meaning
import Notation

/// What one equation on one toy gave: its record, and per foil the judgement at every point.
struct EquationOutcome: Sendable {
  var check: CheckRecord
  var foils: [[Judgement]]
}

/// Judges one equation on one toy, then its foils through the same function at the same points.
struct EquationJudge {
  let statement: Statement
  let setting: any Setting
  let options: Options

  func run() -> EquationOutcome {
    do {
      return try judged()
    } catch {
      let why = Judgement.broken("\(error)")
      return EquationOutcome(
        check: record(points: [], whole: why, reading: nil, of: 0),
        foils: statement.foils.map { _ in [why] })
    }
  }

  private func judged() throws -> EquationOutcome {
    let points = try setting.points(
      check: statement.label, seed: options.seed, fixing: options.fixed(for: setting),
      for: statement.formulas)
    guard !points.isEmpty else {
      let why = Judgement.broken("the toy \(setting.name) has no points: nothing was compared")
      return EquationOutcome(
        check: record(points: [], whole: why, reading: nil, of: 0),
        foils: statement.foils.map { _ in [why] })
    }
    let values = try points.map { try PointValues(setting, $0, bits: options.bits) }
    let judged = values.map { judgeAll(statement.chains, at: $0, by: options.standard) }
    var whole = judged.dropFirst().reduce(judged[0].whole) { combine($0, $1.whole) }
    whole = try foilZero(at: values, whole)
    if whole.verdict == .holds, whole.grade > statement.grade {
      whole = .broken(
        "the evidence is \(whole.grade.rawValue) only; write grade=\(whole.grade.rawValue) if nothing better exists"
      )
    }
    var box: BoxRecord?
    if whole.verdict == .holds {
      let judge = BoxJudge(
        chains: statement.chains, setting: setting, options: options, isThorough: true)
      switch judge.run(at: points) {
      case .none: break
      case .proved(let record):
        box = record
      case .refuted(let witness):
        let place = witness.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
        whole = refuted(at: place.joined(separator: ", "))
      }
    }
    let identity = whole.verdict == .holds ? identity(at: values, whole) : nil
    if identity != nil { (whole.grade, whole.digits) = (.exact, nil) }
    let foils = try statement.foils.map { try judge($0, at: values) }
    if whole.verdict == .refuted, let hint = mistake(foils) {
      whole.reason = (whole.reason.map { $0 + "; " } ?? "") + hint
    }
    let records = zip(points, judged).map { pointRecord($0, $1.chains, $1.whole) }
    let notes = judged[0].chains.flatMap(\.notes)
    let reading = (statement.chains.map { values[0].reading(of: $0.formula) } + notes)
      .joined(separator: "; ")
    var check = record(points: records, whole: whole, reading: reading, of: points.count)
    check.identity = identity
    if let identity, !identity.variables.isEmpty, statement.scope == nil {
      let free = identity.variables.map { "$\(latex(name: $0))$" }.joined(separator: ", ")
      let signs = identity.proof.usesSigns ? " for the signs met" : ""
      check.scope = "\(setting.title ?? setting.name), identity in \(free)\(signs)"
    }
    if let box {
      check.box = box
      if statement.scope == nil {
        let before =
          box.onlyInequalities == true
          ? "\(points.count) drawn points, the inequality for "
          : whole.grade == .exact
            ? "exactly at \(points.count) points, \(box.boxes > 0 ? "in balls " : "")for " : ""
        let ranges = box.ranges.joined(separator: ", ")
        check.scope = "\(setting.title ?? setting.name), \(before)\(ranges)"
      }
    }
    return EquationOutcome(check: check, foils: foils)
  }

  /// Whether every step is an equality of the same functions: more than the points say.
  private func identity(at values: [PointValues], _ whole: Judgement) -> IdentityRecord? {
    guard whole.grade != .exact || setting.draws(for: statement.formulas) else { return nil }
    var pairs: [(Formula, Formula)] = []
    for chain in statement.chains {
      guard case .relation(let sides, let relations) = chain.formula,
        relations.allSatisfy({ $0 == .equal || $0 == .distributed })
      else { return nil }
      pairs += relations.indices.map { (sides[$0], sides[$0 + 1]) }
    }
    return IdentityJudge(setting: setting, check: statement.label, options: options)
      .prove(pairs, at: values)
  }

  private func refuted(at place: String) -> Judgement {
    Judgement(
      verdict: .refuted, grade: .certified, digits: nil, distance: nil, separation: .infinity,
      reason: "it holds at the points drawn, but fails at \(place)")
  }

  /// What a refuted equation has to do with its foils: it is one of them, or one of them holds in
  /// its place.
  private func mistake(_ foils: [[Judgement]]) -> String? {
    for foil in statement.foils {
      if case .formula(let chains, _) = foil.change,
        chains.map(\.formula) == statement.chains.map(\.formula)
      {
        return "it is the mistake “\(foil.mistake)”"
      }
    }
    for (foil, found) in zip(statement.foils, foils)
    where !found.isEmpty && found.allSatisfy({ $0.verdict == .holds }) {
      return "the variant “\(foil.mistake)” holds in its place"
    }
    return nil
  }

  /// The equation itself, read and judged as if it were a foil: a path that refutes everything
  /// would show here.
  private func foilZero(at values: [PointValues], _ whole: Judgement) throws -> Judgement {
    guard whole.verdict == .holds else { return whole }
    let again = try judge(
      Statement.Foil("", .formula(statement.foilZero, latex: statement.latex)), at: values)
    guard again.allSatisfy({ $0.verdict == .holds }) else {
      return .broken(
        "the equation holds, but not when it is judged as a foil: the foils prove nothing")
    }
    return whole
  }

  /// The judgements of a foil at every point. Refuted needs a clear separation, or the foil is
  /// only inconclusive.
  private func judge(_ foil: Statement.Foil, at values: [PointValues]) throws -> [Judgement] {
    switch foil.change {
    case .formula(let chains, _):
      return try values.map { try judge(chains, at: $0) }
    case .toy(let statements):
      let edited = try setting.editing(statements)
      let points = try edited.points(
        check: statement.label, seed: options.seed, fixing: options.fixed(for: edited),
        for: statement.formulas)
      return try points.map {
        try judge(statement.chains, at: PointValues(edited, $0, bits: options.bits))
      }
    }
  }

  /// What differs clearly is seen with few bits; all else is judged at full accuracy.
  private func judge(_ chains: [Statement.Chain], at values: PointValues) throws -> Judgement {
    let standard = options.standard
    let coarse = try values.coarse(bits: MutantJudge.bits)
    let quick = separated(judgeAll(chains, at: coarse, by: standard).whole, standard)
    if quick.verdict == .refuted { return quick }
    return separated(judgeAll(chains, at: values, by: standard).whole, standard)
  }

  // MARK: records

  private func record(
    points: [PointRecord], whole: Judgement, reading: String?, of count: Int
  ) -> CheckRecord {
    CheckRecord(
      label: statement.label, latex: statement.latex, toy: setting.name,
      scope: statement.scope ?? setting.scope(points: count, of: statement.formulas),
      verdict: whole.verdict, grade: whole.grade,
      digits: whole.digits, reading: reading, reason: whole.reason, points: points)
  }

  private func pointRecord(
    _ point: Point, _ chains: [ChainJudgement], _ whole: Judgement
  ) -> PointRecord {
    PointRecord(
      parameters: point.values.mapValues(\.description), verdict: whole.verdict, grade: whole.grade,
      digits: whole.digits,
      reason: whole.reason, lines: chains.flatMap(lines))
  }

  private func lines(_ chain: ChainJudgement) -> [LineRecord] {
    guard case .relation(_, let relations) = chain.chain.formula else { return [] }
    let texts = chain.chain.lines
    return chain.values.indices.map { i in
      LineRecord(
        latex: chain.chain.text(ofSide: i) ?? "",
        relation: i > 0 ? relations[i - 1].rawValue : nil,
        because: i < texts.count ? texts[i].because : nil, value: chain.values[i],
        step: i > 0 ? chain.steps[i - 1] : nil,
        digits: options.digits)
    }
  }
}

extension FoilRecord {
  /// One foil over all toys: refuted when it is refuted at one point; the page shows at how many.
  init(
    _ foil: Statement.Foil, of statement: Statement,
    outcomes: [(toy: String, judgements: [Judgement])]
  ) {
    let all = outcomes.flatMap(\.judgements)
    let killed = all.filter { $0.verdict == .refuted }
    name = foil.mistake
    label = statement.label
    edit = foil.edit
    switch foil.change {
    case .formula(_, let text): latex = text
    case .toy(let statements):
      latex = "toy: " + statements.split(separator: "\n").joined(separator: "; ")
    }
    let first = outcomes.first { $0.judgements.contains { $0.verdict == .refuted } }
    toy = (first ?? outcomes.first)?.toy ?? ""
    (refuted, of) = (killed.count, all.count)
    let survivor = all.max { $0.verdict < $1.verdict }
    verdict = killed.isEmpty ? (survivor?.verdict ?? .broken) : .refuted
    distance =
      killed.contains(where: \.infinitelyFar)
      ? "inf" : killed.compactMap(\.distance).max().map { decimal($0, digits: 6, .towardZero) }
    reason =
      killed.isEmpty
      ? (survivor == nil
        ? "it was judged nowhere" : survivor?.reason ?? "it is not told apart from the equation")
      : nil
  }
}

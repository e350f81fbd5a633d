import Evidence
import Exact
import Meaning
import Notation

extension EquationReport {
  /// An equation without what was found of it.
  init(_ equation: Equation) {
    self.init(
      id: equation.id,
      line: equation.place.line, column: equation.place.column, kind: equation.kind.rawValue,
      fragment: equation.fragment,
      latex: equation.printed, read: equation.read == equation.printed ? nil : equation.read,
      verdict: .notUnderstood,
      role: equation.role?.words, reason: nil, place: nil, scope: nil, extent: nil, grade: nil,
      digits: nil,
      steps: [],
      refutation: nil, variant: nil, condition: nil, setAside: 0, remarks: equation.remarks)
    guard case .unreadable(let remark) = equation.content else { return }
    if case .nothing? = equation.role {
      (verdict, setAside) = (.noClaim, RelationMarks.mayCompare(equation.printed) ? 1 : 0)
    }
    (reason, place) = (remark.message, "\(remark.place)")
  }

  /// It took too long.
  init(_ equation: Equation, givenUp: String) {
    self.init(equation)
    (verdict, reason) = (.undecided, givenUp)
  }

  init(_ equation: Equation, _ result: EquationAuditor.Result?) {
    self.init(equation)
    guard let result else { return }
    (verdict, reason, condition) = (result.verdict, result.reason, result.condition)
    if case .nothing? = equation.role {
      setAside = result.chain.relations.count { $0.compares }
    }
    if equation.isPremise, [.undecided, .notUnderstood, .unbound].contains(verdict) {
      (verdict, reason) = (.noClaim, "the condition of what follows, not evaluated")
      return
    }
    if equation.isSupposed, [.wrong, .conditional].contains(verdict) {
      (verdict, reason, condition) = (.noClaim, "the condition of what follows", nil)
      return
    }
    steps = result.findings.enumerated().map { i, finding in
      StepReport(
        line: result.chain.lines[i + 1], relation: result.chain.relations[i].rawValue,
        latex: result.chain.latex[i + 1],
        verdict: finding.verdict, reason: finding.reason)
    }
    remarks += result.remarks
    var scopes: [String] = []
    for trial in result.trials where trial.wasJudged && !scopes.contains(trial.scope) {
      scopes.append(trial.scope)
    }
    scope = scopes.isEmpty ? nil : scopes.joined(separator: "; ")
    for (i, finding) in result.findings.enumerated() where !finding.undecided.isEmpty {
      remarks.append(
        "not decided at \(finding.undecided.count) of "
          + "\(finding.undecided.count + finding.holding.count) points of line "
          + "\(result.chain.lines[i + 1]): \(finding.undecided[0])")
    }
    for (i, finding) in result.findings.enumerated() where !finding.unjudged.isEmpty {
      remarks.append(
        "not judged at \(finding.unjudged.count) of "
          + "\(finding.unjudged.count + finding.undecided.count + finding.holding.count) points of "
          + "line \(result.chain.lines[i + 1]): \(finding.unjudged[0])")
    }
    extent = verdict == .holds ? result.extent : nil
    let judgements = result.findings.filter { $0.verdict == .holds }.compactMap(\.judgement)
    grade = judgements.map(\.grade).max()
    digits = judgements.compactMap(\.digits).min()
    variant = result.variant.map {
      VariantReport(latex: $0.latex, change: $0.change, words: $0.words, definition: nil)
    }
    let decisive =
      result.findings.firstIndex { $0.verdict == .wrong }
      ?? result.findings.firstIndex { $0.verdict == .conditional }
    if let decisive { refutation = Refutation(result, decisive) }
    if verdict == .wrong, reason == nil, let refutation { reason = refutation.words }
  }
}

extension Equation {
  /// `61`, or `61#2` for the second formula of a line.
  var id: String { number == 1 ? "\(place.line)" : "\(place.line)#\(number)" }
}

extension EquationReport {
  /// "only if a > 0", or "it holds on steady and fails on fading": a condition that was found is a
  /// formula, where none was the audit says in a sentence on what it holds.
  public var conditionInWords: String? {
    condition.map { $0.hasPrefix("it ") ? $0 : "only if " + $0 }
  }
}

extension EquationAuditor.Result {
  /// For how much of what the toys draw its inequalities are known to hold; nil where there is
  /// none, or where the points are all there is.
  fileprivate var extent: String? {
    let bounds = chain.relations.indices.filter {
      chain.relations[$0].isInequality && $0 < findings.count && findings[$0].verdict == .holds
    }
    var found: [(words: String, toys: [String])] = []
    for trial in trials where trial.wasJudged && !trial.isExhaustive {
      for k in bounds where trial.outcomes.contains(where: { $0[k].isHolding }) {
        let words = trial.extent(ofStep: k)
        if let i = found.firstIndex(where: { $0.words == words }) {
          if !found[i].toys.contains(trial.toy) { found[i].toys.append(trial.toy) }
        } else {
          found.append((words, [trial.toy]))
        }
      }
    }
    let all = found.map { "\($0.words) on \($0.toys.joined(separator: ", "))" }
    return all.isEmpty ? nil : all.joined(separator: "; ")
  }
}

extension Trial {
  fileprivate func extent(ofStep k: Int) -> String {
    if let box = coverings[k] {
      let ranges = box.ranges.joined(separator: ", ")
      return ranges.hasPrefix("all ") ? "for \(ranges)" : "for all \(ranges)"
    }
    let ends =
      edges == 1 ? " and an end of a range" : edges > 1 ? " and \(edges) ends of ranges" : ""
    let tried = outcomes.prefix(points.count - edges).filter { $0[k] != nil }
    let held = tried.count { $0[k].isHolding }
    let all = held == tried.count ? "\(held)" : "\(held) of \(tried.count)"
    return "at \(all) points\(ends), not between them,"
  }
}

extension Relation {
  /// Whether it states something of two values that a number could refute.
  fileprivate var compares: Bool {
    switch self {
    case .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual, .defined: true
    case .approximately, .tends, .distributed, .element, .proportional: false
    }
  }
}

extension Trial {
  /// Whether anything was compared on this toy.
  var wasJudged: Bool {
    points.isEmpty && failure == nil && outcomes.isEmpty
      || outcomes.contains { $0.contains { if case .judged? = $0 { true } else { false } } }
  }
}

extension Refutation {
  init?(_ result: EquationAuditor.Result, _ step: Int) {
    guard let at = result.findings[step].at else { return nil }
    let trial = result.trials[at.trial]
    guard let sides = trial.values[at.point][step] else { return nil }
    let (left, right) = (sides.left, sides.right)
    var (leftLatex, rightLatex) = (result.chain.latex[step], result.chain.latex[step + 1])
    if let place = sides.elsewhere {
      leftLatex = "\\frac{\(leftLatex)}{\(rightLatex)}"
      rightLatex = "\\left.\(leftLatex)\\right|_{\(latex(place))}"
    }
    func enclosure(_ side: SideValue) -> [String]? {
      side.components.count == 1 ? side.components[0].value.written(digits: 12) : nil
    }
    self.init(
      toy: trial.toy, scope: trial.scope,
      parameters: (result.places[step] ?? trial.points[at.point]).values
        .mapValues(\.description), step: step,
      leftLatex: leftLatex, relation: result.chain.relations[step].rawValue,
      rightLatex: rightLatex,
      left: short(left, beside: right), right: short(right, beside: left),
      apart: short(left, beside: right) == short(right, beside: left)
        ? result.findings[step].judgement?.distance.map { short($0.double) } : nil,
      leftValue: enclosure(left),
      rightValue: enclosure(right))
  }

  /// "0.34 on the left, 0.69 on the right on bells at theta = 1".
  public var words: String {
    "\(values) \(place { "\($0) = \($1)" })"
  }

  /// "on bells at $\theta = 1$", with formulas between dollars.
  public var place: String { place { "$\(latex(name: $0)) = \($1)$" } }

  private func place(_ shown: (_ name: String, _ value: String) -> String) -> String {
    let values = parameters.sorted { $0.key < $1.key }.map { shown($0.key, $0.value) }
    return "on \(toy)" + (values.isEmpty ? "" : " at \(values.joined(separator: ", "))")
  }

  /// Whether one ratio at two places is told, instead of the values of two sides.
  public var isRatio: Bool { relation == Relation.proportional.rawValue }

  /// "0.34 on the left, 0.69 on the right", without the place.
  public var values: String {
    isRatio
      ? "the ratio is \(left), and elsewhere \(right),"
      : "\(left) on the left, \(right) on the right" + (apart.map { ", \($0) apart" } ?? "")
  }
}

import Evidence
import Meaning
import Notation

/// Judges one equation of a document on all toys whose scope holds its line.
struct EquationAuditor: Sendable {
  let equation: Equation
  let order: Int
  let book: DefinitionBook
  let toys: [Toy]

  /// An equation judged: the chain as it was judged, and what each step came to.
  struct Result: Sendable {
    var chain: Equation.Chain
    var trials: [Trial] = []
    var findings: [Finding] = []
    var verdict: AuditVerdict
    var reason: String?
    var variant: TrueVariant?
    var condition: String?
  }

  func run() -> Result? {
    guard let chain = equation.chain else { return nil }
    switch equation.role {
    case .nothing(let word)?: return Result(chain: chain, verdict: .noClaim, reason: word)
    case .definition?: return Result(chain: chain, verdict: .definition)
    case .loss(let letters, let least)?:
      return LossAuditor(
        chain: chain, letters: letters, least: least, order: order, book: book, toys: toys
      ).run()
    case .tending(let target, let letter)?:
      return LimitAuditor(
        chain: chain, target: target, letter: letter, order: order, book: book, toys: toys
      ).run()
    case .compared(let relation, let target, _)?:
      return judged(related(chain, relation, target), fixed: target)
    case .estimate(let target)?:
      let mean = Formula.expectation([], chain.sides[chain.sides.count - 1])
      return judged(Self.pair(target ?? chain.sides[0], .equal, mean, like: chain), fixed: nil)
    case .motion(let density, let backwards)?:
      guard let motion = Motion(chain, backwards: backwards) else {
        return Result(
          chain: chain, verdict: .notUnderstood,
          reason: "no motion: write dx = a dt + b dw or dx/dt = u")
      }
      return judged(
        Self.pair(motion.change(of: density), .equal, motion.flow(of: density), like: chain),
        fixed: motion.change(of: density))
    case .claim?, nil:
      guard !chain.relations.isEmpty else {
        return Result(chain: chain, verdict: .noClaim, reason: "a lone expression states nothing")
      }
      return judged(chain, fixed: nil)
    }
  }

  /// The chain with the relation that the role states behind it.
  private func related(_ chain: Equation.Chain, _ relation: Relation, _ target: Formula)
    -> Equation.Chain
  {
    var chain = chain
    if relation == .lessOrEqual || relation == .greaterOrEqual {
      chain.sides[chain.sides.count - 1] = DefinitionBook.introduced(
        chain.sides[chain.sides.count - 1])
    }
    chain.sides.append(target)
    chain.relations.append(relation)
    chain.latex.append(latex(target))
    chain.lines.append(chain.lines.last ?? equation.place.line)
    return chain
  }

  static func pair(
    _ left: Formula, _ relation: Relation, _ right: Formula, like chain: Equation.Chain
  ) -> Equation.Chain {
    let line = chain.lines[0]
    return Equation.Chain(
      sides: [left, right], relations: [relation], latex: [latex(left), latex(right)],
      lines: [line, line])
  }

  // MARK: chains

  private func judged(_ chain: Equation.Chain, fixed: Formula?) -> Result {
    var result = Result(chain: chain, verdict: .holds)
    guard !toys.isEmpty || chain.sides.allSatisfy({ $0.names.isEmpty }) else {
      let first = newName(chain) == nil ? AuditVerdict.unbound : .definition
      return Result(
        chain: chain, verdict: first,
        reason: first == .unbound ? "no toy of the sheet speaks for this line" : nil)
    }
    let definitions = book.definitions(for: chain.sides, order: order)
    var makers: [TrialMaker] = []
    for toy in toys.isEmpty ? [try? Toy.read("", name: "numbers")].compactMap(\.self) : toys {
      do {
        let maker = try TrialMaker(toy, definitions, for: chain.sides)
        let trial = maker.run(
          chain, judged: chain.relations.indices.map { isJudged($0, chain, on: toy) })
        result.trials.append(trial)
        makers.append(maker)
      } catch {
        result.trials.append(
          Trial(
            toy: toy.name, scope: toy.name, points: [], outcomes: [], values: [],
            failure: "\(error)"))
      }
    }
    result.findings = chain.relations.indices.map { finding($0, chain, result.trials) }
    let worst = result.findings.max { $0.verdict.severity < $1.verdict.severity }
    (result.verdict, result.reason) = (worst?.verdict ?? .noClaim, worst?.reason)
    complete(&result, makers, fixed)
    return result
  }

  private func finding(_ step: Int, _ chain: Equation.Chain, _ trials: [Trial]) -> Finding {
    if let word = Self.unjudged(chain.relations[step], chain.sides[step + 1]) {
      return Finding(.noClaim, word)
    }
    let finding = Finding(step: step, of: trials)
    // a draw that means nothing as an equality of laws says where a letter comes from
    if chain.relations[step] == .distributed, [.notUnderstood, .unbound].contains(finding.verdict) {
      return Finding(.noClaim, "says how a letter is drawn")
    }
    if case .compared? = equation.role, step == 0, chain.relations.count > 1 { return finding }
    // x_t = … of something drawn says what x_t is, where x_t is a number on the toy
    if step == 0, finding.isMismatch, finding.verdict == .notUnderstood,
      newName(chain)?.arity == nil
    {
      return Finding(.definition)
    }
    // a name that was defined before and has no meaning here is defined anew
    if step == 0, [.notUnderstood, .unbound].contains(finding.verdict), equation.role == nil,
      let name = newName(chain), name.arity == nil,
      !toys.contains(where: { TrialMaker.binds(name.symbol, $0) })
    {
      return Finding(.definition)
    }
    if finding.verdict == .definition, chain.relations[step] != .defined,
      step > 0 || newName(chain) == nil
    {
      let failure = trials.compactMap(\.failure).first
      return Finding(.notUnderstood, failure ?? "no toy has points for it")
    }
    return finding
  }

  /// Relations between which nothing is compared.
  private static func unjudged(_ relation: Relation, _ right: Formula) -> String? {
    switch relation {
    case .element: "says where a letter lives"
    case .tends: "says where something goes"
    case .proportional: "proportional: no number is stated"
    case .approximately: right.isNumeral ? nil : "approximately: no number is stated"
    default: nil
    }
  }

  /// The name that the chain introduces, if the left side is one that can be defined.
  private func newName(_ chain: Equation.Chain) -> DefinitionBook.Name? {
    guard chain.relations.first == .equal || chain.relations.first == .defined else { return nil }
    return DefinitionBook.name(DefinitionBook.introduced(chain.sides[0]))
  }

  /// A step is judged unless it gives a name its meaning.
  private func isJudged(_ step: Int, _ chain: Equation.Chain, on toy: Toy) -> Bool {
    if Self.unjudged(chain.relations[step], chain.sides[step + 1]) != nil { return false }
    // what a role compares is the right side; what stands on the left is its name
    if case .compared? = equation.role, step == 0, chain.relations.count > 1 { return false }
    guard step == 0 && chain.relations[0] == .equal || chain.relations[step] == .defined else {
      return true
    }
    guard let name = DefinitionBook.name(DefinitionBook.introduced(chain.sides[step])) else {
      return true
    }
    if equation.role == .claim || book.defines(name, before: order) { return true }
    guard case .symbol(let symbol)? = Self.head(DefinitionBook.introduced(chain.sides[step])) else {
      return true
    }
    return TrialMaker.binds(symbol, toy)
  }

  static func head(_ side: Formula) -> Formula? {
    switch side {
    case .symbol: side
    case .application(let head, _): head
    default: nil
    }
  }

  // MARK: what to say of what fails

  private func complete(_ result: inout Result, _ makers: [TrialMaker], _ fixed: Formula?) {
    if let step = result.findings.firstIndex(where: { $0.verdict == .wrong }) {
      let trials = Set(result.findings[step].failing.map { result.trials[$0.trial].toy })
      let relevant = makers.filter { trials.contains($0.setting.name) }
      result.variant = VariantSearch(
        chain: result.chain, step: step, fixed: fixed, makers: relevant
      ).run()
    } else if let step = result.findings.firstIndex(where: { $0.verdict == .notUnderstood }) {
      let able = zip(makers, result.trials.filter { $0.failure == nil }).filter {
        !$1.isUnbound(step)
      }.map(\.0)
      result.variant = VariantSearch(
        chain: result.chain, step: step, fixed: fixed, makers: able, lawsOnly: true
      ).run()
    } else if let finding = result.findings.first(where: { $0.verdict == .conditional }) {
      result.condition = Difference(finding, result.trials, toys).words
    }
  }
}

extension Formula {
  /// Whether it is a number written in digits, with sign, quotient or power of ten.
  var isNumeral: Bool {
    switch self {
    case .number: true
    case .negative(let a): a.isNumeral
    case .quotient(let a, let b), .power(let a, let b): a.isNumeral && b.isNumeral
    case .product(let factors): factors.allSatisfy(\.isNumeral)
    default: false
    }
  }
}

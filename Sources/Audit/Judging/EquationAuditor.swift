import Evidence
import Expressions
import Meaning
import Notation

/// Judges one equation of a document on all toys whose scope holds its line.
struct EquationAuditor: Sendable {
  let equation: Equation
  let order: Int
  let book: DefinitionBook
  let toys: [Toy]
  /// Steps of work after which it is given up, and after which no variant is looked for any more.
  let work: Int

  /// An equation judged: the chain as it was judged, and what each step came to.
  struct Result: Sendable {
    var chain: Equation.Chain
    var trials: [Trial] = []
    var findings: [Finding] = []
    var verdict: AuditVerdict
    var reason: String?
    var variant: TrueVariant?
    var condition: String?
    var remarks: [String] = []
    /// By step, where it is refuted, without the letters on which nothing hangs.
    var places: [Int: Point] = [:]
  }

  func run() -> Result? {
    let allowance = WorkBudget(work)
    let result = WorkBudget.$current.withValue(allowance) { judged() }
    guard allowance.isSpent, let chain = equation.chain else { return result }
    return Result(
      chain: chain, verdict: .undecided,
      reason: "given up after \(work) steps of work; make its sums shorter or its toys smaller")
  }

  private func judged() -> Result? {
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
      if isMotion(chain) {
        return Result(
          chain: chain, verdict: .noClaim,
          reason: "an equation of motion: its role, motion of p_t(x), would say which density its "
            + "solutions should have")
      }
      if let constancy = Constancy(chain, order: order, book: book, toys: toys) {
        return constancy.run()
      }
      var result = read(chain)
      result.remarks += chain.unread.map { "not judged: $\($0)$" }
      return result
    }
  }

  /// What is false as it is usually read may hold in another reading, which its author meant.
  private func read(_ chain: Equation.Chain) -> Result {
    let usual = judged(chain, fixed: nil)
    let otherwise: String
    switch usual.verdict {
    case .wrong: otherwise = "it is false"
    case .conditional: otherwise = "it holds only under a condition"
    case .notUnderstood: otherwise = "it is not understood"
    default: return usual
    }
    for other in equation.otherReadings {
      let chain = other.chain
      guard var result = holding(chain) else { continue }
      let sides = zip([""] + chain.relations.map(\.sign), chain.sides.map { latex($0) })
      let formula = trimmed(sides.map { "\($0) \($1)" }.joined(separator: " "))
      result.remarks.append(
        "\(other.why.rawValue): it is read as $\(formula)$; otherwise \(otherwise)")
      return result
    }
    return usual
  }

  /// What becomes of another reading, if it holds. Its work is counted apart: what is known of the
  /// usual one is not given up for it.
  private func holding(_ other: Equation.Chain) -> Result? {
    let allowance = WorkBudget(work)
    let result = WorkBudget.$current.withValue(allowance) { judged(other, fixed: nil) }
    return result.verdict == .holds && !allowance.isSpent ? result : nil
  }

  /// Whether it says how a letter moves that no toy and no definition makes depend on time.
  private func isMotion(_ chain: Equation.Chain) -> Bool {
    guard let moving = Motion(chain, backwards: false)?.variable else { return false }
    let names = [nil, 1, 2, 3, 4].map { DefinitionBook.Name(symbol: moving, arity: $0) }
    return !names.contains { book.defines($0, before: order) }
      && toys.allSatisfy { toy in
        !TrialMaker.binds(moving, toy) || toy.draws(Name.text(moving))
          || toy.lists(Name.text(moving))
      }
  }

  /// The chain with the relation that the role states behind it.
  private func related(_ chain: Equation.Chain, _ relation: Relation, _ target: Formula)
    -> Equation.Chain
  {
    var chain = chain
    let last = chain.sides.count - 1
    if relation == .lessOrEqual || relation == .greaterOrEqual || isOfTheModel(chain.sides[last]) {
      chain.sides[last] = DefinitionBook.introduced(chain.sides[last])
    }
    chain.sides.append(target)
    chain.relations.append(relation)
    chain.latex.append(latex(target))
    chain.lines.append(chain.lines.last ?? equation.place.line)
    return chain
  }

  /// Whether it is optimised over letters that no toy binds: the model's, about whose best values
  /// nothing is said.
  private func isOfTheModel(_ side: Formula) -> Bool {
    guard case .optimum(_, let letters, nil, _) = side else { return false }
    return letters.allSatisfy { letter in !toys.contains { TrialMaker.binds(letter, $0) } }
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

  /// `i = 5` behind `i^2 = -1`, where i has no root that would be a number: the squares are compared.
  private func squared(_ chain: Equation.Chain, _ definitions: Definitions) -> Equation.Chain? {
    guard chain.relations == [.equal], let name = newName(chain), name.arity == nil,
      !book.defines(name, before: order), book.isKnown(name, before: order),
      definitions.lacksRoot(name.symbol)
    else { return nil }
    let squares = chain.sides.map { Formula.power($0, .number(2)) }
    return Self.pair(squares[0], .equal, squares[1], like: chain)
  }

  private func judged(_ stated: Equation.Chain, fixed: Formula?) -> Result {
    var chain = stated
    // the usual meaning of a name needs no definitions
    let definitions =
      equation.usual == nil ? book.definitions(for: chain.formulas, order: order) : Definitions()
    chain = squared(chain, definitions) ?? chain
    var result = Result(chain: chain, verdict: .holds)
    if chain.sides != stated.sides {
      result.remarks.append("only the square of the left side is given: the squares are compared")
    }
    read(&chain, &result, definitions)
    var makers: [TrialMaker] = []
    for toy in toys.isEmpty ? [try? Toy.read("", name: "numbers")].compactMap(\.self) : toys {
      do {
        let maker = try TrialMaker(
          toy, definitions, for: chain.formulas, under: chain.suppositions)
        let compared = Comparisons(
          chain, on: maker, judged: chain.relations.indices.map { isJudged($0, chain, on: toy) })
        result.trials += compared.trials
        makers += compared.makers
        for words in compared.remarks where !result.remarks.contains(words) {
          result.remarks.append(words)
        }
      } catch {
        result.trials.append(Trial(failed: toy, "\(error)"))
      }
    }
    result.findings = chain.relations.indices.map { finding($0, chain, result.trials) }
    let roots = Roots(chain, definitions, makers)
    for step in result.findings.indices {
      guard let reason = roots.doubt(result.findings[step], at: step, result.trials) else {
        continue
      }
      result.findings[step] = Finding(.notUnderstood, reason)
    }
    settle(&result, makers)
    let worst = result.findings.max { $0.verdict.severity < $1.verdict.severity }
    (result.verdict, result.reason) = (worst?.verdict ?? .noClaim, worst?.reason)
    if toys.isEmpty, result.verdict == .unbound || worst?.cause == .lackOfToy {
      (result.verdict, result.reason) = (.unbound, "no toy of the sheet speaks for this line")
    }
    if worst?.cause == .circle,
      let lines = book.circle(from: chain.sides, order: order)
    {
      result.reason? += "; look at " + lines
    }
    if let condition = condition(result, makers) { return condition }
    result.remarks += ranges(ofOptimaIn: chain, result.trials) + readings(ofLawsIn: chain)
    if result.verdict == .holds { result.remarks += listed(in: result, makers) }
    if result.verdict == .definition, isOfNumber(chain, result.trials) {
      result.remarks.append(
        "the toys make the left side a number: what it is as a random variable is not judged")
    }
    if result.verdict == .definition, Distance.laws(chain.sides[0]) != nil,
      Distance.isOfNumbers(chain.sides[0], chain.sides[1])
    {
      result.remarks.append(
        "taken for a function of numbers; the role claim would judge it as a distance of coins")
    }
    if result.verdict == .definition, let remark = remarkOnConvention(chain) {
      result.remarks.append(remark)
    }
    if result.verdict == .definition, let remark = remarkOnMeaning(chain, makers) {
      result.remarks.append(remark)
    }
    result.remarks += remarksOnLetters(chain, makers) + remarksOnUnnamedLaws(chain, makers)
    if [.wrong, .conditional].contains(result.verdict) {
      let places = uses(chain, makers)
      if !places.isEmpty {
        result.remarks.append("it uses what is defined in " + places.joined(separator: ", "))
      }
    }
    complete(&result, makers, fixed)
    return result
  }

  /// Sides that are functions, at their letters; what is drawn, by its law.
  private func read(
    _ chain: inout Equation.Chain, _ result: inout Result, _ definitions: Definitions
  ) {
    let makers = toys.compactMap {
      try? TrialMaker($0, definitions, for: chain.formulas, under: chain.suppositions)
    }
    for read in [chain.atLetters, chain.drawnFromJoints] {
      guard let (taken, words) = read(makers) else { continue }
      chain = taken
      result.remarks += words
    }
    result.chain = chain
  }

  /// Whether nothing was compared since the toy makes the left side a number, and the right side is
  /// a random variable.
  private func isOfNumber(_ chain: Equation.Chain, _ trials: [Trial]) -> Bool {
    guard case .symbol(let s) = chain.sides[0] else { return false }
    return toys.contains { TrialMaker.binds(s, $0) }
      && trials.contains { trial in
        trial.outcomes.contains {
          if case .failed(_, .mismatch)? = $0.first { true } else { false }
        }
      }
  }

  /// What holds at some points does so under a condition, or is false; but where what it is stated
  /// under could not be told, nothing that fails is known.
  private func settle(_ result: inout Result, _ makers: [TrialMaker]) {
    for step in result.findings.indices
    where ![.wrong, .conditional].contains(result.findings[step].verdict) {
      guard let why = result.trials.lazy.compactMap({ $0.doubts[step] }).first else { continue }
      result.findings[step].leave(
        .notUnderstood, "it is stated under \(why); where that is left off it fails")
    }
    for step in result.findings.indices where result.findings[step].verdict == .conditional {
      let difference = Difference(
        finding: result.findings[step], step: step, chain: result.chain, trials: result.trials,
        toys: toys, makers: makers)
      switch difference.answer {
      case .condition(let words): result.findings[step].settle(words)
      case .nothing(let trial, let point):
        if let trial, let point { try? show(point, step, &result, trial, makers) }
        result.findings[step].settle(nil)
        let place =
          result.findings.count > 1 ? "line \(result.chain.lines[step + 1]): " : ""
        result.remarks.append(place + difference.count)
      }
    }
    let coins = makers.flatMap { $0.numbersAsCoins(in: result.chain.sides) }
    if !coins.isEmpty, result.findings.contains(where: { $0.verdict == .wrong }) {
      result.remarks.append(
        "\(Set(coins).sorted().joined(separator: ", ")) are numbers, and taken for the chances of coins"
      )
    }
  }

  /// Adds a point at which a step fails to those of a trial.
  private func show(
    _ point: Point, _ step: Int, _ result: inout Result, _ trial: Int, _ makers: [TrialMaker]
  ) throws {
    let maker = makers.first { $0.setting.name == result.trials[trial].toy }
    try maker?.add(
      point, to: &result.trials[trial], result.chain,
      result.chain.relations.indices.map { $0 == step }, isFine: false)
    result.findings[step] = Finding(step: step, of: result.trials)
  }

  /// Where other equations define what the chain means nothing without: the slip may lie there.
  private func uses(_ chain: Equation.Chain, _ makers: [TrialMaker]) -> [String] {
    guard equation.usual == nil, let maker = makers.first(where: { $0.hasMeaning(chain.sides) })
    else { return [] }
    let laws = book.laws.places(of: chain.sides, before: order)
    let others = book.others(neededBy: chain.sides, order: order).compactMap { entry, rest in
      guard let other = try? TrialMaker(maker.setting.toy, rest, for: chain.sides),
        !other.hasMeaning(chain.sides)
      else { return nil as String? }
      return entry.place
    }
    var seen: Set<String> = []
    return (laws + others).filter { seen.insert($0).inserted }
  }

  private func finding(_ step: Int, _ chain: Equation.Chain, _ trials: [Trial]) -> Finding {
    if let word = Self.unjudged(chain, step) {
      return Finding(.noClaim, word)
    }
    let finding = Finding(step: step, of: trials)
    // a draw that means nothing as an equality of laws says where a letter comes from
    if chain.relations[step] == .distributed, [.notUnderstood, .unbound].contains(finding.verdict) {
      if finding.cause == .mismatch, chain.sides[step].isReckoned {
        return Finding(
          .notUnderstood,
          "the law of what is made of letters is known where the toy declares them as random "
            + "variables, x ~ law")
      }
      return Finding(.noClaim, "says how a letter is drawn")
    }
    if case .compared? = equation.role, step == 0, chain.relations.count > 1 { return finding }
    // x_t = … of something drawn says what x_t is, where x_t is a number on the toy
    if step == 0, finding.cause == .mismatch, finding.verdict == .notUnderstood,
      let name = newName(chain), name.arity == nil, !book.defines(name, before: order)
    {
      return Finding(.definition)
    }
    // a name that was defined before and has no meaning here is defined anew
    if step == 0, [.notUnderstood, .unbound].contains(finding.verdict), equation.role == nil,
      !equation.isOfPart, let name = newName(chain), name.arity == nil,
      !toys.contains(where: { TrialMaker.binds(name.symbol, $0) }),
      !hasMeaning(chain.sides[0], chain)
    {
      return Finding(.definition)
    }
    if finding.verdict == .definition, chain.relations[step] != .defined,
      step > 0 || newName(chain) == nil || isKnownUnderCondition(step, chain)
    {
      let failure = trials.compactMap(\.failure).first
      let empty =
        chain.suppositions.isEmpty
        ? "no toy has points for it" : "no point of the toys meets the condition it is stated under"
      return Finding(.notUnderstood, failure ?? empty)
    }
    return finding
  }

  /// Whether a side means something on some toy by itself.
  private func hasMeaning(_ side: Formula, _ chain: Equation.Chain) -> Bool {
    let definitions = book.definitions(for: [side], order: order)
    return toys.contains { toy in
      (try? TrialMaker(toy, definitions, for: [side], under: chain.suppositions))?
        .hasMeaning([side]) ?? false
    }
  }

  /// Whether some toy knows what stands on the left, and only what is supposed left no point to
  /// judge it at.
  private func isKnownUnderCondition(_ step: Int, _ chain: Equation.Chain) -> Bool {
    !chain.suppositions.isEmpty && toys.contains { isJudged(step, chain, on: $0) }
  }

  /// Relations between which nothing is compared.
  private static func unjudged(_ chain: Equation.Chain, _ step: Int) -> String? {
    let (left, right) = (chain.sides[step], chain.sides[step + 1])
    switch chain.relations[step] {
    case .element:
      if case .symbol = left { return "says where a letter lives" }
      return nil
    case .defined:
      guard let name = DefinitionBook.name(left), name.arity == nil,
        DefinitionBook.name(left, as: right) == nil
      else { return nil }
      return "puts a new value in the place of \(Name.text(name.symbol))"
    case .tends:
      if case .limit = left { return nil }
      return "says where something goes"
    case .approximately: return right.isNumeral ? nil : "approximately: no number is stated"
    default: return nil
    }
  }

  /// The name that the chain introduces, if the left side is one that can be defined.
  private func newName(_ chain: Equation.Chain) -> DefinitionBook.Name? {
    guard chain.relations.first == .equal || chain.relations.first == .defined else { return nil }
    let left = DefinitionBook.introduced(chain.sides[0], by: chain.sides[1])
    return DefinitionBook.name(left, as: chain.sides[1])
  }

  /// A step is judged unless it gives a name its meaning.
  private func isJudged(_ step: Int, _ chain: Equation.Chain, on toy: Toy) -> Bool {
    if Self.unjudged(chain, step) != nil { return false }
    // what a role compares is the right side; what stands on the left is its name
    if case .compared? = equation.role, step == 0, chain.relations.count > 1 { return false }
    guard step == 0 && chain.relations[0] == .equal || chain.relations[step] == .defined else {
      return true
    }
    let right = chain.sides[step + 1]
    let left = DefinitionBook.introduced(chain.sides[step], by: right)
    guard let name = DefinitionBook.name(left, as: right) else { return true }
    if let law = book.laws.law(of: left, in: order), toy.takes(law) { return false }
    if equation.role == .claim || equation.usual != nil || equation.isOfPart { return true }
    if book.isKnown(name, before: order), !book.defines(name, in: order) { return true }
    return TrialMaker.knows(left, as: right, toy)
      || book.isTaken(left, as: right, before: order, on: [toy])
  }

  // MARK: what to say of what fails

  private func complete(_ result: inout Result, _ makers: [TrialMaker], _ fixed: Formula?) {
    WorkBudget.$current.withValue(WorkBudget(work)) { explain(&result, makers, fixed) }
  }

  /// Points of each toy at which a step fails: what is offered in its place has to hold there.
  private func failures(_ step: Int, _ result: Result) -> [String: [Point]] {
    result.findings[step].failing.reduce(into: [:]) { found, at in
      let trial = result.trials[at.trial]
      if found[trial.toy, default: []].count < 3 {
        found[trial.toy, default: []].append(trial.points[at.point])
      }
    }
  }

  private func explain(_ result: inout Result, _ makers: [TrialMaker], _ fixed: Formula?) {
    let worst =
      result.findings.firstIndex { $0.verdict == .wrong }
      ?? result.findings.firstIndex { $0.verdict == .notUnderstood }
      ?? result.findings.firstIndex { $0.verdict == .conditional }
    guard let step = worst else { return }
    let finding = result.findings[step]
    for step in result.findings.indices {
      guard let at = result.findings[step].at,
        let maker = makers.first(where: { $0.setting.name == result.trials[at.trial].toy })
      else { continue }
      result.places[step] = maker.bare(result.trials[at.trial].points[at.point], step, result.chain)
    }
    var able: [TrialMaker]
    if finding.verdict == .notUnderstood {
      able = zip(makers, result.trials.filter { $0.failure == nil }).filter {
        !$1.isUnbound(step)
      }.map(\.0)
    } else {
      let judged = Set((finding.holding + finding.failing).map { result.trials[$0.trial].toy })
      able = makers.filter { judged.contains($0.setting.name) }
    }
    result.condition = finding.condition
    // what is not stated of a point is no matter of the variant either
    able = able.compactMap { $0.supposing(result.chain.suppositions) }
    result.variant = VariantSearch(
      chain: result.chain, step: step, fixed: fixed, makers: able,
      lawsOnly: finding.verdict == .notUnderstood, failures: failures(step, result)
    ).run()
    if result.variant == nil, finding.verdict == .wrong, equation.usual == nil {
      result.variant = DefinitionSearch(
        chain: result.chain, step: step, order: order, book: book, makers: able
      ).run()
    }
  }
}

extension Formula {
  /// Whether it is made of others by sums, products, quotients and powers.
  fileprivate var isReckoned: Bool {
    switch self {
    case .sum, .product, .quotient, .power, .negative: true
    default: false
    }
  }

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

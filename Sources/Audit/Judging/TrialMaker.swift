import Evidence
import Exact
import Expressions
import Meaning
import Notation

/// Tries chains on a toy with the definitions of the document.
struct TrialMaker: Sendable {
  let setting: ToySetting
  private(set) var points: [Point]
  /// What is supposed of all points, as far as they can be put so.
  let suppositions: [Supposition]

  /// Points on each toy, and how many of them are judged at full accuracy.
  static let points = 12
  static let finePoints = 3
  static let fineBits = Options().bits

  init(setting: ToySetting, points: [Point], suppositions: [Supposition] = []) {
    (self.setting, self.points, self.suppositions) = (setting, points, suppositions)
  }

  init(
    _ toy: Toy, _ definitions: Definitions, for formulas: [Formula],
    under suppositions: [Supposition] = []
  ) throws {
    setting = ToySetting(toy: toy, definitions: definitions, count: Self.points)
    points = try setting.points(check: "audit", seed: 1, fixing: [:], for: formulas)
    self.suppositions = suppositions
    points = meeting(points)
  }

  /// The points as they are supposed, each once.
  func meeting(_ points: [Point]) -> [Point] {
    if suppositions.isEmpty { return points }
    var seen: Set<Point> = []
    return points.map { meeting(suppositions, $0) }.filter { seen.insert($0).inserted }
  }

  /// A letter to which the toy gives no value, as c = 0/0, is a slip of the toy and not of the
  /// notes.
  private func slip(in formulas: [Formula]) throws -> String? {
    guard let point = points.first else { return nil }
    let values = try PointValues(setting, point, bits: MutantJudge.bits)
    let letters = Set(formulas.flatMap(\.names)).filter { $0.arity == nil }.map(\.symbol)
    for letter in letters.sorted(by: { Name.text($0) < Name.text($1) }) {
      guard let side = try? values.value(of: .symbol(letter), beside: nil) else { continue }
      for case .undefined(let why) in side.components.map(\.value.value)
      where Self.binds(letter, setting.toy) {
        return "the toy \(setting.name) gives \(Name.text(letter)) no value: \(why)"
      }
    }
    return nil
  }

  /// Whether the left side of `left = right` means something on the toy before the notes say what:
  /// its name is bound there, or it is a distance, an entropy or a moment by its name of what is a
  /// law or a random variable of the toy.
  static func knows(_ left: Formula, as right: Formula, _ toy: Toy) -> Bool {
    switch left.root ?? left {
    case .symbol(let name) where binds(name, toy): return true
    case .application(.symbol(let name), let arguments) where names(name, toy):
      // q(z) of a toy's q(z | x) is new, and made of no single x; so is q(x) of a q(x | x_0)
      guard let lawless = context(of: name, toy)?.lawless(in: left) else { return true }
      return !arguments.wanted.reduce(right.withoutNamesOfPlaces) { right, wanted in
        if case .symbol(let own) = wanted { right.putting(.number(0), for: own) } else { right }
      }.freeFamilies.isDisjoint(with: Formula.symbol(lawless.family).freeFamilies)
    default: break
    }
    let isTakenOfLaws =
      Distance.laws(left) != nil
      || Functional(left) != nil && !Functional.isFunction(left, right)
    guard isTakenOfLaws, let maker = try? TrialMaker(toy, Definitions(), for: [left]),
      !maker.points.isEmpty,
      // KL(m, s) = m²/2 + … of a mean and a width
      !Distance.isOfNumbers(left, right) || maker.numbersAsCoins(in: [left]).isEmpty
    else { return false }
    return maker.values(bits: MutantJudge.bits).allSatisfy {
      (try? $0.value(of: left, beside: nil)) != nil
    }
  }

  /// Whether the toy itself says what a letter is: p_i is a mass of its law p even where it says
  /// nothing of i.
  static func binds(_ symbol: Symbol, _ toy: Toy) -> Bool {
    guard let context = context(of: symbol, toy) else { return false }
    return context.isBound(symbol) || context.isMember(symbol) || isEntry(symbol, context)
  }
  /// A_{21} of a matrix, c_2 of a point.
  private static func isEntry(_ symbol: Symbol, _ context: Context) -> Bool {
    let isNumbered =
      !symbol.subscripts.isEmpty
      && symbol.subscripts.allSatisfy { if case .number = $0 { true } else { false } }
    return isNumbered && context.isBound(symbol.family)
      && (try? context.value(of: .symbol(symbol))) != nil
  }
  /// Whether the toy itself gives a name a meaning.
  private static func names(_ symbol: Symbol, _ toy: Toy) -> Bool {
    context(of: symbol, toy)?.isBound(symbol) ?? false
  }
  static func context(of symbol: Symbol, _ toy: Toy) -> Context? {
    (try? TrialMaker(toy, Definitions(), for: [.symbol(symbol)]))?.context
  }
  /// How near a name is to what definitions say, at the first point of the toy.
  func closeness(_ symbol: Symbol) -> Definitions.Closeness? { context?.closeness(symbol) }
  var context: Context? {
    (try? setting.interpreter(at: points.first ?? Point(), bits: MutantJudge.bits)) as? Context
  }

  /// Whether the law that is stated is one at the first points; nil where something in it means
  /// nothing.
  func isLaw(_ law: StatedLaw) -> Bool? {
    let answers = points.prefix(Self.finePoints).map { point in
      let context = (try? setting.interpreter(at: point, bits: MutantJudge.bits)) as? Context
      return context?.isLaw(law)
    }
    if answers.isEmpty || answers.contains(nil) { return nil }
    return !answers.contains(false)
  }

  /// Whether the formula is the density of a law at x.
  func isDensity(_ formula: Formula, at x: Symbol) -> Bool {
    context?.isDensity(formula) ?? false
  }

  /// `judged` says which steps are to be judged. All points are judged coarsely, and where
  /// everything agrees some finely; bounds also at the ends of what the toy draws, and on all of it
  /// where that can be proved, if `onBoxes`.
  func run(_ chain: Equation.Chain, judged: [Bool], onBoxes: Bool = true) -> Trial {
    var trial = Trial(toy: setting.name)
    trial.scope = setting.scope(points: points.count, of: chain.formulas)
    trial.isExhaustive = !setting.draws(for: chain.formulas)
    do {
      if let slip = try slip(in: chain.sides) {
        trial.outcomes.append(judged.map { $0 ? .failed(slip, nil) : nil })
        trial.values.append(judged.map { _ in nil })
        trial.points = Array(points.prefix(1))
        return trial
      }
      for (i, point) in points.enumerated() {
        let isFine = i % max(1, points.count / Self.finePoints) == 0
        try add(point, to: &trial, chain, judged, isFine: isFine)
      }
      try tryBounds(chain, judged, &trial, onBoxes: onBoxes)
      try trySeams(chain, judged, &trial)
    } catch { trial.failure = "\(error)" }
    if !trial.wasJudged { trial.lacking = namesWithoutMeaning(in: chain.sides) }
    return trial
  }

  /// How many of the names in formulas neither the toy nor a definition gives a meaning.
  private func namesWithoutMeaning(in formulas: [Formula]) -> Int {
    guard let context else { return .max }
    let symbols = Set(formulas.flatMap(\.names).map(\.symbol))
    return symbols.count { !context.isBound($0) }
  }

  /// The numbers of the toy between which formulas take a distance of laws.
  func numbersAsCoins(in formulas: [Formula]) -> [String] {
    var names: [String] = []
    for formula in formulas {
      formula.visit { part in
        guard let (_, p, q) = Distance.laws(part), !isDefined(part), hasMeaning([part]) else {
          return
        }
        for case .symbol(let s) in [p, q]
        where setting.toy.isNumber(Name.text(s)) {
          names.append(Name.text(s))
        }
      }
    }
    return names
  }

  /// Whether the notes give the function a meaning of their own.
  private func isDefined(_ formula: Formula) -> Bool {
    guard case .application(.symbol(let name), _) = formula else { return false }
    return closeness(name) != nil
  }

  /// Judges one more point.
  func add(
    _ point: Point, to trial: inout Trial, _ chain: Equation.Chain, _ judged: [Bool], isFine: Bool
  ) throws {
    let coarse = try PointValues(setting, point, bits: MutantJudge.bits)
    let supposed = standing(chain.suppositions, at: coarse)
    if case .unmet = supposed {
      trial.points.append(point)
      trial.outcomes.append(judged.map { _ in nil })
      trial.values.append(judged.map { _ in nil })
      return
    }
    var (outcomes, values) = steps(chain, judged, coarse, MutantJudge.standard)
    if isFine, outcomes.contains(where: \.isHolding) {
      let fine = try PointValues(setting, point, bits: Self.fineBits)
      let (better, finer) = steps(chain, judged, fine, Options().standard)
      for k in outcomes.indices where outcomes[k].isHolding { outcomes[k] = better[k] }
      for k in values.indices { values[k] = finer[k] ?? values[k] }
    }
    if case .open(let why) = supposed {
      for k in outcomes.indices where outcomes[k].isRefutedOrUndefined {
        (outcomes[k], trial.doubts[k]) = (nil, trial.doubts[k] ?? why)
      }
    }
    trial.points.append(point)
    trial.outcomes.append(outcomes)
    trial.values.append(values)
  }

  /// Whether the chain holds at two of three points at least and fails at none, with finite values
  /// somewhere: for variants, of which most fail at the first.
  func holds(
    _ chain: Equation.Chain, at values: [PointValues], judged: [Bool],
    by standard: Standard = MutantJudge.standard
  ) -> Bool {
    var (isFinite, holding) = (false, 0)
    for point in values {
      let (outcomes, sides) = steps(chain, judged, point, standard)
      guard outcomes.allSatisfy({ $0 == nil || $0.isHolding || $0.isUndecided }) else {
        return false
      }
      isFinite = isFinite || sides.allSatisfy { $0?.isFinite ?? true }
      if outcomes.contains(where: \.isHolding), !outcomes.contains(where: \.isUndecided) {
        holding += 1
      } else if holding == 0 {
        return false
      }
    }
    return isFinite && 3 * holding >= 2 * values.count
  }

  /// Whether every formula has a value at the first point.
  func hasMeaning(_ formulas: [Formula]) -> Bool {
    guard let point = points.first,
      let values = try? PointValues(setting, point, bits: MutantJudge.bits)
    else { return false }
    return formulas.allSatisfy { (try? values.value(of: $0, beside: nil)) != nil }
  }

  /// Whether a formula has a finite value at the first point.
  func hasFiniteValue(_ formula: Formula) -> Bool {
    values(bits: MutantJudge.bits).first
      .flatMap { try? $0.value(of: formula, beside: nil) }?.isFinite ?? false
  }

  func values(bits: Int) -> [PointValues] {
    points.compactMap { try? PointValues(setting, $0, bits: bits) }
  }

  func steps(
    _ chain: Equation.Chain, _ judged: [Bool], _ point: PointValues, _ standard: Standard
  ) -> (outcomes: [Trial.Outcome?], values: [Compared?]) {
    var values = [Compared?](repeating: nil, count: chain.relations.count)
    var outcomes: [Trial.Outcome?] = []
    for (i, relation) in chain.relations.enumerated() {
      guard judged[i] else {
        outcomes.append(nil)
        continue
      }
      do throws(FailedValue) {
        let (sides, judgement) = try step(i, relation, chain, point, standard)
        values[i] = sides
        outcomes.append(judgement.map { .judged($0) } ?? .failed("a number has no law", nil))
      } catch {
        outcomes.append(.init(error))
      }
    }
    return (outcomes, values)
  }

  /// What one step compares at a point, and how it comes out; no judgement of the law of a number.
  private func step(
    _ i: Int, _ relation: Relation, _ chain: Equation.Chain, _ point: PointValues,
    _ standard: Standard
  ) throws(FailedValue) -> (Compared?, Judgement?) {
    let (left, right) = (chain.sides[i], chain.sides[i + 1])
    let (rest, bound) = left.without(right)
    if let rate = point.rate(rest, relation, bound) {
      return (nil, try point.judge(rest, towards: rate).judgement)
    }
    if let parts = try point.restated(left, relation, right) {
      let judgement = separated(try judgeParts(parts, relation, at: point, by: standard), standard)
      return (try ratios(left, right, parts, point, standard), judgement)
    }
    let sides = Compared(
      left: try point.value(of: left, beside: right),
      right: try point.value(of: right, beside: left))
    if relation == .distributed, sides.left.components.map(\.name) == [""] { return (sides, nil) }
    let stated = relation == .approximately ? chain.latex[i + 1] : nil
    let kind = relation == .defined ? .equal : relation
    let judgement = separated(
      judge(sides.left, kind, sides.right, stated: stated, by: standard), standard)
    // a value too large or too small to be compared is itself all the same
    if left == right, judgement.verdict == .inconclusive, kind.isReflexive, sides.areKnown {
      return (sides, Judgement.sameByForm)
    }
    return (sides, judgement)
  }

  /// Of sides that should be proportional: their ratio here, and where it is another one.
  private func ratios(
    _ left: Formula, _ right: Formula,
    _ parts: [(left: Formula, relation: Relation, right: Formula)], _ point: PointValues,
    _ standard: Standard
  ) throws(FailedValue) -> Compared? {
    let ratio = Formula.quotient(left, right)
    for part in parts {
      guard case .product(let factors) = part.left, case .evaluated(_, let place)? = factors.last,
        case .relation(let sides, _)? = place.first,
        let here = try? point.value(of: ratio, beside: nil),
        let there = try? point.value(of: .evaluated(ratio, at: place), beside: nil),
        judge(here, .equal, there, by: standard).verdict == .refuted
      else { continue }
      return Compared(left: here, right: there, elsewhere: sides[1])
    }
    return nil
  }
}

extension Trial.Outcome {
  init(_ error: FailedValue) {
    self = error.unbound.map { .unbound($0) } ?? .failed(error.message, error.cause)
  }
}

extension SideValue {
  var isFinite: Bool { components.allSatisfy(\.value.double.isFinite) }
}

extension Trial.Outcome? {
  /// Whether there was a value on both sides, but not near enough to tell.
  fileprivate var isUndecided: Bool {
    if case .judged(let judgement)? = self { judgement.verdict == .inconclusive } else { false }
  }

  var isHolding: Bool {
    if case .judged(let judgement)? = self { judgement.verdict == .holds } else { false }
  }
}

extension TrialMaker {
  /// The point without the letters that a step can do without, nor what it is stated under: both
  /// sides come out as they did.
  func bare(_ point: Point, _ step: Int, _ chain: Equation.Chain) -> Point {
    func values(_ point: Point) -> [String]? {
      guard let here = try? PointValues(setting, point, bits: MutantJudge.bits),
        let left = try? here.value(of: chain.sides[step], beside: chain.sides[step + 1]),
        let right = try? here.value(of: chain.sides[step + 1], beside: chain.sides[step]),
        case .met = standing(chain.suppositions, at: here)
      else { return nil }
      return [short(left, beside: right), short(right, beside: left)]
    }
    guard let all = values(point) else { return point }
    return point.values.keys.sorted().reduce(point) { bare, name in
      var less = bare
      less.values[name] = nil
      return values(less) == all ? less : bare
    }
  }
}

extension Formula {
  /// Of `f = g + O(h^2)` the f − g and what it is compared with; otherwise both sides as they are.
  fileprivate func without(_ right: Formula) -> (Formula, Formula) {
    guard case .sum(let terms) = right, terms.count > 1,
      case .application(.symbol(let head), _)? = terms.last, ["O", "Theta"].contains(head.letter)
    else { return (self, right) }
    return (
      .total([self] + terms.dropLast().map { .negative($0) }), terms[terms.count - 1]
    )
  }
}

extension Formula {
  /// With q(z | 0) for `q(z \mid x = 0)`: the x there names a place and is no value.
  fileprivate var withoutNamesOfPlaces: Formula {
    let inside = rebuilt(parts.map(\.withoutNamesOfPlaces))
    guard case .application(let head, var arguments) = inside else { return inside }
    func value(_ place: Formula) -> Formula {
      if case .relation(let sides, [.equal]) = place { sides[1] } else { place }
    }
    arguments.wanted = arguments.wanted.map(value)
    arguments.given = arguments.given.map(value)
    return .application(head, arguments)
  }
}

import Exact

/// Integrals: over letters between bounds or over a set, and by measures.
extension Reader {
  mutating func integrals(_ count: Int) throws -> (Formula, Shape) {
    let start = at
    advance()
    let (below, above) = try bounds()
    guard count == 1 || below == nil && above == nil else {
      throw error(at: start, "bounds on a double integral", "write one \\int for each variable")
    }
    let (level, waiting) = (integralLevel, differentials)
    (integralLevel, differentials) = (contexts.count, [])
    var own: [Draw] = []
    // the differentials of \int dx\,dy\,f(x, y) are all its own where no other integral waits
    let takesAll = !strict && count == 1 && level != contexts.count
    while own.count < count || takesAll, differentialHere { own.append(try differential()) }
    var body: Formula
    let leading = !own.isEmpty
    if leading {
      integralLevel = level  // \int dx f(x): the body is the product that follows
      body = startsFactor || current.isSign("-") ? try operand("\\int dx") : .number(1)
      own.reverse()
    } else {
      body = try sum()
      while differentials.count < count || takesAll, differentialHere {
        differentials.append(try differential())
      }
      own = Array(differentials.prefix(takesAll ? differentials.count : count))
      differentials.removeFirst(own.count)
    }
    guard own.count >= count else {
      throw error(
        at: start, "an integral without its differential; found '\(current.name)'",
        "end it with \\,dx")
    }
    let surplus = differentials
    (integralLevel, differentials) = (level, waiting + surplus)
    if own.count > count, above != nil || below?.allSatisfy({ $0.isEverything(for: nil) }) == false
    {
      throw error(
        at: start, "bounds on an integral over several letters",
        "write one \\int for each variable")
    }
    for (i, differential) in own.enumerated() {
      let domain = i == 0 ? try integralDomain(below, above, differential, start) : IntegralDomain()
      if let condition = domain.condition {
        body = .multiplied([.indicator(of: condition), body])
      }
      body = differential.integral(of: body, domain.lower, domain.upper)
    }
    if leading { return (body, .prefix) }
    return own[0].law == nil ? try scripts(on: body, .closed) : (body, .closed)
  }

  /// Over what an integral is taken: bounds, or a condition on its variable.
  private struct IntegralDomain { var lower, upper, condition: Formula? }

  private func integralDomain(
    _ below: [Formula]?, _ above: Formula?, _ differential: Draw, _ start: Int
  ) throws -> IntegralDomain {
    if below == nil, above == nil { return IntegralDomain() }
    guard let variable = differential.variables.first else {
      if above == nil, below?.count == 1, below?[0].isEverything(for: nil, ofLaw: true) == true {
        return IntegralDomain()
      }
      throw error(at: start, "bounds on a measure without a variable", "write dP(x)")
    }
    switch (below, above) {
    case (let lower?, let upper?) where lower.count == 1:
      return differential.law == nil
        ? IntegralDomain(lower: lower[0], upper: upper)
        : try ends(lower[0], upper, differential, start)
    case (let domain?, nil) where domain.count == 1 && domain[0].canBeDomain(of: variable):
      return try integralDomain(domain[0], differential, start)
    default:
      throw error(
        at: start, "an integral over a set",
        "write its bounds, \\int_a^b, or an integral without bounds")
    }
  }

  private func integralDomain(
    _ domain: Formula, _ differential: Draw, _ start: Int
  ) throws -> IntegralDomain {
    let variable = differential.variables[0], isMeasure = differential.law != nil
    if !strict, !isMeasure, domain == .symbol(Symbol("R", style: .blackboard)) {
      return IntegralDomain(lower: .negative(.infinity), upper: .infinity)
    }
    if domain.isEverything(for: variable, ofLaw: isMeasure) { return IntegralDomain() }
    switch domain {
    case .interval(let a, let b, _, _) where !isMeasure: return IntegralDomain(lower: a, upper: b)
    case .relation(let sides, [.element]) where sides[0] == .symbol(variable):
      return try integralDomain(sides[1], differential, start)
    case .relation: return IntegralDomain(condition: domain)
    default:
      guard differential.variables.count == 1 else {
        throw error(
          at: start, "an integral of several variables over a set", "multiply by an indicator")
      }
      return IntegralDomain(
        condition: .relation(sides: [.symbol(variable), domain], relations: [.element]))
    }
  }

  /// `\int_a^b f(x)\,dP(x)` in notes: over (a, b], as Stieltjes' integral is.
  private func ends(
    _ lower: Formula, _ upper: Formula, _ measure: Draw, _ start: Int
  ) throws -> IntegralDomain {
    guard !strict, measure.variables.count == 1 else {
      throw error(at: start, "bounds on a measure", "multiply by an indicator")
    }
    var sides = [Formula.symbol(measure.variables[0])], relations: [Relation] = []
    if lower != .negative(.infinity) { (sides, relations) = ([lower] + sides, [.less]) }
    if upper != .infinity { (sides, relations) = (sides + [upper], relations + [.lessOrEqual]) }
    return IntegralDomain(
      condition: relations.isEmpty ? nil : .relation(sides: sides, relations: relations))
  }
}

extension Formula {
  /// 1 where the condition holds and 0 elsewhere.
  static func indicator(of condition: Formula) -> Formula {
    .application(.symbol(Symbol("1", style: .blackboard)), Arguments([condition]))
  }

  /// Whether it can stand alone below an integral sign: a set, not a number.
  func canBeDomain(of variable: Symbol) -> Bool {
    switch self {
    case .interval, .relation, .set: return true
    case .symbol(let s):
      return isEverything(for: variable) || s.style != .italic
        || s.letter.first?.isUppercase ?? false
    default: return isEverything(for: variable)
    }
  }

  /// What below an integral sign means all of the space: the variable itself, ℝ, ℝ^d, 𝒳 × 𝒴;
  /// of a law Ω as well.
  func isEverything(for variable: Symbol?, ofLaw: Bool = false) -> Bool {
    switch self {
    case .symbol(let symbol):
      symbol == variable || symbol == Symbol("R", style: .blackboard)
        || symbol.style == .calligraphic && symbol.subscripts.isEmpty
        || ofLaw && symbol == Symbol("Omega")
    case .power(.symbol(let symbol), _): symbol == Symbol("R", style: .blackboard)
    case .product(let factors): factors.allSatisfy { $0.isEverything(for: variable, ofLaw: ofLaw) }
    default: false
    }
  }
}

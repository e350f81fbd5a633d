import Exact
import Notation
import SplitMix

/// Draws formulas of the shapes that the parser builds. The seed is the trial number, so that a
/// failure repeats itself.
struct RandomFormula {
  private var random: SplitMix
  init(seed: UInt64) { random = SplitMix(seed: seed) }

  mutating func below(_ n: Int) -> Int { Int(random.next() % UInt64(n)) }
  mutating func pick<T>(_ list: [T]) -> T { list[below(list.count)] }
  private mutating func coin(_ oneIn: Int) -> Bool { below(oneIn) == 0 }

  mutating func formula(_ depth: Int) -> Formula {
    guard coin(3) else { return side(depth) }
    let n = 1 + below(2)
    let relations = (0..<n).map { _ in pick(Relation.allCases) }
    var sides = [side(depth)]
    for relation in relations { sides.append(relation == .element ? set(depth - 1) : side(depth)) }
    return .relation(sides: sides, relations: relations)
  }

  private mutating func element(_ depth: Int) -> Formula {
    let formula = side(depth)
    return formula == .dots ? .number(0) : formula
  }

  private mutating func set(_ depth: Int) -> Formula {
    switch below(4) {
    case 0: .interval(side(depth), side(depth), closedBelow: coin(2), closedAbove: coin(2))
    case 1: .set([element(depth)], dots: false)
    case 2: .set([element(depth), element(depth)], dots: coin(2))
    default: .symbol(symbol(0))
    }
  }

  /// A `+` on a bare letter below a limit says from which side, so it is no mark there.
  private mutating func limitPoint(_ depth: Int) -> Formula {
    var point = side(depth)
    if case .symbol(var symbol) = point {
      symbol.marks.removeAll { $0 == "+" || $0 == "-" }
      point = .symbol(symbol)
    }
    return coin(3) ? .bounded(coin(2) ? .greater : .less, point) : point
  }

  mutating func side(_ depth: Int) -> Formula {
    if depth <= 0 { return leaf() }
    let d = depth - 1
    switch below(30) {
    case 0, 1: return sum(d)
    case 2, 3, 4: return product(d)
    case 5: return .negative(side(d))
    case 6: return .quotient(side(d), side(d))
    case 7: return .power(side(d), exponent(d))
    case 8: return .hadamard(side(d), side(d))
    case 9, 10: return function(d)
    case 11, 12: return application(d)
    case 13: return .absolute(side(d))
    case 14: return .norm(side(d), order: pick([nil, .number(2), .infinity, .symbol(Symbol("L"))]))
    case 15:
      return .expectation(draws(d), coin(3) ? .conditioned(side(d), on: [formula(d)]) : side(d))
    case 16: return .divergence(pick(DivergenceName.allCases), side(d), side(d))
    case 17: return .series(pick(SeriesKind.allCases), index: symbol(0), range: range(d), side(d))
    case 18: return integral(d)
    case 19: return .derivative(side(d), by: symbol(0), order: 1 + below(2))
    case 20: return .gradient(side(d), by: coin(2) ? nil : symbol(0))
    case 21: return .prime(.symbol(symbol(0, primes: false)), order: 1 + below(2), at: side(d))
    case 22: return optimum(d)
    case 23: return .limit(variable: symbol(0), to: limitPoint(d), side(d))
    case 24: return cases(d)
    case 25: return .matrix((0..<1 + below(2)).map { _ in [side(d), side(d)] })
    case 26: return .tuple([side(d), side(d)])
    case 27: return .transpose(side(d))
    case 28:
      return coin(2)
        ? .component(side(d), [index(d)])
        : .evaluated(
          side(d), at: [.relation(sides: [.symbol(symbol(0)), side(d)], relations: [.equal])])
    default:
      return coin(2)
        ? .composition(side(d), side(d))
        : .set([element(d), element(d), element(d)], dots: coin(2))
    }
  }

  private mutating func leaf() -> Formula {
    switch below(8) {
    case 0, 1: return .number(pick([0, 1, 2, 12, Rational(1, 4), Rational(7, 2), 100]))
    case 2: return pick([.infinity, .dots])
    default: return .symbol(symbol(1))
    }
  }

  mutating func symbol(_ depth: Int, primes: Bool = true) -> Symbol {
    let letters = ["x", "p", "D", "alpha", "theta", "d", "N", "e", "Sigma", "ell"]
    var s = Symbol(pick(letters))
    if coin(5) {
      s = pick([
        Symbol("L", style: .calligraphic), Symbol("R", style: .blackboard),
        Symbol("x", style: .bold), Symbol("data", style: .roman), Symbol("theta", style: .bold),
        Symbol("1", style: .bold),
      ])
    }
    if coin(5) { s.accents = pick([["bar"], ["tilde"], ["bar", "hat"]]) }
    if coin(6) { s.marks = [pick(["*", "(i)", "new", "+"])] }
    if primes, coin(8) { s.marks.append("'") }
    if coin(3) { s.subscripts = (0..<1 + below(2)).map { _ in index(depth) } }
    return s
  }

  private mutating func index(_ depth: Int) -> Formula {
    switch below(7) {
    case 0: .symbol(Symbol(pick(["t", "d", "data"])))
    case 1: .sum([.symbol(Symbol("t")), .negative(.number(1))])
    case 2: .range(.number(0), .symbol(Symbol("T")))
    case 3: .bounded(pick([.less, .lessOrEqual, .greater]), .symbol(Symbol("t")))
    case 4: .conditioned(.symbol(Symbol("z")), on: [.symbol(Symbol("x"))])
    case 5: .product([.symbol(Symbol("i")), .symbol(Symbol("j"))])
    default:
      depth > 0 ? side(depth - 1) : .symbol(Symbol(pick(["data", "max", "log"]), style: .roman))
    }
  }

  private mutating func sum(_ depth: Int) -> Formula {
    var terms: [Formula] = []
    while terms.count < 2 + below(2) {
      let term = side(depth)
      if case .sum = term { continue }
      terms.append(coin(3) ? .negative(term) : term)
    }
    return .sum(terms)
  }

  private mutating func product(_ depth: Int) -> Formula {
    var factors: [Formula] = []
    while factors.count < 2 + below(3) {
      let factor = side(depth)
      if case .product = factor { continue }
      factors.append(factor)
    }
    return .product(factors)
  }

  private mutating func exponent(_ depth: Int) -> Formula {
    coin(2) ? pick([.number(2), .negative(.number(1)), .symbol(Symbol("n"))]) : side(depth)
  }

  private mutating func function(_ depth: Int) -> Formula {
    let name = pick(FunctionName.allCases)
    switch name {
    case .max, .min, .covariance: return .function(name, .tuple([side(depth), side(depth)]))
    default:
      var argument = side(depth)
      while case .tuple = argument { argument = side(depth) }
      return .function(name, argument)
    }
  }

  private mutating func application(_ depth: Int) -> Formula {
    var head = Formula.symbol(symbol(0, primes: false))
    if coin(5) {
      head = .power(.symbol(Symbol("f")), .negative(.number(1)))
    } else if coin(6) {
      head = .composition(.symbol(Symbol("f")), .symbol(Symbol("g")))
    }
    let wanted = (0..<1 + below(2)).map { _ in coin(5) ? formula(depth) : side(depth) }
    return .application(
      head,
      Arguments(
        wanted, given: coin(3) ? [side(depth)] : [],
        parameters: coin(4) ? [side(depth), side(depth)] : []))
  }

  private mutating func draws(_ depth: Int) -> [Draw] {
    switch below(5) {
    case 0: []
    case 1: [Draw([], .symbol(symbol(0)))]
    case 2: [Draw([symbol(0)], side(depth)), Draw([symbol(0), symbol(0)], side(depth))]
    case 3: [Draw([symbol(0), symbol(0)], nil)]
    default: [Draw([symbol(0)], side(depth))]
    }
  }

  private mutating func range(_ depth: Int) -> SeriesRange {
    switch below(4) {
    case 0: .all
    case 1: .over(set(depth))
    default: .from(side(depth), through: side(depth))
    }
  }

  private mutating func integral(_ depth: Int) -> Formula {
    let bounded = coin(2)
    return .integral(
      variable: symbol(0), lower: bounded ? side(depth) : nil, upper: bounded ? side(depth) : nil,
      side(depth))
  }

  private mutating func optimum(_ depth: Int) -> Formula {
    let kind = pick(OptimumKind.allCases)
    return coin(2)
      ? .optimum(kind, variables: [symbol(0), symbol(0)], set: nil, side(depth))
      : .optimum(kind, variables: [symbol(0)], set: set(depth), side(depth))
  }

  private mutating func cases(_ depth: Int) -> Formula {
    var branches = (0..<1 + below(2)).map { _ in
      CaseBranch(
        side(depth),
        .relation(
          sides: [side(depth), side(depth)], relations: [pick([.less, .equal, .greaterOrEqual])]))
    }
    if coin(2) { branches.append(CaseBranch(side(depth), nil)) }
    return .cases(branches)
  }
}

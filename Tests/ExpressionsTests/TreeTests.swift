import Balls
import Exact
import Expressions
import Foundation
import SplitMix
import Testing

/// An independent reading of a tree in doubles, straight from the enum, undefined as NaN.
func reading(_ e: Expression, _ at: [Variable: Double]) -> Double {
  switch e {
  case .rational(let r): return r.double
  case .pi: return .pi
  case .infinity: return .infinity
  case .variable(let v): return at[v] ?? .nan
  case .sum(let a): return a.reduce(0) { $0 + reading($1, at) }
  case .product(let a): return a.reduce(1) { $0 * reading($1, at) }
  case .power(let a, let b):
    let (base, n) = (reading(a, at), reading(b, at))
    return base == 0 && n < 0 ? .nan : n == 0 ? (base.isNaN ? .nan : 1) : pow(base, n)
  case .function(let f, let a):
    let t = reading(a, at)
    switch f {
    case .exp: return exp(t)
    case .log: return t > 0 ? log(t) : .nan
    case .sin: return angular(sin(t))
    case .cos: return angular(cos(t))
    case .tan: return angular(tan(t))
    case .sinh: return sinh(t)
    case .cosh: return cosh(t)
    case .tanh: return tanh(t)
    case .arctan: return atan(t)
    case .erf: return erf(t)
    case .erfc: return erfc(t)
    case .abs: return abs(t)
    case .sign: return t.isNaN ? .nan : t > 0 ? 1 : t < 0 ? -1 : 0
    }
  default: return .nan
  }
}

/// 0 for what sin π is in doubles, 1.2·10⁻¹⁶, and its kin: no drawn number comes so near to a root.
private func angular(_ y: Double) -> Double { abs(y) < 1e-14 ? 0 : y }

/// The largest value of a tree and its parts; what has no value counts as 0.
func largestPart(_ e: Expression, _ at: [Variable: Double]) -> Double {
  let parts: [Expression] =
    switch e {
    case .sum(let a), .product(let a): a
    case .power(let a, let b): [a, b]
    case .function(_, let a): [a]
    default: []
    }
  let here = abs(reading(e, at))
  return parts.map { largestPart($0, at) }.reduce(here.isNaN ? 0 : here, max)
}

/// A tree put together by hand, without any normalisation, over x and y; often undefined.
func randomTree(_ rng: inout SplitMix, depth: Int) -> Expression {
  func inner() -> Expression { randomTree(&rng, depth: depth - 1) }
  if depth == 0 || Int.random(in: 0..<8, using: &rng) == 0 {
    let leaves: [Expression] = [
      x, y, x, y, .pi,
      over(Int.random(in: -4...4, using: &rng), Int.random(in: 1...3, using: &rng)),
    ]
    return leaves[Int.random(in: 0..<leaves.count, using: &rng)]
  }
  switch Int.random(in: 0..<10, using: &rng) {
  case 0, 1: return .sum((0..<Int.random(in: 2...3, using: &rng)).map { _ in inner() })
  case 2, 3: return .product((0..<Int.random(in: 2...3, using: &rng)).map { _ in inner() })
  case 4:  // the same part twice: what cancels is the dangerous case
    let a = inner(), k = Int.random(in: -2...2, using: &rng),
      l = Int.random(in: -2...2, using: &rng)
    return .product([.power(a, over(k, 1)), .power(a, over(l, 2))])
  case 5:
    let a = inner()
    return .sum([a, .product([over(-1, 1), a])])
  case 6:
    let exponents: [Expression] = [2, -1, over(1, 2), over(-1, 2), 0, 3]
    let (m, n) = (
      exponents[Int.random(in: 0..<3, using: &rng)], exponents[Int.random(in: 0..<6, using: &rng)]
    )
    return .power(.power(inner(), m), n)
  case 7: return .function(.log, inner())
  default:
    return .function(Expression.Function.allCases[Int.random(in: 0..<13, using: &rng)], inner())
  }
}

@Suite struct TreeLaws {
  private static func same(_ a: Double, _ b: Double) -> Bool {
    if a.isNaN || b.isNaN { return a.isNaN == b.isNaN }
    if a.isInfinite || b.isInfinite { return true }  // overflow of doubles, no law
    return abs(a - b) <= 1e-7 * (1 + abs(a) + abs(b))
  }

  /// Rewriting must keep value and domain: NaN stays NaN, a number stays that number.
  private func expectSame(_ rewrite: (Expression) -> Expression, _ name: String) {
    var defined = 0, undefined = 0
    for trial in 0..<6000 {
      var rng = SplitMix(seed: UInt64(trial))
      let raw = randomTree(&rng, depth: 4), rewritten = rewrite(raw)
      let at = [
        Variable("x"): Double.random(in: -2...2, using: &rng),
        Variable("y"): Double.random(in: -2...2, using: &rng),
      ]
      let (a, b) = (reading(raw, at), reading(rewritten, at))
      // Sizes at which doubles lose everything are left out, of parts as of the whole; ball
      // evaluation has its own tests.
      guard a.isNaN || (abs(a) < 1e12 && abs(a) > 1e-12), largestPart(raw, at) < 1e8 else {
        continue
      }
      if a.isNaN { undefined += 1 } else { defined += 1 }
      #expect(Self.same(a, b), "\(name), trial \(trial): \(raw) is \(a), \(rewritten) is \(b)")
    }
    #expect(defined > 1000 && undefined > 500, "\(defined) defined, \(undefined) undefined")
  }

  @Test func normalisationKeepsValueAndDomain() { expectSame(\.normalized, "normalized") }
  @Test func theLogarithmicDomainKeepsValueAndDomain() {
    expectSame({ $0.normalized.inLogDomain }, "inLogDomain")
  }

  @Test func compiledDoublesAgree() {
    for trial in 0..<1500 {
      var rng = SplitMix(seed: UInt64(trial))
      let tree = randomTree(&rng, depth: 4)
      let f = tree.compiled(variables: [Variable("x"), Variable("y")])
      let (u, v) = (Double.random(in: -2...2, using: &rng), Double.random(in: -2...2, using: &rng))
      let a = reading(tree, [Variable("x"): u, Variable("y"): v])
      guard a.isFinite, abs(a) < 1e12 else { continue }
      #expect(Self.same(a, f([u, v])), "trial \(trial): \(tree)")
    }
  }

  /// The evaluator against the reading in doubles, at rational points.
  @Test func evaluationEnclosesTheReading() {
    var numbers = 0
    for trial in 0..<1500 {
      var rng = SplitMix(seed: UInt64(trial))
      let tree = randomTree(&rng, depth: 3)
      let (u, v) = (
        Rational(Int.random(in: -90...90, using: &rng), 47),
        Rational(Int.random(in: -90...90, using: &rng), 53)
      )
      let a = reading(tree, [Variable("x"): u.double, Variable("y"): v.double])
      let r = Evaluator(goal: 60).evaluate(tree, at: [Variable("x"): u, Variable("y"): v])
      let got: Double
      switch r.value {
      case .exact(let e): got = Ball(e, bits: 64).midpoint
      case .ball(let b): got = b.midpoint
      default: continue
      }
      guard abs(got) < 1e9, abs(got) > 1e-9, abs(a) < 1e12 else { continue }
      numbers += 1
      #expect(
        a.isNaN ? false : abs(a - got) <= 1e-6 * (1 + abs(a)),
        "trial \(trial): \(tree) at \(u), \(v): \(got), not \(a)")
    }
    #expect(numbers > 400)
  }

  @Test func domainsThatMustNotGrow() {
    #expect(undefined((x / x).substituting([Variable("x"): 0])))
    #expect(undefined((Expression.log(x) - .log(x)).substituting([Variable("x"): -1])))
    #expect(undefined((Expression.sqrt(x) * .sqrt(x)).substituting([Variable("x"): -1])))
    #expect(undefined((0 / x).substituting([Variable("x"): 0])))
    #expect(x - x == 0 && x + x == 2 * x && Expression.sqrt(x.squared) == .abs(x))
    #expect(Expression.exp(x) * .exp(-x) == 1)
  }

  @Test func substitutionCapturesNothing() {
    let inner = Expression.integrating(x * y, over: Variable("x"), from: 0, to: 1)
    #expect(
      exact(inner.substituting([Variable("y"): x]).substituting([Variable("x"): 6]))?.rational == 3)
    #expect(inner.freeVariables == [Variable("y")])
    #expect(exact(inner.substituting([Variable("x"): 5, Variable("y"): 4]))?.rational == 2)
    let bounds = Expression.integrating(1, over: Variable("x"), from: 0, to: x)
    #expect(exact(bounds.substituting([Variable("x"): 7]))?.rational == 7)
    #expect(Variable.fresh("x") != Variable.fresh("x"))
    let taken: Set = [Variable("t#1"), Variable("t#2")]
    #expect(Variable.fresh("t", avoiding: taken) == Variable("t#3"))
  }

  @Test func polynomials() throws {
    let p = (x + y).squared * (2 - x)
    #expect(try #require(p.polynomialCoefficients(in: Variable("x"))).count == 4)
    let c = try #require(p.polynomialCoefficients(in: [Variable("x"), Variable("y")]))
    #expect(c == [[2, 0]: 2, [1, 1]: 4, [0, 2]: 2, [3, 0]: -1, [2, 1]: -2, [1, 2]: -1])
    #expect(Expression.exp(x).polynomialCoefficients(in: Variable("x")) == nil)
    #expect((1 / x).polynomialCoefficients(in: Variable("x")) == nil)
    let difference = Expression.log(normal(1, 2)) - .log(normal(0, 3))
    let q = try #require(difference.polynomialCoefficients(in: Variable("x")))
    #expect(
      q.count == 3 && exact(q[2])?.rational == Rational(-1, 12)
        && exact(q[1])?.rational == Rational(1, 2))
  }
}

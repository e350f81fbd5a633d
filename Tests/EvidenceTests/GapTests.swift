import Evidence
import Exact
import Expressions
import Testing

/// Inequalities proved for all parameters by algebra and balls together, each beside one that
/// fails: somewhere small, at an edge, by 10⁻⁹.
@Suite("Gaps") struct GapTests {
  private func isRefuted(_ gap: Expression, _ sides: [BoxSide]) -> Bool {
    if case .refuted? = proof(of: gap, on: sides)?.verdict { true } else { false }
  }

  // MARK: values

  @Test("a condition that has no value somewhere, and branches that all have one")
  func conditionsHaveValues() {
    let a = variable("a"), box = [side("a", -2, 2)], third = Expression.rational(Rational(1, 3))
    func chosen(_ e: Expression) -> Expression {
      .choosing([.init(.compare(e, .less, 0), 1)], otherwise: 2)
    }
    for e in [
      1 / (a - third), .log((a - third).squared - tiny) - 5,
      .sqrt((a - third).squared - tiny) - 5, .abs(1 / (a - third)) - 7,
    ] as [Expression] {
      #expect(!isProved(chosen(e), box), "\(e)")
      #expect(!isProved(chosen(e) + .abs(a), box), "\(e)")
    }
    for e in [a - third, 1 / (a + 3), .log((a - third).squared + 1) - 5] as [Expression] {
      #expect(isProved(chosen(e), box), "\(e)")
    }
  }

  /// Quotients and logarithms of chances that are parted like a stick: v, (1 − v)w, (1 − v)(1 − w).
  @Test("what vanishes has a value: shares of chances that are products")
  func sharesHaveValues() {
    let v = variable("v"), w = variable("w"), a = variable("a"), b = variable("b")
    let near = Rational(1, 1024)
    let box = ["v", "w", "a", "b"].map { side($0, near, 1 - near) }
    func vanishes(_ e: Expression, _ box: [BoxSide]) -> Bool {
      let values = Dictionary(
        uniqueKeysWithValues: box.enumerated().map { i, s in
          (s.variable, s.lower + (s.upper - s.lower) * Rational(37 + 5 * i, 97))
        })
      return Gap(e, sides: box, values: values, isStrict: false).vanishes
    }
    let p = (1 - v) * w, q = (1 - a) * b, share = p / (p + q)
    #expect(vanishes(.log(1 - share) + .log(p + q) - .log(q), box))
    #expect(vanishes(.log(share / a) - .log(p) + .log(p + q) + .log(a), box))
    #expect(vanishes(p * .log(share) - p * .log(1 - q / (p + q)), box))
    #expect(!vanishes(.log(1 - share) + .log(p + q) - .log(p), box))
    // the same where v may be 1, so that a share is log 0 somewhere, or 2
    for end in [1, 2] as [Rational] {
      let wide = [side("v", near, end)] + box.dropFirst()
      #expect(!vanishes(.log(share) - .log(p) + .log(p + q), wide), "\(end)")
    }
  }

  // MARK: minima, one variable after the other

  /// KL(N(m, u) ‖ N(μ, w²)) with everything drawn.
  private var kl: Expression {
    let (m, u, mean, w) = (variable("m"), variable("u"), variable("mu"), variable("w"))
    return ((u + (m - mean).squared) / w.squared - 1 - .log(u) + 2 * .log(w)) / 2
  }
  private var gaussians: [BoxSide] {
    [
      side("m", -2, 2), side("u", Rational(1, 8), 4), side("mu", -2, 2),
      side("w", Rational(1, 4), 3),
    ]
  }

  @Test("a divergence of Gaussians is not negative: least at equal means, then equal widths")
  func elimination() {
    let found = proof(of: kl, on: gaussians)
    #expect(found?.verdict == .proved && (found?.reductions.count ?? 0) >= 2)
    #expect(isProved(kl + tiny, gaussians, strictly: true))
    #expect(!isProved(kl, gaussians, strictly: true))
    // fails by 10⁻⁹ on a thin sheet of the box, which no subdivision finds
    #expect(!isProved(kl - tiny, gaussians))
  }

  @Test("where the minimum is no minimum nothing is proved") func noMinimum() {
    let a = variable("a"), box = [side("a", -2, 2)]
    // slope 0 at 0, but bent downwards there; and a jump that slopes do not see
    #expect(!isProved(.exp(-a.squared) - .exp(-4) - tiny, box))
    #expect(!isProved(1 - a.squared, box) && isRefuted(1 - a.squared, box))
    #expect(!isProved(.arctan(1 / a) + 1, box))
    // rises, and is negative at the lower end only
    #expect(!isProved(a + 2 - tiny, box))
    #expect(isProved(a + 2, box))
  }

  @Test("a concave function is least at an end, and not where it is not concave") func concave() {
    let u = variable("u"), box = [side("u", Rational(-1023, 1024), Rational(1023, 1024))]
    let edge = 1 - Rational(1, 1 << 20), wide = [side("u", -edge, edge)]
    let h = ((1 + u) * .log(1 + u) + (1 - u) * .log(1 - u)) / 2
    #expect(isProved(.abs(u) * .log(2) - h, box) && isProved(.abs(u) * .log(2) - h, wide))
    #expect(!isProved(.abs(u) * .rational(Rational(69, 100)) - h, wide))  // fails near the rim only
    #expect(!isProved(.abs(u) * .log(2) - tiny - h, box))  // and at 0
    #expect(!isProved(.abs(u - tiny) * .log(2) - h, box))  // beside 0
    let a = variable("a"), unit = [side("a", 0, 1)]
    #expect(isProved(a * (1 - a), unit) && !isProved(a * (1 - a) - tiny, unit))
    #expect(!isProved(a * (1 - a) * (a - .rational(Rational(1, 100_000))), unit))
  }

  @Test("equality on the diagonal: half the square of the variation, not a little more")
  func diagonal() {
    let (a, b) = (variable("a"), variable("b"))
    let box = ["a", "b"].map { side($0, Rational(1, 1 << 20), 1 - Rational(1, 1 << 20)) }
    func half(_ p: Expression, _ q: Expression) -> Expression {
      p * (.log(p) + .log(2) - .log(p + q)) / 2
    }
    let js = half(a, b) + half(b, a) + half(1 - a, 1 - b) + half(1 - b, 1 - a)
    #expect(isProved(js - (a - b).squared / 2, box))
    #expect(!isProved(js - (a - b).squared * .rational(Rational(1, 2) + hair), box))
    #expect(!isProved(js - (a - b).squared / 2 - tiny, box))
    // 1 − a and 1 − b as weights
    #expect(isProved(.log(2) - js, box))
    #expect(!isProved(.log(2) - .rational(Rational(1, 10_000)) - js, box))  // fails in two corners
    // on the diagonal of a box that the diagonal leaves
    let apart = [side("a", 0, 1), side("b", Rational(1, 2), 2)]
    #expect(!isProved((a - b).squared * (Expression.rational(Rational(7, 4)) - b), apart))
  }

  // MARK: weights

  private struct Simplex { var variables: [Variable], sides: [BoxSide] }
  private func simplex(_ name: String, _ n: Int) -> Simplex {
    let all = (1...n).map { Variable("\(name)_\($0)") }
    return Simplex(
      variables: all, sides: all.map { BoxSide($0, Rational(1, 1 << 20), 1) })
  }
  private func isProvedForWeights(
    _ gap: Expression, _ laws: [Simplex], _ more: [BoxSide] = []
  ) -> Bool {
    var values: [Variable: Rational] = [:]
    for (k, law) in laws.enumerated() {
      let parts = law.variables.indices.map { Rational(7 + 5 * $0 * $0 + 3 * k) }
      for (v, part) in zip(law.variables, parts) { values[v] = part / parts.reduce(0, +) }
    }
    for side in more { values[side.variable] = (side.lower * 2 + side.upper * 3) / 5 }
    var problem = Gap(sides: [], values: [:], isStrict: false)
    problem.free = Gap.Free(
      gap, sides: laws.flatMap(\.sides) + more, values: values, weights: laws.map(\.variables))
    return problem.prove()?.verdict == .proved
  }
  private func sum(
    _ p: Simplex, _ q: Simplex, _ f: (Expression, Expression) -> Expression
  ) -> Expression {
    .sum(of: zip(p.variables, q.variables).map { f(.variable($0), .variable($1)) })
  }

  @Test("divergences of drawn laws: 0 ≤ KL, 0 ≤ JS ≤ log 2, and nothing a little more")
  func divergences() {
    let p = simplex("v", 3), q = simplex("w", 3), laws = [p, q]
    let kl = sum(p, q) { $0 * (.log($0) - .log($1)) }
    let js = sum(p, q) { p, q in
      (p * (.log(p) + .log(2) - .log(p + q)) + q * (.log(q) + .log(2) - .log(p + q))) / 2
    }
    #expect(isProvedForWeights(kl, laws) && isProvedForWeights(js, laws))
    #expect(isProvedForWeights(.log(2) - js, laws))
    #expect(!isProvedForWeights(kl - tiny, laws))
    #expect(!isProvedForWeights(js - tiny, laws))
    #expect(!isProvedForWeights(.log(2) - tiny - js, laws))
    #expect(!isProvedForWeights(-kl, laws) && !isProvedForWeights(kl - 5 * js, laws))
  }

  @Test("Pinsker's inequality and its kin for three drawn weights, and for no better constant")
  func pinsker() {
    let p = simplex("v", 3), q = simplex("w", 3), laws = [p, q]
    let kl = sum(p, q) { $0 * (.log($0) - .log($1)) }
    let js = sum(p, q) { p, q in
      (p * (.log(p) + .log(2) - .log(p + q)) + q * (.log(q) + .log(2) - .log(p + q))) / 2
    }
    let tv = sum(p, q) { .abs($0 - $1) } / 2
    #expect(isProvedForWeights(kl - 2 * tv.squared, laws))
    #expect(isProvedForWeights(js - tv.squared / 2, laws))
    #expect(isProvedForWeights(tv * .log(2) - js, laws))
    // each fails for nearly equal laws, the last for nearly disjoint ones
    #expect(!isProvedForWeights(kl - .rational(2 + hair) * tv.squared, laws))
    #expect(!isProvedForWeights(kl - 2 * tv.squared - tiny, laws))
    #expect(!isProvedForWeights(js - .rational(Rational(1, 2) + hair) * tv.squared, laws))
    #expect(!isProvedForWeights(tv * .rational(Rational(69, 100)) - js, laws))
    #expect(!isProvedForWeights(2 * tv.squared - kl, laws) && !isProvedForWeights(js - tv, laws))
  }

  @Test("what has no value somewhere is not proved, though its normal form has one")
  func domain() {
    let p = simplex("v", 3), q = simplex("w", 3)
    let nowhere = sum(p, q) { p, _ in p * (.log(p - 1 / 2) - .log(p - 1 / 2) + .log(2)) }
    #expect(!isProvedForWeights(nowhere, [p, q]))
    let kl = sum(p, q) { $0 * (.log($0 / ($0 + $1)) - .log($1 / ($0 + $1))) }
    #expect(isProvedForWeights(kl, [p, q]))
    #expect(!isProvedForWeights(kl * (1 - variable("v_1")) / (variable("w_1") - 1 / 2), [p, q]))
  }

  @Test("two places are drawn together only where that is no gain") func merging() {
    let p = simplex("v", 3), q = simplex("w", 3), v = p.variables, w = q.variables
    func shared(_ p: Expression, _ q: Expression) -> Expression { p * q / (p + q) }
    let apart = (0..<2).map { shared(.variable(v[$0]), .variable(w[$0])) }
    let together = shared(.variable(v[0]) + .variable(v[1]), .variable(w[0]) + .variable(w[1]))
    // equal where both are parted alike, and less elsewhere
    let loss = together - .sum(of: apart)
    #expect(
      !isProvedForWeights(-loss, [p, q])
        && !isProvedForWeights(loss - tiny, [p, q]))
    #expect(isProvedForWeights(loss, [p, q]))
  }

  @Test("laws on different numbers of places are not taken place by place") func unequal() {
    for (m, n) in [(3, 2), (2, 3)] {
      let p = simplex("v", m), q = simplex("w", n), both = [p, q]
      let kl = sum(p, q) { $0 * (.log($0) - .log($1)) - $0 + $1 }
      let bars = sum(p, q) { .abs($0 - $1) }
      #expect(isProvedForWeights(bars - .abs(variable("v_1") - variable("w_1")), both))
      #expect(!isProvedForWeights(bars.squared - bars, both))
      // at every place but the last, where the other law has none, they are Pinsker's terms
      #expect(!isProvedForWeights(kl - bars.squared / 2 + variable("v_\(m)") - 1, both))
    }
  }

  @Test("the best verdict, whatever another says; a factor in front is seen") func verdicts() {
    let p = simplex("v", 2), q = simplex("w", 2)
    let d = ["d_1", "d_2"].map { side($0, Rational(1, 1024), Rational(1023, 1024)) }
    func gap(_ factor: Rational) -> Expression {
      .sum(
        of: p.variables.indices.map { i in
          let (v, w, d) = (variable("v_\(i + 1)"), variable("w_\(i + 1)"), variable("d_\(i + 1)"))
          let forged = .log(w / (v + w)) - .rational(factor) * Expression.log(1 - d)
          return v * (.log(v / (v + w)) - .log(d)) + w * forged
        })
    }
    #expect(isProvedForWeights(gap(1), [p, q], d))
    #expect(!isProvedForWeights(gap(1 - hair), [p, q], d))
  }

  @Test("the earth mover and total variation: W₁ ≤ 3 TV on 0, 1, 3; less than 3 is too little")
  func transport() {
    let p = simplex("v", 3), q = simplex("w", 3)
    let d = zip(p.variables, q.variables).map { Expression.variable($0) - .variable($1) }
    let moved = Expression.abs(d[0]) + 2 * .abs(d[0] + d[1])
    let variation = Expression.sum(of: d.map { .abs($0) }) / 2
    #expect(isProvedForWeights(3 * variation - moved, [p, q]))
    #expect(!isProvedForWeights(.rational(3 - hair) * variation - moved, [p, q]))
    #expect(!isProvedForWeights(moved - variation * .rational(1 + hair), [p, q]))
    #expect(isProvedForWeights(moved - variation, [p, q]))
  }

  // MARK: signs

  @Test("triangles of bars, and ramps") func bars() {
    let (a, b, c) = (variable("a"), variable("b"), variable("c"))
    let box = ["a", "b", "c"].map { side($0, -1, 1) }
    #expect(isProved(.abs(a - c) + .abs(c - b) - .abs(a - b), box))
    #expect(!isProved(.abs(a - c) + .abs(c - b) - .rational(1 + hair) * .abs(a - b), box))
    func ramp(_ x: Expression) -> Expression { (x + .abs(x)) / 2 }
    #expect(isProved(.abs(a - b) - .abs(ramp(a) - ramp(b)), box))
    #expect(!isProved(.abs(a - b) - .rational(1 + hair) * .abs(ramp(a) - ramp(b)), box))
    #expect(isProved(.max(a, b) - a, box) && !isProved(.min(a, b) - a, box))
    // A factor that is positive changes nothing.
    for factor in [Rational(1, 7), Rational(2, 3), 5] {
      let f = Expression.rational(factor), triangle = f * (.abs(a - c) + .abs(c - b) - .abs(a - b))
      #expect(
        isProved(triangle, box) && isProved(f * .abs(a - b) - f * .abs(ramp(a) - ramp(b)), box),
        "\(factor)")
      #expect(!isProved(triangle - f * tiny * .abs(a - b), box), "\(factor)")
      #expect(
        isProved(f * .abs(a) + f * .abs(b) - f * .abs(a + b), box)
          && !isProved(f * .abs(a) + f * .abs(b) - 2 * f * .abs(a + b), box))
    }
  }

  // MARK: integrals

  private func line(_ f: Expression) -> Expression {
    .integrating(f, over: Variable("x"), from: -.infinity, to: .infinity)
  }
  private func normal(_ m: Expression) -> Expression {
    .exp(-(variable("x") - m).squared / 2) / .sqrt(2 * .pi)
  }

  @Test("V ≤ 2 JS − log 4 for every critic with a linear logit, not for 0.99 of it")
  func critics() {
    let (x, t, a, b) = (variable("x"), variable("t"), variable("a"), variable("b"))
    let p = normal(0), q = normal(t), d = 1 / (1 + Expression.exp(-a - b * x))
    let js = line(p * .log(2 * p / (p + q)) + q * .log(2 * q / (p + q))) / 2
    // the forged note as noise that is shifted
    let z = x + t, forged = line(p * .log(1 - 1 / (1 + .exp(-a - b * z))))
    let value = line(p * .log(d)) + forged
    let box = [side("t", -4, 4), side("a", -2, 2), side("b", -2, 2)]
    #expect(isProved(2 * js - .log(4) - value, box))
    #expect(!isProved(2 * js - .log(4) - tiny - value, box))
    #expect(!isProved(2 * js - .log(4) - .rational(Rational(99, 100)) * value, box))
  }

  @Test("pq/(p + q) ≤ √(pq)/2 under the integral, and no less of it") func means() {
    let t = variable("t"), p = normal(0), q = normal(t), box = [side("t", -4, 4)]
    let harmonic = line(p * q / (p + q)), geometric = line(.sqrt(p * q))
    #expect(isProved(geometric / 2 - harmonic, box))
    #expect(!isProved(.rational(Rational(1, 2) - hair) * geometric - harmonic, box))
    #expect(!isProved(geometric / 2 - harmonic - tiny, box))
  }

  @Test("what outweighs one term is spent: (eˣ − 1)² + (e⁻ˣ − 1)², and 15/4 in no place of two")
  func outweighed() {
    let t = variable("t"), x = variable("x"), box = [side("t", 1, 2)]
    func weighed(_ alone: Rational, _ n: Rational) -> Expression {
      let terms =
        .rational(alone) + .exp(2 * x) + .exp(-2 * x)
        - .rational(n) * (Expression.exp(x) + .exp(-x))
      return line(t * .exp(-200 * x.squared) * terms)
    }
    #expect(isProved(weighed(2, 2), box))
    #expect(!isProved(weighed(Rational(15, 4), 3), box))
    #expect(!isProved(weighed(Rational(199, 100), 2), box))
  }

  /// 1 where the condition holds, else 0.
  private func indicator(
    _ a: Expression, _ relation: Expression.Comparison, _ b: Expression
  ) -> Expression {
    .choosing([.init(.compare(a, relation, b), 1)], otherwise: 0)
  }

  @Test("what fails only where two conditions meet is not proved") func ties() {
    let x = variable("x"), third = Expression.rational(Rational(1, 3)), box = [side("x", -1, 1)]
    let above = indicator(third, .less, x), from = indicator(third, .lessOrEqual, x)
    let below = indicator(x, .less, third), upTo = indicator(x, .lessOrEqual, third)
    #expect(!isProved(above - from, box))
    #expect(!isProved(below - upTo, box))
    #expect(!isProved(above + below - 1, box))
    #expect(!isProved(1 - from - upTo, box))
    #expect(isProved(from - above, box))
    #expect(isProved(from + upTo - 1, box))
    #expect(isProved(1 - above - below, box))
    #expect(isProved(above + upTo - 1, box))
  }

  @Test("irrational coefficients do not vanish where a case is narrowed") func irrational() {
    let x = variable("x"), box = [side("x", -1, 1)]
    let bowl = Expression.abs(Expression.pi * x.squared - x)
    let gap = .rational(Rational(5, 2)) - .rational(Rational(12, 5)) * x - bowl
    #expect(!isProved(gap, box))
    #expect(isProved(gap + 3, box))
  }

  @Test("a normal form has values where the expression has none") func holes() {
    let x = variable("x"), y = variable("y"), box = [side("x", -1, 1), side("y", -1, 1)]
    let ratio = (x.squared + x) / x
    #expect(!isProved(ratio - x - 1 + y.squared, box))
    #expect(isProved(ratio - x - 1 + y.squared, [side("x", 1, 2), side("y", -1, 1)]))
    let absolute = ratio - x - 1 + .abs(y)
    #expect(!isProved(absolute, box))
  }

  @Test("equality at one parameter, strict elsewhere: JS(N(0,1), N(θ,1)) > 0 for θ ≠ 0")
  func touch() {
    let t = variable("t"), p = normal(0), q = normal(t)
    let js = line(p * .log(2 * p / (p + q)) + q * .log(2 * q / (p + q))) / 2
    let box = [side("t", -1, 1)], zero = [BoxTouch(Variable("t"), at: 0)]
    withKnownIssue("the second derivative under the integral takes more work than a proof is given")
    {
      #expect(isProved(js, box, strictly: true, except: zero))
    }
    #expect(!isProved(js, box, strictly: true))
    let elsewhere = [BoxTouch(Variable("t"), at: Rational(1, 2))]
    #expect(!isProved(js, box, strictly: true, except: elsewhere))
    // it is θ²/8 around 0
    #expect(!isProved(js - t.squared / 7, box))
  }
}

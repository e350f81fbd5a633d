import Balls
import Exact
import Expressions
import Ledger
import Testing

/// Where a root is one of a negative number the prover has nothing to say: no proof, no range, no
/// witness. In balls such a root has a value.
@Suite struct RealRootTests {
  private let u = Variable("x"), w = Variable("y")

  private func isProved(_ e: Expression, _ box: [BoxSide], strictly: Bool = false) -> Bool {
    BoxProver().prove(e, strictly: strictly, on: box).isProved
  }
  private func side(_ a: Expression, _ b: Expression) -> BoxSide {
    BoxSide(u, a.rationalValue ?? 0, b.rationalValue ?? 0)
  }

  @Test func aRootOfWhatMayBeNegativeProvesNothing() {
    let box = [side(-1, 1)]
    for e in [
      1 + .sqrt(x), .sqrt(x).squared, 1 + x.raised(to: over(1, 3)), .exp(.sqrt(x - 2)), .abs(.sqrt(x)),
      1 + .sqrt(x.raised(to: 3)), 2 + .sqrt(x * (1 - x)), .log(2 + .sqrt(x)), 3 + x.raised(to: x),
      1 + integral(0, 1, .sqrt(x + y)).swapped, 1 + integral(0, 1, .sqrt(y - over(1, 2) + x)).swapped,
    ] as [Expression] {
      #expect(!isProved(e, box), "\(e)")
      #expect(BoxProver().range(of: e, on: box) == nil, "\(e)")
      #expect(!BoxProver().isSmooth(e, on: box), "\(e)")
      #expect(!BoxProver().rootsAreReal(e, on: box), "\(e)")
      let touched = BoxProver().prove(e * x.squared, on: box, touchingAt: BoxTouch(u, at: 0))
      #expect(!touched.isProved, "\(e)")
    }
  }

  /// √x − 2 is negative where it has a value; its middle has none, or has one.
  @Test func aWitnessHasAValue() {
    var refuted = 0
    for (a, b) in [(-3, 1), (-1, 3), (-1, 1), (-2, 2), (0, 3), (-1, 7)] {
      let proof = BoxProver().prove(.sqrt(x) - 2, on: [side(over(a, 1), over(b, 1))])
      #expect(!proof.isProved)
      guard case .refuted(let at) = proof.verdict else { continue }
      refuted += 1
      #expect((at[u] ?? -1) >= 0)
    }
    #expect(refuted >= 3)
    let line = [side(0, 1), BoxSide(w, 0, 1)]
    let both = BoxProver().prove(.sqrt(x - y) + .sqrt(y - x) - 1, on: line)
    #expect(!both.isProved)
    if case .refuted(let at) = both.verdict { #expect(at[u] == at[w]) }
  }

  /// Nested roots are asked for once each, not twice at every level.
  @Test func manyNestedRoots() {
    func nested(_ depth: Int, _ inner: Expression) -> Expression {
      (0..<depth).reduce(inner) { e, _ in .sqrt(3 - e) }
    }
    let box = [side(0, 1)]
    #expect(BoxProver(limit: 20).rootsAreReal(nested(40, .sqrt(x)), on: box))
    #expect(!BoxProver(limit: 20).rootsAreReal(nested(40, .sqrt(x - over(1, 2))), on: box))
  }

  @Test func aRealRootIsProvedAsBefore() {
    let unit = [side(0, 1)]
    let branch = { (c: Expression.Condition, a: Expression, b: Expression) in
      Expression.choosing([.init(c, a)], otherwise: b)
    }
    for e in [
      .sqrt(x), 1 - .sqrt(x), .sqrt(1 - x), .sqrt(x * (1 - x)), .sqrt(x.squared), .sqrt(1 + x) - x / 2,
      .sqrt(.exp(x) - x), (1 - x).raised(to: over(3, 2)), .sqrt(.sqrt(x)), .sqrt(2 - .sqrt(x)),
      .sqrt(over(1, 3) + x - x.squared), .sqrt(.abs(x - over(1, 2))),
      .sqrt(1 - x.squared), .sqrt(1 - x.raised(to: 3)), .sqrt(over(1, 3) * (1 - x)), .sqrt(x.squared * 3 + x), .sqrt(.exp(x) + x),
    ] as [Expression] {
      #expect(BoxProver().rootsAreReal(e, on: unit), "\(e)")
      #expect(isProved(e + over(1, 100), unit), "\(e)")
    }
    for e in [x.raised(to: over(1, 3)), x.raised(to: x + 1)] as [Expression] { #expect(BoxProver().rootsAreReal(e, on: unit), "\(e)") }
    let third = over(1, 3), box = [side(-1, 1)]
    for e in [
      branch(.compare(third, .less, x), .sqrt(x - third), 0),
      branch(.compare(x, .lessOrEqual, third), 0, .sqrt(x - third)),
      branch(.compare(x, .less, third), .sqrt(third - x), .sqrt(x - third)),
      branch(.not(.compare(third, .less, x)), .sqrt(2 * (third - x)), .sqrt(x - third)),
      branch(.all([.compare(0, .less, x), .compare(x, .less, 1)]), .sqrt(x * (1 - x)), 2),
      branch(.any([.compare(x, .less, 0), .compare(1, .less, x)]), 2, .sqrt(x) + .sqrt(1 - x)),
      branch(.compare(x, .equal, 0), .sqrt(x) + .sqrt(-x), 1),
      branch(.compare(x, .unequal, 0), 1, .sqrt(x) + .sqrt(-x)),
    ] as [Expression] {
      #expect(BoxProver().rootsAreReal(e, on: box), "\(e)")
    }
    for e in [
      branch(.compare(x, .less, third), .sqrt(x - third), 0), branch(.compare(third, .less, x), 0, .sqrt(x - third)),
      branch(.any([.compare(0, .less, x), .compare(x, .less, 1)]), .sqrt(x), 2),
      branch(.all([.compare(0, .less, x), .compare(x, .less, over(1, 2))]), 2, .sqrt(-x)),
      branch(.compare(x, .equal, 0), 1, .sqrt(x)), branch(.compare(.sqrt(x), .less, 1), 1, 2),
      branch(.compare(x, .unequal, 0), .sqrt(x), 1),
    ] as [Expression] {
      #expect(!BoxProver().rootsAreReal(e, on: box), "\(e)")
    }
  }

  @Test func underIntegralsAllPlacesAreAskedFor() {
    let box = [side(over(1, 4), 1)], y = Expression.variable(w)
    func along(_ f: Expression, _ a: Expression, _ b: Expression) -> Expression { .integrating(f, over: w, from: a, to: b) }
    for e in [along(.sqrt(x + y), 0, 1), along(.sqrt(x * y), 0, 1), along(.sqrt(y - 3), 0, 1), along(.sqrt(x + 1 - y), 0, 1), along(.sqrt(x + y.squared) * .exp(-y), 0, .infinity)] {
      #expect(BoxProver().rootsAreReal(e, on: box), "\(e)")
    }
    for e in [along(.sqrt(x - y), 0, 1), along(.sqrt(x + y), -1, 1), along(.sqrt(x + y), 1, -1), along(.sqrt(x + y), 0, .infinity), along(.sqrt(x + y), -x, 1)] {
      #expect(!BoxProver().rootsAreReal(e, on: box), "\(e)")
    }
    // a letter bound inside is not that of the box, nor what is known of it outside
    let known = Expression.choosing([.init(.compare(0, .less, y), along(.sqrt(x + y), -1, 1))], otherwise: 1)
    #expect(!BoxProver().rootsAreReal(known, on: box + [BoxSide(w, 1, 2)]))
  }

  /// A proof, a range and smoothness each say that there is a value: at every point that is drawn.
  @Test func whatIsProvedHasAValue() throws {
    var proved = 0, ranges = 0, asked = 0, entries: [Ledger.Entry] = []
    for k in 0..<200 {
      var d = Drawing(61_000 + k)
      let box = [side(d.number(-8...2, 6), d.number(3...12, 6)), BoxSide(w, 0, 1)]
      let inside = d.one([
        d.polynomial(1, in: x), d.polynomial(2, in: x), x + y - d.number(-4...4, 3), x * y + d.number(-2...3, 4), 1 - x * y, .sin(x) + d.number(0...3, 2),
        .exp(x) - y, x - .sqrt(y), .log(1 + y) - x / 4, (x - y).raised(to: over(d.int(1...3), 1)), .abs(x) - d.number(0...2, 4), 2 * x - y.squared,
      ])
      let n = over(d.one([1, 1, 3, -1, 2]), d.one([2, 2, 3, 4])), root = inside.raised(to: n)
      let e = d.one([root, root + d.real(), root * x + 1, .exp(-root), 2 - root, .choosing([.init(.compare(0, .less, inside), root)], otherwise: 1), .tanh(root) + 2, .sqrt(1 + root)])
      let strictly = d.chance(1, in: 2), proof = BoxProver(limit: 100).prove(e, strictly: strictly, on: box), range = BoxProver(limit: 100).range(of: e, on: box)
      let isSmooth = BoxProver(limit: 100).isSmooth(e, on: box)
      asked += 1
      let real = BoxProver(limit: d.one([3, 20, 100, 300])).rootsAreReal(e, on: box)
      entries.append(.init("\(k): \(e)", "\(inWords(proof)) \(proof.boxes) \(proof.depth); \(range.map { "\($0.lower.double)…\($0.upper.double)" } ?? "none"); \(isSmooth) \(real)"))
      if proof.isProved { proved += 1 }
      if range != nil { ranges += 1 }
      for p in [0, 1, 5, 8, 11, 15, 16] as [Int] {
        for q in [0, 3, 8, 16] as [Int] {
          let at = [u: box[0].lower + (box[0].upper - box[0].lower) * Rational(p, 16), w: Rational(q, 16)]
          let value = Evaluator(goal: 30).evaluate(e, at: at)
          if case .undefined(let why) = value.value, proof.isProved || range != nil || isSmooth {
            Issue.record("\(e) at \(at): \(why); \(proof.verdict), \(isSmooth)")
          }
          guard let number = value.number else { continue }
          if proof.isProved { #expect(number >= -1e-9, "\(e) at \(at)") }
          if let range { #expect(range.lower.double - 1e-9 <= number && number <= range.upper.double + 1e-9, "\(e) at \(at)") }
        }
      }
      if case .refuted(let at) = proof.verdict {
        #expect((Evaluator(goal: 30).evaluate(e, at: at).number ?? 1) <= 0, "\(e) at \(at)")
      }
    }
    #expect(try Ledger("expressions-real-roots").differences(entries) == [])
    #expect(proved >= 30 && ranges >= 45, "\(proved) proved, \(ranges) ranges of \(asked)")
  }

  private func inWords(_ p: BoxProof) -> String {
    switch p.verdict {
    case .proved: "proved, margin \(p.margin ?? -1)"
    case .refuted(let at): "refuted at " + at.sorted { $0.key < $1.key }.map { "\($0.value)" }.joined(separator: ", ")
    case .open(let why): "open: \(why)"
    }
  }

  /// Which roots are real on drawn boxes: of polynomials that reach 0 at an end or a corner, under
  /// integrals, in branches.
  @Test func roots() throws {
    var real = 0
    let entries = (0..<200).map { k -> Ledger.Entry in
      var d = Drawing(62_000 + k)
      let a = Rational(d.int(-4...2), 2), c = Rational(d.int(0...3), 3), box = [BoxSide(u, a, a + Rational(d.int(1...4), 2)), BoxSide(w, c, c + Rational(d.int(1...3), 3))]
      let (low, high, edge, top) = (Expression.rational(box[0].lower), Expression.rational(box[0].upper), Expression.rational(box[1].lower), Expression.rational(box[1].upper)), n = d.one([0, 0, 0, over(1, 100), over(-1, 100)] as [Expression])
      let base = d.one([
        x - low + n, high - x + n, (x - low) * (high - x) + n, x.squared - low * high + n, (y - edge) * (high - x) + n, top.squared - y.squared + n, y.raised(to: 3) - edge.raised(to: 3) + n, top.raised(to: 4) - y.raised(to: 4) + n, x * y - low * top + n, high * top - x * y + n, x.squared - x * y + 1,
        .exp(x) - .exp(low) + n, (x - y).squared + n, .abs(x) + n, .sin(x) + 1 + n, x.squared * y + n, x.raised(to: 5) - low.raised(to: 5), x - low + y - edge + n, .pi * (x - low) + n, .log(1 + y) + n, y.squared + y.raised(to: 3) - edge.squared - edge.raised(to: 3) + n,
      ])
      let root = base.raised(to: over(d.one([1, 5, 1, -1]), d.one([2, 2, 3]))), inner = base.substituting([w: z]), inner2 = base.substituting([u: z])
      let e = d.one([
        root, root, root + 1, .integrating(inner.raised(to: over(1, 2)), over: Variable("z"), from: edge, to: top), .integrating(inner2.raised(to: over(1, 2)), over: Variable("z"), from: high, to: low), .choosing([.init(.compare(0, d.one([.less, .lessOrEqual, .equal, .unequal]), base), root)], otherwise: 1),
        .choosing([.init(.not(.compare(base, d.one([.less, .lessOrEqual]), 0)), root)], otherwise: .sqrt(-base)), .choosing([.init(.any([.compare(base, .less, 0)]), 1), .init(.compare(x, .less, y), root)], otherwise: root),
        .choosing([.init(.all([.compare(0, .less, base), .compare(y, .less, x)]), root)], otherwise: 2), .choosing([.init(.not(.all([.compare(0, .less, base)])), 1)], otherwise: root), .extremum(.maximum, variable: Variable("z"), lower: edge, upper: top, body: inner.raised(to: over(1, 2))), x.raised(to: base), base.raised(to: y),
      ])
      let prover = BoxProver(limit: d.one([2, 10, 60, 300])), isReal = prover.rootsAreReal(e, on: box)
      let f = base.compiled(variables: [u, w]), isPlain = e == root || e == root + 1
      if isReal, isPlain {
        real += 1
        for p in 0...8 {
          for q in 0...8 {
            let at = [box[0].lower + (box[0].upper - box[0].lower) * Rational(p, 8), box[1].lower + (box[1].upper - box[1].lower) * Rational(q, 8)].map(\.double)
            #expect(!(f(at) < -1e-12), "\(e) at \(at)")
          }
        }
      }
      return .init("\(k): " + asked("\(e)") + " on \(box[0].lower)…\(box[0].upper), \(box[1].lower)…\(box[1].upper) by \(prover.limit)", "\(isReal)")
    }
    #expect(real >= 15, "\(real)")
    #expect(try Ledger("expressions-roots-on-boxes").differences(entries) == [])
  }

  /// What vanishes at most of the points, or at all of a coarse grid, does not vanish.
  @Test func almostNothingVanishes() {
    let box = [side(0, 1), BoxSide(w, -1, 1)], tiny = over(1, 1000)
    func vanishes(_ e: Expression) -> Bool { BoxProver().vanishes(e, on: box) }
    let grid = (0...97).reduce(1 as Expression) { $0 * (x - over($1, 97)) }
    let fine = (1...40).reduce(1 as Expression) { $0 * (x - over(25 * $1, 1009)) }
    for e in [
      grid, fine, .log(1 + grid.squared), .max(0, x - 1 + tiny), .abs(x - tiny) - x + tiny, .sign(x) - 1, .abs(x) - x + tiny,
      .choosing([.init(.compare(x, .less, tiny), 1)], otherwise: 0), x * y - y * x + tiny, .exp(x) - 1 - x, .sqrt(x.squared) - y,
      .log(1 + x) - .log(1 + x + grid.squared), .sqrt((x - tiny).squared) - x + tiny,
      .sqrt((x - tiny).squared * (x - 2 * tiny).squared) - (x - tiny) * (x - 2 * tiny),
    ] as [Expression] {
      #expect(!vanishes(e), "\(e)")
    }
    for e in [
      0, (x + y).squared - x.squared - 2 * x * y - y.squared, (x.squared - y.squared) / (3 + y) - (x - y) * (x + y) / (3 + y), x / x - 1,
      .log(2 + 2 * x) - .log(1 + x) - .log(2), .exp(x + y) - .exp(x) * .exp(y), .log(2 + y) + .log(2 - y) - .log(4 - y.squared),
      .abs(2 + y) - 2 - y, .sqrt(1 + 2 * x + x.squared) - 1 - x, .choosing([.init(.compare(x, .less, 3), x)], otherwise: 0) - x,
    ] as [Expression] {
      #expect(vanishes(e), "\(e)")
    }
    // the points hang on the expression: a product that is 0 at those of one is not 0 at its own
    for n in 1...6 {
      let places = stride(from: n, to: 1009, by: 97).reduce(1 as Expression) {
        $0 * (x - over($1, 1009)).squared
      }
      #expect(!vanishes(.log(1 + places)) && !vanishes(.exp(places) - 1), "\(n)")
    }
    #expect(BoxProver().vanishes(0, on: []) && !BoxProver().vanishes(tiny, on: []))
  }
}

extension Expression {
  /// ∫ … dx with the letters x and y exchanged.
  fileprivate var swapped: Expression {
    guard case .integral(_, let a, let b, let body) = self else { return self }
    let x = Variable("x"), y = Variable("y")
    return .integrating(body.substituting([x: .variable(y), y: .variable(x)]), over: y, from: a, to: b)
  }
}

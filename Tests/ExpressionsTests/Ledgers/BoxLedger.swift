import Balls
import Exact
import Expressions
import Foundation
import Ledger
import Testing

/// What is proved of functions on boxes, refuted or left open, and with how much work; beside
/// points of the box, at which nothing may contradict a proof or a witness.
@Suite struct BoxLedger {
  private let u = Variable("x"), w = Variable("y"), a = Variable("z")

  private func side(_ d: inout Drawing, _ v: Variable, positive: Bool = false) -> BoxSide {
    let low = Rational(positive ? d.int(1...8) : d.int(-8...6), 6)
    return BoxSide(v, low, low + Rational(d.int(1...12), d.one([3, 4, 7])))
  }

  @Test func polynomials() throws {
    try check("box-polynomials", 130, 50_000) { d in
      let box = d.chance(1, in: 4) ? [side(&d, u)] : [side(&d, u), side(&d, w)]
      let c = d.real() / 4, e = d.number(0...3, 40)
      let f = d.one([
        (x - c).squared + e, (x - y).squared + e, x.squared + y.squared - 2 * x * y * c, (x * y - c).squared - e,
        x.raised(to: 4) - 2 * x.squared * c + c.squared, (x + y - c).squared + (x - y).squared * e, d.polynomial(2, in: x) + 3,
        (x.squared + y.squared).squared - 4 * x.squared * y.squared, x.squared * y.squared + e - over(1, 90), c - x * y, 3 - x.squared - y.squared + e,
        (x - y).raised(to: 4) + e, x.raised(to: 3) - 3 * x * c + 2 + e, .abs(x - c) + e - over(1, 50), (x - over(1, 2)).squared * (1 + y.squared),
      ])
      return (box.count == 1 ? f.substituting([w: c]) : f, box)
    }
  }
  /// Inequalities of the book and their neighbours, with places where equality is reached.
  @Test func inequalities() throws {
    try check("box-inequalities", 130, 51_000) { d in
      let unit = { (v: Variable, d: inout Drawing) in
        let low = Rational(d.int(1...5), 20)
        return BoxSide(v, low, low + Rational(d.int(4...14), 20))
      }
      let p = x, q = y, m = (x + y) / 2, k = d.one([2, 2, over(19, 10), over(21, 10)] as [Expression]), e = d.one([0, 0, over(1, 100), over(-1, 100)] as [Expression])
      let kl = p * .log(p / q) + (1 - p) * .log((1 - p) / (1 - q))
      let js = (p * .log(p / m) + q * .log(q / m) + (1 - p) * .log((1 - p) / (1 - m)) + (1 - q) * .log((1 - q) / (1 - m))) / 2
      let f = d.one([
        kl + e, kl - k * (p - q).squared + e, .log(2) - js + e, js + e, p - 1 - .log(p) + e, (p + q) / 2 - .sqrt(p * q) + e, .exp(p) - 1 - p + e,
        .exp(p) * .exp(-q) - 1 - p + q, .log((1 + p) / (1 + q)).squared + e, 1 / p + p - k, p / q + q / p - k, .abs(p - q) - js, .cosh(p - q) - 1,
        .tanh(p) - p + p.raised(to: 3) / 3, p - .sin(p) + e, .sqrt(1 + p.squared) - p * k / 3, (p.squared + q.squared).raised(to: over(1, 2)) - (p + q) / .sqrt(k),
        p * .log(p) + (1 - p) * .log(1 - p) + .log(k), .choosing([.init(.compare(p, .less, q), q - p)], otherwise: p - q) + e, .max(p, q) - p, x / x + y - k,
        .log(.exp(p) + .exp(q)) - m - .log(2) + e, .erf(p) - p, .arctan(p) - p / k,
      ])
      return (f, [unit(u, &d), unit(w, &d)])
    }
  }
  /// Integrals at every point of the box.
  @Test func integrals() throws {
    try check("box-integrals", 70, 52_000, strictly: true) { d in
      let t = Expression.variable(a), s = side(&d, a, positive: true), e = d.number(-2...4, 5)
      let p = normal(0, 1), q = normal(t, 1)
      let f = d.one([
        line(p * .tanh(x + t)) + e, line(q * .log(1 + .exp(x))) - e, .log(2) * e - line(p * .log(p / (p + q))), line(normal(0, t) * .log(1 + x.squared)) - e,
        integral(0, t, .exp(-x.squared) / (1 + x)) + e, integral(0, 1, .exp(t * x) / (1 + x)) - t * e, line(.exp(-x.squared * t) / .cosh(x)) - e / 2, line(p * .exp(t * .tanh(x))) - 1,
      ])
      if d.chance(1, in: 4) { return (f + x.squared / 9, [s, side(&d, u)]) }
      return (f, [s])
    }
  }

  private func check(_ name: String, _ count: Int, _ seed: Int, strictly: Bool = false, _ make: (inout Drawing) -> (Expression, [BoxSide])) throws {
    let entries = (0..<count).map { k -> Ledger.Entry in
      var d = Drawing(seed + k)
      let (f, box) = make(&d), isStrict = strictly || k % 3 == 0
      let prover = BoxProver(limit: strictly ? 1000 : d.one([30, 250, 600])), proof = prover.prove(f, strictly: isStrict, on: box)
      judge(proof, isStrict, f, box)
      var outcome = inWords(proof)
      if !strictly {
        let touch = BoxTouch(box[0].variable, at: d.one([0, Rational(1, 2), 1]))
        outcome += "; touching at \(touch.place): " + inWords(prover.prove(f, on: box, touchingAt: touch))
        outcome += "; vanishes \(prover.vanishes(f, on: box)), smooth \(BoxProver(limit: 40).isSmooth(f, on: box))"
      }
      if strictly { outcome += "; smooth \(prover.isSmooth(f, on: box))" }
      let range = prover.range(of: f, on: box, parts: d.one([1, 4, 20]))
      outcome += "; in " + (range.map { "\($0.lower.double)…\($0.upper.double)" } ?? "no range")
      if let range, !strictly { judge(range, f, box) }
      let sides = box.map { "\($0.variable) in \($0.lower)…\($0.upper)" }.joined(separator: ", ")
      return .init("\(k): " + asked("\(f)") + (isStrict ? " > 0, " : " ≥ 0, ") + sides + " by \(prover.limit)", outcome)
    }
    #expect(try Ledger("expressions-\(name)").differences(entries) == [])
  }

  private func inWords(_ p: BoxProof) -> String {
    let verdict = switch p.verdict {
    case .proved: "proved"
    case .refuted(let at): "refuted at " + at.sorted { $0.key < $1.key }.map { "\($0.value)" }.joined(separator: ", ")
    case .open(let why): "open: \(why)"
    }
    return verdict + " \(p.boxes) boxes, depth \(p.depth), margin \(p.margin.map { "\($0)" } ?? "none")"
      + (p.reductions.isEmpty ? "" : " " + p.reductions.joined(separator: "; "))
  }

  private func points(_ box: [BoxSide]) -> [[Variable: Rational]] {
    box.reduce([[:]]) { points, s in
      points.flatMap { p in
        [0, 1, 4, 7, 13, 15, 16].map { k in
          p.merging([s.variable: s.lower + (s.upper - s.lower) * Rational(k, 16)]) { $1 }
        }
      }
    }
  }
  private func judge(_ proof: BoxProof, _ strictly: Bool, _ f: Expression, _ box: [BoxSide]) {
    func value(_ p: [Variable: Rational]) -> Evaluated { Evaluator(goal: 40).evaluate(f, at: p) }
    switch proof.verdict {
    case .open: break
    case .refuted(let at):
      #expect(box.allSatisfy { s in at[s.variable].map { s.lower <= $0 && $0 <= s.upper } ?? false }, "\(f)")
      let y = value(at).number ?? .nan
      #expect(strictly ? y <= 0 : y < 0, "\(f) at \(at) is \(y)")
    case .proved:
      let least = f.containsIntegral ? points(box).filter { $0.values.allSatisfy { $0.numerator % 2 == 1 } } : points(box)
      for p in least {
        let y = value(p).number ?? .nan
        #expect(y >= (proof.margin ?? 0) - 1e-9, "\(f) at \(p) is \(y), margin \(proof.margin ?? 0)")
      }
    }
  }
  private func judge(_ range: (lower: Rational, upper: Rational), _ f: Expression, _ box: [BoxSide]) {
    let variables = box.map(\.variable), g = f.compiled(variables: variables)
    for p in points(box) {
      let y = g(variables.map { p[$0]?.double ?? 0 })
      if y.isFinite { #expect(range.lower.double - 1e-9 <= y && y <= range.upper.double + 1e-9, "\(f) at \(p)") }
    }
  }
}

extension Expression {
  fileprivate var containsIntegral: Bool { "\(self)".contains("∫") }
}

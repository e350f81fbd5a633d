import Evidence
import Exact
import Expressions
import Probability
import SplitMix
import Testing

/// Every way of proof by itself, on gaps that it alone proves, beside one that fails out of sight:
/// a way that looks at the wrong range, end or case proves that one.
@Suite("Ways of proof") struct RouteTests {
  private let a = variable("a"), b = variable("b"), x = variable("x")
  /// Nowhere negative, and 0 at a place that no subdivision meets.
  private var hidden: Expression { (b - .rational(Rational(1, 3))).squared }
  private let unit = side("b", 0, 1)
  private func words(_ gap: Expression, _ sides: [BoxSide]) -> String {
    proof(of: gap, on: sides)?.reductions.joined(separator: "; ") ?? ""
  }

  // MARK: one variable after the other

  @Test("a place where the slope vanishes counts only if the function is convex all the way to it")
  func widened() {
    // slopes vanish at 0, where it is large, and at ±√2, where it is least
    let bowl = (a.squared - 2).squared
    for (low, high) in [(Rational(6, 5), Rational(2)), (-2, Rational(-6, 5))] {
      #expect(isProved(bowl + hidden, [side("a", low, high), unit]))
      #expect(!isProved(bowl - tiny, [side("a", low, high)]))
      #expect(!isProved(bowl + hidden - tiny, [side("a", low, high), unit]))
    }
  }

  @Test("a monotone function is least at one end, a concave one at either") func ends() {
    let box = [side("a", 0, 1), unit]
    for (word, gap) in [
      ("rises in $a$", .exp(a) - 1), ("falls in $a$", .exp(-a) - .exp(-1)),
      ("concave in $a$, least at an end", a * (1 - a)),
    ] as [(String, Expression)] {
      let found = proof(of: gap + hidden, on: box)
      #expect(found?.verdict == .proved && words(gap + hidden, box).contains(word), "\(word)")
      #expect((found?.boxes ?? 0) > 0 && (found?.depth ?? -1) >= 0 && found?.margin == nil)
      #expect(!isProved(gap + hidden - tiny, box), "\(word)")
    }
    // fails at the lower end alone, and at the upper one
    #expect(!isProved(a * (1 - a) + hidden - tiny * (1 - a), box))
    #expect(!isProved(a * (1 - a) + hidden - tiny * a, box))
    #expect(isProved(a * (1 - a) + hidden - tiny * a * (1 - a), box))
  }

  @Test("what is left in the end is a number: its sign counts, and it is told how large it is")
  func constants() throws {
    let box = [side("a", -2, 2), side("b", Rational(1, 4), 3)]
    let gap = (a.squared / b.squared + b.squared - 1 - 2 * .log(b)) / 2
    for size in [tiny, .rational(Rational(1, 100)), .sqrt(2) / 1_000_000] {
      let found = try #require(proof(of: gap + size, on: box, strictly: true))
      let margin = try #require(found.margin), value = Evaluator(goal: 60).evaluate(size).double
      #expect(found.verdict == .proved && margin <= value && margin > 0.999 * value)
      #expect(!isProved(gap - size, box) && !isProved(gap - size, box, strictly: true))
    }
    #expect(isProved(gap, box) && !isProved(gap, box, strictly: true))
  }

  @Test("a sum of logarithms with weights has its minimum where their powers say") func powers() {
    // 3(a log a − a) + 2a is least at a = e^(−2/3), and b + k log b likewise
    let least = 3 * Expression.exp(.rational(Rational(-2, 3)))
    let gap = 3 * (a * .log(a) - a) + 2 * a + least
    for box in [[side("a", Rational(1, 4), 3)], [side("a", Rational(1, 4), 3), unit]] {
      let gap = box.count == 1 ? gap : gap + hidden
      #expect(isProved(gap, box) && !isProved(gap - tiny, box), "\(box)")
    }
  }

  @Test("on the way to the diagonal both have the range that holds theirs") func squares() {
    let low = [side("a", Rational(1, 2), 2), side("b", 0, 1)]
    let high = [side("a", 0, Rational(1, 2)), side("b", Rational(1, 4), 1)]
    let gap = (a - b).squared, other = .exp(a - b) - 1 - (a - b) as Expression
    for box in [low, high, low.reversed(), high.reversed()] {
      #expect(isProved(other, box) && !isProved(other - tiny, box))
    }
    // negative beside one end of b, where balls do not come
    #expect(!isProved(gap * (b - tiny), low) && !isProved(gap * (1 - tiny - b), high))
    #expect(!isProved(other * (b - tiny), low) && !isProved(other * (1 - tiny - b), high))
  }

  // MARK: places where both sides touch

  @Test("integrals that touch at 0, at 1 and in the middle, at an end of the range and inside")
  func touches() {
    func line(_ f: Expression) -> Expression {
      .integrating(f, over: Variable("x"), from: -.infinity, to: .infinity)
    }
    // 0 with its slope at c = 0: of logarithms, which are bounded at every x, and of what is not
    let logarithms = { (c: Expression) in
      line(.exp(-x.squared) * (.log((1 + .exp(c * x)) / 2) - c * x / 2))
    }
    let waves = { (c: Expression) in
      Expression.integrating(1 - .cos(c * x), over: Variable("x"), from: 0, to: 1)
    }
    for (place, low, high) in [
      (0, -1, 1), (0, 0, 1), (0, -1, 0), (1, 0, 2), (1, 1, 2), (1, Rational(1, 2), 1),
      (Rational(1, 4), 0, Rational(1, 2)),
    ] as [(Rational, Rational, Rational)] {
      let c = a - .rational(place), box = [side("a", low, high)]
      for gap in [logarithms(c), waves(c)] {
        #expect(isProved(gap, box), "\(place) in \(low)…\(high)")
        #expect(!isProved(gap - tiny, box), "\(place) in \(low)…\(high)")
        #expect(!isProved(gap - c.squared / 5, box), "\(place) in \(low)…\(high)")
      }
    }
  }

  // MARK: cases of signs

  @Test("a case of a sign is a part of the range: least where the bar is 0, on either side")
  func narrowed() {
    for kink in [Rational(1, 3), Rational(-1, 7), Rational(5, 4)] {
      for scale in [1, Rational(2, 3), -3] as [Rational] {
        let u = Expression.rational(scale) * (a - .rational(kink)), box = [side("a", -2, 2)]
        let bowl = .exp(.abs(u)) - 1 - .abs(u)
        #expect(isProved(bowl, box), "\(kink), \(scale)")
        #expect(!isProved(bowl - tiny, box), "\(kink), \(scale)")
        // fails on one side of the kink alone
        for one in [.abs(u) + u, .abs(u) - u] {
          #expect(!isProved(bowl - tiny * one, box), "\(kink), \(scale)")
        }
        let right = [side("a", kink, 2)], left = [side("a", -2, kink)]
        let (rising, falling) = scale > 0 ? (right, left) : (left, right)
        #expect(isProved(bowl - tiny * (.abs(u) + u), falling), "\(kink), \(scale)")
        #expect(isProved(bowl - tiny * (.abs(u) - u), rising), "\(kink), \(scale)")
      }
    }
  }

  /// Σ λᵢ|xᵢ| ≥ |Σ μᵢ xᵢ| where |μᵢ| ≤ λᵢ for every i, and nowhere else.
  @Test("sums of bars with drawn coefficients hold as far as they hold", arguments: 0..<12)
  func bars(round: Int) {
    let stream = Stream(root: 1, check: "bars \(round)", purpose: "test")
    func drawn(_ i: Int) -> Rational { Rational(1 + Int(stream.uniform(i) * 11), 7) }
    let n = 2 + round % 2, names = ["a", "b", "c"].prefix(n)
    let box = names.map { side($0, -1, 1) }, all = names.map(variable)
    let outer = (0..<n).map(drawn)
    func gap(_ inner: [Rational]) -> Expression {
      .sum(of: zip(outer, all).map { .rational($0) * .abs($1) })
        - .abs(.sum(of: zip(inner, all).map { .rational($0) * $1 }))
    }
    let shares = (0..<n).map { Rational(Int(stream.uniform(10 + $0) * 15) - 7, 7) }
    let inside = zip(outer, shares).map { $0 * $1 }
    #expect(isProved(gap(inside), box) && isProved(gap(outer), box), "\(inside) in \(outer)")
    for i in 0..<n {
      var beyond = inside
      beyond[i] = outer[i] + Rational(1, 1_000_000_000)
      #expect(!isProved(gap(beyond), box), "\(beyond) in \(outer)")
    }
  }

  @Test("where the range of the first variable counts: 1 + |b − c| ≥ |a + b − c| for |a| ≤ 1")
  func ranges() {
    let c = variable("c"), wide = [side("b", -2, 2), side("c", -2, 2)]
    for factor in [1, Rational(1, 3)] as [Rational] {
      let gap = .rational(factor) * (1 + .abs(b - c) - .abs(a + b - c))
      #expect(isProved(gap, [side("a", -1, 1)] + wide))
      for beyond in [
        side("a", -1 - Rational(1, 1 << 30), 1), side("a", -1, 1 + Rational(1, 1 << 30)),
      ] {
        #expect(!isProved(gap, [beyond] + wide))
      }
    }
  }

  @Test("what is 0 somewhere has no logarithm there and divides nothing") func zeros() {
    let u = (a - .rational(Rational(1, 3))).squared, box = [side("a", 0, 1), side("b", 1, 2)]
    func vanishes(_ e: Expression) -> Bool {
      let values = [Variable("a"): Rational(37, 97), Variable("b"): Rational(139, 97)]
      return Gap(e, sides: box, values: values, isStrict: false).vanishes
    }
    // nor does a pole vanish, or an integral that diverges, where all multiples of it cancel
    func cancelled(_ e: Expression) -> Expression { e * (1 + b) - e - b * e }
    let near = Expression.integrating(1 / (x + a), over: Variable("x"), from: 0, to: 1)
    let steps = Expression.choosing(
      [.init(.compare(b, .less, .rational(Rational(3, 2))), .tan(a))], otherwise: 1 / u)
    for e in [.tan(3 * a), near, steps] as [Expression] { #expect(!vanishes(cancelled(e)), "\(e)") }
    for e in [.tan(a), .tan(a) + .exp(b)] as [Expression] {
      #expect(vanishes(cancelled(e)), "\(e)")
    }
    for e in [
      { .log($0 * b) - .log($0) - .log(b) }, { $0 * b / $0 - b },
      { .sqrt($0.squared * b) / $0 - .sqrt(b) },
    ] as [(Expression) -> Expression] {
      #expect(!vanishes(e(u)), "\(e(u))")
      let above = e(u + .rational(Rational(1, 1 << 20)))
      #expect(vanishes(above), "\(above)")
    }
  }

  // MARK: numbers between 0 and 1 and what they leave

  @Test("roots that are 0 somewhere are compared by their squares") func roots() {
    let square = [side("a", 0, 1), unit]
    let sides: [(Expression, Expression)] = [
      (.sqrt(a), (1 + a) / 2), (a, .sqrt(a)),
      (.sqrt(a * (1 - a)), .rational(Rational(1, 2))), (.sqrt(a * b), (a + b) / 2),
      (.sqrt(a.squared + b.squared), a + b),
      ((a + b) / 2, .sqrt((a.squared + b.squared) / 2)),
      (a * .sqrt(a), (a + a.squared) / 2),
    ]
    for (small, large) in sides {
      let words = words(large - small, square)
      #expect(isProved(large - small, square) && words.contains("both sides squared"), "\(words)")
      #expect(!isProved(large - small - tiny, square), "\(small) ≤ \(large)")
      #expect(!isProved(large - small, square, strictly: true), "\(small) < \(large)")
      #expect(!isProved(small - large, square), "\(small) ≥ \(large)")
    }
    for (small, large) in sides.prefix(1) + sides[2...2] {
      #expect(isProved(large - small + tiny, square, strictly: true), "\(small) < \(large)")
    }
    // the squares say nothing where the larger side may be negative
    #expect(!isProved(a - .sqrt(a.squared / 4), [side("a", -1, 1)]))
    #expect(!isProved(b - 1 + .sqrt(hidden - tiny), [unit]))
  }

  @Test("Pinsker's inequality with a root: for two coins, and for all weights of three places")
  func pinsker() throws {
    let laws = """
      w in simplex(3)
      v in simplex(3)
      p = Finite(0: w_1, 1: w_2, 3: w_3)
      q = Finite(0: v_1, 1: v_2, 3: v_3)
      """
    let record = try check(
      "\\mathrm{TV}(p, q) \\le \\sqrt{D_{KL}(p\\|q)/2}", on: laws)
    #expect(record.verdict == .holds && record.box != nil)
    let other = try check("\\mathrm{TV}(p, q) \\le \\sqrt{D_{KL}(p\\|q)/3}", on: laws)
    #expect(other.box == nil)
    let near = Rational(1, 1024)
    let coins = [side("a", near, 1 - near), side("b", near, 1 - near)]
    let kl = a * (.log(a) - .log(b)) + (1 - a) * (.log(1 - a) - .log(1 - b))
    #expect(isProved(.sqrt(kl / 2) - .abs(a - b), coins))
    #expect(!isProved(.sqrt(kl / 2) - (1 + tiny) * .abs(a - b), coins))
    #expect(!isProved(.sqrt(kl / 2) - .abs(a - b), coins, strictly: true))
  }

  @Test("coins on ranges that are not alike: a and 1 − a are the weights of a law")
  func complements() {
    let near = Rational(1, 1 << 60), middle = Rational(1, 2)
    let apart = [side("a", near, middle), side("b", middle, 1 - near)]
    func half(_ p: Expression, _ q: Expression) -> Expression {
      p * (.log(p) + .log(2) - .log(p + q)) / 2
    }
    let js = half(a, b) + half(b, a) + half(1 - a, 1 - b) + half(1 - b, 1 - a)
    for factor in [1, Rational(3, 7)] as [Rational] {
      let gap = .rational(factor) * (Expression.log(2) - js)
      let words = words(gap, apart)
      #expect(isProved(gap, apart) && words.contains("log u ≥ 1 − 1/u"), "\(words)")
      #expect(!isProved(gap - .rational(Rational(1, 10_000)), apart))
    }
    let coins = [side("a", Rational(1, 10), middle), side("b", Rational(1, 5), Rational(9, 10))]
    let kl = a * (.log(a) - .log(b)) + (1 - a) * (.log(1 - a) - .log(1 - b))
    #expect(isProved(kl, coins) && !isProved(kl - tiny, coins))
    #expect(!isProved(kl - (2 + tiny) * (a - b).squared, coins))
    // the square that holds both ranges
    #expect(isProved(js - (a - b).squared / 2, coins))
    #expect(!isProved(js - (Expression.rational(Rational(1, 2)) + tiny) * (a - b).squared, coins))
    // 3 − 2a is 1 + 2(1 − a)
    let mixed = (3 - 2 * a) * .log((3 - 2 * a) / (3 - 2 * b)) + 2 * a * .log(a / b)
    #expect(isProved(mixed, coins) && !isProved(mixed - tiny, coins))
  }

  // MARK: sums of functions of one variable each

  @Test("a sum parts into its variables at any simple place where it is 0") func separate() {
    for place in [1, 0, Rational(1, 2), -1, Rational(22, 7), -12] as [Rational] {
      let box = [
        side("a", place - Rational(1, 3), place + Rational(1, 7)),
        side("b", place - Rational(1, 5), place + Rational(1, 3)),
      ]
      let (u, v) = (a - .rational(place), b - .rational(place))
      let gap = .exp(u) - 1 - u + .abs(v)
      let smooth = .exp(u) - 1 - u + .exp(v) - 1 - v as Expression, how = words(smooth, box)
      #expect(
        isProved(smooth, box) && how.contains("a sum of functions of one variable each"), "\(how)")
      #expect(isProved(gap, box), "\(place)")
      #expect(!isProved(gap - tiny, box) && !isProved(gap - 2 * .abs(v), box), "\(place)")
      // a mixed term, and a kink that hangs on both
      #expect(!isProved(gap - 2 * u * v - u.squared / 2 - .abs(v), box), "\(place)")
      #expect(!isProved(gap + .abs(u) - .abs(u + v) * .rational(Rational(9, 8)), box), "\(place)")
    }
  }

  // MARK: what all terms have in common

  @Test("squares and factors of one sign are taken out, others are not") func factors() {
    let c = .rational(Rational(1, 3)) as Expression, box = [side("a", -1, 1), side("b", 0, 1)]
    let (low, high) = ([side("a", -1, 0), box[1]], [side("a", 0, 1), box[1]])
    let u = 1 - a
    for (gap, sides) in [
      (a.squared - a.raised(to: 4), box), (a.squared * b - a.raised(to: 4) * b.squared, box),
      (a.raised(to: 3) - a.raised(to: 5), high), (a.raised(to: 5) - a.raised(to: 3), low),
      (.sqrt(b) * a.squared - b * .sqrt(b) * a.squared, [box[0], side("b", Rational(1, 8), 1)]),
      (a.raised(to: 3) * b - a * b, low),
      (b * .exp(a) - b.squared * .exp(a), box), (b - b * a.squared, box),
    ] as [(Expression, [BoxSide])] {
      #expect(isProved(gap, sides), "\(gap)")
      #expect(!isProved(-gap, sides) && !isProved(gap - tiny, sides), "\(gap)")
    }
    // the other sign, on the other side of 0 or on both
    for (gap, sides) in [
      (a.raised(to: 3) - a.raised(to: 5), low), (a.raised(to: 3) - a.raised(to: 5), box),
      (a.raised(to: 5) - a.raised(to: 3), box), (a * b - a * b.squared, box),
      (a.squared * (u.squared - tiny), box), (b * (a - c).squared - b * tiny, box),
      // 1/a has the sign of a, and no value at 0
      (b / a - b.squared / a, box), (b / a - b.squared / a, high),
    ] as [(Expression, [BoxSide])] { #expect(!isProved(gap, sides), "\(gap)") }
    // a denominator that balls alone see to be negative
    let falling = b.squared * (b - 1) / (a - 2)
    #expect(isProved(falling, box) && words(falling, box).contains("taken out"))
    #expect(!isProved(-falling, box) && !isProved(b.squared * (b - 1) / (a + 2), box))
    let apart = [side("a", 1, 2), box[1]], below = [side("a", -2, -1), box[1]]
    #expect(isProved(b / a - b.squared / a, apart) && !isProved(b / a - b.squared / a, below))
    #expect(isProved(b.squared / a - b / a, below))
  }

  // MARK: weights that sum to 1

  @Test("a condition that holds because the weights sum to 1 is settled") func sums() throws {
    let toy = "w in simplex(3)\nv in simplex(3)"
    let kl = #"\sum_{i=1}^{3} w_i \log \frac{w_i}{v_i}"#
    for (right, holds) in [
      ("0", true), (#"|1 - w_1 - w_2 - w_3|"#, true), (#"|v_1 + v_2 + v_3 - 1|"#, true),
      (#"-|w_1|"#, true), (#"|1 - w_1 - w_2 - w_3| + 10^{-10}"#, false),
      (#"10^{-9} |1 - w_1 - w_2|"#, false),
    ] {
      let found = try check(#"\#(kl) \ge \#(right)"#, on: toy)
      #expect((found.box != nil) == holds, "\(right): \(found.verdict) \(found.proof ?? "")")
    }
  }

  @Test("an equality that is left to the points is told, also where the range has two parts")
  func partsOfAChain() throws {
    // Machin's formula, which no normal form knows
    let one = #"\frac{16 \arctan \frac15 - 4 \arctan \frac{1}{239}}{\pi}"#
    let toy = "c in [-1, 2], c != 0"
    let left = try #require(try check(#"\#(one) c^2 = c^2 > 0"#, on: toy).box)
    #expect(left.onlyInequalities == true, "\(left)")
    let proved = try #require(try check(#"c c = c^2 > 0"#, on: toy).box)
    #expect(proved.onlyInequalities != true && proved.ranges.contains { $0.contains("\\ne 0") })
  }
}

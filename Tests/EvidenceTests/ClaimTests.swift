import Balls
import Evidence
import Exact
import Expressions
import Meaning
import Notation
import Testing

/// What a claim is made of: comparisons of every kind, several equations, toys that are edited or
/// fixed, and what is known of a whole box.
@Suite struct ClaimTests {
  private func parsed(_ latex: String) throws -> Formula { try FormulaParser().parse(latex) }
  private func toy(_ text: String, count: Int = 4) throws -> ToySetting {
    ToySetting(toy: try Toy.read(text, name: "toy"), count: count)
  }

  // MARK: comparisons

  private func verdict(_ comparison: @escaping @Sendable () -> [Comparison]) -> Verdict {
    let check = Check("test/comparison", "", grade: .certified, scope: "") {
      comparison()
    } foils: {
      Foil("wrong") { compare("", 1, equals: 2) }
    }
    return judge([], checks: [check], options: Options())[0].verdict
  }

  /// Numbers of every kind under every relation, beside plain comparison.
  @Test func relations() {
    for a in [1, 2, 3] {
      for b in [1, 2, 3] {
        let pairs: [(String, @Sendable () -> [Comparison], Bool)] = [
          ("=", { compare("", a, equals: b) }, a == b),
          ("≠", { compare("", a, differsFrom: b) }, a != b),
          ("<", { compare("", Rational(a), isLessThan: Rational(b)) }, a < b),
          ("≤", { compare("", ExactNumber(Rational(a)), isAtMost: b) }, a <= b),
          (
            ">",
            {
              compare("", Evaluated(.exact(ExactNumber(Rational(a))), scale: 1), isGreaterThan: b)
            },
            a > b
          ),
          ("≥", { compare("", a, isAtLeast: ExactNumber(Rational(b))) }, a >= b),
          ("= of lists", { compare("", [a, 5, b], equals: [b, 5, b]) }, a == b),
          ("≤ of lists", { compare("", [Rational(a), 0], isAtMost: [Rational(b), 0]) }, a <= b),
          ("≠ of lists", { compare("", [a, 1], differsFrom: [b, 1]) }, a != b),
        ]
        for (name, comparison, isTrue) in pairs {
          #expect(verdict(comparison) == (isTrue ? .holds : .refuted), "\(a) \(name) \(b)")
        }
      }
    }
    #expect(verdict { compare("", [1, 2], equals: [1]) } == .broken)
  }

  /// Comparisons and foils that are chosen and repeated.
  @Test(arguments: [true, false]) func builders(_ isFirst: Bool) {
    let check = Check("test/builders", "", grade: .exact, scope: "") {
      if isFirst { compare("first", 1, equals: 1) } else { compare("second", 2, equals: 2) }
      if isFirst { compare("third", 3, equals: 3) }
      for k in 1...2 { compare("\(k)", k, equals: k) }
    } foils: {
      if isFirst {
        Foil("a") { compare("", 1, equals: 2) }
      } else {
        Foil("b") { compare("", 1, equals: 3) }
      }
      if isFirst { Foil("c") { compare("", 1, isGreaterThan: 4) } }
      for k in 1...2 { Foil("d\(k)") { compare("", [k, 1], equals: [k, 2]) } }
    }
    let claim = judge([], checks: [check], options: Options())[0]
    #expect(claim.isGreen)
    #expect(
      claim.checks[0].points.map(\.name)
        == (isFirst ? ["first", "third", "1", "2"] : ["second", "1", "2"]))
    #expect(claim.foils.map(\.name) == (isFirst ? ["a", "c", "d1", "d2"] : ["b", "d1", "d2"]))
    #expect(claim.foils.map(\.distance) == (isFirst ? ["1", "3", "1", "1"] : ["2", "1", "1"]))
  }

  @Test func infinitelyFar() {
    let check = Check("test/far", "", grade: .certified, scope: "") {
      compare("", 1, equals: 1)
    } foils: {
      Foil("∞") {
        compare("", Evaluated(.infinite(positive: true), scale: 0), equals: 1)
        compare("", 1, equals: 3)
      }
      Foil("−∞") { compare("", 2, isAtMost: Evaluated(.infinite(positive: false), scale: 0)) }
    }
    let claim = judge([], checks: [check], options: Options())[0]
    #expect(claim.isGreen && claim.foils.map(\.distance) == ["inf", "inf"])
    #expect(claim.foils[0].refuted == 2 && claim.foils[0].of == 2)
  }

  // MARK: claims of several equations

  private func work(
    _ label: String, _ latex: String, _ foil: String?, on text: String = "a in (1, 2)"
  ) throws -> Work {
    var one = Statement(
      label: label, claim: "test/claim", latex: latex, chains: [.init(try parsed(latex))],
      foils: try foil.map { [.init("wrong", .formula([.init(try parsed($0))], latex: $0))] } ?? [],
      isHeadline: label.hasSuffix("2"), sources: ["one", label])
    one.isDefinition = foil == nil
    return Work(one, on: [try toy(text)])
  }

  /// The kind is that of the richest equation, in whatever order they come.
  @Test func kinds() throws {
    let equation = try work("test/claim.1", "a + a = 2 a", "a = 2 a"),
      bound = try work("test/claim.2", "a < 3", "a > 3")
    let chain = try work("test/claim.3", #"a = \frac{2 a}{2} \le a^2"#, "a = 2 a"),
      definition = try work("test/claim.4", "a = a", nil)
    let orders: [([Work], ClaimRecord.Kind)] = [
      ([equation], .equation), ([bound], .inequality), ([chain], .derivation),
      ([definition], .definition),
      ([equation, bound], .inequality), ([bound, equation], .inequality),
      ([chain, bound], .derivation), ([equation, bound, chain], .derivation),
      ([definition, equation], .equation), ([equation, definition], .equation),
      ([definition, bound, equation], .inequality), ([definition, chain, definition], .derivation),
    ]
    for (works, kind) in orders {
      let claims = judge(works, checks: [], options: Options()),
        labels = works.map(\.statement.label)
      try #require(claims.count == 1)
      #expect(claims[0].kind == kind && claims[0].verdict == .holds, "\(labels)")
      #expect(claims[0].checks.map(\.label) == labels)
      #expect(claims[0].headline == labels.contains("test/claim.2"))
      var sources: [String] = []
      for source in labels.flatMap({ ["one", $0] }) where !sources.contains(source) {
        sources.append(source)
      }
      #expect(claims[0].sources == sources)
      #expect(claims[0].foils.count == works.filter { !$0.statement.isDefinition }.count)
    }
    let wrong = try work("test/claim.5", "a = 2", "a = 3")
    let claims = judge([equation, wrong], checks: [], options: Options())
    #expect(
      claims[0].verdict == .refuted && claims[0].reason == claims[0].checks[1].reason
        && !claims[0].isGreen)
  }

  // MARK: toys

  /// A foil that takes a hypothesis away, and parameters that are fixed.
  @Test func editedAndFixed() throws {
    var one = Statement(
      label: "test/toy", claim: "test/toy", latex: "a < b", chains: [.init(try parsed("a < b"))],
      foils: [.init("b is small", .toy("b = 1/2")), .init("b is large", .toy("b = 9"))])
    one.isHeadline = true
    let setting = try toy("a in (1, 2)\nb = 3")
    let claim = judge([Work(one, on: [setting])], checks: [], options: Options())[0]
    #expect(claim.foils.map(\.verdict) == [.refuted, .holds] && !claim.isGreen)
    var options = Options()
    options.fixed = ["a": Rational(7, 4), "b": 8, "c": 1]
    let fixed = judge([Work(one, on: [setting])], checks: [], options: options)[0]
    #expect(
      fixed.checks[0].points.allSatisfy { $0.parameters["a"] == "7/4" },
      "\(fixed.checks[0].points.map(\.parameters))")
    #expect(
      options.fixed(for: setting).keys.contains("a")
        && !options.fixed(for: setting).keys.contains("c"))
  }

  // MARK: boxes

  /// Proved, refuted with a place, or open.
  @Test func coverings() throws {
    let setting = try toy("a in [0, 1]\nb in [1, 2]")
    let points = [Point(["a": Rational(1, 3), "b": Rational(4, 3)])]
    func covering(_ left: String, _ relation: Relation, _ right: String) throws -> Covering {
      Covering(try parsed(left), relation, try parsed(right), on: setting, at: points)
    }
    for (left, right) in [
      ("a", "b"), ("a^2 b", "2 a"), ("2 a b", "a^2 + b^2"), ("a^2", "a + b"),
    ] {
      guard case .proved(let record) = try covering(left, .lessOrEqual, right) else {
        Issue.record("\(left) ≤ \(right) is not proved")
        continue
      }
      #expect(record.boxes >= 0 && record.depth >= 0)
    }
    for (left, right) in [("a", #"\frac12"#), ("b - 1", "a"), ("b^2", "3"), ("1", "a + b")] {
      switch try covering(left, .lessOrEqual, right) {
      case .refuted(let place):
        let a = place.values["a"] ?? 0, b = place.values["b"] ?? 1
        let isWitness = [
          "a": a > Rational(1, 2), "b - 1": b - 1 > a, "b^2": b * b > 3, "1": a + b < 1,
        ][left]
        #expect(isWitness == true, "\(left) ≤ \(right) at \(place.values)")
      case .proved: #expect(left == "1", "\(left) ≤ \(right) is proved")
      case .open: Issue.record("\(left) ≤ \(right) is open")
      }
    }
  }

  /// ELBO ≤ log p(x) for all models and guesses at once, and for no entropy that counts for more.
  @Test(arguments: [
    """
    x in {0, 1}
    z in {0, 1}
    a in (0, 1)
    b in (0, 1)
    c in (0, 1)
    h in (0, 1)
    p(z) = Finite(0: 1 - a, 1: a)
    p(x | z) = Table(0: first, 1: second)
    first = Finite(0: 1 - b, 1: b)
    second = Finite(0: 1 - c, 1: c)
    q(z | x) = Finite(0: 1 - h, 1: h)
    """,
    """
    x in {0, 1}
    z in {1, 2, 3}
    p(z) = Finite(1: a_1, 2: a_2, 3: a_3) where a in simplex(3)
    p(x | z) = Table(1: first, 2: second, 3: third)
    first = Finite(0: b_1, 1: b_2) where b in simplex(2)
    second = Finite(0: c_1, 1: c_2) where c in simplex(2)
    third = Finite(0: d_1, 1: d_2) where d in simplex(2)
    q(z | x) = Finite(1: h_1, 2: h_2, 3: h_3) where h in simplex(3)
    """,
  ])
  func theBoundOfTheEvidence(_ text: String) throws {
    let setting = try toy(text), evidence = #"\log p(x)"#
    let points = try setting.points(check: "elbo", seed: 1, fixing: [:])
    func covering(_ left: String, _ relation: Relation) throws -> Covering {
      Covering(try parsed(left), relation, try parsed(evidence), on: setting, at: points)
    }
    for below in [
      #"\mathbb{E}_{z \sim q(z|x)}[\log \frac{p(x,z)}{q(z|x)}]"#,
      #"\mathbb{E}_{z \sim q(z|x)}[\log p(x|z)] - D_{KL}(q(z|x) \| p(z))"#,
      #"\mathbb{E}_{z \sim p(z)}[\log p(x|z)]"#,
      #"\mathbb{E}_{z_1 \sim p(z), z_2 \sim p(z)}[\log\tfrac{p(x|z_1) + p(x|z_2)}{2}]"#,
    ] {
      guard case .proved = try covering(below, .lessOrEqual) else {
        Issue.record("\(below) is not proved")
        continue
      }
    }
    for above in [
      #"\mathbb{E}_{z \sim q(z|x)}[\log p(x,z) - \tfrac{11}{10} \log q(z|x)]"#,
      #"\mathbb{E}_{z \sim q(z|x)}[\log p(x|z)]"#,
      #"\mathbb{E}_{z \sim p(z)}[\log p(x|z)] + \tfrac{1}{1000}"#,
    ] {
      if case .proved = try covering(above, .lessOrEqual) {
        Issue.record("\(above) is proved to lie below")
      }
    }
    if case .proved = try covering(#"\mathbb{E}_{z \sim p(z)}[\log p(x|z)]"#, .greaterOrEqual) {
      Issue.record("Jensen turned round is proved")
    }
  }
}

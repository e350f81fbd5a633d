import Exact
import Meaning
import Notation
import Probability
import Testing

@Suite struct ToyTests {
  @Test(arguments: [
    ("p = Normal(0, 1", "brackets do not match"),
    ("p = Gaussian(0, 1)", "no law is called Gaussian"),
    ("theta in [4, -4]", "the interval"),
    ("theta in [0; 1]", "expected an interval"),
    ("nonsense", "expected “name in domain”"),
    ("p = Normal(0)", "takes two arguments"),
    ("p = Finite(0 1/2)", "expected “value: weight”"),
    ("beta_t = 1 for t in x..3", "must be whole numbers"),
  ])
  func saysWhatIsWrong(text: String, expected: String) {
    #expect {
      let toy = try Toy.read(text, name: "test")
      _ = try toy.points(stream: stream, count: 4)
    } throws: { "\($0)".contains(expected) }
  }

  private var stream: Stream { Stream(root: 1, check: "toy", purpose: "points") }

  @Test func errorsNameTheLine() {
    #expect { try Toy.read("p = Normal(0, 1)\n\nq = Normal(0", name: "test", line: 40) } throws: { ($0 as? ToyError)?.line == 42 }
  }

  @Test func drawsAreGenericAndRepeat() throws {
    let toy = try Toy.read("theta in [-4, 4], theta != 0\nx in R\ns in (0, 2]", name: "test")
    let points = try toy.points(stream: stream, count: 24)
    #expect(points.count == 24)
    #expect(points == (try toy.points(stream: stream, count: 24)))
    #expect(Set(points).count == 24)
    for p in points {
      #expect(p.values["s"]! > 0 && p.values["s"]! <= 2)
      for special in [Rational(0), 1, -1, 2, Rational(1, 2)] { #expect(!p.values.values.contains(special)) }
    }
  }

  @Test func listedValuesAreAllVisited() throws {
    let toy = try Toy.read("p = Finite(0: 1/2, 1: 1/3, 3: 1/6)\nx in support(p)\nt in 2..3", name: "test")
    let points = try toy.points(stream: stream, count: 24)
    #expect(points.count == 6)
    #expect(Set(points.map { $0.values["x"]! }) == [0, 1, 3])
  }

  @Test func weightsAreDrawnAndSumToOne() throws {
    let toy = try Toy.read("p = Finite(0: w_1, 1: w_2, 3: w_3) where w in simplex(3)", name: "test")
    for p in try toy.points(stream: stream, count: 5) {
      #expect((1...3).reduce(Rational(0)) { $0 + p.values["w_\($1)"]! } == 1)
    }
  }

  @Test func settingFixesAndRefuses() throws {
    let toy = try Toy.read("theta in [-4, 4]\nc = 7/5", name: "test")
    #expect(try toy.points(stream: stream, count: 24, fixing: ["theta": Rational(7, 5)]).count == 1)
    #expect { try toy.points(stream: stream, count: 4, fixing: ["theta": 5]) } throws: { "\($0)".contains("outside its domain") }
    #expect { try toy.points(stream: stream, count: 4, fixing: ["theat": 1]) } throws: { "\($0)".contains("no parameter theat") }
  }

  @Test func anEditReplacesOneStatement() throws {
    let toy = try Toy.read("p(z) = Normal(0, 1)\np(x | z) = Normal(2 z, 1)", name: "test").editing("p(x | z) = Normal(3 z, 1)")
    let context = Context(toy: toy, definitions: Definitions(), point: Point(), evaluator: .init())
    let variance = try context.value(of: FormulaParser(options: .init()).parse(#"\mathrm{Var}(p(x))"#)).components[0].value
    #expect(variance.rational == 10)
  }

  @Test func familiesAndChains() throws {
    let page = try Page("T = 3\nbeta = [1/10, 1/5, 3/10]\nalpha_t = 1 - beta_t for t in 1..3", define: [#"\bar\alpha_t := \prod_{s=1}^{t} \alpha_s"#])
    #expect(try page.number(#"\bar\alpha_T"#).rational == Rational(63, 125))
    #expect(try page.number(#"\bar\alpha_0"#).rational == 1)
    #expect(try page.number(#"\sum_{t=1}^T \beta_t"#).rational == Rational(3, 5))
  }

  /// Conditions take combinations away, and leave the others.
  @Test func conditionsChooseAmongListedValues() throws {
    func points(_ text: String, count: Int = 4, needed: Set<String>? = nil) throws -> [Point] {
      try Toy.read(text, name: "test").points(stream: stream, count: count, needed: needed)
    }
    let pairs = try points("x in {2, 4}\ny in {2, 4}, x != y")
    #expect(pairs.map { [$0.values["x"], $0.values["y"]] } == [[4, 2], [2, 4]])
    let order = try points("a in 1..3\nb in 1..3, a < b\nk in [0, 1]", count: 6)
    #expect(order.count == 6 && order.allSatisfy { $0.values["a"]! < $0.values["b"]! })
    #expect(Set(order.map { [$0.values["a"]!, $0.values["b"]!] }).count == 3)
    // what is not needed takes the values that the conditions ask for
    let one = try points("k in {1, 2}\nx in {2, 4}\ny in {2, 4}, x != y", needed: ["k"])
    #expect(Set(one.map { $0.values["k"]! }) == [1, 2])
    #expect(one.allSatisfy { $0.values["x"] != $0.values["y"] })
    #expect { try points("x in {2, 4}, x < 0") } throws: { "\($0)".contains("meets its conditions") }
  }

  /// F of a law known by its density is 1 behind its support, at a place that is drawn, too.
  @Test func aDensityEndsWithItsSupportAtEveryPlace() throws {
    let laws = "p_z = Uniform(0, 1)\nG(z) = z^2 + z\np = Pushforward(G, p_z)\nu = Uniform(0, 1)"
    let page = try Page(laws + "\nm = Mixture(1/2: p, 1/2: Uniform(4, 5))")
    // by quantiles: ∫ (4s² + s)² up to ½ and ∫ (3 + s)² from there
    guard case .estimate(let x, let error) = try page.number("W_2(u, m)^2").value else {
      Issue.record("an integral over a quantile is estimated")
      return
    }
    #expect(abs(x - 877.0 / 120) <= error && error < 1e-12)
  }

  @Test func renamingDoesNotMatter() throws {
    let toy = "p(z) = Normal(0, 1)\np(x | z) = Normal(2 z, 1/2)\nx = 3/2\nq(z) = Normal(3/10, 1/5)"
    let latex = #"\mathbb{E}_{LETTER\sim q(LETTER)}[\log p(x|LETTER)]"#
    let values = try ["z", "z'", "z_1", #"\tilde z"#].map { letter in
      try Page(toy).number(latex.split(separator: "LETTER", omittingEmptySubsequences: false).joined(separator: letter)).double
    }
    #expect(values.allSatisfy { isClose($0, values[0]) && !$0.isNaN })
  }
}

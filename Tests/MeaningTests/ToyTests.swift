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

  @Test func renamingDoesNotMatter() throws {
    let toy = "p(z) = Normal(0, 1)\np(x | z) = Normal(2 z, 1/2)\nx = 3/2\nq(z) = Normal(3/10, 1/5)"
    let latex = #"\mathbb{E}_{LETTER\sim q(LETTER)}[\log p(x|LETTER)]"#
    let values = try ["z", "z'", "z_1", #"\tilde z"#].map { letter in
      try Page(toy).number(latex.split(separator: "LETTER", omittingEmptySubsequences: false).joined(separator: letter)).double
    }
    #expect(values.allSatisfy { isClose($0, values[0]) && !$0.isNaN })
  }
}

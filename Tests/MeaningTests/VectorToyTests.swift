import Exact
import Meaning
import Notation
import Probability
import Testing

@Suite struct VectorToys {
  private var stream: Stream { Stream(root: 1, check: "toy", purpose: "points") }

  @Test func aDrawnVectorHasCoordinates() throws {
    let toy = try Toy.read("x in R^3\ny_t in R^2 for t in 1..2", name: "test")
    let point = try #require(try toy.points(stream: stream, count: 1).first)
    #expect(Set(point.values.keys) == ["x_1", "x_2", "x_3", "y_1,1", "y_1,2", "y_2,1", "y_2,2"])
    var page = try Page("x in R^3")
    page.point = Point(["x_1": 1, "x_2": 2, "x_3": 2])
    #expect(try page.judge(#"\|x\| = 3"#) == .holds)
    #expect(try page.judge("x_{2:3} = (2, 2)") == .holds)
  }

  /// What is drawn for a family may depend on the member before, and so may its conditions.
  @Test func conditionsOfFamiliesSeeTheLetter() throws {
    let toy = try Toy.read(
      "a_1 in (0, 1)\na_s in (0, a_{s-1}) for s in 2..3\nb_s in (0, 1), b_s < s/4 for s in 1..2", name: "test")
    for p in try toy.points(stream: stream, count: 24) {
      let (a, b) = ((1...3).map { p.values["a_\($0)"]! }, (1...2).map { p.values["b_\($0)"]! })
      #expect(a[2] < a[1] && a[1] < a[0])
      #expect(b[0] < Rational(1, 4) && b[1] < Rational(1, 2))
    }
  }

  @Test(arguments: [
    ("vector z", "vector z 2"), ("vector z 0", "1 to 64"), ("vector z two", "vector z 2"),
    ("p(x, z) = Normal((0, 0, 0), I)", "which are vectors"),
  ]) func errors(_ text: String, _ part: String) throws {
    #expect {
      let page = try Page(text + "\nx = 1\nz = 1")
      _ = try page.judge("p(x, z) = 1")
    } throws: { "\($0)".contains(part) }
  }

  /// The same page gives the same bytes whatever else runs: the names of new variables are its own.
  @Test func namesDoNotDependOnOtherThreads() async throws {
    let latex = #"D_{JS}(p \| q) = \mathbb{E}_{x \sim p}[x^2]"#
    let text = "p = Normal(0, 1)\nq = Laplace(1, 2)"
    func reading() throws -> String {
      let value = try Page(text).context.value(of: parsed(#"D_{JS}(p \| q)"#))
      return "\(value.components.map(\.value.value))"
    }
    let alone = try reading()
    let together = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<6 { group.addTask { try reading() } }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(together == [alone], "\(latex)")
  }

  /// Blocks that do not fit are an error, whatever made the tree; an empty slice is an empty block.
  @Test func raggedMatrices() throws {
    let page = try Page("x = (1, 2)")
    let ragged = Formula.matrix([[.number(1), .number(2)], [.number(3)]])
    #expect(throws: MeaningError.self) { try page.context.value(of: ragged) }
    #expect(throws: MeaningError.self) { try page.context.value(of: .matrix([])) }
    for tall in [#"\begin{bmatrix} 1 & 2 \\ 3 & 4 \\ 5 & 6 \end{bmatrix}^{-1}"#, #"\left|\begin{bmatrix} 1 & 2 \\ 3 & 4 \\ 5 & 6 \end{bmatrix}\right|"#,
      #"\mathbb{E}_{t \sim \{1, 2\}}[x_{1:t}]"#, #"\mathbb{E}_{t \sim \{1, 2\}}[x_{2:1}]"#] {
      #expect(throws: MeaningError.self) { try page.context.value(of: parsed(tall)) }
    }
    #expect(throws: MeaningError.self) { try page.context.value(of: .matrix([[]])) }
    #expect(try page.judge(#"\begin{bmatrix} x_{1:2} \\ x_{3:2} \end{bmatrix} = x"#) == .holds)
    #expect(throws: MeaningError.self) { try page.judge(#"\begin{bmatrix} x & 1 \\ 2 & 3 \end{bmatrix} = x"#) }
  }

  /// A letter that the formula binds is read as itself, not as its value at the point.
  @Test func readingOfBoundLetters() throws {
    let page = try Page("p = Normal(0, 1)\nx in R\ny in R", ["x": 7, "y": 5])
    let reading = page.context.reading(of: try parsed(#"\mathbb{E}_{x \sim p}[x y]"#))
    #expect(reading.contains("(x · 5)"), "\(reading)")
    #expect(!reading.contains("7"))
  }
}

import Balls
import Exact
import Expressions
import Meaning
import Notation
import Probability
import Testing

/// Mistakes that a lecturer makes in a toy: each is told with line, column, what was expected and what to write.
@Suite struct BrokenToyTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    var text: String, place: String, words: [String]
    init(_ text: String, _ place: String, _ words: String...) {
      (self.text, self.place, self.words) = (text, place, words)
    }
    var testDescription: String { text }
  }

  @Test(arguments: [
    Mistake("p = Normal(0, 1", "1:1", "brackets do not match", "close each"),
    Mistake("p = Norml(0, 1)", "1:5", "no law is called Norml", "write Normal(mean, variance)"),
    Mistake(
      "p = Gaussian(0, 1)", "1:5", "no law is called Gaussian", "write Normal(mean, variance)"),
    Mistake("p = Unifrom(0, 1)", "1:5", "write Uniform(lower, upper)"),
    Mistake("p = Bernoulli(1/2)", "1:5", "write Finite(0: 1/2, 1: 1/2)"),
    Mistake("p = Poisson(2)", "1:5", "no law is called Poisson"),
    Mistake(
      "q = Normal(0)", "1:5", "Normal takes two arguments, found 1", "write Normal(mean, variance)"),
    Mistake("q = Normal(0, 1, 2)", "1:5", "found 3"),
    Mistake("q = Uniform(1)", "1:5", "write Uniform(lower, upper)"),
    Mistake("q = Laplace(0, 1, 2)", "1:5", "write Laplace(location, scale)"),
    Mistake("q = Point()", "1:5", "write Point(0)"),
    Mistake("p = Finite(0 1/2, 1: 1/2)", "1:12", "expected “value: weight”", "write 0: 1/2"),
    Mistake(
      "p = Mixture(Normal(0, 1), Normal(1, 1))", "1:13", "takes “value: …” parts",
      "write Mixture(1/2: p, 1/2: q)"),
    Mistake(
      "q(z) = Normal(0, 1)\np = Pushforward(q)", "2:5", "Pushforward takes a map and a law",
      "write Pushforward(G, p)"),
    Mistake("theta in [0; 1]", "1:10", "expected an interval", "[-4, 4]"),
    Mistake("theta in 3", "1:10", "expected an interval"),
    Mistake("theta in [0, 1, 2]", "1:10", "expected an interval"),
    Mistake(
      "w in simplex(1)", "1:6", "simplex takes the number of weights", "write w in simplex(3)"),
    Mistake("w in simplex(n)", "1:6", "write w in simplex(3)"),
    Mistake("nonsense", "1:1", "expected “name in domain”", "one statement a line"),
    Mistake("x ∈ [0, 1]", "1:", "expected"),
    Mistake(
      "theta in [-1, 1]\ntheta in [-2, 2]", "2:1", "theta is bound already, in line 1",
      "another name"),
    Mistake("p = Normal(0, 1)\n\np = Normal(1, 1)", "3:1", "p is bound already, in line 1"),
    Mistake("p(x | z) = Normal(z, 1)\np(x | z) = Normal(0, 1)", "2:1", "bound already"),
    Mistake("beta_t = 1 for t in x..3", "1:", "must be whole numbers", "write 1..3"),
    Mistake("beta_t = 1 for t from 1 to 3", "1:", "expected “for t in 1..3”"),
    Mistake("alpha_t = [1/2, 1/3]", "1:1", "a list binds a whole family", "write alpha ="),
    Mistake("\"a title", "1:1", "ends with a quotation mark"),
    Mistake("vector z", "1:1", "declared as “vector z 2”"),
    Mistake("vector z 100", "1:1", "1 to 64"),
    Mistake("W = Interval(0)", "1:5", "Interval takes two ends", "write Interval(-1, 1)"),
    Mistake("f(2) = 3", "1:1", "stand names", "write p(x | z) or f(x)"),
    Mistake("2 = x", "1:1", "expected a name", "write a letter"),
    Mistake("c = 1 +", "1:", "the formula ends", "complete it"),
    Mistake("c = 2 ** 3", "1:", "expected"),
    Mistake("c = 1e-3", "1:", "exponent notation", "10^"),
    Mistake("q = Normal(0, 1 +)", "1:", "the formula ends", "complete it"),
    Mistake("x2 = 3", "1:2", "write x_2"),
    Mistake("c = \\foo", "1:5", "\\foo is not known"),
  ]) func isToldWithItsPlace(_ mistake: Mistake) {
    do {
      _ = try Toy.read(mistake.text, name: "test")
      Issue.record("was read")
    } catch let error as ToyError {
      let told = "\(error)"
      #expect(told.hasPrefix(mistake.place), "\(told)")
      for words in mistake.words { #expect(told.contains(words), "\(told)") }
    } catch { Issue.record("\(error)") }
  }

  /// What shows only when the toy is used names the line of the toy.
  @Test(arguments: [
    ("q = Normal(mu, 1)", "nothing binds mu", "line 1 of the toy"),
    ("sigma = 2\nq = Normal(0, sgma)", "did you mean sigma", "line 2 of the toy"),
    ("q = Normal(0, -1)", "variance", "line 1 of the toy"),
    ("q = Normal(0, 0 - 1/2)", "variance", "line 1 of the toy"),
    ("q = Uniform(2, 1)", "needs a < b", "line 1 of the toy"),
    ("q = Laplace(0, 0)", "scale", "line 1 of the toy"),
    ("q = Finite(0: 1/2, 1: 1/3)", "5/6", "line 1 of the toy"),
    ("q = Finite(0: 3/2, 1: -1/2)", "negative", "line 1 of the toy"),
    ("q = Mixture(1/2: Normal(0, 1), 1/3: Normal(1, 1))", "5/6", "line 1 of the toy"),
    ("a = b\nb = a\nq = Normal(a, 1)", "circle", "of the toy"),
    ("q = q", "the definition of q goes round in a circle", "q"),
    ("q(z | x) = Normal(x, 1)\nq(x | z) = Normal(z, 1)", "circle through z", "laws of a model"),
    ("q = Pushforward(G, p)\np = Normal(0, 1)", "G", "line 1 of the toy"),
  ]) func isToldInUse(_ text: String, _ what: String, _ place: String) {
    #expect {
      let toy = try Toy.read(text, name: "test")
      let context = Context(
        toy: toy, definitions: Definitions(), point: Point(), evaluator: Evaluator())
      _ = try context.value(of: try FormulaParser().parse(#"D_{KL}(q \| q)"#))
    } throws: { error in
      let told = "\(error)"
      if !told.contains(what) || !told.contains(place) { Issue.record("\(text): \(told)") }
      return error is MeaningError
    }
  }

  @Test func loopsNest() throws {
    let text =
      "a_{i,j} = i + 10 j for i in 1..2 for j in 1..3\nb_{i,j} in (0, a_{i,j}) for i in 1..2 for j in 1..2"
    #expect(try Page(text).number(#"a_{2,3} + a_{1,2}"#).rational == 53)
    let drawn = try Toy.read(text, name: "test").points(stream: Stream(root: 1, check: "toy", purpose: "points"), count: 3)
    for point in drawn { #expect(point.values["b_2,1"]! < 12 && point.values["b_2,1"]! > 0) }
  }

  /// What an edit or `extends` overrides, and a vector that is declared and drawn, is bound once.
  @Test func overridingIsNoMistake() throws {
    let toy = try Toy.read("theta in [-1, 1]\nvector x 2\nx in R^2", name: "base")
    _ = try toy.editing("theta = 1")
    _ = try Toy.read("extends base\ntheta in [2, 3]", name: "more") { _ in toy }
  }
}

import Evidence
import Exact
import Foundation
import Testing
import Textbook

/// What a program said, and how it ended.
struct Heard: Sendable {
  var status: Textbook.ExitStatus
  var out: String
  var err: String
}

/// Hears what a program says, from whatever thread.
private final class Ear: @unchecked Sendable {
  private let lock = NSLock()
  private var said = (out: "", err: "")
  var out: String { lock.withLock { said.out } }
  var err: String { lock.withLock { said.err } }
  var console: Console {
    Console(
      out: { text in self.lock.withLock { self.said.out += text } },
      err: { text in self.lock.withLock { self.said.err += text } })
  }
}

/// A chapter whose text the test gives; its Swift side has one cell and one check.
enum Sample {
  @TaskLocal static var text = sampleChapter

  struct Plain: Chapter {
    static var page: Page { Page("sample") { Sample.text } }
  }

  struct WithSwift: Chapter {
    static var page: Page { Page("sample") { Sample.text } }
    static func cells(_ book: Book) -> [Cell] {
      Cell("sum") { out in out("1 + 1 = \(1 + 1)") }
    }
    static func checks(_ book: Book) -> [Check] {
      Check("test/mean", "The mean of three numbers", grade: .exact, scope: "three numbers") {
        compare("mean", Rational(9, 3), equals: 3)
      } foils: {
        Foil("the median") { compare("median", 2, equals: 3) }
      }
    }
    static func values(_ book: Book) -> [Value] { Value("third", Rational(1, 3)) }
  }
}

let sampleChapter = """
  ---
  title: A sample
  ---
  ```toy numbers
  "any two numbers"
  x in [-4, 4]
  y in (0, 1)
  c = 7/5
  ```

  $$ \\begin{aligned} (x+y)^2 &= x^2 + 2 x y + y^2 \\because{multiplied out} \\\\ &\\ge 4 x y \\because{a square is not negative} \\end{aligned} $$ {#eq:test/square toy="numbers"}

  ```foils test/square
  2 x y => x y | the middle term once
  ```

  $$ \\log y < y $$ {#eq:test/log toy="numbers"}

  ```foils test/log
  < => > | turned round
  ```

  $$ h := x + c $$ {#eq:test/h}

  $$ h - x = c $$ {#eq:test/h.2 toy="numbers"}

  ```foils test/h.2
  = c => = 2 c | doubled
  ```

  ```values
  h-one = h @ numbers x=1
  ```

  The value is {{h-one:/}}.

  """

func run(
  _ words: String..., text: String = sampleChapter, chapter: any Chapter.Type = Sample.Plain.self
) -> Heard {
  let ear = Ear()
  let status = Sample.$text.withValue(text) {
    ChapterProgram(chapter, console: ear.console).run(words)
  }
  return Heard(status: status, out: ear.out, err: ear.err)
}

func json(_ words: String..., text: String = sampleChapter) throws -> (Results, String) {
  let ear = Ear()
  _ = Sample.$text.withValue(text) {
    ChapterProgram(Sample.Plain.self, console: ear.console).run(words + ["--json", "-"])
  }
  return (try Results.read(Data(ear.out.utf8)), ear.out)
}

@Suite("A chapter's program") struct Programs {
  @Test("green ends with 0 and a table") func green() {
    let heard = run()
    #expect(heard.status == .green, "\(heard.out)\(heard.err)")
    #expect(heard.out.contains("✓  test/square"))
    #expect(heard.out.contains("3 passed, 0 failed"))
    #expect(heard.err.isEmpty)
    #expect(!heard.out.contains("\u{1B}"))
  }

  @Test(
    "a planted wrong formula ends with 1 and is named",
    arguments: [
      ("+ y^2 \\because", "- y^2 \\because", "test/square"),
      ("\\ge 4 x y", "\\ge 5 x y", "test/square"),
      ("\\log y < y", "\\log y < -y", "test/log"), ("h - x = c", "h - y = c", "test/h.2"),
      ("h := x + c", "h := x - c", "test/h.2"),
    ])
  func planted(old: String, new: String, label: String) {
    #expect(sampleChapter.contains(old))
    let heard = run(
      text: sampleChapter.replacingOccurrences(of: old, with: new).replacingOccurrences(
        of: "{{h-one:/}}", with: ""))
    #expect(heard.status == .notGreen, "\(heard.out)\(heard.err)")
    #expect(heard.out.contains("✗ \(label) is refuted"))
    #expect(heard.out.contains("repeat: swift run -c release sample --explain \(label)"))
  }

  @Test("a foil that is no mistake ends with 1") func idleFoil() {
    let heard = run(
      text: sampleChapter.replacingOccurrences(of: "2 x y => x y", with: "2 x y => 2 y x"))
    #expect(heard.status == .notGreen)
    #expect(heard.out.contains("“the middle term once” is not refuted but true"))
  }

  @Test(
    "wrong usage ends with 2 and says what can be said",
    arguments: [
      (["--set", "sigma=-1"], "there is no parameter sigma; there are: c, x, y"),
      (["--set", "y=-1"], "(0, 1)"), (["--set", "y=1"], "(0, 1)"), (["--set", "x=5"], "[-4, 4]"),
      (["--set", "x=nan"], "nan is no exact number"), (["--set", "x=inf"], "no exact number"),
      (["--set", "x=1e400"], "1e-300 to 1e300"), (["--set", "x=1e-400"], "1e-300 to 1e300"),
      (["--set", "x=0x10"], "no exact number"), (["--set", "x=1/0"], "no exact number"),
      (["--set", "x="], "no exact number"),
      (["--set", "x"], "NAME=VALUE"), (["--set", "=1"], "NAME=VALUE"),
      (["--set", "x=1", "--set", "x=2"], "given twice"),
      (["--set", "X=1"], "did you mean “x”"),
      (["--only", "test/sqare"], "did you mean “test/square”"),
      (["--explain", "log"], "did you mean “test/log”"),
      (["--toy", "number"], "did you mean “numbers”"),
      (["--seed", "-1"], "from 0 to 2^64 - 1"), (["--seed", "1.5"], "from 0 to 2^64 - 1"),
      (["--seed", ""], "from 0 to 2^64 - 1"), (["--digits", "-1"], "1 to 280"),
      (["--threads", "-3"], "1 to 1024"), (["--json", ""], "an empty name"),
      (["--figures", ""], "an empty name"),
      (["--seed", "99999999999999999999"], "--seed"),
      (["--digits", "0"], "1 to 280"), (["--digits", "281"], "1 to 280"),
      (["--digits", "many"], "digits"),
      (["--threads", "0"], "--threads"), (["--nonsense"], "nonsense"), (["stray"], "stray"),
      (["--json"], "json"),
    ])
  func usage(words: [String], message: String) {
    let ear = Ear()
    let status = ChapterProgram(Sample.Plain.self, console: ear.console).run(words)
    let err = ear.err
    #expect(status == .usage, "\(words): \(err)")
    #expect(err.contains(message), "\(words): \(err)")
    #expect(ear.out.isEmpty)
  }

  @Test(
    "wrong text ends with 3, with the place of each mistake",
    arguments: [
      ("2 x y + y^2", "2 x y + + y^2", "sample/chapter.md:11:"),
      ("x in [-4, 4]", "x in [-4", "sample/chapter.md:6:"),
      ("\\log y < y", "\\lgo y < y", "sample/chapter.md:17:"),
      ("2 x y => x y", "3 x y => x y", "sample/chapter.md:14:1"),
      ("= c => = 2 c", "= c => = 2 +", "sample/chapter.md:28:1"),
      ("h-one = h @ numbers x=1", "h-one = h @ numbers", "sample/chapter.md:32:1"),
      ("{{h-one:/}}", "{{h-oen}}", "did you mean “h-one”"),
      ("x=1", "z=1", "there is no parameter z"),
      ("$$ h - x = c $$", "$$ h - x $$", "no equation"),
      ("h := x + c", "h := x + c = c + x", "stands alone"),
      ("The value is", "Let $x. It takes $y$. The value is", "sample/chapter.md:35:5: this $ opens"),
      ("The value is", "Let $x$ and y$. The value is", "never closed in its paragraph"),
    ])
  func wrongText(old: String, new: String, place: String) {
    #expect(sampleChapter.contains(old))
    let heard = run(text: sampleChapter.replacingOccurrences(of: old, with: new))
    #expect(heard.status == .badText, "\(heard.out)\(heard.err)")
    #expect(heard.err.contains(place), "\(heard.err)")
  }

  /// What is compared must not have been bound to the formula with which it is compared.
  @Test(
    "a toy that binds the answer is refused",
    arguments: [
      ("D(u) = 1/(1 + exp(-u))", "D(x) = \\frac{1}{\\exp(-x) + 1}"),
      ("D(u) = 1/(1 + exp(-u))", "D(2 x) = \\frac{1}{1 + \\exp(-2 x)}"),
      ("s = x^2 + y^2", "y^2 + x^2 = s"),
      ("g(u) = u^2\nD(u) = 1 + g(u)", "D(x) = 1 + x^2"),
    ])
  func boundAnswer(binding: String, equation: String) {
    func text(_ equation: String) -> String {
      sampleChapter.replacingOccurrences(of: "c = 7/5\n", with: "c = 7/5\n\(binding)\n")
        .replacingOccurrences(of: "\\log y < y", with: equation)
    }
    let heard = run(text: text(equation))
    #expect(heard.status == .badText, "\(heard.out)\(heard.err)")
    #expect(heard.err.contains("sample/chapter.md:") && heard.err.contains("binds the answer"))
    // the same binding serves an equation that says more of it
    let other = binding.hasPrefix("s") ? "s \\ge 2 x y" : "D(x) + 0 \\cdot D(-x) = D(x)"
    #expect(!run(text: text(other)).err.contains("binds the answer"))
  }

  @Test("all mistakes of a text in one run") func allMistakes() {
    let heard = run(
      text: sampleChapter.replacingOccurrences(of: "\\log y < y", with: "\\lgo y < y")
        .replacingOccurrences(of: "2 x y => x y", with: "3 x y => x y")
        .replacingOccurrences(of: "x in [-4, 4]", with: "x in [-4"))
    #expect(heard.err.split(separator: "\n").count >= 3)
  }

  @Test(
    "the environment ends with 4, before any work",
    arguments: ["/nonexistent/results.json", "/dev", "/"])
  func environment(path: String) {
    let heard = run("--json", path)
    #expect(heard.status == .environment)
    #expect(heard.err.contains(path))
  }

  @Test("a listener that fails ends with 4") func closedOutput() {
    struct Full: Error {}
    let console = Console(out: { _ in throw Full() }, err: { _ in })
    #expect(ChapterProgram(Sample.Plain.self, console: console).run([]) != .green)
  }

  @Test("--list shows claims, toys, domains") func list() {
    let heard = run("--list")
    #expect(heard.status == .green)
    for text in [
      "test/square", "on numbers", "definition", "[-4, 4]", "(0, 1)", "constant 7/5", "h-one",
    ] {
      #expect(heard.out.contains(text), "\(text) in \(heard.out)")
    }
  }

  @Test("--help teaches") func help() {
    let heard = run("--help")
    #expect(heard.status == .green)
    for text in ["A sample", "--set theta=7/5", "EXIT STATUS", "--explain"] {
      #expect(heard.out.contains(text))
    }
  }

  @Test("--explain shows lines, reasons, foils, mutants and how to repeat") func explain() {
    let heard = run("--explain", "test/square", "--set", "x=1", "--set", "y=1/2")
    #expect(heard.status == .green, "\(heard.err)")
    for text in [
      "9/4", "multiplied out", "because", "read as", "the middle term once", "2 x y => x y",
      "off by 1/2", "mutants", "repeat:", "x = 1",
    ] {
      #expect(
        heard.out.contains(text == "off by 1/2" ? "off by 0.5" : text), "\(text) in \(heard.out)")
    }
    #expect(!heard.out.contains("test/log"))
  }

  @Test("--only, --toy, --set select") func selection() throws {
    #expect(try json("--only", "test/log").0.claims.map(\.id) == ["test/log"])
    let (results, _) = try json("--set", "x=1", "--set", "y=1/3")
    #expect(results.settings.set == ["x": "1", "y": "1/3"])
    #expect(results.claims[0].checks[0].points.map(\.parameters["x"]) == ["1"])
    let (one, _) = try json("--set", "x=1")
    #expect(Set(one.claims[0].checks[0].points.map { $0.parameters["x"] }) == ["1"])
    #expect(
      Set(one.claims[0].checks[0].points.map { $0.parameters["y"] }).count > 12,
      "the others are still drawn")
    let (constant, _) = try json("--set", "c=2")
    #expect(constant.claims.first { $0.id == "test/h" }?.verdict == .holds)
  }

  @Test("the same bytes again, on any number of threads; other bytes with another seed")
  func deterministic() throws {
    let once = try json().1
    #expect(try json().1 == once)
    #expect(try json("--threads", "1").1 == once)
    #expect(try json("--threads", "2").1 == once)
    #expect(try json("--threads", "7").1 == once)
    #expect(try json("--seed", "2").1 != once)
    #expect(!once.contains("/tmp") && !once.contains(NSHomeDirectory() + "/"))
  }

  @Test("exact arithmetic is graded exact, logarithms certified; values are exact") func grades()
    throws
  {
    let (results, _) = try json()
    let grades = Dictionary(uniqueKeysWithValues: results.claims.map { ($0.id, $0.grade) })
    // exact at the points; that it is proved for all x and y at once, in balls, takes nothing away
    #expect(grades["test/square"] == .exact && grades["test/h"] == .exact)
    #expect(results.claims.first { $0.id == "test/square" }?.kind == .derivation)
    #expect(results.claims.first { $0.id == "test/log" }?.kind == .inequality)
    #expect(results.values["h-one"]?.value == ["12/5", "12/5"])
    #expect(
      results.claims.allSatisfy { claim in claim.mutants.contains { $0.verdict == .refuted } })
  }

  @Test("--digits asks for more") func digits() throws {
    let (results, _) = try json("--digits", "60", "--only", "test/log")
    let value = try #require(results.claims[0].checks[0].points[0].lines[0].value)
    #expect(value[0].count >= 60)
  }

  @Test("twenty seeds, no false alarm") func seeds() {
    for seed in 1...20 { #expect(run("--seed", "\(seed)").status == .green, "seed \(seed)") }
  }

  @Test("a value that does not exist is an error at its place") func infinite() throws {
    let text = sampleChapter.replacingOccurrences(
      of: "h-one = h @ numbers x=1", with: "h-one = D_{KL}(\\mathcal N(0,1)\\|\\mathcal N(0,1)) @ numbers\nnone = \\log(x) @ numbers x=-1")
    let heard = run(text: text)
    #expect(heard.status == .badText)
    #expect(heard.err.contains("the value none cannot be computed"), "\(heard.err)")
    #expect(!heard.err.contains("h-one"))
  }

  @Test("--explain a definition shows it") func explainDefinition() {
    let heard = run("--explain", "test/h")
    #expect(heard.out.contains("h := x + c"), "\(heard.out)")
  }

  @Test("--seed fresh says what it drew") func fresh() {
    let heard = run("--seed", "fresh", "--only", "test/square")
    #expect(heard.err.contains("repeat with --seed "))
    #expect(heard.status == .green)
  }
}

@Suite("The Swift side") struct SwiftSide {
  let text =
    sampleChapter + "\n{{cell sum}}\n\n::: {.check #test/mean}\n:::\n\nA third is {{third}}.\n"

  @Test("cells, checks and values stand beside the text") func together() {
    let heard = run(text: text, chapter: Sample.WithSwift.self)
    #expect(heard.status == .green, "\(heard.out)\(heard.err)")
    #expect(heard.out.contains("claims settled by equations: 3; by checks in Swift: 1"))
  }

  @Test(
    "what the text asks for and Swift does not have is an error, and the other way round",
    arguments: [
      ("{{cell sum}}", "{{cell summ}}", "did you mean “sum”"),
      ("{{cell sum}}", "", "stands nowhere"),
      ("#test/mean}", "#test/men}", "did you mean “test/mean”"),
      ("::: {.check #test/mean}\n:::", "", "stands nowhere"),
      ("{{third}}", "{{thrid}}", "did you mean “third”"),
    ])
  func names(old: String, new: String, message: String) {
    let heard = run(
      text: text.replacingOccurrences(of: old, with: new), chapter: Sample.WithSwift.self)
    #expect(heard.status == .badText)
    #expect(heard.err.contains(message), "\(heard.err)")
  }
}

import Foundation
import Testing
import Textbook

/// A chapter that is right; each test breaks one thing in it.
let rightChapter = """
  ---
  title: A chapter
  question: Does it read?
  needs: [probability densities, expectation]
  ---
  # A chapter

  Prose with $x^2$, a value {{two}} and {{two:6}}, `code {{not}}` and \\$5.

  ```toy numbers
  "any number"
  x in [-4, 4]
  ```

  $$ x + x = 2 x $$ {#eq:test/double toy="numbers" sources="S0 §1; S1:7"}

  ```foils test/double
  2 x => 3 x   | three for two
  = x + x = x | p(x|z) forgotten
  toy: x = 0 | degenerate
  ```

  ```values
  two = 1 + 1
  four = x + x   @ numbers x=2
  ```

  ::: {.question}
  Why?
  :::

  {{cell double}}

  ![The caption says {{four:%}}.](figure:curve){#fig:curve width=90%}

  ```swift
  let unread = "{{anything}} $ goes"
  ```

  """

func read(_ text: String) throws -> ChapterText {
  try ChapterText.read(Array(text.utf8), file: "chapter.md")
}

/// The problems of a text as "line:column message".
func problems(_ text: String) -> [String] { problems(Array(text.utf8)) }
func problems(_ bytes: [UInt8]) -> [String] {
  do throws(Problems) { _ = try ChapterText.read(bytes, file: "c") } catch {
    return error.all.map { "\($0.position) \($0.message)" }
  }
  return []
}

@Suite("The text of a chapter") struct Reading {
  @Test("everything the program reads") func blocks() throws {
    let chapter = try read(rightChapter)
    #expect(chapter.front.title == "A chapter")
    #expect(chapter.front.needs == ["probability densities", "expectation"])
    #expect(chapter.toys.map(\.name) == ["numbers"])
    #expect(chapter.toys[0].line == 11)
    #expect(chapter.toys[0].text == "\"any number\"\nx in [-4, 4]")
    let equation = try #require(chapter.equations.first)
    #expect(
      equation.label == "test/double" && equation.latex == "x + x = 2 x"
        && equation.status == .checked)
    #expect(equation.start == Position(line: 15, column: 4))
    #expect(equation.sources == ["S0 §1", "S1:7"])
    #expect(
      chapter.foils[0].foils.map(\.edit) == [
        .replace(old: "2 x", new: "3 x", occurrence: nil), .whole("x + x = x"), .toy("x = 0"),
      ])
    #expect(
      chapter.foils[0].foils.map(\.mistake) == ["three for two", "p(x|z) forgotten", "degenerate"])
    #expect(chapter.values.map(\.name) == ["two", "four"])
    #expect(chapter.values[1].latex == "x + x" && chapter.values[1].fixed == [["x", "2"]])
    #expect(chapter.values[1].start == Position(line: 25, column: 8))
    #expect(chapter.cells.map(\.name) == ["double"])
    #expect(chapter.figures.map(\.name) == ["curve"])
    #expect(chapter.placeholders.map(\.name) == ["two", "two", "four"])
    #expect(chapter.placeholders.map(\.format) == [nil, "6", "%"])
  }

  @Test("placeholders are replaced, code is left alone") func replacing() throws {
    let chapter = try read(rightChapter)
    let prose = chapter.blocks.compactMap { if case .prose(let p) = $0 { p } else { nil } }
    let text = prose.map { $0.replacing { "<\($0.name)>" } }.joined()
    #expect(text.contains("a value <two> and <two>, `code {{not}}`"))
    #expect(text.contains("{{anything}} $ goes"))
  }

  @Test("CRLF, CR and a byte-order mark change nothing") func lineEnds() throws {
    let right = try read(rightChapter)
    let crlf = try read("\u{FEFF}" + rightChapter.replacingOccurrences(of: "\n", with: "\r\n"))
    let cr = try read(rightChapter.replacingOccurrences(of: "\n", with: "\r"))
    #expect(crlf.programText == right.programText && cr.programText == right.programText)
    #expect(crlf.equations == right.equations && crlf.toys == right.toys)
  }

  @Test("prose and place do not touch the program's text; toys, equations, foils and values do")
  func cacheKey() throws {
    let key = try read(rightChapter).programText
    for (old, new) in [
      ("Prose with", "More prose\n\nand with"), ("Why?", "Why not?"),
      ("# A chapter", "# Another heading"), ("width=90%", "width=50%"),
    ] {
      #expect(
        try read(rightChapter.replacingOccurrences(of: old, with: new)).programText == key, "\(old)"
      )
    }
    for (old, new) in [
      ("[-4, 4]", "[-4, 5]"), ("= 2 x $$", "= x 2 $$"), ("=> 3 x", "=> 4 x"), ("x=2", "x=3"),
      ("two = 1 + 1", "two = 2"), ("sources=", "scope="),
    ] {
      #expect(
        try read(rightChapter.replacingOccurrences(of: old, with: new)).programText != key, "\(old)"
      )
    }
  }

  @Test(
    "what is wrong is found at its place",
    arguments: [
      ("toy=\"numbers\"", "toy=\"numbrs\"", "15:19", "did you mean “numbers”"),
      ("```foils test/double", "```foils test/duble", "17:1", "did you mean “test/double”"),
      ("sources=", "sorces=", "15:19", "did you mean “sources”"),
      (" {#eq:test/double toy=\"numbers\" sources=\"S0 §1; S1:7\"}", "", "15:1", "no label"),
      ("2 x $$ {", "2 x {", "15:1", "never closed"),
      ("```values", "```valeus", "8:22", ""),
      ("Prose with $x^2$", "Prose with $x^2", "8:12", "never closed"),
      ("{{two:6}}", "{{two:six}}", "8:39", "unknown format"),
      ("{{two:6}}", "{{two:6}", "8:39", "never closed"),
      ("::: {.question}", "::: {.question", "28:5", "never closed"),
      ("Why?\n:::", "Why?", "28:1", "never closed"),
      ("# A chapter", ":::", "6:1", "closes nothing"),
      ("toy: x = 0 | degenerate", "toy: x = 0", "20:1", "mistake in words"),
      ("2 x => 3 x", "2 x -> 3 x", "18:1", "a foil is old => new"),
      ("toy numbers", "toy", "10:1", "one name"),
      ("title: A chapter", "titel: A chapter", "1:1", "no title"),
      ("x=2", "x", "25:1", "values to fix"),
      ("){#fig:curve width=90%}", ")", "34:1", "no label"),
      (
        "(figure:curve){#fig:curve width=90%}", "(figure:curve){#fig:curve", "34:46", "never closed"
      ),
      ("#eq:test/double", "#eq:test/double status=defintion", "15:19", "did you mean “definition”"),
    ])
  func broken(old: String, new: String, place: String, message: String) {
    #expect(rightChapter.contains(old))
    let text = rightChapter.replacingOccurrences(of: old, with: new)
    let found = problems(text)
    if message.isEmpty {  // a fence with another word is code: its values are missing, the rest is fine
      #expect(found.isEmpty)
    } else {
      #expect(found.contains { $0.hasPrefix(place + " ") && $0.contains(message) }, "\(found)")
    }
  }

  @Test("an unclosed fence is told at its first line") func fence() {
    let text = rightChapter.replacingOccurrences(
      of: "let unread = \"{{anything}} $ goes\"\n```\n", with: "let unread\n")
    #expect(problems(text) == ["36:1 this fence is never closed; end it with a line ```"])
  }

  @Test("bad UTF-8 is told with its byte offset") func badBytes() {
    var bytes = Array("# A\n\nab".utf8)
    bytes += [0xC3, 0x28] + Array("cd".utf8) + [0xFF]
    let found = problems(bytes)
    #expect(found.count == 2)
    #expect(found[0] == "3:3 this is not UTF-8 at byte offset 7; save the file as UTF-8")
    #expect(found[1].contains("byte offset 11"))
  }

  @Test(
    "control and bidirectional characters are refused",
    arguments: ["\u{0}", "\u{202E}", "\u{2066}", "\u{7}", "\u{200F}"])
  func invisible(character: String) {
    #expect(problems("# A\n\nab\(character)c").first?.hasPrefix("3:3 ") == true)
  }

  @Test("all errors of a file in one run") func all() {
    let text = rightChapter.replacingOccurrences(of: "toy=\"numbers\"", with: "toy=\"numbrs\"")
      .replacingOccurrences(of: "```foils test/double", with: "```foils test/duble")
      .replacingOccurrences(of: "# A chapter", with: ":::")
    #expect(problems(text).count >= 3)
  }

  @Test("doubles: also composed against decomposed, and by case") func doubles() {
    let toy = { (name: String) in "```toy \(name)\nx in R\n```\n" }
    #expect(
      problems("# A\n" + toy("caf\u{E9}") + toy("cafe\u{301}")).contains {
        $0.contains("already used")
      })
    #expect(
      problems("# A\n" + toy("a") + toy("A")).contains { $0.contains("already used on line 2") })
    let equation = "$$ 1 = 1 $$ {#eq:a/b status=cited}\n"
    #expect(
      problems(equation + equation).contains {
        $0.hasPrefix("2:") && $0.contains("already used on line 1")
      })
  }

  @Test("a checked equation needs a foil, a headline three") func foils() {
    #expect(problems("$$ 1 = 1 $$ {#eq:a/b}").contains { $0.contains("0 of 1 foils") })
    let headline = rightChapter.replacingOccurrences(
      of: "#eq:test/double", with: "#eq:test/double headline")
    #expect(problems(headline).isEmpty)
    #expect(
      problems(headline.replacingOccurrences(of: "toy: x = 0 | degenerate\n", with: "")).contains {
        $0.contains("2 of 3 foils")
      })
    #expect(problems("$$ 1 = 1 $$ {#eq:a/b status=cited}").isEmpty)
    #expect(problems("$$ m := 1 $$ {#eq:a/b}").isEmpty)
  }

  @Test("an empty chapter is an error") func empty() {
    #expect(!problems("").isEmpty)
    #expect(!problems("   \n\n").isEmpty)
  }

  @Test("labels of a claim") func labels() {
    #expect(EquationBlock.claim(of: "gan/value-js.2") == "gan/value-js")
    #expect(EquationBlock.claim(of: "gan/value-js") == "gan/value-js")
    #expect(EquationBlock.claim(of: "div/w1.b") == "div/w1.b")
  }

  @Test("ten thousand nested brackets, blocks and braces do not end the program") func deep() {
    #expect(!problems(String(repeating: "::: {.a}\n", count: 10_000)).isEmpty)
    _ = problems(String(repeating: "{", count: 10_000))
    _ = problems(String(repeating: "{{", count: 10_000) + "\n$")
    _ = problems("$$ " + String(repeating: "(", count: 10_000) + " $$ {#eq:a/b status=cited}")
  }

  @Test("cutting a chapter anywhere is an error with a place, or still a chapter") func truncated()
  {
    let bytes = Array(rightChapter.utf8)
    for end in stride(from: 0, to: bytes.count, by: 3) { _ = problems(Array(bytes[..<end])) }
  }

  @Test("the nearest name") func nearestName() {
    #expect(
      nearest(to: "two-gausians", among: ["two-gaussians", "three-points"]) == "two-gaussians")
    #expect(nearest(to: "value-js", among: ["gan/value-js", "gan/d"]) == "gan/value-js")
    #expect(nearest(to: "zebra", among: ["two-gaussians", "three-points"]) == nil)
    #expect(nearest(to: "tetha", among: ["a", "alpha", "eta", "theta"]) == "theta")
    #expect(nearest(to: "θ", among: ["a", "theta"]) == nil, "a letter is near to nothing else")
    #expect(nearest(to: "X", among: ["x", "y"]) == "x")
  }
}

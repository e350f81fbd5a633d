import Audit
import Testing

/// Where the mathematics of a document is found, and what is passed over.
@Suite struct ReadingTests {
  // MARK: dress

  @Test(arguments: [
    "$$ \\boxed{2 + 2 = 4} $$", "$$ \\boxed{ \\frac{4}{2} = 2 }. $$", "$$ \\boxed{4} = 2 + 2 $$",
    "\\begin{align} 2 + 2 &= 4 \\\\ \\intertext{so that, with $a$ as {before},} 4 &= 2^2 \\end{align}",
    "$$ 2 x = 2 x + 3 + \\text{const.} $$",
  ])
  func whatDressesAFormulaStatesNothing(_ text: String) throws {
    let sheet = "```toy t\nx in [1, 2]\n```"
    let right = try audit(text, sheet)
    #expect(!right.verdicts.isEmpty && right.verdicts.allSatisfy { $0 == .holds }, "\(right.equations)")
    let wrong = try audit(text.replacing("2 + 2", with: "3 + 2").replacing("\\frac{4}", with: "\\frac{6}").replacing("= 2 x", with: "= 3 x"), sheet)
    #expect(wrong.verdicts.contains(.wrong), "\(wrong.equations)")
  }

  @Test func everyKindOfDisplayIsFoundWithItsLine() throws {
    let report = try audit(
      """
      $$ 1 = 1 $$
      \\[ 2 = 2 \\]
      \\begin{equation}
      3 = 3
      \\end{equation}
      - item
        $$
        4 = 4
        $$
      \\begin{align*} 5 &= 5 \\\\ 6 &= 6 \\end{align*}
      """)
    #expect(report.lines == [1, 2, 3, 8, 10, 10])
    #expect(report.verdicts.allSatisfy { $0 == .holds })
  }

  @Test(arguments: [
    "```\n$$ 1 = 2 $$\n```", "~~~ text\n$$ 1 = 2 $$\n~~~", "`$$ 1 = 2 $$`", "<!-- $$ 1 = 2 $$ -->",
    "it costs \\$$ 5 = 6",
    "---\ntitle: $$ 1 = 2 $$\n---\n", "from $5 and up to $6 = 7 dollars",
  ])
  func whatIsNoMathematicsIsPassedOver(_ text: String) throws {
    #expect(try audit(text, inline: true).equations.isEmpty)
  }

  @Test func commentsAndVerbatimOfLaTeXArePassedOver() throws {
    let text =
      "% $$1 = 2$$\n\\begin{verbatim}$$1 = 2$$\\end{verbatim}\n\\verb|$1 = 2$|\n$$ 3 = % half\n 3 $$"
    let report = try audit(text, name: "notes.tex")
    #expect(report.lines == [4])
    #expect(report.verdicts == [.holds])
  }

  @Test func formulasInALineAreReadOnRequest() throws {
    let text = "Since $1 = 1$ and $x$ and $$2 = 2$$ among words, \\(3 = 3\\).\n\n$$ 4 = 4 $$"
    #expect(try audit(text).lines == [3])
    #expect(try audit(text, inline: true).equations.map(\.column) == [8, 29, 52, 4])
  }

  @Test func aDollarBehindABackslashInAParenthesisIsProse() throws {
    let report = try audit("the output \\($$2 = 2$$\\) of it", inline: true)
    #expect(report.equations.map(\.latex) == ["2 = 2"])
  }

  @Test func displaysThatBeginWithARelationGoOn() throws {
    let report = try audit("$$ 2 = 1 + 1 $$\n\n$$ = 3 - 1 $$\n\n$$ = 4 $$")
    #expect(report.equations.count == 1)
    #expect(report.equations[0].steps.map(\.verdict) == [.holds, .holds, .wrong])
    #expect(report.equations[0].steps.map(\.line) == [1, 3, 5])
  }

  @Test func dotsInAChainAreSteppedOver() throws {
    #expect(try verdict(of: "2 = \\dots = 3").verdict == .wrong)
    #expect(try verdict(of: "2 = \\dots = 1 + 1").verdict == .holds)
  }

  @Test func linesOfAnExtractAreThoseOfTheOriginal() throws {
    let report = try audit(
      "<!-- line 61 -->\n$$\n1 = 2\n$$\n\n<!-- line 99:7 -->\n$3 = 3$", inline: true)
    #expect(report.lines == [62, 99])
    #expect(report.equations[1].column == 8)
  }

  @Test func placesInMessagesArePlacesOfTheDocument() throws {
    let report = try audit("words\n$$ a = \\frac{1}{ $$\n")
    #expect(report.verdicts == [.notUnderstood])
    #expect(report.equations[0].place?.hasPrefix("2:") == true)
  }

  @Test func marksWithoutAPartnerAreRemarks() throws {
    let report = try audit("$$ 1 = 2\n\nwords\n\n\\[ 3 = 4\n\n$$ 5 = 5 $$")
    #expect(report.verdicts == [.holds])
    #expect(report.remarks.map(\.line) == [1, 5])
  }

  @Test func missingBracketsAreReadAndSaid() throws {
    let equation = try verdict(
      of: "\\mathbb{E}_{x \\sim p_d}[\\log p_d(x) - \\log p_g(x) = D_{KL}(p_d \\| p_g)")
    #expect(
      equation.verdict == .notUnderstood, "a bracket that is open across a relation is not guessed")
    let other = try verdict(
      of: "\\mathbb{E}_{x \\sim p_d}[\\log \\frac{p_d(x)}{p_g(x)}] = D_{KL}(p_d \\| (p_g)")
    #expect(other.verdict == .holds)
    #expect(other.remarks.contains { $0.contains("bracket is missing") })
  }

  @Test func headingsScopeAToy() throws {
    let scoped =
      "## Part {under=\"Two\"}\n```toy two\na = 2\n```\n## Rest {lines=\"1-2\"}\n```toy one\na = 1\n```"
    let report = try audit(
      "# One\n$$ a = 1 $$\n# Two\n$$ a = 2 $$\n## Sub\n$$ a = 2 $$\n# Three\n$$ 1 + a = 2 $$",
      scoped)
    #expect(report.verdicts == [.holds, .holds, .holds, .unbound])
  }

  // MARK: headings and lines

  @Test(arguments: [
    ("Schr\\\"odinger", "Schrödinger"), ("Schr\\\"{o}dinger", "Schrödinger"), ("Poincar\\'e", "Poincaré"),
    ("\\v{S}id\\'ak", "Šidák"), ("Erd\\H{o}s", "Erdős"), ("Gau\\ss{} laws", "Gauß laws"), ("\\O rsted", "Ørsted"),
    ("Na\\\"\\i ve", "Nai\u{308}ve"), ("fa\\c{c}ade", "façade"), ("\\L{}ojasiewicz", "Łojasiewicz"),
  ]) func aHeadingIsNamedAsItIsRead(_ printed: String, _ name: String) throws {
    let sheet = "## A {under=\"\(name)\"}\n```toy t\na = 2\n```"
    let text = "\\section{First}\n$$ a = 3 $$\n\\section{\(printed)}\n$$ a = 3 $$"
    #expect(try audit(text, sheet, name: "notes.tex").verdicts == [.definition, .wrong], "\(printed)")
  }

  @Test(arguments: ["ü", "€", "word "]) func aLongHeadingIsCutBehindAWholeWord(_ unit: String) throws {
    let title = "a" + String(repeating: unit, count: 1500)
    let sheet = "## A {under=\"\(title.prefix(400))\"}\n```toy t\na = 2\n```"
    #expect(try audit("# \(title)\n\n$$ a = 3 $$", sheet).verdicts == [.wrong])
    #expect(try audit("\\section{\(title)}\n\n$$ a = 3 $$", sheet, name: "notes.tex").verdicts == [.wrong])
  }

  @Test func aDocumentWithoutDisplaysIsReadInItsLines() throws {
    #expect(try audit("We have $1 + 1 = 2$ and $1 + 1 = 3$.").verdicts == [.holds, .wrong])
    #expect(try audit("We have $1 + 1 = 2$.\n\n$$ 1 = 2 $$").verdicts == [.wrong])
    #expect(try audit("It costs $5 and $6.").equations.isEmpty)
  }
}

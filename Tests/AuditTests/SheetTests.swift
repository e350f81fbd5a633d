import Audit
import Testing

/// What a sheet may hold, and how its mistakes are named.
@Suite struct SheetTests {
  @Test(arguments: [
    ("```toy\na = 1\n```", 1, "one name"),
    ("```toy t\na = 1\n```\n```toy t\n```", 4, "already"),
    ("\n```toy t\na == 1 1\n```", 3, ""),
    ("```toy t\nextends u\n```", 2, "no toy u"),
    ("```toys\n```", 1, "no block toys"),
    ("```aliases\np_d p_g\n```", 2, "=>"),
    ("```definitions\n1 := 2\n```", 2, ""),
    ("```roles\n12 loss in m\n```", 2, "line | role"),
    ("```roles\n\n12 | value\n```", 3, "no role"),
    ("```roles\nx | condition\n```", 2, "line of its formula"),
    ("```roles\n9223372036854775807 | condition\n```", 2, "line of its formula"),
    ("```roles\n12#9223372036854775807 | condition\n```", 2, "number"),
    ("```roles\n12#x | condition\n```", 2, "number"),
    ("```roles\n12 | value of \\frac{1}{\n```", 2, "cannot be read"),
    ("```roles\n12 | loss in\n```", 2, "no role"),
    ("```roles\n12 | tends to 0\n```", 2, "as T"),
    ("# A {lines=\"5-3\"}", 1, "5-3"),
    ("# A {line=\"5\"}", 1, "not line"),
    ("# A {lines=\"5}", 1, "never closed"),
    ("```toy t\na = 1", 1, "never closed"),
  ])
  func mistakesAreNamedAtTheirLine(_ text: String, _ line: Int, _ words: String) throws {
    let error = #expect(throws: SheetError.self) { try sheet(text) }
    #expect(error?.problems.first?.place.line == line)
    #expect(
      words.isEmpty || error?.problems.first?.message.contains(words) == true,
      "\(error?.description ?? "")")
  }

  @Test func allMistakesAreNamedAtOnce() throws {
    let error = #expect(throws: SheetError.self) {
      try sheet("```toys\n```\n```aliases\nx\n```\n```roles\nx\n```")
    }
    #expect(error?.problems.map(\.place.line) == [1, 4, 7])
  }

  @Test func aliasesAreAppliedMarkByMark() throws {
    let toys = sheetText + "\n```aliases\np_{data} => p_d\n\\mathbb{D} => D\nE => \\mathbb{E}\n```"
    for formula in ["p_{ data }", "p_{data}"] {
      #expect(
        try verdict(
          of:
            "\\mathbb{D}_{KL}(\(formula) \\| p_g) = E_{x\\sim \(formula)}[\\log \\frac{\(formula)(x)}{p_g(x)}]",
          toys
        ).verdict == .holds)
    }
    // what already reads so is left alone
    #expect(
      try verdict(
        of: "D_{KL}(p_d \\| p_g) = \\mathbb{E}_{x\\sim p_d}[\\log \\frac{p_d(x)}{p_g(x)}]", toys
      ).verdict == .holds)
  }

  @Test func aRoleWithoutAFormulaIsARemark() throws {
    let report = try audit("$$ 1 = 1 $$", "```roles\n7 | condition\n```")
    #expect(report.remarks.map(\.inSheet) == [true])
    #expect(report.remarks[0].line == 2)
  }

  @Test func rolesFindTheirFormulaByNumberAndByWords() throws {
    let roles = "```roles\n1#2 | condition\n3 \"b = 7\" | condition\n4 \"two = 2\" | condition\n```"
    let report = try audit(
      "$1 = 2$ and $3 = 4$\n\n$a = 6$ $b = 7$\nplain two = 2 words", roles, inline: true)
    #expect(report.verdicts == [.wrong, .noClaim, .definition, .noClaim, .noClaim])
    #expect(report.equations.last?.kind == "text")
  }

  @Test func bindingsOutsideOfABlockAreRefused() throws {
    let error = try #require(throws: SheetError.self) {
      try sheet("# Letters\n\np_d = Normal(0, 1)\nx in R\n")
    }
    #expect(error.problems.first?.message.contains("```toy NAME") == true)
    #expect(try sheet("\n").name == "toys.md")
    #expect(throws: SheetError.self) { try sheet("```toys\nx in R\n```") }
  }
}

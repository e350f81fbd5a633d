import Audit
import Testing

/// The macros of a document are written out, and those that never end are said so.
@Suite struct MacroTests {
  @Test(arguments: [
    ("\\newcommand{\\half}{\\frac{1}{2}}", "\\half + \\half = 1"),
    ("\\newcommand\\of[2]{\\frac{#1}{#2}}", "\\of{4}{2} = 2"),
    ("\\newcommand{\\pow}[2][2]{#2^{#1}}", "\\pow{3} = 9, \\pow[3]{2} = 8"),
    ("\\def\\twice#1{2 \\cdot #1}", "\\twice 3 = 6"),
    ("\\DeclareMathOperator{\\lg}{log}", "\\lg 1 = 0"),
    ("\\newcommand{\\a}{\\b}\n\\newcommand{\\b}{2}", "\\a = 2"),
    ("\\renewcommand{\\epsilon}{7}", "\\epsilon = 7"),
    ("\\newcommand{\\half}{\\frac12}\\let\\h\\half", "\\h + \\h = 1"), ("\\let \\lg = \\log", "\\lg 1 = 0"),
    ("\\NewDocumentCommand{\\of}{m m}{\\frac{#1}{#2}}", "\\of{4}{2} = 2"),
    ("\\NewDocumentCommand\\pow{O{2} m}{#2^{#1}}", "\\pow{3} = 9, \\pow[3]{2} = 8"),
    ("\\RenewDocumentCommand{\\epsilon}{}{7}", "\\epsilon = 7"),
  ])
  func areExpanded(_ definition: String, _ formula: String) throws {
    let right = try audit("\(definition)\n\n$$ \(formula) $$")
    #expect(right.verdicts.allSatisfy { $0 == .holds } && !right.verdicts.isEmpty)
    let wrong = try audit("\(definition)\n\n$$ \(formula) + 1 $$")
    #expect(wrong.verdicts.contains(.wrong))
  }

  @Test func inMathematicsAreNotRead() throws {
    let report = try audit("$$ \\newcommand{\\half}{\\frac12} $$\n\n$$ \\half = 0.5 $$")
    #expect(report.verdicts == [.holds])
    #expect(report.lines == [3])
  }

  @Test(arguments: [
    "\\newcommand{\\a}{\\a}", "\\newcommand{\\a}{\\b}\\newcommand{\\b}{\\a}",
    "\\newcommand{\\a}[1]{\\a{#1#1}}",
    "\\def\\a{\\b\\b\\b\\b\\b\\b\\b\\b}\\def\\b{\\c\\c\\c\\c\\c\\c\\c\\c}\\def\\c{\\e\\e\\e\\e\\e\\e\\e\\e}\\def\\e{\\f\\f\\f\\f\\f\\f\\f\\f\\f}\\def\\f{xxxxxxxx}",
  ])
  func thatNeverEndAreSaid(_ definition: String) throws {
    let report = try audit("\(definition)\n\n$$ 1 = \\a{1} $$\n\n$$ 1 = 1 $$")
    #expect(report.verdicts == [.notUnderstood, .holds])
    let limits = ["expand without end", "calls more than 2000 macros", "(50000 bytes)"]
    let reason = report.equations[0].reason ?? ""
    #expect(limits.contains { reason.contains($0) }, "\(reason)")
    #expect(
      report.equations[0].place == "3:8" || report.equations[0].place == "1:1"
        || report.equations[0].place != nil)
  }
}

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
    ("\\let\\old\\log\\renewcommand{\\log}{\\old\\,}", "\\log(1) = 0"),
    ("\\newcommand{\\f}[1]{#1^2}\\let\\g\\f\\renewcommand{\\f}[1]{#1^3}", "\\g{2} = 4, \\f{2} = 8"),
    ("\\def\\a{1}\\def\\b{2}\\let\\c\\a\\let\\a\\b\\let\\b\\c", "\\a = 2, \\b = 1"),
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

  @Test func aSwapIsACopy() throws {
    let sheet = "```toy t\nphi = 1\nvarphi = 2\n```"
    let swap = "\\let\\temp\\phi\\let\\phi\\varphi\\let\\varphi\\temp\n\n"
    let text = "$$ \\phi + 1 = 3 $$\n\n$$ \\varphi + 1 = 2 $$\n\n$$ \\phi + 1 = 2 $$"
    #expect(try audit(swap + text, sheet).verdicts == [.holds, .holds, .wrong])
    #expect(try audit(text, sheet).verdicts == [.wrong, .wrong, .holds])
  }

  @Test(arguments: [
    ("\\newcommand{\\a}{\\a}", "\\a stands 20 macros deep"),
    ("\\newcommand{\\a}{\\b}\\newcommand{\\b}{\\a}", "\\a stands 20 macros deep"),
    ("\\newcommand{\\a}[1]{\\a{#1#1}}", "\\a stands 20 macros deep"),
    (
      "\\def\\a{\\b\\b\\b\\b\\b\\b\\b\\b}\\def\\b{\\c\\c\\c\\c\\c\\c\\c\\c}"
        + "\\def\\c{\\e\\e\\e\\e\\e\\e\\e\\e}\\def\\e{\\f\\f\\f\\f\\f\\f\\f\\f}\\def\\f{xxxxxxxx}",
      "calls more than 2000 macros"
    ),
    (
      "\\def\\a{\\b\\b\\b\\b\\b\\b\\b\\b\\b\\b}\\def\\b{\\c\\c\\c\\c\\c\\c\\c\\c\\c\\c}"
        + "\\def\\c{" + String(repeating: "x", count: 1_000) + "}",
      "beyond what is read of one formula"
    ),
  ])
  func thatNeverEndAreSaid(_ definition: String, _ fault: String) throws {
    let report = try audit("\(definition)\n\n$$ 1 = \\a{1} $$\n\n$$ 1 = 1 $$")
    #expect(report.verdicts == [.notUnderstood, .holds])
    let reason = report.equations[0].reason ?? ""
    #expect(reason.contains(fault), "\(reason)")
    #expect(report.equations[0].place != nil)
  }
}

import Audit
import SplitMix
import Testing

/// Text by strangers: whatever it is, an answer comes, soon, and names the place.
@Suite struct RobustnessTests {
  private func seconds(_ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let time = try clock.measure(body)
    return Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
  }

  @Test func badUTF8IsNamed() throws {
    let bytes = Array("$$ a = ".utf8) + [0xFF, 0xC0, 0x80] + Array(" $$\n\n$$ 1 = 1 $$".utf8)
    let report = try audit(bytes: bytes)
    #expect(report.verdicts == [.notUnderstood, .holds])
    #expect(report.equations[0].place?.hasPrefix("1:") == true)
  }

  @Test func lookAlikesAreNamed() throws {
    // a Cyrillic а, a zero-width space
    for text in ["$$ \u{430} = 1 $$", "$$ 1 = 1\u{200B} $$"] {
      let report = try audit(text)
      #expect(report.verdicts == [.notUnderstood])
      #expect(report.equations[0].place != nil)
    }
  }

  @Test(arguments: [
    "{", "(", "[", "\\left(", "\\frac{1}{", "\\begin{aligned}", "\\sqrt{", "x_{", "|",
    "\\mathbb{E}[",
  ])
  func deepNestingIsRefused(_ open: String) throws {
    let text = "$$ 1 = " + String(repeating: open, count: 10_000) + " $$"
    var verdicts: [AuditVerdict] = []
    let time = try seconds { verdicts = try audit(text).verdicts }
    #expect(verdicts.allSatisfy { $0 == .notUnderstood })
    #expect(time < 20)
  }

  @Test func tenMegabytesOfProseAreRead() throws {
    let line =
      "Some words with a $ dollar, a \\[ bracket, a `tick and a <!-- mark, {braces, \\begin{equation} and \\newcommand{\n"
    let bytes = Array(String(repeating: line, count: 10_000_000 / line.utf8.count).utf8)
    #expect(try seconds { _ = try audit(bytes: bytes, inline: true) } < 60)
  }

  @Test func tenMegabytesOfOneFormulaAreRefused() throws {
    let report = try audit(
      bytes: Array("$$ 1 = ".utf8) + Array(repeating: UInt8(ascii: "x"), count: 10_000_000)
        + Array(" $$".utf8))
    #expect(report.verdicts == [.notUnderstood])
    #expect(report.equations[0].reason?.contains("limit") == true)
  }

  @Test func manyFormulasAreJudged() throws {
    let text = (0..<5_000).map { "$$ \($0) = \($0) $$" }.joined(separator: "\n\n")
    var verdicts: [AuditVerdict] = []
    let time = try seconds { verdicts = try audit(text, "").verdicts }
    #expect(verdicts.count { $0 == .holds } == 5_000)
    #expect(time < 30)
  }

  @Test func randomDamageNeverStopsIt() throws {
    let seedText = """
      \\newcommand{\\E}{\\mathbb{E}} # One
      $$ \\begin{aligned} D(x) &= \\frac{p_d(x)}{p_d(x)+p_g(x)} \\\\ &\\le 1 \\end{aligned} $$ and $x = \\E_{x \\sim p_d}[x]$
      ```
      code
      ```
      \\[ D_{KL}(p_d \\| p_g) = \\sum_{x} p_d(x) \\log \\tfrac{p_d(x)}{p_g(x)} \\] <!-- line 7 -->
      """
    let marks: [UInt8] = Array("\\{}[]()$&_^|%#`<>-!= \n".utf8) + [0xFF, 0x00, 0xE2]
    var random = SplitMix(seed: 11)
    for _ in 0..<150 {
      var bytes = Array(seedText.utf8)
      for _ in 0..<(1 + Int(random.next() % 6)) {
        let at = Int(random.next() % UInt64(bytes.count))
        let mark = marks[Int(random.next() % UInt64(marks.count))]
        switch random.next() % 3 {
        case 0: bytes[at] = mark
        case 1: bytes.insert(mark, at: at)
        default: bytes.remove(at: at)
        }
      }
      let report = try audit(bytes: bytes, inline: true)
      for equation in report.equations where equation.verdict == .notUnderstood {
        #expect(equation.reason?.isEmpty == false)
      }
    }
  }

  @Test func damagedSheetsAreRefusedOrRead() throws {
    var random = SplitMix(seed: 5)
    let marks = Array("\\{}[]()=|#`~,;:\"\n".utf8)
    for _ in 0..<300 {
      var bytes = Array(
        (sheetText + "\n# A {lines=\"1-2\"}\n```roles\n12#1 | loss in m, least at m = x\n```").utf8)
      for _ in 0..<3 {
        bytes[Int(random.next() % UInt64(bytes.count))] =
          marks[Int(random.next() % UInt64(marks.count))]
      }
      do { _ = try sheet(String(decoding: bytes, as: UTF8.self)) } catch let error as SheetError {
        #expect(!error.problems.isEmpty && error.problems.allSatisfy { $0.place.line >= 1 })
      }
    }
  }

  /// Ten megabytes of anything: an answer in seconds, as the work grows with the length alone. No
  /// clock is asked: it counts what a test waits for others.
  @Test(arguments: [
    "\n", "$", "{", "\\frac", "\\[", "\\[$ ", "\\begin{align}", "\\begin{align}x\\end{align}", "`", "# h\n",
    "$x=1$ ", "$$1=1$$\n\n", "\\newcommand{\\a}{b}\n", "\\def\\a{\\a\\a}", "<!-- line 3 -->\n", "word ",
  ])
  func tenMegabytesOfOneThing(_ mark: String) throws {
    let bytes = Array(String(repeating: mark, count: 10_000_000 / mark.utf8.count).utf8)
    for name in ["notes.md", "notes.tex"] {
      let report = try audit(bytes: bytes, inline: true, name: name)
      #expect(report.equations.count <= 20_000, "\(name)")
    }
  }

  @Test func aLongLineHasItsColumns() throws {
    let text = String(repeating: "é ", count: 100_000) + "$1 = 2$ " + String(repeating: "x", count: 3_000)
    let equation = try #require(try audit(text, inline: true).equations.first)
    #expect((equation.line, equation.column) == (1, 200_002))
  }

  @Test func moreFormulasThanABookHoldsAreNotRead() throws {
    let text = String(repeating: "$1=1$ ", count: 20_010)
    let report = try audit(text, inline: true)
    #expect(report.equations.count == 20_000)
    #expect(report.remarks.map(\.message).contains { $0.contains("not read") })
    #expect(report.remarks.first?.column == 120_002)
  }

  @Test func manyNamesOfOneFamilyAreFound() throws {
    let text = (0..<15_000).map { "$$ x_{\($0)} = \($0) $$" }.joined(separator: "\n\n") + "\n\n$$ x_{7} + x_{8} = 15 $$"
    let report = try audit(text, "")
    #expect(report.verdicts.last == .holds)
  }

  @Test func oneDisplayOfThousandsOfRowsStopsThereToo() throws {
    let align = "\\begin{align}" + String(repeating: "1&=1\\\\", count: 8_000) + "1&=1\\end{align}"
    let report = try audit(Array(repeating: align, count: 3).joined(separator: "\n\n"), "")
    #expect(report.equations.count == 20_000)
    #expect(report.remarks.count { $0.message.contains("not read") } == 1)
    #expect(report.remarks.first?.line == 5)
  }

  @Test func aDisplayOfThirtyThousandRowsIsBounded() throws {
    let rows = String(repeating: "1 &= 1 \\\\\n", count: 30_000)
    let report = try audit("\\begin{align}\n" + rows + "1 &= 1\n\\end{align}", "")
    #expect(report.verdicts == [.notUnderstood])
    #expect(report.equations.first?.reason?.contains("limit") == true)
  }

  @Test func aLineThatNoDocumentHasIsNotCountedFrom() throws {
    for number in ["9223372036854775807", "9223372036854775807:3", "3:9223372036854775807"] {
      let report = try audit("<!-- line \(number) -->\n$$ 1 = 2 $$\n\n$$ 1 = 1 $$", "")
      #expect(report.lines == (number.hasPrefix("3") ? [3, 5] : [2, 4]), "\(number)")
    }
  }

  /// Each looks for its end through all that stands behind it.
  @Test func macrosWithoutEndOfTheirArgumentsAreRefused() throws {
    let text = "\\newcommand{\\a}[1]{#1}\n$$ " + String(repeating: "\\a{", count: 1_900) + String(repeating: "x", count: 40_000) + " = 1 $$"
    let report = try audit(text)
    #expect(report.verdicts == [.notUnderstood])
    let reason = report.equations.first?.reason ?? ""
    #expect(reason.contains("\\a takes too long to read"), "\(reason)")
  }

  @Test func aFormulaThatItsMacrosMakeTooLongIsRefused() throws {
    let text = "\\newcommand{\\a}{" + String(repeating: "x", count: 1_000) + "}\n$$ " + String(repeating: "\\a ", count: 60) + " = 1 $$"
    let report = try audit(text)
    #expect(report.verdicts == [.notUnderstood])
    let reason = report.equations.first?.reason ?? ""
    #expect(reason.contains("beyond what is read of one formula"), "\(reason)")
  }
}

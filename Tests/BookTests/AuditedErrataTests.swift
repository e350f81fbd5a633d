import Audit
import Foundation
import Testing
import Weaving

/// What the audit of the sources found stands on the page of errata, beside the erratum of that
/// line and no other.
@Suite struct AuditedErrataTests {
  /// One false equation of one document.
  private func report(line: Int, latex: String, file: String = "documents/S0.md") throws
    -> FileReport
  {
    let json: [String: Any] = [
      "file": file, "sheet": "", "remarks": [Any](),
      "counts": ["verdicts": ["false": 1], "displays": ["stated": 1, "evaluated": 1, "setAside": 0],
        "others": ["stated": 0, "evaluated": 0, "setAside": 0],
      ],
      "equations": [
        [
          "id": "\(line)", "line": line, "column": 1, "kind": "display", "fragment": 0,
          "latex": latex, "verdict": "false",
          "setAside": 0, "steps": [Any](), "remarks": [Any](),
          "refutation": [
            "toy": "lines", "scope": "two lines", "parameters": ["theta": "1/2"], "step": 0,
            "leftLatex": "a", "relation": "=",
            "rightLatex": "b", "left": "-0.25", "right": "0.5",
          ],
          "variant": ["latex": "\\log\\frac12", "change": "sign", "words": "with a minus sign"],
        ]
      ],
    ]
    return try JSONDecoder().decode(
      FileReport.self, from: JSONSerialization.data(withJSONObject: json))
  }

  private func markdown(_ reports: [FileReport]) throws -> String {
    let scratch = try Scratch()
    try scratch.edit(
      Scratch.chapter, "::: {.notes}",
      "::: {.erratum #E07}\nIt is printed twice.\n:::\n\n::: {.notes}")
    return try BookWeaver(scratch.repository, chapters: [try scratch.input()], audit: reports)
      .markdown()
  }

  @Test func theLinesOfASource() {
    func lines(_ text: String) -> [String] {
      AuditedErrata.lines(text).map {
        "\($0.document):\($0.lines.lowerBound)-\($0.lines.upperBound)"
      }
    }
    #expect(lines("S1:142, 149 (and S3:177-184)") == ["S1:142-142", "S1:149-149", "S3:177-184"])
    #expect(lines("S2:983-986 vs S2:968") == ["S2:983-986", "S2:968-968"])
    #expect(lines("") == [] && lines("12, 13") == [] && lines("S1:9-3") == [])
  }

  @Test func aFindingStandsAtItsErratum() throws {
    let text = try markdown([try report(line: 142, latex: "x = \\tfrac12.")])
    for part in [
      "::: {.audited}", "S0:142", "−0.25", "two lines", "with a minus sign", "\\auditedformula",
      "$\\displaystyle x = \\tfrac12$",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test func otherLinesAndDocumentsDoNot() throws {
    // No erratum names these lines.
    #expect(!(try markdown([try report(line: 2, latex: "x")])).contains(".audited"))
    #expect(
      !(try markdown([try report(line: 2, latex: "x", file: "documents/S1.md")])).contains(
        ".audited"))
    #expect(!(try markdown([])).contains(".audited"))
  }

  /// Strangers' LaTeX may be broken: it is shown as it is typed and stops no typesetter.
  @Test func brokenLaTeXIsShownAsTyped() throws {
    let text = try markdown([try report(line: 142, latex: "\\undefined{x} & \\\\ }")])
    #expect(text.contains("<code>\\undefined{x} &amp; \\\\ }</code>"))
    #expect(text.contains("\\texttt{\\textbackslash{}undefined"))
  }
}

import Audit
import Foundation
import Testing
import Weaving

/// What the audit of the sources found stands on the page of errata, beside the erratum of that
/// line and no other.
@Suite struct AuditedErrataTests {
  /// One false equation of one document, or one that holds under a condition.
  private func report(
    line: Int, latex: String, file: String = "documents/S0.md", sheet: String = "",
    condition: String? = nil
  ) throws -> FileReport {
    let json: [String: Any] = [
      "file": file, "sheet": sheet, "remarks": [Any](),
      "counts": [
        "verdicts": ["false": 1], "displays": ["stated": 1, "evaluated": 1, "setAside": 0],
        "others": ["stated": 0, "evaluated": 0, "setAside": 0],
      ],
      "equations": [
        [
          "id": "\(line)", "line": line, "column": 1, "kind": "display", "fragment": 0,
          "latex": latex, "verdict": condition == nil ? "false" : "holds only if",
          "condition": (condition as Any?) ?? NSNull(),
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

  private func markdown(_ reports: [FileReport], errata: [String] = ["E07"]) throws -> String {
    let scratch = try Scratch()
    // the sheets, whose toys have titles
    try FileManager.default.copyItem(
      atPath: Scratch.root + "/documents", toPath: scratch.repository.path("documents"))
    let boxes = errata.map { "::: {.erratum #\($0)}\nIt is printed twice.\n:::\n\n" }.joined()
    try scratch.edit(Scratch.chapter, "::: {.notes}", boxes + "::: {.notes}")
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
      "::: {.audited}", "S0:142", "−0.25", "two lines", "that is, with a minus sign",
      "\\auditedformula",
      "$\\displaystyle x = \\tfrac12$", "tested as", "$\\displaystyle a = b$",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  /// `S0:43 vs …, S3:82` is about what lies between two places, `S3:79-82` about the line.
  @Test func whatSpeaksOfTheLineComesBeforeWhatSetsPlacesAgainstEachOther() throws {
    let found = try report(line: 82, latex: "a = b", file: "documents/S3.md")
    let text = try markdown([found], errata: ["E54", "E39"])
    let parts = text.components(separatedBy: "label=\"E39\"")
    #expect(parts.count == 2 && !parts[0].contains("S3:82 prints"))
    #expect(parts.last?.contains("S3:82 prints") == true)
  }

  /// What is printed alike on several lines is told once.
  @Test func theSameOnTwoLinesIsToldOnce() throws {
    var twice = try report(line: 817, latex: "a = b", file: "documents/S2.md")
    var other = twice.equations[0]
    (other.id, other.line) = ("824", 824)
    twice.equations.append(other)
    let text = try markdown([twice], errata: ["E02"])
    #expect(text.contains("S2:817 (and 824) prints") && !text.contains("S2:824 prints"))
  }

  @Test func aConditionIsLabelled() throws {
    let alone = try report(line: 142, latex: "a = b", condition: "$k = 1$ (on the toy lines)")
    let text = try markdown([alone])
    #expect(text.contains("holds if $k = 1$.") && !text.contains("on the toy"))
  }

  /// Who reads the page never saw the sheet: a toy is what it is called there.
  @Test func toysGoByTheirTitles() throws {
    let between = try report(
      line: 142, latex: "a = b", sheet: "documents/S0.toys.md",
      condition: "it holds on steady and fails on fading, where beta_s = 1/2")
    let text = try markdown([between])
    #expect(text.contains("holds for the share $b$ of the variance renewed at every step."))
    #expect(text.contains("fails for the share") && !text.contains("fading"))
  }

  /// What holds once a bracket is set stands at the misprint that names the line; what is wrong
  /// there, or holds as it stands, does not.
  @Test func whatWasMendedStandsAtItsMisprint() throws {
    let wrong = try report(line: 51, latex: "a = (b")
    var mended = wrong
    mended.equations[0].verdict = .holds
    mended.equations[0].refutation = nil
    mended.equations[0].variant = nil
    mended.equations[0].scope = "two lines"
    mended.equations[0].remarks = ["a bracket is missing: read with ) at 51:7"]
    let text = try markdown([mended])
    for part in [
      "**E33**", "S0:51 prints", "a bracket is missing: read with )", "holds</span> two lines",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(!text.contains("51:7"))
    var sound = mended
    sound.equations[0].remarks = []
    for other in [wrong, sound] {
      #expect(!(try markdown([other], errata: [])).contains("**E33**"))
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

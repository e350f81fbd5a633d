import Audit
import Foundation
import Testing

/// Pages of lecture notes as lecturers write them, with slips, each with a sheet written from the
/// documentation alone.
@Suite struct LectureTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("lecture")

  private static func report(_ file: String) throws -> FileReport {
    func bytes(_ name: String) throws -> [UInt8] {
      Array(try Data(contentsOf: folder.appendingPathComponent(name)))
    }
    let toys = String(decoding: try bytes(file.prefix(6) + ".toys.md"), as: UTF8.self)
    return try audit(bytes: try bytes(file), toys, inline: true, name: file)
  }

  /// A page, the lines of its slips, and of what no toy can bind.
  struct Page: Sendable, CustomTestStringConvertible {
    var file: String, slips: [Int], open: [Int]
    /// Slips that no single edit mends.
    var unmended: [Int] = []
    var testDescription: String { file }
  }

  static let pages = [
    // own macros and align: the arguments of χ² turned round, a sign
    Page(file: "week-3.tex", slips: [29, 75], open: []),
    // formulas in lines: a wrong entropy, a sign, a variance for a standard deviation
    Page(file: "week-5.md", slips: [17, 30, 55], open: [43]),
    // a square too many, a sign, a half forgotten, the wrong law below the fraction
    Page(file: "week-7.md", slips: [40, 65, 74, 82], open: []),
    // the divergence turned round, a root over too little, the sign of a log-Jacobian, a fraction
    // upside down, a root too many; JS without its laws
    Page(file: "week-9.md", slips: [23, 75, 95, 117, 130], open: [66]),
  ]

  @Test(arguments: pages) func theSlipsAreFoundAndNothingElse(page: Page) throws {
    let report = try Self.report(page.file)
    let found = report.equations.filter { [.wrong, .conditional].contains($0.verdict) }
    #expect(found.map(\.line) == page.slips)
    let unmended = found.filter { $0.variant == nil }
    #expect(unmended.map(\.line) == page.unmended)
    let open = report.equations.filter { [.notUnderstood, .undecided, .unbound].contains($0.verdict) }
    #expect(open.map(\.line) == page.open)
    #expect(report.counts.displays.evaluated == report.counts.displays.stated)
  }

  @Test func aSlipInADefinitionIsTracedToItsLine() throws {
    let report = try Self.report("week-9.md")
    let wrong = report.equations.filter { $0.verdict == .wrong }
    // the slip lies in what line 124 defines, and is mended there
    let kernel = try #require(wrong.first { $0.line == 117 })
    #expect(kernel.variant?.change == "fraction upside down")
    #expect(kernel.variant?.words.hasSuffix("in line 124") == true, "\(kernel)")
    #expect(wrong.contains { $0.line == 117 && $0.remarks.contains { $0.contains("line 124") } })
  }
}

import Audit
import Foundation
import Testing

/// Whoever has the repository has the extracts alone. The audit of the whole documents was written
/// down in `Tests/golden/audit-places.tsv` (by `audit_places.py` beside it); that of the extracts
/// finds the same formulas at the same places.
@Suite struct PlacesTests {
  private func golden() throws -> [String: [String]] {
    let file = Documents.folder.deletingLastPathComponent()
      .appendingPathComponent("Tests/golden/audit-places.tsv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    return Dictionary(grouping: lines.filter { !$0.hasPrefix("#") }) { String($0.prefix(2)) }
  }

  @Test(arguments: Documents.names) func anExtractSaysWhatItsDocumentSays(name: String) throws {
    let expected = try #require(try golden()[name])
    let report = try #require(Documents.reports[name])
    let found = report.equations.map { e in
      let latex = e.latex.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return [name, e.id, "\(e.line):\(e.column)", e.kind, e.verdict.rawValue, latex].joined(separator: "\t")
    }
    for (a, b) in zip(found, expected) { #expect(a == b) }
    #expect(found.count == expected.count && found.count > 20)
  }
}

import Audit
import Exact
import Foundation
import Testing

/// The four documents, audited as a reader of the repository would.
@Suite struct DocumentTests {
  @Test(arguments: Documents.names) func everyRoleOfASheetFindsItsFormula(name: String) throws {
    let report = try #require(Documents.reports[name])
    #expect(report.remarks.map(\.message) == [])
  }

  @Test(arguments: Erratum.all.map { "\($0.document):\($0.id)" })
  func anErratumIsFound(place: String) throws {
    let erratum = try #require(Erratum.all.first { "\($0.document):\($0.id)" == place })
    let equations = try #require(Documents.reports[erratum.document]).equations(erratum.id)
    let found = try #require(equations.first { $0.verdict == erratum.verdict }, "\(erratum.number): \(equations.map(\.verdict))")
    guard erratum.left != nil || erratum.right != nil else { return }
    let refutation = try #require(found.refutation)
    let point = refutation.parameters.compactMapValues { Rational($0)?.double }
    if let left = erratum.left { #expect(agrees(left(point), refutation.leftValue), "left of \(erratum.number)") }
    if let right = erratum.right { #expect(agrees(right(point), refutation.rightValue), "right of \(erratum.number)") }
  }

  /// A coupling layer is printed wrong in one cell, and right in the two beside it, which lead to the slip.
  @Test func theSlipOfTheCouplingLayerIsFound() throws {
    let row = try #require(Documents.reports["S2"]).equations.filter { $0.line == 986 }
    #expect(row.map(\.verdict) == [.definition, .wrong, .wrong])
    for cell in row.dropFirst() {
      #expect(cell.variant?.definition == "986", "\(cell)")
      #expect(cell.variant?.latex.contains("e^{s(x_{1:d})} + t(x_{1:d})") == true, "\(cell)")
    }
    #expect(row[0].remarks.contains { $0.hasPrefix("986#2 and 986#3 would hold") }, "\(row[0].remarks)")
  }

  /// Every erratum is found without asking for formulas in lines, too: a sheet names those it needs,
  /// and a document without displays is read so of itself.
  @Test(arguments: Documents.names) func formulasInLinesNeedNotBeAskedFor(name: String) throws {
    func found(_ report: FileReport) -> [String] {
      report.equations.filter { $0.verdict == .wrong || $0.verdict == .conditional }.map { "\($0.id) \($0.verdict.rawValue)" }
    }
    #expect(found(try Documents.audit(name, inline: false)) == found(try #require(Documents.reports[name])))
  }

  /// What is false, or only sometimes true, is an erratum of the list: nothing right is called wrong.
  @Test(arguments: Documents.names) func nothingElseIsFalse(name: String) throws {
    let report = try #require(Documents.reports[name])
    let found = report.equations.filter { $0.verdict == .wrong || $0.verdict == .conditional }.map { "\($0.id) \($0.verdict.rawValue)" }
    let known = Erratum.all.filter { $0.document == name }.map { "\($0.id) \($0.verdict.rawValue)" }
    #expect(Set(found) == Set(known))
  }

  /// Of what the documents state, formulas in a line included, nine tenths come to a verdict.
  @Test func mostOfWhatIsStatedIsEvaluated() {
    let verdicts = Documents.reports.values.flatMap(\.equations).flatMap { equation in
      equation.steps.isEmpty ? [equation.verdict] : equation.steps.map(\.verdict)
    }
    let evaluated = verdicts.filter { [.holds, .wrong, .conditional].contains($0) }.count
    let left = verdicts.filter { [.undecided, .notUnderstood, .unbound].contains($0) }.count
    #expect(Double(evaluated) >= 0.9 * Double(evaluated + left), "\(evaluated) of \(evaluated + left)")
  }

  private func agrees(_ expected: Double, _ enclosure: [String]?) -> Bool {
    guard let ends = enclosure?.compactMap({ Rational($0)?.double ?? Double($0) }), ends.count == 2 else { return false }
    let tolerance = 1e-9 * max(1, abs(expected))
    return expected >= ends[0] - tolerance && expected <= ends[1] + tolerance
  }
}

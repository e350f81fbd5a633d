import Audit
import Digest
import Foundation

/// The audit of the documents that the chapters follow, kept until a document, a sheet or the
/// engine changes.
struct SourceAudit {
  let repository: Repository
  let tell: @Sendable (String) -> Void

  private static let names = ["S0", "S1", "S2", "S3"]

  /// The reports of the documents that are there; none without the folder of extracts.
  func reports() throws -> [FileReport] {
    let files = Self.names.map { ("documents/\($0).md", "documents/\($0).toys.md") }
      .filter { Files.exists(repository.path($0.0)) && Files.exists(repository.path($0.1)) }
    guard !files.isEmpty else { return [] }
    let kept =
      "\(repository.cache)/audit-\(try key(files.flatMap { [$0.0, $0.1] }).prefix(24)).json"
    if let data = FileManager.default.contents(atPath: kept),
      let report = try? JSONDecoder().decode(AuditReport.self, from: data)
    {
      return report.files
    }
    tell("auditing \(files.count) documents")
    var options = Audit.Options()
    options.inline = true
    let report = AuditReport(
      files: try files.map { document, sheet in
        try Interruption.check()
        return Audit(options).run(
          Array(try Files.text(repository.path(document)).utf8), name: document,
          sheet: try read(sheet))
      })
    sweep()
    try Files.write(Array(report.data()), to: kept)
    return report.files
  }

  private func read(_ file: String) throws -> Sheet {
    let text = try Files.text(repository.path(file), shownAs: file)
    do { return try Sheet.read(text, name: file) } catch {
      throw Failure(.text, error.description, remedy: "see docs/audit.md for what a sheet holds")
    }
  }

  private func key(_ files: [String]) throws -> String {
    var hash = Keys.engine(repository, with: ["Audit/"])
    for file in files { Keys.add(file, repository.path(file), to: &hash) }
    return hash.hex
  }

  private func sweep() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: repository.cache)) ?? []
    for name in names where name.hasPrefix("audit-") { Files.remove("\(repository.cache)/\(name)") }
  }
}

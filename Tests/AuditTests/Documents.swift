import Audit
import Foundation

/// The extracts of the four documents with their sheets, as they stand in `documents/`.
enum Documents {
  static let names = ["S0", "S1", "S2", "S3"]

  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("documents")

  static func text(_ file: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
  }

  /// The audit of one document; `edit` changes its text first.
  static func audit(
    _ name: String, only lines: [ClosedRange<Int>]? = nil, inline: Bool = true, editing edit: (String) -> String = { $0 }
  ) throws -> FileReport {
    var options = Audit.Options()
    options.inline = inline
    options.only = lines
    let sheet = try Sheet.read(try text(name + ".toys.md"), name: name + ".toys.md")
    return Audit(options).run(Array(edit(try text(name + ".md")).utf8), name: name + ".md", sheet: sheet)
  }

  /// The whole audits, made once.
  static let reports: [String: FileReport] = {
    var all: [String: FileReport] = [:]
    for name in names { all[name] = try? audit(name) }
    return all
  }()
}

extension FileReport {
  func equations(_ id: String) -> [EquationReport] { equations.filter { $0.id == id } }
}

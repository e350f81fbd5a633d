import Foundation

/// The regions of a chapter's own compiled source that its page shows: `// begin name` … `// end
/// name`.
public struct Listings: Sendable {
  public struct Region: Sendable, Equatable {
    public var code: String
    public var place: Place
  }

  public private(set) var regions: [String: Region] = [:]

  /// Reads the Swift files of a folder. Throws all at once: unknown ends, regions that overlap,
  /// stand twice, are empty, never end, or hold a line wider than 80 columns (wider does not fit
  /// the printed page).
  public init(folder: String, shownAs shown: String) throws {
    var failures: [Failure] = []
    for file in Files.list(folder, suffix: ".swift") {
      let text = try Files.text("\(folder)/\(file)", shownAs: "\(shown)/\(file)")
      failures += read(text, file: "\(shown)/\(file)")
    }
    try Failures.check(failures)
  }

  package init(text: String, file: String) throws { try Failures.check(read(text, file: file)) }

  private mutating func read(_ text: String, file: String) -> [Failure] {
    var failures: [Failure] = []
    func fail(_ line: Int, _ what: String, _ remedy: String) {
      failures.append(Failure(.text, at: Place(file, line), what, remedy: remedy))
    }
    var open: (name: String, line: Int)?
    var lines: [String] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let number = index + 1
      let content = String(line).trimmed
      if let name = Self.mark("begin", content) {
        if let open {
          fail(
            number, "the region “\(name)” begins inside “\(open.name)”", "end “\(open.name)” first")
        }
        if let other = regions[name] {
          fail(
            number, "the region “\(name)” stands twice, also at \(other.place)",
            "rename one of them")
        }
        (open, lines) = ((name, number), [])
      } else if let name = Self.mark("end", content) {
        guard let started = open, started.name == name else {
          fail(
            number, "“// end \(name)” ends nothing\(open.map { ", “\($0.name)” is open" } ?? "")",
            "write “// begin \(name)” before it")
          continue
        }
        let code = Self.outdented(lines)
        for (offset, line) in code.split(separator: "\n", omittingEmptySubsequences: false)
          .enumerated() where line.count > 80
        {
          let blank = lines.prefix { $0.trimmed.isEmpty }.count
          fail(
            started.line + 1 + blank + offset,
            "a line of the region “\(name)” has \(line.count) columns on the page",
            "break it: a listing has at most 80")
        }
        if code.isEmpty {
          fail(
            started.line, "the region “\(name)” is empty",
            "put code between the marks, or delete them")
        }
        regions[name] = Region(code: code, place: Place(file, started.line))
        open = nil
      } else if open != nil {
        lines.append(String(line))
      }
    }
    if let open {
      fail(open.line, "the region “\(open.name)” never ends", "write “// end \(open.name)”")
    }
    return failures
  }

  private static func mark(_ word: String, _ line: String) -> String? {
    let parts = line.split(separator: " ")
    return parts.count == 3 && parts[0] == "//" && parts[1] == word ? String(parts[2]) : nil
  }

  /// The lines without their common indentation and without empty lines at the ends.
  private static func outdented(_ lines: [String]) -> String {
    let full = lines.filter { !$0.trimmed.isEmpty }
    let indent = full.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    var result = lines.map { String($0.dropFirst(min(indent, $0.count))) }
    while result.first?.trimmed.isEmpty == true { result.removeFirst() }
    while result.last?.trimmed.isEmpty == true { result.removeLast() }
    return result.joined(separator: "\n")
  }
}

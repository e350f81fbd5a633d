import Foundation

/// Where the sources err, by number: source with line, and what kind of slip it is.
/// `book/errata.txt`.
struct Errata {
  struct Entry: Sendable { var source, verdict: String }

  var entries: [String: Entry] = [:]

  init(_ repository: Repository) {
    let text = (try? Files.text(repository.path("book/errata.txt"))) ?? ""
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: "|").map { String($0).trimmed }
      if parts.count == 3 { entries[parts[0]] = Entry(source: parts[1], verdict: parts[2]) }
    }
  }
}

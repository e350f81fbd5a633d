import Foundation

/// Where the sources err, by number: source with line, what kind of slip it is, and of what no
/// chapter speaks of, a word about it. `book/errata.txt`.
struct Errata {
  struct Entry: Sendable {
    var source, verdict: String
    var words: String?
    /// Whether the formula holds once a slip of the typesetting is mended.
    var isMisprint: Bool { verdict == "misprint" }
  }

  var entries: [String: Entry] = [:]

  init(_ repository: Repository) {
    let text = (try? Files.text(repository.path("book/errata.txt"))) ?? ""
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: "|", maxSplits: 3).map { String($0).trimmed }
      guard parts.count >= 3 else { continue }
      entries[parts[0]] = Entry(
        source: parts[1], verdict: parts[2], words: parts.count > 3 ? parts[3] : nil)
    }
  }
}

import Foundation

/// What became of each mutant, written down at once: an interrupted run goes on where it was. The
/// dead stay dead, and what no compiler accepts stays so, as long as their module's text is the same;
/// survivors are tried again when any test or source has changed.
struct Journal {
  private let path: String
  private var fates: [String: (fate: Fate, all: String)] = [:]
  private let module: String, all: String

  init(of module: String, _ nursery: Nursery, fresh: Bool) throws {
    path = "\(nursery.root)/.build/mutants/\(module).journal"
    let own = nursery.sources(below: "Sources/\(module)")
    let rest =
      nursery.sources(below: "Sources") + nursery.sources(below: "Tests", also: Nursery.data)
    (self.module, all) = (Digest(own).text, Digest(rest).text)
    if fresh { try? FileManager.default.removeItem(atPath: path) }
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "\t", maxSplits: 3).map(String.init)
      guard parts.count == 4, parts[0] == self.module, let fate = Fate(words: parts[2]) else { continue }
      fates[parts[3]] = (fate, parts[1])
    }
  }

  /// What is known of a mutant and still holds.
  func fate(of key: String) -> Fate? {
    fates[key].flatMap { $0.fate.died || $0.fate == .refused || $0.all == all ? $0.fate : nil }
  }

  func note(_ fate: Fate, of key: String) throws {
    if !FileManager.default.fileExists(atPath: path) { try Data().write(to: URL(fileURLWithPath: path)) }
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("\(module)\t\(all)\t\(fate.words)\t\(key)\n".utf8))
    try handle.close()
  }
}

/// FNV-1a; it need not withstand an enemy.
struct Digest {
  private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

  init(_ files: [(name: String, text: String)]) {
    for file in files { add(file.name + "\0" + file.text) }
  }
  private mutating func add(_ text: String) {
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }
  func joined(_ other: Digest) -> Digest {
    var result = self
    result.add(other.text)
    return result
  }
  var text: String { String(hash, radix: 16) }
}

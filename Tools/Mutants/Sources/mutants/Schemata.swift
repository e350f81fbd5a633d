/// Every mutant of a sample in one compilation: a body becomes a switch over the mutant that is
/// awake, which a variable of the environment names when the tests start (Untch, Offutt and Harrold
/// 1993, "Mutation analysis using mutant schemata"). So the compiler runs once for hundreds of them.
struct Schemata {
  /// A mutant under the number by which the environment wakes it.
  struct Entry {
    var file: String, mutant: Mutant
    /// The first mutant of the body or value that it stands in: what is reached together.
    var site: Int
    /// Names the mutant by its line's text instead of its number, which comes and goes; of several
    /// with the same name in a file the second ends in `#2`.
    var key: String
    var place: String { "\(file):\(mutant.line): \(mutant.change)" }
  }

  private(set) var entries: [Entry] = []
  private let sources: [Source]

  private struct Source {
    var file: String, text: [UInt8], sites: [(site: Site, ids: [Int])]
  }

  init(_ files: [(name: String, text: String)]) {
    var entries: [Entry] = []
    sources = files.map { file in
      let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
      var seen: [String: Int] = [:]
      let found = sites(of: file.text).map { site in
        let first = entries.count
        let ids = site.mutants.map { mutant in
          let line = lines[mutant.line - 1].trimmingPrefix { $0 == " " }
          let key = "\(file.name): \(line): \(mutant.change)"
          let count = seen[key, default: 0] + 1
          seen[key] = count
          entries.append(
            Entry(
              file: file.name, mutant: mutant, site: first, key: count == 1 ? key : "\(key) #\(count)"))
          return entries.count - 1
        }
        return (site, ids)
      }
      return Source(file: file.name, text: Array(file.text.utf8), sites: found)
    }
    self.entries = entries
  }

  /// A file with some of its mutants, and for each of its lines the mutant that the line belongs to.
  struct Written { var file: String, text: String, owners: [Int?] }

  /// The files with the mutants that `keeping` names.
  func written(keeping: Set<Int>) -> [Written] {
    sources.map { source in
      var out = Output()
      var at = 0
      for (site, ids) in source.sites where ids.contains(where: keeping.contains) {
        out.add(source.text[at..<site.range.lowerBound], of: nil)
        write(site, ids.filter(keeping.contains), of: source, to: &out)
        at = site.range.upperBound
      }
      out.add(source.text[at...], of: nil)
      return Written(
        file: source.file, text: String(decoding: out.bytes, as: UTF8.self), owners: out.owners)
    }
  }

  private func write(_ site: Site, _ ids: [Int], of source: Source, to out: inout Output) {
    let awake = "awakeMutant(\(entries[ids[0]].site))"
    out.add(site.isValue ? "(\n" : "\nswitch \(awake) {\n", of: nil)
    for id in ids {
      let mutant = entries[id].mutant
      out.add(site.isValue ? "\(awake) == \(id) ? (" : "case \(id):\n", of: id)
      out.add(source.text[site.range.lowerBound..<mutant.range.lowerBound], of: id)
      out.add(mutant.replacement, of: id)
      out.add(source.text[mutant.range.upperBound..<site.range.upperBound], of: id)
      out.add(site.isValue ? ") :\n" : "\n", of: id)
    }
    out.add(site.isValue ? "(" : "default:\n", of: nil)
    out.add(source.text[site.range], of: nil)
    out.add(site.isValue ? "))" : "\n}\n", of: nil)
  }

  var files: [String] { sources.map(\.file) }

  private struct Output {
    var bytes: [UInt8] = []
    /// The mutant of each line; a line that two share belongs to the later one.
    var owners: [Int?] = [nil]

    mutating func add(_ text: String, of owner: Int?) { add(text.utf8, of: owner) }
    mutating func add(_ text: some Sequence<UInt8>, of owner: Int?) {
      for byte in text {
        bytes.append(byte)
        if byte == UInt8(ascii: "\n") {
          owners.append(owner)
        } else if owner != nil {
          owners[owners.count - 1] = owner
        }
      }
    }
  }
}

/// Every mutant of a file in one compilation: a body becomes a switch over the mutant that is awake, which a variable
/// of the environment names when the tests start (Untch, Offutt and Harrold 1993, "Mutation analysis using mutant
/// schemata"). So the compiler runs once for thousands of mutants.
struct Schemata {
  /// A mutant with its place, under the number by which the environment wakes it.
  struct Entry { var file: String, mutant: Mutant }

  private(set) var entries: [Entry] = []
  private let sources: [(file: String, text: [UInt8], bodies: [(range: Range<Int>, ids: [Int])])]

  init(_ files: [(name: String, text: String)]) {
    var entries: [Entry] = []
    sources = files.map { file in
      let found = bodies(of: file.text).map { body in
        let ids = body.mutants.map { mutant in
          entries.append(Entry(file: file.name, mutant: mutant))
          return entries.count - 1
        }
        return (body.range, ids)
      }
      return (file.name, Array(file.text.utf8), found)
    }
    self.entries = entries
  }

  /// The files with the mutants that `keeping` names, and for each line of them the mutant that it belongs to.
  func written(keeping: Set<Int>) -> [(file: String, text: String, owners: [Int?])] {
    sources.map { source in
      var out = Output()
      var at = 0
      for (range, ids) in source.bodies where ids.contains(where: keeping.contains) {
        out.add(source.text[at..<range.lowerBound], of: nil)
        out.add("\nswitch awakeMutant {\n".utf8, of: nil)
        for id in ids where keeping.contains(id) {
          out.add("case \(id):\n".utf8, of: id)
          let mutant = entries[id].mutant
          out.add(source.text[range.lowerBound..<mutant.range.lowerBound], of: id)
          out.add(mutant.replacement.utf8, of: id)
          out.add(source.text[mutant.range.upperBound..<range.upperBound], of: id)
          out.add("\n".utf8, of: id)
        }
        out.add("default:\n".utf8, of: nil)
        out.add(source.text[range], of: nil)
        out.add("\n}\n".utf8, of: nil)
        at = range.upperBound
      }
      out.add(source.text[at...], of: nil)
      return (source.file, String(decoding: out.bytes, as: UTF8.self), out.owners)
    }
  }

  /// What each module gets beside its files.
  static let awake = """
    import Foundation

    /// The mutant that is awake; none of the book's own programs sees this file.
    let awakeMutant = Int(ProcessInfo.processInfo.environment["AWAKE_MUTANT"] ?? "") ?? -1

    """

  private struct Output {
    var bytes: [UInt8] = []
    /// The mutant of each line; a line that two share belongs to the later one.
    var owners: [Int?] = [nil]
    mutating func add(_ text: some Sequence<UInt8>, of owner: Int?) {
      for byte in text {
        bytes.append(byte)
        if byte == UInt8(ascii: "\n") { owners.append(owner) } else if owner != nil { owners[owners.count - 1] = owner }
      }
    }
  }
}

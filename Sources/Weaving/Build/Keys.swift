import Digest
import Foundation
import Textbook

/// The keys under which results are kept: whatever can change a result is in its key, prose is not.
package struct Keys {
  let repository: Repository
  /// Toolchain and libraries.
  let system: String
  /// Everything a chapter program is compiled from but its own folder.
  let engine: String

  package init(_ repository: Repository) throws {
    self.repository = repository
    system = try Self.system(repository)
    engine = Self.engine(repository).hex
  }

  /// The sources that chapter programs are compiled from, and those of more folders.
  static func engine(_ repository: Repository, with more: [String] = []) -> SHA256 {
    let others = ["Audit/", "Weaving/", "book/", "CDuktape/"].filter { !more.contains($0) }
    var hash = SHA256()
    for file in Files.list(repository.path("Sources")) where !others.contains(where: file.hasPrefix)
    {
      add(file, repository.path("Sources/\(file)"), to: &hash)
    }
    add("Package.swift", repository.path("Package.swift"), to: &hash)
    return hash
  }

  static func add(_ name: String, _ path: String, to hash: inout SHA256) {
    let data = FileManager.default.contents(atPath: path) ?? Data()
    hash.update("\(name)\0\(data.count)\0".utf8)
    hash.update(data)
  }

  /// The key of one chapter's results: toolchain, libraries, engine, its Swift, what its program
  /// reads of `chapter.md`. Results are always of the standard settings and the standard seed,
  /// which stand in the sources.
  package func results(_ chapter: String, _ text: ChapterText) -> String {
    var hash = SHA256()
    hash.update("results 1\0\(system)\0\(engine)\0\(text.programText)\0".utf8)
    for file in Files.list(repository.path("chapters/\(chapter)"), suffix: ".swift") {
      Self.add(file, repository.path("chapters/\(chapter)/\(file)"), to: &hash)
    }
    return hash.hex
  }

  /// The key of the whole book: every file that can change a byte of it. `parts` says which
  /// outputs.
  package static func book(_ repository: Repository, parts: String) throws -> String {
    var hash = SHA256()
    hash.update("book 1\0\(parts)\0\(try system(repository))\0".utf8)
    for folder in ["Sources", "book", "chapters", "documents"] {
      for file in Files.list(repository.path(folder)) {
        add("\(folder)/\(file)", repository.path("\(folder)/\(file)"), to: &hash)
      }
    }
    add("Package.swift", repository.path("Package.swift"), to: &hash)
    return hash.hex
  }

  /// The toolchain by its own word, the libraries by their headers (which carry their versions) and
  /// file names.
  private static func system(_ repository: Repository) throws -> String {
    var hash = SHA256()
    try Files.makeDirectory(repository.cache)
    let swift = try Program.output(
      "swift", ["--version"], in: repository.root,
      log: "\(repository.cache)/swift-version-\(getpid()).log")
    Files.remove("\(repository.cache)/swift-version-\(getpid()).log")
    hash.update(
      Array(swift.text.split(separator: "\n").filter { $0.contains("Swift version") }.joined().utf8)
    )
    for root in ["/usr/include", "/usr/local/include", "/opt/homebrew/include"] {
      for header in [
        "flint/flint.h", "arb.h", "flint/arb.h", "cairo/cairo-version.h", "duk_config.h",
        "lemon/config.h",
      ] {
        let path = "\(root)/\(header)"
        if Files.exists(path) { add(header, path, to: &hash) }
      }
    }
    for root in [
      "/usr/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/opt/homebrew/lib",
    ] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
      let wanted = names.filter { name in
        ["libflint", "libcairo.", "libarb"].contains(where: name.hasPrefix)
      }
      hash.update(Array(wanted.sorted().joined(separator: "\n").utf8))
    }
    if let folder = KaTeX.folders.first(where: { Files.exists("\($0)/katex.js") }) {
      let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/katex.js")
      hash.update("katex \(attributes?[.size] ?? 0)".utf8)
    }
    return hash.hex
  }
}

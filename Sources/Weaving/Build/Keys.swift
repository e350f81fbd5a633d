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
    addPackage(repository, to: &hash)
    return hash
  }

  /// The manifest, and the versions of the Swift packages that it resolves to.
  private static func addPackage(_ repository: Repository, to hash: inout SHA256) {
    for file in ["Package.swift", "Package.resolved"] {
      add(file, repository.path(file), to: &hash)
    }
  }

  static func add(_ name: String, _ path: String, to hash: inout SHA256) {
    let data = FileManager.default.contents(atPath: path) ?? Data()
    hash.update("\(name)\0\(data.count)\0".utf8)
    hash.update(data)
  }

  /// The names and bytes of files of a folder.
  static func fingerprint(of files: [String], in folder: String) -> String {
    var hash = SHA256()
    for file in files { add(file, "\(folder)/\(file)", to: &hash) }
    return hash.hex
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

  /// The key of the whole book: every file and program that can change a byte of it.
  package static func book(_ repository: Repository) throws -> String {
    var hash = SHA256()
    hash.update("book 2\0\(try system(repository))\0\(typesetters())\0".utf8)
    for folder in ["Sources", "book", "chapters", "documents"] {
      for file in Files.list(repository.path(folder)) {
        add("\(folder)/\(file)", repository.path("\(folder)/\(file)"), to: &hash)
      }
    }
    addPackage(repository, to: &hash)
    return hash.hex
  }

  /// The toolchain by its own word, the libraries by their headers (which carry their versions),
  /// file names and sizes.
  private static func system(_ repository: Repository) throws -> String {
    var hash = SHA256()
    hash.update(try toolchain(repository).utf8)
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
      "/usr/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/local/lib",
      "/opt/homebrew/lib",
    ] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
      for name in names.sorted() where libraries.contains(where: name.hasPrefix) {
        hash.update(sized(name, "\(root)/\(name)").utf8)
      }
    }
    return hash.hex
  }

  /// What chapter programs are linked with.
  private static let libraries = [
    "libflint", "libarb", "libgmp.", "libmpfr.", "libcairo.", "libpixman", "libpng",
  ]

  /// What `swift --version` says.
  private static func toolchain(_ repository: Repository) throws -> String {
    try Files.makeDirectory(repository.cache)
    let log = "\(repository.cache)/swift-version-\(getpid()).log"
    defer { Files.remove(log) }
    let said = try Program.output("swift", ["--version"], in: repository.root, log: log).text
    return said.split(separator: "\n").filter { $0.contains("Swift version") }.joined()
  }

  /// The programs that make pages and paper, by their sizes.
  private static func typesetters() -> String {
    let programs = ["pandoc", "lualatex", "hb-subset", "woff2_compress"].map { name in
      Program.find(name).map { sized(name, $0) } ?? "no \(name)\n"
    }
    let katex = KaTeX.folders.map { "\($0)/katex.js" }.first(where: Files.exists)
    return programs.joined() + (katex.map { sized("katex", $0) } ?? "no katex\n")
  }

  private static func sized(_ name: String, _ path: String) -> String {
    let file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let size = (try? FileManager.default.attributesOfItem(atPath: file))?[.size] as? Int
    return "\(name) \(size ?? 0)\n"
  }
}

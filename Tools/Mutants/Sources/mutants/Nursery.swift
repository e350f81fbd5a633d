import ArgumentParser
import Foundation

/// A copy of the repository in which one module is compiled with all its mutants.
struct Nursery {
  let root: String, folder: String

  init(of root: String) throws {
    (self.root, folder) = (root, "\(root)/.build/mutants/tree")
    let files = try Shell.run(["git", "ls-files", "-z"], in: root).output.split(separator: "\0").map(String.init)
    for file in files where !file.hasPrefix("Tools/") { try copy(file) }
  }

  /// Copies a file unless the copy is the same already: what has not changed is not compiled again.
  private func copy(_ file: String) throws {
    guard let data = FileManager.default.contents(atPath: "\(root)/\(file)") else { return }
    try write(data, to: file)
  }
  private func write(_ data: Data, to file: String) throws {
    let path = "\(folder)/\(file)"
    if FileManager.default.contents(atPath: path) == data { return }
    let directory = URL(fileURLWithPath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    try data.write(to: URL(fileURLWithPath: path))
  }

  private func sources(of module: String) throws -> [String] {
    let list = try Shell.run(["git", "ls-files", "Sources/\(module)"], in: root).output
    return list.split(separator: "\n").map(String.init).filter { $0.hasSuffix(".swift") }.sorted()
  }

  /// The mutants of a module, compiled; those that no compiler accepts are left out.
  func grow(_ module: String) throws -> (schemata: Schemata, alive: [Int]) {
    let files = try sources(of: module).map { name in
      (name, String(decoding: FileManager.default.contents(atPath: "\(root)/\(name)") ?? Data(), as: UTF8.self))
    }
    guard !files.isEmpty else { throw ValidationError("there is no module \(module) below Sources") }
    let schemata = Schemata(files)
    var keeping = Set(schemata.entries.indices)
    try write(Data(Schemata.awake.utf8), to: "Sources/\(module)/AwakeMutant.swift")
    for round in 1...12 {
      Progress.say("\(module): \(keeping.count) mutants, compilation \(round)")
      let written = schemata.written(keeping: keeping)
      for file in written { try write(Data(file.text.utf8), to: file.file) }
      let build = try Shell.run(["swift", "build", "-c", "release", "--build-tests"], in: folder)
      if build.code == 0 { return (schemata, keeping.sorted()) }
      let refused = owners(ofErrorsIn: build.output, written)
      guard !refused.isEmpty else { throw ValidationError("\(module) does not compile:\n\(build.output.suffix(4000))") }
      keeping.subtract(refused)
    }
    throw ValidationError("\(module): the compiler still refuses mutants after twelve rounds")
  }

  private func owners(
    ofErrorsIn output: String, _ written: [(file: String, text: String, owners: [Int?])]
  ) -> Set<Int> {
    var refused = Set<Int>()
    for match in output.matches(of: /(Sources\/[\w\/+-]+\.swift):(\d+):\d+: error/) {
      guard let file = written.first(where: { $0.file == String(match.1) }), let line = Int(match.2),
        file.owners.indices.contains(line - 1)
      else { continue }
      // A brace too many shows a line further down.
      let near = [line - 1, line - 2].filter(file.owners.indices.contains)
      if let owner = near.compactMap({ file.owners[$0] }).first { refused.insert(owner) }
    }
    return refused
  }

  /// The module as it is, for the next module's turn.
  func restore(_ module: String) throws {
    for file in try sources(of: module) { try copy(file) }
    try FileManager.default.removeItem(atPath: "\(folder)/Sources/\(module)/AwakeMutant.swift")
  }

  /// Whether the tests of the suites pass with this mutant awake, or none.
  func passes(_ suites: [String], mutant: Int?, limit: Double) throws -> Bool {
    let tests = "\(folder)/.build/release/generative-models-checkedPackageTests.xctest"
    let filter = suites.map { "\($0)Tests\\." }.joined(separator: "|")
    let words = [tests, "--testing-library", "swift-testing", "--filter", filter]
    let environment = mutant.map { ["AWAKE_MUTANT": String($0)] } ?? [:]
    return try Shell.run(words, in: folder, environment: environment, limit: limit).code == 0
  }
}

enum Progress {
  static func say(_ text: String) { FileHandle.standardError.write(Data("  \(text)\n".utf8)) }
}

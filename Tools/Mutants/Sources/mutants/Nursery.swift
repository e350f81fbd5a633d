import ArgumentParser
import Foundation

/// A copy of the repository in which modules are compiled with the mutants of their samples. It
/// holds no more targets than these modules, what they stand on, and the tests that will be run.
struct Nursery {
  let root: String, folder: String
  private let files: [String]

  init(of root: String) throws {
    (self.root, folder) = (root, "\(root)/.build/mutants/tree")
    files = try Shell.run(["git", "ls-files", "-z"], in: root).output.split(separator: "\0")
      .map(String.init).filter { !$0.hasPrefix("Tools/") }
  }

  /// Endings of what tests read: ledgers, formulas and documents.
  static let data = [".tsv", ".txt", ".md", ".tex"]

  /// The Swift files of some folder, and others that its code reads, with their text.
  func sources(below folder: String, also others: [String] = []) -> [(name: String, text: String)] {
    let endings = [".swift"] + others
    return files.filter { file in
      file.hasPrefix("\(folder)/") && endings.contains { file.hasSuffix($0) }
    }.sorted().map { name in
      let data = FileManager.default.contents(atPath: "\(root)/\(name)") ?? Data()
      return (name, String(decoding: data, as: UTF8.self))
    }
  }

  /// Compiles the modules with the mutants that `crops` names, and returns for each module those
  /// that the compiler accepts.
  func grow(_ crops: [Crop], tests: Set<String>) throws -> [Set<Int>] {
    var keeping = crops.map(\.candidates)
    try copyAll(except: crops, tests: tests)
    for round in 1...24 {
      Progress.say("\(keeping.map(\.count).reduce(0, +)) mutants, compilation \(round)")
      let written = zip(crops, keeping).map { $0.schemata.written(keeping: $1) }
      for file in written.joined() { try write(Data(file.text.utf8), to: file.file) }
      let build = try Shell.run(["swift", "build", "-c", "release", "--build-tests"], in: folder)
      if build.succeeded { return keeping }
      let refused = written.map { owners(ofErrorsIn: build.output, $0) }
      guard refused.contains(where: { !$0.isEmpty }) else {
        throw ValidationError("the modules do not compile:\n\(build.output.suffix(4000))")
      }
      for (module, ids) in refused.enumerated() {
        keeping[module].subtract(ids)
        for id in ids {
          try crops[module].journal.note(.refused, of: crops[module].schemata.entries[id].key)
        }
      }
    }
    throw ValidationError("the compiler still refuses mutants after 24 rounds")
  }

  /// A file is written only if it differs: what has not changed is not compiled again.
  private func write(_ data: Data, to file: String) throws {
    let path = "\(folder)/\(file)"
    if FileManager.default.contents(atPath: path) == data { return }
    let directory = URL(fileURLWithPath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    try data.write(to: URL(fileURLWithPath: path))
  }

  private func copyAll(except crops: [Crop], tests: Set<String>) throws {
    let grown = Set(crops.flatMap { $0.schemata.files })
    for file in files where file != "Package.swift" && !grown.contains(file) {
      guard let data = FileManager.default.contents(atPath: "\(root)/\(file)") else { continue }
      try write(data, to: file)
    }
    let manifest = FileManager.default.contents(atPath: "\(root)/Package.swift") ?? Data()
    let end = Self.trimmed(to: tests)
    try write(manifest + Data(end.utf8), to: "Package.swift")
    var known = Set(files)
    for crop in crops {
      let file = "Sources/\(crop.module)/AwakeMutant.swift"
      try write(Data(crop.schemata.awake(in: crop.module).utf8), to: file)
      known.insert(file)
    }
    try removeAll(but: known)
  }

  /// What the repository no longer has, and what an earlier run left.
  private func removeAll(but known: Set<String>) throws {
    for place in ["Sources", "Tests"] {
      let names = FileManager.default.enumerator(atPath: "\(folder)/\(place)")
      let there = (names?.allObjects ?? []).compactMap { $0 as? String }.map { "\(place)/\($0)" }
      for file in there where file.hasSuffix(".swift") && !known.contains(file) {
        try FileManager.default.removeItem(atPath: "\(folder)/\(file)")
      }
    }
  }

  /// The end of the manifest: only these test targets, and what they need.
  private static func trimmed(to tests: Set<String>) -> String {
    """

    var kept: Set<String> = [\(tests.sorted().map { "\"\($0)Tests\"" }.joined(separator: ", "))]
    func names(_ target: Target) -> [String] {
      target.dependencies.compactMap {
        switch $0 {
        case .targetItem(let name, _), .byNameItem(let name, _): name
        default: nil
        }
      }
    }
    for _ in package.targets {
      for target in package.targets where kept.contains(target.name) { kept.formUnion(names(target)) }
    }
    package.targets.removeAll { !kept.contains($0.name) }

    """
  }

  private func owners(ofErrorsIn output: String, _ written: [Schemata.Written]) -> Set<Int> {
    var refused = Set<Int>()
    for match in output.matches(of: /(Sources\/[\w\/+-]+\.swift):(\d+):\d+: error/) {
      guard let file = written.first(where: { $0.file == String(match.1) }),
        let line = Int(match.2), file.owners.indices.contains(line - 1)
      else { continue }
      // A brace too many shows a line further down, a missing return at the end of its body.
      if let owner = file.owners[..<line].compactMap(\.self).last { refused.insert(owner) }
    }
    return refused
  }

  /// The full names of all tests.
  func tests() throws -> [String] {
    let list = try Shell.run([program, "--testing-library", "swift-testing", "--list-tests"], in: folder)
    return list.output.split(separator: "\n").map(String.init).filter { $0.contains("Tests.") }.sorted()
  }

  /// Runs some tests with a mutant awake or none, to the first that fails.
  func run(
    _ tests: [String], environment: [String: String], limit: Shell.Limit
  ) throws -> Shell.Outcome {
    let names = tests.map { NSRegularExpression.escapedPattern(for: $0) }.joined(separator: "|")
    let words = [program, "--testing-library", "swift-testing", "--filter", "^(\(names))"]
    return try Shell.run(words, in: folder, environment: environment, limit: limit) { text in
      text.firstMatch(of: /Test (\S+) recorded an issue/).map { String($0.1) }
    }
  }
  private var program: String { "\(folder)/.build/release/generative-models-checkedPackageTests.xctest" }
}

/// What is sown of a module.
struct Crop {
  var module: String, schemata: Schemata
  /// One for each seed, in the order of trial.
  var samples: [[Int]]
  var journal: Journal
  var candidates: Set<Int> { Set(samples.joined()) }
}

enum Progress {
  static func say(_ text: String) {
    FileHandle.standardError.write(Data("  \(text)\n".utf8))
  }
}

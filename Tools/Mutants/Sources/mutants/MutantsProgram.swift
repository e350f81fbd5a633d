import ArgumentParser
import Foundation

/// How many small mistakes in our own numeric code the tests notice.
@main
struct MutantsProgram: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mutants",
    abstract: "Changes operators and constants in our own code, one at a time, and counts the changes that tests notice.",
    discussion: """
      Every module is compiled once with all its mutants; then its tests run once for each of a sample of them. A mutant \
      that the module's own tests let live meets the tests of the modules above it. Survivors are listed with file and \
      line. Those that cannot matter stand in Tools/Mutants/equivalent.txt, each with its reason.

      Ends with 0 when at least 95 % of the sample died in every module, otherwise with 1.
      """)

  @Option(help: "A module below Sources; may be given several times.")
  var module: [String] = ["Balls", "Expressions", "Probability", "Notation", "Evidence"]
  @Option(help: "How many mutants of each module to try; 0 means all of them.")
  var sample = 60
  @Option(help: "The seed of the sample.")
  var seed: UInt64 = 1
  @Option(help: "The repository.")
  var root = FileManager.default.currentDirectoryPath

  /// From the leaves up: a mutant is shown to the tests of its own module and of those above it.
  static let order = ["Exact", "Balls", "Expressions", "Probability", "Notation", "Meaning", "Evidence", "Textbook"]

  func run() throws {
    let nursery = try Nursery(of: root)
    let excused = try Excuses(at: "\(root)/Tools/Mutants/equivalent.txt")
    var enough = true
    for name in module {
      let score = try Trial(nursery: nursery, module: name, sample: sample, seed: seed, excused: excused).run()
      print(score.line)
      for survivor in score.survivors { print("    \(survivor)") }
      enough = enough && score.isEnough
      try nursery.restore(name)
    }
    if !enough { throw ExitCode(1) }
  }
}

/// The mutants that change nothing, by place and change, each with a reason that a person wrote.
struct Excuses {
  private let known: Set<String>

  init(at path: String) throws {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    known = Set(
      text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
        line.ranges(of: "  because ").first.map { line[..<$0.lowerBound].trimmingCharacters(in: .whitespaces) }
      })
  }
  func covers(_ key: String) -> Bool { known.contains(key) }
}

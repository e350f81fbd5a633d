import ArgumentParser
import Foundation

/// How many small mistakes in our own numeric code the tests notice.
@main
struct MutantsProgram: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mutants",
    abstract: "Changes operators and constants in our own code, one at a time, and counts the changes that tests notice.",
    discussion: """
      The modules are compiled once with the mutants of their samples, and each test is run once to see which places \
      it comes to. Then every mutant meets the tests that come to its place, those of its module and of the modules \
      above, the quick ones first, to the first failure. Survivors are listed with file and line. Those that cannot matter stand in Tools/Mutants/equivalent.txt, each with its reason.

      What is known stands in .build/mutants: an interrupted run goes on where it was, and when only tests have changed \
      only the survivors are tried again.

      Ends with 0 when at least 95 % of the sample died in every module, otherwise with 1.
      """)

  @Option(help: "A module below Sources; may be given several times.")
  var module: [String] = ["Balls", "Expressions", "Probability", "Notation", "Evidence"]
  @Option(help: "How many mutants of each module to try; 0 means all of them.")
  var sample = 60
  @Option(help: "The seed of the sample; may be given several times, for several samples in one compilation.")
  var seed: [UInt64] = [1]
  @Option(help: "Only mutants in files whose path holds this text.")
  var only: String?
  @Option(help: "The repository.")
  var root = FileManager.default.currentDirectoryPath
  @Flag(help: "Forget what earlier runs found.")
  var fresh = false
  @Flag(help: "List the mutants of the sample, compile and run nothing.")
  var list = false

  func run() throws {
    let nursery = try Nursery(of: root)
    let excused = try Excuses(at: "\(root)/Tools/Mutants/equivalent.txt")
    let crops = try module.map { try crop($0, nursery) }
    if let only, crops.allSatisfy({ $0.samples.joined().isEmpty }) {
      throw ValidationError("no path of a file of these modules holds \(only), or none there has a mutant")
    }
    if list { return crops.forEach(show) }
    let tests = Set(module + module.flatMap { Trial.above[$0] ?? [] })
    let alive = try nursery.grow(crops, tests: tests)
    let trial = Trial(nursery: nursery, reach: try Reach(nursery, crops))
    let scores = try seed.indices.map { number in
      try zip(crops, alive).map { crop, alive in
        let chosen = crop.samples[number].filter(alive.contains).prefix(sample == 0 ? .max : sample)
        return try run(Array(chosen), of: crop, excused, trial)
      }
    }
    for crop in crops {
      for key in excused.stale(in: crop.module, crop.schemata) {
        Progress.say("equivalent.txt names no mutant: \(key)")
      }
    }
    for (seed, scores) in zip(seed, scores) { report(scores, seed) }
    if !scores.joined().allSatisfy(\.isEnough) { throw ExitCode(1) }
  }

  /// Mutants in the order in which they are tried: a larger sample begins with the smaller one. One
  /// in four more than asked for are compiled, since the compiler will refuse some.
  private func crop(_ module: String, _ nursery: Nursery) throws -> Crop {
    let files = nursery.sources(below: "Sources/\(module)")
    guard !files.isEmpty else { throw ValidationError("there is no module \(module) below Sources") }
    let schemata = Schemata(files)
    let journal = try Journal(of: module, nursery, fresh: fresh)
    let count = sample == 0 ? Int.max : sample + sample / 4 + 5
    let wanted = schemata.entries.indices.filter { id in
      only.map { schemata.entries[id].file.contains($0) } ?? true
    }
    let samples = seed.map { seed in
      var generator = Generator(state: seed)
      return Array(wanted.shuffled(using: &generator).prefix(count))
        .filter { journal.fate(of: schemata.entries[$0].key) != .refused }
    }
    return Crop(module: module, schemata: schemata, samples: samples, journal: journal)
  }

  /// Mutants of one sample against the tests, as many at a time as there are cores.
  private func run(
    _ chosen: [Int], of crop: Crop, _ excused: Excuses, _ trial: Trial
  ) throws -> Score {
    let journal = try Journal(of: crop.module, trial.nursery, fresh: false)
    let tried = chosen.filter { !excused.covers(crop.schemata.entries[$0]) }
    var number = 0
    let fates = try Cores.map(tried) { id in
      let known = journal.fate(of: crop.schemata.entries[id].key)
      return (id, fate: try known ?? trial.fate(of: id, in: crop), isNew: known == nil)
    } done: { id, fate, isNew in
      let entry = crop.schemata.entries[id]
      if isNew { try journal.note(fate, of: entry.key) }
      number += 1
      Progress.say("\(crop.module) \(number)/\(tried.count) \(fate.words) \(entry.place)")
    }
    var score = Score(module: crop.module, mutants: crop.schemata.entries.count)
    score.equivalent = chosen.count - tried.count
    for (id, fate, _) in fates { score.count(fate, crop.schemata.entries[id]) }
    return score
  }

  private func show(_ crop: Crop) {
    print("\(crop.module): \(crop.schemata.entries.count) mutants")
    for id in crop.samples.joined() { print("    \(id)  [\(crop.schemata.entries[id].key)]") }
  }

  private func report(_ scores: [Score], _ seed: UInt64) {
    print("\nSample of \(sample == 0 ? "all" : String(sample)) a module, seed \(seed).\n\n\(Score.heading)")
    for score in scores { print(score.row) }
    for score in scores where !score.survivors.isEmpty {
      print("\nSurvivors in \(score.module):")
      for survivor in score.survivors { print("    \(survivor)") }
    }
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014), so that a seed names the same sample everywhere.
struct Generator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

import Evidence
import Foundation
import Textbook

/// Runs the chapter programs whose results are not at hand, two at a time.
package struct ChapterRuns {
  let repository: Repository
  let keys: Keys
  let tell: (String) -> Void

  static let atOnce = 2

  struct Job {
    var name: String
    var folder: String
  }

  /// Where the results of a chapter are kept.
  func folder(_ name: String, _ text: ChapterText) -> String {
    "\(repository.cache)/results/\(name)/\(keys.results(name, text).prefix(24))"
  }

  /// Whether a folder holds results as the program wrote them: what was damaged or written over
  /// since is made anew.
  package static func isWhole(_ folder: String) -> Bool {
    (try? Files.text("\(folder)/\(mark)")) == fingerprint(folder)
  }

  /// Says that everything is there.
  package static func seal(_ folder: String) throws {
    try Files.write(fingerprint(folder), to: "\(folder)/\(mark)")
  }

  /// The file that holds the fingerprint of all the others.
  private static let mark = "complete"

  private static func fingerprint(_ folder: String) -> String {
    Keys.fingerprint(of: Files.list(folder).filter { $0 != mark }, in: folder)
  }

  /// Builds and runs what is needed. A claim that is not green does not stop the others; the weaver
  /// names it.
  func run(_ chapters: [(name: String, text: ChapterText)]) throws {
    let jobs = chapters.map { Job(name: $0.name, folder: folder($0.name, $0.text)) }.filter {
      !Self.isWhole($0.folder)
    }
    guard !jobs.isEmpty else { return }
    try compile(jobs.map(\.name))
    var waiting = jobs[...]
    var running: [(job: Job, program: Program, start: Date)] = []
    var failures: [Failure] = []
    defer { for entry in running { entry.program.stop() } }
    while !waiting.isEmpty || !running.isEmpty {
      while running.count < Self.atOnce, let job = waiting.popFirst() {
        tell("running \(job.name)")
        running.append((job, try start(job), Date()))
      }
      try Interruption.check()
      for i in running.indices.reversed() where !running[i].program.isRunning {
        let (job, program, start) = running.remove(at: i)
        if let failure = try finish(job, program, seconds: Date().timeIntervalSince(start)) {
          failures.append(failure)
        }
      }
      usleep(10_000)
    }
    try Failures.check(failures)
  }

  /// One `swift build` for all: it knows best what is stale.
  private func compile(_ names: [String]) throws {
    for name in names {
      tell("building \(name)")
      let build = try Program(
        "swift", ["build", "-c", "release", "--product", name], in: repository.root)
      guard try build.wait() == 0 else {
        throw Failure(
          .text, "the program of chapter \(name) does not compile", remedy: "mend the errors above")
      }
    }
  }

  private func start(_ job: Job) throws -> Program {
    let part = job.folder + ".part"
    Files.remove(part)
    Files.remove(job.folder)
    try Files.makeDirectory(part)
    return try Program(
      repository.path(".build/release/\(job.name)"),
      ["--json", "\(part)/results.json", "--figures", part], in: repository.root,
      log: "\(part)/output.txt")
  }

  /// The results are kept when the program came to its end, green or not; what did not end well
  /// leaves nothing.
  private func finish(_ job: Job, _ program: Program, seconds: Double) throws -> Failure? {
    let part = job.folder + ".part"
    let took = String(format: "%.1f s", seconds)
    guard program.status == 0 || program.status == 1 else {
      tell("\(job.name) stops with code \(program.status)")
      let kind = Failure.Kind(rawValue: program.status) ?? .inner
      let said = program.output.trimmed.split(separator: "\n").suffix(12).joined(separator: "\n")
      return Failure(
        kind, "the program of chapter \(job.name) stops with code \(program.status)\n\(said)",
        remedy: "run “swift run -c release \(job.name)”")
    }
    guard Files.exists("\(part)/results.json") else {
      return Failure(
        .inner, "the program of chapter \(job.name) wrote no results",
        remedy: "run “swift run -c release \(job.name)”")
    }
    let results = try Results.read("\(part)/results.json", chapter: job.name)
    let green = results.claims.count(where: \.isGreen)
    tell("\(job.name): \(green) of \(results.claims.count) claims green, \(took)")
    guard isCurrent(job) else {
      Files.remove(part)
      return Failure(
        .environment, "chapter \(job.name) or the sources were changed while its program ran",
        remedy: "run the same again")
    }
    try Self.seal(part)
    guard rename(part, job.folder) == 0 else {
      return Failure(
        .environment, "cannot keep the results of \(job.name)",
        remedy: "check who may write \(repository.cache)")
    }
    sweep(job)
    return nil
  }

  /// Whether the key under which the program was started still is the one of what lies on the disk.
  private func isCurrent(_ job: Job) -> Bool {
    let file = "chapters/\(job.name)/chapter.md"
    guard let data = FileManager.default.contents(atPath: repository.path(file)),
      let text = try? ChapterText.read(data, file: file), let now = try? Keys(repository)
    else { return false }
    return ChapterRuns(repository: repository, keys: now, tell: tell).folder(job.name, text)
      == job.folder
  }

  /// Results of older keys are thrown away, but for the last few: going back to an earlier text
  /// costs nothing.
  private func sweep(_ job: Job) {
    let parent = (job.folder as NSString).deletingLastPathComponent
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    let dated = names.map { name -> (name: String, date: Date) in
      let attributes = try? FileManager.default.attributesOfItem(atPath: "\(parent)/\(name)")
      return (name, attributes?[.modificationDate] as? Date ?? .distantPast)
    }
    for old in dated.sorted(by: { ($0.date, $0.name) > ($1.date, $1.name) }).dropFirst(4) {
      Files.remove("\(parent)/\(old.name)")
    }
  }
}

import Foundation
import Testing
import Textbook
import Weaving

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Locks, keys, publishing, interruption: a reader sees the old book or the new one, never a
/// mixture.
@Suite(.serialized) struct BuildTests {
  /// Runs the program itself in a scratch repository.
  private func start(_ arguments: [String], in scratch: Scratch) throws -> (
    process: Process, errors: Pipe
  ) {
    let process = Process()
    let errors = Pipe()
    process.executableURL = URL(fileURLWithPath: Scratch.root + "/.build/release/book")
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: scratch.repository.root)
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    return (process, errors)
  }

  private func run(_ arguments: [String], in scratch: Scratch) throws -> (code: Int32, said: String)
  {
    let (process, errors) = try start(arguments, in: scratch)
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, said)
  }

  /// Results where the hidden command looks for them.
  private func trial() throws -> Scratch {
    let scratch = try Scratch()
    let root = scratch.repository.root
    try FileManager.default.createDirectory(
      atPath: root + "/made", withIntermediateDirectories: true)
    try FileManager.default.moveItem(atPath: root + "/results", toPath: root + "/made/small")
    return scratch
  }

  @Test func aWrongWordIsAUsageError() throws {
    let scratch = try Scratch()
    let (code, said) = try run(["bulid"], in: scratch)
    #expect(code == 2, "\(said)")
    #expect(try run(["--no-such-flag"], in: scratch).code == 2)
    #expect(try run(["--help"], in: scratch).code == 0)
  }

  @Test func outsideARepositoryItSaysSo() throws {
    let process = Process()
    let errors = Pipe()
    process.executableURL = URL(fileURLWithPath: Scratch.root + "/.build/release/book")
    process.arguments = ["check"]
    process.currentDirectoryURL = URL(fileURLWithPath: "/")
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
    #expect(
      String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self).contains(
        "no book lies here"))
  }

  @Test func aFaultInTheTextIsCodeThree() throws {
    let scratch = try trial()
    try scratch.edit(Scratch.chapter, "A half is {{half:/}}", "A half is {{halff:/}}")
    let (code, said) = try run(["trial", "--html", "made"], in: scratch)
    #expect(code == 3)
    #expect(
      said.contains("chapters/small/chapter.md:") && said.contains("did you mean “half”?"),
      "\(said)")
    #expect(!FileManager.default.fileExists(atPath: scratch.repository.site))
  }

  /// A claim that is not green, or a wrong variant that is not refuted: code 1, and the old book
  /// stands.
  @Test(arguments: [
    (
      "\"title\": \"The mean over minibatches is the full gradient\",\n   \"verdict\": \"holds\"",
      "\"title\": \"The mean over minibatches is the full gradient\",\n   \"verdict\": \"refuted\"",
      "gan/alternating-sgd is not green"
    ),
    (
      "\"title\": \"The mean over minibatches is the full gradient\",\n   \"verdict\": \"holds\"",
      "\"title\": \"The mean over minibatches is the full gradient\",\n   \"verdict\": \"inconclusive\"",
      "gan/alternating-sgd is not green"
    ),
    (
      "\"refuted\": 3,\n     \"toy\": \"two-gaussians\",\n     \"verdict\": \"refuted\"",
      "\"refuted\": 0,\n     \"toy\": \"two-gaussians\",\n     \"verdict\": \"holds\"",
      "the constant is forgotten"
    ),
  ])
  func aClaimThatIsNotGreenPublishesNothing(_ old: String, _ new: String, _ words: String) throws {
    let scratch = try trial()
    try FileManager.default.createDirectory(
      atPath: scratch.repository.site, withIntermediateDirectories: true)
    try scratch.write("the old book", to: "_book/index.html")
    #expect(try run(["trial", "--html", "made"], in: scratch).code == 0)
    try scratch.write("the old book", to: "_book/index.html")
    let results = "made/small/results.json"
    if let place = try scratch.read(results).range(of: old) {
      try scratch.write(
        scratch.read(results).replacingCharacters(in: place, with: new), to: results)
    }
    let (code, said) = try run(["trial", "--html", "made"], in: scratch)
    #expect(code == 1 && said.contains(words), "\(said)")
    #expect(try scratch.read("_book/index.html") == "the old book")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.repository.root).allSatisfy {
        !$0.hasPrefix("_book.")
      })
  }

  /// Ctrl-C while the typesetter runs: code 130 within a moment, the old book untouched, nothing
  /// left lying about.
  @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143)), (SIGHUP, Int32(129))])
  func anInterruptedBuildPublishesNothing(_ signal: Int32, _ code: Int32) throws {
    let scratch = try trial()
    try FileManager.default.createDirectory(
      atPath: scratch.repository.site, withIntermediateDirectories: true)
    try scratch.write("the old book", to: "_book/index.html")
    let (process, errors) = try start(["trial", scratch.repository.path("made")], in: scratch)
    let typesetting = scratch.repository.cache + "/typeset/lualatex.log"
    for _ in 0..<1500 where !FileManager.default.fileExists(atPath: typesetting) { usleep(10_000) }
    #expect(FileManager.default.fileExists(atPath: typesetting), "the typesetter has started")
    kill(process.processIdentifier, signal)
    let sent = Date()
    process.waitUntilExit()
    #expect(Date().timeIntervalSince(sent) < 3)
    #expect(process.terminationReason == .exit && process.terminationStatus == code)
    #expect(
      String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self).contains(
        "the last book stands"))
    #expect(try scratch.read("_book/index.html") == "the old book")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.repository.root).allSatisfy {
        !$0.hasPrefix("_book.")
      })
    // and the next build is not disturbed, though the run left half of what it tells the next
    let html = signal == SIGINT ? [] : ["--html"]
    try "\\relax\n\\BKM@entry{id=21,dest={736563".write(
      toFile: scratch.repository.cache + "/typeset/book.aux", atomically: true, encoding: .utf8)
    #expect(try run(["trial"] + html + [scratch.repository.path("made")], in: scratch).code == 0)
  }

  @Test func aSecondBuildSaysWhoIsBuilding() throws {
    let scratch = try trial()
    let lock = try Lock(scratch.repository)
    let (code, said) = try run(["trial", "--html", "made"], in: scratch)
    #expect(code == 4)
    #expect(said.contains("pid \(getpid()) is building"), "\(said)")
    withExtendedLifetime(lock) {}
  }

  @Test func theLockIsFreeAgainAfterwards() throws {
    let scratch = try Scratch()
    do { _ = try Lock(scratch.repository) }
    _ = try Lock(scratch.repository)
  }

  @Test func aPublicationThatIsGivenUpLeavesNothing() throws {
    let scratch = try Scratch()
    let files = FileManager.default
    do {
      let publication = try Publication(scratch.repository)
      try "half".write(
        toFile: publication.folder + "/index.html", atomically: true, encoding: .utf8)
    }
    #expect(!files.fileExists(atPath: scratch.repository.site))
    #expect(
      try files.contentsOfDirectory(atPath: scratch.repository.root).allSatisfy {
        !$0.hasPrefix("_book")
      })
  }

  /// While one book takes the place of another, whoever looks sees a whole one: never none, never
  /// files of both.
  @Test func theNewBookTakesTheOldOnesPlaceInOneStep() throws {
    let scratch = try Scratch()
    let site = scratch.repository.site
    func publish(_ name: String) throws {
      let publication = try Publication(scratch.repository)
      for file in ["a", "b"] {
        try name.write(toFile: "\(publication.folder)/\(file)", atomically: false, encoding: .utf8)
      }
      try "x".write(
        toFile: "\(publication.folder)/only-\(name)", atomically: false, encoding: .utf8)
      try publication.publish()
    }
    try publish("0")
    let done = Flag()
    let watcher = Thread {
      while !done.isSet {
        if !FileManager.default.fileExists(atPath: site) { done.missed() }
      }
      done.end()
    }
    watcher.start()
    for round in 1...60 { try publish("\(round)") }
    done.set()
    while !done.hasEnded { usleep(1000) }
    #expect(done.misses == 0, "the book was gone for a moment")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: site).sorted() == ["a", "b", "only-60"])
  }

  @Test func aFileInThePlaceOfTheBookIsNotOverwritten() throws {
    let scratch = try Scratch()
    try scratch.write("mine", to: "_book")
    #expect(throws: Failure.self) { try Publication(scratch.repository) }
    #expect(try scratch.read("_book") == "mine")
  }

  // MARK: what makes a result stale

  private func key(_ scratch: Scratch) throws -> String {
    try Keys(scratch.repository).results("small", try scratch.input().text)
  }

  @Test func proseChangesNoResult() throws {
    let scratch = try Scratch()
    let before = try key(scratch)
    try scratch.edit(
      Scratch.chapter, "Two Gaussian laws of the same width",
      "\n\nA new paragraph.\n\nTwo normal laws")
    #expect(try key(scratch) == before)
  }

  @Test(arguments: [
    ("theta in [-4, 4]", "theta in [-3, 3]"),
    ("- \\log 4 => + \\log 4 |", "- \\log 4 => - \\log 2 |"),
    ("js-at-point = D_{JS}", "js-at-point = 2 D_{JS}"), ("headline}", "}"),
    ("\\because{Gibbs}", ""),
    ("{#eq:gan/unrestricted status=assumption}", "{#eq:gan/unrestricted status=cited}"),
  ])
  func whatTheProgramReadsChangesTheKey(_ old: String, _ new: String) throws {
    let scratch = try Scratch()
    let before = try key(scratch)
    try scratch.edit(Scratch.chapter, old, new)
    #expect(try key(scratch) != before)
  }

  @Test func sourceChangesTheKeyAndTheWeaversOwnDoesNot() throws {
    let scratch = try Scratch()
    let before = try key(scratch)
    let files = FileManager.default
    try files.createDirectory(
      atPath: scratch.repository.path("Sources/Weaving"), withIntermediateDirectories: true)
    try files.createDirectory(
      atPath: scratch.repository.path("Sources/Balls"), withIntermediateDirectories: true)
    try scratch.write("// weaver", to: "Sources/Weaving/A.swift")
    #expect(try key(scratch) == before)
    try scratch.write("// balls", to: "Sources/Balls/A.swift")
    let engine = try key(scratch)
    #expect(engine != before)
    try scratch.edit("chapters/small/Small.swift", "let step = 0.01", "let step = 0.02")
    let swift = try key(scratch)
    #expect(swift != engine)
    try scratch.write("{\"pins\": []}", to: "Package.resolved")
    #expect(try key(scratch) != swift, "versions of packages")
  }

  @Test func anythingChangesTheKeyOfTheBook() throws {
    let scratch = try Scratch()
    var seen: Set<String> = [try Keys.book(scratch.repository)]
    for (file, old, new) in [
      (Scratch.chapter, "of the same width", "of one width"), ("book/book.css", "1.58", "1.6"),
      ("book/how-to-read.md", "Every displayed", "Each displayed"),
      ("chapters/small/Small.swift", "0.01", "0.02"),
    ] {
      try scratch.edit(file, old, new)
      #expect(seen.insert(try Keys.book(scratch.repository)).inserted, "\(file)")
    }
    try scratch.write("{\"pins\": []}", to: "Package.resolved")
    #expect(seen.insert(try Keys.book(scratch.repository)).inserted, "versions of packages")
  }

  /// Asked again, it says at once that there is nothing to do, and asks no compiler.
  @Test func anUnchangedBookIsKnownWithinASecond() throws {
    let scratch = try Scratch()
    try scratch.build([.html], key: try Keys.book(scratch.repository))
    // the best of three: the machine may have other work
    var best = Double.infinity
    for _ in 1...3 {
      let start = Date()
      let (code, said) = try run(["fresh", "html"], in: scratch)
      best = min(best, Date().timeIntervalSince(start))
      #expect(code == 0 && said.contains("nothing has changed"))
    }
    #expect(best < 1)
    #expect(try run(["fresh", "html", "pdf"], in: scratch).code == 1, "there is no PDF yet")
    try scratch.edit(Scratch.chapter, "of the same width", "of one width")
    #expect(try run(["fresh", "html"], in: scratch).code == 1)
  }

  /// A page that was edited, lost or added by hand is noticed, and so is a PDF.
  @Test func whatWasPublishedIsStillThere() throws {
    let scratch = try Scratch()
    let key = try Keys.book(scratch.repository)
    try scratch.build([.html], key: key)
    func isFresh() throws -> Bool { try run(["fresh", "html"], in: scratch).code == 0 }
    #expect(try isFresh())
    let page = "_book/small.html", text = try scratch.read(page)
    try scratch.write(text.replacingOccurrences(of: "certified", with: "exact"), to: page)
    #expect(try !isFresh(), "an edited page")
    try scratch.write(text, to: page)
    #expect(try isFresh(), "the page is as it was")
    let files = FileManager.default, site = scratch.repository.site
    try files.moveItem(atPath: site + "/ledger.html", toPath: scratch.repository.path("ledger"))
    #expect(try !isFresh(), "a lost page")
    try files.moveItem(atPath: scratch.repository.path("ledger"), toPath: site + "/ledger.html")
    try scratch.write("mine", to: "_book/mine.html")
    #expect(try !isFresh(), "a page of somebody else's")
    try files.removeItem(atPath: site + "/mine.html")
    #expect(try isFresh())
    try scratch.write("{", to: "_book/.published.json")
    #expect(try !isFresh(), "a damaged state")
  }

  /// Results are trusted as long as they are what the program wrote.
  @Test func resultsThatWereTouchedAreMadeAnew() throws {
    let scratch = try Scratch()
    let folder = scratch.repository.path("kept")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try scratch.write("{}", to: "kept/results.json")
    try scratch.write("<svg/>", to: "kept/a.svg")
    #expect(!ChapterRuns.isWhole(folder), "not finished")
    try ChapterRuns.seal(folder)
    #expect(ChapterRuns.isWhole(folder))
    try scratch.write("{ }", to: "kept/results.json")
    #expect(!ChapterRuns.isWhole(folder), "written over")
    try scratch.write("{}", to: "kept/results.json")
    #expect(ChapterRuns.isWhole(folder))
    try FileManager.default.removeItem(atPath: folder + "/a.svg")
    #expect(!ChapterRuns.isWhole(folder), "a figure is lost")
  }
}

/// A word between two threads.
private final class Flag: @unchecked Sendable {
  private let lock = NSLock()
  private var (flag, ended, count) = (false, false, 0)
  func set() { lock.withLock { flag = true } }
  func end() { lock.withLock { ended = true } }
  func missed() { lock.withLock { count += 1 } }
  var isSet: Bool { lock.withLock { flag } }
  var hasEnded: Bool { lock.withLock { ended } }
  var misses: Int { lock.withLock { count } }
}

import Digest
import Foundation

/// LuaLaTeX over the book, until references stand still; its log is read, and what is wrong there
/// stops the build.
struct Typesetter {
  let repository: Repository
  let folder: String

  /// Lines may stick out by this many points: less than a reader can see.
  static let tolerance = 2.0

  /// Makes `book.pdf` from `book.tex` in the folder; `tell` hears of each run.
  func typeset(unless cancellation: Cancellation? = nil, tell: (String) -> Void) throws -> String {
    // a fixed date: the same book has the same bytes
    let environment = [
      "SOURCE_DATE_EPOCH": "1767225600", "FORCE_SOURCE_DATE": "1", "max_print_line": "10000",
    ]
    // a run that was killed leaves half of what it meant to tell the next
    let unfinished = "\(folder)/unfinished"
    if Files.exists(unfinished) { forget() }
    try Files.write("", to: unfinished)
    var before = ""
    var runs = 0
    repeat {
      runs += 1
      tell("typesetting, run \(runs)")
      before = memory
      let run = try Program(
        "lualatex", ["-interaction=nonstopmode", "-halt-on-error", "book.tex"], in: folder,
        log: "\(folder)/lualatex.log", environment: environment)
      guard try run.wait(unless: cancellation) == 0 else { throw try Failures([fault()]) }
    } while memory != before && runs < 5
    Files.remove(unfinished)
    let log = String(
      decoding: FileManager.default.contents(atPath: "\(folder)/book.log") ?? Data(), as: UTF8.self)
    try Failures.check(LaTeXLog(log, source: try lines()).failures)
    return "\(folder)/book.pdf"
  }

  /// What one run tells the next: when it stands still, so does the book.
  private var memory: String {
    told.map { FileManager.default.contents(atPath: $0).map { SHA256.hex(Array($0)) } ?? "" }
      .joined()
  }

  private var told: [String] { ["aux", "toc", "out"].map { "\(folder)/book.\($0)" } }

  private func forget() { told.forEach(Files.remove) }

  private func lines() throws -> [Substring] {
    try Files.text("\(folder)/book.tex").split(separator: "\n", omittingEmptySubsequences: false)
  }

  private func fault() throws -> Failure {
    let log = String(
      decoding: FileManager.default.contents(atPath: "\(folder)/lualatex.log") ?? Data(),
      as: UTF8.self)
    let lines = log.split(separator: "\n").map(String.init)
    guard let first = lines.firstIndex(where: { $0.hasPrefix("!") }) else {
      return Failure(
        .environment, "LuaLaTeX stops: \(lines.suffix(3).joined(separator: " "))",
        remedy: "run “make doctor”")
    }
    let shown = lines[first...].prefix(6).joined(separator: " ")
    let number = lines[first...].first { $0.hasPrefix("l.") }.flatMap {
      Int($0.dropFirst(2).prefix { $0.isNumber })
    }
    return Failure(
      .text, at: number.flatMap { LaTeXLog.place($0, in: (try? self.lines()) ?? []) },
      "LuaLaTeX stops: \(shown)",
      remedy: "mend the LaTeX there; the whole log is \(folder)/book.log")
  }
}

/// Reads a LaTeX log for what must not be in a book.
struct LaTeXLog {
  var failures: [Failure] = []

  init(_ log: String, source: [Substring]) {
    for line in log.split(separator: "\n") {
      if line.hasPrefix("Overfull \\hbox ("),
        let points = Double(line.dropFirst(16).prefix { "0123456789.".contains($0) }),
        points > Typesetter.tolerance
      {
        let number = line.components(separatedBy: "line").last.flatMap {
          Int($0.drop { !$0.isNumber }.prefix { $0.isNumber })
        }
        failures.append(
          Failure(
            .text, at: number.flatMap { Self.place($0, in: source) },
            "a line is \(points) pt too wide for the printed page",
            remedy: "break the formula or reword the line"))
      } else if line.hasPrefix("Missing character:") {
        failures.append(
          Failure(.text, "\(line)", remedy: "write the sign as a formula, or choose another"))
      } else if line.contains("LaTeX Warning: Reference")
        || line.contains("LaTeX Warning: Citation")
      {
        failures.append(Failure(.text, "\(line)", remedy: "declare the label"))
      } else if line.contains("multiply defined")
        || line.contains("destination with the same identifier")
      {
        failures.append(Failure(.text, "\(line)", remedy: "rename one of the labels"))
      } else if line.contains("has been referenced but does not exist") {
        failures.append(Failure(.text, "\(line)", remedy: "declare the label, or delete the link"))
      }
    }
  }

  /// The line of a chapter that a line of the LaTeX came from: the nearest trace above it.
  static func place(_ number: Int, in source: [Substring]) -> Place? {
    for i in stride(from: min(number, source.count) - 1, through: 0, by: -1) {
      guard source[i].hasPrefix("%@ "), let colon = source[i].lastIndex(of: ":") else { continue }
      guard let line = Int(source[i][source[i].index(after: colon)...].prefix { $0.isNumber })
      else { continue }
      return Place(String(source[i][..<colon].dropFirst(3)), line)
    }
    return nil
  }
}

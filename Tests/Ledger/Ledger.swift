import Balls
import Digest
import Foundation

/// What a module makes of a large corpus, line by line, beside what it made of it when that was
/// last looked at.
///
/// Laws say what is true of every answer; a ledger says that no answer, no radius and no step of
/// work has changed unnoticed. It lies in `Tests/ledgers` and is written anew, to be looked at as a
/// difference, by
///
///     RECORD_LEDGERS=1 swift test -c release --filter Ledger
public struct Ledger {
  /// A line: what was asked, and what came out. Neither holds a tab or a line break.
  public struct Entry {
    let question: String, outcome: String
    public init(_ question: String, _ outcome: String) {
      (self.question, self.outcome) = (question, outcome)
    }
  }

  private let file: URL
  private let isOfNumbers: Bool
  private let isRecording: Bool

  /// - ofNumbers: whether the outcomes hang on the arithmetic of the machine.
  public init(
    _ name: String, ofNumbers: Bool = true, in folder: URL = Self.folder,
    isRecording: Bool = Self.isAsked
  ) {
    file = folder.appending(path: "\(name).tsv")
    (isOfNumbers, self.isRecording) = (ofNumbers, isRecording)
  }

  public static let isAsked = ProcessInfo.processInfo.environment["RECORD_LEDGERS"] != nil
  public static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "ledgers")

  /// What differs, in words, at most ten of it and a count; nothing where all is as recorded. Who
  /// records is told so, too: no test passes by recording.
  ///
  /// Doubles depend a little on the C library and radii on FLINT: with others than those it was
  /// recorded with, the questions alone are compared, and this is said once.
  public func differences(_ entries: [Entry]) throws -> [String] {
    if isRecording {
      try record(entries)
      return ["recorded: look at the difference, then run again without RECORD_LEDGERS"]
    }
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    guard let arithmetic = lines.first else { return ["\(file.lastPathComponent) is empty"] }
    let isSame = !isOfNumbers || arithmetic == Self.arithmetic
    if !isSame { _ = Self.isTold }
    let recorded = lines.dropFirst().map { line -> Entry in
      let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      return Entry(String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
    var found = zip(recorded, entries).compactMap { old, new -> String? in
      if old.question != new.question { return "asked \(new.question), recorded \(old.question)" }
      guard isSame, old.outcome != new.outcome else { return nil }
      return "\(new.question): \(new.outcome), recorded \(old.outcome)"
    }
    if recorded.count != entries.count {
      found.append("\(entries.count) entries, recorded \(recorded.count)")
    }
    let rest = found.count - 10
    return rest > 0 ? found.prefix(10) + ["and \(rest) more"] : found
  }

  private func record(_ entries: [Entry]) throws {
    let lines = entries.map { "\($0.question)\t\($0.outcome)\n" }
    let text = (isOfNumbers ? Self.arithmetic : "any arithmetic") + "\n" + lines.joined()
    try Data(text.utf8).write(to: file, options: .atomic)
  }

  /// What doubles and balls are computed with: FLINT's release, and functions of the C library at
  /// places where their last bits differ from one to the next.
  private static let arithmetic: String = {
    let places = (1...400).map { Double($0) * 0.0739 - 11.3 }
    let values = places.flatMap { x in
      [exp(x), log(abs(x)), sin(x), cos(x), tanh(x), erfc(x), pow(abs(x), 1.7), cosh(x), atan(x)]
    }
    let bytes = values.flatMap { value in
      (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
    }
    return "FLINT \(flintVersion), C library \(Ledger.digest(bytes))"
  }()

  /// That numbers are not compared here; on standard error, the first time that it is asked for.
  private static let isTold: Bool = {
    let words = "ledgers were recorded with another C library or FLINT than \(arithmetic):"
    FileHandle.standardError.write(Data("\(words) their numbers are not compared\n".utf8))
    return true
  }()

  /// A short name of many bytes, for outcomes that are too long for a line.
  public static func digest(_ bytes: some Sequence<UInt8>, _ digits: Int = 12) -> String {
    var hash = SHA256()
    hash.update(bytes)
    return String(hash.hex.prefix(digits))
  }
}

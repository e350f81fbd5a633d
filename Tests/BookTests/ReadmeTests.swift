import Foundation
import Testing

/// What the README shows was printed by the program that it speaks of.
@Suite struct ReadmeTests {
  private let readme = try? String(contentsOfFile: Scratch.root + "/README.md", encoding: .utf8)

  /// The table of the README stands, line by line, in what a run of that claim prints.
  @Test func theSampleIsWhatARunPrints() throws {
    let lines = try #require(readme).components(separatedBy: "\n")
    let head = try #require(lines.firstIndex { $0.contains("claim") && $0.contains("verdict") })
    let shown = lines[head...].prefix { $0.hasPrefix("    ") }.map(Self.words)
    let row = try #require(shown.last)
    let claim = try #require(row.dropFirst().first)
    let printed = try Self.run("optimal-discriminator", ["--only", claim]).components(
      separatedBy: "\n"
    ).map(Self.words)
    for words in shown {
      #expect(
        printed.contains(words),
        "the README shows “\(words.joined(separator: " "))”; copy the run's lines into it")
    }
    #expect(shown.count == 2)
  }

  /// Folders and files that the README names are there.
  @Test func theFoldersItNamesExist() throws {
    var named = 0
    for match in try #require(readme).matches(of: /(?m)^\| `([\w\/]+)` \|/) {
      named += 1
      #expect(
        FileManager.default.fileExists(atPath: "\(Scratch.root)/\(match.1)"),
        "\(match.1) is not there")
    }
    #expect(named >= 4)
  }

  /// Every `make` target that the README names is one of the Makefile.
  @Test func itsTargetsExist() throws {
    let makefile = try String(contentsOfFile: Scratch.root + "/Makefile", encoding: .utf8)
    let named = Set(try #require(readme).matches(of: /make ([a-z-]+)/).map { String($0.1) })
    #expect(named.contains("chapters") && named.contains("test"))
    for target in named {
      #expect(makefile.contains("\n\(target):"), "there is no target \(target)")
    }
  }

  private static func words(_ line: String) -> [String] {
    line.split(separator: " ").map(String.init)
  }

  private static func run(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    let out = Pipe()
    process.executableURL = URL(fileURLWithPath: "\(Scratch.root)/.build/release/\(program)")
    process.arguments = arguments
    process.standardOutput = out
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text
  }
}

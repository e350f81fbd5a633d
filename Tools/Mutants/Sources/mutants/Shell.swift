import Foundation

/// Runs a program to its end, or to its time limit.
enum Shell {
  struct Outcome { var code: Int32?, output: String }

  /// `code` is nil when the limit (in seconds) had passed and the program was ended.
  static func run(
    _ words: [String], in folder: String, environment: [String: String] = [:], limit: Double = 7200
  ) throws -> Outcome {
    let log = FileManager.default.temporaryDirectory.appendingPathComponent("mutants-\(UUID().uuidString).log")
    try Data().write(to: log)
    defer { try? FileManager.default.removeItem(at: log) }
    let handle = try FileHandle(forWritingTo: log)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    let end = Date().addingTimeInterval(limit)
    while process.isRunning, Date() < end { Thread.sleep(forTimeInterval: 0.02) }
    let late = process.isRunning
    if late { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    try handle.close()
    let text = String(decoding: (try? Data(contentsOf: log)) ?? Data(), as: UTF8.self)
    return Outcome(code: late ? nil : process.terminationStatus, output: text)
  }
}

import Foundation

/// Runs a program to its end, to a limit, or until what it prints has said enough.
enum Shell {
  struct Outcome {
    var end: End, output: String
    /// Seconds of processor time.
    var cost: Double
    var succeeded: Bool { end == .code(0) }
  }
  enum End: Equatable { case code(Int32), signal(Int32), late, enough(String) }

  /// In seconds. Processor time is what counts, so that a busy machine condemns nobody; the time on
  /// the wall ends what waits for ever. Memory is bounded for loops that append without end.
  struct Limit {
    var processor: Double, wall: Double, gigabytes = 8
    static let build = Limit(processor: 7200, wall: 14400, gigabytes: 64)
  }

  static func run(
    _ words: [String], in folder: String, environment: [String: String] = [:],
    limit: Limit = .build, until enough: (Substring) -> String? = { _ in nil }
  ) throws -> Outcome {
    let log = FileManager.default.temporaryDirectory
      .appendingPathComponent("mutants-\(UUID().uuidString).log")
    try Data().write(to: log)
    defer { try? FileManager.default.removeItem(at: log) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let bounds = "ulimit -t \(Int(limit.processor.rounded(.up)));"
      + " ulimit -v \(limit.gigabytes << 20) 2>/dev/null;"
    process.arguments = ["-c", bounds + #" exec "$@""#, "sh"] + words
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    process.standardInput = FileHandle.nullDevice
    let handle = try FileHandle(forWritingTo: log)
    (process.standardOutput, process.standardError) = (handle, handle)
    let before = processorTime()
    try process.run()
    let stopped = try watch(process, log, limit.wall, enough)
    process.waitUntilExit()
    try handle.close()
    let text = String(decoding: (try? Data(contentsOf: log)) ?? Data(), as: UTF8.self)
    // The log may have said enough between the last look and the end.
    let end = stopped ?? enough(text[...]).map { .enough($0) } ?? end(of: process)
    return Outcome(end: end, output: text, cost: processorTime() - before)
  }

  private static func watch(
    _ process: Process, _ log: URL, _ wall: Double, _ enough: (Substring) -> String?
  ) throws -> End? {
    let reader = try FileHandle(forReadingFrom: log)
    defer { try? reader.close() }
    let deadline = Date().addingTimeInterval(wall)
    var rest = ""
    while process.isRunning {
      Thread.sleep(forTimeInterval: 0.02)
      rest += String(decoding: try reader.readToEnd() ?? Data(), as: UTF8.self)
      let whole = rest.lastIndex(of: "\n") ?? rest.startIndex
      let said = enough(rest[..<whole])
      rest.removeSubrange(..<whole)
      guard said != nil || Date() > deadline else { continue }
      kill(process.processIdentifier, SIGKILL)
      return said.map { .enough($0) } ?? .late
    }
    return nil
  }

  private static func end(of process: Process) -> End {
    let status = process.terminationStatus
    guard process.terminationReason == .uncaughtSignal else { return .code(status) }
    return [SIGXCPU, SIGKILL].contains(status) ? .late : .signal(status)
  }

  #if canImport(Darwin)
    private static let children = RUSAGE_CHILDREN
  #else
    private static let children = RUSAGE_CHILDREN.rawValue
  #endif
  /// Of all the programs that were run and have ended.
  private static func processorTime() -> Double {
    var usage = rusage()
    _ = getrusage(children, &usage)
    let seconds = Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
    return seconds + 1e-6 * Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
  }
}

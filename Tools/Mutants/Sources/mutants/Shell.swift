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
    let bounds = "ulimit -t \(Int(limit.processor.rounded(.up)));"
      + " ulimit -v \(limit.gigabytes << 20) 2>/dev/null;"
    let script = bounds + #" cd "$1" && shift && exec "$@""#
    let child = try spawn(["/bin/sh", "-c", script, "sh", folder] + words, environment, log.path)
    let (stopped, status, usage) = try watch(child, log, limit.wall, enough)
    let text = String(decoding: (try? Data(contentsOf: log)) ?? Data(), as: UTF8.self)
    // The log may have said enough between the last look and the end.
    let end = stopped ?? enough(text[...]).map { .enough($0) } ?? end(of: status)
    return Outcome(end: end, output: text, cost: seconds(usage))
  }

  /// Foundation's own processes leave descriptors open, and now and then wait for ever for what has ended.
  private static func spawn(
    _ words: [String], _ environment: [String: String], _ log: String
  ) throws -> pid_t {
    var all = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    all["SWIFT_BACKTRACE"] = "enable=no"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_APPEND, 0)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    let arguments = words.map { strdup($0) } + [nil], variables = all.map { strdup("\($0)=\($1)") } + [nil]
    defer {
      posix_spawn_file_actions_destroy(&actions)
      for text in arguments + variables { free(text) }
    }
    var child: pid_t = 0
    let code = posix_spawn(&child, words[0], &actions, nil, arguments, variables)
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EINVAL) }
    return child
  }

  private static func watch(
    _ child: pid_t, _ log: URL, _ wall: Double, _ enough: (Substring) -> String?
  ) throws -> (stopped: End?, status: Int32, usage: rusage) {
    let reader = try FileHandle(forReadingFrom: log)
    defer { try? reader.close() }
    let deadline = Date().addingTimeInterval(wall)
    var rest = "", stopped: End?, status: Int32 = 0, usage = rusage()
    while wait4(child, &status, WNOHANG, &usage) == 0 {
      Thread.sleep(forTimeInterval: 0.02)
      guard stopped == nil else { continue }
      rest += String(decoding: try reader.readToEnd() ?? Data(), as: UTF8.self)
      let whole = rest.lastIndex(of: "\n") ?? rest.startIndex
      stopped = enough(rest[..<whole]).map { .enough($0) } ?? (Date() > deadline ? .late : nil)
      rest.removeSubrange(..<whole)
      if stopped != nil { kill(child, SIGKILL) }
    }
    return (stopped, status, usage)
  }

  private static func end(of status: Int32) -> End {
    let signal = status & 0x7f
    if signal == 0 { return .code((status >> 8) & 0xff) }
    return [SIGXCPU, SIGKILL].contains(signal) ? .late : .signal(signal)
  }

  /// Of processor time.
  private static func seconds(_ usage: rusage) -> Double {
    Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + 1e-6 * Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
  }
}

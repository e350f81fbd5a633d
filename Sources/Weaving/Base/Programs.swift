import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Set by the signal handler, read by whoever waits. A plain store of one word is all that a
/// handler may do; it goes through a pointer, so that no reader is optimised into remembering the
/// old value.
nonisolated(unsafe) private let signalled: UnsafeMutablePointer<sig_atomic_t> = {
  let word = UnsafeMutablePointer<sig_atomic_t>.allocate(capacity: 1)
  word.initialize(to: 0)
  return word
}()

/// Ends the build in good order on Ctrl-C and on `kill`.
public enum Interruption {
  public static func listen() {
    signalled.pointee = 0
    signal(SIGINT) { _ in signalled.pointee = SIGINT }
    signal(SIGTERM) { _ in signalled.pointee = SIGTERM }
    signal(SIGHUP) { _ in signalled.pointee = SIGHUP }
    signal(SIGPIPE, SIG_IGN)
    // Whoever started us from a thread that blocks signals handed its mask down.
    var heard = sigset_t()
    sigemptyset(&heard)
    sigaddset(&heard, SIGINT)
    sigaddset(&heard, SIGTERM)
    sigaddset(&heard, SIGHUP)
    sigprocmask(SIG_UNBLOCK, &heard, nil)
  }

  /// Lets a signal end the program at once, as it does when nobody listens: for work that leaves
  /// nothing half done.
  public static func stopListening() {
    for name in [SIGINT, SIGTERM, SIGHUP] { signal(name, SIG_DFL) }
  }

  /// Throws when a signal has come in: 130 for Ctrl-C, 143 for `kill`, 129 for a closed terminal.
  public static func check() throws {
    let signal = signalled.pointee
    if signal != 0 { throw Interrupted(code: 128 + signal) }
  }
}

/// One run of another program. Its output goes to a file or straight through; nothing blocks a
/// Ctrl-C.
final class Program {
  let name: String
  private let process = Process()
  private let log: String?

  /// Starts a program found on the path. With `log` both its streams go into that file, otherwise
  /// to ours.
  init(
    _ name: String, _ arguments: [String], in folder: String, log: String? = nil,
    environment: [String: String] = [:]
  )
    throws
  {
    guard let path = Program.find(name) else {
      throw Failure(
        .environment, "the program \(name) is missing",
        remedy: "run “make doctor”, which says how to install it")
    }
    (self.name, self.log) = (name, log)
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    var variables = ProcessInfo.processInfo.environment
    variables["OPENBLAS_CORETYPE"] = nil  // it cripples OpenBLAS when the library is loaded
    process.environment = variables.merging(environment) { _, new in new }
    process.standardInput = FileHandle.nullDevice
    if let log {
      try Files.write("", to: log)
      guard let handle = FileHandle(forWritingAtPath: log) else {
        throw Failure(.environment, "cannot write \(log)", remedy: "check who may write there")
      }
      process.standardOutput = handle
      process.standardError = handle
    }
    do { try process.run() } catch {
      throw Failure(
        .environment, "cannot start \(name)", remedy: "check that \(path) may be executed")
    }
  }

  var isRunning: Bool { process.isRunning }
  var status: Int32 {
    process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
  }
  var output: String {
    guard let log, let data = FileManager.default.contents(atPath: log) else { return "" }
    return String(decoding: data, as: UTF8.self)
  }

  /// Ends the program and whatever it has started.
  func stop() {
    let pid = process.processIdentifier
    guard process.isRunning, pid > 1 else { return }
    if getpgid(pid) == pid { kill(-pid, SIGTERM) } else { kill(pid, SIGTERM) }
  }

  /// Waits for the end; a signal to us ends it too, and so does a cancellation.
  @discardableResult
  func wait(unless cancellation: Cancellation? = nil) throws -> Int32 {
    while process.isRunning {
      do {
        try Interruption.check()
        if cancellation?.cancelled == true { throw CancellationError() }
      } catch {
        stop()
        throw error
      }
      usleep(4_000)
    }
    try Interruption.check()
    return status
  }

  /// Runs to the end and hands back what was printed.
  static func output(_ name: String, _ arguments: [String], in folder: String, log: String) throws
    -> (status: Int32, text: String)
  {
    let program = try Program(name, arguments, in: folder, log: log)
    let status = try program.wait()
    return (status, program.output)
  }

  /// Where a program lies on the search path; a name with a slash stands for itself.
  static func find(_ name: String) -> String? {
    if name.contains("/") { return FileManager.default.isExecutableFile(atPath: name) ? name : nil }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

import Foundation

/// A file could not be written.
public struct OutputError: Error, CustomStringConvertible, Equatable {
  public let file, reason: String
  public var description: String { "cannot write \(file): \(reason)" }
}

/// Writes files whole or not at all.
package struct OutputDirectory {
  let url: URL

  package init(_ url: URL) { self.url = url }

  /// Makes the directory if need be, and clears what a killed run left behind.
  package func prepare() throws {
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw OutputError(file: url.path, reason: "it cannot be made a directory")
    }
    for name in (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? [] {
      let parts = name.split(separator: ".")
      guard name.hasPrefix("."), parts.count >= 3, parts[parts.count - 1] == "part",
        let owner = pid_t(parts[parts.count - 2]), kill(owner, 0) != 0, errno == ESRCH
      else { continue }
      unlink(url.appendingPathComponent(name).path)
    }
  }

  package func write(_ bytes: [UInt8], to name: String) throws(OutputError) {
    try Self.replace(url.appendingPathComponent(name).path, with: bytes)
  }

  /// Writes beside the file, makes sure the bytes are on the disk, and renames.
  ///
  /// Bytes that are there already stay; a symbolic link stays one, and its target is replaced. A
  /// device or a pipe is written to and never replaced.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(OutputError) {
    if isSpecial(path) { return try fill(path, with: bytes, calling: path) }
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath(), file = target.path
    if FileManager.default.contents(atPath: file) == Data(bytes) { return }
    let temporary = target.deletingLastPathComponent()
      .appendingPathComponent(".\(target.lastPathComponent).\(getpid()).part").path
    do throws(OutputError) {
      try fill(temporary, with: bytes, calling: file)
      if rename(temporary, file) != 0 { throw OutputError(file: file, reason: systemError()) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Whether something lies there that is neither a file nor a folder, such as a pipe or
  /// `/dev/stdout`; a link is what it leads to.
  package static func isSpecial(_ path: String) -> Bool {
    var found = stat()
    guard stat(path, &found) == 0 else { return false }
    let type = found.st_mode & S_IFMT, streams = ["/dev/stdout", "/dev/stderr", "/dev/fd/"]
    return (type != S_IFREG && type != S_IFDIR) || streams.contains(where: path.hasPrefix)
  }

  /// Writes all bytes to `path`, which is made or emptied, and checks every step: a full disk shows
  /// late.
  package static func fill(
    _ path: String, with bytes: [UInt8], calling file: String
  ) throws(OutputError) {
    func failed() -> OutputError {
      OutputError(file: file, reason: "\(systemError()) (\(bytes.count) bytes)")
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else { throw failed() }
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress! + sent, bytes.count - sent)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        let error = failed()
        close(descriptor)
        throw error
      }
      sent += count
    }
    // special files refuse fsync, and have nothing to keep
    let isSynced = fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS
    let error = failed()
    guard close(descriptor) == 0, isSynced else { throw error }
  }

  private static func systemError() -> String { String(cString: strerror(errno)) }
}

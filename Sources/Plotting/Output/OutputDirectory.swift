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

  /// Writes beside the file, makes sure the bytes are on the disk, and renames.
  ///
  /// Bytes that are there already stay; a symbolic link stays one, and its target is replaced.
  package func write(_ bytes: [UInt8], to name: String) throws {
    let target = url.appendingPathComponent(name).resolvingSymlinksInPath()
    let file = target.path
    if FileManager.default.contents(atPath: file) == Data(bytes) { return }
    let temporary = target.deletingLastPathComponent()
      .appendingPathComponent(".\(target.lastPathComponent).\(getpid()).part").path
    do {
      try Self.fill(temporary, with: bytes, calling: file)
      if rename(temporary, file) != 0 { throw OutputError(file: file, reason: Self.systemError()) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Writes all bytes to `path`, which is made or emptied, and checks every step: a full disk shows
  /// late.
  package static func fill(_ path: String, with bytes: [UInt8], calling file: String) throws {
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

import Foundation
import Plotting

/// Where a program speaks: data to `out`, messages to `err`. The tests listen here.
public struct Console: Sendable {
  package var out: @Sendable (String) throws -> Void
  package var err: @Sendable (String) -> Void
  package init(
    out: @escaping @Sendable (String) throws -> Void, err: @escaping @Sendable (String) -> Void
  ) {
    (self.out, self.err) = (out, err)
  }
  public static let standard = Console(
    out: { try Output.toStandardOutput($0) }, err: { Output.toStandardError($0) })
}

/// Standard output and files, written whole or not at all, with every failure told.
///
/// `print` succeeds on a full disk and dies on a closed pipe; here both are exit code 4.
enum Output {
  static func toStandardOutput(_ text: String) throws(Stop) {
    try write(Data(text.utf8), to: FileHandle.standardOutput.fileDescriptor, "standard output")
  }

  static func toStandardError(_ text: String) {
    try? write(Data(text.utf8), to: FileHandle.standardError.fileDescriptor, "standard error")
  }

  private static func write(_ data: Data, to descriptor: Int32, _ name: String) throws(Stop) {
    var rest = data[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else {
        throw Stop(
          .environment,
          "cannot write to \(name): \(String(cString: strerror(errno))); \(rest.count) bytes are missing"
        )
      }
      rest = rest.dropFirst(written)
    }
  }

  /// Finds out before any work whether a file can be written.
  static func checkWritable(_ path: String) throws(Stop) {
    guard !path.isEmpty else {
      throw Stop(.usage, "an empty name is no file; name one, or - for standard output")
    }
    let manager = FileManager.default, url = target(of: path)
    var isDirectory: ObjCBool = false
    if manager.fileExists(atPath: url.path, isDirectory: &isDirectory), isDirectory.boolValue {
      throw Stop(.environment, "\(path) is a directory; name a file in it")
    }
    if OutputDirectory.isSpecial(path) { return }
    let folder = url.deletingLastPathComponent().path
    guard manager.fileExists(atPath: folder, isDirectory: &isDirectory), isDirectory.boolValue
    else {
      throw Stop(.environment, "the directory of \(path) does not exist; create it first")
    }
    guard manager.isWritableFile(atPath: folder) else {
      throw Stop(.environment, "no permission to write \(path); choose another place")
    }
  }

  /// Creates the directory if need be.
  static func checkDirectory(_ path: String) throws(Stop) {
    guard !path.isEmpty else { throw Stop(.usage, "an empty name is no directory; name one") }
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw Stop(.environment, "\(path) cannot be made a directory; choose another place")
    }
    guard FileManager.default.isWritableFile(atPath: path) else {
      throw Stop(.environment, "no permission to write into \(path); choose another place")
    }
  }

  /// The file is the old one or the new one. A symbolic link keeps its target; a device or a pipe
  /// is written to and never replaced.
  static func toFile(_ data: Data, _ path: String) throws(Stop) {
    do throws(OutputError) { try OutputDirectory.replace(path, with: Array(data)) } catch {
      throw Stop(.environment, "\(error); check the free space and who may write there")
    }
  }

  private static func target(of path: String) -> URL {
    URL(fileURLWithPath: path).resolvingSymlinksInPath()
  }
}

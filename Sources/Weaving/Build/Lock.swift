import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One build at a time. The kernel frees the lock when its holder ends, however it ends.
package final class Lock {
  private let descriptor: Int32

  package init(_ repository: Repository) throws {
    try Files.makeDirectory(repository.cache)
    let path = "\(repository.cache)/lock"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw Failure(.environment, "cannot open \(path)", remedy: "check who may write there")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder = (try? String(contentsOfFile: path, encoding: .utf8))?.trimmed ?? "?"
      close(descriptor)
      throw Failure(.environment, "pid \(holder) is building", remedy: "wait until it has ended")
    }
    let text = "\(getpid())\n"
    ftruncate(descriptor, 0)
    _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
  }

  deinit { close(descriptor) }
}

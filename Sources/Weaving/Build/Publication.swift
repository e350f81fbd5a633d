import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A book in the making, beside the published one. It takes its place whole, in one step, or not at
/// all.
package final class Publication {
  package let folder: String
  private let repository: Repository
  private var published = false

  /// Starts an empty folder next to `_book`; what interrupted builds left behind is swept away.
  package init(_ repository: Repository) throws {
    self.repository = repository
    let parent = repository.root
    for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    where name.hasPrefix("_book.") {
      Files.remove("\(parent)/\(name)")
    }
    folder = "\(repository.site).next"
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: repository.site, isDirectory: &isFolder),
      !isFolder.boolValue
    {
      throw Failure(
        .environment, "\(repository.site) is a file",
        remedy: "move it away: the book is published there")
    }
    try Files.makeDirectory(folder)
  }

  deinit { if !published { Files.remove(folder) } }

  /// The new book takes the place of the old one.
  package func publish() throws {
    try Interruption.check()
    let site = repository.site
    if Files.exists(site) {
      if exchange(folder, site) {
        Files.remove(folder)
      } else {
        // no exchange on this file system: two renames, with the old book aside between them
        let aside = "\(site).old"
        guard rename(site, aside) == 0 else { throw refused() }
        guard rename(folder, site) == 0 else {
          _ = rename(aside, site)
          throw refused()
        }
        Files.remove(aside)
      }
    } else {
      guard rename(folder, site) == 0 else { throw refused() }
    }
    published = true
  }

  private func refused() -> Failure {
    Failure(
      .environment, "cannot publish to \(repository.site): \(String(cString: strerror(errno)))",
      remedy: "check who may write there")
  }
}

/// Swaps two paths in one step where the system can.
private func exchange(_ a: String, _ b: String) -> Bool {
  #if canImport(Glibc)
    // not in Swift's view of Glibc, and not in every libc: looked up by name
    typealias RenameAt2 =
      @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
    guard let symbol = dlsym(nil, "renameat2") else { return false }
    let renameAt2 = unsafeBitCast(symbol, to: RenameAt2.self)
    return renameAt2(AT_FDCWD, a, AT_FDCWD, b, 2 /* RENAME_EXCHANGE */) == 0
  #elseif canImport(Darwin)
    return renamex_np(a, b, UInt32(RENAME_SWAP)) == 0
  #else
    return false
  #endif
}

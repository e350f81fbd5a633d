import Foundation
import Plotting

/// Reading and writing with errors that name the file and the remedy.
package enum Files {
  /// The text of a file, which must be valid UTF-8. A byte-order mark is dropped and CRLF read as
  /// LF.
  static func text(_ path: String, shownAs shown: String? = nil) throws -> String {
    let name = shown ?? path
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(
        .environment, at: nil, "cannot read \(name)", remedy: "check that it exists and may be read"
      )
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Failure(
        .text, at: Place(name, 1), "the file is not valid UTF-8", remedy: "save it as UTF-8")
    }
    let unmarked = text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
    return unmarked.utf8.contains(13)
      ? unmarked.replacingOccurrences(of: "\r\n", with: "\n") : unmarked
  }

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// Writes whole or not at all.
  package static func write(_ bytes: [UInt8], to path: String) throws {
    do throws(OutputError) { try OutputDirectory.replace(path, with: bytes) } catch {
      throw Failure(
        .environment, error.description, remedy: "check the free space and who may write there")
    }
  }

  static func write(_ text: String, to path: String) throws {
    try write(Array(text.utf8), to: path)
  }

  static func makeDirectory(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw Failure(
        .environment, "cannot make the folder \(path)", remedy: "check who may write there")
    }
  }

  static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  static func copy(_ from: String, to: String) throws {
    guard let data = FileManager.default.contents(atPath: from) else {
      throw Failure(
        .environment, "cannot read \(from)", remedy: "check that it exists and may be read")
    }
    try write(Array(data), to: to)
  }

  /// Every file below a folder, relative to it, sorted by bytes; hidden files and folders left out.
  static func list(_ folder: String, suffix: String = "") -> [String] {
    guard let walk = FileManager.default.enumerator(atPath: folder) else { return [] }
    var found: [String] = []
    for case let name as String in walk where name.hasSuffix(suffix) {
      if name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) { continue }
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder),
        !isFolder.boolValue
      {
        found.append(name)
      }
    }
    return found.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }
}

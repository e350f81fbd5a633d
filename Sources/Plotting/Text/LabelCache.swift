import Digest
import Foundation

/// What can be wrong with the labels of a figure.
public enum LabelError: Error, CustomStringConvertible, Equatable {
  /// Formulas that have not been typeset yet.
  case missing([String])
  case letter(Character, in: String)
  case unclosed(String)
  case damaged(String)

  public var description: String {
    switch self {
    case .missing(let sources):
      "no outline yet for \(sources.joined(separator: ", ")); "
        + "`make labels` typesets what the figures miss"
    case .letter(let letter, let text):
      "the font has no “\(letter)” (in “\(text)”); write it as a formula between dollars"
    case .unclosed(let text):
      "“\(text)” opens a formula, an index or an emphasis and does not close it"
    case .damaged(let what):
      "the label cache is damaged near “\(what.prefix(40))”; `make labels` writes it anew"
    }
  }
}

/// The outlines of letters and formulas that came with the program: Sources/Plotting/Labels.
package enum LabelCache {
  static func text(of name: String) throws -> String {
    let file = Bundle.module.bundleURL.appendingPathComponent("Labels").appendingPathComponent(name)
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      throw LabelError.damaged(name)
    }
    return text
  }

  static func contains(_ name: String) -> Bool {
    let file = Bundle.module.bundleURL.appendingPathComponent("Labels").appendingPathComponent(name)
    return FileManager.default.fileExists(atPath: file.path)
  }

  /// A formula's file: its letters and digits, and eight digits of the SHA-256 of its source.
  package static func fileName(for source: String) -> String {
    let words = source.utf8.split { !isWord($0) }.map { String(decoding: $0, as: UTF8.self) }
    let digest = SHA256.hex(source)
    return "\(words.joined(separator: "-").prefix(40)).\(digest.prefix(8)).txt"
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }
}

/// A formula as outlines at 10 pt, the left end of its baseline at the origin.
struct FormulaOutline {
  let width, height, depth: Double
  let outlines: [Outline]

  /// Reads one file of the cache; nil when the formula has not been typeset.
  init?(source: String) throws {
    let name = LabelCache.fileName(for: source)
    guard LabelCache.contains(name) else { return nil }
    let lines = try LabelCache.text(of: name).split(separator: "\n")
    let sizes = lines.count > 1 ? lines[1].split(separator: " ").compactMap { Double($0) } : []
    guard lines.first.map(String.init) == source, sizes.count == 3 else {
      throw LabelError.damaged(name)
    }
    (width, height, depth) = (sizes[0], sizes[1], sizes[2])
    outlines = try lines.dropFirst(2).map { try Outline(cache: $0) }
  }
}

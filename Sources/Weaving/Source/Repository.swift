import Foundation

/// Where things are, relative to the root of the repository.
public struct Repository: Sendable {
  public let root: String

  public init(root: String) { self.root = root }

  /// The repository around a folder: the nearest folder above with a `Package.swift` and a `book`
  /// folder.
  public static func around(_ folder: String) throws -> Repository {
    var url = URL(fileURLWithPath: folder).standardizedFileURL
    while true {
      if Files.exists(url.path + "/Package.swift"), Files.exists(url.path + "/book/book.lua") {
        return Repository(root: url.path)
      }
      let parent = url.deletingLastPathComponent()
      if parent.path == url.path { break }
      url = parent
    }
    throw Failure(.usage, "no book lies here", remedy: "run it inside the repository")
  }

  /// The book about the first of the folders about which one lies.
  public static func around(anyOf folders: [String]) -> Repository? {
    folders.lazy.compactMap { try? around($0) }.first
  }

  public func path(_ relative: String) -> String { "\(root)/\(relative)" }

  /// What may be thrown away: results, rendered formulas, fonts, trial runs.
  public var cache: String { path(".build/book") }
  /// What is published.
  public var site: String { path("_book") }
  public static let pdfName = "generative-models-checked.pdf"

  /// The chapters in the order of the book: the one list stands in `Package.swift`.
  public func chapterNames() throws -> [String] {
    let text = try Files.text(path("Package.swift"), shownAs: "Package.swift")
    let missing = Failure(
      .inner, at: Place("Package.swift", 1), "no list “let chapters = […]”", remedy: "restore it")
    guard let start = text.range(of: "let chapters = ["),
      let end = text[start.upperBound...].firstIndex(of: "]")
    else {
      throw missing
    }
    let names = text[start.upperBound..<end].split(separator: "\n")
      .map { line in line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line }
      .joined(separator: "\n").split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    guard !names.isEmpty else { throw missing }
    return names
  }
}

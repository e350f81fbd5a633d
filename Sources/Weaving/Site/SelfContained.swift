import Foundation

/// The style of the book in one piece, with its letters inside: for a page that stands alone.
public enum SelfContained {
  /// The style sheets of the book and of KaTeX; fonts that cannot be made are left out, and the
  /// reader's own stand in.
  public static func style(of repository: Repository) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "fonts-\(UUID().uuidString)"
    ).path
    try Files.makeDirectory(folder)
    defer { Files.remove(folder) }
    try? Fonts(repository: repository).write(to: folder)
    let css = try Fonts.katexStyle() + Files.text(repository.path("book/book.css"))
    return embedded(css, from: folder)
  }

  /// Every `url(fonts/…)` with the file in its place.
  static func embedded(_ css: String, from folder: String) -> String {
    HTML.replacing(css, from: "url(fonts/", to: ")") { name in
      let data = FileManager.default.contents(
        atPath: "\(folder)/\(name.filter { $0 != "\"" && $0 != "'" })")
      return data.map { "url(data:font/woff2;base64,\($0.base64EncodedString()))" } ?? "local(\"\")"
    }
  }
}

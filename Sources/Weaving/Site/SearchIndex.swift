import Foundation

/// What the search box looks through: one entry a section, its words without its formulas' markup.
struct SearchIndex {
  struct Entry: Encodable {
    /// Address, title, text.
    var u, t, x: String
  }

  var entries: [Entry] = []

  init(_ pages: [Page]) {
    for page in pages {
      for part in Self.parts(page.body) {
        let title = HTML.text(Page.withoutNumber(part.heading))
        let text = Self.words(part.body)
        if text.isEmpty { continue }
        entries.append(
          Entry(
            u: "\(page.name)#\(part.id)",
            t: page.id == part.id ? title : "\(title) · \(page.title)", x: text))
      }
    }
  }

  private static func parts(_ body: String) -> [(id: String, heading: String, body: String)] {
    var parts: [(String, String, String)] = []
    for piece in body.components(separatedBy: "<section id=\"").dropFirst() {
      guard let quote = piece.firstIndex(of: "\"") else { continue }
      let id = HTML.unescaped(piece[..<quote])
      guard let head = piece.firstRange(of: "<h"), let level = piece[head.upperBound...].first,
        let end = piece.firstRange(of: "</h\(level)>"),
        let start = piece[head.upperBound...].firstIndex(of: ">")
      else { continue }
      let heading = String(piece[piece.index(after: start)..<end.lowerBound])
      parts.append((id, heading, String(piece[end.upperBound...])))
    }
    return parts
  }

  /// Evidence panels are left out: their numbers would bury the prose.
  private static func words(_ html: String) -> String {
    let plain = HTML.replacing(html, from: "<details class=\"evidence\"", to: "</details>") { _ in
      " "
    }
    let text = HTML.text(plain)
    return String(
      text.unicodeScalars.filter { !"\\{}$".unicodeScalars.contains($0) }.map(Character.init))
  }

  /// A script, not JSON: pages opened from the file system may load scripts beside them and nothing
  /// else.
  var script: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = (try? encoder.encode(entries)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    return "window.INDEX=\(json);\n"
  }
}

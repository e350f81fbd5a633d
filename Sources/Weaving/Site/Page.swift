import Foundation

/// One page of the site before it is dressed.
struct Page {
  struct Section {
    var id: String
    var level: Int
    /// Number and title as HTML.
    var heading: String
  }

  var name: String
  var id: String
  var heading: String
  var body: String
  var sections: [Section]

  /// The title in words, for the window and for those who search.
  var title: String { HTML.text(Self.withoutNumber(heading)) }
  var number: String? { Self.number(heading) }

  static func number(_ heading: String) -> String? {
    guard let open = heading.firstRange(of: "<span class=\"secno\">"),
      let close = heading[open.upperBound...].firstRange(of: "</span>")
    else { return nil }
    return String(heading[open.upperBound..<close.lowerBound])
  }

  static func withoutNumber(_ heading: String) -> String {
    HTML.replacing(heading, from: "<span class=\"secno\">", to: "</span>") { _ in "" }.trimmed
  }
}

extension Page {
  /// Parts pandoc's HTML at its chapters; footnotes go with the page that uses them.
  static func split(_ html: String) -> [Page] {
    var (text, notes) = withoutFootnotes(html)
    var pages: [Page] = []
    var starts: [String.Index] = []
    var search = text.startIndex
    while let next = text[search...].firstRange(of: "<section id=\"") {
      if let end = text[next.upperBound...].firstIndex(of: ">"),
        text[next.lowerBound..<end].contains("class=\"level1")
      {
        starts.append(next.lowerBound)
      }
      search = next.upperBound
    }
    text += ""
    for (i, start) in starts.enumerated() {
      var body = String(text[start..<(i + 1 < starts.count ? starts[i + 1] : text.endIndex)])
      let used = HTML.attribute("href", in: body).filter {
        $0.hasPrefix("#fn") && !$0.hasPrefix("#fnref")
      }
      let own = used.compactMap { notes[String($0.dropFirst())] }
      if !own.isEmpty {
        body += "<section class=\"footnotes\"><ol>\(own.joined(separator: "\n"))</ol></section>"
      }
      let sections = Self.sections(body)
      guard let first = sections.first else { continue }
      let id = first.id
      let name = (id.hasPrefix("sec:") ? String(id.dropFirst(4)) : id) + ".html"
      pages.append(
        Page(
          name: name, id: id, heading: first.heading, body: body,
          sections: Array(sections.dropFirst())))
    }
    return pages
  }

  private static func sections(_ body: String) -> [Section] {
    var found: [Section] = []
    var rest = Substring(body)
    while let open = rest.firstRange(of: "<section id=\"") {
      rest = rest[open.upperBound...]
      guard let quote = rest.firstIndex(of: "\""), let head = rest.firstRange(of: "<h") else {
        break
      }
      let id = HTML.unescaped(rest[..<quote])
      let tail = rest[head.upperBound...]
      guard let level = tail.first?.wholeNumberValue, let start = tail.firstIndex(of: ">"),
        let end = tail.firstRange(of: "</h\(level)>")
      else { continue }
      found.append(
        Section(
          id: id, level: level, heading: String(tail[tail.index(after: start)..<end.lowerBound])))
    }
    return found
  }

  private static func withoutFootnotes(_ html: String) -> (String, [String: String]) {
    guard let open = html.firstRange(of: "<section class=\"footnotes"),
      let close = html[open.lowerBound...].firstRange(of: "</section>")
    else { return (html, [:]) }
    var notes: [String: String] = [:]
    var rest = html[open.upperBound..<close.lowerBound]
    while let item = rest.firstRange(of: "<li id=\""),
      let end = rest[item.upperBound...].firstRange(of: "</li>")
    {
      let id = rest[item.upperBound...].prefix { $0 != "\"" }
      notes[String(id)] = String(rest[item.lowerBound..<end.upperBound])
      rest = rest[end.upperBound...]
    }
    return (String(html[..<open.lowerBound] + html[close.upperBound...]), notes)
  }
}

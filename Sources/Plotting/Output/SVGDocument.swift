/// Cairo's SVG made fit for a page: the colours of the theme follow light and dark, ids belong to
/// the figure (Cairo counts them through the whole process), coordinates have two decimals, and an
/// outline that comes back is written once.
struct SVGDocument {
  private var body: [SVGElement]
  private var ids: [String: String] = [:]

  /// Throws when Cairo's output is not what this was written for.
  init(_ raw: String) throws {
    guard let root = SVGElement(parsing: raw), root.name == "svg" else {
      throw CanvasError(reason: "its SVG is not well formed")
    }
    // one group around everything says nothing
    let isWrapper = root.children.last?.name == "g" && root.children.last?.attributes.count == 1
    let defs = root.children.dropLast()
    body = isWrapper ? Array(defs) + (root.children.last?.children ?? []) : root.children
  }

  func text(name: String, size: Figure.Size, alt: String) throws -> String {
    var document = self
    document.nameIDs(after: name)
    let drawn = document.body.map { document.rewritten($0) }
    var outlines = SVGOutlines(drawn, name: name)
    let groups = SVGStyle.grouped(outlines.place(drawn))
    let sentence = Self.split(alt)
    let labels = sentence.rest.isEmpty ? "\(name)-title" : "\(name)-title \(name)-desc"
    let (w, h) = (Number.plain(size.width), Number.plain(size.height))
    var text = """
      <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" \
      class="fig" width="\(w)pt" height="\(h)pt" viewBox="0 0 \(w) \(h)" \
      role="img" aria-labelledby="\(labels)">
      <title id="\(name)-title">\(Self.escaped(sentence.first))</title>

      """
    if !sentence.rest.isEmpty {
      text += "<desc id=\"\(name)-desc\">\(Self.escaped(sentence.rest))</desc>\n"
    }
    text += SVGStyle.sheet(for: groups)
    if !outlines.definitions.isEmpty {
      SVGElement("defs", [], outlines.definitions).write(into: &text)
    }
    for element in groups { element.write(into: &text) }
    return text + "</svg>\n"
  }

  // MARK: ids

  private mutating func nameIDs(after name: String) {
    var found: [String] = []
    func collect(_ element: SVGElement) {
      if let id = element["id"] { found.append(id) }
      element.children.forEach(collect)
    }
    body.forEach(collect)
    for (i, id) in found.enumerated() { ids[id] = "\(name)-s\(i + 1)" }
  }

  private func renamed(_ value: String) -> String {
    if let hash = value.firstIndex(of: "#") {
      let id = value[value.index(after: hash)...].prefix { $0 != ")" }
      if let new = ids[String(id)] { return value.replacing("#" + id, with: "#" + new) }
    }
    return value
  }

  // MARK: elements

  private func rewritten(_ element: SVGElement) -> SVGElement {
    var new = element
    new.attributes = []
    for (key, value) in element.attributes {
      switch key {
      case "id": new.attributes.append((key, ids[value] ?? value))
      case "style":
        new.attributes += SVGStyle.attributes(of: value).map { ($0.name, renamed($0.value)) }
      case "transform" where value == "matrix(1,0,0,1,0,0)" || value == "matrix(1, 0, 0, 1, 0, 0)":
        continue
      case "xlink:href" where value.hasPrefix("data:"): new.attributes.append((key, value))
      default: new.attributes.append((key, renamed(value)))
      }
    }
    if element.name == "path" || element.name == "rect" {
      new.attributes = SVGStyle.themed(new.attributes)
    }
    new.children = element.children.map(rewritten)
    return new
  }

  // MARK: words

  /// The first sentence is the title, the rest the description.
  private static func split(_ alt: String) -> (first: String, rest: String) {
    guard let end = alt.firstRange(of: ". ") else { return (alt, "") }
    return (String(alt[..<end.lowerBound]) + ".", String(alt[end.upperBound...]))
  }

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}

/// Paths in short form; those that come back become definitions.
struct SVGOutlines {
  private(set) var definitions: [SVGElement] = []
  private var names: [String: String] = [:]
  private static let worthwhile = 24

  init(_ elements: [SVGElement], name: String) {
    var counts: [String: Int] = [:]
    var order: [String] = []
    for element in elements where element.name == "path" && element["transform"] == nil {
      guard let d = element["d"], let path = SVGPath(d), path.outline.utf8.count > Self.worthwhile
      else { continue }
      if counts[path.outline] == nil { order.append(path.outline) }
      counts[path.outline, default: 0] += 1
    }
    for outline in order where counts[outline, default: 0] > 1 {
      let id = "\(name)-\(definitions.count + 1)"
      names[outline] = id
      definitions.append(SVGElement("path", [("id", id), ("d", outline)]))
    }
  }

  /// Each path as its short form or as a use of its definition.
  mutating func place(_ elements: [SVGElement]) -> [SVGElement] {
    elements.map { element in
      guard element.name == "path", let d = element["d"], let path = SVGPath(d) else {
        return element
      }
      let others = element.attributes.filter { $0.name != "d" }.map { ($0.name, $0.value) }
      if let id = names[path.outline], element["transform"] == nil {
        let place = [("x", SVGPath.decimal(path.x)), ("y", SVGPath.decimal(path.y))]
        return SVGElement("use", [("href", "#\(id)")] + place + others)
      }
      return SVGElement("path", [("d", path.d)] + others)
    }
  }
}

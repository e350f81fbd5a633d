/// The sizes that KaTeX writes into `style` attributes, a few hundred different ones on ten
/// thousand boxes, as classes.
struct StyleClasses {
  private var names: [String: String] = [:]
  private var order: [String] = []

  /// `<span class="strut" style="…">` becomes `<span class="strut k7">`.
  mutating func shorten(_ html: String) -> String {
    var rest = Substring(html)
    var result = ""
    result.reserveCapacity(html.utf8.count)
    while let open = rest.firstRange(of: "<span") {
      result += rest[..<open.upperBound]
      rest = rest[open.upperBound...]
      guard let end = rest.firstIndex(of: ">") else { break }
      let tag = rest[..<end]
      result += tag.contains("style=\"") ? shortened(tag) : String(tag)
      rest = rest[end...]
    }
    return result + rest
  }

  private mutating func shortened(_ tag: Substring) -> String {
    let classes = HTML.attribute("class", in: tag).first
    let style = HTML.attribute("style", in: tag).first
    guard let style, tag.count(where: { $0 == "=" }) == (classes == nil ? 1 : 2) else {
      return String(tag)
    }
    if names[style] == nil {
      names[style] = "k\(order.count)"
      order.append(style)
    }
    return " class=\"\([classes, names[style]].compactMap(\.self).joined(separator: " "))\""
  }

  /// The rules of all classes; they weigh as much as the attributes did.
  var sheet: String {
    order.map { style in
      let body = style.split(separator: ";").map { "\($0)!important" }.joined(separator: ";")
      return ".katex .\(names[style] ?? ""){\(body)}"
    }.joined(separator: "\n") + "\n"
  }
}

import Foundation

/// A figure set into the page: its SVG made part of the HTML, so that it follows the colours of the page.
enum Drawing {
  /// The `<svg>` element of a file, its ids made the figure's own, scaled to a share of the column.
  static func inline(_ svg: String, id: String, width: Double, alt: String) throws -> String {
    guard let start = svg.range(of: "<svg"), let headEnd = svg[start.upperBound...].firstIndex(of: ">") else {
      throw Failure(.inner, "the figure \(id) is no SVG", remedy: "run “make clean”, then “make chapters”")
    }
    let head = String(svg[start.upperBound..<headEnd])
    let body = String(svg[svg.index(after: headEnd)...]).trimmed
    let box = HTML.attribute("viewBox", in: head).first.map { " viewBox=\"\($0)\"" } ?? ""
    let prefix = id.replacingOccurrences(of: ":", with: "-").replacingOccurrences(of: "/", with: "-")
    let own = owned(body, prefix: prefix)
    let percent = String(format: "%g", width * 100)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"\(box) class="drawing" \
      style="width:\(percent)%" role="img" aria-label="\(HTML.escaped(alt))">\(dark(own))
      """
  }

  /// Every id and every use of one gets the prefix: ids of different figures must not meet on one page.
  static func owned(_ body: String, prefix: String) -> String {
    let ids = Set(HTML.attribute("id", in: body))
    var text = body
    for id in ids.sorted(by: { ($0.utf8.count, $0) > ($1.utf8.count, $1) }) {
      for (open, close) in [("id=\"", "\""), ("xlink:href=\"#", "\""), ("href=\"#", "\""), ("url(#", ")")] {
        text = text.replacingOccurrences(of: "\(open)\(id)\(close)", with: "\(open)\(prefix)-\(id)\(close)")
      }
    }
    return text
  }

  /// Black ink takes the colour of the text, white paper that of the page.
  static func dark(_ body: String) -> String {
    body.replacingOccurrences(of: "rgb(0%,0%,0%)", with: "currentColor")
      .replacingOccurrences(of: "rgb(0%, 0%, 0%)", with: "currentColor")
      .replacingOccurrences(of: "rgb(100%,100%,100%)", with: "var(--bg)")
      .replacingOccurrences(of: "rgb(100%, 100%, 100%)", with: "var(--bg)")
  }
}

import Foundation

/// A figure set into the page: its SVG made part of the HTML, so that it follows the colours of the
/// page.
enum Drawing {
  /// The `<svg>` element of a file, its ids made the page's own, scaled to a share of the column.
  static func inline(_ svg: String, id: String, width: Double, alt: String) throws -> String {
    guard let start = svg.range(of: "<svg"),
      let headEnd = svg[start.upperBound...].firstIndex(of: ">")
    else {
      throw Failure(
        .inner, "the figure \(id) is no SVG", remedy: "run “make clean”, then “make chapters”")
    }
    let head = String(svg[start.upperBound..<headEnd])
    let body = String(svg[svg.index(after: headEnd)...]).trimmed
    let frame = HTML.attribute("viewBox", in: head).first
    let box = frame.map { " viewBox=\"\($0)\"" } ?? ""
    // how wide it is drawn: on a phone the style sheet keeps its letters at one size
    let points = frame?.split(separator: " ").dropFirst(2).first.map { ";--points:\($0)" } ?? ""
    let kind = HTML.attribute("class", in: head).first.map { " \($0)" } ?? ""
    let percent = String(format: "%g", width * 100)
    let prefix = String(id.map { $0.isLetter || $0.isNumber ? $0 : "-" })
    return """
      <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"\(box) class="drawing\(kind)" \
      style="width:\(percent)%\(points)" role="img" aria-label="\(HTML.escaped(alt))">\(owned(body, prefix: prefix))
      """
  }

  /// Every id and every use of one gets the prefix: ids of different figures must not meet on one
  /// page.
  static func owned(_ body: String, prefix: String) -> String {
    let ids = Set(HTML.attribute("id", in: body))
    return [("id=\"", "\""), ("href=\"#", "\""), ("url(#", ")")].reduce(body) { text, mark in
      HTML.replacing(text, from: mark.0, to: mark.1) { id in
        "\(mark.0)\(ids.contains(String(id)) ? "\(prefix)-" : "")\(id)\(mark.1)"
      }
    }
  }
}

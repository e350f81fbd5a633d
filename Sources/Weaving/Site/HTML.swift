/// Making and reading the little HTML that the book needs.
package enum HTML {
  package static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  static func unescaped(_ text: some StringProtocol) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return String(text) }
    var result = ""
    var rest = Substring(text)
    while let amp = rest.firstIndex(of: "&") {
      result += rest[..<amp]
      rest = rest[amp...]
      guard let end = rest.prefix(12).firstIndex(of: ";") else {
        result.append("&")
        rest = rest.dropFirst()
        continue
      }
      result +=
        entity(String(rest[rest.index(after: rest.startIndex)..<end])) ?? String(rest[...end])
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private static func entity(_ name: String) -> String? {
    if let known = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "nbsp": "\u{a0}", "#39": "'"][
      name]
    {
      return known
    }
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let value = digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return value.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
  }

  /// A formula for KaTeX to render when the page is made.
  static func math(_ tex: String, display: Bool = false) -> String {
    "<span class=\"math \(display ? "display" : "inline")\">\(escaped(tex))</span>"
  }

  /// A formula of the evidence: there are many, and their TeX is name enough for those who hear the
  /// page.
  static func small(_ tex: String) -> String { "<span class=\"math small\">\(escaped(tex))</span>" }

  /// Words with `$…$` in them.
  static func words(_ text: String) -> String {
    text.split(separator: "$", omittingEmptySubsequences: false).enumerated()
      .map { $0.offset % 2 == 1 ? small(String($0.element)) : escaped(String($0.element)) }.joined()
  }

  /// The text of an element: tags taken out, entities read, white space joined.
  static func text(_ html: some StringProtocol) -> String {
    var result = ""
    var inTag = false
    for scalar in html.unicodeScalars {
      if scalar == "<" {
        inTag = true
        result += " "
      } else if scalar == ">" {
        inTag = false
      } else if !inTag {
        result.unicodeScalars.append(scalar)
      }
    }
    return unescaped(result).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Replaces every element that starts with `open` and ends at the next `close`.
  static func replacing(
    _ text: String, from open: String, to close: String, with make: (Substring) throws -> String
  ) rethrows -> String {
    var result = ""
    var rest = Substring(text)
    while let start = rest.range(of: open) {
      guard let end = rest[start.upperBound...].range(of: close) else { break }
      result += rest[..<start.lowerBound]
      result += try make(rest[start.upperBound..<end.lowerBound])
      rest = rest[end.upperBound...]
    }
    return result + rest
  }

  /// The values of an attribute in all tags, in order.
  static func attribute(_ name: String, in html: some StringProtocol) -> [String] {
    let mark = " \(name)=\""
    var values: [String] = []
    var rest = Substring(html)
    while let start = rest.range(of: mark), let end = rest[start.upperBound...].firstIndex(of: "\"")
    {
      values.append(unescaped(rest[start.upperBound..<end]))
      rest = rest[end...]
    }
    return values
  }
}

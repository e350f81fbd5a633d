/// An element of the SVG that Cairo wrote: tags and attributes, no text between them.
struct SVGElement {
  var name: String
  var attributes: [(name: String, value: String)] = []
  var children: [SVGElement] = []

  subscript(attribute: String) -> String? {
    attributes.first { $0.name == attribute }?.value
  }

  /// Reads a document; nil when it is not well formed.
  init?(parsing text: String) {
    var scanner = Scanner(bytes: Array(text.utf8))
    guard let root = scanner.element() else { return nil }
    self = root
  }

  init(_ name: String, _ attributes: [(String, String)] = [], _ children: [SVGElement] = []) {
    (self.name, self.attributes, self.children) = (
      name, attributes.map { (name: $0.0, value: $0.1) }, children
    )
  }

  func write(into text: inout String) {
    text += "<" + name
    for (key, value) in attributes { text += " \(key)=\"\(value)\"" }
    if children.isEmpty {
      text += "/>\n"
      return
    }
    text += ">\n"
    for child in children { child.write(into: &text) }
    text += "</\(name)>\n"
  }

  private struct Scanner {
    let bytes: [UInt8]
    var at = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// The next element, past declarations and comments; its children are read with an explicit
    /// stack.
    mutating func element() -> SVGElement? {
      var stack: [SVGElement] = []
      while let open = bytes[at...].firstIndex(of: UInt8(ascii: "<")) {
        guard let end = bytes[open...].firstIndex(of: UInt8(ascii: ">")) else { return nil }
        var tag = bytes[(open + 1)..<end]
        at = end + 1
        guard let first = tag.first, first != UInt8(ascii: "?"), first != UInt8(ascii: "!") else {
          continue
        }
        if first == UInt8(ascii: "/") {
          guard let done = stack.popLast() else { return nil }
          if stack.isEmpty { return done }
          stack[stack.count - 1].children.append(done)
          continue
        }
        let isEmpty = tag.last == UInt8(ascii: "/")
        if isEmpty { tag.removeLast() }
        let element = Self.tag(tag)
        if !isEmpty {
          stack.append(element)
        } else if stack.isEmpty {
          return element
        } else {
          stack[stack.count - 1].children.append(element)
        }
      }
      return nil
    }

    private static func tag(_ bytes: ArraySlice<UInt8>) -> SVGElement {
      var rest = bytes
      let isSpace = { (b: UInt8) in b == 32 || b == 10 || b == 9 || b == 13 }
      let name = rest.prefix { !isSpace($0) }
      rest = rest.dropFirst(name.count)
      var element = SVGElement(String(decoding: name, as: UTF8.self))
      while let equals = rest.firstIndex(of: UInt8(ascii: "=")), equals + 1 < rest.endIndex {
        let quote = rest[equals + 1]
        guard let close = rest[(equals + 2)...].firstIndex(of: quote) else { break }
        let key = String(decoding: rest[..<equals].filter { !isSpace($0) }, as: UTF8.self)
        element.attributes.append(
          (key, String(decoding: rest[(equals + 2)..<close], as: UTF8.self)))
        rest = rest[(close + 1)...]
      }
      return element
    }
  }
}

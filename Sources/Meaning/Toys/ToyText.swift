/// Cutting the lines of a toy at brackets of depth zero.
struct ToyText {
  var text: Substring
  init(_ text: some StringProtocol) { self.text = Substring(text) }

  static func trimmed(_ s: some StringProtocol) -> String {
    var s = Substring(s)
    while let c = s.first, c.isWhitespace { s.removeFirst() }
    while let c = s.last, c.isWhitespace { s.removeLast() }
    return String(s)
  }

  /// The ranges outside all brackets where `separator` begins.
  private func cuts(_ separator: String) -> [Range<Substring.Index>] {
    var depth = 0, found: [Range<Substring.Index>] = [], i = text.startIndex
    while i < text.endIndex {
      let c = text[i]
      if "([{".contains(c) { depth += 1 } else if ")]}".contains(c) { depth -= 1 }
      if depth == 0, text[i...].hasPrefix(separator) {
        let end = text.index(i, offsetBy: separator.count)
        found.append(i..<end)
        i = end
      } else {
        i = text.index(after: i)
      }
    }
    return found
  }

  /// The parts between separators outside brackets, trimmed.
  func split(_ separator: String) -> [String] {
    var parts: [String] = [], start = text.startIndex
    for cut in cuts(separator) {
      parts.append(Self.trimmed(text[start..<cut.lowerBound]))
      start = cut.upperBound
    }
    return parts + [Self.trimmed(text[start...])]
  }

  /// The two parts around the first (or last) separator outside brackets.
  func parted(at separator: String, last: Bool = false) -> (String, String)? {
    let all = cuts(separator)
    guard let cut = last ? all.last : all.first else { return nil }
    return (Self.trimmed(text[..<cut.lowerBound]), Self.trimmed(text[cut.upperBound...]))
  }

  /// `Head(inside)`: the word and what is in its one pair of brackets, if that is all there is.
  func call() -> (head: String, inside: String)? {
    guard let open = text.firstIndex(of: "("), text.last == ")" else { return nil }
    let head = Self.trimmed(text[..<open])
    guard !head.isEmpty, head.allSatisfy({ $0.isLetter }) else { return nil }
    var depth = 0
    for i in text.indices[open...] {
      if "([{".contains(text[i]) { depth += 1 } else if ")]}".contains(text[i]) { depth -= 1 }
      if depth == 0, text.index(after: i) != text.endIndex { return nil }
    }
    return (head, String(text[text.index(after: open)..<text.index(before: text.endIndex)]))
  }

  var bracketsBalance: Bool {
    var stack: [Character] = []
    let partner: [Character: Character] = [")": "(", "]": "[", "}": "{"]
    for c in text {
      if "([{".contains(c) { stack.append(c) }
      // Half-open intervals are written [0, 1) and (0, 1]: round and square brackets may close each
      // other.
      if let open = partner[c] {
        guard let top = stack.popLast(), (top == "{") == (open == "{") else { return false }
      }
    }
    return stack.isEmpty
  }
}

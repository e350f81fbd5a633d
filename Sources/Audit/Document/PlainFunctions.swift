/// `log D(x)` and `sup_{…}` as slides in Unicode write them: the names of functions without a
/// backslash.
///
/// Outside of text, of names in scripts such as `p_{max}`, and of longer words.
struct PlainFunctions {
  private static let names: Set<String> = [
    "log", "ln", "exp", "sin", "cos", "tan", "sinh", "cosh", "tanh", "max", "min", "sup", "inf",
    "lim", "det",
  ]
  /// Commands whose group holds words.
  private static let wordy: Set<String> = [
    "text", "textrm", "textit", "textbf", "mathrm", "mathit", "mathbf", "mathsf", "operatorname",
    "mbox", "hbox", "label", "tag", "ref", "eqref", "begin", "end",
  ]

  private let text: MappedText
  private var result = MappedText()
  private var found: [String] = []
  private var i = 0

  /// The text with a backslash before each such name, and the names that had none.
  static func marked(_ text: MappedText) -> (MappedText, [String]) {
    var marker = PlainFunctions(text: text)
    while marker.i < text.count { marker.step() }
    return marker.found.isEmpty ? (text, []) : (marker.result, marker.found)
  }

  private init(text: MappedText) { self.text = text }

  private mutating func step() {
    let byte = text.bytes[i]
    switch byte {
    case UInt8(ascii: "\\"): command()
    case UInt8(ascii: "_"), UInt8(ascii: "^"): script()
    case let letter where isLetter(letter): word()
    default: keep(i + 1)
    }
  }

  private mutating func keep(_ end: Int) {
    result.append(text, i..<min(end, text.count))
    i = min(end, text.count)
  }

  private func letters(at start: Int) -> String {
    String(decoding: text.bytes[min(start, text.count)...].prefix { isLetter($0) }, as: UTF8.self)
  }

  private mutating func command() {
    let name = letters(at: i + 1)
    var end = i + max(2, 1 + name.utf8.count)
    if Self.wordy.contains(name) {
      if end < text.count, text.bytes[end] == UInt8(ascii: "*") { end += 1 }
      end = Group.range(in: text.bytes, at: end)?.end ?? end
    }
    keep(end)
  }

  /// A script of letters alone is a name.
  private mutating func script() {
    if let group = Group.range(in: text.bytes, at: i + 1, longest: 40),
      text.bytes[group.inside].allSatisfy({ isLetter($0) })
    {
      return keep(group.end)
    }
    keep(i + 1)
    // p_max, and not the function
    if i < text.count, isLetter(text.bytes[i]) { keep(i + letters(at: i).utf8.count) }
  }

  private mutating func word() {
    let word = letters(at: i)
    if Self.names.contains(word) {
      result.append(UInt8(ascii: "\\"), from: text.origins[i])
      if !found.contains(word) { found.append(word) }
    }
    keep(i + word.utf8.count)
  }
}

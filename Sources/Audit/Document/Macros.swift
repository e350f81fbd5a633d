/// A group in braces.
struct Group {
  var inside: Range<Int>
  /// Behind the closing brace.
  var end: Int

  /// The group that begins at `start`, blanks apart; nil when none does, or it is never closed.
  /// Counted, not nested: any depth.
  static func range(
    in bytes: [UInt8], at start: Int, open: Character = "{", close: Character = "}",
    longest: Int = Expansion.length
  ) -> Group? {
    var i = start
    while i < bytes.count, isBlank(bytes[i]) { i += 1 }
    guard i < bytes.count, bytes[i] == open.asciiValue else { return nil }
    let from = i + 1
    var depth = 0
    while i < bytes.count, i - from <= longest {
      if bytes[i] == UInt8(ascii: "\\") {
        i += 2
        continue
      }
      if bytes[i] == open.asciiValue {
        depth += 1
      } else if bytes[i] == close.asciiValue {
        depth -= 1
      }
      if depth == 0 { return Group(inside: from..<i, end: i + 1) }
      i += 1
    }
    return nil
  }
}

/// The macros that a document defines; of several definitions of one name the last counts.
struct Macros: Sendable {
  struct Macro: Hashable, Sendable {
    var parameters: Int
    /// What the first argument is when it is left out.
    var standard: [UInt8]?
    var body: [UInt8]
    /// Whether the body is a command as it was before the document gave it another meaning, as the
    /// `\log` of `\let\oldlog\log`: it is not expanded again.
    var isPrimitive = false
    /// Whether a star behind its name changes nothing but the size of what it prints.
    var mayBeStarred = false
  }
  private(set) var known: [String: Macro] = [:]
  /// Where definitions stand, so that they are not read as formulas; in order.
  private(set) var definitions: [Range<Int>] = []

  /// Those that stand in a range, or partly. O(log n) and what is found.
  func definitions(in range: Range<Int>) -> ArraySlice<Range<Int>> {
    var (low, high) = (0, definitions.count)
    while low < high {
      let middle = (low + high) / 2
      if definitions[middle].upperBound <= range.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return definitions[low...].prefix { $0.lowerBound < range.upperBound }
  }
  /// More definitions than anybody writes are not kept.
  static let most = 10_000
  private var failures = 0

  /// Takes in the definition that begins at `start` with the command `name`, and says where it
  /// ends; nil when it is none.
  mutating func define(_ name: String, in bytes: [UInt8], at start: Int) -> Int? {
    var definition = Definition(bytes, start + 1 + name.utf8.count)
    guard Definition.commands.contains(name), known.count < Self.most, failures < 1000 else {
      return nil
    }
    guard let (macro, body) = definition.read(name) else {
      failures += 1
      return nil
    }
    known[macro] = body.isPrimitive ? known[Self.name(of: body)] ?? body : body
    // one that runs on behind its formula may hold the next
    let from = max(start, definitions.last?.upperBound ?? 0)
    if from < definition.i { definitions.append(from..<definition.i) }
    return definition.i
  }

  /// What the command is called that is a body.
  private static func name(of macro: Macro) -> String {
    String(decoding: macro.body.dropFirst(), as: UTF8.self)
  }

  /// Takes in every definition inside a range.
  mutating func readAll(in bytes: [UInt8], _ range: Range<Int>) {
    var i = range.lowerBound
    while i < range.upperBound {
      guard bytes[i] == UInt8(ascii: "\\") else {
        i += 1
        continue
      }
      let name = String(
        decoding: bytes[(i + 1)..<range.upperBound].prefix(while: isLetter), as: UTF8.self)
      i = define(name, in: bytes, at: i) ?? i + max(2, 1 + name.utf8.count)
    }
  }
}

/// Reads `\newcommand{\name}[2][x]{body}` and its kin.
private struct Definition {
  static let commands: Set<String> = [
    "newcommand", "renewcommand", "providecommand", "def", "gdef", "DeclareMathOperator", "let",
    "NewDocumentCommand", "RenewDocumentCommand", "ProvideDocumentCommand",
    "DeclareDocumentCommand", "DeclarePairedDelimiter",
  ]
  let bytes: [UInt8]
  var i: Int

  init(_ bytes: [UInt8], _ start: Int) { (self.bytes, i) = (bytes, start) }

  mutating func read(_ command: String) -> (String, Macros.Macro)? {
    switch command {
    case "def", "gdef": return def()
    case "DeclareMathOperator": return mathOperator()
    case "let": return letting()
    case "DeclarePairedDelimiter": return pairedDelimiter()
    case let name where name.hasSuffix("DocumentCommand"): return documentCommand()
    default: return newCommand()
    }
  }

  private mutating func newCommand() -> (String, Macros.Macro)? {
    skipStar()
    guard let name = name() else { return nil }
    var count = 0
    var standard: [UInt8]?
    if let group = Group.range(in: bytes, at: i, open: "[", close: "]") {
      guard let n = Int(String(decoding: bytes[group.inside], as: UTF8.self)), (0...9).contains(n)
      else { return nil }
      (count, i) = (n, group.end)
      if let group = Group.range(in: bytes, at: i, open: "[", close: "]") {
        (standard, i) = (Array(bytes[group.inside]), group.end)
      }
    }
    return body().map { (name, Macros.Macro(parameters: count, standard: standard, body: $0)) }
  }

  private mutating func def() -> (String, Macros.Macro)? {
    guard let name = name() else { return nil }
    var count = 0
    while i + 1 < bytes.count, bytes[i] == UInt8(ascii: "#"),
      bytes[i + 1] == UInt8(ascii: "1") + UInt8(count), count < 9
    {
      count += 1
      i += 2
    }
    return body().map { (name, Macros.Macro(parameters: count, standard: nil, body: $0)) }
  }

  /// `\let\a\b`, `\let\a=\b`: what the other command means now, whatever it is made later.
  private mutating func letting() -> (String, Macros.Macro)? {
    guard let name = name() else { return nil }
    skipBlanks()
    if i < bytes.count, bytes[i] == UInt8(ascii: "=") { i += 1 }
    skipBlanks()
    guard i < bytes.count, bytes[i] == UInt8(ascii: "\\") else { return nil }
    let letters = bytes[(i + 1)...].prefix(while: isLetter)
    guard !letters.isEmpty, !letters.elementsEqual(name.utf8) else { return nil }
    let body = Array(bytes[i..<letters.endIndex])
    i = letters.endIndex
    return (name, Macros.Macro(parameters: 0, standard: nil, body: body, isPrimitive: true))
  }

  /// `\NewDocumentCommand{\E}{O{p} m}{…}`: arguments in braces, of which the first may be left out.
  private mutating func documentCommand() -> (String, Macros.Macro)? {
    guard let name = name(), let kinds = Group.range(in: bytes, at: i) else { return nil }
    i = kinds.end
    var (at, count, standard) = (kinds.inside.lowerBound, 0, [UInt8]?.none)
    while at < kinds.inside.upperBound {
      switch bytes[at] {
      case 0x20, 0x09, 0x0A, 0x0D: at += 1
      case UInt8(ascii: "m"): (at, count) = (at + 1, count + 1)
      case UInt8(ascii: "o") where count == 0: (at, count, standard) = (at + 1, 1, [])
      case UInt8(ascii: "O") where count == 0:
        guard let group = Group.range(in: bytes, at: at + 1) else { return nil }
        (at, count, standard) = (group.end, 1, Array(bytes[group.inside]))
      default: return nil
      }
    }
    guard count <= 9 else { return nil }
    return body().map { (name, Macros.Macro(parameters: count, standard: standard, body: $0)) }
  }

  private mutating func skipBlanks() {
    while i < bytes.count, isBlank(bytes[i]) { i += 1 }
  }

  private mutating func mathOperator() -> (String, Macros.Macro)? {
    skipStar()
    guard let name = name(), let text = body() else { return nil }
    let body = Array("\\operatorname{".utf8) + text + Array("}".utf8)
    return (name, Macros.Macro(parameters: 0, standard: nil, body: body))
  }

  /// `\DeclarePairedDelimiter{\norm}{\lVert}{\rVert}`: `\norm{x}`, `\norm*{x}`, `\norm[\big]{x}`.
  private mutating func pairedDelimiter() -> (String, Macros.Macro)? {
    guard let name = name(), let open = body(), let close = body() else { return nil }
    let body = Array("\\left".utf8) + open + Array(" #2\\right".utf8) + close
    return (
      name, Macros.Macro(parameters: 2, standard: [], body: body, mayBeStarred: true)
    )
  }

  private mutating func skipStar() { if i < bytes.count, bytes[i] == UInt8(ascii: "*") { i += 1 } }

  /// `{\name}` or `\name`.
  private mutating func name() -> String? {
    var at = i
    var end: Int?
    if let group = Group.range(in: bytes, at: i) {
      (at, end) = (group.inside.lowerBound, group.end)
    }
    while at < bytes.count, bytes[at] == 0x20 { at += 1 }
    guard at < bytes.count, bytes[at] == UInt8(ascii: "\\") else { return nil }
    let letters = bytes[(at + 1)...].prefix(while: isLetter)
    guard !letters.isEmpty else { return nil }
    i = end ?? at + 1 + letters.count
    return String(decoding: letters, as: UTF8.self)
  }

  private mutating func body() -> [UInt8]? {
    guard let group = Group.range(in: bytes, at: i) else { return nil }
    i = group.end
    return Array(bytes[group.inside])
  }
}

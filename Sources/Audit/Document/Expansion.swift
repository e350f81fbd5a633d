/// Writes out the macros of a document in one formula.
struct Expansion {
  let macros: Macros
  /// How deep macros may stand in macros.
  static let depth = 20
  /// How many macros one formula may call, those inside macros counted.
  static let calls = 2_000
  /// How long a formula may become.
  static let length = 50_000
  /// How many bytes may be looked at for the arguments of its macros.
  static let work = 5_000_000
  private var called = 0
  private var looked = 0

  /// The macro at which it was given up, where that stands, and what was too much.
  struct Refused: Error {
    enum Cause { case depth, calls, length, work }
    var cause: Cause
    var name: String
    var origin: Int

    var words: String {
      switch cause {
      case .depth:
        "the macro \\\(name) stands \(Expansion.depth) macros deep and may expand without end; "
          + "look at its definition"
      case .calls:
        "the formula calls more than \(Expansion.calls) macros, those inside macros counted, at "
          + "\\\(name); write it in parts, or look whether a macro calls itself"
      case .length:
        "with the macro \\\(name) the formula grows beyond what is read of one formula "
          + "(\(Expansion.length) bytes); write it in parts"
      case .work:
        "the macro \\\(name) takes too long to read; look whether its arguments are closed"
      }
    }
  }

  init(_ macros: Macros) { self.macros = macros }

  /// The text with every macro replaced, comments and definitions blanked out. Throws `Refused` for
  /// macros that do not end, or need too much.
  static func expand(_ text: MappedText, _ macros: Macros) throws(Refused) -> MappedText {
    if macros.known.isEmpty { return text }
    var expansion = Expansion(macros)
    return try expansion.expand(text, depth: 0)
  }

  private mutating func expand(_ text: MappedText, depth: Int) throws(Refused) -> MappedText {
    var result = MappedText()
    var i = 0
    while i < text.count {
      guard text.bytes[i] == UInt8(ascii: "\\"), i + 1 < text.count else {
        result.append(text.bytes[i], from: text.origins[i])
        i += 1
        continue
      }
      let letters = text.bytes[(i + 1)...].prefix(while: isLetter)
      let name = String(decoding: letters, as: UTF8.self)
      let end = i + 1 + max(1, letters.count)
      guard let macro = macros.known[name] else {
        result.append(text, i..<min(end, text.count))
        i = end
        continue
      }
      called += 1
      guard depth < Self.depth else {
        throw Refused(cause: .depth, name: name, origin: text.origins[i])
      }
      guard called < Self.calls else {
        throw Refused(cause: .calls, name: name, origin: text.origins[i])
      }
      guard result.count < Self.length else {
        throw Refused(cause: .length, name: name, origin: text.origins[i])
      }
      var call = Call(text, end)
      let arguments = call.arguments(of: macro)
      looked += call.looked
      guard looked < Self.work else {
        throw Refused(cause: .work, name: name, origin: text.origins[i])
      }
      let body = fill(macro, arguments, from: text.origins[i])
      let written = macro.isPrimitive ? body : try expand(body, depth: depth + 1)
      guard result.count + written.count <= Self.length else {
        throw Refused(cause: .length, name: name, origin: text.origins[i])
      }
      result.appendWords(written)
      // \E x must not become \mathbb Ex where the body ends in a command
      if call.i < text.count, isLetter(text.bytes[call.i]) {
        result.append(0x20, from: text.origins[call.i])
      }
      i = call.i
    }
    return result
  }

  private func fill(_ macro: Macros.Macro, _ arguments: [MappedText], from origin: Int)
    -> MappedText
  {
    var result = MappedText()
    var i = 0
    while i < macro.body.count {
      let byte = macro.body[i]
      if byte == UInt8(ascii: "#"), i + 1 < macro.body.count, (49...57).contains(macro.body[i + 1])
      {
        let n = Int(macro.body[i + 1]) - 49
        if n < arguments.count, result.count + arguments[n].count <= Self.length {
          result.appendWords(arguments[n])
        }
        i += 2
        if i < macro.body.count, isLetter(macro.body[i]), result.endsInCommand {
          result.append(0x20, from: origin)
        }
      } else {
        result.append(byte == 0x0A ? 0x20 : byte, from: origin)
        i += 1
      }
    }
    return result
  }
}

/// The arguments behind a macro.
private struct Call {
  let text: MappedText
  var i: Int
  /// Bytes that were looked at; to the end, where a group is never closed.
  private(set) var looked = 0
  init(_ text: MappedText, _ start: Int) { (self.text, i) = (text, start) }

  mutating func arguments(of macro: Macros.Macro) -> [MappedText] {
    var list: [MappedText] = []
    if macro.mayBeStarred, i < text.count, text.bytes[i] == UInt8(ascii: "*") { i += 1 }
    for n in 0..<macro.parameters {
      if n == 0, let standard = macro.standard {
        if let group = group("[", "]") {
          list.append(text.part(group.inside))
          i = group.end
        } else {
          var given = MappedText()
          given.append(standard, from: text.origins[min(i, text.count - 1)])
          list.append(given)
        }
      } else {
        list.append(argument())
      }
    }
    return list
  }

  private mutating func group(_ open: Character, _ close: Character) -> Group? {
    let group = Group.range(in: text.bytes, at: i, open: open, close: close)
    let isOpen = text.bytes[i...].first { $0 != 0x20 && $0 != 0x0A } == open.asciiValue
    looked += (group?.end ?? (isOpen ? text.count : i)) - i
    return group
  }

  /// A group, a command, or one character.
  private mutating func argument() -> MappedText {
    if let group = group("{", "}") {
      i = group.end
      return text.part(group.inside)
    }
    while i < text.count, [0x20, 0x09, 0x0A].contains(text.bytes[i]) { i += 1 }
    guard i < text.count else { return MappedText() }
    let start = i
    i += 1
    if text.bytes[start] == UInt8(ascii: "\\") {
      let letters = text.bytes[i...].prefix(while: isLetter).count
      i = min(text.count, i + max(1, letters))
    } else {
      while i < text.count, text.bytes[i] & 0xC0 == 0x80 { i += 1 }
    }
    return text.part(start..<i)
  }
}

/// From bytes to tokens, once through, in linear time. Bad bytes, control characters and look-alike
/// letters are refused.
struct Lexer {
  let source: Source
  let plain: Bool
  /// Comments and labels are refused, not skipped.
  let strict: Bool
  private(set) var tokens: [Token] = []
  private var i = 0
  private var sizing = false
  /// What each open `\left` opened; nil for `\left.`.
  private var lefts: [Token?] = []
  /// A `\right.` before the break of a line left its bracket open for the `\left.` behind.
  private var continuing = false
  private var bytes: [UInt8] { source.bytes }

  init(_ source: Source, plain: Bool, strict: Bool) {
    (self.source, self.plain, self.strict) = (source, plain, strict)
  }

  /// The longest numeral that is read.
  static let longestNumeral = 400

  static func tokens(of source: Source, plain: Bool = false, strict: Bool = true) throws -> [Token]
  {
    var lexer = Lexer(source, plain: plain, strict: strict)
    try lexer.run()
    return lexer.tokens
  }

  /// The marks as a reader with these options takes them.
  static func tokens(of source: Source, _ options: FormulaParser.Options) throws -> [Token] {
    Habits.rewritten(
      try tokens(of: source, plain: options.plain, strict: options.strict), strict: options.strict)
  }

  private mutating func run() throws {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { i = 3 }
    while i < bytes.count { try next() }
    emit(.end, "", from: bytes.count)
  }

  private mutating func emit(_ kind: Token.Kind, _ text: String, from start: Int) {
    let glued = tokens.last.map { $0.end == start } ?? false
    tokens.append(Token(kind: kind, text: text, start: start, end: i, glued: glued))
  }

  private func fail(_ at: Int, _ message: String, _ remedy: String) -> ParseError {
    source.error(at: at, message, remedy)
  }

  private mutating func next() throws {
    let start = i, byte = bytes[i]
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): i += 1
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): letters()
    case UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    case UInt8(ascii: "\\"): try command()
    case UInt8(ascii: "%") where !strict:
      while i < bytes.count, bytes[i] != UInt8(ascii: "\n") { i += 1 }
    case UInt8(ascii: "~"):
      i += 1
      if plain { emit(.sign, "~", from: start) }  // a tie in LaTeX: nothing but room
    case UInt8(ascii: ".") where i + 1 < bytes.count && isDigit(bytes[i + 1]): try number()
    case 0x80...: try beyondASCII()
    default: try sign()
    }
  }

  private mutating func letters() {
    let start = i
    i += 1
    if plain { while i < bytes.count, isLetter(bytes[i]) { i += 1 } }
    let text = String(decoding: bytes[start..<i], as: UTF8.self)
    emit(text.utf8.count == 1 ? .letter : .word, text, from: start)
  }

  private mutating func number() throws {
    let start = i
    while i < bytes.count, isDigit(bytes[i]) { i += 1 }
    var text = String(decoding: bytes[start..<i], as: UTF8.self)
    let isScript = [.sub, .sup].contains(tokens.last?.kind)  // x_1\,000
    while !isScript, let group = thousands { text += group }
    if i + 1 < bytes.count, bytes[i] == UInt8(ascii: "."), isDigit(bytes[i + 1]) {
      let point = i
      i += 1
      while i < bytes.count, isDigit(bytes[i]) { i += 1 }
      text += String(decoding: bytes[point..<i], as: UTF8.self)
    }
    if text.hasPrefix(".") { text = "0" + text }
    guard text.utf8.count <= Lexer.longestNumeral else {
      throw fail(
        start, "a numeral of \(text.utf8.count) digits",
        "write at most \(Lexer.longestNumeral) digits, or a power of ten")
    }
    emit(.number, text, from: start)
  }

  /// The next three digits of `1{,}000` or `10\,000`, which are taken.
  private var thousands: String? {
    mutating get {
      for mark in ["{,}", "\\,"] where bytes[i...].starts(with: mark.utf8) {
        let from = i + mark.utf8.count, end = from + 3
        guard end <= bytes.count, bytes[from..<end].allSatisfy(isDigit),
          end == bytes.count || !isDigit(bytes[end])
        else { return nil }
        defer { i = end }
        return String(decoding: bytes[from..<end], as: UTF8.self)
      }
      return nil
    }
  }

  private static let simple: [UInt8: (Token.Kind, String)] = {
    var table: [UInt8: (Token.Kind, String)] = [:]
    for c in "+-*/=<>:;,.!'" { table[c.asciiValue!] = (.sign, String(c)) }
    for c in "([" { table[c.asciiValue!] = (.open, String(c)) }
    for c in ")]" { table[c.asciiValue!] = (.close, String(c)) }
    table[UInt8(ascii: "|")] = (.bar, "|")
    table[UInt8(ascii: "{")] = (.beginGroup, "{")
    table[UInt8(ascii: "}")] = (.endGroup, "}")
    table[UInt8(ascii: "_")] = (.sub, "_")
    table[UInt8(ascii: "^")] = (.sup, "^")
    table[UInt8(ascii: "&")] = (.ampersand, "&")
    return table
  }()

  private mutating func sign() throws {
    let start = i, byte = bytes[i]
    if i + 1 < bytes.count {
      let pair = String(decoding: bytes[i...i + 1], as: UTF8.self)
      if pair == ":=" || plain && ["<=", ">=", "!=", "..", "->"].contains(pair) {
        i += 2
        return emit(.sign, pair, from: start)
      }
    }
    guard let (kind, text) = Lexer.simple[byte] else { throw refusal(of: byte) }
    i += 1
    emit(kind, text, from: start)
  }

  private func refusal(of byte: UInt8) -> ParseError {
    switch byte {
    case 0x00: fail(i, "a zero byte", "remove it")
    case 0x01..<0x20, 0x7F: fail(i, "the control character U+\(hex(UInt32(byte)))", "remove it")
    case UInt8(ascii: "%"):
      fail(i, "a comment would hide text from the reader of the page", "remove it")
    case UInt8(ascii: "$"):
      fail(i, "a dollar sign inside a formula", "close the formula before, or remove it")
    case UInt8(ascii: "#"): fail(i, "a macro argument", "write the formula out")
    default:
      fail(
        i, "'\(String(decoding: [byte], as: UTF8.self))' has no meaning in a formula", "remove it")
    }
  }

  // MARK: beyond ASCII

  private mutating func beyondASCII() throws {
    let start = i
    guard let (scalar, length) = UTF8Scan.scalar(bytes, at: i), scalar.value != 0xFFFD else {
      throw fail(i, "byte \(i) is no UTF-8", "save the file as UTF-8")
    }
    i += length
    if scalar.value == 0xA0 || (0x2000...0x200A).contains(scalar.value) { return }  // blanks
    if let marks = Vocabulary.spelled[scalar] { return spell(marks, from: start) }
    guard let meaning = Vocabulary.unicode[scalar] else { throw refusal(of: scalar, at: start) }
    switch meaning {
    case "star":
      emit(.sup, "^", from: start)
      emit(.sign, "*", from: start)
    case "-", "*", "'": emit(.sign, meaning, from: start)
    case "|": emit(.doubleBar, meaning, from: start)
    case "mid": emit(.middleBar, "|", from: start)
    default: emit(.command, meaning, from: start)
    }
  }

  /// One character that stands for several marks: `ℝ`, `x²`, `½`. Digits in a row are one script.
  private mutating func spell(_ marks: [(Token.Kind, String)], from start: Int) {
    let n = tokens.count
    if marks.count == 4, n >= 4, tokens[n - 1].kind == .endGroup, tokens[n - 1].end == start,
      tokens[n - 1].start == tokens[n - 4].start, tokens[n - 4].kind == marks[0].0,
      tokens[n - 2].kind == .number, marks[2].0 == .number
    {
      tokens[n - 2].text += marks[2].1
      for k in n - 4..<n { tokens[k].end = i }
      return
    }
    for (kind, text) in marks { emit(kind, text, from: start) }
  }

  private func refusal(of scalar: Unicode.Scalar, at start: Int) -> ParseError {
    let value = scalar.value, code = "U+\(hex(value))"
    let bidi =
      (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
      || [0x200E, 0x200F, 0x061C].contains(value)
    if bidi {
      return fail(
        start, "the text-direction control \(code), which hides what is written", "remove it")
    }
    if scalar.properties.generalCategory == .format || scalar.properties.generalCategory == .control
    {
      return fail(start, "the invisible character \(code)", "remove it")
    }
    return fail(
      start, "'\(scalar)' (\(code)) is no letter of the notation",
      "write the LaTeX command or an ASCII letter")
  }

  // MARK: commands

  private mutating func command() throws {
    let start = i
    i += 1
    guard i < bytes.count else {
      throw fail(start, "a backslash at the end", "write the command's name behind it")
    }
    let from = i
    while i < bytes.count, isLetter(bytes[i]) { i += 1 }
    if i == from {
      guard bytes[i] < 0x80 else {
        throw fail(start, "a backslash before a letter that is no command", "remove it")
      }
      i += 1
      if bytes[from] == UInt8(ascii: "\r"), i < bytes.count, bytes[i] == UInt8(ascii: "\n") {
        i += 1
      }
    }
    let name =
      bytes[from] == UInt8(ascii: "\r") ? " " : String(decoding: bytes[from..<i], as: UTF8.self)
    if let side = Vocabulary.sizes[name] { return try delimiter(side, after: name, from: start) }
    if let kind = Lexer.delimiterCommands[name] { return emit(kind.0, kind.1, from: start) }
    switch name {
    case _ where Vocabulary.spacing.contains(name): return
    case _ where Vocabulary.wideSpaces.contains(name): emit(.space, name, from: start)
    case "\\": newline(from: start)
    case "%":
      emit(.sign, "/", from: start)
      emit(.number, "100", from: start)
    case "text", "textrm", "mbox", "textit", "textbf", "textnormal":
      try raw(.text, name, from: start)
    case "because": try raw(.because, name, from: start)
    case "begin": try raw(.begin, name, from: start)
    case "end": try raw(.finish, name, from: start)
    case "hspace", "vspace", "mspace":
      if i < bytes.count, bytes[i] == UInt8(ascii: "*") { i += 1 }
      _ = try group(after: name, from: start)
    case "label" where !strict, "tag" where !strict:
      if i < bytes.count, bytes[i] == UInt8(ascii: "*") { i += 1 }
      _ = try group(after: name, from: start)
    case "operatorname":
      if i < bytes.count, bytes[i] == UInt8(ascii: "*") { i += 1 }
      emit(.command, name, from: start)
    default: emit(.command, name, from: start)
    }
  }

  private static let delimiterCommands: [String: (Token.Kind, String)] = [
    "{": (.open, "{"), "lbrace": (.open, "{"), "lbrack": (.open, "["), "}": (.close, "}"),
    "rbrace": (.close, "}"),
    "rbrack": (.close, "]"), "|": (.doubleBar, "|"), "Vert": (.doubleBar, "|"), "vert": (.bar, "|"),
    "lvert": (.leftBar, "|"),
    "rvert": (.rightBar, "|"), "lVert": (.leftDoubleBar, "|"), "rVert": (.rightDoubleBar, "|"),
    "mid": (.middleBar, "|"),
    "parallel": (.middleDoubleBar, "|"),
  ]

  /// `\\`, also `\\*` and `\\[2pt]`.
  private mutating func newline(from start: Int) {
    if i < bytes.count, bytes[i] == UInt8(ascii: "*") { i += 1 }
    if i < bytes.count, bytes[i] == UInt8(ascii: "[") {
      var j = i + 1
      while j < bytes.count, j - i < 16,
        isDigit(bytes[j]) || isLetter(bytes[j]) || [0x2E, 0x2D, 0x20].contains(bytes[j])
      { j += 1 }
      let unit = String(decoding: bytes[i + 1..<j], as: UTF8.self)
      if j < bytes.count, bytes[j] == UInt8(ascii: "]"),
        ["pt", "ex", "em", "mm", "cm", "in"].contains(where: unit.hasSuffix)
      {
        i = j + 1
      }
    }
    emit(.newline, "\\\\", from: start)
  }

  /// `\left(`, `\big|`, `\Big{\|}`: the size is ignored, the side is kept; `\left.` and `\right.`
  /// are nothing.
  private mutating func delimiter(_ side: Vocabulary.Side, after name: String, from start: Int)
    throws
  {
    guard !sizing else {
      throw fail(start, "\\\(name) behind another size", "write the bracket there")
    }
    sizing = true
    defer { sizing = false }
    skipBlanks()
    let braced = i < bytes.count && bytes[i] == UInt8(ascii: "{")
    if braced {
      i += 1
      skipBlanks()
    }
    let before = tokens.count
    let isInvisible = i < bytes.count && bytes[i] == UInt8(ascii: ".")
    if isInvisible {
      i += 1
      if !strict, name == "right" { closeInvisibly(from: start) }
    } else if i < bytes.count {
      try next()
    }
    if braced {
      skipBlanks()
      guard i < bytes.count, bytes[i] == UInt8(ascii: "}") else {
        throw fail(i, "expected } behind the bracket of \\\(name)", "close it")
      }
      i += 1
    }
    defer {
      if name == "left", !continuing { lefts.append(tokens.count > before ? tokens[before] : nil) }
      if name == "left" { continuing = false }
    }
    if isInvisible { return }
    if name == "right" { _ = lefts.popLast() }
    guard tokens.count > before else {
      throw fail(start, "\\\(name) without a bracket", "write the bracket behind it")
    }
    tokens[before].start = start
    tokens[before].end = i
    switch (tokens[before].kind, side) {
    case (.bar, .left): tokens[before].kind = .leftBar
    case (.bar, .right): tokens[before].kind = .rightBar
    case (.bar, .middle): tokens[before].kind = .middleBar
    case (.doubleBar, .left): tokens[before].kind = .leftDoubleBar
    case (.doubleBar, .right): tokens[before].kind = .rightDoubleBar
    case (.doubleBar, .middle): tokens[before].kind = .middleDoubleBar
    case (.open, _), (.close, _), (.bar, .neutral), (.doubleBar, .neutral), (.leftBar, _),
      (.rightBar, _),
      (.leftDoubleBar, _), (.rightDoubleBar, _), (.middleBar, _), (.middleDoubleBar, _):
      break
    case (.command, _) where Vocabulary.commandBrackets[tokens[before].text] != nil: break
    default:
      if tokens[before].isSign("/") { return }
      throw fail(
        start, "\\\(name) before \(tokens[before].name), which is no bracket",
        "write a bracket behind it")
    }
  }

  /// `\left( … \right.`: strangers close a bracket by one that is not seen.
  private mutating func closeInvisibly(from start: Int) {
    if goesOnBehindABreak {
      continuing = true
      return
    }
    guard let opener = lefts.popLast() ?? nil else { return }
    switch (opener.kind, opener.text) {
    case (.open, "("): emit(.close, ")", from: start)
    case (.open, "["): emit(.close, "]", from: start)
    case (.leftBar, _): emit(.rightBar, "|", from: start)
    case (.leftDoubleBar, _): emit(.rightDoubleBar, "|", from: start)
    default: break
    }
  }

  /// Whether `\left.` follows, behind the break of a line: `\right. \\ & \left.` leaves the bracket
  /// open.
  private var goesOnBehindABreak: Bool {
    var j = i
    func follows(_ mark: String) -> Bool { bytes[j...].starts(with: mark.utf8) }
    while j - i < 200 {
      if follows(#"\left."#) { return true }
      let skipped = [
        " ", "\n", "\t", "\r", "&", #"\\"#, #"\qquad"#, #"\quad"#, #"\,"#, #"\;"#, #"\!"#, "{}",
      ]
      guard let mark = skipped.first(where: follows) else { return false }
      j += mark.utf8.count
    }
    return false
  }

  private mutating func raw(_ kind: Token.Kind, _ name: String, from start: Int) throws {
    let text = try group(after: name, from: start)
    emit(kind, text, from: start)
  }

  /// The text of a braced argument, braces inside it balanced.
  private mutating func group(after name: String, from start: Int) throws -> String {
    skipBlanks()
    guard i < bytes.count, bytes[i] == UInt8(ascii: "{") else {
      throw fail(start, "\\\(name) without its {…}", "write the braces")
    }
    let from = i + 1
    var depth = 0
    while i < bytes.count {
      let byte = bytes[i]
      if byte == UInt8(ascii: "\\") {
        i += 2
        continue
      }
      if byte == UInt8(ascii: "{") { depth += 1 } else if byte == UInt8(ascii: "}") { depth -= 1 }
      if byte < 0x20, ![0x09, 0x0A, 0x0D].contains(byte) { throw refusal(of: byte) }
      if byte >= 0x80 { try checkText() } else { i += 1 }
      if depth == 0 { return source.text(from..<i - 1) }
    }
    i = bytes.count
    throw fail(start, "\\\(name){ is never closed", "close it with }")
  }

  /// Words may be in any script, but bytes must be UTF-8 and controls are refused.
  private mutating func checkText() throws {
    guard let (scalar, length) = UTF8Scan.scalar(bytes, at: i), scalar.value != 0xFFFD else {
      throw fail(i, "byte \(i) is no UTF-8", "save the file as UTF-8")
    }
    let category = scalar.properties.generalCategory
    if category == .format || category == .control { throw refusal(of: scalar, at: i) }
    i += length
  }

  private mutating func skipBlanks() {
    while i < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[i]) { i += 1 }
  }
  private func isLetter(_ b: UInt8) -> Bool { (65...90).contains(b) || (97...122).contains(b) }
  private func isDigit(_ b: UInt8) -> Bool { (48...57).contains(b) }
  private func hex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

/// Strict decoding of UTF-8, one scalar at a time.
enum UTF8Scan {
  static func scalar(_ bytes: [UInt8], at i: Int) -> (Unicode.Scalar, length: Int)? {
    let first = bytes[i]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let (length, low): (Int, UInt32)
    switch first {
    case 0xC2...0xDF: (length, low) = (2, 0x80)
    case 0xE0...0xEF: (length, low) = (3, 0x800)
    case 0xF0...0xF4: (length, low) = (4, 0x10000)
    default: return nil
    }
    guard i + length <= bytes.count else { return nil }
    var value = UInt32(first) & (0xFF >> UInt32(length + 1))
    for j in i + 1..<i + length {
      guard bytes[j] & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(bytes[j] & 0x3F)
    }
    guard value >= low, let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, length)
  }
}

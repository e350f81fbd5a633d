/// Finds the mathematics of a document, once through: displays, formulas in a line, headings,
/// macros.
///
/// Linear in the length of the document; never fails: marks without a partner become remarks and
/// are stepped over.
struct Scanner {
  private(set) var text: DocumentText
  private(set) var scan = Scan()
  /// How much there was to say of marks.
  private var remarked = 0
  /// More than this is said together.
  private static let mostRemarks = 100
  let flavour: Flavour
  private var finder: Finder
  private var i = 0
  private var bytes: [UInt8] { text.bytes }

  static let environments: Set<String> = [
    "equation", "align", "aligned", "gather", "multline", "flalign", "alignat", "eqnarray",
    "displaymath", "math",
  ]
  private static let verbatim: Set<String> = [
    "verbatim", "Verbatim", "lstlisting", "minted", "comment", "tikzpicture",
  ]

  init(_ all: [UInt8], _ flavour: Flavour) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]  // of the order of bytes; it belongs to no line
    var bytes = all.starts(with: mark) ? Array(all.dropFirst(mark.count)) : all
    // lines that end as on old machines
    if !bytes.contains(0x0A) { bytes = bytes.map { $0 == 0x0D ? 0x0A : $0 } }
    (text, self.flavour, finder) = (DocumentText(bytes), flavour, Finder(bytes))
  }

  /// The document with its lines counted, and what was found in it.
  static func scan(_ bytes: [UInt8], _ flavour: Flavour) -> (DocumentText, Scan) {
    var scanner = Scanner(bytes, flavour)
    scanner.run()
    return (scanner.text, scanner.scan)
  }

  private mutating func run() {
    if flavour == .markdown { skipFrontMatter() }
    while i < bytes.count {
      if i == 0 || bytes[i - 1] == 0x0A, flavour == .markdown, lineStart() { continue }
      step()
    }
    if remarked > Self.mostRemarks {
      let rest = remarked - Self.mostRemarks
      scan.remarks.append(
        Remark(text.place(bytes.count), "\(rest) more of its marks lack a partner"))
    }
  }

  private mutating func step() {
    switch bytes[i] {
    case UInt8(ascii: "$"): dollars()
    case UInt8(ascii: "\\"): command()
    case UInt8(ascii: "`") where flavour == .markdown: codeSpan()
    case UInt8(ascii: "<") where flavour == .markdown && finder.stands(Array("<!--".utf8), at: i):
      comment()
    case UInt8(ascii: "%") where flavour == .latex: skipLine()
    default: i += 1
    }
  }

  // MARK: Markdown around the mathematics

  private mutating func skipFrontMatter() {
    guard finder.stands(Array("---\n".utf8), at: 0) else { return }
    if let end = finder.next(Array("\n---".utf8), from: 3) { i = end + 4 }
  }

  /// What a fence or a heading begins with.
  private static let lineMarks = Set("`~#".utf8)

  /// Fences and headings; true when the line is done.
  private mutating func lineStart() -> Bool {
    var j = i
    while j < bytes.count, Self.leading.contains(bytes[j]) { j += 1 }
    guard j < bytes.count else { return false }
    let byte = bytes[j]
    guard Self.lineMarks.contains(byte) else { return false }
    let run = bytes[j...].prefix { $0 == byte }.count
    if byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~"), run >= 3 {
      i = j
      skipFence(Array(repeating: byte, count: run))
      return true
    }
    if byte == UInt8(ascii: "#"), run <= 6, j + run < bytes.count, bytes[j + run] == 0x20 {
      heading(j, run)
    }
    return false
  }

  private mutating func skipFence(_ mark: [UInt8]) {
    let start = i
    skipLine()
    while i < bytes.count {
      var j = i
      while j < bytes.count, [0x20, 0x09, UInt8(ascii: ">")].contains(bytes[j]) { j += 1 }
      let closes = finder.stands(mark, at: j)
      skipLine()
      if closes { return }
    }
    remark(start, "this code fence is never closed: nothing behind it was read; close it")
  }

  private mutating func heading(_ start: Int, _ level: Int) {
    var end = start + level
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    let title = title(start + level..<end).filter { !"#*_`".contains($0) }
    scan.headings.append(Heading(level: level, title: trimmed(title), line: text.line(start)))
  }

  /// The words of a heading, of a long one the first: cut behind a word.
  private func title(_ range: Range<Int>) -> String {
    guard range.count > Self.longestTitle else { return text.text(range) }
    let limit = range.lowerBound + Self.longestTitle
    let last = bytes[range.lowerBound..<limit].suffix(Self.longestTitle / 10)
    let blank = last.lastIndex { isBlank($0) }
    // a word that long ends before a character, of which only the first byte begins one
    let end = blank ?? (range.lowerBound..<limit).last { bytes[$0] & 0xC0 != 0x80 } ?? limit
    return text.text(range.lowerBound..<end)
  }

  private mutating func codeSpan() {
    let run = bytes[i...].prefix { $0 == UInt8(ascii: "`") }.count
    let mark = Array(repeating: UInt8(ascii: "`"), count: min(run, 16))
    let end = finder.paragraphEnd(from: i)
    i += run
    if let close = finder.next(mark, from: i), close < end { i = close + run }
  }

  /// A comment; in an extract it may say which line of the original follows.
  private mutating func comment() {
    let start = i + 4
    guard let end = finder.next(Array("-->".utf8), from: start) else {
      remark(i, "this comment is never closed: nothing behind it was read; close it with -->")
      i = bytes.count
      return
    }
    let words = text.text(start..<end).split(whereSeparator: \.isWhitespace).map(String.init)
    i = end + 3
    guard words.count == 2, words[0] == "line" || words[0] == "text" else { return }
    // no document has more lines than 32 bits count, and lines are added to without a check
    let numbers = words[1].split(separator: ":").map { Int(Int32($0) ?? 0) }
    guard let line = numbers.first, line > 0 else { return }
    text.renumber(behind: end, as: Place(line, numbers.count > 1 ? max(1, numbers[1]) : 1))
  }

  // MARK: mathematics

  private mutating func dollars() {
    let double = finder.stands(Array("$$".utf8), at: i)
    let mark = Array((double ? "$$" : "$").utf8)
    let start = i
    let from = i + mark.count
    let end = flavour == .markdown ? finder.paragraphEnd(from: i) : bytes.count
    i = from
    guard let close = finder.next(mark, from: from), close < end else {
      if double { remark(start, "$$ is never closed in its paragraph; close it with $$") }
      return
    }
    if double {
      add(begins(start) ? .display : .inline, from..<close, start..<close + 2)
    } else if isFormula(from, close) {
      add(.inline, from..<close, start..<close + 1)
    }
  }

  /// A lone dollar opens before a mark and closes behind one: `costs $5 and $6` holds no formula.
  private func isFormula(_ from: Int, _ close: Int) -> Bool {
    guard close > from else { return false }
    if flavour == .latex { return true }
    if isBlank(bytes[from]) { return false }
    // a blank slipped in before the closing mark; commands tell mathematics from prices
    if isBlank(bytes[close - 1]) {
      return bytes[from..<close].contains(UInt8(ascii: "\\"))
    }
    return close + 1 >= bytes.count
      || !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[close + 1])
  }

  /// Whether only marks of lists and quotations, and other mathematics, stand before it on its
  /// line.
  private func begins(_ start: Int) -> Bool {
    var j = start
    while j > 0, bytes[j - 1] != 0x0A {
      if let last = scan.fragments.last, last.whole.upperBound == j { return last.kind == .display }
      guard Self.leading.contains(bytes[j - 1]) || Self.bullets.contains(bytes[j - 1]) else {
        return false
      }
      j -= 1
    }
    return true
  }

  /// Blanks, quotations and lists at the beginning of a line.
  private static let leading: Set<UInt8> = [
    0x20, 0x09, UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "*"),
  ]
  /// Of numbered lists, and the bytes of • ‣ ◦ ▪ – —.
  private static let bullets = Set("0123456789.)+•‣◦▪–—".utf8)

  private mutating func command() {
    let start = i
    guard i + 1 < bytes.count else {
      i += 1
      return
    }
    switch bytes[i + 1] {
    case UInt8(ascii: "["): enclosed(.display, "\\]")
    case UInt8(ascii: "("): enclosed(.inline, "\\)")
    case let letter where isLetter(letter):
      let name = self.name(at: i + 1)
      if name == "begin" {
        environment()
      } else if flavour == .latex, name == "verb" {
        skipVerb()
      } else if flavour == .latex, name == "input" || name == "include" {
        remark(i, "the file of \\\(name) is not read: put the macros it defines into this one")
        i += 1 + name.utf8.count
      } else if let end = scan.macros.define(name, in: bytes, at: i) {
        i = end
      } else if flavour == .latex, let level = Self.sections[name] {
        section(level, i + 1 + name.utf8.count)
      } else {
        i += 1 + name.utf8.count
      }
    default: i += 2
    }
    if i <= start { i = start + 1 }
  }

  /// What of a heading is kept, and how far its closing brace is looked for.
  private static let longestTitle = 2000
  private static let longestHeading = 4 * longestTitle

  private static let sections = [
    "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5,
  ]

  private mutating func section(_ level: Int, _ start: Int) {
    i = start
    guard
      let group = Group.range(
        in: bytes, at: start + (start < bytes.count && bytes[start] == UInt8(ascii: "*") ? 1 : 0),
        longest: Self.longestHeading)
    else { return }
    let words = TeXWords.plain(title(group.inside))
    scan.headings.append(Heading(level: level, title: trimmed(words), line: text.line(start)))
  }

  private mutating func enclosed(_ kind: Fragment.Kind, _ mark: String) {
    let start = i
    let from = i + 2
    i = from
    let end = flavour == .markdown ? finder.paragraphEnd(from: start) : bytes.count
    guard let close = finder.next(Array(mark.utf8), from: from), close < end else {
      if kind == .display {
        remark(start, "\\[ is never closed in its paragraph; close it with \\]")
      }
      return
    }
    // an escaped bracket around other mathematics is prose
    if let dollar = finder.next(Array("$".utf8), from: from), dollar < close { return }
    add(kind, from..<close, start..<close + 2)
  }

  private mutating func environment() {
    let start = i
    i += 6
    guard let group = Group.range(in: bytes, at: i, longest: 40) else { return }
    let name = text.text(group.inside)
    let plain = name.hasSuffix("*") ? String(name.dropLast()) : name
    i = group.end
    let isVerbatim = flavour == .latex && Self.verbatim.contains(plain)
    guard isVerbatim || Self.environments.contains(plain) else { return }
    let mark = Array("\\end{\(name)}".utf8)
    guard let close = finder.next(mark, from: i) else {
      remark(start, "\\begin{\(name)} is never ended; write \\end{\(name)}")
      return
    }
    let end = close + mark.count
    if !isVerbatim {
      add(plain == "math" ? .inline : .display, start..<end, start..<end)
    } else {
      i = end
    }
  }

  private mutating func skipVerb() {
    i += 5
    guard i < bytes.count else { return }
    let mark = bytes[i]
    i += 1
    while i < bytes.count, bytes[i] != mark, bytes[i] != 0x0A { i += 1 }
  }

  private mutating func add(_ kind: Fragment.Kind, _ content: Range<Int>, _ whole: Range<Int>) {
    i = whole.upperBound
    // marks with nothing between them, of which a rule of dollars would hold millions
    guard bytes[content].contains(where: { !isBlank($0) }) else { return }
    scan.macros.readAll(in: bytes, content)
    scan.fragments.append(Fragment(kind: kind, content: content, whole: whole))
  }

  // MARK: small things

  private mutating func skipLine() {
    while i < bytes.count, bytes[i] != 0x0A { i += 1 }
    i += 1
  }
  private mutating func remark(_ offset: Int, _ message: String) {
    remarked += 1
    if remarked <= Self.mostRemarks { scan.remarks.append(Remark(text.place(offset), message)) }
  }
  private func name(at start: Int) -> String {
    String(decoding: bytes[start...].prefix { isLetter($0) }, as: UTF8.self)
  }
}

func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }

/// Without white space at both ends.
func trimmed(_ text: some StringProtocol) -> String {
  var rest = text[...]
  while let c = rest.first, c.isWhitespace { rest.removeFirst() }
  while let c = rest.last, c.isWhitespace { rest.removeLast() }
  return String(rest)
}

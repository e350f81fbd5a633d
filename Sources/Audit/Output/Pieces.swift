import Notation

/// A document cut at its mathematics, for a page that shows both.
public enum Piece: Hashable, Sendable {
  case text(String)
  /// What stands between fences.
  case code(String)
  /// A heading, which may hold mathematics.
  indirect case heading(level: Int, [Piece])
  /// A formula with the document's macros written out, and its number among all of them.
  case mathematics(latex: String, isDisplay: Bool, fragment: Int)
}

extension Audit {
  /// The whole document in order, marks of mathematics and headings apart.
  public func pieces(_ bytes: [UInt8], name: String, sheet: Sheet) -> [Piece] {
    let document = read(bytes, name: name, sheet: sheet)
    var cutter = PieceCutter(isMarkdown: Flavour(file: name) == .markdown)
    var from = 0
    for (i, fragment) in document.fragments.enumerated() where fragment.whole.lowerBound >= from {
      cutter.add(document.text.text(from..<fragment.whole.lowerBound))
      let source = MappedText(bytes, fragment.content)
      let latex = (try? Expansion.expand(source, document.scan.macros)) ?? source
      cutter.add(
        .mathematics(
          latex: trimmed(latex.string), isDisplay: fragment.kind == .display, fragment: i))
      from = fragment.whole.upperBound
    }
    cutter.add(document.text.text(from..<bytes.count))
    return cutter.finished
  }
}

/// Gathers text and formulas, and headings out of both.
private struct PieceCutter {
  let isMarkdown: Bool
  private var pieces: [Piece] = []
  private var heading: (level: Int, pieces: [Piece])?
  private var text = ""
  private var atLineStart = true
  /// The marks that close the code in which the line stands.
  private var fence: String?

  init(isMarkdown: Bool) { self.isMarkdown = isMarkdown }

  mutating func add(_ words: String) {
    for (i, line) in words.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if i > 0 { endLine() }
      if isMarkdown, atLineStart, addCode(line) { continue }
      let level = line.prefix { $0 == "#" }.count
      if isMarkdown, atLineStart, (1...6).contains(level), line.dropFirst(level).first == " " {
        flush()
        heading = (level, [])
        text = trimmed(line.dropFirst(level)) + (line.hasSuffix(" ") ? " " : "")
      } else {
        text += line
      }
      if !line.isEmpty { atLineStart = false }
    }
  }

  /// A line of code, or a fence; false for any other.
  private mutating func addCode(_ line: Substring) -> Bool {
    let bare = trimmed(line), mark = String(bare.prefix { $0 == bare.first })
    if let fence {
      if bare.hasPrefix(fence) {
        if !text.isEmpty { pieces.append(.code(text)) }
        (text, self.fence) = ("", nil)
      } else {
        text += line
      }
      return true
    }
    guard mark.hasPrefix("```") || mark.hasPrefix("~~~") else { return false }
    flush()
    fence = mark
    return true
  }

  mutating func add(_ formula: Piece) {
    flush()
    if heading == nil { pieces.append(formula) } else { heading?.pieces.append(formula) }
    atLineStart = false
  }

  private mutating func endLine() {
    atLineStart = true
    if fence != nil {
      if !text.isEmpty { text += "\n" }
      return
    }
    guard let ended = heading else {
      // more than one blank line says no more than one
      if !text.hasSuffix("\n\n") { text += "\n" }
      return
    }
    flush()
    pieces.append(.heading(level: ended.level, (heading ?? ended).pieces))
    heading = nil
  }

  private mutating func flush() {
    guard !text.isEmpty else { return }
    if heading == nil { pieces.append(.text(text)) } else { heading?.pieces.append(.text(text)) }
    text = ""
  }

  var finished: [Piece] {
    var last = self
    last.endLine()
    last.flush()
    return last.pieces
  }
}

import Notation

/// A document cut at its mathematics, for a page that shows both.
public enum Piece: Hashable, Sendable {
  case text(String)
  case heading(level: Int, String)
  /// A formula with the document's macros written out, and its number among all of them.
  case mathematics(latex: String, isDisplay: Bool, fragment: Int)
}

extension Audit {
  /// The whole document in order, every byte of it shown once, marks of mathematics and headings apart.
  public func pieces(_ bytes: [UInt8], name: String, sheet: Sheet) -> [Piece] {
    let document = read(bytes, name: name, sheet: sheet)
    var pieces: [Piece] = [], from = 0
    for (i, fragment) in document.fragments.enumerated() where fragment.whole.lowerBound >= from {
      pieces += prose(document.text.text(from..<fragment.whole.lowerBound))
      let source = MappedText(bytes, fragment.content)
      let latex = (try? Expansion.expand(source, document.scan.macros)) ?? source
      pieces.append(.mathematics(latex: trimmed(latex.string), isDisplay: fragment.kind == .display, fragment: i))
      from = fragment.whole.upperBound
    }
    return pieces + prose(document.text.text(from..<bytes.count))
  }

  private func prose(_ text: String) -> [Piece] {
    var pieces: [Piece] = [], lines = ""
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let level = line.prefix { $0 == "#" }.count
      if level > 0, level < 7, line.dropFirst(level).first == " " {
        pieces += [.text(lines), .heading(level: level, trimmed(line.dropFirst(level)))]
        lines = ""
      } else {
        lines += (lines.isEmpty && pieces.isEmpty ? "" : "\n") + line
      }
    }
    return pieces + [.text(lines)]
  }
}

/// A piece of mathematics as it stands in a document.
struct Fragment: Hashable, Sendable {
  enum Kind: String, Hashable, Sendable, Codable { case display, inline, text }
  var kind: Kind
  /// The bytes between the marks; of an environment such as `align`, with its `\begin` and `\end`.
  var content: Range<Int>
  /// The bytes with the marks.
  var whole: Range<Int>
}

/// A heading of a document: `level` 1 is the highest.
struct Heading: Hashable, Sendable {
  var level: Int
  var title: String
  var line: Int
}

/// What the scanner found: mathematics in order, headings, definitions of macros, and what is wrong
/// with the marks.
struct Scan: Sendable {
  var fragments: [Fragment] = []
  var headings: [Heading] = []
  var macros = Macros()
  var remarks: [Remark] = []
}

/// How a document is written.
public enum Flavour: String, Hashable, Sendable {
  case markdown, latex
  /// By the ending of the name; what is no `.tex` is Markdown.
  public init(file: String) {
    self =
      [".tex", ".ltx", ".latex"].contains { file.lowercased().hasSuffix($0) } ? .latex : .markdown
  }
}

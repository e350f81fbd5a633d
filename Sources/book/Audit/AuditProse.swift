import Audit
import Weaving

/// The words of a document between its formulas: as they stand, with the few marks of Markdown and
/// LaTeX that would disturb a reader taken for what they mean.
enum AuditProse {
  /// Without the front matter of Markdown or the preamble of LaTeX at its beginning.
  static func withoutFrame(_ text: String, _ flavour: Flavour) -> String {
    switch flavour {
    case .markdown:
      guard text.hasPrefix("---\n"), let end = text.firstRange(of: "\n---\n") else { return text }
      return String(text[end.upperBound...])
    case .latex:
      guard let start = text.firstRange(of: "\\begin{document}") else { return text }
      return String(text[start.upperBound...])
    }
  }

  static func html(_ text: String, _ flavour: Flavour) -> String {
    var html = HTML.escaped(flavour == .latex ? TeXWords.plain(text) : text)
    if html.contains("&lt;") {
      html = html.replacing(/&lt;!--.*?--&gt;\n?/.dotMatchesNewlines(), with: "")
      html = html.replacing(/&lt;img [^\n]*?alt=&quot;(.*?)&quot;[^\n]*?&gt;/) {
        "<span class=\"picture\">picture: \($0.output.1)</span>"
      }
    }
    if html.contains("**") {
      html = html.replacing(/\*\*([^*\n]+)\*\*/) { "<strong>\($0.output.1)</strong>" }
    }
    if html.contains("- ") {
      // an item of a list, and a heading that is one
      html = html.replacing(/(^|\n[ \t]*)- (?:#{1,6} +(.+))?/) { item in
        "\(item.output.1)• " + (item.output.2.map { "<strong>\($0)</strong>" } ?? "")
      }
    }
    if html.contains("`") { html = html.replacing(/`([^`\n]+)`/) { "<code>\($0.output.1)</code>" } }
    if html.contains("\\") {
      html = html.replacing(/\\(?:sub)*section\*?\{([^{}\n]*)\}\n?/) { "<h3>\($0.output.1)</h3>" }
      html = html.replacing(/\\(?:emph|textit)\{([^{}]*)\}/) { "<em>\($0.output.1)</em>" }
      html = html.replacing(/\\(?:maketitle|(?:begin|end)\{document\})/, with: "")
      html = html.replacing(/\\textbf\{([^{}]*)\}/) { "<strong>\($0.output.1)</strong>" }
    }
    if html.contains("\n---\n") {
      html = html.replacing("\n---\n", with: "\n<hr>")
    }
    // one blank line parts paragraphs; more say no more
    return html.contains("\n\n\n") ? html.replacing(/\n[ \t]*\n(?:[ \t]*\n)+/, with: "\n\n") : html
  }
}

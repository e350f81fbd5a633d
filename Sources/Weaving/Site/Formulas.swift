import Foundation

/// The formulas of a page: found as spans of TeX, rendered all at once on every core, put in their
/// places.
struct Formulas {
  let katex: KaTeX
  let chapters: [ChapterInput]

  /// Renders what the texts hold and the memory does not, on several cores; what is wrong is said
  /// when it is placed.
  func prepare(_ texts: [String]) throws {
    var wanted: [KaTeX.Formula] = []
    for text in texts {
      _ = Self.replacing(text) { kind, tex in
        if let style = KaTeX.Style(rawValue: kind) { wanted.append(KaTeX.Formula(tex, style)) }
        if kind == Edit.kind { wanted += Edit(tex).formulas }
        return ""
      }
    }
    try katex.prepare(wanted)
  }

  /// Every formula of a text rendered.
  func render(_ html: String) throws -> String {
    try Self.replacing(html) { kind, tex in
      kind == Edit.kind
        ? try edit(Edit(tex)) : try formula(tex, KaTeX.Style(rawValue: kind) ?? .inline)
    }
  }

  private func formula(_ tex: String, _ style: KaTeX.Style) throws -> String {
    do { return try katex.render(tex, style) } catch let rejection as KaTeX.Rejection {
      throw Failure(
        .text, at: MathPlace.find(tex, in: chapters),
        "KaTeX rejects the formula \(tex): \(rejection.message)",
        remedy: "mend its LaTeX")
    }
  }

  /// What was replaced and by what, where both stand as formulas of their own; otherwise the whole
  /// wrong formula.
  private func edit(_ edit: Edit) throws -> String {
    if let old = try? katex.render(edit.old, .small), let new = try? katex.render(edit.new, .small)
    {
      return
        "<span class=\"edit\"><del>\(old)</del> <span aria-label=\"becomes\">→</span> <ins>\(new)</ins></span>"
    }
    return try formula(edit.whole, .small)
  }

  /// The spans of TeX that pandoc and the weaver write, each replaced.
  private static func replacing(_ html: String, with make: (String, String) throws -> String)
    rethrows -> String
  {
    let open = "<span class=\"math "
    var rest = Substring(html)
    var result = ""
    result.reserveCapacity(html.utf8.count * 4)
    while let start = rest.firstRange(of: open) {
      result += rest[..<start.lowerBound]
      let tail = rest[start.upperBound...]
      guard let kind = tail.firstIndex(of: "\""), let close = tail.firstRange(of: "</span>") else {
        break
      }
      result += try make(
        String(tail[..<kind]),
        stripped(HTML.unescaped(tail[tail.index(kind, offsetBy: 2)..<close.lowerBound])))
      rest = tail[close.upperBound...]
    }
    return result + rest
  }

  private static func stripped(_ tex: String) -> String {
    for (open, close) in [("\\(", "\\)"), ("\\[", "\\]")]
    where tex.hasPrefix(open) && tex.hasSuffix(close) {
      return String(tex.dropFirst(2).dropLast(2))
    }
    return tex
  }
}

/// A wrong variant as an edit of its equation.
struct Edit {
  static let kind = "edit"
  private static let mark = "\u{1F}"

  var old, new, whole: String

  init(old: String, new: String, whole: String) {
    (self.old, self.new, self.whole) = (old, new, whole)
  }

  init(_ text: String) {
    let parts = text.components(separatedBy: Self.mark)
    self.init(old: parts[0], new: parts.count > 1 ? parts[1] : "", whole: parts.last ?? "")
  }

  var html: String {
    "<span class=\"math \(Self.kind)\">\(HTML.escaped([old, new, whole].joined(separator: Self.mark)))</span>"
  }
  var formulas: [KaTeX.Formula] { [old, new, whole].map { KaTeX.Formula($0, .small) } }

  /// `2 D_{JS} => D_{JS}` as the chapter writes it; nil when it is no replacement or does not stand
  /// by itself.
  init?(_ edit: String, whole: String) {
    guard let arrow = edit.range(of: " => ") else { return nil }
    func side(_ text: some StringProtocol) -> String? {
      var side = TeX.printed(String(text)).trimmed
      if let at = side.range(of: #"\s@[0-9]+$"#, options: .regularExpression) {
        side.removeSubrange(at)
      }
      side = side.replacingOccurrences(of: "&", with: "").trimmed
      return side.isEmpty || side.contains("\\\\") || !TeX.standsAlone(side) ? nil : side
    }
    guard let old = side(edit[..<arrow.lowerBound]), let new = side(edit[arrow.upperBound...])
    else { return nil }
    self.init(old: old, new: new, whole: whole)
  }
}

extension TeX {
  /// Whether a piece of a formula closes what it opens, and starts and ends with something of its
  /// own.
  static func standsAlone(_ text: String) -> Bool {
    var depth = 0
    let all = tokens(text)
    for token in all {
      switch token {
      case "{", "\\left", "\\begin", "(", "[": depth += 1
      case "}", "\\right", "\\end", ")", "]": depth -= 1
      default: break
      }
      if depth < 0 { return false }
    }
    guard depth == 0, let first = all.first, let last = all.last else { return false }
    return !["^", "_"].contains(first)
      && !["^", "_", "\\frac", "\\tfrac", "\\sqrt", "\\bar", "\\tilde", "\\mathbb"].contains(last)
  }
}

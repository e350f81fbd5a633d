import Notation

/// The words of a document around its formulas: what they suppose of one.
struct Sentence {
  private let text: DocumentText
  private let fragments: [Fragment]

  // A literal is compiled where it stands, each time: thousands of formulas share these.
  private let blankLine = #/\n[ \t\r]*\n/#
  private let joins =
    #/[,;]?\s?(if|when|whenever|provided|provided that|as long as|unless|assuming|assuming that|where|with|for|for all|for any|for every|for some|for small|for large|for sufficiently small|for sufficiently large|if and only if|iff|exactly when|precisely when)/#
  private let leadsOn =
    #/[,.]?\s?([Tt]hen|[Ww]e have|we get|we obtain|one has|it holds|it holds that)?[,:]?/#
  private let supposesAlone = #/(^|[^\w])(let|suppose|suppose that|assume|assume that)$/#
  private let supposes =
    #/(^|[^\w])(if|when|whenever|let|suppose|suppose that|assume|assume that|assuming|assuming that|for|for all|for any|for every)$/#
  private let opens = #/(?:^|[^\w])(?:if|let|suppose|suppose that|assume|assume that)\s+$/#

  init(_ text: DocumentText, _ fragments: [Fragment]) {
    (self.text, self.fragments) = (text, fragments)
  }

  /// The condition that the sentence states behind a formula: `$a = b$ if $c > 0$`, `$a = b$ for all
  /// $c > 0$`. A full stop, a capital or a blank line begins another sentence, but for *where*, which
  /// can begin none.
  func supposed(behind index: Int) -> String? {
    guard index + 1 < fragments.count, fragments[index + 1].kind == .inline,
      fragments[index].kind != .text,
      !trimmed(text.text(fragments[index].content)).hasSuffix(".")
    else { return nil }
    let between = fragments[index].whole.upperBound..<fragments[index + 1].whole.lowerBound
    guard between.count < 40 else { return nil }
    let said = text.text(between)
    let isNewParagraph = said.firstMatch(of: blankLine) != nil
    guard
      let match = said.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        .wholeMatch(of: joins), !isNewParagraph || match.output.1 == "where"
    else { return nil }
    return "\\text{\(match.output.1) } " + text.text(fragments[index + 1].content)
  }

  /// The condition that a sentence states before it leads into a formula: `For $a > 0$ we have`, or
  /// nothing but a comma before a display. Only what bounds numbers is one; an equation there may as
  /// well be the premise of a proof.
  func supposed(before index: Int) -> String? {
    guard index > 0, case let before = fragments[index - 1], before.kind == .inline else {
      return nil
    }
    let between = before.whole.upperBound..<fragments[index].whole.lowerBound
    let start = index > 1 ? fragments[index - 2].whole.upperBound : 0
    guard between.count < 60, start <= before.whole.lowerBound else { return nil }
    let leads = text.text(between).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let lead = text.text(max(start, before.whole.lowerBound - 40)..<before.whole.lowerBound)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    guard
      let led = leads.wholeMatch(of: leadsOn),
      led.output.1 != nil || fragments[index].kind == .display,
      lead.firstMatch(of: leads.hasPrefix(".") ? supposesAlone : supposes) != nil
    else { return nil }
    let condition = "\\text{for } " + text.text(before.content)
    let isBound = Supposition(condition)?.isBound ?? false
    return isBound ? condition : nil
  }

  /// `If $a = b = c$ then`, `Let $a = b$.`: nobody claims what is supposed.
  func isHypothesis(_ index: Int) -> Bool {
    let fragment = fragments[index]
    guard fragment.kind == .inline else { return false }
    let start = index > 0 ? fragments[index - 1].whole.upperBound : 0
    let from = max(start, fragment.whole.lowerBound - 24)
    guard from <= fragment.whole.lowerBound else { return false }
    let lead = text.text(from..<fragment.whole.lowerBound).lowercased()
    return lead.firstMatch(of: opens) != nil
  }
}

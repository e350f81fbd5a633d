/// The report as a table for the terminal.
public struct TerminalReport {
  let report: AuditReport
  let width: Int
  let colour: Bool
  /// Show every line of every chain.
  let explain: Bool
  /// What lays out a formula and says nothing.
  private let dressing =
    #/\\begin\{array\}\s*\{[^{}]*\}|\\(?:begin|end)\{(?:array|equation|align|aligned|alignat|alignedat|gather|gathered|multline|flalign|eqnarray|split|displaymath|math)\*?\}|\\(?:label|tag)\*?\{[^{}]*\}|\\(?:nonumber|notag)|\$/#

  public init(_ report: AuditReport, width: Int = 100, colour: Bool = false, explain: Bool = false)
  {
    (self.report, self.width, self.colour, self.explain) = (report, max(60, width), colour, explain)
  }

  public var text: String { report.files.map(file).joined(separator: "\n") }

  private func file(_ file: FileReport) -> String {
    let ids = file.equations.map(\.id.count).max() ?? 0
    let verdicts = file.equations.map(\.verdict.rawValue.count).max() ?? 0
    var lines = ["", paint(file.file, .bold) + "   toys: \(file.sheet)", ""]
    for (equation, shown) in zip(file.equations, file.shown) {
      let head =
        "  \(equation.verdict.sign)  \(padded(equation.id, ids))  \(padded(equation.verdict.rawValue, verdicts))  "
      let indent = ids + verdicts + 9
      lines.append(
        paint(head, equation.verdict.colour) + cut(oneLine(shown), width - indent))
      lines += notes(equation).flatMap { wrapped($0, indent) }
      if explain { lines += steps(equation, indent) }
    }
    for remark in file.remarks {
      lines.append(
        "  ·  \(remark.inSheet ? file.sheet : file.file):\(remark.line):\(remark.column): "
          + tame(remark.message)
      )
    }
    return (lines + ["", totals(file), ""]).joined(separator: "\n")
  }

  private func notes(_ equation: EquationReport) -> [String] {
    var notes: [String] = []
    if let role = equation.role { notes.append("as \(oneLine(role))") }
    switch equation.verdict {
    case .wrong, .conditional:
      if let condition = equation.condition { notes.append(oneLine(condition)) }
      if let refutation = equation.refutation {
        let line = equation.steps[refutation.step].line
        if equation.steps.count > 1 {
          notes.append("in line \(line): \(refutation.relation) \(oneLine(refutation.rightLatex))")
        }
        notes.append(refutation.words)
      } else if let reason = equation.reason {
        notes.append(reason)
      }
      if let variant = equation.variant { notes.append("it holds \(oneLine(variant.words))") }
    case .undecided, .notUnderstood, .unbound:
      if let reason = equation.reason {
        notes.append((equation.place.map { "\($0): " } ?? "") + withoutDollars(reason))
      }
      if let variant = equation.variant { notes.append("it holds \(oneLine(variant.words))") }
    case .holds:
      if explain, let scope = equation.scope { notes.append("on \(oneLine(scope))") }
      if let extent = equation.extent { notes.append(oneLine(extent)) }
    case .definition, .noClaim: if explain, let reason = equation.reason { notes.append(reason) }
    }
    return notes + equation.remarks.map(oneLine)
  }

  private func steps(_ equation: EquationReport, _ indent: Int) -> [String] {
    guard equation.steps.count > 1 else { return [] }
    return equation.steps.flatMap { step in
      let text = "\(step.verdict.sign) \(step.line): \(step.relation) \(oneLine(step.latex))"
      return [String(repeating: " ", count: indent) + cut(text, width - indent)]
        + (step.reason.map { wrapped("  " + $0, indent) } ?? [])
    }
  }

  private func totals(_ file: FileReport) -> String {
    let counts = AuditVerdict.allCases.reversed().compactMap { verdict in
      file.counts.verdicts[verdict.rawValue].map { "\($0) \(verdict.rawValue)" }
    }
    let equations = file.equations.count == 1 ? "1 equation" : "\(file.equations.count) equations"
    let all = counts.isEmpty ? "" : ": " + counts.joined(separator: ", ")
    return (["  \(equations)\(all)"] + shares(file.counts))
      .joined(separator: "\n  ")
  }

  private func shares(_ counts: Counts) -> [String] {
    [("in displays", counts.displays), ("in lines", counts.others)].compactMap { place, share in
      guard share.stated + share.setAside > 0 else { return nil }
      let percent = share.stated == 0 ? "" : " (\(share.evaluated * 100 / share.stated) %)"
      let aside =
        share.setAside == 0
        ? "" : "; \(share.setAside) more are conditions or objectives, says the sheet"
      return "of \(share.stated) relations \(place) \(share.evaluated) evaluated\(percent)\(aside)"
    }
  }

  // MARK: text

  /// Without the frame of a display, and without the dollars round formulas in words.
  private func oneLine(_ latex: String) -> String {
    guard latex.contains(where: { $0 == "\\" || $0 == "$" }) else { return onOneLine(latex) }
    return onOneLine(latex.replacing(dressing, with: ""))
  }
  private func withoutDollars(_ text: String) -> String { text.replacing("$", with: "") }
  private func onOneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
  private func padded(_ text: String, _ n: Int) -> String {
    text + String(repeating: " ", count: max(0, n - text.count))
  }
  private func cut(_ text: String, _ n: Int) -> String {
    let text = tame(text)
    return text.count <= n ? text : text.prefix(max(10, n - 1)) + "…"
  }

  /// Shows what a terminal would obey: control characters and changes of the direction of writing.
  private func tame(_ text: String) -> String {
    let isShown = { (scalar: Unicode.Scalar) in
      scalar.properties.generalCategory != .control && !scalar.properties.isBidiControl
    }
    if text.unicodeScalars.allSatisfy(isShown) { return text }
    return text.unicodeScalars.map {
      isShown($0) ? String($0) : "⟨U+\(String($0.value, radix: 16, uppercase: true))⟩"
    }.joined()
  }

  private func wrapped(_ text: String, _ indent: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in tame(text).split(separator: " ") {
      if !line.isEmpty, line.count + word.count + 1 > max(40, width - indent) {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return (lines + [line]).filter { !$0.isEmpty }.map {
      String(repeating: " ", count: indent) + $0
    }
  }

  enum Paint: String {
    case bold = "1"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case faint = "2"
  }
  private func paint(_ text: String, _ paint: Paint) -> String {
    colour ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
  }
}

extension AuditVerdict {
  /// The mark at an equation.
  public var sign: String {
    switch self {
    case .holds: "✓"
    case .wrong: "✗"
    case .conditional: "◐"
    case .definition: "≔"
    case .undecided: "≟"
    case .notUnderstood: "?"
    case .unbound: "∅"
    case .noClaim: "·"
    }
  }
  var colour: TerminalReport.Paint {
    switch self {
    case .holds: .green
    case .wrong: .red
    case .conditional: .yellow
    case .definition, .noClaim, .undecided, .notUnderstood, .unbound: .faint
    }
  }
}

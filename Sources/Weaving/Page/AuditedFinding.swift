import Audit

/// What the audit found of one formula of a source, as rows of a page: what is printed, what was
/// tested where that is not printed, the numbers, the condition, what holds.
struct AuditedFinding: Equatable {
  enum Row: Equatable {
    /// `S1:109 prints` and the formula, with words behind it.
    case formula(tag: String, latex: String, words: String?)
    case values(Refutation)
    case words(tag: String?, String)
  }

  /// `S1`
  let document: String
  /// The lines on which the formula stands, the first for what is shown.
  private var lines: [Int]
  private let equation: EquationReport
  /// The formula that holds the slip, where the audit finds it in one that this one uses.
  private let definition: EquationReport?
  /// Whether the finding before shows that formula already, and the one behind what holds.
  private var isBesideOther = false, leavesVariant = false
  /// Of the toys of the sheet, by name: a reader of the page never sees the names.
  private let titles: [String: String]

  init(
    _ equation: EquationReport, in report: FileReport, document: String, titles: [String: String]
  ) {
    (self.document, self.equation, self.titles) = (document, equation, titles)
    lines = [equation.line]
    definition = equation.variant?.definition.flatMap { id in
      report.equations.first { $0.id == id }
    }
  }

  /// What is printed and refuted again a few lines later is told once; so are the slip and its cure
  /// where several formulas lead to the same.
  static func joined(_ findings: [AuditedFinding]) -> [AuditedFinding] {
    var all: [AuditedFinding] = []
    for var finding in findings {
      guard let last = all.indices.last else {
        all.append(finding)
        continue
      }
      if all[last].saysTheSame(as: finding) {
        all[last].lines += finding.lines
        continue
      }
      if let slip = finding.definition, slip == all[last].definition,
        finding.equation.variant == all[last].equation.variant
      {
        (finding.isBesideOther, all[last].leavesVariant) = (true, true)
      }
      all.append(finding)
    }
    return all
  }

  private func saysTheSame(as other: AuditedFinding) -> Bool {
    document == other.document && reading == other.reading
      && equation.refutation?.values == other.equation.refutation?.values
      && equation.reason == other.equation.reason
      && equation.condition == other.equation.condition
      && equation.variant == other.equation.variant
  }

  /// As it was read, spaces apart.
  private var reading: String { (equation.read ?? equation.latex).filter { !$0.isWhitespace } }

  // MARK: rows

  var rows: [Row] {
    var rows: [Row] = []
    if let definition, !isBesideOther {
      rows.append(
        .formula(
          tag: "\(document):\(definition.line) prints", latex: definition.latex,
          words: definition.role.map { "as the \($0)" }))
    }
    let others = lines.dropFirst().map(String.init).joined(separator: ", ")
    let place = "\(document):\(lines[0])" + (others.isEmpty ? "" : " (and \(others))")
    rows.append(
      .formula(
        tag: definition == nil ? "\(place) prints" : "and beside it", latex: printed, words: nil))
    if equation.verdict == .holds {
      rows += mended
    } else if let r = equation.refutation {
      if !isAllPrinted { rows.append(.formula(tag: "tested as", latex: relation(r), words: nil)) }
      rows.append(.values(r))
    } else {
      if let role = equation.role { rows.append(tested(as: role)) }
      if let reason { rows.append(.words(tag: nil, reason)) }
    }
    rows += condition
    if let variant = equation.variant, !leavesVariant {
      rows.append(.formula(tag: "holds", latex: variant.latex, words: nil))
      if variant.words.count <= Self.brief {
        rows.append(.words(tag: nil, "that is, \(variant.words)"))
      }
    }
    return rows
  }

  /// Longer than this, words do not show what was changed: then the whole formula shows it better.
  private static let brief = 120

  /// Whether both sides that were compared stand in the source; the role that a sheet gives to a
  /// formula brings another.
  private var isAllPrinted: Bool {
    guard let r = equation.refutation else { return true }
    return (equation.read ?? equation.latex).contains(r.rightLatex)
  }

  /// Of a chain the step that breaks, otherwise the whole.
  private var printed: String {
    guard let r = equation.refutation, equation.steps.count > 1, isAllPrinted else {
      return equation.latex
    }
    return relation(r)
  }

  private func relation(_ r: Refutation) -> String {
    let sign = r.relation == "<=" ? "\\le" : r.relation == ">=" ? "\\ge" : r.relation
    return "\(r.leftLatex) \(sign) \(r.rightLatex)"
  }

  /// What a role asks of a formula: a limit is a formula again, `x_T \to N(0, 1)`.
  private func tested(as role: String) -> Row {
    guard let limit = role.wholeMatch(of: #/tends to \$(.+)\$ as \$(.+)\$/#) else {
      return .words(tag: "tested as", role.hasPrefix("loss") ? "a \(role)" : role)
    }
    return .formula(
      tag: "tested as", latex: "\(printed) \\to \(limit.1) \\quad (\(limit.2) \\to \\infty)",
      words: nil
    )
  }

  /// What holds only as it was read: what was mended, and on what it holds then.
  private var mended: [Row] {
    let mended = equation.remarks.map { $0.replacing(#/ at \d+:\d+$/#, with: "") }
    return [
      .words(tag: nil, mended.joined(separator: "; ")),
      .words(tag: "holds", (equation.scope ?? "as it is read")),
    ]
  }

  /// Why it fails where no two numbers say so, and on what: the title of the toy for its name.
  private var reason: String? {
    guard let reason = equation.reason else { return nil }
    for (name, title) in titles.sorted(by: { $0.key < $1.key })
    where reason.contains(" on \(name) is ") {
      let bare = reason.replacing(" on \(name) is ", with: " is ")
      // a condition that tells toys apart says on which it fails
      return equation.condition == nil ? "\(bare): \(title)" : bare
    }
    return reason + (equation.scope.map { ": " + $0 } ?? "")
  }

  /// `holds if k = 1`, or the toys on which it holds and fails, by their titles.
  private var condition: [Row] {
    guard let condition = equation.condition else { return [] }
    let toys = #/it holds on (.+?) and fails on (.+?)(?:, where .*)?/#
    if let match = condition.wholeMatch(of: toys) {
      return [("holds for", match.1), ("fails for", match.2)].map { .words(tag: $0, title($1)) }
    }
    // the toy is the one of the numbers above
    let words = condition.replacing(#/ \(on the toys? [^()]*\)/#, with: "")
      .replacing(#/it fails on (.+)/#) { "it fails for \(title($0.1))" }
    return [.words(tag: "holds if", words)]
  }

  private func title(_ names: Substring) -> String {
    names.split(separator: ", ").map { titles[String($0)] ?? String($0) }.joined(separator: "; ")
  }
}

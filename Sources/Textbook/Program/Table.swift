import Evidence

/// The results as a table, then what is red and why, then the sums.
struct Table {
  let results: Results
  let style: Style
  init(_ results: Results, _ style: Style) { (self.results, self.style) = (results, style) }

  var text: String {
    let reds = results.claims.filter { !$0.isGreen }
    return heading + rows + "\n" + reds.map { Redness($0, results, style).text + "\n" }.joined()
      + Totals(results, style).text
  }

  private var heading: String {
    var parts = ["seed \(results.seed)", "\(results.settings.digits) digits"]
    parts += results.settings.set.sorted { $0.key < $1.key }.map {
      "\($0.key) = \($0.value.shortened(40))"
    }
    return "\n" + style.bold(results.title.isEmpty ? results.chapter : results.title)
      + style.faint("   " + parts.joined(separator: ", ")) + "\n\n"
  }

  private var rows: String {
    let header = ["", "claim", "verdict", "grade", "digits", "foils", "mutants"]
    let cells = results.claims.map(row)
    let widths = header.indices.map { i in
      ([header] + cells.map(\.cells)).map { $0[i].count }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      let padded = cells.indices.map { i in
        i >= 4 ? cells[i].indented(widths[i]) : cells[i].padded(widths[i])
      }
      var text = "  " + padded.joined(separator: "  ")
      while text.hasSuffix(" ") { text.removeLast() }
      return text + "\n"
    }
    return style.faint(line(header)) + cells.map { row in paint(line(row.cells), row) }.joined()
  }

  private struct Row {
    var cells: [String]
    var claim: ClaimRecord
  }

  private func row(_ claim: ClaimRecord) -> Row {
    guard claim.isChecked else {
      return Row(cells: ["·", claim.id, claim.kind.rawValue, "", "", "", ""], claim: claim)
    }
    let refuted = claim.foils.count { $0.verdict == .refuted }
    return Row(
      cells: [
        claim.isGreen ? "✓" : "✗", claim.id,
        claim.isGreen || claim.verdict != .holds ? claim.verdict.rawValue : "foil lives",
        claim.grade?.rawValue ?? "", digits(claim), "\(refuted)/\(claim.foils.count)",
        mutants(claim),
      ], claim: claim)
  }

  private func digits(_ claim: ClaimRecord) -> String {
    claim.digits.map(String.init) ?? (claim.grade == .exact && claim.verdict == .holds ? "all" : "")
  }

  /// Refuted of those that are wrong, as far as is known.
  private func mutants(_ claim: ClaimRecord) -> String {
    let score = MutantScore(claim.mutants)
    return score.counted == 0 ? "" : "\(score.refuted)/\(score.counted)"
  }

  private func paint(_ line: String, _ row: Row) -> String {
    if !row.claim.isChecked { return style.faint(line) }
    let sign = row.claim.isGreen ? style.green("✓") : style.red("✗")
    return "  " + sign + line.dropFirst(3)
  }
}

/// One claim that is not green: where, the values, what to do.
struct Redness {
  let claim: ClaimRecord
  let results: Results
  let style: Style
  init(_ claim: ClaimRecord, _ results: Results, _ style: Style) {
    (self.claim, self.results, self.style) = (claim, results, style)
  }

  var text: String {
    var lines: [String] = []
    for check in claim.checks where check.verdict != .holds { lines += describe(check) }
    if claim.checks.allSatisfy({ $0.verdict == .holds }), claim.verdict != .holds {
      lines.append(
        style.red("✗ \(claim.id)")
          + " is \(claim.verdict.rawValue): \(claim.reason ?? "no reason is known")")
    }
    for foil in claim.foils where foil.verdict != .refuted {
      lines.append(
        style.red("✗ \(foil.label)")
          + ": the foil “\(foil.name)” is not refuted but \(words(foil.verdict)) (\(foil.refuted) of \(foil.of) points): \(foil.reason ?? "")"
      )
      if let edit = foil.edit { lines.append("    " + edit.oneLine) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func words(_ verdict: Verdict) -> String { verdict == .holds ? "true" : verdict.rawValue }

  private func describe(_ check: CheckRecord) -> [String] {
    let red = check.points.filter { $0.verdict != .holds }
    let worst = red.max { $0.verdict < $1.verdict }
    let on = check.toy.isEmpty ? "" : " on \(check.toy)"
    let count =
      check.points.count > 1 && !red.isEmpty ? ", \(red.count) of \(check.points.count) points" : ""
    var lines = [
      style.red("✗ \(check.label)") + " is \(check.verdict.rawValue)\(on)\(place(worst))\(count)"
    ]
    if let point = worst {
      lines += lineTexts(point, style)
    } else {
      lines.append("    " + (check.reason ?? ""))
    }
    lines.append(style.faint("    repeat: \(Redness.command(results, check, worst))"))
    return lines
  }

  private func place(_ point: PointRecord?) -> String {
    guard let point else { return "" }
    if let name = point.name { return " in “\(name.withoutMathematics)”" }
    let all = point.parameters.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    return all.isEmpty ? "" : " at " + all.joined(separator: ", ")
  }

  static func command(_ results: Results, _ check: CheckRecord, _ point: PointRecord?) -> String {
    var words = ["swift run -c release \(results.chapter) --explain \(check.label)"]
    if !check.toy.isEmpty { words.append("--toy \(check.toy)") }
    words += (point?.parameters ?? [:]).sorted { $0.key < $1.key }.map {
      "--set \($0.key)=\($0.value)"
    }
    if results.seed != 1 { words.append("--seed \(results.seed)") }
    return words.joined(separator: " ")
  }
}

/// The lines of a chain with their values, the false step marked. An exact value that all lines
/// share is said once, below them.
func lineTexts(_ point: PointRecord, _ style: Style) -> [String] {
  let heads = point.lines.map { line in
    ((line.relation.map { sign($0) + " " } ?? "") + line.latex.oneLine).shortened(46)
  }
  let width = heads.map(\.count).max() ?? 0
  let shared = sharedExact(point.lines)
  let lines = zip(point.lines, heads).flatMap { line, head -> [String] in
    let bad = line.verdict.map { $0 != .holds } ?? false
    var text = "    " + head.padded(width) + "  " + valueText(line, exactly: shared == nil)
    if let digits = line.digits, !bad { text += style.faint("   \(digits) digits") }
    if bad {
      text +=
        style.red("   ✗ \(line.reason ?? "")")
        + (line.distance.map { ", they differ by \($0)" } ?? "")
    }
    guard let reason = line.because?.withoutMathematics else { return [text] }
    return [text, style.faint("      because \(reason)")]
  }
  return lines + (shared.map { "exactly \($0)".wrapped(indent: 4) } ?? [])
    + (point.sampling.map { [style.faint("    " + $0.description)] } ?? [])
}

/// The exact value that every one of several lines has, when it says more than their decimals.
private func sharedExact(_ lines: [LineRecord]) -> String? {
  guard lines.count > 1, let first = lines[0].exact, saysMore(first, lines[0].value),
    lines.allSatisfy({ $0.exact == first })
  else { return nil }
  return first
}

/// One value for the eye: the digits on which both ends agree.
func valueText(_ line: LineRecord, exactly: Bool = true) -> String {
  if let sampled = line.sampled, let value = line.value, value.count == 2 {
    return "\(sampled)   region \(value[0]) to \(value[1])"
  }
  if let value = line.value {
    return enclosureText(value) + (exactly ? exactText(line.exact, value) : "")
  }
  return (line.components ?? []).map { "\($0.name) \(enclosureText($0.value))" }.joined(
    separator: ", ")
}

/// Whether words of mathematics are more than the numeral, whose minus is a hyphen.
private func saysMore(_ exact: String, _ value: [String]?) -> Bool {
  exact != value?.first?.replacing("-", with: "−")
}

/// Short enough for the end of a line; a long one is cut.
private func exactText(_ exact: String?, _ value: [String]) -> String {
  guard let exact, saysMore(exact, value) else { return "" }
  return "  = \(exact.shortened(40))"
}

func enclosureText(_ value: [String]) -> String {
  guard value.count == 2 else { return value.first ?? "" }
  if value[0] == value[1] { return value[0] }
  let common = value[0].commonPrefix(with: value[1])
  return common.filter(\.isNumber).count >= 6 && !value[0].contains("e")
    ? common + "…" : "[\(value[0]), \(value[1])]"
}

func sign(_ relation: String) -> String {
  switch relation {
  case "\\le": "≤"
  case "\\ge": "≥"
  case "\\ne": "≠"
  case "\\approx": "≈"
  case "\\to": "→"
  case "\\sim": "~"
  case "\\in": "∈"
  default: relation
  }
}

extension String {
  /// Without line breaks, for a table.
  var oneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

/// The last lines: how many of what.
struct Totals {
  let results: Results
  let style: Style
  init(_ results: Results, _ style: Style) { (self.results, self.style) = (results, style) }

  var text: String {
    let checked = results.claims.filter(\.isChecked), passed = checked.count(where: \.isGreen)
    let failed = results.claims.count { !$0.isGreen }
    let grades = Grade.allCases.compactMap { grade -> String? in
      let count = checked.count { $0.isGreen && $0.grade == grade }
      return count == 0 ? nil : "\(count) \(grade.rawValue)"
    }
    let kinds: [ClaimRecord.Kind] = [.definition, .assumption, .cited, .reading]
    let displayed = kinds.compactMap { kind -> String? in
      let count = results.claims.count { $0.kind == kind }
      return count == 0 ? nil : "\(count) \(kind.rawValue)\(count > 1 && kind != .cited ? "s" : "")"
    }
    let checks = checked.count { $0.kind == .check }
    var lines: [String] = []
    if !displayed.isEmpty { lines.append("not judged: " + displayed.joined(separator: ", ")) }
    if checks > 0 {
      lines.append(
        "claims settled by equations: \(checked.count - checks); by checks in Swift: \(checks)")
    }
    lines.append(variants)
    let verdict =
      "\(passed) passed, \(failed) failed"
      + (grades.isEmpty ? "" : " (\(grades.joined(separator: ", ")))")
    lines.append(failed == 0 && passed > 0 ? style.green(verdict) : style.red(verdict))
    return lines.joined(separator: "\n") + "\n"
  }

  private var variants: String {
    let foils = results.claims.flatMap(\.foils), mutants = results.claims.flatMap(\.mutants)
    var text = "\(foils.count { $0.verdict == .refuted }) of \(foils.count) foils refuted"
    if mutants.isEmpty { return text }
    text += "; mutants: \(MutantScore(mutants).text)"
    return text
  }
}

import Evidence

/// Everything about one claim: equation, toy, reading, every line with value and reason, foils,
/// mutants, how to repeat.
struct Explanation {
  let results: Results
  let id: String
  let prepared: PreparedChapter
  let style: Style
  init(_ results: Results, id: String, _ prepared: PreparedChapter, _ style: Style) {
    (self.results, self.id, self.prepared, self.style) = (results, id, prepared, style)
  }

  var text: String {
    var lines: [String] = []
    for claim in results.claims {
      lines += [
        "", style.bold(claim.id) + "  " + mark(claim) + (claim.title.map { "  \($0)" } ?? ""),
      ]
      if let reason = claim.reason { lines.append("  " + style.red(reason)) }
      if let because = claim.because { lines.append("  because \(because)") }
      lines += shown(claim)
      if !claim.sources.isEmpty {
        lines.append(style.faint("  sources: " + claim.sources.joined(separator: "; ")))
      }
      for check in claim.checks where id == claim.id || id == check.label {
        lines += describe(check)
      }
      lines += describe(foils: claim.foils.filter { id == claim.id || id == $0.label })
      lines += describe(mutants: claim.mutants.filter { id == claim.id || id == $0.label })
    }
    lines += ["", Totals(results, style).text]
    return lines.joined(separator: "\n")
  }

  /// The displays of a claim that are not judged.
  private func shown(_ claim: ClaimRecord) -> [String] {
    prepared.equations.filter { $0.statement == nil && $0.block.claim == claim.id }
      .filter { id == claim.id || id == $0.block.label }
      .flatMap { equation in
        ["  \(equation.block.label), \(equation.block.status.rawValue)"]
          + equation.block.latex.split(separator: "\n").map { "    \($0.trimmingSpaces)" }
      }
  }

  private func mark(_ claim: ClaimRecord) -> String {
    guard claim.isChecked else { return style.faint(claim.kind.rawValue) }
    let text = [claim.verdict.rawValue, claim.grade?.rawValue, claim.digits.map { "\($0) digits" }]
      .compactMap(\.self)
      .joined(separator: ", ")
    return claim.isGreen ? style.green("✓ " + text) : style.red("✗ " + text)
  }

  private func describe(_ check: CheckRecord) -> [String] {
    var lines = [
      "",
      "  " + style.bold(check.label) + (check.toy.isEmpty ? "" : " on \(check.toy)")
        + style.faint("  (\(check.scope.withoutMathematics))"),
    ]
    if !check.latex.isEmpty {
      lines += check.latex.split(separator: "\n").map { "    \($0.trimmingSpaces)" }
    }
    if let proof = check.proof { lines += proof.withoutMathematics.wrapped(indent: 2) }
    if let toy = prepared.text.toys.first(where: { $0.name == check.toy }) {
      let bindings = toy.text.split(separator: "\n").filter { !$0.hasPrefix("\"") }
      lines += ["  where"] + bindings.map { "    \($0)" }
    }
    if let reading = check.reading { lines += ["  read as"] + reading.wrapped(indent: 4) }
    let shown = check.points.count > 3 ? pointsToShow(check.points) : check.points
    for point in shown { lines += heading(point) + lineTexts(point, style) }
    if shown.count < check.points.count {
      let rest = check.points.count - shown.count,
        holding = check.points.count { $0.verdict == .holds }
      lines.append(
        style.faint(
          "  and at \(rest) other points; it holds at \(holding) of \(check.points.count)"))
    }
    if let reason = check.reason {
      lines.append("  " + style.red("\(check.verdict.rawValue): \(reason)"))
    }
    lines.append(style.faint("  repeat: \(Redness.command(results, check, shown.first))"))
    return lines
  }

  /// The first point and the worst.
  private func pointsToShow(_ points: [PointRecord]) -> [PointRecord] {
    let worst = points.first { $0.verdict != .holds && $0.verdict == points.map(\.verdict).max() }
    return [points[0]] + (worst.map { $0 == points[0] ? [] : [$0] } ?? [])
  }

  private func heading(_ point: PointRecord) -> [String] {
    if let name = point.name { return ["  \(name.withoutMathematics)"] }
    let all = point.parameters.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    if all.isEmpty { return ["  at its one point"] }
    return wrapped(["at \(all[0])"] + all.dropFirst(), separator: ", ", indent: 2)
  }

  private func describe(foils: [FoilRecord]) -> [String] {
    guard !foils.isEmpty else { return [] }
    return ["", "  foils, each a mistake that must be refuted"]
      + foils.flatMap { foil -> [String] in
        let refuted = foil.verdict == .refuted
        let sign = refuted ? style.green("✓") : style.red("✗")
        let found =
          refuted
          ? "refuted at \(foil.refuted) of \(foil.of) points, off by \(foil.distance ?? "an unknown amount")"
          : "\(foil.verdict.rawValue): \(foil.reason ?? "")"
        return ["    \(sign) \(foil.name): \(found)"]
          + (foil.edit.map { ["        \($0.oneLine)"] } ?? [])
      }
  }

  private func describe(mutants: [MutantRecord]) -> [String] {
    guard !mutants.isEmpty else { return [] }
    let lists: [(MutantVerdict, String)] = [(.open, "?"), (.equivalent, "="), (.alsoTrue, "⇐")]
    return ["", "  mutants, made by machine: \(MutantScore(mutants).text)"]
      + lists.flatMap { verdict, sign in
        mutants.filter { $0.verdict == verdict }.map {
          "    \(sign) \($0.operator): \($0.latex.oneLine)" + ($0.reason.map { " (\($0))" } ?? "")
        }
      }
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String { String(self).trimmed }
}

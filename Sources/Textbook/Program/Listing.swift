/// What `--list` shows: claims, toys with what can be set, values, cells.
struct Listing {
  let run: Run
  init(_ run: Run) { self.run = run }

  var text: String {
    let prepared = run.prepared
    var lines = [prepared.text.front.title, "", "claims"]
    let width = prepared.equations.map(\.block.label.count).max() ?? 0
    for equation in prepared.equations {
      let block = equation.block, on = equation.settings.map(\.name).joined(separator: " ")
      let what =
        equation.statement == nil ? block.status.rawValue : "on \(on.isEmpty ? "numbers" : on)"
      lines.append("  \(block.label.padded(width))  \(what)\(block.headline ? ", headline" : "")")
    }
    for check in run.checks {
      lines.append("  \(check.id.padded(width))  check in Swift: \(check.title)")
    }
    if !prepared.toys.isEmpty { lines += ["", "toys, and what --set can fix"] }
    for (name, setting) in prepared.toys {
      lines.append("  \(name)" + (setting.title.map { "  \($0.withoutMathematics)" } ?? ""))
      for parameter in setting.parameters {
        let note = parameter.canBeSet ? "" : " (follows from the others)"
        lines.append("    \(parameter.name.padded(10))  \(parameter.domain)\(note)")
      }
    }
    if !prepared.values.isEmpty {
      lines +=
        ["", "values"] + prepared.values.map { "  \($0.line.name)  \($0.line.latex.oneLine)" }
    }
    if !run.cells.isEmpty { lines += ["", "cells"] + run.cells.map { "  \($0.name)" } }
    return lines.joined(separator: "\n") + "\n"
  }
}

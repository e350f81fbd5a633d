/// The data behind a figure as one file: a table a series, each with a line that says what it is.
enum CSV {
  static func text(of figure: Figure) -> String {
    let panels = figure.panels
    return panels.enumerated().flatMap { i, panel in
      panel.tables.map { table in
        let place = panels.count == 1 ? "" : "panel \(i + 1)\(panel.title.map { " \($0)" } ?? ""), "
        return "# \(oneLine(place + table.title))\n\(body(of: table))"
      }
    }.joined(separator: "\n")
  }

  private static func body(of table: DataTable) -> String {
    let header = table.columns.map { quoted($0.name) }.joined(separator: ",")
    let count = table.columns.map(\.values.count).max() ?? 0
    let digits = count > 2000 ? 4 : 6  // a cloud of points needs no more, and its file stays small
    let rows = (0..<count).map { row in
      table.columns.map {
        row < $0.values.count ? Number.plain($0.values[row], digits: digits) : ""
      }.joined(separator: ",")
    }
    return ([header] + rows).joined(separator: "\n") + "\n"
  }

  private static func quoted(_ name: String) -> String {
    name.contains(where: { ",\"\n".contains($0) })
      ? "\"\(name.replacing("\"", with: "\"\""))\"" : name
  }

  private static func oneLine(_ text: String) -> String { text.replacing("\n", with: " ") }
}

/// Sets labels: words in Pagella, formulas from the cache.
///
/// The markup of a label: `$…$` a formula in LaTeX, `*…*` italic, `**…**` bold, `^{…}` and `_{…}`
/// raised and lowered, a line break a new line; `\` before one of `$ * ^ _ \` takes its meaning
/// away. Formulas that are missing are noted and leave a box; `check()` then names them all at
/// once.
package final class Typesetter {
  package init() {}

  private(set) var missing: Set<String> = []
  private var formulas: [String: FormulaOutline] = [:]

  /// Throws when a formula was missing.
  package func check() throws {
    if !missing.isEmpty { throw LabelError.missing(missing.sorted()) }
  }

  package func set(
    _ text: String, size: Double, style: Font.Style = .regular, centred: Bool = false
  ) throws -> Typeset {
    let lines = try text.split(separator: "\n", omittingEmptySubsequences: false).map {
      try line(Markup.parse(String($0), style: style), size: size, in: text)
    }
    let leading = 1.28 * size
    let width = lines.map(\.width).max() ?? 0
    var outlines: [Outline] = []
    for (i, line) in lines.enumerated() {
      let dx = centred ? (width - line.width) / 2 : 0
      let dy = Double(i) * leading
      outlines += line.outlines.map { $0.scaled(1, shift: Point(dx, dy)) }
    }
    let below = Double(lines.count - 1) * leading + (lines.last?.depth ?? 0)
    return Typeset(
      source: text, outlines: outlines, width: width, height: lines.first?.height ?? 0, depth: below
    )
  }

  private func line(_ runs: [Markup.Run], size: Double, in text: String) throws -> Typeset {
    var outlines: [Outline] = []
    var x = 0.0
    // every line is as high as its figures and letters, so that labels side by side share baselines
    var height = 0.69 * size
    var depth = runs.contains(where: \.hasDescender) ? 0.22 * size : 0.0
    for run in runs {
      switch run.content {
      case .words(let words):
        x = try set(words, run, size: size, from: x, into: &outlines, of: text)
        if run.shift != 0 { height = max(height, 0.9 * size) }
      case .formula(let source):
        let formula = try outline(of: source)
        let s = size / Font.size
        outlines += (formula?.outlines ?? [Self.box]).map { $0.scaled(s, shift: Point(x, 0)) }
        x += (formula?.width ?? 20) * s
        height = max(height, (formula?.height ?? 7) * s)
        depth = max(depth, (formula?.depth ?? 2) * s)
      }
    }
    return Typeset(source: text, outlines: outlines, width: x, height: height, depth: depth)
  }

  private func set(
    _ words: String, _ run: Markup.Run, size: Double, from start: Double,
    into outlines: inout [Outline], of text: String
  ) throws -> Double {
    let font = try Font.pagella(run.style)
    let s = (run.shift == 0 ? 1 : 0.72) * size / Font.size
    let dy = -run.shift * size
    var x = start
    var previous: UInt32?
    for character in words {
      guard character.unicodeScalars.count == 1, let code = character.unicodeScalars.first?.value,
        let glyph = font.glyphs[code]
      else { throw LabelError.letter(character, in: text) }
      if let previous { x += font.kern(previous, code) * s }
      if let outline = glyph.outline { outlines.append(outline.scaled(s, shift: Point(x, dy))) }
      x += glyph.advance * s
      previous = code
    }
    return x
  }

  private func outline(of source: String) throws -> FormulaOutline? {
    if let known = formulas[source] { return known }
    let found = try FormulaOutline(source: source)
    formulas[source] = found
    if found == nil { missing.insert(source) }
    return found
  }

  private static let box = Outline(Path(Rect(x: 1, y: -7, width: 18, height: 9)), at: Point(0, 0))
}

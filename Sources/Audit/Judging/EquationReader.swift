import Evidence
import Notation

/// From the mathematics of a document to the statements it makes.
struct EquationReader {
  let text: DocumentText
  let scan: Scan
  let sheet: Sheet
  /// Whether formulas in a line that hold a relation are read.
  let inline: Bool
  private(set) var equations: [Equation] = []
  private(set) var remarks: [Remark] = []
  private var previous: Formula?
  private var used: Set<Sheet.RoleLine> = []

  init(_ text: DocumentText, _ scan: Scan, _ sheet: Sheet, inline: Bool) {
    (self.text, self.scan, self.sheet, self.inline) = (text, scan, sheet, inline)
  }

  mutating func run() {
    let fragments = (scan.fragments + quoted()).sorted { $0.content.lowerBound < $1.content.lowerBound }
    var line = 0, number = 0
    for (i, fragment) in fragments.enumerated() {
      let place = text.place(start(fragment))
      number = place.line == line ? number + 1 : 1
      line = place.line
      read(fragment, i, place, number)
    }
    for role in sheet.roles where !used.contains(role) {
      remarks.append(Remark(Place(role.line), "no formula of the document stands where this role says (line \(role.locator.line))"))
    }
  }

  /// The first byte of a formula that is no blank.
  private func start(_ fragment: Fragment) -> Int {
    fragment.content.first { ![0x20, 0x09, 0x0A, 0x0D].contains(text.bytes[$0]) } ?? fragment.content.lowerBound
  }

  /// Plain text that a role quotes and no mathematics holds.
  private func quoted() -> [Fragment] {
    sheet.roles.compactMap { role in
      guard let words = role.locator.words.map({ Array($0.utf8) }) else { return nil }
      for line in text.ranges(ofLine: role.locator.line) {
        guard line.count >= words.count else { continue }
        for i in line.lowerBound...(line.upperBound - words.count) where text.bytes[i..<i + words.count].elementsEqual(words) {
          let range = i..<i + words.count
          let isInside = scan.fragments.contains { $0.whole.overlaps(range) }
          return isInside ? nil : Fragment(kind: .text, content: range, whole: range)
        }
      }
      return nil
    }
  }

  // MARK: one formula

  private mutating func read(_ fragment: Fragment, _ index: Int, _ place: Place, _ number: Int) {
    let printed = trimmed(text.text(fragment.content))
    var equation = Equation(
      place: place, number: number, fragment: index, kind: fragment.kind, printed: printed, read: printed,
      content: .unreadable(Remark(place, "")))
    equation.role = role(at: place.line, number, fragment)
    guard equation.role != nil || fragment.kind == .display || inline && Self.mayRelate(printed) else { return }
    var source = MappedText(text.bytes, fragment.content)
    blankDefinitions(&source, fragment)
    if source.string.allSatisfy(\.isWhitespace) { return }
    guard source.count <= Expansion.length else {
      return fail(equation, place, "a formula of \(source.count) bytes is not read; the limit is \(Expansion.length)")
    }
    do throws(Expansion.Endless) { source = try Expansion.expand(source, scan.macros) } catch {
      return fail(equation, text.place(error.origin), "the macro \\\(error.name) expands without end; look at its definition")
    }
    if let dash = Self.bullet(source) {
      source = source.part(dash..<source.count)
      equation.remarks.append("the dash before it is taken for the bullet of a list")
    }
    for alias in sheet.aliases where alias.scope.holds(place.line, in: scan.headings) { source = alias.value.applied(to: source) }
    equation.read = trimmed(source.string)
    do {
      let display = try FormulaParser(options: .lenient).parseDisplay(utf8: source.bytes, continuing: previous)
      add(display, equation, startLine: text.line(fragment.content.lowerBound))
    } catch let error as ParseError {
      fail(equation, text.place(source.origin(line: error.line, column: error.column)), "\(error.message); \(error.remedy)")
    } catch {
      fail(equation, place, "\(error)")
    }
  }

  private mutating func fail(_ equation: Equation, _ place: Place, _ message: String) {
    var equation = equation
    equation.content = .unreadable(Remark(place, message))
    equations.append(equation)
  }

  private mutating func add(_ display: Display, _ equation: Equation, startLine: Int) {
    for derivation in display.derivations {
      var part = equation
      let chain = Equation.Chain(derivation, startLine: startLine)
      part.content = .chain(chain)
      if display.derivations.count > 1 {
        part.read = zip([""] + chain.relations.map(\.sign), chain.latex).map { "\($0) \($1)" }.joined(separator: " ")
        part.place = chain.lines[0] > part.place.line ? Place(chain.lines[0]) : part.place
        part.role = role(at: part.place.line, part.number, nil) ?? equation.role
      }
      equations.append(part)
      if equation.kind == .display { previous = chain.sides.last }
    }
  }

  /// Macros that are defined inside the mathematics are not part of it.
  private func blankDefinitions(_ source: inout MappedText, _ fragment: Fragment) {
    let inside = scan.macros.definitions.filter { fragment.content.overlaps($0) }
      .map { $0.clamped(to: fragment.content) }
      .map { $0.lowerBound - fragment.content.lowerBound..<$0.upperBound - fragment.content.lowerBound }
    if !inside.isEmpty { source = source.replacing(inside, with: [0x20]) }
  }

  /// Where the formula begins behind a dash with a blank, the bullet of a list that slipped inside the marks.
  private static func bullet(_ source: MappedText) -> Int? {
    guard let first = source.bytes.firstIndex(where: { $0 != 0x20 && $0 != 0x0A && $0 != 0x09 }), first + 2 < source.count,
      source.bytes[first] == UInt8(ascii: "-"), source.bytes[first + 1] == 0x20
    else { return nil }
    return first + 2
  }

  private static let relations = [
    "=", "<", ">", "\\le", "\\ge", "\\ne", "\\approx", "\\sim", "\\equiv", "\\triangleq", "\\in", "\\propto", "≤", "≥", "≠", "≈",
  ]
  private static func mayRelate(_ latex: String) -> Bool { relations.contains { latex.contains($0) } }

  // MARK: roles

  private mutating func role(at line: Int, _ number: Int, _ fragment: Fragment?) -> Role? {
    for role in sheet.roles {
      let at = role.locator
      if let words = at.words {
        guard let fragment, at.line == line, text.text(fragment.content).contains(words) else { continue }
      } else {
        guard isAt(at.line, line, fragment), at.number == nil || at.number == number else { continue }
      }
      used.insert(role)
      return role.role
    }
    return nil
  }

  /// A role names any line that a display covers, or the line of a row that begins an equation of its own.
  private func isAt(_ wanted: Int, _ line: Int, _ fragment: Fragment?) -> Bool {
    guard let fragment, fragment.kind == .display, !fragment.whole.isEmpty else { return wanted == line }
    return text.line(fragment.whole.lowerBound) <= wanted && wanted <= text.line(fragment.whole.upperBound - 1)
  }
}

import Meaning
import Notation

/// Reads a sheet line by line, collecting what is wrong.
struct SheetReader {
  private(set) var sheet: Sheet
  private(set) var problems: [Remark] = []
  private var scopes: [(level: Int, scope: Scope)] = []
  private var toys: [String: Toy] = [:]

  init(name: String) { sheet = Sheet(name: name) }

  private struct Block {
    var kind: String
    var name: String
    var first: Int
    var lines: [String] = []
  }
  private var scope: Scope { scopes.last?.scope ?? .everywhere }

  mutating func read(_ text: String) {
    var block: Block?
    var fence: Substring = ""
    var number = 0
    // as Windows and old machines write it: "\r\n" is one character, and a mark may stand in front
    let text = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
    let isEnd = { (c: Character) in c == "\n" || c == "\r\n" || c == "\r" }
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: isEnd) {
      number += 1
      if block != nil {
        if trimmed(line) == fence {
          take(block!)
          block = nil
        } else {
          block!.lines.append(String(line))
        }
      } else if line.hasPrefix("```") || line.hasPrefix("~~~") {
        fence = line.prefix { $0 == line.first }
        let words = line.dropFirst(fence.count).split(whereSeparator: \.isWhitespace).map(
          String.init)
        block = Block(
          kind: words.first ?? "", name: words.dropFirst().joined(separator: " "), first: number + 1
        )
      } else if line.hasPrefix("#") {
        heading(String(line), number)
      }
    }
    if let block { report(block.first - 1, "this block is never closed; end it with \(fence)") }
  }

  /// Bindings that stand in no block say nothing.
  mutating func findsSomething(in text: String) {
    guard problems.isEmpty, sheet.toys.isEmpty, sheet.definitions.isEmpty, sheet.aliases.isEmpty,
      sheet.roles.isEmpty, text.contains(where: { !$0.isWhitespace })
    else { return }
    report(
      1, "the sheet holds no toy; write what the letters stand for between ```toy NAME and ```")
  }

  private mutating func report(_ line: Int, _ message: String, column: Int = 1) {
    problems.append(Remark(Place(line, column), message))
  }

  private mutating func heading(_ line: String, _ number: Int) {
    let level = line.prefix { $0 == "#" }.count
    while let last = scopes.last, last.level >= level { scopes.removeLast() }
    var own = scope
    if let open = line.lastIndex(of: "{"), trimmed(line).hasSuffix("}") {
      let inside = trimmed(line[line.index(after: open)...]).dropLast()
      do throws(SheetError.What) { own = try Scope.read(String(inside)) } catch {
        report(number, error.message, column: line.distance(from: line.startIndex, to: open) + 1)
      }
    }
    scopes.append((level, own))
  }

  // MARK: blocks

  private mutating func take(_ block: Block) {
    switch block.kind {
    case "toy": toy(block)
    case "aliases":
      eachLine(block) { reader, text, _ throws(SheetError.What) in try reader.alias(text) }
    case "definitions":
      eachLine(block) { reader, text, line throws(SheetError.What) in
        try reader.definition(text, line)
      }
    case "roles":
      eachLine(block) { reader, text, line throws(SheetError.What) in try reader.role(text, line) }
    case "": break
    default:
      report(
        block.first - 1,
        "a sheet has blocks toy NAME, aliases, definitions and roles; there is no block \(block.kind)"
      )
    }
  }

  private mutating func eachLine(
    _ block: Block, _ body: (inout SheetReader, String, Int) throws(SheetError.What) -> Void
  ) {
    for (i, raw) in block.lines.enumerated() {
      let text = trimmed(withoutComment(raw))
      if text.isEmpty { continue }
      do throws(SheetError.What) { try body(&self, text, block.first + i) } catch {
        report(block.first + i, error.message)
      }
    }
  }

  /// A comment begins with # behind a blank, or at the beginning.
  private func withoutComment(_ line: String) -> String {
    var previous: Character = " "
    for i in line.indices {
      if line[i] == "#", previous.isWhitespace { return String(line[..<i]) }
      previous = line[i]
    }
    return line
  }

  private mutating func toy(_ block: Block) {
    guard !block.name.isEmpty, !block.name.contains(where: \.isWhitespace) else {
      return report(block.first - 1, "a toy has one name: ```toy three-points")
    }
    guard toys[block.name] == nil else {
      return report(block.first - 1, "there is a toy \(block.name) already; choose another name")
    }
    let known = toys
    do {
      let toy = try Toy.read(
        block.lines.joined(separator: "\n"), name: block.name, line: block.first
      ) { name in
        guard let toy = known[name] else { throw MeaningError("there is no toy \(name) above") }
        return toy
      }
      toys[block.name] = toy
      sheet.toys.append(.init(value: toy, scope: scope, line: block.first))
    } catch let error as ToyError {
      report(error.line, error.message, column: error.column)
    } catch {
      report(block.first, "\(error)")
    }
  }

  private mutating func alias(_ text: String) throws(SheetError.What) {
    guard let arrow = text.range(of: "=>") else {
      throw .init("an alias is “what the notes write => what is meant”")
    }
    let alias = Alias(
      written: trimmed(text[..<arrow.lowerBound]), meant: trimmed(text[arrow.upperBound...]))
    guard !alias.written.isEmpty else { throw .init("nothing stands before =>") }
    do { _ = try occurrences(of: alias.written, in: alias.meant) } catch {
      throw .init("“\(alias.written)” is no row of marks: \(error)")
    }
    sheet.aliases.append(.init(value: alias, scope: scope, line: 0))
  }

  private mutating func definition(_ text: String, _ line: Int) throws(SheetError.What) {
    do {
      let formula = try FormulaParser(options: .lenient).parse(text)
      var definitions = Definitions()
      try definitions.define(formula)
      sheet.definitions.append(.init(value: formula, scope: scope, line: line))
    } catch { throw .init("\(error)") }
  }

  private mutating func role(_ text: String, _ line: Int) throws(SheetError.What) {
    // the locator may quote a bar
    var quoted = false
    guard
      let bar = text.indices.first(where: { i in
        if text[i] == "\"" { quoted.toggle() }
        return text[i] == "|" && !quoted
      })
    else { throw .init("a role is “line | role”, such as 109 | loss in m") }
    let locator = try Locator.read(trimmed(text[..<bar]))
    sheet.roles.append(
      .init(
        locator: locator, role: try RoleReader().role(String(text[text.index(after: bar)...])),
        line: line))
  }
}

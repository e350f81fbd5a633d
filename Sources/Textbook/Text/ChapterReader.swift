import Foundation

extension ChapterText {
  /// Reads a chapter from the bytes of its file; `file` is what messages call it.
  ///
  /// Throws all that is wrong at once, each with line and column. Linear in the length of the text.
  public static func read(
    _ bytes: some Collection<UInt8>, file: String
  ) throws(Problems) -> ChapterText {
    var reader = ChapterReader(try SourceText(bytes, file: file))
    reader.readAll()
    reader.checkNames()
    guard reader.problems.isEmpty else { throw Problems(reader.problems) }
    return reader.chapter
  }
}

/// Takes a chapter apart, line by line; what is wrong is collected and reading goes on.
struct ChapterReader {
  let source: SourceText
  var chapter: ChapterText
  var problems: [Problem] = []
  /// The line that is read next, counted from 0.
  var line = 0
  /// The first line of the prose that is being collected.
  private var proseStart: Int?
  private var openDivisions: [Position] = []

  init(_ source: SourceText) {
    self.source = source
    chapter = ChapterText(file: source.file)
  }

  var lineCount: Int { source.lineStarts.count }

  mutating func report(_ position: Position, _ message: String) {
    problems.append(Problem(source.file, position, message))
  }

  mutating func readAll() {
    readFrontMatter()
    while line < lineCount { readBlock() }
    endProse()
    for position in openDivisions {
      report(position, "this ::: is never closed; end it with a line “:::”")
    }
    if chapter.blocks.isEmpty {
      report(Position(line: 1, column: 1), "the chapter is empty; write a title and an equation")
    }
  }

  private mutating func readBlock() {
    let text = source.line(line), content = text.trimmed
    if let fence = Fence(text) {
      readFence(fence)
    } else if content.hasPrefix("$$") {
      endProse()
      readEquation()
    } else if content.hasPrefix(":::") {
      endProse()
      readDivision()
    } else if content.hasPrefix("{{cell "), content.hasSuffix("}}") {
      endProse()
      let name = String(content.dropFirst(7).dropLast(2)).trimmed.composed
      chapter.blocks.append(.cell(Named(name: name, position: place(of: content))))
      line += 1
    } else if content.hasPrefix("!["), content.contains("](figure:") {
      endProse()
      readFigure()
    } else {
      if proseStart == nil { proseStart = line }
      line += 1
    }
  }

  /// The place of the first scalar of the current line that is not white space.
  func place(of content: String) -> Position {
    let range = source.range(ofLine: line)
    let indent = source.scalars[range].prefix { $0 == " " || $0 == "\t" }.count
    return Position(line: line + 1, column: indent + 1)
  }

  // MARK: prose

  mutating func endProse() {
    guard let start = proseStart else { return }
    proseStart = nil
    addProse(start..<line, code: false)
  }

  /// Lines as prose; in code nothing is looked for.
  private mutating func addProse(_ lines: Range<Int>, code: Bool) {
    guard let last = lines.last else { return }
    let range = source.lineStarts[lines.lowerBound]..<source.range(ofLine: last).upperBound
    let markdown = source.text(range)
    guard !markdown.trimmed.isEmpty else { return }
    let position = Position(line: lines.lowerBound + 1, column: 1)
    let scan = InlineScan(source, range)
    if !code { problems += scan.problems }
    chapter.blocks.append(
      .prose(
        Prose(position: position, markdown: markdown, placeholders: code ? [] : scan.placeholders)))
  }

  // MARK: fences

  private mutating func readFence(_ fence: Fence) {
    let opening = line, words = fence.info.split(separator: " ").map(String.init)
    let position = place(of: "")
    var close = line + 1
    while close < lineCount, !fence.isClosed(by: source.line(close)) { close += 1 }
    guard close < lineCount else {
      endProse()
      report(position, "this fence is never closed; end it with a line \(fence.mark)")
      line = lineCount
      return
    }
    let body = (opening + 1)..<close
    switch words.first {
    case "toy", "foils", "values":
      endProse()
      line = close + 1
      switch words[0] {
      case "toy": readToy(words, body, position)
      case "foils": readFoils(words, body, position)
      default: readValues(body, position)
      }
    default:
      endProse()
      line = close + 1
      addProse(opening..<line, code: true)
    }
  }

  private mutating func readToy(_ words: [String], _ body: Range<Int>, _ position: Position) {
    guard words.count == 2 else {
      return report(position, "a toy has one name: write ```toy two-gaussians")
    }
    let text = body.map { source.line($0) }.joined(separator: "\n")
    if text.trimmed.isEmpty {
      report(position, "the toy \(words[1]) is empty; bind a law or a parameter")
    }
    chapter.blocks.append(
      .toy(
        ToyBlock(name: words[1].composed, position: position, text: text, line: body.lowerBound + 1)
      ))
  }

  // MARK: divisions

  private mutating func readDivision() {
    let content = source.line(line).trimmed, position = place(of: content)
    let head = content.drop { $0 == ":" }.trimmingCharacters(in: .whitespaces)
    defer { line += 1 }
    if head.isEmpty {
      guard openDivisions.popLast() != nil else {
        return report(
          position, "this ::: closes nothing; delete it or open a block with ::: {.name}")
      }
      chapter.blocks.append(.close(position))
      return
    }
    openDivisions.append(position)
    var attributes = Attributes()
    if head.hasPrefix("{") {
      let range = source.range(ofLine: line)
      guard let brace = source.scalars[range].firstIndex(of: "{") else { return }
      do {
        let (read, end) = try Attributes.read(source, from: brace, upTo: range.upperBound)
        attributes = read
        if !source.text(end..<range.upperBound).trimmed.isEmpty {
          report(position, "nothing may follow the attributes of a ::: line")
        }
      } catch { report(source.position(error.index), error.message) }
    } else {
      attributes.classes = [String(head)]
      attributes.position = position
    }
    chapter.blocks.append(.open(Division(attributes: attributes, position: position)))
  }

  // MARK: front matter

  private mutating func readFrontMatter() {
    guard lineCount > 0, source.line(0).trimmed == "---" else { return }
    guard let close = (1..<lineCount).first(where: { source.line($0).trimmed == "---" }) else {
      report(
        Position(line: 1, column: 1), "the front matter is never closed; end it with a line ---")
      line = lineCount
      return
    }
    for number in 1..<close {
      let text = source.line(number)
      if text.trimmed.isEmpty || text.trimmed.hasPrefix("#") { continue }
      guard let colon = text.firstIndex(of: ":"),
        !text[..<colon].trimmingCharacters(in: .whitespaces).isEmpty
      else {
        report(Position(line: number + 1, column: 1), "expected “key: value”")
        continue
      }
      let key = text[..<colon].trimmingCharacters(in: .whitespaces)
      var value = text[text.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      if value.count > 1, value.hasPrefix("\""), value.hasSuffix("\"") {
        value = String(value.dropFirst().dropLast())
      }
      if chapter.front.entries.updateValue(value, forKey: key) != nil {
        report(Position(line: number + 1, column: 1), "\(key) is given twice; keep one")
      }
    }
    let entries = chapter.front.entries
    chapter.front.title = entries["title"] ?? ""
    chapter.front.question = entries["question"]
    chapter.front.needs = (entries["needs"] ?? "").trimmingCharacters(
      in: CharacterSet(charactersIn: "[] ")
    )
    .split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    if chapter.front.title.isEmpty {
      report(Position(line: 1, column: 1), "the front matter has no title; write “title: …”")
    }
    line = close + 1
  }
}

/// A line of three or more backticks or tildes that opens a block of text taken as it is.
private struct Fence {
  var mark: String
  var info: String

  init?(_ line: String) {
    let content = line.trimmed
    guard let first = content.first, first == "`" || first == "~" else { return nil }
    let mark = content.prefix { $0 == first }
    guard mark.count >= 3 else { return nil }
    info = content.dropFirst(mark.count).trimmingCharacters(in: .whitespaces)
    self.mark = String(mark)
    if info.contains("`") { return nil }  // an inline code span that starts a line
  }

  func isClosed(by line: String) -> Bool {
    let content = line.trimmed
    return content.count >= mark.count && content.allSatisfy { $0 == mark.first }
  }
}

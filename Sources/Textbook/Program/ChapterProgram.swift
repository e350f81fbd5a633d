import Evidence
import Exact
import Foundation
import Meaning
import Notation
import Plotting

/// What the program of a chapter does: read, judge, print, write.
public struct ChapterProgram {
  let chapter: any Chapter.Type
  let mathematics: Mathematics
  let console: Console

  public init(
    _ chapter: any Chapter.Type, mathematics: Mathematics = .book, console: Console = .standard
  ) {
    (self.chapter, self.mathematics, self.console) = (chapter, mathematics, console)
  }

  /// Runs with these arguments; messages go to standard error, data to standard output.
  public func run(_ arguments: [String]) -> ExitStatus {
    signal(SIGPIPE, SIG_IGN)  // a closed pipe is an error of `write`, reported as such
    do {
      return try perform(arguments)
    } catch let stop as Stop {
      console.err("\(chapter.page.name): \(stop.message)\n")
      return stop.status
    } catch let problems as Problems {
      console.err(problems.description + "\n")
      return .badText
    } catch {
      console.err("\(chapter.page.name): internal error: \(error)\n")
      return .internalError
    }
  }

  private func perform(_ words: [String]) throws -> ExitStatus {
    let name = chapter.page.name
    if words.contains("--help") || words.contains("-h") {
      let title =
        (try? ChapterText.read(chapter.page.bytes(), file: chapter.page.file).front.title) ?? name
      try console.out(Arguments.help(for: name, title: title))
      return .green
    }
    let arguments = try parsed(words)
    let text = try ChapterText.read(chapter.page.bytes(), file: chapter.page.file)
    let prepared = try PreparedChapter.prepare(text, with: mathematics)
    let run = try Run(chapter, prepared, arguments, console)
    if arguments.list {
      try console.out(Listing(run).text)
      return .green
    }
    if let latex = arguments.answer { return try Answer(latex, run).tell(console) }
    if let path = arguments.json, path != "-" { try Output.checkWritable(path) }
    if let path = arguments.figures { try Output.checkDirectory(path) }
    var problems: [Problem] = []
    let results = try run.results(&problems)
    guard problems.isEmpty else {
      // the table all the same, so that everything can be mended at once; no results are written
      console.err(Table(results, Style.forOutput(2)).text + "\n")
      throw Problems(problems)
    }
    if let path = arguments.json {
      if path == "-" {
        try console.out(String(decoding: results.json(), as: UTF8.self))
      } else {
        try Output.toFile(results.json(indented: false), path)
      }
    }
    let style = Style.forOutput(arguments.json == "-" ? 2 : 1)
    let page =
      arguments.explain.map { Explanation(results, id: $0, prepared, style).text }
      ?? Table(results, style).text
    if arguments.json == "-" { console.err(page) } else { try console.out(page) }
    return results.isGreen ? .green : .notGreen
  }

  private func parsed(_ words: [String]) throws(Stop) -> Arguments {
    do { return try Arguments.parse(words) } catch {
      throw Stop(.usage, Arguments.message(for: error) + "; --help shows what can be said")
    }
  }
}

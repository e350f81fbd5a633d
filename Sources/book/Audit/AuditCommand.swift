import ArgumentParser
import Audit
import Foundation
import Textbook
import Weaving

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Judges the equations of anybody's notes on the toys of a sheet.",
    discussion: """
      FILE is Markdown or LaTeX. TOYS is a sheet: a small Markdown file that says what the letters of the notes stand for.

          ```toy three-points
          x in {0, 1, 3}
          p_d = Finite(0: 1/2, 1: 1/3, 3: 1/6)
          p_g = Finite(0: 1/4, 1: 1/4, 3: 1/2)
          ```
          ```aliases
          p_{data} => p_d
          ```

      Every equation is evaluated on every toy that binds its letters, and comes out as one of: holds, false (with the \
      numbers of both sides and the nearest variant that holds), holds only if …, definition, undecided, not understood (with \
      the place and the reason), no toy binds it, no claim. What stands in a sheet, with examples: docs/audit.md.

      With several FILEs give one TOYS for all, or one for each in the same order.

      Exit codes: 0 nothing is false, 1 something is false, 2 usage, 3 the sheet is wrong, 4 a file cannot be read or written.
      """)

  @Argument(help: "Markdown or LaTeX files.") var files: [String]
  @Option(name: .long, help: "The toy sheet; repeat it to give each file its own.") var toys:
    [String] = []
  @Flag(help: "Also judge formulas inside lines that hold a relation sign.") var inline = false
  @Option(help: "Only the equations of these lines, such as 57,119-130.") var only: String?
  @Flag(help: "Show the lines of every derivation and what each equation was judged on.")
  var explain = false
  @Option(help: "Write the whole report as JSON; - for standard output.") var json: String?
  @Option(help: "Write the document as a page with a mark at each equation; of one FILE.") var html:
    String?
  @Option(help: "Threads; the report does not depend on them.") var threads: Int?

  func validate() throws {
    guard !files.isEmpty else { throw ValidationError("name at least one file") }
    guard toys.count <= 1 || toys.count == files.count else {
      throw ValidationError(
        "\(toys.count) sheets for \(files.count) files: give one for all, or one for each")
    }
    if html != nil, files.count != 1 {
      throw ValidationError("--html shows one file; run it once for each")
    }
    if let only, Audit.Options.lines(only) == nil {
      throw ValidationError("--only takes lines such as 57,119-130, not \(only)")
    }
    if let threads, threads < 1 { throw ValidationError("--threads takes a number from 1") }
  }

  func run() throws {
    Interruption.stopListening()
    // what hinders the page is told before the work, and not behind it
    let page = try html.map { _ in try PageStyle() }
    for path in [html, json].compactMap(\.self) where path != "-" { try checkFolder(of: path) }
    let sheets = try toys.map(sheet)
    var options = Audit.Options()
    options.inline = inline
    options.only = only.flatMap { Audit.Options.lines($0) }
    if let threads { options.threads = threads }
    var report = AuditReport(files: [])
    for (i, file) in files.enumerated() {
      let sheet = sheets.isEmpty ? Sheet() : sheets.count == 1 ? sheets[0] : sheets[i]
      let line = ProgressLine()
      report.files.append(
        Audit(options).run(
          try bytes(file), name: file, sheet: sheet, progress: { line.show($0, of: $1, file) }))
      line.clear()
    }
    if let only, report.files.allSatisfy(\.equations.isEmpty) {
      throw Failure(
        .usage, "no formula is read on the lines \(only)",
        remedy: "name a line on which one begins"
          + (inline ? "" : ", or ask with --inline for those inside lines of text"))
    }
    if json != "-" {
      print(TerminalReport(report, width: 110, colour: isatty(1) != 0, explain: explain).text)
    }
    if let html, let page {
      let pieces = Audit(options).pieces(
        try bytes(files[0]), name: files[0], sheet: sheets.first ?? Sheet())
      try write(Data(page.html(report.files[0], pieces).utf8), html)
    }
    if let json { try write(report.data(), json) }
    if !report.isFree { throw ExitCode(1) }
  }

  /// A file is written into a folder that is there.
  private func checkFolder(of path: String) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard FileManager.default.isWritableFile(atPath: folder) else {
      throw Failure(
        .environment, "\(path) cannot be written",
        remedy: "make its folder, or name one in which you may write")
    }
  }

  private func bytes(_ file: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw Failure(
        .environment, "\(file) cannot be read", remedy: "check its name and that it may be read")
    }
    guard !data.starts(with: [0xFF, 0xFE]), !data.starts(with: [0xFE, 0xFF]) else {
      throw Failure(.text, "\(file) is written in UTF-16", remedy: "save it as UTF-8")
    }
    return Array(data)
  }

  private func sheet(_ file: String) throws -> Sheet {
    let text = String(decoding: try bytes(file), as: UTF8.self)
    do { return try Sheet.read(text, name: file) } catch {
      throw Failure(.text, error.description, remedy: "see docs/audit.md for what a sheet holds")
    }
  }

  private func write(_ data: Data, _ path: String) throws {
    if path == "-" {
      do { return try FileHandle.standardOutput.write(contentsOf: data) } catch {
        throw Failure(
          .environment, "standard output cannot be written", remedy: "is the disk full?")
      }
    }
    try Files.write(Array(data), to: path)
  }
}

/// What a page needs beside the report.
private struct PageStyle {
  let katex: KaTeX
  let style: String

  init() throws {
    let program = Bundle.main.executableURL?.resolvingSymlinksInPath().path
    let folders = [FileManager.default.currentDirectoryPath] + (program.map { [$0] } ?? [])
    guard let repository = Repository.around(anyOf: folders) else {
      throw Failure(
        .environment,
        "--html takes its style from the folder of the book, which lies neither about this folder nor about the program",
        remedy: "run it inside that folder, or run the program that was built there; "
          + "the table and --json need nothing")
    }
    katex = try KaTeX(polyfills: repository.path("book/polyfills.js"))
    style = try SelfContained.style(of: repository)
  }

  func html(_ report: FileReport, _ pieces: [Piece]) -> String {
    AuditPage(
      report: report, pieces: pieces, style: style,
      render: { try? katex.render($0, $1 ? .display : .inline) }
    ).html
  }
}

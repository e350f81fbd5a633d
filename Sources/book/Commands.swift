import ArgumentParser
import Weaving

struct Book: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "book",
    abstract:
      "Makes the book: runs its chapters, weaves results into text, publishes HTML and PDF.",
    discussion: """
      A chapter is prose with LaTeX (chapters/NAME/chapter.md) and a Swift program that reads the \
      same LaTeX and evaluates it. This program runs those programs, puts what they found beside \
      each equation, and stops, naming the place, when anything in the book is not true of what ran.

      Results are kept in .build/book: only prose changed, no program runs; nothing changed, \
      nothing is done. The published book in _book is replaced whole or not at all.

      Exit codes: 0 all green, 1 a claim is not green, 2 usage, 3 chapter text, 4 environment, \
      5 internal, 130 interrupted.
      """,
    subcommands: [
      Build.self, Html.self, Pdf.self, Check.self, FiguresCommand.self, Weave.self, Doctor.self,
      AuditCommand.self, Fresh.self, Trial.self,
    ],
    defaultSubcommand: Build.self)
}

struct Build: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Everything: _book/index.html with its pages, and _book/\(Repository.pdfName).")
  func run() throws { try build([.html, .pdf]) }
}

struct Html: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "The web site alone; needs no TeX.")
  func run() throws { try build([.html]) }
}

struct Pdf: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The PDF.",
    discussion: "Pages that are older than the PDF are made anew: a published book is of one piece."
  )
  func run() throws { try build([.pdf]) }
}

private func build(_ outputs: Set<BookBuild.Output>) throws {
  try BookBuild(BookProgram.repository(), outputs: outputs, tell: BookProgram.tell).run()
}

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs all chapters and looks at every gate that needs no typesetter.",
    discussion: """
      References, placeholders, regions of source, unverified equations, claims: all that is wrong \
      is listed at once.
      """)
  func run() throws {
    try BookBuild(BookProgram.repository(), outputs: [], tell: BookProgram.tell).check()
  }
}

struct FiguresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures",
    abstract: "Draws all figures anew into figures/, where they are kept with the sources.")
  func run() throws {
    try BookBuild(BookProgram.repository(), outputs: [], tell: BookProgram.tell).figures()
  }
}

struct Weave: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints the woven Markdown of the whole book: what pandoc gets to read.")
  func run() throws {
    print(try BookBuild(BookProgram.repository(), outputs: [], tell: BookProgram.tell).woven())
  }
}

struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what is missing on this machine and how to install it.",
    discussion: "“make doctor” does the same and works before anything is built.")
  func run() throws { try Weaving.Doctor(BookProgram.repository()).run() }
}

struct Fresh: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Exits with 0 when the published book is up to date, with 1 when it is not.",
    shouldDisplay: false)
  @Argument(help: "html, pdf, or both.") var outputs: [String] = ["html", "pdf"]

  func run() throws {
    let wanted = try outputs.map { name in
      guard let output = BookBuild.Output(rawValue: name) else {
        throw ValidationError("unknown output \(name): html or pdf")
      }
      return output
    }
    let build = BookBuild(
      try BookProgram.repository(), outputs: Set(wanted), tell: BookProgram.tell)
    guard try build.isFresh() else { throw ExitCode(1) }
    BookProgram.tell("nothing has changed: the book in _book is up to date")
  }
}

struct Trial: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Weaves with results made elsewhere: for work on the weaver itself.",
    discussion: "FOLDER/NAME holds what chapter NAME wrote.",
    shouldDisplay: false)
  @Argument(help: "The folder of the results.") var folder: String
  @Flag(help: "The pages alone.") var html = false

  func run() throws {
    let outputs: Set<BookBuild.Output> = html ? [.html] : [.html, .pdf]
    try BookBuild(BookProgram.repository(), outputs: outputs, tell: BookProgram.tell).runTrial(
      folder)
  }
}

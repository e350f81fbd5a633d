import Exact
import Notation

/// A toy: laws, functions and numbers small enough to be known exactly, which give the symbols of
/// an equation a meaning.
///
/// A toy is text (see `docs/chapters.md`). It binds primitive laws and parameters only; whatever
/// follows from them is computed by the algorithms of `Probability`.
public struct Toy: Sendable {
  public let name: String
  /// How the page calls the toy: "N(0,1) against N(θ,1)".
  public let title: String?
  let statements: [Statement]
  /// The lines as written, for the page that shows the toy.
  public let text: String

  init(name: String, title: String?, statements: [Statement], text: String) {
    (self.name, self.title, self.statements, self.text) = (name, title, statements, text)
    var named: [String: Statement] = [:], sizes: [String: Int] = [:]
    for statement in statements {
      if case .vector(let n) = statement.kind {
        sizes[statement.name] = n
      } else if named[statement.name] == nil {
        named[statement.name] = statement
      }
    }
    (byName, vectors) = (named, sizes)
    factors = Dictionary(grouping: statements.filter(\.isFactor), by: \.name)
    made = Self.made(by: statements)
  }

  /// Statements by the name they bind; factors of a joint law apart.
  let byName: [String: Statement]
  let factors: [String: [Statement]]
  /// Of each family of letters, what the toy makes of it.
  let made: [String: Set<String>]
  /// The number of coordinates of the names that are declared vectors.
  let vectors: [String: Int]
  /// Where it looks at what random variables come to: the toy that draws them.
  var drawing: [Toy] = []
  /// The names of these random variables, each with the letters for its coordinates.
  package internal(set) var outcomes: [String: [String]] = [:]

  /// Reads the text of a toy. `line` is where its first line stands in the chapter; `extending`
  /// finds the toy named by `extends`. Throws `ToyError` with the place, what was expected and the
  /// remedy.
  public static func read(
    _ text: String, name: String, line: Int = 1,
    extending: (String) throws -> Toy = { throw MeaningError("no toy is called \($0)") }
  ) throws -> Toy {
    var reader = ToyReader(name: name)
    for (offset, content) in text.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      try reader.read(String(content), line: line + offset, extending: extending)
    }
    return try reader.toy(text: text)
  }

  /// The toy with further statements, each replacing the one that binds the same name.
  public func editing(_ statements: String) throws -> Toy {
    var reader = ToyReader(name: name, title: title, statements: self.statements)
    for content in statements.split(whereSeparator: { $0 == "\n" || $0 == ";" }) {
      try reader.read(
        String(content), line: 1,
        extending: { _ in throw MeaningError("an edit cannot extend another toy") })
    }
    return try reader.toy(text: text + "\n" + statements)
  }
}

extension Statement {
  var isFactor: Bool { if case .factor = kind { true } else { false } }
  /// Whether it binds something that is no number: a law, a function.
  var isCountless: Bool {
    switch kind {
    case .law, .factor, .function, .table, .random, .vector: true
    case .parameter, .simplex, .value: false
    }
  }
}

/// `\begin{cases}`, matrices, and the command nobody knows.
extension Reader {
  mutating func environment() throws -> (Formula, Shape) {
    let start = at, name = current.text
    switch name {
    case "cases", "dcases", "rcases":
      advance()
      return try scripts(on: try cases(from: start), .closed)
    case "pmatrix", "bmatrix", "matrix", "smallmatrix", "vmatrix", "array":
      advance()
      if name == "array" { try columns() }
      let rows = try matrix(from: start)
      return try scripts(
        on: name == "vmatrix" ? .function(.det, .matrix(rows)) : .matrix(rows), .closed)
    case "aligned", "align", "align*", "split", "gathered", "gather", "gather*", "equation",
      "equation*", "alignedat":
      throw error(
        "the environment \(name) inside a formula",
        "it holds a whole display, nothing else beside it")
    default:
      throw error(
        "the environment '\(name)' is not known",
        "use cases, pmatrix, bmatrix, vmatrix, matrix or array")
    }
  }

  /// The columns of an array, `{cc}`: how they stand, not what they say.
  private mutating func columns() throws {
    let start = at
    try expect(.beginGroup, "the columns of the array", "write \\begin{array}{cc}")
    while [.letter, .word, .bar].contains(current.kind) {
      if current.kind != .bar, !current.text.allSatisfy({ "lcr".contains($0) }) {
        throw error("a column '\(current.text)'", "write l, c or r")
      }
      advance()
    }
    try close(.endGroup, from: start)
  }

  private mutating func finishEnvironment(_ start: Int) throws {
    let name = token(start).text
    if current.kind == .finish, current.text == name { return advance() }
    if current.kind == .end {
      throw error(at: start, "\\begin{\(name)} is never ended", "write \\end{\(name)}")
    }
    if current.kind == .finish {
      throw error("\\end{\(current.text)} for \\begin{\(name)}", "end it by its own name")
    }
    throw unexpected()
  }

  private mutating func cases(from start: Int) throws -> Formula {
    var branches: [CaseBranch] = []
    while current.kind != .finish {
      let (value, condition) = try within(Context(kind: .bracket)) { reader in
        let value = try reader.sum()
        _ = reader.take(sign: ",")
        guard reader.take(.ampersand) else {
          throw reader.error("a case without its condition", "write & x > 0 or & \\text{otherwise}")
        }
        return (value, try reader.condition())
      }
      if let last = branches.last, last.condition == nil {
        throw error("a case behind \"otherwise\"", "put it before")
      }
      branches.append(CaseBranch(value, condition))
      if !take(.newline) { break }
    }
    try finishEnvironment(start)
    guard !branches.isEmpty else {
      throw error(at: start, "cases without a case", "write a & x > 0 \\\\ b & \\text{otherwise}")
    }
    return .cases(branches)
  }

  private static let otherwise: Set<String> = [
    "otherwise", "else", "otherwise,", "otherwise.", "elsewhere",
  ]
  private static let whenWords: Set<String> = ["if", "for", "when", "where", "on"]

  /// `\text{if } x > 0`, `x > 0`, `\text{otherwise}` (nil)
  private mutating func condition() throws -> Formula? {
    if current.kind == .text {
      let words = current.text
      if Reader.otherwise.contains(words) {
        advance()
        return nil
      }
      guard Reader.whenWords.contains(words) else {
        throw error(
          "the words '\(words)' in a condition",
          "write \\text{if} and the condition, or \\text{otherwise}")
      }
      advance()
    }
    if current.kind == .word, Reader.otherwise.contains(current.text) {
      advance()
      return nil
    }
    let start = at, formula = try relation()
    guard case .relation = formula else {
      throw error(at: start, "a condition that is no relation", "write x > 0, or \\text{otherwise}")
    }
    _ = take(sign: ",") || take(sign: ".")
    return formula
  }

  private mutating func matrix(from start: Int) throws -> [[Formula]] {
    var rows: [[Formula]] = []
    while current.kind != .finish {
      let row = try within(Context(kind: .bracket)) { reader in
        var row = [try reader.sum()]
        while reader.take(.ampersand) { row.append(try reader.sum()) }
        return row
      }
      if let first = rows.first, first.count != row.count {
        throw error(
          "a row of \(row.count) entries under one of \(first.count)", "let all rows have as many")
      }
      rows.append(row)
      if !take(.newline) { break }
    }
    try finishEnvironment(start)
    guard !rows.isEmpty else {
      throw error(at: start, "a matrix without entries", "write a & b \\\\ c & d")
    }
    return rows
  }

  // MARK: unknown commands

  func unknownCommand(_ token: Token) -> ParseError {
    if known(token.text) {
      return error("unexpected \\\(token.text)", "expected an operator, a relation, or the end")
    }
    let near = Vocabulary.nearest(to: token.text).map { "; did you mean \\\($0)?" } ?? ""
    return error(
      "the command \\\(token.text) is not known",
      "write it with the commands of docs/notation.md\(near)")
  }
}

extension Vocabulary {
  /// The known command one or two letters away, if there is one.
  static func nearest(to name: String) -> String? {
    let names = greek.union(letters).union(functionCommands).union(accents.keys).union(styles.keys)
      .union(relations.keys)
      .union([
        "frac", "sqrt", "sum", "prod", "int", "nabla", "partial", "infty", "cdot", "times",
        "underbrace", "because", "begin",
      ])
    return Spelling.nearest(to: name, among: names, within: 2)
  }
}

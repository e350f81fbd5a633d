import Exact
import Notation

/// Reads toys line by line.
struct ToyReader {
  let name: String
  var title: String?
  private var statements: [Statement]
  /// Where this text binds a name, so that it binds none twice.
  private var bound: [String: Int] = [:]

  init(name: String, title: String? = nil, statements: [Statement] = []) {
    (self.name, self.title, self.statements) = (name, title, statements)
  }

  func toy(text: String) throws -> Toy {
    Toy(name: name, title: title, statements: statements, text: text)
  }

  mutating func read(_ raw: String, line: Int, extending: (String) throws -> Toy) throws {
    do { try readLine(raw, line: line, extending: extending) } catch let error as ToyError {
      throw error.placed(in: raw)
    }
  }

  private mutating func readLine(_ raw: String, line: Int, extending: (String) throws -> Toy) throws
  {
    let content = ToyText.trimmed(
      raw.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).first ?? "")
    if content.isEmpty { return }
    let text = ToyText(content)
    guard text.bracketsBalance else {
      throw ToyError(
        line: line,
        "brackets do not match in “\(content)”; close each by its own kind, on the same line")
    }
    if content.hasPrefix("\"") {
      guard content.count > 1, content.hasSuffix("\"") else {
        throw ToyError(
          line: line, "a title ends with a quotation mark: write \"\(content.dropFirst())\"")
      }
      title = String(content.dropFirst().dropLast())
    } else if content.hasPrefix("extends ") {
      let base = try extending(ToyText.trimmed(content.dropFirst(8)))
      for statement in base.statements { replace(statement) }
    } else {
      for statement in try statementsOf(content, line: line) {
        if let before = bound[statement.key], !statement.isVector {
          throw ToyError(
            line: line,
            "\(statement.key) is bound already, in line \(before); give one of the two another name",
            in: content)
        }
        bound[statement.key] = line
        replace(statement)
      }
    }
  }

  private mutating func replace(_ statement: Statement) {
    if let i = statements.firstIndex(where: { $0.key == statement.key }) {
      statements[i] = statement
    } else {
      statements.append(statement)
    }
  }

  // MARK: one line

  private func statementsOf(_ content: String, line: Int) throws -> [Statement] {
    let text = ToyText(content)
    if content.hasPrefix("vector ") { return try vectors(content, line: line) }
    if let (body, loop) = text.parted(at: " for ", last: true) {
      return try repeated(body, loop, line: line)
    }
    if let (body, side) = text.parted(at: " where ", last: true) {
      return try statementsOf(side, line: line) + statementsOf(body, line: line)
    }
    if let (left, right) = text.parted(at: "="), right.hasPrefix("["), right.hasSuffix("]") {
      return try family(left, right, line: line)
    }
    return try statements(content, indices: [:], line: line)
  }

  /// `vector z 2`, `vector z, x 2`, `vector x_t 2 for t in 0..3`.
  private func vectors(_ content: String, line: Int) throws -> [Statement] {
    let (body, loop) =
      ToyText(content.dropFirst(7)).parted(at: " for ", last: true) ?? (
        String(content.dropFirst(7)), ""
      )
    guard let cut = body.lastIndex(of: " "), let n = Int(body[body.index(after: cut)...]),
      (1...64).contains(n)
    else {
      throw ToyError(
        line: line,
        "a vector is declared as “vector z 2”: its name and the number of its coordinates, 1 to 64")
    }
    let names = try ToyText(body[..<cut]).split(",").map { try symbol($0, line: line) }
    return try indices(of: loop, line: line).flatMap { indices in
      names.map {
        Statement(
          name: Name.text($0, indices), symbol: $0, kind: .vector(n), indices: indices, line: line)
      }
    }
  }

  /// `alpha = [9/10, 4/5]`: alpha_1, alpha_2.
  private func family(_ left: String, _ right: String, line: Int) throws -> [Statement] {
    let bare = try symbol(left, line: line)
    guard bare.subscripts.isEmpty else {
      throw ToyError(
        line: line, "a list binds a whole family; write \(Name.family(bare)) = \(right)", in: left)
    }
    return try ToyText(right.dropFirst().dropLast()).split(",").enumerated().map { i, entry in
      var member = bare
      member.subscripts = [.number(Rational(i + 1))]
      return Statement(
        name: Name.text(member), symbol: member, kind: .value(try plain(entry, line: line)),
        indices: [:], line: line)
    }
  }

  /// `beta_t = 1 - alpha_t for t in 1..3`: one statement for each t; `… for s in 1..2 for t in
  /// 1..3` for each pair.
  private func repeated(_ body: String, _ loop: String, line: Int) throws -> [Statement] {
    guard let (inner, first) = ToyText(body).parted(at: " for ", last: true) else {
      return try indices(of: loop, line: line).flatMap {
        try statements(body, indices: $0, line: line)
      }
    }
    return try indices(of: first, line: line).flatMap { outer in
      try indices(of: loop, line: line).flatMap { choice in
        try statements(inner, indices: outer.merging(choice) { _, new in new }, line: line)
      }
    }
  }

  /// What the letter behind `for` takes in turn; one empty choice when there is no loop.
  private func indices(of loop: String, line: Int) throws -> [[String: Int]] {
    if loop.isEmpty { return [[:]] }
    guard let (letter, range) = ToyText(loop).parted(at: " in "),
      let (lower, upper) = ToyText(range).parted(at: "..")
    else {
      throw ToyError(
        line: line,
        "expected “for t in 1..3”, found “for \(loop)”; write the letter and its bounds", in: loop)
    }
    guard let first = whole(lower), let last = whole(upper), last - first < 100_000 else {
      throw ToyError(
        line: line,
        "the bounds of “\(range)” must be whole numbers, or constants above that are; write 1..3 or bind them first",
        in: range)
    }
    let variable = Name.text(try symbol(letter, line: line))
    return (first...max(first, last)).filter { $0 <= last }.map { [variable: $0] }
  }

  /// One statement, or those of the coordinates of `x in R^2`.
  private func statements(_ content: String, indices: [String: Int], line: Int) throws
    -> [Statement]
  {
    guard let (left, right) = ToyText(content).parted(at: " in "), right.hasPrefix("R^"),
      let n = Int(right.dropFirst(2)), (1...64).contains(n)
    else { return [try statement(content, indices: indices, line: line)] }
    let name = try symbol(left, line: line)
    let declared = Statement(
      name: Name.text(name, indices), symbol: name, kind: .vector(n), indices: indices, line: line)
    return [declared]
      + (1...n).map { i in
        var coordinate = name
        coordinate.subscripts.append(.number(Rational(i)))
        let line = Domain.interval(lower: nil, upper: nil, closedBelow: false, closedAbove: false)
        return Statement(
          name: Name.text(coordinate, indices), symbol: coordinate,
          kind: .parameter(line, conditions: []), indices: indices,
          line: declared.line)
      }
  }

  private func whole(_ text: String) -> Int? {
    if let n = Int(text) { return n }
    guard let statement = statements.first(where: { $0.name == text }),
      case .value(.number(let r)) = statement.kind
    else { return nil }
    return r.int
  }

  private func statement(_ content: String, indices: [String: Int], line: Int) throws -> Statement {
    let text = ToyText(content)
    func make(_ symbol: Symbol, _ kind: Statement.Kind) -> Statement {
      Statement(
        name: Name.text(symbol, indices), symbol: symbol, kind: kind, indices: indices, line: line)
    }
    if let (left, right) = text.parted(at: "="), !left.hasSuffix("!"), !left.hasSuffix("<"),
      !left.contains(" in ")
    {
      if let head = try head(left, line: line) {
        var statement = make(head.symbol, try bound(head, right, line: line))
        statement.parameters = head.parameters
        return statement
      }
      let name = try symbol(left, line: line)
      if let interval = try interval(right, line: line) { return make(name, .value(interval)) }
      try LawText.refuseUnknown(right, line: line)
      return make(
        name,
        LawText.isLaw(right)
          ? .law(try LawText(right, line: line)) : .value(try plain(right, line: line)))
    }
    if let (left, right) = text.parted(at: " in ") {
      let name = try symbol(left, line: line), parts = ToyText(right).split(",")
      if let call = ToyText(right).call(), call.head == "simplex" {
        guard let n = Int(ToyText.trimmed(call.inside)), (2...64).contains(n) else {
          throw ToyError(
            line: line, "simplex takes the number of weights, 2 to 64; write w in simplex(3)",
            in: right)
        }
        return make(name, .simplex(n))
      }
      return make(
        name,
        .parameter(
          try Domain(parts[0], line: line),
          conditions: try parts.dropFirst().map { try plain($0, line: line) }))
    }
    if let (left, right) = text.parted(at: "~") {
      return make(try symbol(left, line: line), .random(try LawText(right, line: line)))
    }
    throw ToyError(
      line: line,
      "expected “name in domain”, “name = …”, “p(x | z) = …” or “name ~ law”, found “\(content)”; write one statement a line, # before a remark",
      in: content)
  }

  /// `W = Interval(-1, 1)`: a set by name, its ends included.
  private func interval(_ right: String, line: Int) throws -> Formula? {
    guard let call = ToyText(right).call(), call.head == "Interval" else { return nil }
    let ends = ToyText(call.inside).split(",")
    guard ends.count == 2 else {
      throw ToyError(line: line, "Interval takes two ends; write Interval(-1, 1)", in: right)
    }
    return .interval(
      try plain(ends[0], line: line), try plain(ends[1], line: line), closedBelow: true,
      closedAbove: true)
  }

  private struct Head { var symbol: Symbol; var wanted, given, parameters: [Symbol] }

  /// `p(x | z)` or `D(x)` on the left of an equals sign; nil for a plain name.
  private func head(_ text: String, line: Int) throws -> Head? {
    guard text.contains("("),
      case .application(.symbol(let symbol), let arguments) = try plain(text, line: line)
    else { return nil }
    func symbols(_ formulas: [Formula]) throws -> [Symbol] {
      try formulas.map { formula in
        guard case .symbol(let s) = formula else {
          throw ToyError(
            line: line, "between the brackets of “\(text)” stand names; write p(x | z) or f(x)",
            in: text)
        }
        return s
      }
    }
    return Head(
      symbol: symbol, wanted: try symbols(arguments.wanted), given: try symbols(arguments.given),
      parameters: try symbols(arguments.parameters))
  }

  private func bound(_ head: Head, _ right: String, line: Int) throws -> Statement.Kind {
    if LawText.isLaw(right) || !head.given.isEmpty || !head.parameters.isEmpty {
      return .factor(wanted: head.wanted, given: head.given, try LawText(right, line: line))
    }
    if right.hasPrefix("{"), right.hasSuffix("}"),
      ToyText(right.dropFirst().dropLast()).parted(at: ":") != nil
    {
      return .table(try rows(String(right.dropFirst().dropLast()), line: line))
    }
    return .function(head.wanted, try plain(right, line: line))
  }
}

// MARK: - Pieces that laws and statements share

/// A formula in the plain spelling of toys.
func plain(_ text: String, line: Int) throws -> Formula {
  do { return try FormulaParser(options: .plain).parse(text) } catch let error as ParseError {
    throw ToyError(line: line, column: error.column, "\(error.message); \(error.remedy)", in: text)
  }
}

func symbol(_ text: String, line: Int) throws -> Symbol {
  guard case .symbol(let s) = try plain(text, line: line) else {
    throw ToyError(
      line: line, "expected a name, found “\(text)”; write a letter or a word, as theta or p_d",
      in: text)
  }
  return s
}

/// `0: 1/2, 1: 1/3` or `(0,1): 1/2`.
func rows(_ text: String, line: Int) throws -> [Statement.TableRow] {
  try ToyText(text).split(",").map { entry in
    guard let (key, value) = ToyText(entry).parted(at: ":") else {
      throw ToyError(
        line: line, "expected “value: weight”, found “\(entry)”; write 0: 1/2, 1: 1/2", in: entry)
    }
    return Statement.TableRow(key: try keys(key, line: line), value: try plain(value, line: line))
  }
}

/// `0` or `(0, 1)`.
func keys(_ text: String, line: Int) throws -> [Formula] {
  let formula = try plain(text, line: line)
  if case .tuple(let parts) = formula { return parts }
  return [formula]
}

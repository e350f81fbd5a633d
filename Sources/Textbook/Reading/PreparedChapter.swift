import Evidence
import Exact
import Foundation
import Meaning
import Notation

/// A chapter whose formulas and toys have been read: what can be judged, evaluated and listed.
public struct PreparedChapter: Sendable {
  public let text: ChapterText
  /// By name, in the order of the text, without definitions.
  public let toys: [(name: String, setting: any Setting)]
  /// Every equation in order; a statement where it is to be judged.
  public let equations: [Equation]
  public let values: [Value]
  let mathematics: Mathematics
  let definitions: [Formula]

  public struct Equation: Sendable {
    public var block: EquationBlock
    /// What it states.
    public var chains: [Statement.Chain]
    /// nil for definitions, assumptions and citations.
    public var statement: Statement?
    public var settings: [any Setting]
  }
  /// A named value of the text.
  public struct Value: Sendable {
    public var line: ValueLine
    public var formula: Formula
    public var setting: any Setting
    public var fixed: [String: Rational]
  }

  /// Reads every formula and toy; throws all that is wrong with them, each at its place in the
  /// file.
  public static func prepare(
    _ text: ChapterText, with mathematics: Mathematics
  ) throws(Problems) -> PreparedChapter {
    var preparation = Preparation(text, mathematics)
    preparation.readToys()
    preparation.readEquations()
    preparation.readValues()
    guard preparation.problems.isEmpty else { throw Problems(preparation.problems) }
    let toys = preparation.toyOrder.compactMap { name in
      preparation.toys[name].map { (name, $0) }
    }
    return PreparedChapter(
      text: text, toys: toys, equations: preparation.equations,
      values: preparation.values, mathematics: mathematics, definitions: preparation.definitions)
  }

  public func toy(_ name: String) -> (any Setting)? { toys.first { $0.name == name }?.setting }
  /// The ids of all claims of the text, in order.
  public var claims: [String] {
    var seen: Set<String> = []
    return equations.map(\.block.claim).filter { seen.insert($0).inserted }
  }
}

extension Statement.Chain {
  /// `a := b` as `a = b`.
  fileprivate var judgedAsEquality: Statement.Chain {
    guard case .relation(let sides, let relations) = formula else { return self }
    return Statement.Chain(
      .relation(sides: sides, relations: relations.map { $0 == .defined ? .equal : $0 }),
      lines: lines)
  }
}

extension Formula {
  fileprivate var relations: [Relation] {
    if case .relation(_, let relations) = self { relations } else { [] }
  }
  /// Each side of a chain with the next.
  fileprivate var steps: [(left: Formula, right: Formula)] {
    guard case .relation(let sides, _) = self else { return [] }
    return Array(zip(sides, sides.dropFirst())).map { (left: $0, right: $1) }
  }
  fileprivate var isRelation: Bool { !relations.isEmpty }
  fileprivate var isDefinition: Bool { relations.contains(.defined) }
  fileprivate var isPlainDefinition: Bool { relations == [.defined] }
}

/// Collects problems while it reads, so that all of them are told at once.
private struct Preparation {
  let text: ChapterText
  let mathematics: Mathematics
  var problems: [Problem] = []
  var toys: [String: any Setting] = [:]
  var toyOrder: [String] = []
  var definitions: [Formula] = []
  var equations: [PreparedChapter.Equation] = []
  var values: [PreparedChapter.Value] = []

  init(_ text: ChapterText, _ mathematics: Mathematics) {
    (self.text, self.mathematics) = (text, mathematics)
  }

  mutating func report(_ position: Position, _ message: String) {
    problems.append(Problem(text.file, position, message))
  }

  /// Runs the body; a misreading is reported at its place behind `start`, any other error at
  /// `start`.
  mutating func attempt<R>(_ start: Position, _ body: () throws -> R) -> R? {
    do { return try body() } catch let error as Misread {
      report(start.offset(by: error.position), error.message)
    } catch { report(start, "\(error)") }
    return nil
  }

  // MARK: toys

  mutating func readToys() {
    for block in text.toys {
      let (math, known, order) = (mathematics, toys, toyOrder)
      let setting = attempt(Position(line: block.line, column: 1)) {
        try math.toy(block) { name in
          guard let toy = known[name] else {
            throw Misread(
              Position(line: 1, column: 1),
              "there is no toy \(name) above\(suggestion(for: name, among: order))")
          }
          return toy
        }
      }
      if let setting {
        toys[block.name] = setting
        toyOrder.append(block.name)
      }
    }
  }

  // MARK: equations

  mutating func readEquations() {
    for block in text.equations {
      let math = mathematics
      guard let chains = attempt(block.start, { try math.display(block.latex) }) else { continue }
      var equation = PreparedChapter.Equation(
        block: block, chains: chains, statement: nil, settings: [])
      let definitions = chains.filter(\.formula.isDefinition)
      if definitions.isEmpty {
        if block.status == .checked {
          if chains.isEmpty || !chains.allSatisfy(\.formula.isRelation) {
            report(block.start, "\(block.label) is no equation; write a relation such as = or \\le")
            continue
          }
          equation.settings = settings(for: block)
          equation.statement = statement(block, chains, equation.settings)
          checkBindings(equation)
        }
      } else if definitions.count < chains.count
        || !definitions.allSatisfy(\.formula.isPlainDefinition)
      {
        report(
          block.start, "a definition stands alone; give the chain behind it a display of its own")
        continue
      } else if block.status == .definition {
        equation = defining(equation)
      }
      equations.append(equation)
    }
  }

  /// A new name is bound from here on; what is built in is compared with the built-in meaning,
  /// where a toy is named.
  private mutating func defining(_ equation: PreparedChapter.Equation) -> PreparedChapter.Equation {
    var equation = equation
    let math = mathematics, block = equation.block, formulas = equation.chains.map(\.formula)
    let new = formulas.filter { math.defines($0) }, all = definitions + new
    if !new.isEmpty, attempt(block.start, { try math.defining(math.empty(), all) }) != nil {
      definitions = all
    }
    if new.isEmpty, !block.toys.isEmpty {
      equation.settings = settings(for: block)
      equation.statement = statement(
        block, equation.chains.map(\.judgedAsEquality), equation.settings)
      equation.statement?.isDefinition = true
    }
    return equation
  }

  /// A toy may not bind what the equation should confirm: it would agree with itself.
  private mutating func checkBindings(_ equation: PreparedChapter.Equation) {
    let steps = equation.chains.flatMap { $0.formula.steps }
    for case let setting as ToySetting in equation.settings
    where !steps.isEmpty && steps.allSatisfy({ setting.toy.makesOne($0.left, $0.right) }) {
      report(
        equation.block.start,
        "the toy \(setting.name) binds the answer: with its functions put in, "
          + "\(equation.block.label) says that a formula is itself; bind primitive laws and "
          + "parameters, and let the rest follow")
    }
  }

  /// The toys of an equation with the definitions so far, and what the equation fixes.
  private mutating func settings(for block: EquationBlock) -> [any Setting] {
    let math = mathematics, known = toys, all = definitions
    let names = block.toys.isEmpty ? [nil] : block.toys.map { Optional($0.name) }
    return names.compactMap { name in
      if let name, known[name] == nil { return nil }  // reported with the toy, or by the reader
      return attempt(block.attributes.position) {
        let toy = try name.flatMap { known[$0] } ?? math.empty()
        if block.fixed.isEmpty { return try math.defining(toy, all) }
        let names = block.fixed.map { $0.prefix { $0 != "=" }.trimmingCharacters(in: .whitespaces) }
        let edited = try toy.editing(block.fixed.joined(separator: "\n")).pinning(Set(names))
        return try math.defining(edited, all)
      }
    }
  }

  private mutating func statement(
    _ block: EquationBlock, _ chains: [Statement.Chain], _ settings: [any Setting]
  ) -> Statement? {
    let math = mathematics
    let foils = text.foils.filter { $0.label == block.label }.flatMap(\.foils).compactMap {
      foil($0, block, settings)
    }
    let again = attempt(block.start) { try math.display(block.latex).map(\.judgedAsEquality) }
    return Statement(
      label: block.label, claim: block.claim, latex: block.latex, chains: chains, foilZero: again,
      foils: foils, isHeadline: block.headline, scope: block.scope, sources: block.sources,
      grade: block.grade.flatMap(Grade.init) ?? .certified)
  }

  private mutating func foil(
    _ line: FoilLine, _ block: EquationBlock, _ settings: [any Setting]
  ) -> Statement.Foil? {
    let math = mathematics
    return attempt(line.position) {
      let latex: String
      switch line.edit {
      case .toy(let statements):
        for setting in settings { _ = try setting.editing(statements) }
        return Statement.Foil(line.mistake, .toy(statements), edit: line.edit.text)
      case .whole(let whole): latex = whole
      case .replace(let old, let new, let occurrence):
        latex = try math.replacing(old, new, occurrence, block.latex)
      }
      do {
        let chains = try math.display(latex).map(\.judgedAsEquality)
        guard !chains.isEmpty, chains.allSatisfy(\.formula.isRelation) else {
          throw Misread(Position(line: 1, column: 1), "it is no equation")
        }
        return Statement.Foil(line.mistake, .formula(chains, latex: latex), edit: line.edit.text)
      } catch let error as Misread {  // its place is in the edited text, which the reader does not see
        throw Misread(
          Position(line: 1, column: 1),
          "edited so, the equation cannot be read: \(error.message) (in \(latex))")
      }
    }
  }

  // MARK: values

  mutating func readValues() {
    let math = mathematics, known = toys, all = definitions
    for line in text.values {
      guard let formula = attempt(line.start, { try math.formula(line.latex) }) else { continue }
      if let toy = line.toy, known[toy.name] == nil { continue }
      let setting = attempt(line.position) {
        try math.defining(line.toy.flatMap { known[$0.name] } ?? math.empty(), all)
      }
      guard let setting else { continue }
      var fixed: [String: Rational] = [:]
      for pair in line.fixed where pair.count == 2 {
        guard let value = Rational(pair[1]) else {
          report(line.position, "\(pair[1]) is no exact number; write 7/5 or 1.4")
          continue
        }
        let names = setting.parameters.filter(\.canBeSet).map(\.name)
        if !names.contains(pair[0]) {
          report(
            line.position,
            "there is no parameter \(pair[0])\(suggestion(for: pair[0], among: names))")
        }
        fixed[pair[0]] = value
      }
      values.append(.init(line: line, formula: formula, setting: setting, fixed: fixed))
    }
  }
}

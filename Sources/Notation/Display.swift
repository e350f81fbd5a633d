/// What a displayed equation says: the derivations it holds, and the lines it is written in.
public struct Display: Hashable, Sendable {
  public var lines: [DisplayLine]
  /// One for each independent equation. A chain `a &= b \\ &= c` is one.
  public var derivations: [Derivation]
  public init(lines: [DisplayLine], derivations: [Derivation]) {
    (self.lines, self.derivations) = (lines, derivations)
  }
}

/// One row between `\\` and `\\`; rows that only carry on a long side are joined to the row they
/// carry on.
public struct DisplayLine: Hashable, Sendable {
  /// The line of the author's file on which it begins.
  public var number: Int
  /// As written, without `&` and `\\`.
  public var latex: String
  /// The relation the row begins with, when it carries on the derivation before it.
  public var continuation: Relation?
  /// What the row states, in order; of a continuation, what follows its relation.
  public var formulas: [Formula]
  public var because: String?
  /// Side conditions as LaTeX: `\text{for all } x`.
  public var conditions: [String]
}

/// A side and the steps from it: each is compared with the side before.
public struct Derivation: Hashable, Sendable {
  public struct Step: Hashable, Sendable {
    public var relation: Relation
    public var side: Formula
    /// The side as written.
    public var latex: String
    public var because: String?
    /// The line of the author's file on which the side begins.
    public var line: Int
    public init(relation: Relation, side: Formula, latex: String, because: String? = nil, line: Int)
    {
      (self.relation, self.side, self.latex, self.because, self.line) = (
        relation, side, latex, because, line
      )
    }
  }
  public var first: Formula
  /// The first side as written.
  public var latex: String
  public var line: Int
  public var steps: [Step]
  public var conditions: [String]

  public init(first: Formula, latex: String, line: Int, steps: [Step], conditions: [String] = []) {
    (self.first, self.latex, self.line, self.steps, self.conditions) = (
      first, latex, line, steps, conditions
    )
  }
  /// The whole chain as one formula; the first side alone if there is no step.
  public var formula: Formula {
    steps.isEmpty
      ? first : .relation(sides: [first] + steps.map(\.side), relations: steps.map(\.relation))
  }
  /// A formula that neither relates anything nor declares a name, `f : X \to Y`.
  var isFragment: Bool { steps.isEmpty && !isDeclaration }
  var isDeclaration: Bool {
    if case .range = first { true } else { false }
  }
  public var isDefinition: Bool { steps.first?.relation == .defined }
}

extension FormulaParser {
  /// Reads a display: `aligned`, `align`, `gathered` and their like, or a plain formula with side
  /// conditions. O(n).
  /// A display that begins with a relation goes on from `previous`, the last side of the one
  /// before.
  public func parseDisplay(_ latex: String, continuing previous: Formula? = nil) throws -> Display {
    try parseDisplay(utf8: Array(latex.utf8), continuing: previous)
  }

  public func parseDisplay(
    utf8 bytes: [UInt8], continuing previous: Formula? = nil
  ) throws -> Display {
    let source = Source(
      bytes: bytes, startLine: options.startLine, startColumn: options.startColumn)
    let tokens = try Lexer.tokens(of: source, options)
    var reader = DisplayReader(source: source, options: options, previous: previous)
    return try reader.display(tokens)
  }
}

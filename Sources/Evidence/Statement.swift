import Exact
import Notation

/// An equation of a chapter as the judge takes it: read, with its foils, but without toys.
public struct Statement: Sendable {
  /// The label without `eq:`; unique in the book.
  public var label: String
  public var claim: String
  public var latex: String
  /// What it states: most often one chain.
  public var chains: [Chain]
  /// The equation again, read through the path the foils take: it must hold (foil 0).
  public var foilZero: [Chain]
  public var foils: [Foil]
  public var isHeadline: Bool
  /// A definition in the text, compared with the meaning that is built in; it needs no foils and
  /// earns no score.
  public var isDefinition = false
  public var scope: String?
  public var sources: [String]
  /// The weakest grade the author lets pass; certified unless the page says otherwise.
  public var grade: Grade

  /// A chain `a = b ≤ c` and its sides as they are printed, each with the reason for the step to
  /// it.
  public struct Chain: Hashable, Sendable {
    public var formula: Formula
    public var lines: [Line]
    public init(_ formula: Formula, lines: [Line] = []) {
      (self.formula, self.lines) = (formula, lines)
    }
  }
  public struct Line: Hashable, Sendable {
    public var latex: String
    public var because: String?
    public init(latex: String, because: String? = nil) {
      (self.latex, self.because) = (latex, because)
    }
  }

  /// A wrong variant that must be refuted.
  public struct Foil: Sendable {
    public var mistake: String
    public var change: Change
    /// The edit as the chapter writes it: `2 D_{JS} => D_{JS}`.
    public var edit: String?
    public init(_ mistake: String, _ change: Change, edit: String? = nil) {
      (self.mistake, self.change, self.edit) = (mistake, change, edit)
    }
    public enum Change: Sendable {
      /// Another formula on the same points.
      case formula([Chain], latex: String)
      /// The same formula on a toy whose hypothesis is taken away.
      case toy(String)
    }
  }

  public init(
    label: String, claim: String, latex: String, chains: [Chain], foilZero: [Chain]? = nil,
    foils: [Foil],
    isHeadline: Bool = false, scope: String? = nil, sources: [String] = [],
    grade: Grade = .certified
  ) {
    (self.label, self.claim, self.latex, self.chains) = (label, claim, latex, chains)
    (self.foilZero, self.foils, self.isHeadline) = (foilZero ?? chains, foils, isHeadline)
    (self.scope, self.sources, self.grade) = (scope, sources, grade)
  }
}

extension Statement {
  /// Every formula that is judged at the statement's points: its own and its foils'.
  var formulas: [Formula] {
    (chains
      + foils.flatMap { foil -> [Chain] in
        if case .formula(let chains, _) = foil.change { chains } else { [] }
      }).map(\.formula)
  }
}

/// How a run is made; recorded in the results, so that it can be repeated.
public struct Options: Hashable, Sendable {
  public var seed: UInt64 = 1
  /// Decimal digits asked for; never less than 90 bits are required.
  public var digits = 30
  /// Parameters fixed by `--set`.
  public var fixed: [String: Rational] = [:]
  public init() {}
  public var standard: Standard { Standard(digits: digits) }
  /// Bits of working accuracy asked of the evaluator: some more than the judge needs.
  public var bits: Int { standard.bits + 4 }
}

extension Options {
  /// What is fixed among the parameters of this toy; the rest is for others.
  public func fixed(for setting: any Setting) -> [String: Rational] {
    fixed.filter { name, _ in setting.parameters.contains { $0.name == name && $0.canBeSet } }
  }
}

import Evidence
import Foundation

/// What an audit found; the contract with everything that shows it. Documented in `docs/audit.md`.
public struct AuditReport: Hashable, Sendable, Codable {
  public static let schema = 1
  public var schema = Self.schema
  public var files: [FileReport]
  public init(files: [FileReport]) { self.files = files }

  public var isFree: Bool {
    files.allSatisfy { file in file.equations.allSatisfy { $0.verdict != .wrong } }
  }

  /// Canonical JSON: the same audit gives the same bytes.
  public func data() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }
}

/// One document.
public struct FileReport: Hashable, Sendable, Codable {
  public var file: String
  public var sheet: String
  public var equations: [EquationReport]
  /// What is wrong with the document's marks, and roles of the sheet that found no formula.
  public var remarks: [RemarkReport]
  public var counts: Counts

  /// What is shown of each equation: of a display of several the part it is, otherwise the whole as
  /// printed.
  public var shown: [String] {
    let parts = Dictionary(equations.map { ("\($0.fragment) \($0.latex)", 1) }, uniquingKeysWith: +)
    return equations.map { e in
      (parts["\(e.fragment) \(e.latex)"] ?? 1) > 1 ? e.read ?? e.latex : e.latex
    }
  }
}

public struct RemarkReport: Hashable, Sendable, Codable {
  public var line: Int
  public var column: Int
  public var message: String
  /// Of the sheet, not of the document.
  public var inSheet: Bool
}

/// One equation of a document.
public struct EquationReport: Hashable, Sendable, Codable {
  /// `61`, or `61#2` for the second formula of a line.
  public var id: String
  public var line: Int
  public var column: Int
  /// `display`, `inline` or `text`.
  public var kind: String
  /// Which piece of mathematics of the document it is part of, counted from 0.
  public var fragment: Int
  /// As it stands in the document.
  public var latex: String
  /// As it was read, where macros, aliases or a role changed it.
  public var read: String?
  public var verdict: AuditVerdict
  public var role: String?
  public var reason: String?
  /// Where in the document the reason lies.
  public var place: String?
  /// What it was judged on: "three points; N(0,1) against N(θ,1), 12 drawn points".
  public var scope: String?
  /// Of inequalities that hold, for how much of what the toys draw that is known: "for all theta in
  /// [-4, 4] on bells", "at 12 points and 4 ends of ranges on bells, not proved between them".
  public var extent: String?
  public var grade: Grade?
  public var digits: Int?
  public var steps: [StepReport]
  /// The numbers that refute it.
  public var refutation: Refutation?
  /// The nearest true variant.
  public var variant: VariantReport?
  /// Of `holds only if`: if what.
  public var condition: String?
  /// Relations that are not judged because the sheet calls the formula a condition, an objective or
  /// an example.
  public var setAside: Int
  public var remarks: [String]
}

/// One relation of a chain, with what stands on its right.
public struct StepReport: Hashable, Sendable, Codable {
  public var line: Int
  public var relation: String
  public var latex: String
  public var verdict: AuditVerdict
  public var reason: String?
}

/// A point at which the two sides differ.
public struct Refutation: Hashable, Sendable, Codable {
  public var toy: String
  public var scope: String
  public var parameters: [String: String]
  /// The step, counted from 0.
  public var step: Int
  public var leftLatex: String
  public var relation: String
  public var rightLatex: String
  /// For the eye.
  public var left: String
  public var right: String
  /// How far apart they are at least, where the digits shown do not tell them apart.
  public var apart: String?
  /// Enclosures, where each side is one number.
  public var leftValue: [String]?
  public var rightValue: [String]?
}

public struct VariantReport: Hashable, Sendable, Codable {
  public var latex: String
  public var change: String
  public var words: String
  /// The equation that was changed, where it is one that defines what this one uses.
  public var definition: String?
}

/// How many equations came to what, and how much of what is stated was evaluated.
public struct Counts: Hashable, Sendable, Codable {
  public var verdicts: [String: Int]
  /// Of displays.
  public var displays: Share
  /// Of formulas in lines, in tables and in plain text.
  public var others: Share

  /// Relations that could be true or false.
  public struct Share: Hashable, Sendable, Codable {
    public var stated = 0
    /// Of them those that were found true, false, or true under a condition.
    public var evaluated = 0
    /// Beside them: those in formulas that a sheet calls conditions, objectives or examples.
    public var setAside = 0

    mutating func add(_ equation: EquationReport) {
      setAside += equation.setAside
      if equation.steps.isEmpty { return add(equation.verdict) }
      for step in equation.steps { add(step.verdict) }
    }

    private mutating func add(_ verdict: AuditVerdict) {
      switch verdict {
      case .holds, .wrong, .conditional: (stated, evaluated) = (stated + 1, evaluated + 1)
      case .undecided, .notUnderstood, .unbound: stated += 1
      case .definition, .noClaim: break
      }
    }
  }

  public init(_ equations: [EquationReport]) {
    verdicts = Dictionary(equations.map { ($0.verdict.rawValue, 1) }, uniquingKeysWith: +)
    (displays, others) = (Share(), Share())
    for equation in equations {
      if equation.kind == Fragment.Kind.display.rawValue {
        displays.add(equation)
      } else {
        others.add(equation)
      }
    }
  }
}

import Foundation

// results.json, schema 1: `docs/results.md` says what each key means. A key that would be null is
// left out.

/// What a chapter program found.
public struct Results: Hashable, Sendable, Codable {
  public static let schema = 1
  public var schema = Results.schema
  public var chapter: String
  public var title: String
  public var seed: UInt64
  public var tools: [String: String]
  public var settings: Settings
  public var claims: [ClaimRecord]
  public var values: [String: ValueRecord]
  public var cells: [String: CellRecord]
  public var figures: [FigureEntry]
  /// What became of all the mutants of the chapter.
  public var score: MutantScore?
  /// The chance of a false alarm with a fresh seed, by the union bound; absent when nothing is
  /// sampled.
  public var falseAlarms: Double?
  /// The chance that a foil survives a fresh seed by luck, by the union bound.
  public var survivors: Double?

  public init(
    chapter: String, title: String, seed: UInt64, tools: [String: String], settings: Settings,
    claims: [ClaimRecord],
    values: [String: ValueRecord], cells: [String: CellRecord], figures: [FigureEntry]
  ) {
    (self.chapter, self.title, self.seed, self.tools, self.settings) = (
      chapter, title, seed, tools, settings
    )
    (self.claims, self.values, self.cells, self.figures) = (claims, values, cells, figures)
    let mutants = claims.flatMap(\.mutants)
    score = mutants.isEmpty ? nil : MutantScore(mutants)
    let alarms = claims.flatMap(\.checks).flatMap(\.points).compactMap(\.sampling?.alpha)
    falseAlarms = alarms.isEmpty ? nil : alarms.reduce(0, +)
    let lucky = claims.flatMap(\.foils).compactMap(\.luck)
    survivors = lucky.isEmpty ? nil : lucky.reduce(0, +)
  }

  /// Sorted keys, UTF-8, one final line feed: the same results are the same bytes. Indented for
  /// eyes, on one line for programs, which is less than half as long.
  public func json(indented: Bool = true) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if indented { encoder.outputFormatting.insert(.prettyPrinted) }
    return try encoder.encode(self) + Data("\n".utf8)
  }

  /// Refuses another schema by name rather than guessing.
  public static func read(_ data: Data) throws -> Results {
    struct Head: Decodable { var schema: Int }
    let schema = try JSONDecoder().decode(Head.self, from: data).schema
    guard schema == Results.schema else {
      throw RecordError(
        message:
          "these results have schema \(schema); this program reads schema \(Results.schema): run the chapter again"
      )
    }
    return try JSONDecoder().decode(Results.self, from: data)
  }

  /// Green: something was claimed, and all of it holds.
  public var isGreen: Bool { !claims.isEmpty && claims.allSatisfy(\.isGreen) }
}

public struct RecordError: Error, CustomStringConvertible {
  public var message: String
  public var description: String { message }
}

public struct Settings: Hashable, Sendable, Codable {
  public var digits: Int
  public var set: [String: String]
  public var only: [String]
  public var toy: [String]
  public init(digits: Int, set: [String: String] = [:], only: [String] = [], toy: [String] = []) {
    (self.digits, self.set, self.only, self.toy) = (digits, set, only, toy)
  }
}

public struct ClaimRecord: Hashable, Sendable, Codable {
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    case equation, inequality, derivation, definition, assumption, cited, reading, check
  }
  public var id: String
  public var kind: Kind
  public var headline: Bool
  public var verdict: Verdict
  /// The weakest of its checks; absent for what is not judged.
  public var grade: Grade?
  public var scope: String
  public var digits: Int?
  public var title: String?
  public var because: String?
  /// Why it is not green.
  public var reason: String?
  public var sources: [String]
  public var checks: [CheckRecord]
  public var foils: [FoilRecord]
  public var mutants: [MutantRecord]
  /// What became of the mutants.
  public var score: MutantScore?

  /// A claim that is shown and not judged: a definition, an assumption, a citation.
  public static func displayed(
    _ id: String, _ kind: Kind, headline: Bool, scope: String, because: String?, sources: [String]
  ) -> ClaimRecord {
    ClaimRecord(
      id: id, kind: kind, headline: headline, verdict: .holds, grade: kind == .cited ? .cited : nil,
      scope: scope,
      because: because, sources: sources, checks: [], foils: [], mutants: [])
  }

  /// Whether evidence was asked for: definitions, assumptions and citations are displayed, not
  /// judged.
  public var isChecked: Bool { ![.definition, .assumption, .cited, .reading].contains(kind) }
  /// Open mutants are counted and listed; they do not yet turn a claim red.
  public var isGreen: Bool { verdict == .holds && foils.allSatisfy { $0.verdict == .refuted } }
}

/// One equation on one toy.
public struct CheckRecord: Hashable, Sendable, Codable {
  public var label: String
  public var latex: String
  public var toy: String
  public var scope: String
  public var verdict: Verdict
  public var grade: Grade
  public var digits: Int?
  public var reading: String?
  public var reason: String?
  public var points: [PointRecord]
  /// A proof that covers all that is drawn; the points are examples then.
  public var box: BoxRecord?
  /// A proof that the sides are the same functions of all that is drawn.
  public var identity: IdentityRecord?
  /// What a check in Swift says of itself.
  public var title: String?
}

public struct PointRecord: Hashable, Sendable, Codable {
  /// What is compared, in a check written in Swift.
  public var name: String?
  public var parameters: [String: String]
  public var verdict: Verdict
  public var grade: Grade
  public var digits: Int?
  public var reason: String?
  public var lines: [LineRecord]
  /// The chances that were taken, if a side was sampled.
  public var sampling: SamplingRecord?
}

/// One side of a chain with its value; the verdict is that of the step from the line before.
public struct LineRecord: Hashable, Sendable, Codable {
  public var latex: String
  public var relation: String?
  public var because: String?
  /// Two decimals that enclose the value, or the exact value twice; absent when there is none, or
  /// several.
  public var value: [String]?
  /// The exact value where there is one: `2 log 2 − (1/3) log 3`.
  public var exact: String?
  /// What the draws gave, where the value is the region that holds the true one.
  public var sampled: String?
  /// The parts of a vector, matrix or law.
  public var components: [ComponentRecord]?
  public var verdict: Verdict?
  public var digits: Int?
  public var distance: String?
  public var reason: String?
}

public struct ComponentRecord: Hashable, Sendable, Codable {
  public var name: String
  public var value: [String]
  public var exact: String?
}

public struct FoilRecord: Hashable, Sendable, Codable {
  public var name: String
  public var latex: String
  /// The edit as the chapter writes it: `2 D_{JS} => D_{JS}`; absent for a foil in Swift.
  public var edit: String?
  public var label: String
  /// The toy on which it was refuted first, or the first tried.
  public var toy: String
  public var verdict: Verdict
  /// The largest distance between the sides that was found; `inf` when they are infinitely far
  /// apart.
  public var distance: String?
  public var reason: String?
  public var refuted: Int
  public var of: Int
  /// The chance that it survives by luck; absent when nothing is sampled.
  public var luck: Double?
}

public struct MutantRecord: Hashable, Sendable, Codable {
  public var latex: String
  public var label: String
  public var `operator`: String
  public var verdict: MutantVerdict
  public var reason: String?
}

public struct ValueRecord: Hashable, Sendable, Codable {
  public var value: [String]
  public var exact: String?
  /// The nearest double; absent when it is infinite.
  public var double: Double?
  public var latex: String?
  public var toy: String?
  public init(
    value: [String], exact: String? = nil, double: Double?, latex: String? = nil, toy: String? = nil
  ) {
    (self.value, self.exact, self.double, self.latex, self.toy) = (value, exact, double, latex, toy)
  }
}

public struct CellRecord: Hashable, Sendable, Codable {
  public var output: String
  public init(output: String) { self.output = output }
}

public struct FigureEntry: Hashable, Sendable, Codable {
  public var name: String
  public var files: [String]
  public var data: [String]
  public var sha256: String
  public var alt: String
  public var width: Double
  public var height: Double
  /// Words that run into one another or off the drawing; absent when there are none.
  public var collisions: [String]?
  public init(
    name: String, files: [String], data: [String], sha256: String, alt: String, width: Double,
    height: Double, collisions: [String] = []
  ) {
    (self.name, self.files, self.data, self.sha256) = (name, files, data, sha256)
    (self.alt, self.width, self.height) = (alt, width, height)
    self.collisions = collisions.isEmpty ? nil : collisions
  }
}

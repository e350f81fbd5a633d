import Foundation

/// `results.json`, schema 1, as `docs/results.md` describes it: what a chapter program found.
public struct ChapterResults: Decodable, Sendable {
  public var schema: Int
  public var chapter: String
  public var title: String?
  public var seed: String
  public var tools: [String: String]
  public var settings: Settings
  public var claims: [Claim]
  public var values: [String: Value]
  public var cells: [String: Cell]
  public var figures: [Figure]

  /// What was asked for on the command line. The book takes results of the standard settings alone.
  public struct Settings: Decodable, Sendable {
    public var digits: Int?
    public var set: [String: String]
    public var only: [String]
    public var toy: [String]
  }

  public struct Claim: Decodable, Sendable {
    public var id: String
    public var kind: String
    public var headline: Bool
    public var verdict: String
    public var grade: String
    public var scope: String
    public var digits: Int?
    public var sources: [String]
    public var statement: String?
    public var checks: [Check]
    public var foils: [Foil]
    public var mutants: [Mutant]
    public var errors: [String]
  }

  /// One equation on one toy, or one comparison of a Swift check.
  public struct Check: Decodable, Sendable {
    public var label: String
    public var latex: String?
    public var toy: String?
    public var scope: String?
    public var verdict: String
    public var grade: String?
    public var digits: Int?
    public var reading: String?
    public var because: String?
    public var points: [Point]
  }

  public struct Point: Decodable, Sendable {
    public var parameters: [String: String]
    public var verdict: String
    public var grade: String?
    public var digits: Int?
    public var lines: [Line]
  }

  public struct Line: Decodable, Sendable {
    public var latex: String
    public var relation: String?
    public var because: String?
    public var value: [String]
    public var verdict: String?
  }

  public struct Foil: Decodable, Sendable {
    public var name: String
    public var latex: String?
    public var label: String?
    public var toy: String?
    public var verdict: String
    public var distance: String?
    public var refuted: Int?
    public var of: Int?
  }

  public struct Mutant: Decodable, Sendable {
    public var latex: String?
    public var label: String?
    public var verdict: String
  }

  public struct Value: Decodable, Sendable {
    public var value: [String]
    public var exact: String?
    public var latex: String?
    public var toy: String?
  }

  public struct Cell: Decodable, Sendable { public var output: String }

  public struct Figure: Decodable, Sendable {
    public var name: String
    public var files: [String]
    public var alt: String
    public var width: Double?
    public var height: Double?
  }
}

// MARK: what may be left out

extension ChapterResults {
  enum Key: String, CodingKey {
    case schema, chapter, title, seed, tools, settings, claims, values, cells, figures
  }

  public init(from decoder: any Decoder) throws {
    let c = try decoder.container(keyedBy: Key.self)
    schema = try c.decode(Int.self, forKey: .schema)
    chapter = try c.decode(String.self, forKey: .chapter)
    title = try c.decodeIfPresent(String.self, forKey: .title)
    seed = try (try? c.decode(UInt64.self, forKey: .seed)).map(String.init) ?? c.decode(String.self, forKey: .seed)
    tools = try c.decodeIfPresent([String: String].self, forKey: .tools) ?? [:]
    settings = try c.decode(Settings.self, forKey: .settings)
    claims = try c.decode([Claim].self, forKey: .claims)
    values = try c.decodeIfPresent([String: Value].self, forKey: .values) ?? [:]
    cells = try c.decodeIfPresent([String: Cell].self, forKey: .cells) ?? [:]
    figures = try c.decodeIfPresent([Figure].self, forKey: .figures) ?? []
  }
}

extension ChapterResults.Settings {
  enum Key: String, CodingKey { case digits, set, only, toy }

  public init(from decoder: any Decoder) throws {
    let c = try decoder.container(keyedBy: Key.self)
    digits = try c.decodeIfPresent(Int.self, forKey: .digits)
    set = try c.decodeIfPresent([String: String].self, forKey: .set) ?? [:]
    only = try c.decodeIfPresent([String].self, forKey: .only) ?? []
    toy = try c.decodeIfPresent([String].self, forKey: .toy) ?? []
  }
}

extension ChapterResults.Claim {
  enum Key: String, CodingKey {
    case id, kind, headline, verdict, grade, scope, digits, sources, statement, checks, foils, mutants, errors
  }

  public init(from decoder: any Decoder) throws {
    let c = try decoder.container(keyedBy: Key.self)
    id = try c.decode(String.self, forKey: .id)
    kind = try c.decode(String.self, forKey: .kind)
    headline = try c.decodeIfPresent(Bool.self, forKey: .headline) ?? false
    verdict = try c.decode(String.self, forKey: .verdict)
    grade = try c.decodeIfPresent(String.self, forKey: .grade) ?? ""
    scope = try c.decodeIfPresent(String.self, forKey: .scope) ?? ""
    digits = try c.decodeIfPresent(Int.self, forKey: .digits)
    sources = try c.decodeIfPresent([String].self, forKey: .sources) ?? []
    statement = try c.decodeIfPresent(String.self, forKey: .statement)
    checks = try c.decodeIfPresent([ChapterResults.Check].self, forKey: .checks) ?? []
    foils = try c.decodeIfPresent([ChapterResults.Foil].self, forKey: .foils) ?? []
    mutants = try c.decodeIfPresent([ChapterResults.Mutant].self, forKey: .mutants) ?? []
    errors = try c.decodeIfPresent([String].self, forKey: .errors) ?? []
  }

  /// Green: it holds, and every foil and every mutant that means something is refuted.
  public var isGreen: Bool {
    let settled = ["definition", "assumption", "cited"].contains(kind) && verdict != "refuted" && verdict != "broken"
    return (verdict == "holds" || settled) && foils.allSatisfy { $0.verdict == "refuted" }
  }

  /// How many mutants were refuted, mean nothing, or are still open.
  public var mutantCounts: (refuted: Int, undefined: Int, open: Int) { ChapterResults.count(mutants) }
}

extension ChapterResults {
  public static func count(_ mutants: [Mutant]) -> (refuted: Int, undefined: Int, open: Int) {
    let refuted = mutants.count { $0.verdict == "refuted" }
    let aside = mutants.count { ["undefined", "equivalent"].contains($0.verdict) }
    return (refuted, aside, mutants.count - refuted - aside)
  }

  /// Reads a file a chapter program wrote; refuses another schema, another chapter and other settings.
  public static func read(_ path: String, chapter: String) throws -> ChapterResults {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(.environment, "the results of chapter \(chapter) are missing", remedy: "run “make chapters”")
    }
    let results: ChapterResults
    do { results = try JSONDecoder().decode(ChapterResults.self, from: data) } catch {
      throw Failure(.inner, "\(path) is not what docs/results.md describes: \(error)", remedy: "run “make clean”, then “make chapters”")
    }
    guard results.schema == 1, results.chapter == chapter else {
      throw Failure(.inner, "\(path) has schema \(results.schema) and chapter \(results.chapter)",
                    remedy: "expected are schema 1 and \(chapter): run “make clean”, then “make chapters”")
    }
    let s = results.settings
    guard s.set.isEmpty, s.only.isEmpty, s.toy.isEmpty else {
      throw Failure(.environment, "\(path) was made with other settings (--set, --only or --toy)",
                    remedy: "the book takes results of the standard settings alone: run “make chapters”")
    }
    return results
  }
}

import Meaning
import Notation

/// What a reader says about notes: toys that give their letters a meaning, aliases, definitions and
/// roles.
///
/// The format is in `docs/audit.md`.
public struct Sheet: Sendable {
  public internal(set) var name: String
  var toys: [Scoped<Toy>] = []
  var aliases: [Scoped<Alias>] = []
  var definitions: [Scoped<Formula>] = []
  var roles: [RoleLine] = []

  struct Scoped<Value: Sendable>: Sendable {
    var value: Value
    var scope: Scope
    /// Where it stands in the sheet.
    var line: Int
  }
  struct RoleLine: Hashable, Sendable {
    var locator: Locator
    var role: Role
    var line: Int
  }

  /// A sheet that binds nothing.
  public init(name: String = "no sheet") { self.name = name }

  /// Reads a sheet; throws everything that is wrong with it at once.
  public static func read(_ text: String, name: String) throws(SheetError) -> Sheet {
    var reader = SheetReader(name: name)
    reader.read(text)
    reader.findsSomething(in: text)
    guard reader.problems.isEmpty else { throw SheetError(sheet: name, problems: reader.problems) }
    return reader.sheet
  }

  /// What each of its toys is, in words: a page names a toy so.
  public var titles: [String: String] {
    Dictionary(toys.compactMap { toy in toy.value.title.map { (toy.value.name, $0) } }) {
      first, _ in first
    }
  }

  /// Both sheets' content.
  public func joined(with other: Sheet) -> Sheet {
    var sheet = self
    sheet.toys += other.toys
    sheet.aliases += other.aliases
    sheet.definitions += other.definitions
    sheet.roles += other.roles
    return sheet
  }
}

/// Everything that is wrong with a sheet, each with its place.
public struct SheetError: Error, Hashable, Sendable, CustomStringConvertible {
  public var sheet: String
  public var problems: [Remark]
  public var description: String { problems.map { "\(sheet):\($0)" }.joined(separator: "\n") }

  /// What is wrong, before its place is known.
  struct What: Error {
    var message: String
    init(_ message: String) { self.message = message }
  }
}

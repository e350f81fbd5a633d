import Foundation

/// A place in a file of the repository, printed as `file:line:col`.
public struct Place: Hashable, Sendable, CustomStringConvertible, Comparable {
  public var file: String
  public var line: Int
  public var column: Int?

  public init(_ file: String, _ line: Int, _ column: Int? = nil) {
    (self.file, self.line, self.column) = (file, line, column)
  }

  public var description: String { column.map { "\(file):\(line):\($0)" } ?? "\(file):\(line)" }

  public static func < (a: Place, b: Place) -> Bool {
    (a.file, a.line, a.column ?? 0) < (b.file, b.line, b.column ?? 0)
  }
}

/// What stops a build: where, what, what to do, and the exit code it ends with.
public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The exit codes that the programs of this repository share.
  public enum Kind: Int32, Sendable {
    case claim = 1
    case usage = 2
    case text = 3
    case environment = 4
    case inner = 5
  }

  public var kind: Kind
  public var place: Place?
  public var what: String
  public var remedy: String

  public init(_ kind: Kind, at place: Place? = nil, _ what: String, remedy: String) {
    (self.kind, self.place, self.what, self.remedy) = (kind, place, what, remedy)
  }

  public var description: String { (place.map { "\($0): " } ?? "") + "\(what); \(remedy)" }
}

/// Several failures of one run, all of them shown: nobody wants to find mistakes one build at a
/// time.
public struct Failures: Error, Sendable, CustomStringConvertible {
  public var all: [Failure]

  public init(_ all: [Failure]) { self.all = all }

  public var description: String { all.map(\.description).joined(separator: "\n") }

  /// The code of the worst: chapter text before a claim, since a claim cannot be judged on a page
  /// that does not parse.
  public var code: Int32 { all.map(\.kind.rawValue).max() ?? Failure.Kind.inner.rawValue }

  /// Throws when anything was collected.
  public static func check(_ found: [Failure]) throws {
    guard !found.isEmpty else { return }
    var seen = Set<Failure>()
    throw Failures(found.filter { seen.insert($0).inserted })
  }
}

/// Somebody pressed Ctrl-C, or asked us to end: nothing was published.
public struct Interrupted: Error, Sendable {
  public var code: Int32
}

/// The file that a module gets beside its own: it tells which mutant is awake, and notes which bodies
/// and values were reached.
extension Schemata {
  /// Public, since a default argument may ask it. The marks are bytes that threads set to 1 and never
  /// read; the program writes them down when it ends.
  func awake(in module: String) -> String {
    """
    import Foundation

    /// None of the book's own programs sees this file.
    private struct Awake: @unchecked Sendable {
      let mutant: Int
      let marks: UnsafeMutablePointer<UInt8>

      init() {
        let environment = ProcessInfo.processInfo.environment
        mutant = Int(environment["\(Self.variable(module))"] ?? "") ?? -1
        marks = .allocate(capacity: \(entries.count + 1))
        marks.initialize(repeating: 0, count: \(entries.count + 1))
        guard environment["\(Self.notebook)"] != nil else { return }
        atexit {
          guard let folder = ProcessInfo.processInfo.environment["\(Self.notebook)"] else { return }
          let reached = (0..<\(entries.count)).filter { awake.marks[$0] != 0 }.map(String.init)
          try? Data(reached.joined(separator: " ").utf8).write(to: URL(fileURLWithPath: folder + "/\(module)"))
        }
      }
    }
    private let awake = Awake()

    /// The mutant of this module that is awake, and a mark that somebody was here.
    public func awakeMutant(_ site: Int) -> Int {
      awake.marks[site] = 1
      return awake.mutant
    }

    """
  }
  /// The variable of the environment that wakes a mutant of a module.
  static func variable(_ module: String) -> String { "AWAKE_MUTANT_\(module)" }
  /// The variable of the environment with the folder where what was reached is written down.
  static var notebook: String { "REACHED_MUTANTS" }
}

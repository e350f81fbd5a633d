import Foundation

/// Says what is missing; the list itself stands in one place, `Scripts/doctor.sh`, which works
/// before anything is built.
public struct Doctor {
  let repository: Repository

  public init(_ repository: Repository) { self.repository = repository }

  public func run() throws {
    let script = try Program(
      "sh", [repository.path("Scripts/doctor.sh"), "all"], in: repository.root)
    guard try script.wait() == 0 else {
      throw Failure(.environment, "something is missing", remedy: "install it as said above")
    }
  }
}

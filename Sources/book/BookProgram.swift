import ArgumentParser
import Foundation
import Weaving

/// Turns what happened into an exit code: 0 all green, 1 a claim is not, 2 usage, 3 chapter text, 4
/// environment, 5 internal, 130 interrupted.
enum BookProgram {
  static func run(_ arguments: [String]) -> Int32 {
    do {
      var command = try Book.parseAsRoot(arguments)
      try command.run()
      return 0
    } catch let failures as Failures {
      complain(failures.description)
      return failures.code
    } catch let failure as Failure {
      complain(failure.description)
      return failure.kind.rawValue
    } catch let interrupted as Interrupted {
      complain("interrupted: nothing was published, the last book stands")
      return interrupted.code
    } catch let code as ExitCode {
      return code.rawValue
    } catch {
      let code = Book.exitCode(for: error)
      if code == .success {
        print(Book.fullMessage(for: error))
        return 0
      }
      complain(Book.fullMessage(for: error))
      return code == .validationFailure ? 2 : 5
    }
  }

  static func complain(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

  /// Progress goes to standard error; standard output stays data.
  static func tell(_ text: String) { FileHandle.standardError.write(Data("  \(text)\n".utf8)) }

  static func repository() throws -> Repository {
    try .around(FileManager.default.currentDirectoryPath)
  }
}

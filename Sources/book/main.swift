import ArgumentParser
import Foundation
import Weaving

Interruption.listen()
let code = BookProgram.run(Array(CommandLine.arguments.dropFirst()))
// What was printed is lost where it cannot be written: a full disk, a closed pipe.
if fflush(nil) != 0 {
  BookProgram.complain("standard output cannot be written; is the disk full?")
  exit(Failure.Kind.environment.rawValue)
}
exit(code)

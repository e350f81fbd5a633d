import ArgumentParser
import Foundation
import Weaving

Interruption.listen()
exit(BookProgram.run(Array(CommandLine.arguments.dropFirst())))

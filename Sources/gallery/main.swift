import Foundation
import Plotting

// Draws every mark once: `swift run -c release gallery DIRECTORY`. The figures are examples to copy
// from.

let directory = CommandLine.arguments.dropFirst().first ?? "gallery"
do {
  for entry in try lines() + charts() + planes() {
    for collision in try entry.figure.collisions() { print("\(entry.figure.name): \(collision)") }
    let record = try entry.figure.render(to: directory, alt: entry.alt, darkPNG: true)
    print(record.name)
  }
} catch {
  FileHandle.standardError.write(Data("gallery: \(error)\n".utf8))
  exit(1)
}

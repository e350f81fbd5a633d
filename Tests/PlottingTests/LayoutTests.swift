import Foundation
import Testing

/// Rules of the house that no compiler keeps.
struct LayoutTests {
  private func sources() throws -> [(name: String, text: String)] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/Plotting").standardizedFileURL
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return try (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
      .map { ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8)) }
  }

  @Test func oneFileSeesCairo() throws {
    let seers = try sources().filter { $0.text.contains("import CCairo") }.map(\.name)
    #expect(seers == ["CairoCanvas.swift"])
  }

  @Test func onlyFoundationBesides() throws {
    for (name, text) in try sources() {
      for match in text.matches(of: /(?m)^import (\w+)$/) {
        #expect(["Foundation", "CCairo", "Digest"].contains(match.1), "\(name) imports \(match.1)")
      }
    }
  }

  @Test func aShapeHasOneMeaning() throws {
    let canvas = try sources().first { $0.name == "CairoCanvas.swift" }?.text ?? ""
    #expect(canvas.contains("switch shape {") && !canvas.contains("default: break"))
  }
}

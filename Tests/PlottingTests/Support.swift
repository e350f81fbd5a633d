import Foundation
import Plotting
import SplitMix

/// A domain of any size, anywhere: widths from 1e-9 to 1e9, offsets up to a thousand widths.
func randomDomain(_ random: inout SplitMix) -> ClosedRange<Double> {
  let width = pow(10, Double.random(in: -9...9, using: &random))
  let low =
    width * Double.random(in: -1000...1000, using: &random)
    * (Bool.random(using: &random) ? 1 : 0.001)
  return low...(low + width)
}

/// A directory of its own that goes away with the scope.
func withDirectory<T>(_ body: (URL) throws -> T) throws -> T {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent(
    "plotting-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: url) }
  return try body(url)
}

/// A figure without formulas, with most kinds of marks.
func sample(_ name: String = "sample") -> Figure {
  Figure(name, size: .wide(height: 260), columns: 2, lettered: true) {
    Panel(x: .linear(0...10, label: "time"), y: .linear(-1.2...1.2, label: "level"), title: "Waves")
    {
      Area(over: 0...10, fill: .blue.soft) { 0.8 * sin($0) }
      Line(over: 0...10, stroke: .blue, label: .end("sine")) { 0.8 * sin($0) }
      Line(over: 0...10, stroke: .orange, dash: .dashed, label: .end("cosine")) { 0.8 * cos($0) }
      Rule(y: 0.5, label: "half")
      Dots(at: 5, 0, open: true, label: "here")
    }
    Panel(x: .log(1...1000, label: "count"), y: .bands(["few", "many"])) {
      Bars([0, 1], [30, 700], .horizontal)
    }
    Panel(x: .linear(-2...2), y: .linear(-2...2), aspect: .equal) {
      HeatMap(Field(cells: 12, 12, x: -2...2, y: -2...2) { $0 * $0 + $1 * $1 }, bar: "height")
      Contours(Field(nodes: 21, 21, x: -2...2, y: -2...2) { $0 * $0 + $1 * $1 }, levels: [1, 2])
      VectorField(x: -2...2, y: -2...2, columns: 5, rows: 5) { (-$1, $0) }
    }
  }
}

extension Shape {
  var text: String? {
    if case .text(let set, _, _, _, _) = self { set.source } else { nil }
  }
}

import Foundation
import Plotting

let directory = CommandLine.arguments.dropFirst().first ?? "gallery"
func normal(_ x: Double, _ m: Double, _ s: Double = 1) -> Double {
  exp(-(x - m) * (x - m) / (2 * s * s)) / (s * (2 * Double.pi).squareRoot())
}

let optimum = Figure("optimum", size: .wide(height: 300), heights: [1, 1], sharing: .x) {
  Panel(x: .linear(-4...6, label: "$x$"), y: .linear(0...0.45, label: "density"), title: "Two laws") {
    Area(over: -4...6, fill: .blue.soft) { normal($0, 0) }
    Area(over: -4...6, fill: .orange.soft) { normal($0, 2) }
    Line(over: -4...6, stroke: .blue, label: .at(-0.7, .aboveLeft, "$p_d$")) { normal($0, 0) }
    Line(over: -4...6, stroke: .orange, label: .at(2.7, .aboveRight, "$p_g$")) { normal($0, 2) }
  }
  Panel(x: .linear(-4...6, label: "$x$"), y: .linear(0...1, label: "optimal discriminator $D^*(x)$")) {
    Rule(y: 0.5, label: "no idea: $\\tfrac{1}{2}$")
    Line(over: -4...6, stroke: .green, label: .at(0, .aboveRight, "$D^*$")) { normal($0, 0) / (normal($0, 0) + normal($0, 2)) }
    Label("equal densities", at: (2.4, 0.8), .right, pointing: (1, 0.5))
  }
}
do {
  _ = try optimum.render(to: directory, alt: "Two bell curves and the discriminator between them.", darkPNG: true)
} catch {
  FileHandle.standardError.write(Data("gallery: \(error)\n".utf8))
  exit(1)
}

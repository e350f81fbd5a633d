import Foundation
import Plotting
import Testing

/// Data that cannot be drawn are errors that name the series; the rest reaches the file.
struct DataTests {
  private func problem(_ mark: some Mark) -> FigureError? {
    #expect(throws: FigureError.self) {
      try Figure("bad") { Panel(x: .linear(0...1), y: .linear(0...1)) { mark } }.shapes()
    }
  }

  @Test func nanIsRefusedByName() {
    let error = problem(Line([0, 0.5, 1], [0, .nan, 1], name: "value"))
    #expect(error?.description == "figure bad, line “value”: y is NaN in row 2")
    #expect(problem(Dots([.nan], [0]))?.problem == "x is NaN in row 1")
    #expect(
      problem(Band([0, 1], from: [0, 0], to: [1, .nan], name: "b"))?.problem
        == "high is NaN in row 2")
    #expect(problem(Histogram([1, .nan, 2], bins: 3))?.problem == "sample 2 is nan")
  }

  @Test func emptyAndUnequalAreRefused() {
    #expect(problem(Line([], []))?.problem == "there are no data")
    #expect(problem(Dots([], []))?.problem == "there are no data")
    #expect(problem(Histogram([]))?.problem == "there are no data")
    #expect(problem(Line([0, 1], [0]))?.problem == "y has 1 values and x has 2")
    #expect(problem(Steps([0, 1], [0, 1]))?.problem == "2 pieces need 3 ends, not 2")
  }

  @Test func infinityIsRefusedUnlessAskedFor() throws {
    #expect(problem(Line([0, 1], [0, .infinity]))?.problem.contains("infinite in row 2") == true)
    let asked = Figure("asked") {
      Panel(x: .linear(0...1), y: .linear(0...1)) {
        Line([0, 0.5, 1], [0, 0.5, .infinity], infinite: .arrow)
      }
    }
    let shapes = try asked.shapes()
    #expect(shapes.contains { if case .fill = $0 { true } else { false } }, "the head of an arrow")
  }

  @Test func onePointIsADot() throws {
    let shapes = try Figure("one") { Panel { Line([2], [3]) } }.shapes()
    #expect(shapes.contains { if case .dots(let p, _, _) = $0 { p.count == 1 } else { false } })
  }

  @Test func automaticAxesHoldTheData() throws {
    let figure = Figure("auto") { Panel { Dots([3, 7, 12], [-4, 100, 8]) } }
    let dots = try figure.shapes().compactMap { shape -> [Point]? in
      if case .dots(let points, _, _) = shape { points } else { nil }
    }
    #expect(dots.first?.count == 3)
  }

  @Test func nothingOutsideTheFrameIsDrawn() throws {
    let figure = Figure("far", size: .square) {
      Panel(x: .linear(0...1), y: .linear(0...1)) {
        Line([-1e6, 1e6], [-1e6, 1e6])
        Area([-5, 5], [1e9, 1e9])
        Dots([5, 0.5], [5, 0.5])
        Curves([([-9, 9], [0.5, 0.5])])
      }
    }
    for shape in try figure.shapes() {
      let path: Path
      switch shape {
      case .fill(let p, _): path = p
      case .stroke(let p, _): path = p
      case .dots(let points, _, _):
        #expect(points.count == 1)
        continue
      case .text, .image: continue
      }
      for step in path.steps {
        if case .move(let p) = step { #expect((0...300).contains(p.x) && (0...300).contains(p.y)) }
        if case .line(let p) = step { #expect((0...300).contains(p.x) && (0...300).contains(p.y)) }
      }
    }
  }

  @Test func badNamesAndEmptyFiguresAreRefused() {
    for name in ["", "Two Words", "../up", "ü"] {
      #expect(throws: FigureError.self) { try Figure(name) { Panel { Rule(y: 0) } }.shapes() }
    }
    #expect(throws: FigureError.self) { try Figure("none") {}.shapes() }
    #expect(throws: FigureError.self) {
      try withDirectory { try sample().render(to: $0, alt: " ") }
    }
  }

  @Test func dataReachTheFile() throws {
    let figure = Figure("data") {
      Panel(title: "one") { Line([0, 0.1], [1.0 / 3, -2e-9], name: "p, \"q\"") }
      Panel { HeatMap(Field(xs: [0, 1], ys: [5, 6], values: [[1, 2], [3, 4]])) }
    }
    let text = try withDirectory { url in
      _ = try figure.render(to: url, alt: "Data.")
      return try String(contentsOf: url.appendingPathComponent("data.csv"), encoding: .utf8)
    }
    #expect(
      text == """
        # panel 1 one, line “p, "q"”
        x,y
        0,0.333333
        0.1,-2e-09

        # panel 2, heat map
        x,y=5,y=6
        0,1,3
        1,2,4

        """)
  }

  @Test func histogramIsADensityOfAllSamples() throws {
    let table = Histogram([0.1, 0.2, 0.6, 5], bins: 2, range: 0...1).tables[0]
    #expect(table.columns[2].values == [1, 0.5])  // 2 of 4 and 1 of 4, over a half
    #expect(
      Histogram([0.1, 0.2, 0.6, 1], bins: 2, range: 0...1, density: false).tables[0].columns[2]
        .values == [2, 2])
  }
}

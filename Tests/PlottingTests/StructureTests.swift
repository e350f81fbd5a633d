import Foundation
import Plotting
import SplitMix
import Testing

/// What a figure is made of, by a canvas that records.
struct StructureTests {
  private func recorded(_ figure: Figure) throws -> [Shape] {
    var canvas = RecordingCanvas()
    for shape in try figure.shapes() { canvas.draw(shape) }
    return canvas.shapes
  }

  /// One letter a shape, with the name of its colour: the golden structure of a figure.
  private func outline(_ shapes: [Shape]) -> [String] {
    func name(_ color: Color) -> String {
      Color.Ink.allCases.first { color == Color($0) }?.rawValue
        ?? Color.Ink.allCases.first { color == Color($0).soft }.map { "\($0.rawValue).soft" } ?? "?"
    }
    return shapes.map { shape in
      switch shape {
      case .fill(_, let color): "fill \(name(color))"
      case .stroke(_, let stroke):
        "stroke \(name(stroke.color))\(stroke.dash == .solid ? "" : " \(stroke.dash)")"
      case .text(let set, _, _, let color, let halo):
        "text \(name(color)) “\(set.source)”\(halo ? " halo" : "")"
      case .dots(let points, _, let color): "\(points.count) dots \(name(color))"
      case .image(let raster, _): "image \(raster.width)×\(raster.height)"
      }
    }
  }

  @Test func backToFront() throws {
    let figure = Figure("golden", size: .narrow) {
      Panel(
        x: .linear(0...2, label: "time", ticks: .at([0, 1, 2])),
        y: .linear(0...1, label: "level", ticks: .at([0, 1])).gridded
      ) {
        Area([0, 2], [0, 1], fill: .orange.soft)
        Line([0, 2], [0, 1], stroke: .orange, dash: .dashed, label: .end("rising"))
        Rule(y: 0.5, label: "half")
        Dots([0, 1], [0, 0.5])
      }
    }
    #expect(
      outline(try recorded(figure)) == [
        "stroke faint", "fill orange.soft", "stroke orange dashed", "stroke muted dashed",
        "2 dots blue",
        "stroke muted", "text muted “0”", "text muted “1”", "text muted “2”",
        "stroke muted", "text muted “0”", "text muted “1”",
        "text muted “half”", "text orange “rising”", "text ink “time”", "text ink “level”",
      ])
  }

  @Test func allWordsAreOnThePage() throws {
    for shape in try recorded(sample()) {
      guard case .text(let set, let at, _, _, _) = shape else { continue }
      #expect(at.x >= 0 && at.x + set.width <= 420, "“\(set.source)” at \(at.x)")
      #expect(at.y - set.height >= 0 && at.y + set.depth <= 260, "“\(set.source)” at \(at.y)")
    }
  }

  @Test func haloOnlyWhereALineRunsThrough() throws {
    func halos(_ marks: [any Mark]) throws -> [Bool] {
      let figure = Figure("halo") { Panel(x: .linear(0...1), y: .linear(0...1)) { marks } }
      return try recorded(figure).compactMap { shape in
        if case .text(let set, _, _, _, let halo) = shape, set.source == "word" {
          halo
        } else {
          nil
        }
      }
    }
    let word = Label("word", at: (0.5, 0.5))
    #expect(try halos([Area([0, 1], [1, 1]), word]) == [false])
    #expect(try halos([Line([0, 1], [0, 1]), word]) == [true])
    #expect(try halos([Line([0, 1], [0, 0.1]), word]) == [false])
    #expect(try halos([Dots([0.5], [0.5]), word]) == [true])
  }

  @Test func namesThatMoveGetALeader() throws {
    func leaders(_ ys: [Double]) throws -> Int {
      let figure = Figure("leaders") {
        Panel(x: .linear(0...1), y: .linear(0...1)) {
          for y in ys { Line([0, 1], [0.5, y], stroke: .green, label: .end("name")) }
        }
      }
      #expect(try figure.collisions() == [])
      return try recorded(figure).count {
        if case .stroke(_, let stroke) = $0 {
          stroke.color == Color.green.opacity(0.6)
        } else {
          false
        }
      }
    }
    #expect(try leaders([0.1, 0.9]) == 0)
    #expect(try leaders([0.5, 0.5, 0.5]) == 2)
  }

  @Test func aGapLeavesTheAxesAboveAndBesideIt() throws {
    let figure = Figure("gap", size: .wide(height: 300), columns: 2, sharing: .both, lettered: true)
    {
      for i in 0..<4 {
        if i == 2 {
          Panel.empty
        } else {
          Panel(x: .linear(0...1, label: "across"), y: .linear(0...1, label: "up"), title: "no.") {
            Rule(x: 0.5)
          }
        }
      }
    }
    let words = try recorded(figure).compactMap(\.text)
    #expect(words.filter { $0 == "across" }.count == 2)
    #expect(words.filter { $0 == "up" }.count == 2)
    #expect(
      words.filter { $0.hasPrefix("**(") }.map { String($0.prefix(7)) } == [
        "**(a)**", "**(b)**", "**(c)**",
      ])
  }

  @Test func collisionsAreFound() throws {
    #expect(try sample().collisions() == [])
    let figure = Figure("crowded", size: .narrow) {
      Panel(x: .linear(0...1), y: .linear(0...1)) {
        Label("one", at: (0.5, 0.5))
        Label("two", at: (0.5, 0.52))
        Label("far out", at: (0.99, 0.2), .right)
      }
    }
    #expect(try figure.collisions() == ["“one” runs into “two”", "“far out” leaves the page"])
  }

  @Test func lettersAndSharedAxes() throws {
    let figure = Figure("grid", columns: 2, sharing: .both, lettered: true) {
      for i in 0..<4 {
        Panel(x: .linear(0...1, label: "across"), y: .linear(0...1, label: "up"), title: "no. \(i)")
        { Rule(x: 0.5) }
      }
    }
    let words = try recorded(figure).compactMap(\.text)
    #expect(words.filter { $0 == "across" }.count == 2)
    #expect(words.filter { $0 == "up" }.count == 2)
    #expect(words.contains("**(a)** no. 0") && words.contains("**(d)** no. 3"))
  }

  @Test func framesOfAGridLineUp() throws {
    let figure = Figure("grid", columns: 2) {
      Panel(x: .linear(0...1), y: .linear(0...1)) {
        Polygon([(0, 0), (1, 0), (1, 1), (0, 1)], fill: .blue)
      }
      Panel(x: .linear(0...1), y: .linear(0...1_000_000, label: "much")) {
        Polygon([(0, 0), (1, 0), (1, 1e6), (0, 1e6)], fill: .blue)
      }
      Panel(x: .linear(0...1, label: "wide"), y: .linear(0...1)) {
        Polygon([(0, 0), (1, 0), (1, 1), (0, 1)], fill: .blue)
      }
      Panel(x: .linear(0...1), y: .linear(0...1)) {
        Polygon([(0, 0), (1, 0), (1, 1), (0, 1)], fill: .blue)
      }
    }
    let corners = try recorded(figure).compactMap { shape -> Point? in
      guard case .fill(let path, Color.blue) = shape, case .move(let p)? = path.steps.first else {
        return nil
      }
      return p
    }
    #expect(corners.count == 4)
    #expect(corners[0].y == corners[1].y && corners[2].y == corners[3].y)
    #expect(corners[0].x == corners[2].x && corners[1].x == corners[3].x)
  }

  @Test func equalUnitsAreEqual() throws {
    let figure = Figure("equal") {
      Panel(x: .linear(-3...3), y: .linear(0...1), aspect: .equal) {
        Polygon([(0, 0), (1, 0), (1, 1)], fill: .blue)
      }
    }
    let path = try #require(
      try recorded(figure).compactMap { shape -> Path? in
        if case .fill(let path, Color.blue) = shape { path } else { nil }
      }.first)
    let points = path.steps.compactMap { step -> Point? in
      switch step {
      case .move(let p), .line(let p): p
      default: nil
      }
    }
    let width = points.map(\.x).max()! - points.map(\.x).min()!
    let height = points.map(\.y).max()! - points.map(\.y).min()!
    #expect(abs(width - height) < 1e-9)
  }

  @Test func tooSmallIsAnError() {
    #expect(throws: FigureError.self) {
      try Figure("tiny", size: .init(30, 20)) {
        Panel(x: .linear(0...1, label: "long words"), y: .linear(0...1)) { Rule(y: 0) }
      }.shapes()
    }
  }

  @Test(arguments: 0..<200) func labelsMakeRoomForOneAnother(trial: Int) {
    var random = SplitMix(trial: trial)
    let count = Int.random(in: 1...8, using: &random)
    let wanted = (0..<count).map { _ in Double.random(in: 0...100, using: &random) }
    let heights = wanted.map { _ in Double.random(in: 4...12, using: &random) }
    let placed = Relaxation.spread(wanted, heights: heights, low: 0, high: 100)
    let order = wanted.indices.sorted { wanted[$0] < wanted[$1] }
    for (i, j) in zip(order, order.dropFirst()) {
      #expect(placed[j] - placed[i] >= (heights[i] + heights[j]) / 2 - 1e-9)
    }
    for i in wanted.indices {
      #expect(placed[i] - heights[i] / 2 >= -1e-9 && placed[i] + heights[i] / 2 <= 100 + 1e-9)
    }
    // those with room stay where they are
    if count == 1 && wanted[0] > 7 && wanted[0] < 93 { #expect(placed[0] == wanted[0]) }
  }
}

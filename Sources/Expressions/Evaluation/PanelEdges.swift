/// Where panels end, and how wide the first one beyond is towards an end that is infinite.
package struct PanelEdges {
  package var places: [Double]
  package var beyond: (left: Double?, right: Double?)
  package init(places: [Double], beyond: (left: Double?, right: Double?)) {
    (self.places, self.beyond) = (places, beyond)
  }
}

/// Panels of an integral: every landmark of the integrand is an edge, and no panel is wider than
/// twice the width of any landmark and its distance from it. So panels grow threefold away from a
/// landmark, and shrink so towards the next: between two of width w at distance D there are about
/// 2 log₃ D/w, at most `most` in all.
package struct Panels {
  private let lower: ([Double]) -> Double, upper: ([Double]) -> Double
  private let landmarks: Landmarks
  private static let most = 96

  package init(
    _ v: Variable, _ a: Expression, _ b: Expression, _ body: Expression, _ outer: [Variable]
  ) {
    (lower, upper) = (a.compiled(variables: outer), b.compiled(variables: outer))
    landmarks = Landmarks(v, body, outer)
  }

  package func edges(_ at: [Double]) -> PanelEdges {
    let (a, b) = (lower(at), upper(at))
    guard a <= b || !a.isFinite || !b.isFinite else {
      let turned = edges(at, b, a)
      return PanelEdges(places: turned.places.reversed(), beyond: (nil, nil))
    }
    return edges(at, a, b)
  }

  private func edges(_ at: [Double], _ a: Double, _ b: Double) -> PanelEdges {
    var marks = landmarks(at)
    if marks.isEmpty { marks = [Landmark(0, width: 1)] }
    var low = a.isFinite ? a : marks[0].place
    var high = b.isFinite ? b : marks[marks.count - 1].place
    if !a.isFinite { low = Swift.min(low, high) }
    if !b.isFinite { high = Swift.max(low, high) }
    let inside = marks.map(\.place).filter { low < $0 && $0 < high }
    var ends = [low]
    for place in inside + [high] where place > ends[ends.count - 1] { ends.append(place) }
    var growth = PanelRule.growth, places: [Double]?
    while places == nil {
      places = walk(ends, marks, growth - 1)
      growth *= 2
    }
    func width(at x: Double) -> Double {
      (PanelRule.growth - 1)
        * marks.reduce(.infinity) { Swift.min($0, $1.width + abs($1.place - x)) }
    }
    return PanelEdges(
      places: cut(places ?? ends, at),
      beyond: (a.isFinite ? nil : width(at: low), b.isFinite ? nil : width(at: high)))
  }

  /// Cut where a switch turns between the places, or between them and the middle.
  private func cut(_ places: [Double], _ at: [Double]) -> [Double] {
    guard !landmarks.switches.isEmpty else { return places }
    let grid = zip(places, places.dropFirst()).flatMap { [$0, ($0 + $1) / 2] } + places.suffix(1)
    let turns = landmarks.switches.flatMap { turn in
      zip(grid, grid.dropFirst()).compactMap { a, b -> Double? in
        var (low, high) = (a, b)
        let sign = turn(at + [low])
        guard sign * turn(at + [high]) < 0 else { return nil }
        for _ in 0..<60 {
          let middle = low + (high - low) / 2
          if sign * turn(at + [middle]) > 0 { low = middle } else { high = middle }
        }
        return high
      }
    }
    return (places + turns).sorted()
  }

  /// From end to end; nil if that takes too many steps.
  private func walk(_ ends: [Double], _ marks: [Landmark], _ share: Double) -> [Double]? {
    var places = [ends[0]]
    for end in ends.dropFirst() {
      var x = places[places.count - 1]
      while x < end {
        let step = marks.reduce(.infinity) { step, mark in
          let distance = mark.width + abs(mark.place - x)
          return Swift.min(step, (mark.place > x ? share / (1 + share) : share) * distance)
        }
        // no sliver is left before an end
        x = x + step * 1.25 < end ? x + step : end
        places.append(x)
        guard places.count <= Swift.max(Self.most, 2 * ends.count) else { return nil }
      }
    }
    return places
  }
}

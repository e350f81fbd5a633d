import Evidence
import Exact
import Expressions
import Meaning
import Notation
import Testing

/// Boxes of what is drawn: cut where values are left out, looked at at generic places, and with
/// weights that are free.
@Suite("Parts of boxes") struct PartTests {
  private func box(_ text: String, _ formula: String) throws -> ParameterBox {
    let setting = ToySetting(toy: try Toy.read(text, name: "toy"))
    return try #require(setting.box(for: [try FormulaParser().parse(formula)]))
  }

  @Test("a generic place lies inside of every range, at another share of each") func generic()
    throws
  {
    let names = "abcdefghijklmnopqrs".map { "x_{\($0)}" }
    let text = names.enumerated().map {
      "\($0.element) in [\($0.offset - 7), \(2 * $0.offset + 1)]"
    }
    let box = try box(text.joined(separator: "\n"), names.joined(separator: " + ") + " > 0")
    try #require(box.sides.count == names.count)
    let place = box.genericPoint
    let shares = try box.sides.map { side in
      (try #require(place[side.variable]) - side.lower) / (side.upper - side.lower)
    }
    #expect(shares.allSatisfy { $0 > 0 && $0 < 1 } && Set(shares).count == shares.count)
    // at none of the places where something is likely to happen
    #expect(shares.allSatisfy { $0.denominator > 16 })
  }

  @Test("a box is cut at the values that are left out inside of it, and nowhere else") func cuts()
    throws
  {
    var box = try box("a in [0, 3], a != 1\nb in [-1, 1]", "a + b > 0")
    let a = Variable("a"), b = Variable("b")
    func ranges(_ v: Variable) -> [[Rational]] {
      box.parts.compactMap { part in
        part.sides.first { $0.variable == v }.map { [$0.lower, $0.upper] }
      }
    }
    #expect(ranges(a) == [[0, 1], [1, 3]] && ranges(b) == [[-1, 1], [-1, 1]])
    for end in [0, 3, -1, 4] as [Rational] {
      box.excluded = [BoxTouch(a, at: end)]
      #expect(ranges(a) == [[0, 3]], "\(end)")
    }
    box.excluded = [BoxTouch(a, at: 1), BoxTouch(a, at: 2)]
    #expect(ranges(a) == [[0, 1], [1, 2], [2, 3]])
    box.excluded = [BoxTouch(a, at: 2), BoxTouch(b, at: 0)]
    #expect(ranges(a) == [[0, 2], [0, 2], [2, 3], [2, 3]])
    #expect(ranges(b) == [[-1, 0], [0, 1], [-1, 0], [0, 1]])
    box.excluded = [BoxTouch(Variable("c"), at: 0)]
    #expect(box.parts.count == 1)
    box.excluded = []
    #expect(box.parts.count == 1 && ranges(a) == [[0, 3]])
  }

  /// The ends of the parts are not alike, so that the least of a weight may come of either.
  @Test("free weights lie between the least that their parts allow and 1, and sum to 1")
  func weights() throws {
    var box = try box("w in simplex(4)\nc in [2, 5]", "w_1 + w_2 + w_3 + w_4 + c > 0")
    let ends: [(Rational, Rational)] = [
      (Rational(1, 10), Rational(99, 100)), (Rational(1, 100), Rational(1, 2)),
      (Rational(1, 5), Rational(3, 4)),
    ]
    for (i, side) in box.sides.enumerated() where side.variable != Variable("c") {
      (box.sides[i].lower, box.sides[i].upper) = ends[i % 3]
    }
    let free = box.withFreeWeights, names = try #require(box.weights.first)
    #expect(
      names.count == 4
        && Set(free.sides.map(\.variable)) == Set((names + ["c"]).map { Variable($0) }))
    #expect(Set(free.values.keys) == Set(free.sides.map(\.variable)))
    #expect(names.allSatisfy { free.parameters[$0] == .variable(Variable($0)) })
    #expect(names.reduce(0) { $0 + (free.values[Variable($1)] ?? 0) } == 1)
    #expect(
      free.sides.first { $0.variable == Variable("c") }.map { [$0.lower, $0.upper] } == [2, 5])
    // every corner of the parts, and the generic place
    let parts = box.sides.filter { $0.variable != Variable("c") }
    var corners: [[Variable: Rational]] = [[:]]
    for part in parts {
      corners = corners.flatMap { corner in
        [part.lower, part.upper].map { corner.merging([part.variable: $0]) { a, _ in a } }
      }
    }
    for name in names {
      let side = try #require(free.sides.first { $0.variable == Variable(name) })
      let weight = try #require(box.parameters[name])
      let values = try corners.map { corner in
        try #require(
          weight.substituting(corner.mapValues { .rational($0) }).normalized.rationalValue)
      }
      #expect(values.allSatisfy { side.lower <= $0 && $0 <= side.upper }, "\(name)")
      #expect(side.lower > 0 && side.upper == 1)
      // no more is given away than the ends of each part
      let ends = parts.filter { weight.depends(on: $0.variable) }.map {
        min($0.lower, 1 - $0.upper)
      }
      #expect(side.lower == ends.reduce(1, *), "\(name)")
    }
  }

  // MARK: the record of a proof

  @Test(
    "of two steps the boxes add up, the deeper counts, and the sides stay as far apart as the nearer"
  )
  func steps() throws {
    let toy = "a in [1/3, 2]\nb in [-1, 1]"
    let near = "a^2 + b^2 + \\frac{1}{20} \\ge a b", far = "a^4 + 7 \\ge 2 a b^3 + a b"
    let first = try #require(try check(near, on: toy).box),
      second = try #require(try check(far, on: toy).box)
    let gaps = try #require([first.margin, second.margin].compactMap(\.self) as [Double]?)
    try #require(
      gaps.count == 2 && gaps[0] != gaps[1] && first.depth != second.depth, "\(first) \(second)")
    // the same gaps, one after the other
    for (x, y) in [(near, far), (far, near)] {
      let (left, right) = (x.split(separator: "\\ge"), y.split(separator: "\\ge"))
      let chain =
        "\(left[0]) + \(right[0]) \\ge \(left[1]) + \(right[0]) \\ge \(left[1]) + \(right[1])"
      let both = try #require(try check(chain, on: toy).box)
      #expect(both.boxes == first.boxes + second.boxes, "\(both)")
      #expect(both.depth == max(first.depth, second.depth))
      let margin = try #require(both.margin)
      #expect(abs(margin / gaps.min()! - 1) < 1e-6)
    }
    // one that touches leaves no margin, wherever it stands
    for chain in [
      "a^2 + 3 \\ge a^2 + 2 \\ge 2 + a^2 b^2", "a^2 + 2 \\ge 2 + a^2 b^2 \\ge 1 + a^2 b^2",
    ] {
      let record = try #require(try check(chain, on: toy).box)
      #expect(record.margin == nil, "\(record)")
    }
  }

  @Test("a value that is left out parts the range, and both parts are told") func leftOut() throws {
    let record = try check("\\frac{|c|}{c} = \\frac{c}{|c|} \\le 2", on: "c in [-1, 2], c != 0")
    #expect(record.verdict == .holds)
    let strict = try check("c^2 > 0", on: "c in [-1, 2], c != 0")
    let proof = try #require(strict.box)
    #expect(proof.ranges.count == 2 && proof.ranges[1].contains("\\ne 0"))
    #expect(try check("c^2 > 0", on: "c in [-1, 2]").box == nil)
  }

  @Test("only what the sides depend on is told as a range") func ranges() throws {
    let toy = "a in [1, 2]\nb in [3, 4]\nc in [5, 6]"
    for (latex, names) in [
      ("a < 3", ["a"]), ("a < b", ["a", "b"]), ("c > b > a", ["a", "b", "c"]),
      ("c > b", ["b", "c"]),
    ] {
      let record = try #require(try check(latex, on: toy).box)
      #expect(record.ranges.count == names.count)
      for (range, name) in zip(record.ranges, names) {
        #expect(range.contains("$\(name) "), "\(range)")
      }
    }
  }
}

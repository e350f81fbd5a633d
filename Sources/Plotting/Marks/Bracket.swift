/// A measure between two values, with a name: “the gap is this long”.
public struct Bracket: Mark {
  public enum Form: Sendable { case bracket, arrows }

  let range: ClosedRange<Double>
  let at: Double
  let isVertical: Bool
  let label: String
  let anchor: Typeset.Anchor
  let color: Color
  let form: Form

  /// A horizontal measure at height `at`; its label is `.above` or `.below`.
  public init(
    x range: ClosedRange<Double>, at: Double, _ label: String, _ anchor: Typeset.Anchor = .above,
    color: Color = .ink,
    form: Form = .arrows
  ) {
    (self.range, self.at, isVertical, self.label, self.anchor) = (range, at, false, label, anchor)
    (self.color, self.form) = (color, form)
  }

  /// A vertical measure at the place `at`; its label is to the `.right` or `.left`.
  public init(
    y range: ClosedRange<Double>, at: Double, _ label: String, _ anchor: Typeset.Anchor = .right,
    color: Color = .ink,
    form: Form = .arrows
  ) {
    (self.range, self.at, isVertical, self.label, self.anchor) = (range, at, true, label, anchor)
    (self.color, self.form) = (color, form)
  }

  public var tables: [DataTable] {
    let ends = [range.lowerBound, range.upperBound]
    let (xs, ys) = isVertical ? ([at, at], ends) : (ends, [at, at])
    return [DataTable("measure", label, .init("x", xs, .x), .init("y", ys, .y))]
  }

  public func shapes(on plane: Plane) throws -> [Shape] {
    let a = isVertical ? plane.point(at, range.lowerBound) : plane.point(range.lowerBound, at)
    let b = isVertical ? plane.point(at, range.upperBound) : plane.point(range.upperBound, at)
    guard plane.frame.contains(a, slack: 20), plane.frame.contains(b, slack: 20) else { return [] }
    let middle = Point((a.x + b.x) / 2, (a.y + b.y) / 2)
    let stroke = Stroke(color, width: 0.8)
    let label = try plane.label(label, at: middle, anchor, gap: 4, color)
    switch form {
    case .arrows:
      let stem = Path(from: a, to: b)
      // heads no longer than a third, so that a short measure stays readable
      let there = ArrowShape.parts(from: middle, to: b, width: 0.7)
      let back = ArrowShape.parts(from: middle, to: a, width: 0.7)
      var heads = there.head
      heads.append(back.head)
      return [.stroke(stem, stroke)] + (heads.isEmpty ? [] : [.fill(heads, color)]) + [label]
    case .bracket:
      let (sx, sy) = anchor.sides
      let foot = Point(-3.5 * sx, -3.5 * sy)
      return [.stroke(Path(polyline: [a + foot, a, b, b + foot]), stroke), label]
    }
  }
}

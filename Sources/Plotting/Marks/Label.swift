/// Words or a formula at a point of the plane, with a halo of paper; with `pointing:` a thin leader
/// goes to a second point, with `degrees:` the label is turned against the clock, about its middle.
public struct Label: Mark {
  let text: String
  let at: (x: Double, y: Double)
  let anchor: Typeset.Anchor
  let color: Color
  let size: Double?
  let target: (x: Double, y: Double)?
  let hasHalo: Bool
  let angle: Double

  public init(
    _ text: String, at: (Double, Double), _ anchor: Typeset.Anchor = .centre, color: Color = .ink,
    size: Double? = nil,
    pointing target: (Double, Double)? = nil, halo: Bool = true,
    degrees: Double = 0
  ) {
    (self.text, self.at, self.anchor, self.color, self.size, self.target) = (
      text, at, anchor, color, size, target
    )
    hasHalo = halo
    angle = -degrees * .pi / 180
  }

  public var tables: [DataTable] { [] }

  public func shapes(on plane: Plane) throws -> [Shape] {
    let point = plane.point(at.x, at.y)
    let shape = try plane.label(
      text, at: point, anchor, gap: target == nil && anchor == .centre ? 0 : 3, color, size: size,
      halo: hasHalo)
    guard case .text(let set, let origin, _, _, _) = shape else { return [shape] }
    if angle != 0 {
      // turned about its middle
      let c = Angle.cos(angle)
      let s = Angle.sin(angle)
      let box = set.box(at: origin)
      let middle = Point(box.midX, box.midY)
      return [
        .text(
          set, at: middle + (origin - middle).turned(cos: c, sin: s), angle: angle, color,
          halo: hasHalo)
      ]
    }
    guard let target else { return [shape] }
    let end = plane.point(target.x, target.y)
    let box = set.box(at: origin)
    // the leader leaves from the side of the label that faces the target, and stops short of it
    let start = Point(min(max(end.x, box.x), box.maxX), min(max(end.y, box.y), box.maxY))
    let d = end - start
    guard d.length > 8 else { return [shape] }
    let u = (1 / d.length) * d
    return [
      .stroke(Path(from: start + 2.5 * u, to: end - 3 * u), Stroke(.muted, width: 0.6)), shape,
    ]
  }
}

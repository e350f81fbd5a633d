import Evidence

extension ClaimRecord {
  /// The first of its checks that does not hold.
  var culprit: CheckRecord? { checks.first { $0.verdict != .holds } }
}

extension CheckRecord {
  /// Which equation fails, where, and the numbers: “gan/value-js on two-gaussians at theta = 7/5,
  /// where a is 0.25 and b is 0.5”.
  var failure: String {
    let name = toy.isEmpty ? label : "\(label) on \(toy)"
    guard let point = points.first(where: { $0.verdict != .holds }) else { return name }
    let drawn = point.parameters.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    let place =
      point.name.map { " in “\($0)”" }
      ?? (drawn.isEmpty ? "" : " at \(drawn.joined(separator: ", "))")
    let lines = point.lines
    guard
      let i = lines.indices.dropFirst().first(where: { (lines[$0].verdict ?? .holds) != .holds })
    else { return name + place }
    let sides = [lines[i - 1], lines[i]].filter { !$0.shown.isEmpty }
      .map { "\($0.latex) is \($0.shown)" }
    return name + place + (sides.isEmpty ? "" : ", where \(sides.joined(separator: " and "))")
  }
}

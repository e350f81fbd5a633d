extension Figure {
  /// What a reader would stumble over: words that run into one another or off the page. Empty is
  /// good.
  ///
  /// Turned labels are not looked at. Cost: the square of the number of labels.
  public func collisions() throws -> [String] {
    let page = Rect(x: 0, y: 0, width: size.width, height: size.height)
    let words = try shapes().compactMap { shape -> (source: String, box: Rect)? in
      guard case .text(let set, let at, 0, _, _) = shape, set.width > 0 else { return nil }
      return (set.source, set.box(at: at))
    }
    var found: [String] = []
    for (i, a) in words.enumerated() {
      if !page.contains(a.box, slack: 0.5) { found.append("“\(a.source)” leaves the page") }
      for b in words[(i + 1)...] where a.box.overlaps(b.box, by: 1) {
        found.append("“\(a.source)” runs into “\(b.source)”")
      }
    }
    return found
  }
}

extension Rect {
  func contains(_ other: Rect, slack: Double) -> Bool {
    other.x >= x - slack && other.maxX <= maxX + slack && other.y >= y - slack
      && other.maxY <= maxY + slack
  }

  /// Whether the two share more than `depth` in both directions.
  func overlaps(_ other: Rect, by depth: Double) -> Bool {
    min(maxX, other.maxX) - max(x, other.x) > depth
      && min(maxY, other.maxY) - max(y, other.y) > depth
  }
}

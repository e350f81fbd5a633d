/// What somebody may have meant.
package enum Spelling {
  /// The name that takes the fewest changed, added or dropped letters; nil when it takes more than
  /// `steps`, or than a third of the letters.
  package static func nearest(
    to wanted: String, among names: some Sequence<String>, within steps: Int? = nil
  ) -> String? {
    let target = Array(wanted.utf8)
    guard target.count <= 40 else { return nil }
    let ranked = names.map { (distance(Array($0.utf8), target), $0) }.min { $0 < $1 }
    let limit = steps ?? max(1, target.count / 3)
    return ranked.flatMap { $0.0 <= limit && $0.0 < target.count ? $0.1 : nil }
  }

  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (x == y ? 0 : 1))
        (diagonal, row[j + 1]) = (row[j + 1], next)
      }
    }
    return row[b.count]
  }
}

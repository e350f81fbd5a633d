/// The name among `names` that a reader most likely meant by `wanted`; nil when none is near.
///
/// Near: at most a third of the letters differ, rounded up (exchanged neighbours count once, case
/// is ignored), or one is part of the other. A single letter is near to nothing but itself.
public func nearest(to wanted: String, among names: some Sequence<String>) -> String? {
  let target = wanted.lowercased()
  func distance(_ name: String) -> Int {
    let other = name.lowercased()
    if target.count > 2, other.contains(target) || (other.count > 2 && target.contains(other)) {
      return 1
    }
    return editDistance(target, other)
  }
  // of names as near as each other the one of like length
  let ranked = names.map { (distance($0), abs($0.count - wanted.count), $0) }.min { $0 < $1 }
  let allowed = wanted.count < 2 ? 0 : max(1, (wanted.count + 1) / 3)
  guard let (steps, _, name) = ranked, steps <= allowed else { return nil }
  return name
}

/// "; did you mean “…”?" or what there is to choose from; of many, the dozen that come nearest.
public func suggestion(for wanted: String, among names: some Sequence<String>) -> String {
  if let near = nearest(to: wanted, among: names) { return "; did you mean “\(near)”?" }
  let all = names.sorted()
  guard !all.isEmpty else { return "; there are none" }
  guard all.count > 12 else { return "; there are: " + all.joined(separator: ", ") }
  let nearest = all.map { (editDistance(wanted, $0), $0) }.sorted { $0 < $1 }.prefix(12)
  return "; there are: " + nearest.map(\.1).sorted().joined(separator: ", ") + ", …"
}

/// Insertions, deletions, replacements and exchanges of neighbours that turn `a` into `b`.
/// O(|a|·|b|) time.
func editDistance(_ a: String, _ b: String) -> Int {
  let a = Array(a.unicodeScalars.prefix(200)), b = Array(b.unicodeScalars.prefix(200))
  var older: [Int] = [], row = Array(0...b.count)
  for i in a.indices {
    var next = [i + 1]
    for j in b.indices {
      var best = min(row[j] + (a[i] == b[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, older[j - 1] + 1) }
      next.append(best)
    }
    (older, row) = (row, next)
  }
  return row[b.count]
}

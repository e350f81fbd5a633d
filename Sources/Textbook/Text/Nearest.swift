/// The name among `names` that a reader most likely meant by `wanted`; nil when none is near.
///
/// Near: at most a third of the letters differ (Levenshtein distance, case ignored), or one is part of the other.
public func nearest(to wanted: String, among names: some Sequence<String>) -> String? {
  let target = wanted.lowercased()
  func distance(_ name: String) -> Int {
    let other = name.lowercased()
    if target.count > 2, other.contains(target) || (other.count > 2 && target.contains(other)) { return 1 }
    return editDistance(target, other)
  }
  let ranked = names.map { (distance($0), $0) }.min { $0 < $1 }
  guard let (steps, name) = ranked, steps <= max(1, wanted.count / 3) else { return nil }
  return name
}

/// "; did you mean “…”?" or what there is to choose from.
public func suggestion(for wanted: String, among names: some Sequence<String>) -> String {
  if let near = nearest(to: wanted, among: names) { return "; did you mean “\(near)”?" }
  let all = names.sorted()
  guard !all.isEmpty else { return "; there are none" }
  return "; there are: " + all.prefix(12).joined(separator: ", ") + (all.count > 12 ? ", …" : "")
}

/// Insertions, deletions and replacements that turn `a` into `b`. O(|a|·|b|) time.
func editDistance(_ a: String, _ b: String) -> Int {
  let a = Array(a.unicodeScalars.prefix(200)), b = Array(b.unicodeScalars.prefix(200))
  var row = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      let replaced = diagonal + (x == y ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[b.count]
}

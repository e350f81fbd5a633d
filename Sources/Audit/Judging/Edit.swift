import Notation

/// What differs between two formulas, at the smallest place.
struct Edit {
  private(set) var old: Formula
  private(set) var new: Formula
  /// A term or factor that is left out.
  private var dropped: Formula?
  /// The two differ in a relation sign alone.
  private var relations: (old: Relation, new: Relation)?

  init(_ old: Formula, _ new: Formula) {
    (self.old, self.new) = (old, new)
    while descend() {}
    dropped = Self.missing(self.old, self.new)
    if case .relation(let a, let r) = self.old, case .relation(let b, let s) = self.new, a == b,
      let i = r.indices.first(where: { r[$0] != s[$0] })
    {
      relations = (r[i], s[i])
    }
  }

  private mutating func descend() -> Bool {
    let (a, b) = (old.parts, new.parts)
    guard a.count == b.count, !a.isEmpty, old.rebuilt(b) == new else { return false }
    let different = a.indices.filter { a[$0] != b[$0] }
    guard different.count == 1 else { return false }
    (old, new) = (a[different[0]], b[different[0]])
    return true
  }

  /// The entry of a sum or product that is missing in another.
  private static func missing(_ old: Formula, _ new: Formula) -> Formula? {
    let lists: ([Formula], [Formula])? =
      switch (old, new) {
      case (.sum(let a), .sum(let b)), (.product(let a), .product(let b)): (a, b)
      case (.sum(let a), _), (.product(let a), _): (a, [new])
      default: nil
      }
    guard let (a, b) = lists, a.count == b.count + 1 else { return nil }
    return a.indices.first { i in
      var rest = a
      rest.remove(at: i)
      return rest == b
    }.map { a[$0] }
  }

  /// Formulas stand between dollars.
  var words: String {
    if new == .negative(old) { return "with a minus sign before \(shown(old))" }
    if old == .negative(new) { return "without the minus sign before \(shown(new))" }
    if new == .multiplied([.number(2), old]) { return "with a factor 2 before \(shown(old))" }
    if new == .quotient(old, .number(2)) { return "with half of \(shown(old))" }
    if new == .absolute(old) { return "with bars round \(shown(old))" }
    if new == .function(.sqrt, old) { return "with the square root of \(shown(old))" }
    if old == .power(new, .number(2)) { return "without the square of \(shown(new))" }
    if new == .power(old, .number(2)) { return "with the square of \(shown(old))" }
    if let relations { return "with \(relations.new.sign) in place of \(relations.old.sign)" }
    if let dropped {
      if case .sum = old { return "without the term \(shown(dropped))" }
      return "without the factor \(shown(dropped))"
    }
    return "with \(shown(new)) in place of \(shown(old))"
  }

  private func shown(_ formula: Formula) -> String { "$\(latex(formula))$" }
}

import Exact
import Expressions

extension Law: CustomStringConvertible {
  /// As a toy would write it: `N(0, 1)`, `1/2 · N(-3, 1/4) + 1/2 · N(3, 1/4)`, `{0: 1/2, 1: 1/2}`.
  public var description: String {
    if isFinite, pieces.count > 1 {
      return "{" + pieces.map { "\($0.place): \($0.weight)" }.joined(separator: ", ") + "}"
    }
    return pieces.map { $0.weight == .one ? $0.product : "\($0.weight) · \($0.product)" }.joined(
      separator: " + ")
  }
}

extension Law.Piece {
  fileprivate var place: String {
    let names = (atom ?? []).map { "\($0)" }
    return names.count == 1 ? names[0] : "(" + names.joined(separator: ", ") + ")"
  }
  /// The factors in the order of their first coordinates.
  fileprivate var product: String {
    factors.sorted { $0.coordinates[0] < $1.coordinates[0] }.map(\.shape.description).joined(
      separator: " × ")
  }
}

extension Law.Shape: CustomStringConvertible {
  public var description: String {
    switch self {
    case .point(let a): return "δ(\(a))"
    case .gaussian(let m, let s) where m.count == 1: return "N(\(m[0]), \(s[0][0]))"
    case .gaussian(let m, let s): return "N(\(m), \(s))"
    case .uniform(let a, let b): return "U(\(a), \(b))"
    case .laplace(let m, let b): return "Laplace(\(m), \(b))"
    case .density(let d):
      if let o = d.origin { return "(\(o.variables) ↦ \(o.map))(\(o.law))" }
      return d.value.map { "(\(d.variables) ↦ \($0))" } ?? "a law without density"
    }
  }
}

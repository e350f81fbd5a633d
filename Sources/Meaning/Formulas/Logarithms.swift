import Exact
import Expressions
import Notation
import Probability

extension Context {
  /// The logarithm, split at densities, whose logarithm the law knows in a form where log p − log q
  /// cancels exactly. Sound because densities are not negative and what is left stays in one
  /// logarithm.
  func logarithm(_ formula: Formula) throws -> Denotation {
    if let log = try logDensity(formula) { return .scalar(log) }
    switch formula {
    case .quotient(let a, let b) where hasDensityFactor(a) || hasDensityFactor(b):
      return try logarithm(a) + logarithm(b).mapScalars { -$0 }
    case .product(let factors) where factors.contains(where: hasDensityFactor):
      let rest = factors.filter { !hasDensityFactor($0) }
      let logs =
        try factors.filter(hasDensityFactor).map { try logarithm($0) }
        + (rest.isEmpty ? [] : [try logarithm(rest.count == 1 ? rest[0] : .product(rest))])
      return try logs.dropFirst().reduce(logs[0]) { try $0 + $1 }
    default: return try analytic(.log, formula) { .log($0) }
    }
  }

  func hasDensityFactor(_ formula: Formula) -> Bool {
    switch formula {
    case .application: return isDensity(formula)
    case .product(let factors): return factors.contains(where: hasDensityFactor)
    case .quotient(let a, let b): return hasDensityFactor(a) || hasDensityFactor(b)
    default: return false
    }
  }
}

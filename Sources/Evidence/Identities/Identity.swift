import Exact
import Expressions
import Probability

/// How two expressions were shown to be the same function of everything that is free in them.
public struct IdentityProof: Hashable, Sendable, Codable {
  public enum Method: String, Hashable, Sendable, Codable {
    /// Their difference vanishes term by term.
    case normalForm = "normal form"
    /// Their difference vanishes at random places modulo random primes.
    case residues
  }
  public var method: Method
  /// The independent quantities of which the difference is a quotient of polynomials.
  public var atoms: Int
  /// Of residues: a bound of the degree, how many primes, and n where the chance of an error is at
  /// most 2⁻ⁿ (DeMillo and Lipton 1978; Zippel 1979; Schwartz 1980).
  public var degree: Int?, primes: Int?, errorBits: Int?
  /// Whether roots, logarithms, bars or cases were opened by the signs at the points: it holds
  /// where these are the same.
  public var usesSigns: Bool
}

/// Proves that expressions are equal as functions, by normal form, or modulo primes where that
/// grows too large. Without a proof nothing is said: it never refutes.
package struct IdentityProver {
  /// Where roots and cases are opened.
  let values: Valuation
  let stream: Stream
  /// How many products of terms a normal form may take.
  let limit: Int
  /// Random primes between 2⁶⁰ and 2⁶¹, one place each.
  private static let primes = 4

  package init(values: Valuation, stream: Stream, limit: Int = 20_000) {
    (self.values, self.stream, self.limit) = (values, stream, limit)
  }

  /// The proof, and the signs under which it holds.
  package func prove(
    _ a: Expression, _ b: Expression
  ) -> (proof: IdentityProof, conditions: [SignCondition])? {
    let normal = Normaliser(at: values, limit: limit)
    do throws(NoForm) {
      let difference = (try normal(a)) - (try normal(b))
      guard try normal.cleared(difference).isZero else { return nil }
      let proof = IdentityProof(
        method: .normalForm, atoms: normal.atoms.count, usesSigns: !normal.conditions.isEmpty)
      return (proof, normal.conditions)
    } catch {
      return error == .tooLarge ? modulo(a - b) : nil
    }
  }

  /// Below 2⁶¹ and not below 2⁶⁰ lie more than 2⁵³ primes (Rosser and Schoenfeld 1962). A
  /// polynomial that is not 0 vanishes modulo a random one of them with a chance below
  /// bits/60 · 2⁻⁵³, and else at a random place with a chance below degree · 2⁻⁶⁰; twice that, as
  /// places where a denominator vanishes are left out.
  private func modulo(
    _ difference: Expression
  ) -> (proof: IdentityProof, conditions: [SignCondition])? {
    let normal = Normaliser(at: values, limit: limit)
    var degree = 0.0, error = 1.0, found = 0, tried = 0
    while found < Self.primes {
      guard tried < 4 * Self.primes else { return nil }
      tried += 1
      let field = ResidueField(
        prime: prime(tried), normal, stream.replicated(UInt32(1 + tried)))
      let residue: Residue
      do throws(NoForm) { residue = try field(difference) } catch {
        if error == .tooLarge { return nil }
        continue
      }
      guard residue.value == 0 else { return nil }
      found += 1
      degree = max(degree, residue.above.degree)
      // A constant has no degree and may have no bits: it is counted as one bit.
      error *= 2 * (max(1, residue.above.bits) / 60 * 0x1p-53 + residue.above.degree * 0x1p-60)
    }
    guard error < 0x1p-40 else { return nil }
    let proof = IdentityProof(
      method: .residues, atoms: normal.atoms.count, degree: Int(degree), primes: found,
      errorBits: -Int(error.exponent) - 1, usesSigns: !normal.conditions.isEmpty)
    return (proof, normal.conditions)
  }

  /// The n-th of the random primes, between 2⁶⁰ and 2⁶¹.
  package func prime(_ n: Int) -> UInt64 {
    var i = 0
    while true {
      let candidate = 1 << 60 | stream.bits(i, lane: UInt32(n)) >> 4 | 1
      if isPrime(candidate) { return candidate }
      i += 1
    }
  }
}

import Exact
import Expressions
import Foundation

extension CheckRecord {
  /// How the check was proved beyond its points, in words with formulas between dollars; nil where
  /// the points are all there is.
  public var proof: String? {
    if let identity { return identity.proof.words }
    return box?.words
  }
}

extension IdentityProof {
  fileprivate var words: String {
    switch method {
    case .normalForm:
      let of =
        atoms == 0 ? "" : " in \(atoms) independent \(atoms == 1 ? "quantity" : "quantities")"
      return "proved: brought to a normal form\(of), both sides are the same"
    case .residues:
      let degree = degree.map { " of degree at most \($0)" } ?? ""
      return "proved up to a chance below $2^{-\(errorBits ?? 0)}$: the difference, a quotient of "
        + "polynomials\(degree), vanishes at random places modulo \(primes ?? 0) random primes"
    }
  }
}

extension BoxRecord {
  /// The margin is rounded down: it is a bound.
  fileprivate var words: String {
    let cuts = depth == 0 ? "" : ", halved at most \(depth) time\(depth == 1 ? "" : "s")"
    let apart = margin.flatMap(Self.floor).map { "; the sides stay at least $\($0)$ apart" } ?? ""
    let before = reductions.map { "; used: " + $0.joined(separator: "; ").typeset } ?? ""
    let counted = boxes == 0 ? "" : " in \(boxes) box\(boxes == 1 ? "" : "es")\(cuts)"
    let part = onlyInequalities == true ? "the inequality is " : ""
    return "\(part)proved for the whole range\(counted)\(apart)\(before)"
  }

  /// A positive number with two significant digits, none above it.
  private static func floor(_ x: Double) -> String? {
    guard x > 0, x.isFinite else { return nil }
    let power = Int(log10(x).rounded(.down)) - 1
    let leading = (x / pow(10, Double(power))).rounded(.down)
    return (-5...0).contains(power)
      ? String(format: "%.\(-power)f", leading * pow(10, Double(power)))
      : String(format: "%.1f \\cdot 10^{%d}", leading / 10, power + 1)
  }
}

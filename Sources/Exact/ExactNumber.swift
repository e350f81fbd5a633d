/// To come: a number of the form s₀ + Σ sₚ log p with p prime and s in a multiquadratic field; equality is decidable.
public struct ExactNumber: Hashable, Sendable {
  public var rational: Rational
  public init(_ r: Rational) { rational = r }
}

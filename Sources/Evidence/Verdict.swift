/// What a check found. Only `holds` is green, and only `refuted` kills a foil.
public enum Verdict: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
  case holds
  /// Could not be decided at the accuracy reached.
  case inconclusive
  /// A strictly different value was found.
  case refuted
  /// Nothing was compared, a value is not a number, or the check itself failed: it says nothing
  /// about the claim.
  case broken

  /// From best to worst: a check that is broken says less than one that is refuted.
  public static func < (a: Verdict, b: Verdict) -> Bool { a.severity < b.severity }
  private var severity: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// What became of a machine-made variant.
public enum MutantVerdict: String, Hashable, Sendable, Codable, CaseIterable {
  case refuted
  /// It has no value anywhere, or no meaning: kept out of the score.
  case undefined
  /// It was neither refuted nor shown to be true: the equation does not pin down what was changed.
  case open
  /// Shown to say the same as the equation; the reason says how.
  case equivalent
  /// No wrong variant: shown to be true as well, most often because it is weaker than the
  /// equation; the reason says how.
  case alsoTrue = "true"
}

/// How strong the evidence is, strongest first (`docs/results.md`).
public enum Grade: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
  /// Elements of a field with decidable equality: no tolerance.
  case exact
  /// Balls that enclose the true values: overlap and narrowness.
  case certified
  /// Two quadrature rules: a derived tolerance.
  case quadrature
  /// Samples from the book's own sampler.
  case sampled
  /// Trained weights.
  case measured
  /// No computation settles it.
  case cited

  /// Weaker grades are larger.
  public static func < (a: Grade, b: Grade) -> Bool { a.rank < b.rank }
  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// What became of machine-made variants, counted.
public struct MutantScore: Hashable, Sendable, Codable {
  public var refuted = 0
  public var equivalent = 0
  /// Shown to be true as well.
  public var alsoTrue = 0
  public var undefined = 0
  public var open = 0

  private enum CodingKeys: String, CodingKey {
    case refuted, equivalent, undefined, open
    case alsoTrue = "true"
  }

  public init(_ mutants: [MutantRecord]) {
    for mutant in mutants {
      switch mutant.verdict {
      case .refuted: refuted += 1
      case .equivalent: equivalent += 1
      case .alsoTrue: alsoTrue += 1
      case .undefined: undefined += 1
      case .open: open += 1
      }
    }
  }

  /// How many are wrong, as far as is known: the rest is true or has no value.
  public var counted: Int { refuted + open }

  /// `1828 of 1828 refuted, 35 the same, 95 true as well, 169 undefined`.
  public var text: String {
    var text = "\(refuted) of \(counted) refuted"
    for (count, words) in [
      (equivalent, "the same as the equation"), (alsoTrue, "true as well"),
      (undefined, "without a value"), (open, "open"),
    ] where count > 0 {
      text += ", \(count) \(words)"
    }
    return text
  }
}

import BigInt

extension Rational {
  /// Reads `7`, `-7/5`, `0.25`, `-1.5e-3`; nil for anything else (no `nan`, no `inf`, no
  /// hexadecimal, exponent at most 400).
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2 {
      guard let n = Rational.integer(parts[0]), let d = Rational.integer(parts[1]), d > 0 else {
        return nil
      }
      self.init(n, d)
      return
    }
    guard parts.count == 1 else { return nil }
    let scientific = text.lowercased().split(separator: "e", omittingEmptySubsequences: false)
    guard scientific.count <= 2 else { return nil }
    let decimal = scientific[0].split(separator: ".", omittingEmptySubsequences: false)
    guard decimal.count <= 2 else { return nil }
    let fraction = decimal.count == 2 ? decimal[1] : ""
    guard decimal.count == 1 || !fraction.isEmpty,
      fraction.utf8.allSatisfy({ (48...57).contains($0) }),
      let mantissa = Rational.integer(decimal[0] + fraction)
    else { return nil }
    var shift = -fraction.count
    if scientific.count == 2 {
      guard let e = Int(scientific[1]), abs(e) <= 400 else { return nil }
      shift += e
    }
    let scale = BigInt(10).power(abs(shift))
    self = shift >= 0 ? Rational(mantissa * scale) : Rational(mantissa, scale)
  }

  private static func integer(_ s: some StringProtocol) -> BigInt? {
    let digits = s.first == "-" || s.first == "+" ? s.dropFirst() : s[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    guard let magnitude = BigInt(String(digits)) else { return nil }
    return s.first == "-" ? -magnitude : magnitude
  }
}

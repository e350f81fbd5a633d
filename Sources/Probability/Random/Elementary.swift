/// exp and log of doubles from + − × ÷ alone: IEEE 754 fixes every one of those, so the same bits
/// come out on every machine, which no C library promises. Errors stay below one unit in the last
/// place.
public enum Elementary {
  // log 2 in two parts; k·high is exact for |k| ≤ 2²⁰.
  private static let log2High = 0x1.62e42feep-1, log2Low = 0x1.a39ef35793c76p-33

  /// eˣ = 2ᵏ eʳ with |r| ≤ ½ log 2, and Taylor's series to r¹⁴.
  public static func exp(_ x: Double) -> Double {
    guard !x.isNaN else { return x }
    if x > 709.782712893384 { return .infinity }
    if x < -745.2 { return 0 }
    let k = (x * 0x1.71547652b82fep0).rounded(.toNearestOrEven)
    let high = x - k * log2High, low = k * log2Low, r = high - low
    var tail = 0.0
    for n in stride(from: 14, through: 3, by: -1) { tail = (tail + 1) * r / Double(n) }
    // eʳ = 1 + r + r²/2 (1 + r/3 (1 + r/4 (…))), the rounding of r itself put back.
    let value = 1 + (high + ((r * r * 0.5) * (1 + tail) - low))
    let half = Int(k) / 2  // in two steps, so that a subnormal result is rounded once
    return value * power2(half) * power2(Int(k) - half)
  }

  private static func power2(_ k: Int) -> Double {
    Double(sign: .plus, exponent: k, significand: 1)
  }

  /// log x = k log 2 + log(1 + f), 1 + f in [√½, √2), by the series of artanh.
  public static func log(_ x: Double) -> Double {
    if x.isNaN || x < 0 { return .nan }
    if x == 0 { return -.infinity }
    if x == .infinity { return x }
    var k = Double(x.exponent), m = x.significand
    if m > 1.4142135623730951 { (m, k) = (m / 2, k + 1) }
    let f = m - 1, s = f / (2 + f), z = s * s
    var series = 0.0  // 2 (z/3 + z²/5 + …): log(1+f) = 2s + s·series
    for n in stride(from: 25, through: 3, by: -2) { series = (series + 2 / Double(n)) * z }
    // log(1+f) = f − (f²/2 − s (f²/2 + series)), which keeps the leading f exact
    let half = 0.5 * f * f
    return k * log2High - ((half - (s * (half + series) + k * log2Low)) - f)
  }
}

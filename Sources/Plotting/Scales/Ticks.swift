import Foundation

/// One tick of an axis: major ones carry a label.
public struct Tick: Sendable, Hashable {
  public let value: Double
  /// The label in the markup of `Typesetter`; nil for a minor tick.
  public let label: String?
}

extension Scale {
  /// Ticks inside the domain: about `target` round values with labels, and minor ones on a
  /// logarithmic axis.
  ///
  /// A domain of one value gets that value. Every tick lies in the domain (tested).
  public func ticks(target: Int = 5) -> [Tick] {
    switch kind {
    case .bands(let names):
      return names.enumerated().map { Tick(value: Double($0), label: $1) }
    case .linear:
      return linearTicks(target)
    case .log(let base):
      return lower < upper
        ? logTicks(base, target) : [Tick(value: lower, label: Number.tick(lower))]
    case .symmetricLog(let threshold):
      return symmetricTicks(threshold, target)
    }
  }

  private func linearTicks(_ target: Int) -> [Tick] {
    guard let step = RoundStep.best(lower, upper, target: target) else {
      return [Tick(value: lower, label: Number.tick(lower))]
    }
    return step.multiples(lower, upper).map {
      Tick(value: $0, label: Number.tick($0, decimals: step.decimals))
    }
  }

  /// Whole powers of the base; on less than two of them, 1-2-5 multiples too.
  private func logTicks(_ base: Double, _ target: Int) -> [Tick] {
    let low = log(lower) / log(base)
    let high = log(upper) / log(base)
    let first = Int((low - 1e-9).rounded(.up))
    let last = Int((high + 1e-9).rounded(.down))
    if last - first < 1 { return shortLogTicks(target) }
    let stride = max(1, Int((Double(last - first + 1) / Double(max(target, 2))).rounded(.up)))
    let plain = base == 10 ? first >= -2 && last <= 3 : first >= 0 && upper < 1e5
    var ticks: [Tick] = []
    for k in (first - 1)...last {
      let power = Number.power(base, k)
      let isMajor = k % stride == 0
      if k >= first {
        let label = isMajor ? (plain ? Number.tick(power) : Number.powerLabel(base, k)) : nil
        ticks.append(Tick(value: power, label: label))
      }
      if base == 10 && stride == 1 && last - first < 6 {
        ticks += (2...9).map { Tick(value: Double($0) * power, label: nil) }
          .filter { $0.value > lower && $0.value < upper }
      }
    }
    return ticks.filter { $0.value >= lower * (1 - 1e-9) && $0.value <= upper * (1 + 1e-9) }
  }

  private func shortLogTicks(_ target: Int) -> [Tick] {
    let decade = Int(log10(lower).rounded(.down))
    let values = (decade...(decade + 2)).flatMap { k in
      [1.0, 2, 5].map { $0 * Number.power(10, k) }
    }
    .filter { $0 >= lower && $0 <= upper }
    if values.count >= 3 { return values.map { Tick(value: $0, label: Number.tick($0)) } }
    return linearTicks(target)
  }

  private func symmetricTicks(_ threshold: Double, _ target: Int) -> [Tick] {
    let first = Int(log10(threshold).rounded(.up))
    let last = Int(log10(max(lower.magnitude, upper.magnitude, threshold)).rounded(.down))
    let powers = first <= last ? Array(first...last) : []
    let stride = max(1, Int((Double(powers.count * 2) / Double(max(target, 2))).rounded(.up)))
    var ticks = [Tick(value: 0, label: "0")]
    for (i, k) in powers.enumerated() where (powers.count - 1 - i) % stride == 0 {
      let power = Number.power(10, k)
      let label = k >= -2 && k <= 3 ? Number.tick(power) : Number.powerLabel(10, k)
      ticks += [Tick(value: power, label: label), Tick(value: -power, label: "−" + label)]
    }
    return ticks.filter { $0.value >= lower && $0.value <= upper }.sorted { $0.value < $1.value }
  }

  /// Multiples of π, of π/2 when that gives enough, labelled as fractions.
  func piTicks(target: Int) -> [Tick] {
    let halves = (upper - lower) / (.pi / 2)
    let step =
      halves <= Double(target) + 1 ? 1 : 2 * max(1, Int(halves / 2 / Double(max(target, 2))))
    let low = Int((lower / (.pi / 2) - 1e-9).rounded(.up))
    let high = Int((upper / (.pi / 2) + 1e-9).rounded(.down))
    guard low <= high else { return [] }
    return (low...high).filter { $0 % step == 0 }.map {
      Tick(value: Double($0) * .pi / 2, label: Self.piLabel(halves: $0))
    }
  }

  private static func piLabel(halves k: Int) -> String {
    if k == 0 { return "0" }
    let isWhole = k % 2 == 0
    let n = isWhole ? k.magnitude / 2 : k.magnitude
    return "\(k < 0 ? "−" : "")\(n == 1 ? "" : "\(n)")$\\pi$\(isWhole ? "" : "/2")"
  }

  /// The author's own values, formatted alike: with as many decimals as the value that needs most;
  /// on other scales in powers of ten, all of them, as soon as one is too long otherwise.
  func ticks(at values: [Double]) -> [Tick] {
    if kind == .linear {
      let decimals = values.map(Number.decimals).max() ?? 0
      return values.map { Tick(value: $0, label: Number.tick($0, decimals: decimals)) }
    }
    let needsPowers = values.contains { Number.plain($0).contains("e") }
    return values.map {
      Tick(value: $0, label: needsPowers ? Number.inPowers($0) : Number.tick($0))
    }
  }
}

/// A round step q · 10ᵏ between ticks.
struct RoundStep {
  let mantissa: Double, exponent: Int

  var size: Double {
    exponent < 0 ? mantissa / Number.power(10, -exponent) : mantissa * Number.power(10, exponent)
  }
  /// How many decimals tell neighbours apart; negative for steps of tens and more.
  var decimals: Int { -exponent + (mantissa == 2.5 ? 1 : 0) }

  func multiples(_ lower: Double, _ upper: Double) -> [Double] {
    let slack = 1e-9
    let low = (lower / size - slack).rounded(.up)
    let high = (upper / size + slack).rounded(.down)
    guard low <= high, high - low < 1000 else { return [] }
    return (0...Int(high - low)).map { min(max((low + Double($0)) * size, lower), upper) }
  }

  /// The step with the best score for being simple, covering the domain and being as dense as asked
  /// (the search of Talbot, Lin and Hanrahan 2010, with ticks inside the domain). Nil for one
  /// value.
  static func best(_ lower: Double, _ upper: Double, target: Int) -> RoundStep? {
    let range = upper - lower
    guard range > 1e-12 * max(lower.magnitude, upper.magnitude), range.isFinite else { return nil }
    let mantissas = [1, 2, 5, 4, 2.5, 3]
    let middle = Int(log10(range / Double(max(target, 1))).rounded(.down))
    var best: (score: Double, step: RoundStep)?
    for exponent in (middle - 1)...(middle + 1) {
      for (rank, mantissa) in mantissas.enumerated() {
        let step = RoundStep(mantissa: mantissa, exponent: exponent)
        let values = step.multiples(lower, upper)
        guard let low = values.first, let high = values.last, values.count >= 2 else { continue }
        let zero = low <= 0 && high >= 0 ? 1.0 : 0
        let simplicity = 1 - Double(rank) / 5 + zero
        let missing = (lower - low) * (lower - low) + (upper - high) * (upper - high)
        let coverage = 1 - 0.5 * missing / (0.1 * range * 0.1 * range)
        let density = Double(values.count) / Double(max(target, 1))
        let few = values.count < 3 ? 0.5 : 0.0  // two ticks do not show whether an axis is even
        let score = 0.25 * simplicity + 0.2 * coverage + 0.5 * (2 - max(density, 1 / density)) - few
        if score > best?.score ?? -.infinity { best = (score, step) }
      }
    }
    return best?.step
  }
}

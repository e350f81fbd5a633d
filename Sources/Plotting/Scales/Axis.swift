/// A scale with its label and the rule for its ticks, as the author states it.
public struct Axis: Sendable {
  /// Which values get a tick.
  public enum Ticks: Sendable {
    /// Round values, about as many as fit.
    case automatic
    /// No ticks and no line.
    case none
    /// These values, formatted alike.
    case at([Double])
    /// These values with labels of their own, formulas included.
    case labelled([(Double, String)])
    /// Multiples of π.
    case pi
  }

  enum Range: Sendable {
    case fixed(Scale)
    case data(Scale.Kind)
  }

  var range: Range
  public var label: String?
  public var ticks: Ticks
  var isGridded = false

  init(_ range: Range, _ label: String?, _ ticks: Ticks) {
    (self.range, self.label, self.ticks) = (range, label, ticks)
  }

  public static func linear(
    _ domain: ClosedRange<Double>, label: String? = nil, ticks: Ticks = .automatic
  ) -> Axis {
    Axis(.fixed(Scale(from: domain.lowerBound, to: domain.upperBound)), label, ticks)
  }

  public static func log(
    _ domain: ClosedRange<Double>, base: Double = 10, label: String? = nil,
    ticks: Ticks = .automatic
  ) -> Axis {
    Axis(
      .fixed(Scale(.log(base: base), from: domain.lowerBound, to: domain.upperBound)), label, ticks)
  }

  /// Linear within ±threshold, logarithmic beyond.
  public static func symmetricLog(
    _ domain: ClosedRange<Double>, threshold: Double, label: String? = nil,
    ticks: Ticks = .automatic
  ) -> Axis {
    let scale = Scale(
      .symmetricLog(threshold: threshold), from: domain.lowerBound, to: domain.upperBound)
    return Axis(.fixed(scale), label, ticks)
  }

  /// Categories; the i-th stands at the value i.
  public static func bands(_ names: [String], label: String? = nil) -> Axis {
    Axis(.fixed(Scale(bands: names)), label, .automatic)
  }

  /// As far as the data go, with a little room.
  public static func automatic(label: String? = nil, ticks: Ticks = .automatic) -> Axis {
    Axis(.data(.linear), label, ticks)
  }

  /// As far as the data go, logarithmically.
  public static func automaticLog(
    base: Double = 10, label: String? = nil, ticks: Ticks = .automatic
  ) -> Axis {
    Axis(.data(.log(base: base)), label, ticks)
  }

  /// Neither line nor ticks.
  public static func hidden(_ domain: ClosedRange<Double>, label: String? = nil) -> Axis {
    linear(domain, label: label, ticks: .none)
  }

  /// The same axis running the other way.
  public var reversed: Axis {
    guard case .fixed(let scale) = range else { return self }
    var axis = self
    axis.range = .fixed(Scale(scale.kind, from: scale.last, to: scale.first))
    return axis
  }

  /// The same axis with faint lines across the frame at its ticks.
  public var gridded: Axis {
    var axis = self
    axis.isGridded = true
    return axis
  }

  /// The scale, with an automatic domain taken from the data.
  func scale(for data: ClosedRange<Double>?) -> Scale {
    switch range {
    case .fixed(let scale): return scale
    case .data(let kind):
      guard let data else {
        return Scale(kind, from: kind == .linear ? 0 : 1, to: kind == .linear ? 1 : 10)
      }
      let tight = Scale(kind, from: data.lowerBound, to: data.upperBound)
      guard data.lowerBound < data.upperBound else { return tight }
      return Scale(kind, from: tight.value(at: -0.04), to: tight.value(at: 1.04))
    }
  }
}

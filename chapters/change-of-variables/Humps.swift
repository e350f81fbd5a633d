import Foundation

/// The two humps and the one increasing map that makes them from a standard Gaussian.
enum Humps {
  static func density(_ x: Double) -> Double { bell(2 * x + 6) + bell(2 * x - 6) }

  /// F(x) − ½, without the loss of digits that F(x) itself would bring in the valley.
  static func aboveHalf(_ x: Double) -> Double {
    let root = 2.0.squareRoot()
    return (erfc((6 - 2 * x) / root) - erfc((6 + 2 * x) / root)) / 4
  }

  /// T(z), the point where F is Φ(z).
  static func map(_ z: Double) -> Double {
    zero(of: { aboveHalf($0) - erf(z / 2.0.squareRoot()) / 2 }, between: -8, and: 8)
  }

  /// The point that T sends to x.
  static func source(_ x: Double) -> Double {
    zero(of: { erf($0 / 2.0.squareRoot()) / 2 - aboveHalf(x) }, between: -8, and: 8)
  }

  /// T with no slope beyond L near the middle: the line L z until it meets T.
  static func limited(_ z: Double, slope: Double) -> Double {
    let exact = map(z)
    return z < 0 ? max(exact, slope * z) : min(exact, slope * z)
  }

  /// Where the line L z meets T, for z > 0.
  static func meeting(slope: Double) -> Double {
    zero(of: { slope * $0 - map($0) }, between: 1e-9, and: 3)
  }
}

/// The family z + a sin z, and what a formula that follows one source of each point sees of it.
enum Wave {
  static func value(_ z: Double, _ a: Double) -> Double { z + a * sin(z) }

  /// The mass that is seen when the lowest source of every point is followed.
  ///
  /// The sources missed lie between a local maximum c and the place d where the curve is as high
  /// again.
  static func massOfOneSource(_ a: Double) -> Double {
    guard a > 1 else { return 1 }
    let turn = acos(-1 / a)
    var missed = 0.0
    for k in -4...4 {
      let shift = 2 * Double.pi * Double(k)
      let c = turn + shift
      let height = value(c, a)
      let d = zero(
        of: { value($0, a) - height }, between: 2 * .pi - turn + shift, and: turn + 2 * .pi + shift)
      missed += normalCDF(d) - normalCDF(c)
    }
    return 1 - missed
  }

  /// The same by walking from left to right: when the curve turns down the top is located, when it
  /// is as high again the place;
  /// the pieces between are integrated by Simpson's rule. For a ≤ 1 the curve never turns.
  static func massByWalking(_ a: Double) -> Double {
    let step = 1.0 / 512
    var mass = 0.0
    var from = -12.0
    var z = from
    while z < 12 {
      let next = z + step
      if value(next, a) < value(z, a) {
        let top =
          zero(of: { value($0, a) - value($0 + 1e-7, a) }, between: z - step, and: next) + 5e-8
        mass += simpson(bell, from, top)
        from = next
        while value(from, a) < value(top, a) { from += step }
        from = zero(of: { value($0, a) - value(top, a) }, between: from - step, and: from)
        z = from
      } else {
        z = next
      }
    }
    return mass + simpson(bell, from, max(12, from))
  }
}

/// Simpson's rule on pieces no wider than 1/64: for the bell curve its error is far below 1e-10.
private func simpson(_ f: (Double) -> Double, _ a: Double, _ b: Double) -> Double {
  let pieces = max(1, Int((b - a) * 64))
  let width = (b - a) / Double(pieces)
  return (0..<pieces).reduce(0) { sum, i in
    let left = a + Double(i) * width
    return sum + width / 6 * (f(left) + 4 * f(left + width / 2) + f(left + width))
  }
}

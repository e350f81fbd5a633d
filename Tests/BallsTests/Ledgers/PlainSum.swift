import Balls

/// Gauss-Legendre sums of a program over a box, in doubles.
struct PlainSum {
  var value: Double
  /// The same sum of absolute values: what an error is small against.
  var size: Double

  /// - within: how far two numbers of panels may differ, against the size. Where they differ by
  ///   more, where the program is infinite and where it is all but zero, doubles say nothing: nil.
  init?(
    _ program: Program, over box: [(Double, Double)], by rule: GaussRule, panels: (Int, Int),
    within: Double
  ) {
    let machine = Machine(program, bits: 64)
    guard let coarse = rule.sum(of: machine, over: box, panels: panels.0),
      let fine = rule.sum(of: machine, over: box, panels: panels.1), fine.size > 1e-9,
      abs(coarse.value - fine.value) < within * fine.size
    else { return nil }
    (value, size) = fine
  }
}

/// Nodes and weights on [-1, 1] (Abramowitz and Stegun 1964, table 25.4).
struct GaussRule {
  private let nodes: [(place: Double, weight: Double)]

  static let five = GaussRule(
    nodes: both([(0.906179845938664, 0.2369268850561891), (0.5384693101056831, 0.4786286704993665)])
      + [(0, 0.5688888888888889)])
  static let ten = GaussRule(
    nodes: both([
      (0.1488743389816312, 0.2955242247147529), (0.4333953941292472, 0.2692667193099963),
      (0.6794095682990244, 0.2190863625159821), (0.8650633666889845, 0.1494513491505806),
      (0.9739065285171717, 0.0666713443086881),
    ]))
  private static func both(_ half: [(Double, Double)]) -> [(place: Double, weight: Double)] {
    half.flatMap { [(-$0.0, $0.1), ($0.0, $0.1)] }
  }

  /// Every side of the box in as many panels; nil where the program is not finite.
  fileprivate func sum(
    of machine: Machine, over box: [(Double, Double)], panels: Int
  ) -> (value: Double, size: Double)? {
    func sum(_ place: [Ball], _ weight: Double) -> (value: Double, size: Double)? {
      guard place.count < box.count else {
        let y = machine.value(at: place)
        return y.isFinite ? (y.midpoint * weight, abs(y.midpoint) * weight) : nil
      }
      let (from, to) = box[place.count], half = (to - from) / Double(2 * panels)
      var total = (value: 0.0, size: 0.0)
      for panel in 0..<panels {
        for node in nodes {
          let x = from + half * (Double(2 * panel) + 1 + node.place)
          guard let part = sum(place + [Ball(exactly: x)], weight * node.weight * half) else {
            return nil
          }
          total = (total.value + part.value, total.size + part.size)
        }
      }
      return total
    }
    return sum([], 1)
  }
}

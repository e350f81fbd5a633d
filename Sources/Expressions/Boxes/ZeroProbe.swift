import Balls
import Exact

/// One point of a box at which most of what is not 0 is seen not to be: a function is compiled once
/// for all places, and no logarithm of a number is taken apart into primes.
struct ZeroProbe {
  private let variables: [Variable]
  private let point: [Ball]
  private let function: ParametricFunction?
  private let bits: Int

  init(_ e: Expression, _ box: [BoxSide], bits: Int) {
    self.bits = bits
    variables = box.map(\.variable)
    point = box.enumerated().map { i, side in
      Ball(side.lower + side.width * Rational(1 + (300 + 101 * i) % 996, 997), bits: bits)
    }
    function = ParametricFunction(e, variables, bits: bits).flatMap { $0.hasIntegrals ? nil : $0 }
  }

  /// Whether it is certainly not 0 with the place in place of a variable, the others at the point.
  func isNotZero(_ v: Variable, _ place: Expression) -> Bool {
    guard let c = value(of: place), let sign = sign(with: c, for: v) else { return false }
    return sign != 0
  }

  /// The sign with a number in place of a variable; nil where it is not certain.
  private func sign(with c: Ball, for v: Variable) -> Int? {
    guard let function, let i = variables.firstIndex(of: v) else { return nil }
    var at = point
    at[i] = c
    let value = function.value(at: at, smooth: false)
    return value.isFinite ? value.sign : nil
  }

  /// Where it changes its sign along a side, the others at the point, if that is a number with a
  /// denominator of four digits. It is a guess.
  func root(along side: BoxSide) -> Rational? {
    func sign(_ x: Rational) -> Int? { self.sign(with: Ball(x, bits: bits), for: side.variable) }
    var (low, high) = (side.lower, side.upper)
    guard let first = sign(low), let last = sign(high), first * last < 0 else { return nil }
    let least = side.width * Rational(1, 1 << 40)
    while high - low > least {
      let middle = (low + high) / 2
      guard let here = sign(middle), here != 0 else {
        (low, high) = (middle - least / 2, middle + least / 2)
        break
      }
      if here == first { low = middle } else { high = middle }
    }
    let root =
      low >= 0 ? Rational.simplest(from: low, to: high) : -Rational.simplest(from: -high, to: -low)
    return root.denominator < 10_000 ? root : nil
  }

  private func value(of place: Expression) -> Ball? {
    if let r = place.rationalValue { return Ball(r, bits: bits) }
    if case .variable(let v) = place { return variables.firstIndex(of: v).map { point[$0] } }
    let value = ParametricFunction(place, variables, bits: bits)?.value(at: point, smooth: false)
    return value?.isFinite == true ? value : nil
  }
}

extension BoxProver {
  /// Where the slope in one variable changes its sign, the others at a point of the box, if that is
  /// a number with a denominator of four digits. It is a guess.
  public func rootOfSlope(of g: Expression, in side: BoxSide, on box: [BoxSide]) -> Rational? {
    ZeroProbe(g.derivative(by: side.variable), box, bits: bits).root(along: side)
  }
}

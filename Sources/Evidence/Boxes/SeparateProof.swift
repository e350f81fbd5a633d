import Exact
import Expressions
import Probability

/// Proves that a function of several variables is nowhere negative where it is a sum of functions
/// of one variable each, once it is in normal form: then every variable can be looked at alone.
///
/// If no mixed derivative is left and g(c) = 0, then g(x) = Σ g(c with xᵢ in the place of cᵢ).
struct SeparateProof {
  let sides: [BoxSide]
  let values: Valuation

  init(_ sides: [BoxSide], _ values: Valuation) { (self.sides, self.values) = (sides, values) }

  func prove(_ g: Expression) -> BoxProof? {
    let normal = Normaliser(at: values)
    guard let form = try? normal(g), algebra.hold(normal.conditions) else { return nil }
    let tidy = normal.expression(form), left = sides.filter { tidy.depends(on: $0.variable) }
    let prover = BoxProver()
    guard left.count > 1 else { return prover.prove(tidy, on: left).ifProved }
    guard tidy.hasNoKinks, isSeparate(tidy, left), let place = zero(of: tidy, left) else {
      return nil
    }
    var whole = BoxProof(verdict: .proved, margin: nil)
    for side in left {
      var others = place
      others[side.variable] = nil
      let alone = tidy.substituting(others.mapValues { .rational($0) })
      guard let proof = prover.prove(alone, on: [side]).ifProved else { return nil }
      whole.boxes += proof.boxes
      whole.depth = max(whole.depth, proof.depth)
      whole.reductions += proof.reductions
    }
    whole.reductions.insert("a sum of functions of one variable each", at: 0)
    return whole
  }

  private var algebra: BoxAlgebra { BoxAlgebra(sides, values) }

  private func isSeparate(_ g: Expression, _ left: [BoxSide]) -> Bool {
    for (i, a) in left.enumerated() {
      let slope = g.derivative(by: a.variable)
      for b in left[(i + 1)...] {
        let mixed = slope.derivative(by: b.variable), normal = Normaliser(at: values)
        guard let form = try? normal.cleared(normal(mixed)), form.isZero,
          algebra.hold(normal.conditions)
        else { return false }
      }
    }
    return true
  }

  /// A place where g is 0: with one simple coordinate for all, or where the slopes change sign.
  private func zero(of g: Expression, _ left: [BoxSide]) -> [Variable: Rational]? {
    let simple = [Rational(1), 0, Rational(1, 2), -1].map { r in left.map { _ in r } }
    let roots = left.compactMap { BoxProver().rootOfSlope(of: g, in: $0, on: left) }
    for place in simple + [roots] where place.count == left.count {
      guard zip(left, place).allSatisfy({ $0.lower <= $1 && $1 <= $0.upper }) else { continue }
      let place = Dictionary(uniqueKeysWithValues: zip(left.map(\.variable), place))
      if case .exact(let value) = Evaluator(goal: 60).evaluate(g, at: place).value, value.isZero {
        return place
      }
    }
    return nil
  }
}

extension Expression {
  /// Whether it has no kinks and jumps: |a − b| has no mixed derivative by the rules, nor has
  /// b·sign(a), and neither is a sum of functions of one variable each.
  fileprivate var hasNoKinks: Bool {
    !holds {
      switch $0 {
      case .function(.sign, _), .function(.abs, _), .piecewise, .integral, .extremum: true
      default: false
      }
    }
  }
}

import Notation

/// The statements of a display, each under what the others say of when it is meant.
struct Statements {
  private(set) var chains: [Equation.Chain]
  /// How many of them stand before the arrow, where there is one and no other.
  private var premises: (count: Int, arrow: Arrow)?
  let implies: Bool

  /// `isCondition` says of a chain that orders letters and numbers whether it is no claim.
  init(
    _ parts: [Equation.Chain], in latex: String, isCondition: (Equation.Chain) -> Bool,
    hides: (Equation.Chain, Symbol) -> Bool
  ) {
    let arrows = Arrow.all(in: latex)
    implies = arrows.contains(.forward)
    let joints = parts.count > 1 ? Joints(of: parts, in: latex) : nil
    func stated(_ range: Range<Int>, behindArrow: Bool = false) -> [Equation.Chain] {
      Equation.Chain.withDomains(
        parts, range, joints, behindEquivalence: behindArrow, isCondition: isCondition, hides: hides)
    }
    guard arrows.count == 1, let count = parts.count == 2 ? 1 : joints?.beforeArrow else {
      chains = arrows.isEmpty ? stated(parts.indices) : parts
      return
    }
    let left = stated(0..<count)
    let right = stated(count..<parts.count, behindArrow: arrows[0] == .both)
    premises = (left.count, arrows[0])
    chains =
      (arrows[0] == .both ? Self.under(right, left, arrows[0]) : left)
      + Self.under(left, right, arrows[0])
  }

  /// What follows from the i-th is judged where it is true, and so it is no claim.
  func isSupposed(_ i: Int) -> Bool {
    guard let premises, premises.arrow == .forward, i < premises.count else { return false }
    return chains[i].asSupposition != nil
  }

  /// Chains under what others say.
  private static func under(
    _ others: [Equation.Chain], _ chains: [Equation.Chain], _ arrow: Arrow
  ) -> [Equation.Chain] {
    let said = others.flatMap { other in
      other.conditions
        + [arrow == .both ? other.asEquivalent : other.asSupposition].compactMap(\.self)
    }
    return chains.map { chain in
      var chain = chain
      for condition in said where !chain.conditions.contains(condition) {
        chain.conditions.append(condition)
      }
      return chain
    }
  }
}

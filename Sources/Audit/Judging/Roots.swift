import Meaning
import Notation

/// Names of which the notes give the square alone, `\lambda^2 = 4`.
///
/// By itself such a letter is read as the root that is not negative, as widths and distances are.
/// What fails so, and holds with the other root wherever it fails, may be true all the same.
struct Roots {
  private let chain: Equation.Chain
  private let makers: [TrialMaker]
  private let names: [Symbol]
  private let definitions: Definitions

  /// Of more names than this the signs are changed one at a time.
  private static let most = 3

  init(_ chain: Equation.Chain, _ definitions: Definitions, _ makers: [TrialMaker]) {
    (self.chain, self.definitions, self.makers) = (chain, definitions, makers)
    names = definitions.openRoots
  }

  /// Why a step that fails is not false; nil where it fails somewhere whatever the roots are.
  func doubt(_ finding: Finding, at step: Int, _ trials: [Trial]) -> String? {
    guard !names.isEmpty, [.wrong, .conditional].contains(finding.verdict) else { return nil }
    var failing = Set(finding.failing), turned: Set<Symbol> = []
    for choice in choices {
      let others = definitions.negating(Set(choice))
      for maker in makers {
        let here = failing.filter { trials[$0.trial].toy == maker.setting.name }
        guard !here.isEmpty,
          let other = try? TrialMaker(maker.setting.toy, others, for: chain.formulas)
        else { continue }
        for at in here.sorted(by: { ($0.trial, $0.point) < ($1.trial, $1.point) })
        where other.holds(chain, step, at: trials[at.trial].points[at.point]) {
          failing.remove(at)
          turned.formUnion(choice)
        }
      }
      if failing.isEmpty { return words(of: names.filter(turned.contains)) }
    }
    return nil
  }

  private func words(of turned: [Symbol]) -> String {
    let letters = turned.map { "$\(latex(.symbol($0)))$" }
    guard letters.count > 1 else {
      return "only the square of \(letters.joined()) is given, and with the other root it holds"
    }
    return "only the squares of \(letters.joined(separator: ", ")) are given, "
      + "and with other roots, which may differ from point to point, it holds"
  }

  private var choices: [[Symbol]] {
    guard names.count <= Self.most else { return names.map { [$0] } }
    return (1..<(1 << names.count)).map { signs in
      names.indices.filter { signs >> $0 & 1 == 1 }.map { names[$0] }
    }
  }
}

extension TrialMaker {
  /// Whether one step of a chain holds at a point.
  fileprivate func holds(_ chain: Equation.Chain, _ step: Int, at point: Point) -> Bool {
    var trial = Trial(toy: setting.name)
    try? add(
      point, to: &trial, chain, chain.relations.indices.map { $0 == step }, isFine: false)
    return trial.outcomes.first?[step].isHolding ?? false
  }
}

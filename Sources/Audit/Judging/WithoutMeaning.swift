import Evidence
import Meaning
import Notation

extension EquationAuditor {
  /// What to say of a definition whose right side means nothing on any toy, though toys bind its
  /// letters: whatever uses it cannot be judged, and a later line may take its place.
  func remarkOnMeaning(_ chain: Equation.Chain, _ makers: [TrialMaker]) -> String? {
    guard chain.sides.count == 2, DefinitionBook.name(chain.sides[0])?.arity == nil,
      !chain.sides[1].isPlaceOfOptimum
    else { return nil }
    var reason: String?
    for maker in makers {
      guard let values = maker.values(bits: MutantJudge.bits).first else { continue }
      do {
        _ = try values.value(of: chain.sides[1], beside: nil)
        return nil
      } catch {
        guard error.unbound == nil, error.cause == nil else { continue }
        reason = reason ?? "\(error.message) (on the toy \(maker.setting.name))"
      }
    }
    return reason.map { "its right side has no meaning on any toy: \($0)" }
  }
}

extension Formula {
  /// `\arg\max_G …` of a G that is no number: it is meant, and cannot be evaluated by itself.
  fileprivate var isPlaceOfOptimum: Bool {
    if case .optimum(let kind, _, _, _) = self { kind == .argmax || kind == .argmin } else { false }
  }
}

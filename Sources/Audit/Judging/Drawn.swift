import Meaning
import Notation

extension Equation.Chain {
  /// `x \sim \mathcal N(0, 5)` beside a joint law of the toy that has x says what the law of x is: it
  /// is compared with the one that follows from the joint law.
  func drawnFromJoints(on makers: [TrialMaker]) -> (chain: Equation.Chain, words: [String])? {
    let contexts = makers.compactMap(\.context)
    var taken = self
    var words: [String] = []
    for i in relations.indices where relations[i] == .distributed {
      guard
        let density = contexts.lazy.compactMap({
          $0.densityDrawn(sides[i], from: sides[i + 1])
        }).first
      else { continue }
      taken.sides[i] = density
      words.append(
        "compared with the law that follows from the joint law of the toy, "
          + "$\(Notation.latex(density))$")
    }
    return words.isEmpty ? nil : (taken, words)
  }
}

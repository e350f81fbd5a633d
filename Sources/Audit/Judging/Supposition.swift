import Evidence
import Meaning
import Notation

/// A condition under which an equation is stated: `if a > 0`, `\quad \text{for } s \ne t`.
struct Supposition: Hashable, Sendable {
  /// As it is printed, without the word.
  let latex: String
  /// What it says of numbers; nil where that cannot be read.
  let relation: Formula?

  /// Words behind which stands what is supposed, and words after which what cannot be read may be
  /// left alone: `for all x`.
  private static let words: Set<String> = ["if", "when", "whenever", "provided", "unless"]
  private static let loose: Set<String> = ["for"]

  /// nil where the words suppose nothing: `where a is …`, `for all x`.
  init?(_ printed: String) {
    let marks = #/\\(?:text|textrm|mathrm|textnormal|mbox)\s*\{([^{}]*)\}/#
    let said = printed.matches(of: marks).map { String($0.output.1) }.joined(separator: " ")
    let word = said.lowercased().split { !$0.isLetter }.first.map(String.init) ?? ""
    guard Self.words.contains(word) || Self.loose.contains(word) else { return nil }
    latex = trimmed(
      printed.replacing(marks, with: " ").replacing(#/\\q?quad(?![a-z])|\\[,;:!]/#, with: " "))
    let formula = try? FormulaParser(options: .lenient).parse(latex)
    relation = word == "unless" ? nil : formula.flatMap { $0.comparesNumbers ? $0 : nil }
    if relation == nil, Self.loose.contains(word) { return nil }
  }
}

extension Formula {
  fileprivate var comparesNumbers: Bool {
    guard case .relation(let sides, let relations) = self, !sides.contains(.dots) else {
      return false
    }
    return relations.allSatisfy { $0.isInequality || $0 == .equal || $0 == .unequal }
  }
}

extension Equation.Chain {
  /// What it is stated under.
  var suppositions: [Supposition] { conditions.compactMap(Supposition.init) }
}

extension TrialMaker {
  /// Whether what an equation supposes is so at a point; nil where that cannot be told.
  func meets(_ suppositions: [Supposition], at point: PointValues) -> Bool? {
    var isKnown = true
    for supposition in suppositions {
      switch truth(supposition, at: point) {
      case true?: break
      case false?: return false
      case nil: isKnown = false
      }
    }
    return isKnown ? true : nil
  }

  private func truth(_ supposition: Supposition, at point: PointValues) -> Bool? {
    guard case .relation(let sides, let relations)? = supposition.relation else { return nil }
    let supposed = Equation.Chain(
      sides: sides, relations: relations, latex: sides.map { latex($0) },
      lines: sides.map { _ in 0 })
    let (outcomes, _) = steps(
      supposed, relations.map { _ in true }, point, MutantJudge.standard)
    if outcomes.allSatisfy(\.isHolding) { return true }
    return outcomes.contains(where: \.isRefuted) ? false : nil
  }
}

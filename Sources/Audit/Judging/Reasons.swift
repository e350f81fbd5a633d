import Notation

extension Equation.Chain {
  /// What stands behind it, states something, and is no condition: *with equality iff*, *since*.
  var unread: [String] {
    conditions.filter { said in
      RelationMarks.mayRelate(said) && Supposition(said).map(\.relations.isEmpty) ?? true
        && said.givesReason
    }
  }
}

extension String {
  fileprivate var givesReason: Bool {
    let words = Set(lowercased().split { !$0.isLetter }.map(String.init))
    // `\text{as } n \to \infty` says where something goes
    let isLimit = words.contains("to") || words.contains("rightarrow") || contains("→")
    return !words.isDisjoint(with: Self.reasons) || words.contains("as") && !isLimit
  }

  private static let reasons: Set<String> = [
    "equality", "since", "because", "attained", "minimum", "maximum", "used", "using",
  ]
}

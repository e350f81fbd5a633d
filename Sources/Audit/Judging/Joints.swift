/// What stands between the statements of a display: a comma, a wide space, an arrow, words.
struct Joints {
  /// Without blanks, and without the marks of alignment but for `&&`, which is a wide space.
  private let between: [[String]]

  /// nil where a side is not found as it is printed.
  init?(of chains: [Equation.Chain], in latex: String) {
    let tokens = Self.tokens(latex)
    var between: [[String]] = [], at = 0
    for (n, chain) in chains.enumerated() {
      for (k, side) in chain.latex.enumerated() {
        let side = Self.tokens(side)
        guard let found = Self.first(side, in: tokens, from: at) else { return nil }
        if n > 0, k == 0 { between.append(Array(tokens[at..<found])) }
        at = found + side.count
      }
    }
    self.between = between
  }

  /// How many statements stand before the only arrow.
  var beforeArrow: Int? {
    let arrows = between.indices.filter { k in
      between[k].contains { Arrow.all(in: $0).count == 1 }
    }
    return arrows.count == 1 ? arrows[0] + 1 : nil
  }

  /// Whether nothing but a wide space parts a statement from the one before it, with a comma or
  /// without.
  func isSpace(before i: Int) -> Bool {
    between[i - 1].allSatisfy { Self.spaces.contains($0) || $0 == "," || $0 == ";" }
      && between[i - 1].contains(where: Self.wide.contains)
  }

  /// Whether words part a statement from the one before it: *and*, *hence*. What supposes something
  /// stands behind other words, and is no statement.
  func isWords(before i: Int) -> Bool {
    between[i - 1].contains { Self.textCommands.contains($0) }
  }

  private static let textCommands: Set<String> = ["\\text", "\\textrm", "\\mbox", "\\mathrm"]
  private static let wide: Set<String> = ["\\quad", "\\qquad", "&&"]
  private static let spaces: Set<String> = wide.union([
    "\\,", "\\;", "\\:", "\\!", "\\ ", "~",
  ])

  private static func tokens(_ latex: String) -> [String] {
    let marks = RowShape.tokens(latex).filter { !$0.allSatisfy(\.isWhitespace) }
    return marks.indices.compactMap { k in
      guard marks[k] == "&" else { return marks[k] }
      return k > 0 && marks[k - 1] == "&" ? "&&" : nil
    }
  }

  private static func first(_ part: [String], in tokens: [String], from: Int) -> Int? {
    guard !part.isEmpty, from + part.count <= tokens.count else { return nil }
    return (from...(tokens.count - part.count)).first { k in
      tokens[k..<k + part.count].elementsEqual(part)
    }
  }
}

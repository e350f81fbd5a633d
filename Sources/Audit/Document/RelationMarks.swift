/// The signs by which LaTeX shows, before it is read, that it may state something.
enum RelationMarks {
  private static let comparisons = ["=", "<", ">", "\\le", "\\ge", "\\ne", "≤", "≥", "≠"]
  private static let others = [
    "\\approx", "\\sim", "\\equiv", "\\triangleq", "\\in", "\\propto", "≈",
  ]

  static func mayRelate(_ latex: String) -> Bool {
    mayCompare(latex) || others.contains { latex.contains($0) }
  }
  static func mayCompare(_ latex: String) -> Bool {
    comparisons.contains { latex.contains($0) }
  }
}

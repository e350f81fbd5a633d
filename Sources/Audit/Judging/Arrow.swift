/// An arrow between two statements.
enum Arrow {
  case forward, both

  private static let spellings: [(text: String, arrow: Arrow)] =
    ["\\implies", "\\Rightarrow", "\\Longrightarrow", "⇒", "⟹"].map { ($0, .forward) }
    + ["\\iff", "\\Leftrightarrow", "\\Longleftrightarrow", "⇔", "⟺"].map { ($0, .both) }

  /// In the order in which they stand.
  static func all(in latex: String) -> [Arrow] {
    spellings.flatMap { spelling in
      latex.ranges(of: spelling.text).map { (at: $0.lowerBound, arrow: spelling.arrow) }
    }.sorted { $0.at < $1.at }.map(\.arrow)
  }
}

/// An arrow between two statements.
enum Arrow {
  case forward, both

  static func all(in latex: String) -> [Arrow] {
    latex.matches(
      of:
        #/(\\(?:implies|Rightarrow|Longrightarrow)|⇒|⟹)|(?:\\(?:iff|Leftrightarrow|Longleftrightarrow)|⇔|⟺)/#
    ).map { $0.output.1 == nil ? .both : .forward }
  }
}

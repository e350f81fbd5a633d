extension Vocabulary {
  /// What we know and do not read, with what to write instead.
  static let refused: [String: String] = Dictionary(
    uniqueKeysWithValues: remedies.flatMap { remedy, commands in
      commands.split(separator: " ").map { (String($0), remedy) }
    })

  private static let remedies = [
    ("write := for a definition", "leftarrow gets"),
    ("write = for an identity or := for a definition", "equiv"),
    ("write =", "cong"),
    ("write \\approx or \\sim", "simeq"),
    ("write \\ne", "not"),
    (
      "write two equations",
      "implies Rightarrow Longrightarrow iff Leftrightarrow Longleftrightarrow"
    ),
    ("write the two formulas one after the other", "pm mp"),
    ("write the relation alone", "overset stackrel"),
    ("write the condition in words", "subset subseteq"),
    ("write one condition", "substack"),
    ("write f(x) := …", "mapsto"),
    ("write \\frac{…}{…}", "over choose"),
    ("write a/b or \\frac{a}{b}", "div"),
    ("write \\log_2 or \\log_{10}", "lg"),
    ("write the number", "dim"),
    ("state definiteness by eigenvalues or minors", "succ prec succeq preceq"),
    ("state the set it is in", "notin"),
    ("state independence as an equation between laws", "perp"),
    ("put the condition behind the formula as \\quad\\text{for all } …", "forall"),
    ("put the condition behind the formula as \\quad\\text{…}", "exists nexists"),
    ("write < or >, or how small as f = O(g)", "ll gg lll ggg"),
    ("of numbers write \\min(a, b), between statements a comma", "wedge land bigwedge"),
    (
      "of numbers write \\max(a, b); of two statements write the one that is meant",
      "vee lor bigvee"
    ),
    ("state what is so", "neg lnot"),
    ("write \\to", "xrightarrow"),
    ("open it with \\lfloor", "rfloor"),
    ("open it with \\lceil", "rceil"),
    ("open it with \\langle", "rangle"),
    ("leave out what cancels", "cancel bcancel xcancel"),
    ("write T_\\# p for the law of T(x), with the mark below the map", "# sharp"),
    ("leave it out", "phantom"),
    ("colour carries no meaning here; leave it out", "color textcolor"),
    ("labels stand behind the display", "label"),
    ("tags stand behind the display", "tag"),
  ]
}

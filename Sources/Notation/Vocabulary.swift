/// What the commands mean: every table of the reader in one place.
enum Vocabulary {
  static let greek: Set<String> = Set(
    """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda mu \
    nu xi omicron pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega \
    Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
    """.split(separator: " ").map(String.init))

  /// Letters that are no Greek ones.
  static let letters: Set<String> = [
    "ell", "emptyset", "varnothing", "hbar", "imath", "jmath", "aleph", "Pr",
  ]

  /// Nothing but room between letters, or the size of a letter.
  static let spacing: Set<String> = Set(
    """
    , ; : ! > thinspace medspace thickspace negthinspace enspace enskip displaystyle textstyle \
    scriptstyle scriptscriptstyle limits nolimits nonumber notag strut mathstrut allowbreak nobreak \
    relax hfill tiny small normalsize large
    """.split(separator: " ").map(String.init)
  ).union([" ", "\n", "/"])

  /// The wide spaces part the formulas of a display.
  static let wideSpaces: Set<String> = ["quad", "qquad"]

  /// Sizes of the bracket that follows: which side it is on decides what it may be.
  enum Side { case left, right, middle, neutral }
  static let sizes: [String: Side] = [
    "left": .left, "bigl": .left, "Bigl": .left, "biggl": .left, "Biggl": .left,
    "right": .right, "bigr": .right, "Bigr": .right, "biggr": .right, "Biggr": .right,
    "middle": .middle, "bigm": .middle, "Bigm": .middle, "biggm": .middle, "Biggm": .middle,
    "big": .neutral, "Big": .neutral, "bigg": .neutral, "Bigg": .neutral,
  ]

  static let accents: [String: String] = [
    "bar": "bar", "overline": "bar", "tilde": "tilde", "widetilde": "tilde", "hat": "hat",
    "widehat": "hat",
    "vec": "vec", "dot": "dot", "ddot": "ddot", "check": "check", "breve": "breve",
    "acute": "acute", "grave": "grave",
    "mathring": "mathring", "underline": "underline",
  ]

  static let styles: [String: Symbol.Style] = [
    "mathcal": .calligraphic, "mathscr": .calligraphic, "mathbb": .blackboard,
    "mathds": .blackboard, "mathbf": .bold,
    "boldsymbol": .bold, "bm": .bold, "mathrm": .roman, "text": .roman, "operatorname": .roman,
    "textrm": .roman,
    "mathit": .italic, "mathnormal": .italic, "mathsf": .roman, "mbox": .roman, "textit": .roman,
    "mathop": .italic,
  ]
  /// The styles whose argument is a word, not letters to be multiplied.
  static let wordStyles: Set<String> = [
    "mathrm", "text", "operatorname", "textrm", "mathit", "mathsf", "mbox", "textit",
  ]

  /// Functions, by the command or the word in roman type.
  static let functions: [String: FunctionName] = {
    var table: [String: FunctionName] = [
      "sgn": .sgn, "sign": .sgn, "tr": .tr, "Tr": .tr, "trace": .tr, "var": .variance,
      "cov": .covariance, "relu": .relu,
      "arctan": .arctan, "atan": .arctan, "sigmoid": .sigma,
    ]
    for name in FunctionName.allCases where name != .sigma { table[name.rawValue] = name }
    return table
  }()
  /// Functions that are commands of their own; the others are written in roman type.
  static let functionCommands: Set<String> = [
    "log", "ln", "exp", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arctan", "det", "min", "max",
  ]

  static let divergences: [String: DivergenceName] = ["KL": .kl, "JS": .js, "JSD": .js]

  static let optima: [String: OptimumKind] = [
    "max": .max, "min": .min, "sup": .sup, "inf": .inf, "argmax": .argmax, "argmin": .argmin,
  ]

  static let relations: [String: Relation] = [
    "=": .equal, "<": .less, ">": .greater, ":=": .defined,
    "ne": .unequal, "neq": .unequal, "le": .lessOrEqual, "leq": .lessOrEqual,
    "leqslant": .lessOrEqual,
    "ge": .greaterOrEqual, "geq": .greaterOrEqual, "geqslant": .greaterOrEqual, "lt": .less,
    "gt": .greater,
    "approx": .approximately, "to": .tends, "rightarrow": .tends, "longrightarrow": .tends,
    "sim": .distributed, "in": .element,
    "coloneqq": .defined, "coloneq": .defined, "doteq": .defined, "triangleq": .defined,
    "propto": .proportional,
  ]
  /// Relations of plain text.
  static let plainRelations: [String: Relation] = [
    "=": .equal, "<": .less, ">": .greater, ":=": .defined, "<=": .lessOrEqual,
    ">=": .greaterOrEqual, "!=": .unequal,
    "~": .distributed, "->": .tends,
  ]

  /// What we know and do not read, with what to write instead.
  static let refused: [String: String] = [
    "leftarrow": "write := for a definition", "gets": "write := for a definition",
    "succ": "state definiteness by eigenvalues or minors",
    "prec": "state definiteness by eigenvalues or minors",
    "succeq": "state definiteness by eigenvalues or minors",
    "preceq": "state definiteness by eigenvalues or minors",
    "subset": "write the condition in words", "subseteq": "write the condition in words",
    "dim": "write the number",
    "equiv": "write = for an identity or := for a definition",
    "cong": "write =", "simeq": "write \\approx or \\sim",
    "pm": "write the two formulas one after the other",
    "mp": "write the two formulas one after the other",
    "cancel": "leave out what cancels", "bcancel": "leave out what cancels",
    "xcancel": "leave out what cancels",
    "implies": "write two equations", "Rightarrow": "write two equations",
    "Longrightarrow": "write two equations",
    "iff": "write two equations", "Leftrightarrow": "write two equations",
    "Longleftrightarrow": "write two equations",
    "binom": "write the quotient of factorials, or a number",
    "over": "write \\frac{…}{…}", "choose": "write \\frac{…}{…}",
    "div": "write a/b or \\frac{a}{b}",
    "forall": "put the condition behind the formula as \\quad\\text{for all } …",
    "exists": "put the condition behind the formula as \\quad\\text{…}",
    "label": "labels stand behind the display", "tag": "tags stand behind the display",
    "notin": "state the set it is in", "lfloor": "floors are not supported",
    "lceil": "ceilings are not supported",
    "rangle": "open it with \\langle",
    "mapsto": "write f(x) := …", "perp": "state independence as an equation between laws",
    "color": "colour carries no meaning here; leave it out",
    "textcolor": "colour carries no meaning here; leave it out",
    "phantom": "leave it out", "substack": "write one condition",
    "overset": "write the relation alone",
    "stackrel": "write the relation alone", "not": "write \\ne",
  ]

  /// Single characters beyond ASCII that stand for several marks: letters of a style, scripts,
  /// fractions.
  static let spelled: [Unicode.Scalar: [(Token.Kind, String)]] = {
    var table: [Unicode.Scalar: [(Token.Kind, String)]] = [:]
    func styled(_ letters: String, _ plain: String, _ style: String) {
      for (scalar, letter) in zip(letters.unicodeScalars, plain) {
        table[scalar] = [
          (.command, style), (.beginGroup, "{"), (.letter, String(letter)), (.endGroup, "}"),
        ]
      }
    }
    styled("ℝℕℤℚℂℙ𝔼𝕀𝕍𝔻𝟙", "RNZQCPEIVD1", "mathbb")
    table["𝟙"]?[2].0 = .number
    styled("ℒ𝒩𝒰𝒟ℋ𝒳𝒴𝒵ℱ𝒢𝒲𝒫𝒯", "LNUDHXYZFGWPT", "mathcal")
    func script(_ digits: String, _ kind: Token.Kind) {
      for (value, scalar) in digits.unicodeScalars.enumerated() {
        table[scalar] = [(kind, ""), (.beginGroup, "{"), (.number, "\(value)"), (.endGroup, "}")]
      }
    }
    script("⁰¹²³⁴⁵⁶⁷⁸⁹", .sup)
    script("₀₁₂₃₄₅₆₇₈₉", .sub)
    table["ᵀ"] = [(.sup, ""), (.command, "top")]
    for (scalar, above, below) in [("½", 1, 2), ("⅓", 1, 3), ("¼", 1, 4), ("⅔", 2, 3), ("¾", 3, 4)] {
      table[Unicode.Scalar(scalar)!] = [
        (.command, "frac"), (.number, "\(above)"), (.number, "\(below)"),
      ]
    }
    return table
  }()

  /// Single characters beyond ASCII that have one meaning, as the LaTeX they stand for.
  static let unicode: [Unicode.Scalar: String] = {
    var table: [Unicode.Scalar: String] = [
      "−": "-", "·": "cdot", "⋅": "cdot", "×": "times", "∗": "*", "⋆": "star", "≤": "le", "≥": "ge",
      "≠": "ne", "≈": "approx",
      "→": "to", "∼": "sim", "∈": "in", "∝": "propto", "≔": "coloneqq", "∞": "infty",
      "∂": "partial", "∇": "nabla", "∑": "sum",
      "∏": "prod", "∫": "int", "⊙": "odot", "∘": "circ", "…": "dots", "⋯": "cdots", "∥": "|",
      "‖": "|", "′": "'", "ℓ": "ell",
      "⊤": "top", "ϵ": "epsilon", "ϕ": "phi", "ϑ": "vartheta", "∅": "emptyset", "µ": "mu",
      "∀": "forall",
      "√": "sqrt", "⟨": "langle", "⟩": "rangle", "≜": "triangleq", "←": "leftarrow", "↦": "mapsto",
      "≃": "simeq", "≅": "cong", "∃": "exists", "∩": "cap", "∪": "cup", "∧": "wedge",
      "≡": "equiv", "≻": "succ", "≺": "prec", "∣": "mid", "⇒": "Rightarrow", "⇔": "iff",
    ]
    let small = "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ ς σ τ υ φ χ ψ ω"
    let names = """
      alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho \
      varsigma sigma tau upsilon varphi chi psi omega
      """
    for (letter, name) in zip(small.split(separator: " "), names.split(separator: " ")) {
      table[letter.unicodeScalars.first!] = String(name)
    }
    let capitals =
      "Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Υ Upsilon Φ Phi Ψ Psi Ω Omega".split(
        separator: " ")
    for i in stride(from: 0, to: capitals.count, by: 2) {
      table[capitals[i].unicodeScalars.first!] = String(capitals[i + 1])
    }
    return table
  }()
}

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

  /// Brackets that are commands: how they change the depth.
  static let commandBrackets = [
    "langle": 1, "lfloor": 1, "lceil": 1, "rangle": -1, "rfloor": -1, "rceil": -1,
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
  /// Functions, by the command or the word in roman type.
  static let functions: [String: FunctionName] = {
    var table: [String: FunctionName] = [
      "sgn": .sgn, "sign": .sgn, "tr": .tr, "Tr": .tr, "trace": .tr, "var": .variance,
      "cov": .covariance, "relu": .relu,
      "arctan": .arctan, "atan": .arctan, "sigmoid": .sigma,
    ]
    for name in FunctionName.allCases where ![.sigma, .floor, .ceil].contains(name) {
      table[name.rawValue] = name
    }
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
}

/// Commands that notes of this field define in a preamble nobody hands over, by their usual names.
enum Macros {
  struct Macro {
    var before: [Token]
    /// What stands behind the argument; nil when there is none.
    var after: [Token]?
  }

  static let common: [String: Macro] = {
    var table: [String: Macro] = [:]
    for (name, text) in plain { table[name] = Macro(before: marks(text)) }
    for (name, (before, after)) in around {
      table[name] = Macro(before: marks(before), after: marks(after))
    }
    return table
  }()

  private static let plain: [String: String] = [
    "E": #"\mathbb{E}"#, "R": #"\mathbb{R}"#, "N": #"\mathcal{N}"#, "KL": #"\mathrm{KL}"#,
    "Var": #"\mathrm{Var}"#, "Cov": #"\mathrm{Cov}"#, "tr": #"\mathrm{tr}"#, "Tr": #"\mathrm{tr}"#,
    "diag": #"\mathrm{diag}"#, "sgn": #"\mathrm{sgn}"#, "sign": #"\mathrm{sgn}"#,
    "softmax": #"\mathrm{softmax}"#, "sigmoid": #"\mathrm{sigmoid}"#, "ELBO": #"\mathrm{ELBO}"#,
    "arcsin": #"\mathrm{arcsin}"#, "arccos": #"\mathrm{arccos}"#,
    "given": #"\mid"#, "colon": ":", "dd": "d", "diff": "d", "lbrace": #"\{"#,
  ]
  private static let around: [String: (String, String)] = [
    "norm": (#"\left\|"#, #"\right\|"#), "abs": (#"\left|"#, #"\right|"#),
    "paren": ("(", ")"), "brackets": ("[", "]"),
  ]

  private static func marks(_ text: String) -> [Token] {
    let source = Source(bytes: Array(text.utf8))
    return ((try? Lexer.tokens(of: source)) ?? []).filter { $0.kind != .end }
  }
}

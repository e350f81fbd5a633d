extension Vocabulary {
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
    for (scalar, above, below) in [("½", 1, 2), ("⅓", 1, 3), ("¼", 1, 4), ("⅔", 2, 3), ("¾", 3, 4)]
    {
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
      "⌊": "lfloor", "⌋": "rfloor", "⌈": "lceil", "⌉": "rceil",
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

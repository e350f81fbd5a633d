extension String {
  /// Words with formulas between dollar signs, as a terminal can show them: `$\mathcal
  /// N(\theta,1)$` is N(θ,1).
  package var withoutMathematics: String {
    guard contains("$") else { return self }
    return split(separator: "$", omittingEmptySubsequences: false).enumerated()
      .map { $0.offset % 2 == 1 ? Self.plain($0.element) : String($0.element) }.joined()
  }

  private static func plain(_ tex: Substring) -> String {
    var result = "", rest = tex
    while let next = rest.first {
      rest.removeFirst()
      switch next {
      case "\\":
        let word = rest.prefix { $0.isLetter && $0.isASCII }
        rest = rest.dropFirst(word.count)
        if word.isEmpty, let sign = rest.first {
          rest.removeFirst()
          result += sign == "|" ? "‖" : ",;!: ".contains(sign) ? "" : String(sign)
        } else {
          let sign = signs[String(word)] ?? (styles.contains(String(word)) ? "" : String(word))
          result += sign
          // the space that ends a command is not one of the formula, but for the room around a sign
          if rest.first == " ", sign.last?.isLetter ?? true { rest.removeFirst() }
        }
      case "{", "}": continue
      default: result.append(next)
      }
    }
    return result
  }

  private static let styles: Set<String> = [
    "mathcal", "mathrm", "mathbb", "mathbf", "mathit", "tfrac", "frac", "left", "right", "quad",
    "operatorname", "text",
  ]

  private static let signs: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "zeta": "ζ", "eta": "η",
    "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "rho": "ρ", "sigma": "σ",
    "tau": "τ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Sigma": "Σ",
    "ell": "ℓ", "mid": "|",
    "le": "≤", "ge": "≥", "ne": "≠", "in": "∈", "infty": "∞", "cdot": "·", "times": "×", "to": "→",
    "sim": "~", "pm": "±",
  ]
}

import Exact

extension Expression: CustomStringConvertible {
  /// As one would write it in a line of text: `2·x^2 − log(1 + x)`. For messages and debugging.
  public var description: String { text(0) }

  /// Binding strength: 0 sum, 1 product, 2 power, 3 atom. Brackets when the context binds more.
  private func text(_ context: Int) -> String {
    func bracket(_ s: String, _ own: Int) -> String { own < context ? "(\(s))" : s }
    switch self {
    case .rational(let r): return bracket("\(r)", r.signum < 0 ? 0 : r.isInteger ? 3 : 1)
    case .pi: return "π"
    case .infinity: return "∞"
    case .variable(let v): return v.name
    case .sum(let terms):
      var s = ""
      for (i, t) in terms.enumerated() {
        let part = t.text(i == 0 ? 0 : 1)
        if i > 0, case .product(let f) = t, case .rational(let r)? = f.first, r.signum < 0 {
          s += " − " + (-t).text(1)
        } else {
          s += (i == 0 ? "" : " + ") + part
        }
      }
      return bracket(s, 0)
    case .product(let factors):
      if factors.first == -1, factors.count > 1 {
        return bracket("−" + Expression.product(Array(factors.dropFirst())).text(1), 0)
      }
      return bracket(factors.map { $0.text(factors.count > 1 ? 2 : 1) }.joined(separator: "·"), 1)
    case .power(let base, let n):
      if n == .rational(Rational(1, 2)) { return "√" + base.text(3) }
      return bracket(base.text(3) + "^" + n.text(3), 2)
    case .function(let f, let a): return "\(f)(\(a))"
    case .piecewise(let branches, let otherwise):
      return "{" + branches.map { "\($0.value) if \($0.condition)" }.joined(separator: "; ")
        + "; \(otherwise)}"
    case .integral(let v, let a, let b, let f): return "∫[\(v) = \(a)…\(b)] " + f.text(2)
    case .extremum(let kind, let v, let a, let b, let f):
      return "\(kind)[\(v) in \(a)…\(b)] " + f.text(2)
    }
  }
}

extension Expression.Condition: CustomStringConvertible {
  public var description: String {
    switch self {
    case .compare(let a, let relation, let b): "\(a) \(relation.rawValue) \(b)"
    case .all(let list): "(" + list.map(\.description).joined(separator: " and ") + ")"
    case .any(let list): "(" + list.map(\.description).joined(separator: " or ") + ")"
    case .not(let c): "not \(c)"
    }
  }
}

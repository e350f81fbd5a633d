import Exact
import Expressions
import Notation
import Probability

extension Context {
  /// The formula with every bracket written and the toy's values put in, so that a reader sees how
  /// it was understood: `((2 · JS(p_d ‖ p_g)) − log(4))` with `p_g = N(7/5, 1)` reads `((2 ·
  /// JS(N(0, 1) ‖ N(7/5, 1))) − log(4))`.
  public func reading(of formula: Formula) -> String {
    numbered { formula.boundSymbols.reduce(self) { $0.hiding($1, in: formula) }.spelled(formula) }
  }

  /// A letter that the formula binds is read as itself, whatever its value at the point.
  private func hiding(_ symbol: Symbol, in formula: Formula) -> Context {
    let name = name(symbol)
    var inner = binding(
      name, to: .scalar(.variable(Variable(name))), space: locals[name]?.space)
    inner.follow(name, .scalar(.variable(Variable(name))), in: formula.inside)
    return inner
  }

  private func spelled(_ formula: Formula) -> String {
    func r(_ f: Formula) -> String { reading(of: f) }
    func list(_ fs: [Formula]) -> String { fs.map(r).joined(separator: ", ") }
    switch formula {
    case .number(let n): return "\(n)"
    case .infinity: return "∞"
    case .symbol(let s): return read(s)
    case .sum(let terms):
      return "("
        + terms.enumerated().map { i, t in
          if case .negative(let a) = t { return (i == 0 ? "−" : " − ") + r(a) }
          return (i == 0 ? "" : " + ") + r(t)
        }.joined() + ")"
    case .negative(let a): return "(−\(r(a)))"
    case .product(let f): return "(" + f.map(r).joined(separator: " · ") + ")"
    case .quotient(let a, let b): return "(\(r(a)) / \(r(b)))"
    case .power(let a, let b): return "\(r(a))^\(r(b))"
    case .hadamard(let a, let b): return "(\(r(a)) ⊙ \(r(b)))"
    case .function(let name, let a): return "\(name.rawValue)(\(r(a)))"
    case .application(let head, let a):
      let given = a.given.isEmpty ? "" : " | " + list(a.given),
        parameters = a.parameters.isEmpty ? "" : "; " + list(a.parameters)
      if case .symbol(let s) = head, !isDensity(formula), isBound(s),
        case .scalar? = try? meaning(of: s)
      {
        return "(\(read(s)) · (\(list(a.wanted))))"
      }
      return "\(headName(head))(\(list(a.wanted))\(given)\(parameters))"
    case .absolute(let a): return "|\(r(a))|"
    case .norm(let a, let order): return "‖\(r(a))‖" + (order.map { "_" + r($0) } ?? "")
    case .limit(let x, let to, let body): return "lim[\(Name.text(x)) → \(r(to))](\(r(body)))"
    case .expectation(let draws, let body):
      return "E[\(draws.map(read).joined(separator: ", "))](\(r(body)))"
    case .divergence(let name, let p, let q): return "\(name.rawValue)(\(r(p)) ‖ \(r(q)))"
    case .series(let kind, let index, _, let body):
      return "\(kind == .sum ? "Σ" : "Π")_\(Name.text(index))(\(r(body)))"
    case .integral(let v, _, _, let body): return "∫(\(r(body))) d\(Name.text(v))"
    case .derivative(let f, let by, let order):
      return "∂\(order > 1 ? "^\(order)" : "")/∂\(Name.text(by))(\(r(f)))"
    case .gradient(let f, let by): return "∇\(by.map { "_" + Name.text($0) } ?? "")(\(r(f)))"
    case .optimum(let kind, let variables, let set, let body):
      return
        "\(kind.rawValue)[\(variables.map { Name.text($0) }.joined(separator: ", "))\(set.map { " ∈ " + r($0) } ?? "")](\(r(body)))"
    case .bounded(let relation, let a): return r(a) + (relation == .greater ? "⁺" : "⁻")
    case .tuple(let entries): return "(\(list(entries)))"
    case .relation(let sides, let relations):
      return r(sides[0]) + zip(relations, sides.dropFirst()).map { " \($0.sign) \(r($1))" }.joined()
    default: return latex(formula)
    }
  }

  private func headName(_ head: Formula) -> String {
    if case .symbol(let s) = head {
      let name = Name.text(s, index: index)
      return name == "mathcal N" && !isBound(s) ? "N" : name
    }
    return reading(of: head)
  }

  private func read(_ draw: Draw) -> String {
    let names = draw.variables.map { Name.text($0) }.joined(separator: ", ")
    return names + (draw.law.map { (names.isEmpty ? "" : " ~ ") + reading(of: $0) } ?? "")
  }

  private func read(_ symbol: Symbol) -> String {
    let name = name(symbol)
    guard isBound(symbol), let meaning = try? meaning(of: symbol) else { return name }
    switch meaning {
    case .scalar(.rational(let r)): return r.numerator < 0 || !r.isInteger ? "(\(r))" : "\(r)"
    case .law:
      if case .law(let text)? = toy.byName[name]?.kind { return read(text) ?? name }
      return name
    default: return name
    }
  }

  private func read(_ text: LawText) -> String? {
    func n(_ f: Formula) -> String {
      (try? scalar(f)).flatMap { valuation.rational($0) }.map { "\($0)" } ?? latex(f)
    }
    switch text {
    case .normal(let m, let v): return "N(\(n(m)), \(n(v)))"
    case .uniform(let a, let b): return "U(\(n(a)), \(n(b)))"
    case .laplace(let m, let s): return "Laplace(\(n(m)), \(n(s)))"
    case .point(let a): return "δ(\(n(a)))"
    case .finite(let rows):
      return "{"
        + rows.map { $0.key.map(n).joined(separator: ", ") + ": " + n($0.value) }.joined(
          separator: "; ") + "}"
    case .product(let laws):
      let parts = laws.compactMap { read($0) }
      return parts.count == laws.count ? parts.joined(separator: " × ") : nil
    default: return nil
    }
  }
}

extension Relation {
  /// The sign as a page of plain text shows it.
  public var sign: String {
    switch self {
    case .equal: "="
    case .unequal: "≠"
    case .less: "<"
    case .lessOrEqual: "≤"
    case .greater: ">"
    case .greaterOrEqual: "≥"
    case .approximately: "≈"
    case .tends: "→"
    case .distributed: "∼"
    case .element: "∈"
    case .defined: ":="
    case .proportional: "∝"
    }
  }
}

extension Formula {
  /// The letters that the outermost operator binds.
  fileprivate var boundSymbols: [Symbol] {
    switch self {
    case .expectation(let draws, _): draws.flatMap(\.variables)
    case .series(_, let index, _, _): [index]
    case .integral(let variable, _, _, _), .limit(let variable, _, _): [variable]
    case .optimum(_, let variables, let set, _): set == nil ? [] : variables
    default: []
    }
  }
}

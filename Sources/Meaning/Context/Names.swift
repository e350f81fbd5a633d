import Exact
import Expressions
import Notation
import Probability

// Which name a symbol has here: `x_{t-1}` at t = 3 is `x_2`.

extension Context {
  /// The whole number a letter stands for, if it does.
  func index(_ name: String) -> Int? {
    if let local = locals[name] {
      if case .scalar(.rational(let r)) = local.meaning { return r.int }
      return nil
    }
    if case .scalar(.rational(let r))? = values[name] { return r.int }
    if case .value(.number(let r))? = toy.byName[name]?.kind { return r.int }
    return nil
  }

  /// The spelling of a symbol here: `x_{t-1}` at t = 3 is `x_2`. A name that the toy makes another
  /// name for a law or a function is that one; a letter in bold or with a sample number that
  /// nothing binds is the plain one.
  func name(_ symbol: Symbol) -> String {
    let direct = spelling(symbol)
    if isKnown(direct) { return original(direct) }
    for plain in symbol.plainer {
      let name = spelling(plain)
      if isKnown(name), plain.marks == symbol.marks || isSample(symbol, of: name) {
        return original(name)
      }
    }
    return direct
  }

  /// Whether `x^{(i)}` is one of many draws of x: a sum counts them by i, or x is drawn. Of a fixed
  /// letter `\theta^{(1)}` and `\theta^{(2)}` are two names, and neither is θ.
  private func isSample(_ symbol: Symbol, of name: String) -> Bool {
    if locals[name] != nil { return true }
    if symbol.marks.contains(where: { locals[String($0.dropFirst().dropLast())] != nil }) {
      return true
    }
    if case .random? = toy.byName[name]?.kind { return true }
    return toy.factors.values.joined().contains { statement in
      guard case .factor(let wanted, _, _) = statement.kind else { return false }
      return wanted.contains { Name.text($0, statement.indices) == name }
    }
  }

  func spelling(_ symbol: Symbol) -> String {
    let verbatim = Name.text(symbol)
    if symbol.subscripts.isEmpty || isKnown(verbatim) && !isCounted(symbol, verbatim) {
      return verbatim
    }
    return Name.text(symbol, index: index)
  }

  /// Whether its subscript is the index of a sum at the moment, and the toy makes it of the i that
  /// it draws: `p_i` is then p_2, whatever `p_i = u_i` says of that other i.
  private func isCounted(_ symbol: Symbol, _ verbatim: String) -> Bool {
    guard !locals.isEmpty, case .value(let formula)? = toy.byName[verbatim]?.kind else {
      return false
    }
    return symbol.subscripts.contains {
      guard case .symbol(let letter) = $0,
        case .scalar(.rational)? = locals[Name.text(letter)]?.meaning
      else { return false }
      return formula.freeFamilies.contains(Name.family(letter))
    }
  }

  func isKnown(_ name: String) -> Bool {
    locals[name] != nil || values[name] != nil || toy.byName[name] != nil
      || toy.vectors[name] != nil
  }

  /// `P = p` in a toy, where p is a law, a joint law or a function: P is p in every role.
  func original(_ name: String) -> String {
    var name = name
    for _ in 0..<8 {
      guard locals[name] == nil, values[name] == nil, let statement = toy.byName[name],
        case .value(.symbol(let other)) = statement.kind
      else { break }
      let meant = Name.text(other, statement.indices)
      switch toy.byName[meant]?.kind {
      case .law?, .factor?, .function?, .table?, .random?: name = meant
      case .value(.symbol)?: name = meant
      default: return name
      }
    }
    return name
  }
}

extension Symbol {
  /// The same letter with less on it, in the order in which a reader would try: without its style,
  /// without a sample number.
  var plainer: [Symbol] {
    var found: [Symbol] = [], candidate = self
    if style == .bold || style == .roman && letter.count == 1 {
      candidate.style = .italic
      found.append(candidate)
    }
    if style == .blackboard, letter == "P" || letter == "Q" {
      candidate.style = .italic
      found.append(candidate)
    }
    if candidate.marks.contains(where: { $0.hasPrefix("(") }) {
      candidate.marks.removeAll { $0.hasPrefix("(") }
      found.append(candidate)
    }
    return found
  }

  /// `z_1`, …, `z_n`.
  func coordinates(_ n: Int) -> [Symbol] {
    (1...n).map { i in
      var member = self
      member.subscripts.append(.number(Rational(i)))
      return member
    }
  }
}

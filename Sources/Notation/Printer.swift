/// The formula as LaTeX with as few brackets as the reader's rules allow; the parser reads it back
/// to the same tree.
///
/// Of what the parser ignores (spacing, labels, `d` for `∂` in a derivative, the spelling of a
/// divergence) one form is chosen. O(n · depth).
public func latex(_ f: Formula) -> String {
  f == Printer.placeholder ? Printer.bracketed("\\cdot") : Printer.text(f, .relation)
}

/// How strongly a form holds together, weakest first: a form stands without brackets where at least
/// its own strength is asked for.
enum Strength: Int, Comparable {
  case relation, sum, hadamard, product, prefix, factor, base
  static func < (a: Strength, b: Strength) -> Bool { a.rawValue < b.rawValue }
}

enum Printer {
  static func text(_ f: Formula, _ needed: Strength) -> String {
    let bare = bare(f)
    return strength(f) >= needed ? bare : bracketed(bare)
  }

  /// `\cdot` in the place of an argument, which stands in brackets or between bars only.
  static let placeholder = Formula.symbol(.placeholder)

  /// Between brackets, bars and commas.
  static func enclosed(_ f: Formula) -> String { f == placeholder ? bare(f) : text(f, .sum) }

  static func strength(_ f: Formula) -> Strength {
    switch f {
    case .relation, .conditioned, .range, .bounded, placeholder: .relation
    case .sum, .negative: .sum
    case .hadamard: .hadamard
    case .product: .product
    case .series, .optimum, .limit, .gradient, .integral: .prefix
    case .derivative: derivativeIsFraction(f) ? .factor : .prefix
    case .function(.sqrt, _): .base
    case .function(let name, let argument): functionIsBare(name, argument) ? .prefix : .factor
    case .quotient, .power, .transpose, .composition, .expectation, .infinity, .dots, .evaluated:
      .factor
    case .symbol(let symbol): canBeRaised(symbol) ? .base : .factor
    default: .base
    }
  }

  static func bracketed(_ inner: String, _ open: String = "(", _ close: String = ")") -> String {
    isTall(inner) ? "\\left\(open)\(inner)\\right\(close)" : "\(open)\(inner)\(close)"
  }

  private static func isTall(_ text: String) -> Bool {
    [
      "\\frac", "\\sum", "\\prod", "\\int", "\\begin", "\\left", "\\lim", "\\max", "\\min", "\\sup",
      "\\inf_",
    ].contains { text.contains($0) }
  }

  private static func bare(_ f: Formula) -> String {
    switch f {
    case .number(let n):
      return n.isDecimal ? n.decimalText : "\\frac{\(n.numerator)}{\(n.denominator)}"
    case .infinity: return "\\infty"
    case .symbol(let symbol): return SymbolPrinter.text(symbol)
    case .sum(let terms): return sum(terms)
    case .negative(let a): return "-" + text(a, .hadamard)
    case .product(let factors): return product(factors)
    case .hadamard(let a, let b):
      return (endsOpen(a) ? bracketed(bare(a)) : text(a, .hadamard)) + " \\odot "
        + text(b, .product)
    case .quotient(let a, let b): return quotient(text(a, .sum), text(b, .sum))
    case .power(let a, let b): return power(a, b)
    case .function(let name, let argument): return function(name, argument)
    case .application(let head, let arguments): return application(head, arguments)
    case .absolute(let a): return "\\left|\(enclosed(a))\\right|"
    case .norm(let a, let order):
      return "\\left\\|\(enclosed(a))\\right\\|"
        + (order.map { "_" + SymbolPrinter.script($0) } ?? "")
    case .tuple(let entries): return bracketed(list(entries))
    case .set(let entries, let dots): return set(entries, dots)
    case .interval(let a, let b, let below, let above):
      return bracketed(list([a, b]), below ? "[" : "(", above ? "]" : ")")
    case .transpose(let a): return raised(a, "\\top")
    case .composition(let a, let b): return composition(a, b)
    case .component(let a, let indices): return componentBase(a) + SymbolPrinter.subscripts(indices)
    case .evaluated(let a, let conditions):
      return
        (strength(a) >= .base && a != .dots
        ? bare(a) : derivativeIsFraction(a) ? bare(a) : bracketed(bare(a))) + "\\big|"
        + SymbolPrinter.subscripts(conditions)
    case .relation(let sides, let relations):
      return zip(relations, sides.dropFirst()).reduce(side(sides[0])) {
        "\($0) \($1.0.rawValue) \($1.0 == .element ? domain($1.1) : side($1.1))"
      }
    case .dots: return "\\dots"
    case .range(let a, let b): return "\(text(a, .sum)):\(text(b, .relation))"
    case .bounded(let relation, let a): return "\(relation.rawValue) \(text(a, .sum))"
    case .conditioned(let a, let given): return "\(text(a, .sum)) \\mid \(list(given, .relation))"
    case .cases(let branches): return cases(branches)
    case .matrix(let rows): return matrix(rows)
    default: return OperatorPrinter.text(f)
    }
  }

  /// `x \mid z \sim p`: only here, and in a subscript, a condition stands without brackets.
  static func side(_ f: Formula) -> String {
    if case .conditioned = f { return bare(f) }
    return text(f, .sum)
  }

  /// Behind ∈, where a point without further brackets would be an interval.
  static func domain(_ f: Formula) -> String {
    beginsWithPoint(f) ? bracketed(bare(f)) : side(f)
  }
  private static func beginsWithPoint(_ f: Formula) -> Bool {
    switch f {
    case .tuple: true
    case .sum(let list), .product(let list): list.first.map(beginsWithPoint) ?? false
    case .hadamard(let a, _), .power(let a, _), .transpose(let a), .component(let a, _),
      .evaluated(let a, _), .conditioned(let a, _), .composition(let a, _), .application(let a, _):
      beginsWithPoint(a)
    default: false
    }
  }

  static func list(_ entries: [Formula], _ needed: Strength = .sum) -> String {
    entries.map { needed == .sum ? enclosed($0) : text($0, needed) }.joined(separator: ", ")
  }

  /// d over d would be a derivative.
  private static func quotient(_ above: String, _ below: String) -> String {
    let ambiguous =
      above.hasPrefix("d") && below.hasPrefix("d")
      || above.hasPrefix("\\mathrm{d}") && below.hasPrefix("\\mathrm{d}")
    return "\\frac{\(ambiguous ? bracketed(above) : above)}{\(below)}"
  }

  // MARK: sums and products

  private static func sum(_ terms: [Formula]) -> String {
    var result = ""
    for (i, term) in terms.enumerated() {
      let (sign, body): (String, Formula) =
        if case .negative(let a) = term { ("-", a) } else { ("+", term) }
      if i > 0 { result += " \(sign) " } else if sign == "-" { result += sign }
      let open = i < terms.count - 1 && endsWide(body)
      result += open ? bracketed(bare(body)) : text(body, .hadamard)
    }
    return result
  }

  private static func product(_ factors: [Formula]) -> String {
    var result = ""
    for (i, factor) in factors.enumerated() {
      let last = i == factors.count - 1
      var piece: String
      if case .function(let name, let argument) = factor, !last, name != .sqrt {
        piece = FunctionPrinter.called(name, argument)
      } else if case .composition = factor {
        piece = bracketed(bare(factor))
      } else {
        piece = text(factor, last ? .prefix : .factor)
      }
      if factor == .dots { piece = "\\cdots" }
      if i > 0 { result += needsDot(factors[i - 1], piece) ? " \\cdot " : " " }
      result += piece
    }
    return result
  }

  /// Where two factors side by side would be read as a call, or as one numeral.
  private static func needsDot(_ before: Formula, _ piece: String) -> Bool {
    if piece.utf8.first.map({ (48...57).contains($0) }) ?? false { return true }
    guard startsWithBracket(piece) else { return false }
    switch before {
    case .symbol, .composition, .derivative, .infinity, .dots: return true
    case .power(.symbol, _), .transpose: return true
    default: return false
    }
  }

  static func startsWithBracket(_ text: String) -> Bool {
    ["(", "[", "\\{", "\\left(", "\\left[", "\\left\\{"].contains { text.hasPrefix($0) }
  }

  /// Whether the text of a form at least as strong as a prefix begins with a bracket; found on the
  /// tree, since printing it to look would double the work at each level.
  static func beginsWithBracket(_ f: Formula) -> Bool {
    switch f {
    case .tuple, .interval, .set: true
    case .power(.symbol, _), .transpose(.symbol): strength(f.parts[0]) < .base
    case .power(let a, _), .transpose(let a): strength(a) < .base || beginsWithBracket(a)
    case .component(let a, _):
      switch a {
      case .application: beginsWithBracket(a)
      case .matrix: false
      default: true
      }
    case .evaluated(let a, _):
      derivativeIsFraction(a) ? false : strength(a) < .base || beginsWithBracket(a)
    case .composition(let a, _): strength(a) < .factor || beginsWithBracket(a)
    case .application(.composition, _): true
    case .application(.symbol, _): false
    case .application(let head, _): beginsWithBracket(head)
    default: false
    }
  }

  /// Whether the text ends in an operand without brackets, which would swallow what follows.
  static func endsOpen(_ f: Formula) -> Bool {
    switch f {
    case .series, .optimum, .limit, .gradient: true
    case .derivative: !derivativeIsFraction(f)
    case .function(let name, let argument): functionIsBare(name, argument)
    case .product(let factors): factors.last.map(endsOpen) ?? false
    case .hadamard(_, let b): endsOpen(b)
    case .negative(let a): endsOpen(a)
    default: false
    }
  }

  /// Whether it ends in an optimum or a limit, behind which no further term may stand.
  private static func endsWide(_ f: Formula) -> Bool {
    switch f {
    case .optimum, .limit: true
    case .series(_, _, _, let a), .gradient(let a, _), .negative(let a), .hadamard(_, let a):
      endsWide(a)
    case .integral: false
    case .derivative(let a, _, _): !derivativeIsFraction(f) && endsWide(a)
    case .function(let name, let argument): functionIsBare(name, argument) && endsWide(argument)
    case .product(let factors): factors.last.map(endsWide) ?? false
    default: false
    }
  }

  // MARK: powers, compositions, entries

  private static func power(_ base: Formula, _ exponent: Formula) -> String {
    var script = SymbolPrinter.script(exponent)
    if case .symbol(let s) = exponent, s.isLoneSign {
      script = "{\(script)}"  // before what it might add to
    } else if case .symbol = base {  // where a mark would be read in its place
      switch exponent {
      case .tuple: script = "{\(script)}"
      case .symbol(let s)
      where s.style == .roman && s.accents.isEmpty && s.subscripts.isEmpty && s.marks.isEmpty:
        script = "{\(script)}"
      default: break
      }
    }
    return raised(base, script)
  }

  private static func raised(_ base: Formula, _ script: String) -> String {
    if case .symbol(let symbol) = base, strength(base) == .base {
      return SymbolPrinter.text(symbol, raisedTo: script)
    }
    if case .evaluated = base { return bracketed(bare(base)) + "^" + script }
    return text(base, .base) + "^" + script
  }

  private static func composition(_ a: Formula, _ b: Formula) -> String {
    let right =
      switch b {
      case .composition, .application: bracketed(bare(b))
      default: text(b, .factor)
      }
    return text(a, .factor) + " \\circ " + right
  }

  private static func componentBase(_ a: Formula) -> String {
    switch a {
    case .application, .tuple, .matrix: bare(a)
    default: bracketed(bare(a))
    }
  }

  private static func application(_ head: Formula, _ arguments: Arguments) -> String {
    var inner = list(arguments.wanted, .relation)
    let given = arguments.given.isEmpty ? "" : " | " + list(arguments.given, .relation)
    let parameters =
      arguments.parameters.isEmpty ? "" : "; " + list(arguments.parameters, .relation)
    // an information is given something as a whole
    inner += head.isInformation ? parameters + given : given + parameters
    let name: String
    switch head {
    case .composition: name = bracketed(bare(head))
    case .symbol(let symbol): name = SymbolPrinter.text(symbol)
    default: name = text(head, .factor)
    }
    return name + bracketed(inner)
  }

  private static func set(_ entries: [Formula], _ dots: Bool) -> String {
    var texts = entries.map { entry in
      if case .range = entry { text(entry, .relation) } else { text(entry, .sum) }
    }
    if dots { texts = texts.dropLast() + ["\\dots"] + texts.suffix(1) }
    return bracketed(texts.joined(separator: ", "), "\\{", "\\}")
  }

  private static func cases(_ branches: [CaseBranch]) -> String {
    let rows = branches.map {
      "\(text($0.value, .sum)) & \($0.condition.map { text($0, .relation) } ?? "\\text{otherwise}")"
    }
    return "\\begin{cases} \(rows.joined(separator: " \\\\ ")) \\end{cases}"
  }

  private static func matrix(_ rows: [[Formula]]) -> String {
    let lines = rows.map { $0.map { text($0, .sum) }.joined(separator: " & ") }
    return "\\begin{pmatrix} \(lines.joined(separator: " \\\\ ")) \\end{pmatrix}"
  }

  // MARK: functions

  static func functionIsBare(_ name: FunctionName, _ argument: Formula) -> Bool {
    FunctionPrinter.isBare(name, argument)
  }
  private static func function(_ name: FunctionName, _ argument: Formula) -> String {
    if name == .sqrt { return "\\sqrt{\(text(argument, .sum))}" }
    return functionIsBare(name, argument)
      ? FunctionPrinter.name(name) + " " + text(argument, .prefix)
      : FunctionPrinter.called(name, argument)
  }

  static func derivativeIsFraction(_ f: Formula) -> Bool {
    guard case .derivative(let body, let by, let order) = f, order == 1 || canBeRaised(by) else {
      return false
    }
    switch body {
    case .symbol, .application: return true
    default: return false
    }
  }

  /// Whether a power may stand on the letter: it has no superscript yet.
  static func canBeRaised(_ symbol: Symbol) -> Bool { symbol.marks.allSatisfy { $0 == "'" } }

  /// A short index below an operator stands without braces.
  static func below(_ text: String) -> String {
    let isCommand = text.hasPrefix("\\") && Vocabulary.greek.contains(String(text.dropFirst()))
    return text.utf8.count == 1 || isCommand ? "_" + text : "_{\(SymbolPrinter.tight(text))}"
  }
}

extension Formula {
  fileprivate var isInformation: Bool {
    if case .symbol(let s) = self { s.letter == "I" || s.letter == "MI" } else { false }
  }
}

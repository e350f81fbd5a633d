import Exact

/// Functions with and without brackets around their argument.
enum FunctionPrinter {
  static func name(_ f: FunctionName) -> String {
    if Vocabulary.functionCommands.contains(f.rawValue) { return "\\" + f.rawValue }
    return "\\operatorname{\(f == .sigma ? "sigmoid" : f.rawValue)}"
  }

  /// Whether the argument stands without brackets: one factor that does not itself begin with a
  /// bracket.
  static func isBare(_ name: FunctionName, _ argument: Formula) -> Bool {
    guard ![.max, .min, .covariance, .sqrt, .floor, .ceil].contains(name) else { return false }
    switch argument {
    case .tuple, .set, .interval, .composition, .dots, .evaluated: return false
    default:
      return Printer.strength(argument) >= .prefix && !Printer.beginsWithBracket(argument)
    }
  }

  static func called(_ f: FunctionName, _ argument: Formula) -> String {
    if f == .floor || f == .ceil {
      return "\\left\\l\(f.rawValue) \(Printer.text(argument, .sum)) \\right\\r\(f.rawValue)"
    }
    if case .tuple(let entries) = argument {
      return name(f) + Printer.bracketed(Printer.list(entries))
    }
    return name(f) + Printer.bracketed(Printer.text(argument, .relation))
  }
}

/// Operators with something below them.
enum OperatorPrinter {
  static func text(_ f: Formula) -> String {
    switch f {
    case .expectation(let draws, let body): return expectation(draws, body)
    case .divergence(let name, let p, let q):
      return "D_{\\mathrm{\(name.rawValue)}}"
        + Printer.bracketed("\(Printer.enclosed(p)) \\| \(Printer.enclosed(q))")
    case .series(let kind, let index, let range, let body): return series(kind, index, range, body)
    case .integral(let variable, let lower, let upper, let body):
      return integral(variable, lower, upper, body)
    case .derivative(let body, let by, let order): return derivative(f, body, by, order)
    case .gradient(let body, let by):
      return "\\nabla" + (by.map { SymbolPrinter.subscripts([.symbol($0)]) } ?? "") + " "
        + operand(body)
    case .prime(let function, let order, let at):
      guard case .symbol(var symbol) = function else {
        let primes = String(repeating: "'", count: order)
        return "(\(latex(function)))\(primes)(\(latex(at)))"
      }
      symbol.marks += Array(repeating: "'", count: order)
      return SymbolPrinter.text(symbol) + Printer.bracketed(Printer.text(at, .relation))
    case .optimum(let kind, let variables, let set, let body):
      return optimum(kind, variables, set, body)
    case .limit(let variable, let to, let body):
      return "\\lim_{\(SymbolPrinter.text(variable)) \\to \(limitPoint(to))} "
        + Printer.text(body, .hadamard)
    default: return ""
    }
  }

  /// `a`, or `a^+` when it is approached from above.
  private static func limitPoint(_ to: Formula) -> String {
    guard case .bounded(let relation, let point) = to else { return Printer.side(to) }
    let sign = relation == .greater ? "+" : "-"
    if case .symbol(let symbol) = point, !Printer.canBeRaised(symbol) {
      return "{\(SymbolPrinter.text(symbol))}^\(sign)"
    }
    return Printer.text(point, .base) + "^" + sign
  }

  private static func expectation(_ draws: [Draw], _ body: Formula) -> String {
    let below = draws.map(draw).joined(separator: ", ")
    return "\\mathbb{E}" + (draws.isEmpty ? "" : Printer.below(below))
      + Printer.bracketed(Printer.text(body, .relation), "[", "]")
  }

  private static func draw(_ draw: Draw) -> String {
    let names = draw.variables.map { SymbolPrinter.text($0) }.joined(separator: ", ")
    let variables = draw.variables.count > 1 ? "(\(names))" : names
    guard let law = draw.law else { return variables }
    if case .bounded = law, variables.isEmpty { return Printer.text(law, .relation) }
    return (variables.isEmpty ? "" : variables + " \\sim ") + Printer.side(law)
  }

  private static func series(
    _ kind: SeriesKind, _ index: Symbol, _ range: SeriesRange, _ body: Formula
  ) -> String {
    let letter = SymbolPrinter.text(index)
    let below: String
    var above = ""
    switch range {
    case .from(let first, let last):
      below = "\(letter)=\(Printer.side(first))"
      above = "^" + SymbolPrinter.script(last)
    case .over(let set): below = "\(letter) \\in \(Printer.domain(set))"
    case .such(let relation): below = Printer.text(relation, .relation)
    case .all: below = letter
    }
    return (kind == .sum ? "\\sum" : "\\prod") + Printer.below(below) + above + " "
      + Printer.text(body, .hadamard)
  }

  private static func integral(
    _ variable: Symbol, _ lower: Formula?, _ upper: Formula?, _ body: Formula
  ) -> String {
    let below = lower.map { "_" + SymbolPrinter.script($0) } ?? "",
      above = upper.map { "^" + SymbolPrinter.script($0) } ?? ""
    let inner = Printer.text(body, .sum),
      hidden = mentionsDifferential(inner) ? Printer.bracketed(inner) : inner
    return "\\int\(below)\(above) \(hidden) \\, d\(SymbolPrinter.text(variable))"
  }

  /// Whether a letter d stands in the text that is no differential of an inner integral: it could
  /// be taken for one.
  private static func mentionsDifferential(_ text: String) -> Bool {
    let rest = text.replacing("\\, d", with: "")
    guard rest.utf8.contains(UInt8(ascii: "d")) else { return false }
    let source = Source(bytes: Array(rest.utf8))
    let tokens = (try? Lexer.tokens(of: source)) ?? []
    return zip(tokens, tokens.dropFirst()).contains {
      $0.is(.letter, "d") && [.letter, .command, .end, .sign].contains($1.kind)
    }
      || text.contains("\\mathrm{d}")
  }

  private static func derivative(_ f: Formula, _ body: Formula, _ by: Symbol, _ order: Int)
    -> String
  {
    let power = order == 1 ? "" : "^" + SymbolPrinter.script(.number(Rational(order)))
    guard order == 1 || Printer.canBeRaised(by) else {
      return "\\partial\(SymbolPrinter.subscripts([.symbol(by)]))\(power) " + operand(body)
    }
    let below =
      order > 1
      ? SymbolPrinter.text(by, raisedTo: SymbolPrinter.script(.number(Rational(order))))
      : SymbolPrinter.text(by)
    guard Printer.derivativeIsFraction(f) else {
      return "\\frac{\\partial\(power)}{\\partial \(below)} " + operand(body)
    }
    return "\\frac{\\partial\(power) \(Printer.text(body, .product))}{\\partial \(below)}"
  }

  private static func operand(_ body: Formula) -> String {
    let bare = Printer.text(body, .relation)
    if bare.contains("\\big|") { return Printer.bracketed(bare, "[", "]") }
    return Printer.strength(body) >= .prefix ? bare : Printer.bracketed(bare, "[", "]")
  }

  private static func optimum(
    _ kind: OptimumKind, _ variables: [Symbol], _ set: Formula?, _ body: Formula
  ) -> String {
    let names = variables.map { SymbolPrinter.text($0) }.joined(separator: ", ")
    let sign =
      kind == .argmax ? "\\arg\\max" : kind == .argmin ? "\\arg\\min" : "\\" + kind.rawValue
    let below: String
    switch set {
    case nil: below = names
    case .relation?:
      below =
        variables == [set!.firstSymbol].compactMap { $0 } ? latex(set!) : "\(names), \(latex(set!))"
    default: below = "\(names) \\in \(Printer.domain(set!))"
    }
    return "\(sign)\(Printer.below(below)) " + Printer.text(body, .hadamard)
  }
}

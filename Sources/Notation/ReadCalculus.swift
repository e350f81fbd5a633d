import Exact

/// Derivatives, where `d` and `∂` are no letters.
extension Reader {
  /// `\frac{d}{dx}f`, `\frac{\partial^2 f}{\partial x\,\partial y}`, recognised by the first tokens
  /// of both groups; nil for a plain fraction.
  mutating func derivativeFraction() throws -> (Formula, Shape)? {
    guard current.kind == .beginGroup, let end = brackets.closing[at] else { return nil }
    let below = end + 1
    guard token(below).kind == .beginGroup, brackets.closing[below] != nil else { return nil }
    if bracketsSlopes(at), bracketsSlopes(below) { return try determinantOfSlopes() }
    let partial = token(at + 1).isCommand("partial")
    let above = partial ? 1 : differentialSign(at: at + 1)
    let under =
      partial ? (token(below + 1).isCommand("partial") ? 1 : 0) : differentialSign(at: below + 1)
    guard above > 0, under > 0, startsLetter(token(below + 1 + under)) else { return nil }
    let start = at
    advance()
    at += above
    let order = try derivativeOrder()
    var body: Formula?
    if current.kind != .endGroup {
      body = try within(Context(kind: .group)) { try $0.product(.full) }
    }
    try close(.endGroup, from: start)
    let variables = try derivativeVariables(partial)
    let total = variables.reduce(0) { $0 + $1.1 }
    guard total == order else {
      throw error(
        at: start, "a derivative of order \(order) by \(total) variables",
        "let the orders above and below agree")
    }
    let whole: Formula
    if let body { whole = body } else { whole = try operandOfDerivative() }
    let result = variables.reversed().reduce(whole) { .derivative($0, by: $1.0, order: $1.1) }
    guard let body else { return try operatorForm(result) }
    // \frac{df}{dx}(a) is the slope of f at a; where f is a number, the bracket is a factor
    if variables.count == 1, current.is(.open, "("), body.isMadeOfFunctions {
      let places = try arguments()
      let letter = Formula.symbol(variables[0].0)
      let slope = Formula.derivative(
        .application(body, Arguments([letter])), by: variables[0].0, order: order)
      guard places.wanted.count == 1, places.given.isEmpty, places.parameters.isEmpty else {
        throw error(
          at: start, "the slope of a function of one letter at several", "write one place")
      }
      let place = places.wanted[0]
      return try scripts(
        on: place == letter
          ? slope
          : .evaluated(slope, at: [.relation(sides: [letter, place], relations: [.equal])]),
        .closed)
    }
    if case .symbol = body, variables.count == 1, current.is(.open, "(") {
      return try scripts(on: .application(result, try arguments()), .closed)
    }
    return try scripts(on: result, .closed)
  }

  /// Whether a group holds `\partial` and one bracket.
  private func bracketsSlopes(_ group: Int) -> Bool {
    guard token(group + 1).isCommand("partial"), token(group + 2).is(.open, "("),
      let end = brackets.closing[group]
    else { return false }
    return brackets.closing[group + 2] == end - 1
  }

  /// `\frac{\partial(y_1, y_2)}{\partial(x_1, x_2)}`: the determinant of the Jacobian.
  private mutating func determinantOfSlopes() throws -> (Formula, Shape) {
    let start = at
    func listed(_ reader: inout Reader) throws -> [Formula] {
      try reader.braces { inner in
        inner.advance()
        return try inner.bracketedList("\\partial")
      }
    }
    let values = try listed(&self), letters = try listed(&self)
    let variables = letters.compactMap { if case .symbol(let s) = $0 { s } else { nil } }
    guard variables.count == letters.count, values.count == letters.count, values.count > 1 else {
      throw error(
        at: start, "a determinant of slopes of \(values.count) by \(letters.count)",
        "write as many letters below as functions above, two or more")
    }
    for variable in variables { try checkVariable(variable, at: start) }
    let rows = values.map { value in
      variables.map { Formula.derivative(value, by: $0, order: 1) }
    }
    return try scripts(on: .function(.det, .matrix(rows)), .closed)
  }

  private mutating func derivativeOrder() throws -> Int {
    guard take(.sup) else { return 1 }
    let start = at
    guard case .number(let n) = try exponent(), let order = n.int, (1...9).contains(order) else {
      throw error(at: start, "the order of a derivative is no small number", "write 1 to 9")
    }
    return order
  }

  private mutating func derivativeVariables(_ partial: Bool) throws -> [(Symbol, Int)] {
    try braces { reader in
      var list: [(Symbol, Int)] = []
      while reader.current.kind != .endGroup {
        let length =
          partial
          ? (reader.current.isCommand("partial") ? 1 : 0) : reader.differentialSign(at: reader.at)
        guard length > 0, list.count < 9 else {
          throw reader.error(
            "expected the sign of a derivative, found '\(reader.current.name)'",
            "write \\partial before each variable")
        }
        reader.at += length
        list.append(try reader.derivativeVariable())
      }
      return list
    }
  }

  /// `x^2`: the variable and how often; the exponent is the order.
  private mutating func derivativeVariable() throws -> (Symbol, Int) {
    let start = at
    var symbol = try nested { try $0.symbolBody().0 }, above = Superscript()
    try symbolScripts(&symbol, &above)
    try checkVariable(symbol, at: start)
    symbol.marks += Array(repeating: "'", count: above.primes)
    // ∂f/∂x^⊤ is another way to write the Jacobian
    guard let exponent = above.exponent else { return (symbol, 1) }
    guard case .number(let n) = exponent, let order = n.int, (1...9).contains(order) else {
      throw error(at: start, "the order of a derivative is no small number", "write 1 to 9")
    }
    return (symbol, order)
  }

  private mutating func operandOfDerivative() throws -> Formula {
    if current.isSign("-") || current.isSign("+") {
      throw error("a sign behind a derivative", "put brackets around what follows")
    }
    if current.kind == .end || current.kind == .endGroup {
      throw error("a derivative of nothing", "write the function behind it")
    }
    let level = derivativeLevel
    derivativeLevel = contexts.count
    defer { derivativeLevel = level }
    return try product(.derivative)
  }

  /// `\frac{d}{dx} f(x)\big|_{x=0}`: the derivative is taken first.
  private mutating func operatorForm(_ formula: Formula) throws -> (Formula, Shape) {
    evaluationBar ? try scripts(on: formula, .closed) : (formula, .prefix)
  }

  /// `\partial_x f`, `\partial_x^2 f`
  mutating func partial() throws -> (Formula, Shape) {
    let start = at
    advance()
    let (variable, order) = try operatorScripts()
    guard let variable else {
      if order == 1, current.kind != .end, let derivative = try slashedDerivative() {
        return derivative
      }
      throw error(
        at: start, "\\partial without its variable",
        "write \\partial_x or \\frac{\\partial f}{\\partial x}")
    }
    try checkVariable(variable, at: start)
    return try operatorForm(.derivative(try operandOfDerivative(), by: variable, order: order))
  }

  /// `\partial f / \partial x`
  private mutating func slashedDerivative() throws -> (Formula, Shape)? {
    let body = try operandOfDerivative()
    guard take(sign: "/"), current.isCommand("partial") else { return nil }
    advance()
    let (variable, order) = try derivativeVariable()
    guard order == 1 else { return nil }
    return try scripts(on: .derivative(body, by: variable, order: 1), .closed)
  }

  /// `dx/dz`, `df(z)/dz`, as in a line of text; in the book a slope is a fraction.
  mutating func slopeInLine() throws -> (Formula, Shape)? {
    guard !strict, !options.plain, slopeInLineHere else { return nil }
    at += differentialSign(at: at)
    let start = at
    var symbol = try nested { try $0.symbolBody().0 }, above = Superscript()
    try symbolScripts(&symbol, &above)
    symbol.marks += Array(repeating: "'", count: above.primes)
    guard above.exponent == nil, !above.transposed else {
      throw error(at: start, "a power in a derivative", "write \\frac{d}{dx} before it")
    }
    let body: Formula =
      current.is(.open, "(") ? .application(.symbol(symbol), try arguments()) : .symbol(symbol)
    advance()  // the slash
    at += differentialSign(at: at)
    let (variable, order) = try derivativeVariable()
    guard order == 1 else {
      throw error(at: start, "a derivative of another order", "write it as a fraction")
    }
    return try scripts(on: .derivative(body, by: variable, order: 1), .closed)
  }

  /// A sign of a differential, a letter with what stands on it, a slash, and the same again.
  private var slopeInLineHere: Bool {
    let above = differentialSign(at: at)
    guard above > 0, startsLetter(token(at + above)), var i = endOfLetter(at: at + above) else {
      return false
    }
    if token(i).is(.open, "("), let closing = brackets.closing[i] { i = closing + 1 }
    guard token(i).isSign("/") else { return false }
    let below = differentialSign(at: i + 1)
    return below > 0 && startsLetter(token(i + 1 + below))
  }

  /// `\nabla_x f`, `\nabla f`; `\nabla^2` is the gradient of the gradient.
  mutating func gradient() throws -> (Formula, Shape) {
    advance()
    let (variable, order) = try operatorScripts()
    guard order <= 2 else { throw error("a third gradient", "write \\nabla or \\nabla^2") }
    if current.isCommand("cdot"), order == 1 {
      advance()
      return try operatorForm(.function(.tr, .gradient(try operandOfDerivative(), by: variable)))
    }
    let inner = Formula.gradient(try operandOfDerivative(), by: variable)
    return try operatorForm(order == 2 ? .gradient(inner, by: variable) : inner)
  }

  private mutating func operatorScripts() throws -> (Symbol?, Int) {
    var variable: Symbol?, order: Int?
    while current.kind == .sub && variable == nil || current.kind == .sup && order == nil {
      let start = at
      if current.kind == .sup {
        order = try derivativeOrder()
        continue
      }
      advance()
      let list = try subscripts()
      guard list.count == 1, case .symbol(let symbol) = list[0] else {
        throw error(
          at: start, "a derivative by several variables at once", "write one letter below")
      }
      variable = symbol
    }
    return (variable, order ?? 1)
  }
}

extension Formula {
  /// f^* in `(f^*)'(x)`, and what can be nothing but a function.
  var mayHaveSlope: Bool {
    if case .symbol(let s) = self { !s.marks.isEmpty } else { isMadeOfFunctions }
  }
  /// f ∘ g, f^{-1}, f': what can be nothing but a function where a bracket stands behind its slope.
  var isMadeOfFunctions: Bool {
    switch self {
    case .composition: true
    case .power(.symbol, .number(-1)), .power(.symbol, .negative(.number(1))): true
    case .symbol(let s): s.marks.last == "'"
    default: false
    }
  }
}

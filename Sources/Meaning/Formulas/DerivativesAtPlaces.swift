import Exact
import Expressions
import Notation
import Probability

// The derivative of a function at a place that is written behind it: \frac{df}{dx}(a).

extension Context {
  /// `\frac{\partial f}{\partial x}(a, b)`; nil where f is no function, and the bracket a factor.
  func derivative(
    of f: Symbol, by letter: Symbol, _ order: Int, at arguments: Arguments
  ) throws -> Denotation? {
    guard arguments.given.isEmpty, arguments.parameters.isEmpty,
      let function = try differentiated(f)
    else { return nil }
    if isMeasure(letter) {
      throw MeaningError(
        "\(name(letter)) is a law; of two laws write the ratio of their densities, "
          + "\(latex(.symbol(f)))(x)/\(latex(.symbol(letter)))(x)")
    }
    let whole = Formula.application(.symbol(f), arguments)
    // \frac{\partial f}{\partial\theta}(x) of f(x) = \theta x
    if function.holds(letter) { return try derivative(whole, by: letter, order: order) }
    let places = try arguments.wanted.map { try meant($0) }
    let free = try places.map { place in try flattened(place).map { _ in fresh.next("x") } }
    let chosen = try function.place(of: letter, in: arguments, latex(whole))
    let values = try zip(free.joined(), places.flatMap { try flattened($0) })
    let put = Dictionary(uniqueKeysWithValues: values.map { ($0, $1) })
    let handed = zip(free, places).map { variables, place -> Denotation in
      if case .scalar = place { return .scalar(.variable(variables[0])) }
      return .vector(variables.map { .variable($0) })
    }
    func slopes(_ e: Expression) throws -> [Expression] {
      try free[chosen].map { try slope(of: e, by: $0, order: order, at: put) }
    }
    switch (try function.value(at: handed, in: self), places[chosen]) {
    case (.scalar(let e), .scalar): return .scalar(try slopes(e)[0])
    case (.vector(let v), .scalar): return .vector(try v.map { try slopes($0)[0] })
    case (.scalar(let e), _): return .matrix([try slopes(e)])
    case (.vector(let v), _): return .matrix(try v.map(slopes))
    case (let other, _):
      throw MeaningError("\(latex(whole)) is \(other.kind); it has no derivative")
    }
  }

  /// `\nabla_x f(2)` is the slope of f at 2: nobody asks how the number f(2) changes. Of
  /// `\nabla_x \log f(2)` it is not said which function is meant.
  func derivativeAtNumbers(_ body: Formula, by letter: Symbol, _ order: Int) throws -> Denotation? {
    guard let (f, arguments) = try valueAtNumbers(in: body, without: letter) else { return nil }
    guard body == .application(.symbol(f), arguments) else {
      throw MeaningError(
        "\(latex(body)) is a number, and does not change with \(name(letter)); write the derivative "
          + "at a letter and then its value, \\big|_{\(latex(.symbol(letter))) = …}")
    }
    return try derivative(of: f, by: letter, order, at: arguments)
  }

  /// f(2) in a formula that does not hold the letter.
  private func valueAtNumbers(
    in body: Formula, without letter: Symbol
  ) throws -> (Symbol, Arguments)? {
    var found: [(Symbol, Arguments)] = []
    body.visit { part in
      guard case .application(.symbol(let f), let arguments) = part, !arguments.wanted.isEmpty,
        arguments.wanted.allSatisfy(\.isWrittenNumber)
      else { return }
      found.append((f, arguments))
    }
    guard !found.isEmpty, !body.freeFamilies.contains(Name.family(letter)) else { return nil }
    return try found.first { f, _ in try differentiated(f).map { !$0.holds(letter) } ?? false }
  }

  private func differentiated(_ f: Symbol) throws -> Differentiated? {
    if let function = try builtInFunction(f) { return .function(function) }
    guard isBound(f) else { return nil }
    switch try meaning(of: f) {
    case .function(let function): return .function(function)
    case .law(let law): return .density(law)
    case .letter:
      throw MeaningError(
        "a derivative of the joint law \(name(f)) at a place; write it of its density, "
          + "\\frac{\\partial}{\\partial x} \(latex(.symbol(f)))(x)")
    default: return nil
    }
  }
}

/// What is differentiated: a function, or the density of a law.
private enum Differentiated {
  case function(Denotation.Function)
  case density(Law)

  /// Whether the letter is one of those that stay when the function is applied: θ of f(x) = θx.
  func holds(_ letter: Symbol) -> Bool {
    guard case .function(.formula(let parameters, let body, _)) = self else { return false }
    return !parameters.contains(letter) && body.allSymbols.contains(letter)
  }

  /// Which argument the letter stands for: the only one, the one that is called so, or the one at
  /// whose place the letter stands.
  func place(of letter: Symbol, in arguments: Arguments, _ whole: String) throws -> Int {
    if arguments.wanted.count == 1 { return 0 }
    if case .function(.formula(let parameters, _, _)) = self,
      parameters.count == arguments.wanted.count, let k = parameters.firstIndex(of: letter)
    {
      return k
    }
    if let k = arguments.wanted.firstIndex(of: .symbol(letter)) { return k }
    throw MeaningError(
      "which argument of \(whole) is \(Name.text(letter)) is not said; "
        + "call it so where the function is bound")
  }

  func value(at place: [Denotation], in context: Context) throws -> Denotation {
    switch self {
    case .function(let f): return try context.apply(f, place)
    case .density(let law):
      let point = try place.flatMap { try context.flattened($0) }
      return .scalar(try law.density(at: point, values: context.valuation))
    }
  }
}

extension Formula {
  /// A numeral, with a sign or as a fraction.
  fileprivate var isWrittenNumber: Bool {
    switch self {
    case .number: true
    case .negative(let a): a.isWrittenNumber
    case .quotient(let a, let b): a.isWrittenNumber && b.isWrittenNumber
    default: false
    }
  }
}

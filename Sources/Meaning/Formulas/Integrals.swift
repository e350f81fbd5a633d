import Exact
import Expressions
import Notation
import Probability

// Integrals: between bounds, or by the toy's reference measure.

extension Context {
  /// ∫ body over the variable: between its bounds, or by the toy's reference measure (counting on
  /// atoms, length on the line).
  func integral(_ variable: Symbol, _ lower: Formula?, _ upper: Formula?, _ body: Formula) throws
    -> Denotation
  {
    let name = spelling(variable)
    try checkMeasure(variable, lower, upper, body)
    if lower == nil && upper == nil || isOverAll(variable, lower, upper, body) {
      if let members = try slice(variable), let first = members.first {  // dx_{1:T}
        let rest = members.dropFirst().reversed().reduce(body) {
          .integral(variable: $1, lower: nil, upper: nil, $0)
        }
        return try integral(first, nil, nil, rest)
      }
      if let atoms = try? everything(variable, body), !atoms.isEmpty {
        let terms = try atoms.map {
          try letting(name, be: $0, space: spaceNamed(name), in: body).denotation(body)
        }
        return try terms.dropFirst().reduce(terms[0]) { try $0 + $1 }
      }
      if let n = size(of: variable), n > 1 { return try integral(variable, over: n, body) }
    }
    let v = fresh.next(name)
    let value = try letting(name, be: .scalar(.variable(v)), space: spaceNamed(name), in: body)
      .scalar(body)
    let (a, b) = (
      try lower.map { try scalar($0) } ?? -.infinity, try upper.map { try scalar($0) } ?? .infinity
    )
    return .scalar(.integral(variable: v, lower: a, upper: b, body: value))
  }

  /// `\int f\,dP` of a law P is no integral over a letter; nor, by all likelihood, `\int f\,d\mu`
  /// of a letter that nothing binds and f does not hold.
  private func checkMeasure(
    _ variable: Symbol, _ lower: Formula?, _ upper: Formula?, _ body: Formula
  ) throws {
    let isLaw = isMeasure(variable)
    let isFree = lower == nil && upper == nil && !isBound(variable) && variable.isCalledAsMeasures
    guard isLaw || isFree,
      !body.allSymbols.contains(where: { Name.family($0) == Name.family(variable) })
    else { return }
    let letter = latex(.symbol(variable))
    throw MeaningError(
      isLaw
        ? "\(name(variable)) is a law: write \\mathbb{E}_{x \\sim \(letter)}[…]"
        : "nothing under \\int … d\(letter) changes with \(name(variable)); if it is a measure, bind "
          + "it as a law")
  }

  /// Whether what is written as the whole line is all that the variable can be: a point, or what a
  /// finite law in the body is taken at. Elsewhere it is the line, whatever the toy lists.
  private func isOverAll(
    _ variable: Symbol, _ lower: Formula?, _ upper: Formula?, _ body: Formula
  ) -> Bool {
    guard lower == .negative(.infinity), upper == .infinity else { return false }
    if let n = size(of: variable), n > 1 { return true }
    var isFinite = false
    body.visit { part in
      guard case .application(let head, let arguments) = part, isDensity(part),
        arguments.wanted.contains(.symbol(variable))
      else { return }
      let law = try? lawOf(.application(head, arguments), densitiesToo: true)
      isFinite = isFinite || law?.isFinite == true
    }
    return isFinite
  }

  /// How many coordinates a variable of integration has.
  func size(of variable: Symbol) -> Int? {
    let name = name(variable)
    if let n = toy.vectors[name] { return n }
    for letter in toy.factors.keys.sorted() {
      if let n = (try? model(letter))?.dimensions[name] { return n }
    }
    return coordinatesIfBound(name)?.count
  }

  /// An integral over all of a space of n dimensions.
  func integral(_ variable: Symbol, over n: Int, _ body: Formula) throws -> Denotation {
    let name = spelling(variable), free = (1...n).map { fresh.next("\(name)_\($0)") }
    let point = Denotation.vector(free.map { .variable($0) })
    let value = try letting(name, be: point, space: spaceNamed(name), in: body).scalar(body)
    return .scalar(
      free.reversed().reduce(value) {
        .integral(variable: $1, lower: -.infinity, upper: .infinity, body: $0)
      })
  }
}

extension Symbol {
  /// Whether it is a letter by which measures go.
  fileprivate var isCalledAsMeasures: Bool {
    ["mu", "nu", "lambda", "gamma", "rho", "pi"].contains(letter)
      || letter.first?.isUppercase ?? false
  }
}

import Notation

/// What is taken of laws and random variables and has a meaning where nothing binds its name: the
/// entropy H or h, the information I, and the moments Var, 𝕍, sd, Cov, Corr.
package enum Functional: Sendable {
  case entropy, information, variance, deviation, covariance, correlation

  package init?(_ formula: Formula) {
    guard case .application(.symbol(let name), let arguments) = formula else { return nil }
    self.init(name, arguments)
  }

  init?(_ name: Symbol, _ arguments: Arguments) {
    guard name.accents.isEmpty, name.marks.isEmpty else { return nil }
    let wanted = arguments.wanted.count, parameters = arguments.parameters.count
    switch name.letter {
    case "H" where parameters == 0: self = .entropy
    case "h" where parameters == 0 && name.subscripts.isEmpty: self = .entropy
    case "I", "MI":
      guard parameters >= 1 || wanted == 2 else { return nil }
      self = .information
    case "Var" where arguments.given.isEmpty: self = .variance
    case "V" where name.style == .blackboard && arguments.given.isEmpty: self = .variance
    case "sd", "SD", "std", "Std":
      guard name.style == .roman, arguments.given.isEmpty, arguments.all.count == 1 else {
        return nil
      }
      self = .deviation
    case "Cov" where arguments.all.count == 2: self = .covariance
    case "Corr" where arguments.all.count == 2: self = .correlation
    default: return nil
    }
  }

  /// Whether `left = right` says what a function of that name is at a number, `h(x) = \tanh x`, and
  /// not what is taken of a law or a random variable.
  package static func isFunction(_ left: Formula, _ right: Formula) -> Bool {
    guard case .application(_, let arguments) = left else { return false }
    return arguments.all.contains {
      if case .symbol(let s) = $0 { right.holdsPlace(s) } else { false }
    }
  }
}

extension Formula {
  /// Whether the letter stands in it for a number: in f(x) and x², and not where a mean, a sum or
  /// an integral binds it, nor as the p of p(x) or the X of H(X).
  fileprivate func holdsPlace(_ letter: Symbol) -> Bool {
    switch self {
    case .symbol(let s): s == letter
    case .expectation, .divergence: false
    case .series(_, letter, _, _), .integral(letter, _, _, _): false
    case .optimum(_, let letters, _, _) where letters.contains(letter): false
    case .application(_, let arguments):
      Distance.laws(self) == nil && Functional(self) == nil
        && arguments.all.contains { $0.holdsPlace(letter) }
    case .function(.variance, _), .function(.covariance, _), .function(.entropy, _): false
    default: inside.contains { $0.holdsPlace(letter) }
    }
  }
}

import Notation
import Probability

// `\mathbb E_q[f(p/q)]`: laws and functions without their letter, at what is drawn.

extension Context {
  /// The body with p for p(x), w for w(x), at the only letter that is drawn; nil where none stands
  /// for a number in it.
  func taken(_ body: Formula, atDrawsFrom law: Law) -> Formula? {
    let place = Formula.symbol(.drawn)
    let taken = body.replacingNumbers(goesInto) { s in
      isTaken(s, atDrawsFrom: law) ? .application(.symbol(s), Arguments([place])) : nil
    }
    return taken == body ? nil : taken
  }

  /// Whether what stands below is a number as well: in a slope as told beneath, and in f(p/q) of a
  /// function of numbers; what is a law stays one, (p + q)/2 of a functional J((p + q)/2).
  private func goesInto(_ whole: Formula) -> Bool {
    switch whole {
    case .gradient(let body, let by?), .derivative(let body, let by, _):
      differentiates(body, by: by)
    case .application(.symbol(let f), let a):
      takesNumbers(f) && !a.wanted.contains { ((try? lawOf($0)) ?? nil) != nil }
    default: false
    }
  }

  /// Whether a letter is a function that nowhere takes what it is handed for a function.
  private func takesNumbers(_ f: Symbol) -> Bool {
    guard isBound(f), case .function(let function)? = try? meaning(of: f) else { return false }
    guard case .formula(let letters, let body, _) = function else { return true }
    var applies = false
    body.visit { part in
      if case .application(.symbol(let s), _) = part { applies = applies || letters.contains(s) }
    }
    return !applies
  }

  /// Whether \nabla_\theta \log p_\theta is a slope by what a law in it is made of: \nabla_x \log p is
  /// one by the place, which is not drawn yet.
  private func differentiates(_ body: Formula, by letter: Symbol) -> Bool {
    body.allSymbols.contains { s in
      isBound(s) && ((try? lawOf(.symbol(s))) ?? nil) != nil && depends(.symbol(s), on: letter)
    }
  }

  private func isTaken(_ s: Symbol, atDrawsFrom law: Law) -> Bool {
    guard locals[name(s)] == nil, isBound(s) else { return false }
    if let letter = letter(name(s)) {
      return ((try? model(letter)).map { $0.own.count == 1 }) ?? false
    }
    if let other = (try? lawOf(.symbol(s))) ?? nil { return other.dimension == law.dimension }
    switch try? meaning(of: s) {
    case .function(.formula(let letters, _, _))?: return [1, law.dimension].contains(letters.count)
    case .function?: return true
    default: return false
    }
  }
}

extension Symbol {
  /// What an expectation draws, for laws and functions that stand without a letter.
  static let drawn = Symbol("what is drawn")
}

extension Formula {
  /// The letters that stand where a number is reckoned with, replaced; below slopes and in the
  /// arguments of functions where `goesInto` says so.
  fileprivate func replacingNumbers(
    _ goesInto: (Formula) -> Bool, _ f: (Symbol) -> Formula?
  ) -> Formula {
    func r(_ formula: Formula) -> Formula { formula.replacingNumbers(goesInto, f) }
    switch self {
    case .symbol(let s): return f(s) ?? self
    case .sum(let a): return .sum(a.map(r))
    case .product(let a): return .product(a.map(r))
    case .negative(let a): return .negative(r(a))
    case .quotient(let a, let b): return .quotient(r(a), r(b))
    case .power(let a, let b): return .power(r(a), r(b))
    case .absolute(let a): return .absolute(r(a))
    case .norm(let a, let order): return .norm(r(a), order: order)
    case .function(let name, let a) where name.isOfNumber: return .function(name, r(a))
    case .application(let head, var a) where a.given.isEmpty && goesInto(self):
      a.wanted = a.wanted.map(r)
      return .application(head, a)
    case .gradient(let a, let by?) where goesInto(self): return .gradient(r(a), by: by)
    case .derivative(let a, let by, let order) where goesInto(self):
      return .derivative(r(a), by: by, order: order)
    default: return self
    }
  }
}

extension FunctionName {
  /// Whether it is a function of a number.
  fileprivate var isOfNumber: Bool {
    switch self {
    case .det, .tr, .diag, .min, .max, .variance, .covariance, .entropy: false
    default: true
    }
  }
}

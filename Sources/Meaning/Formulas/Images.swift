import Exact
import Expressions
import Notation
import Probability

// `T_\# p`: the law of T(x) where x is drawn from p, and its density.

extension Context {
  /// `T_\# p`, the law of T(x) where x is drawn from p; nil for anything else, and for its density
  /// T_\# p(y) where `densitiesToo` is not said.
  func image(_ formula: Formula, _ densitiesToo: Bool = true) throws -> Law? {
    guard let (map, law) = formula.pushed, densitiesToo || placeOfDensity(law) == nil else {
      return nil
    }
    guard let base = try lawOf(law, densitiesToo: true) else {
      throw MeaningError("\(latex(law)) is no law that \(latex(.symbol(map))) could push forward")
    }
    return try pushforward(map, base)
  }

  /// `T_\# p(y)` and `(T_\# p)(y)`: the density of T(x) at y.
  func densityOfImage(_ formula: Formula) throws -> Expression? {
    if case .application(let whole, let place) = formula, whole.pushed != nil,
      place.given.isEmpty, place.parameters.isEmpty, let law = try image(whole)
    {
      return try law.density(
        at: try place.wanted.flatMap { try coordinates($0) }, values: valuation)
    }
    // (T_\# p)(y) is read as a product of three
    if case .product(let factors) = formula, factors.count == 3,
      let law = try image(.product(Array(factors.prefix(2))), false)
    {
      return try law.density(at: try coordinates(factors[2]), values: valuation)
    }
    guard let (_, density) = formula.pushed, let place = placeOfDensity(density),
      let law = try image(formula)
    else { return nil }
    return try law.density(at: try place.flatMap { try coordinates($0) }, values: valuation)
  }

  /// The y of p(y), where p is a law by itself; of a joint law p(y) says which marginal is meant.
  private func placeOfDensity(_ formula: Formula) -> [Formula]? {
    guard case .application(.symbol(let s), let place) = formula, letter(name(s)) == nil,
      !isBuiltInLaw(s), place.given.isEmpty, place.parameters.isEmpty, isDensity(formula)
    else { return nil }
    return place.wanted
  }

  func pushforward(_ map: Symbol, _ base: Law) throws -> Law {
    guard case .function(let f) = try meaning(of: map) else {
      throw MeaningError("\(name(map)) is no map")
    }
    if base.isFinite, let atoms = try base.atoms(at: valuation) {
      return try Law.finite(
        try atoms.map { (try flattened(apply(f, $0.point.map { .scalar($0) })), $0.weight) },
        at: valuation)
    }
    let variables = (0..<base.dimension).map { _ in fresh.next("z") }
    let image = try flattened(apply(f, variables.map { .scalar(.variable($0)) }))
    return try base.pushforward(variables: variables, map: image, at: valuation)
  }
}

extension Formula {
  /// The map and the law of `T_\# p` and `T_\#(p)`.
  fileprivate var pushed: (map: Symbol, law: Formula)? {
    switch self {
    case .product(let factors) where factors.count == 2:
      if case .symbol(let s) = factors[0], let map = s.pushing { return (map, factors[1]) }
    case .application(.symbol(let s), let a) where a.all.count == 1 && a.wanted.count == 1:
      if let map = s.pushing { return (map, a.wanted[0]) }
    default: break
    }
    return nil
  }

  /// The `T_\#` of a product.
  var isPushing: Bool { if case .symbol(let s) = self { s.pushing != nil } else { false } }
}

extension Symbol {
  /// T of `T_\#`; nil for any other letter.
  var pushing: Symbol? {
    guard subscripts.last == .symbol(Symbol("#")) else { return nil }
    var map = self
    map.subscripts.removeLast()
    return map
  }
}

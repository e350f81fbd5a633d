import Expressions
import Notation

// What the toy makes of a letter goes with the letter: of `y = x^2` the y under \mathbb E_x, of
// `p_\theta = Normal(theta, v)` the law in m(θ′).

extension Context {
  /// Binds a letter in a formula; what the toy makes of the letter there is made anew.
  func letting(
    _ name: String, be meaning: Denotation, space: String? = nil, in body: Formula
  ) -> Context {
    var inner = binding(name, to: meaning, space: space)
    inner.follow(name, meaning, in: [body])
    return inner
  }

  /// Gives a letter of the toy the value it is bound to, where the formulas hold something that the
  /// toy makes of it; nil: any formula may.
  mutating func follow(_ name: String, _ meaning: Denotation, in formulas: [Formula]? = nil) {
    let family = Name.family(Symbol(named: name))
    guard let made = toy.made[family], !isAlready(name, meaning) else { return }
    if let formulas,
      made.isDisjoint(with: toy.families(neededBy: formulas, definitions: definitions))
    {
      return
    }
    switch meaning {
    case .scalar: put(name, meaning)
    case .vector(let v):
      put(name, meaning)
      for (coordinate, e) in zip(LetterModel.coordinates(of: name, v.count), v) {
        values[coordinate.name] = .scalar(e)
      }
    default: break
    }
  }

  /// Whether the toy's letter has this value as it is.
  private func isAlready(_ name: String, _ meaning: Denotation) -> Bool {
    switch (meaning, values[name]) {
    case (.scalar(let a), .scalar(let b)?): a == b
    case (.vector(let a), .vector(let b)?): a == b
    default: false
    }
  }
}

extension Toy {
  /// Of each family of letters the families that the statements make of it, one after the other.
  static func made(by statements: [Statement]) -> [String: Set<String>] {
    var made: [String: Set<String>] = [:]
    for statement in statements {
      for family in statement.makingFamilies {
        made[family, default: []].insert(Name.family(statement.symbol))
      }
    }
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for (family, own) in made {
        let all = own.reduce(into: own) { $0.formUnion(made[$1] ?? []) }
        if all.count > own.count { (made[family], isGrowing) = (all, true) }
      }
    }
    return made
  }
}

extension Statement {
  /// The families of the letters of which the statement makes what it binds: not its own
  /// parameters, what its law is given, and the indices of its `for`.
  fileprivate var makingFamilies: Set<String> {
    let own: [Symbol], formulas: [Formula]
    switch kind {
    case .parameter, .simplex, .vector: (own, formulas) = ([], [])
    case .value(let f): (own, formulas) = ([], [f])
    case .function(let letters, let f): (own, formulas) = (letters, [f])
    case .table(let rows): (own, formulas) = ([], rows.map(\.value))
    case .law(.density(let letters, let f)): (own, formulas) = (letters, [f])
    case .law(let law), .random(let law): (own, formulas) = ([], law.formulas)
    case .factor(let wanted, let given, let law):
      (own, formulas) = (wanted + given + parameters, law.formulas)
    }
    return formulas.reduce(into: Set<String>()) { $0.formUnion($1.freeFamilies) }
      .subtracting(own.map(Name.family)).subtracting(indices.keys)
  }
}

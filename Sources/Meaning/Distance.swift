import Notation

/// The distances between two laws that have a meaning where nothing binds their names.
package enum Distance: Hashable, Sendable {
  case totalVariation, wasserstein1, wasserstein2, kullbackLeibler, jensenShannon, chiSquare
  /// No distance but taken of two laws all the same: −E_p log q, ∫√(pq), log E_p p/q.
  case crossEntropy, bhattacharyya, renyi2
  /// D_f, by a function f that the toy or the text binds; also D_g and D_{f_3}.
  case byFunction(Symbol)

  /// Every name they go by, upright or not: `\mathrm{TV}` and `D_{TV}`.
  private static let names: [String: Distance] = [
    "TV": .totalVariation, "D_TV": .totalVariation, "d_TV": .totalVariation,
    "delta_TV": .totalVariation,
    "W_1": .wasserstein1, "W": .wasserstein1, "D_W": .wasserstein1, "EMD": .wasserstein1,
    "D_EMD": .wasserstein1, "W_2": .wasserstein2,
    "KL": .kullbackLeibler, "D_KL": .kullbackLeibler, "d_KL": .kullbackLeibler,
    "KLD": .kullbackLeibler, "TVD": .totalVariation,
    "JS": .jensenShannon, "d_JS": .jensenShannon, "d_JSD": .jensenShannon,
    "D_JS": .jensenShannon, "JSD": .jensenShannon, "D_JSD": .jensenShannon,
    "chi^2": .chiSquare, "D_chi^2": .chiSquare,
    "CE": .crossEntropy, "BC": .bhattacharyya, "D_2": .renyi2,
  ]

  package init?(_ name: Symbol) {
    var plain = name
    plain.style = .italic
    if let distance = Self.names[Name.text(plain)] {
      self = distance
    } else if let function = plain.functionOfDivergence {
      self = .byFunction(function)
    } else {
      return nil
    }
  }

  package var isByFunction: Bool { if case .byFunction = self { true } else { false } }

  /// The two laws between which a formula is a distance by its name, whatever a toy binds; nil for
  /// any other formula.
  package static func laws(_ formula: Formula) -> (Distance, Formula, Formula)? {
    switch formula {
    case .divergence(.kl, let p, let q): return (.kullbackLeibler, p, q)
    case .divergence(.js, let p, let q): return (.jensenShannon, p, q)
    case .application(.symbol(let name), let arguments):
      guard arguments.all.count == 2, let distance = Distance(name) else { return nil }
      return (distance, arguments.all[0], arguments.all[1])
    case .application(.power(.symbol(let chi), .number(2)), let arguments)
    where arguments.all.count == 2 && chi == Symbol("chi"):
      return (.chiSquare, arguments.all[0], arguments.all[1])
    default: return nil
    }
  }

  /// Whether `left = right` says of a distance by its name what it is between numbers: the right
  /// side reckons with one of the two letters, as in `KL(m, s) = m^2/2 + …`, and not with what it
  /// gives to a point.
  package static func isOfNumbers(_ left: Formula, _ right: Formula) -> Bool {
    guard let (_, p, q) = laws(left) else { return false }
    return [p, q].contains { if case .symbol(let s) = $0 { right.reckons(with: s) } else { false } }
  }
}

extension Symbol {
  /// The f of D_f: a letter by which functions go.
  fileprivate var functionOfDivergence: Symbol? {
    guard letter == "D", accents.isEmpty, marks.isEmpty, subscripts.count == 1,
      case .symbol(let f) = subscripts[0], ["f", "g", "h", "phi", "varphi", "psi"].contains(f.letter)
    else { return nil }
    return f
  }
}

extension Formula {
  /// Whether the letter stands in sums, products, powers and functions of a number alone.
  fileprivate func reckons(with letter: Symbol) -> Bool {
    switch self {
    case .symbol(let s): s == letter
    case .sum, .negative, .product, .quotient, .power: parts.contains { $0.reckons(with: letter) }
    case .function(let f, let a):
      ![.variance, .covariance, .entropy].contains(f) && a.reckons(with: letter)
    default: false
    }
  }
}

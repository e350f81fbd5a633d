import Meaning
import Notation

// How far what was judged goes, where the toy says that and the notes do not.

extension EquationAuditor {
  /// Over what an optimum without a set was taken.
  func ranges(ofOptimaIn chain: Equation.Chain, _ trials: [Trial]) -> [String] {
    var letters: [Symbol] = []
    for side in chain.sides {
      side.visit { part in
        guard case .optimum(_, let own, nil, _) = part else { return }
        letters += own.filter { !letters.contains($0) }
      }
    }
    return letters.flatMap { letter -> [String] in
      let name = Name.text(letter)
      let domains = toys.compactMap { toy -> String? in
        guard trials.contains(where: { $0.toy == toy.name && $0.wasJudged }),
          toy.draws(name) || toy.lists(name)
        else { return nil }
        return toy.parameters.first { $0.name == name }.map {
          "\(Self.shown($0.domain)) on \(toy.name)"
        }
      }
      guard !domains.isEmpty else { return [] }
      return [
        "below the optimum $\(latex(.symbol(letter)))$ is all that the toy lets it be: "
          + domains.joined(separator: "; ")
      ]
    }
  }

  /// The domain of a letter, its formulas between dollars.
  private static func shown(_ domain: String) -> String {
    let plain = domain.replacing(", drawn", with: "")
    if plain.hasPrefix("one of ") { return "one of $\(plain.dropFirst("one of ".count))$" }
    return plain.hasPrefix("[") || plain.hasPrefix("(") ? "$\(plain)$" : plain
  }

  /// Which of two habits a law by its name follows.
  func readings(ofLawsIn chain: Equation.Chain) -> [String] {
    let habits = [
      "Exp": "the rate, its mean is 1 over it", "Exponential": "the rate, its mean is 1 over it",
      "Gamma": "shape and rate, its mean is their quotient",
    ]
    var words: [String] = []
    for side in chain.sides {
      side.visit { part in
        guard case .application(.symbol(let s), _) = part, s.style == .roman,
          let habit = habits[s.letter]
        else { return }
        let said = "$\(latex(.symbol(s)))$ is taken of \(habit)"
        if !words.contains(said) { words.append(said) }
      }
    }
    return words
  }

  /// Of what an inequality that holds was tried only at values which the toys list.
  func listed(in result: Result, _ makers: [TrialMaker]) -> [String] {
    let bounds = result.chain.relations.indices.filter {
      result.chain.relations[$0].isInequality && result.findings[$0].verdict == .holds
    }
    guard !bounds.isEmpty else { return [] }
    let sides = bounds.flatMap { [result.chain.sides[$0], result.chain.sides[$0 + 1]] }
    let letters = Set(sides.flatMap(\.names)).filter { $0.arity == nil }.map(\.symbol)
    let indices = Set(
      sides.flatMap(\.names).flatMap(\.symbol.subscripts).flatMap(\.names).map(\.symbol))
    // the x of p(x) and f(x) is a place, of which there may be no others
    var places: Set<Symbol> = []
    for side in sides {
      side.visit { part in
        guard case .application(_, let a) = part else { return }
        for case .symbol(let s) in a.wanted + a.given + a.parameters { places.insert(s) }
      }
    }
    var seen: Set<String> = []
    return Set(letters).subtracting(places).sorted().compactMap { letter -> String? in
      let name = Name.text(letter)
      guard !indices.contains(letter), seen.insert(name).inserted,
        let toy = makers.map(\.setting.toy).first(where: { $0.lists(name) }),
        toy.outcomes.isEmpty, let domain = toy.parameters.first(where: { $0.name == name })?.domain,
        domain.hasPrefix("one of ")
      else { return nil }
      return "of $\(latex(.symbol(letter)))$ only what the toy \(toy.name) lists is tried: "
        + "$\(domain.dropFirst("one of ".count))$"
    }
  }
}

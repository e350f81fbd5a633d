import Evidence
import Expressions
import Meaning
import Notation

/// A definition of a name that has a meaning where nothing binds it: σ, Φ, φ, Γ.
///
/// What agrees with that meaning, or is one edit away from it, is compared with it; anything else
/// is another thing of the same name, σ(t) of a schedule, and defines it.
struct OwnMeaning {
  /// What it is compared on: the usual range of the argument, or, where that does not bind all its
  /// letters, the toys of the sheet; none where the notes mean something else by the name.
  let toys: [Toy]

  private static let ranges = [
    "sigma": "[-4, 4]", "Phi": "[-3, 3]", "varphi": "[-3, 3]", "erfc": "[-3, 3]",
    "Gamma": "{2, 3, 4, 5}",
  ]

  /// nil where the name has no meaning of its own, or is taken of something other than a letter.
  init?(_ chain: Equation.Chain, _ sheet: [Toy]) {
    guard case .application(.symbol(let name), let arguments) = chain.sides[0],
      name == Symbol(name.letter), let range = Self.ranges[name.letter],
      arguments.count == 1, case .symbol(let letter)? = arguments.wanted.first,
      let usual = try? Toy.read("\(Name.text(letter)) in \(range)", name: "usual-\(name.letter)")
    else { return nil }
    toys = WorkBudget.$current.withValue(WorkBudget(Self.work)) {
      [[usual], sheet].first { Self.isMeant(chain, on: $0) } ?? []
    }
  }

  /// Steps of work for the comparison; what needs more is taken for a definition.
  private static let work = 2_000_000

  private static func isMeant(_ chain: Equation.Chain, on toys: [Toy]) -> Bool {
    let makers = toys.compactMap { try? TrialMaker($0, Definitions(), for: chain.sides) }
    let trials = makers.map { $0.run(chain, judged: chain.relations.map { _ in true }) }
    let findings = chain.relations.indices.map { Finding(step: $0, of: trials) }
    guard findings.allSatisfy({ [.holds, .wrong, .conditional].contains($0.verdict) }) else {
      return false
    }
    if findings[0].verdict == .holds { return true }
    let able = zip(makers, trials).filter { !$1.isUnbound(0) }.map(\.0)
    return VariantSearch(chain: chain, step: 0, fixed: chain.sides[0], makers: able).run() != nil
  }
}

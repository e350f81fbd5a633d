import Evidence
import Expressions
import Meaning
import Notation

/// A definition of a name that has a meaning where nothing binds it: σ, Φ, φ, Γ.
///
/// What agrees with that meaning, or is one edit away from it, is compared with it; anything else
/// is another thing of the same name, σ(t) of a schedule, and defines it.
struct OwnMeaning {
  /// The usual range of the argument, as a toy.
  let toy: Toy
  /// Whether the notes mean something else by the name.
  let isAnother: Bool

  private static let ranges = [
    "sigma": "[-4, 4]", "Phi": "[-3, 3]", "varphi": "[-3, 3]", "erfc": "[-3, 3]",
    "Gamma": "{1/2, 1, 3/2, 2, 5/2, 3, 4, 5}",
  ]

  /// nil where the name has no meaning of its own, or is taken of something other than a letter.
  init?(_ chain: Equation.Chain) {
    guard case .application(.symbol(let name), let arguments) = chain.sides[0],
      name == Symbol(name.letter), let range = Self.ranges[name.letter],
      arguments.count == 1, case .symbol(let letter)? = arguments.wanted.first,
      let toy = try? Toy.read("\(Name.text(letter)) in \(range)", name: "usual-\(name.letter)"),
      let maker = try? TrialMaker(toy, Definitions(), for: chain.sides)
    else { return nil }
    self.toy = toy
    isAnother = WorkBudget.$current.withValue(WorkBudget(Self.work)) {
      Self.meansAnother(chain, maker)
    }
  }

  /// Steps of work for the comparison; what needs more is taken for a definition.
  private static let work = 2_000_000

  private static func meansAnother(_ chain: Equation.Chain, _ maker: TrialMaker) -> Bool {
    let trial = maker.run(chain, judged: chain.relations.map { _ in true })
    let findings = chain.relations.indices.map { Finding(step: $0, of: [trial]) }
    guard findings.allSatisfy({ [.holds, .wrong, .conditional].contains($0.verdict) }) else {
      return true
    }
    if findings[0].verdict == .holds { return false }
    return VariantSearch(chain: chain, step: 0, fixed: chain.sides[0], makers: [maker]).run() == nil
  }
}

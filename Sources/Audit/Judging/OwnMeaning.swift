import Evidence
import Expressions
import Meaning
import Notation

/// What an equation states of a name that has a meaning where nothing binds it.
///
/// - σ, Φ, φ, Γ: a definition that agrees with that meaning, or is one edit away from it, is
///   compared with it; anything else is another thing of the same name, σ(t) of a schedule, and
///   defines it.
/// - A distance between two letters that nothing binds, `TV(P, Q) = …`, is compared with its
///   meaning on laws of two to five points and on the line.
/// - x = x + 1 is false whatever x is.
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

  /// nil where the first side is neither a distance between free letters, nor a free letter that
  /// differs from the other side by the same amount everywhere.
  init?(of chain: Equation.Chain, isBound: (Symbol) -> Bool) {
    let toys =
      Self.laws(for: chain, isBound: isBound) ?? Self.anyNumber(for: chain, isBound: isBound) ?? []
    guard !toys.isEmpty else { return nil }
    self.toys = toys
  }

  /// Laws of a few points, by place or by number, and on the line, in the place of P and Q; those on
  /// which every step has a value.
  private static func laws(for chain: Equation.Chain, isBound: (Symbol) -> Bool) -> [Toy]? {
    guard chain.relations.first == .equal || chain.relations.first == .defined,
      case let (distance, .symbol(p), .symbol(q))? = Distance.laws(chain.sides[0]),
      !distance.isByFunction, distance != .renyi2, p != q, !isBound(p), !isBound(q)
    else { return nil }
    let (first, second) = (latex(.symbol(p)), latex(.symbol(q)))
    let isOfWeights = chain.sides.contains { $0.hasWeights(of: p) || $0.hasWeights(of: q) }
    let finite = sizes.map { n, name in
      let weights = "\(first) in simplex(\(n))\n\(second) in simplex(\(n))"
      return (isOfWeights ? weights : points(n, first, second), "any laws of \(name) points")
    }
    let bells = "m in [-2, 2]\nx in R\n\(first) = Normal(m, 1)\n\(second) = Normal(0, 1)"
    return (finite + [(bells, "two bells")]).compactMap { text, name in
      guard let toy = try? Toy.read(text, name: name),
        let trial = trial(chain, on: toy)?.trial, trial.failure == nil,
        trial.outcomes.allSatisfy({
          $0.allSatisfy { if case .judged? = $0 { true } else { false } }
        })
      else { return nil }
      return toy
    }
  }

  /// How many points the laws have: what holds for the few, TV = max |P_i − Q_i| for three, need
  /// not hold for more.
  private static let sizes = [(2, "two"), (3, "three"), (4, "four"), (5, "five")]

  /// Two laws on the first n of these places, which lie unevenly.
  private static func points(_ n: Int, _ first: String, _ second: String) -> String {
    let places = [0, 1, 3, 4, 7].prefix(n)
    func law(_ name: String, _ weights: String) -> String {
      let rows = zip(places, 1...n).map { "\($0): \(weights)_\($1)" }
      return "\(name) = Finite(\(rows.joined(separator: ", ")))"
    }
    let set = places.map { "\($0)" }.joined(separator: ", ")
    return """
      x in {\(set)}
      u in simplex(\(n))
      v in simplex(\(n))
      \(law(first, "u"))
      \(law(second, "v"))
      """
  }

  /// A letter beside what is made of it, which differs from it by the same number everywhere.
  private static func anyNumber(for chain: Equation.Chain, isBound: (Symbol) -> Bool) -> [Toy]? {
    guard chain.relations == [.equal], case .symbol(let letter) = chain.sides[0],
      chain.sides[1].names.contains(.init(symbol: letter, arity: nil)), !isBound(letter),
      let toy = try? Toy.read("\(latex(.symbol(letter))) in [-4, 4]", name: "any number"),
      let (maker, trial) = trial(chain, on: toy), !trial.outcomes.isEmpty,
      trial.outcomes.allSatisfy({
        if case .judged(let judgement)?? = $0.first { judgement.verdict == .refuted } else { false }
      }),
      let steady = try? maker.steady(.total([chain.sides[1], .negative(chain.sides[0])])),
      steady.outcomes.dropFirst().allSatisfy({ $0[0].isHolding })
    else { return nil }
    return [toy]
  }

  private static func trial(
    _ chain: Equation.Chain, on toy: Toy
  ) -> (maker: TrialMaker, trial: Trial)? {
    WorkBudget.$current.withValue(WorkBudget(work)) {
      (try? TrialMaker(toy, Definitions(), for: chain.formulas)).map { maker in
        (maker, maker.run(chain, judged: chain.relations.map { _ in true }))
      }
    }
  }

  /// Steps of work for the comparison; what needs more is taken for a definition.
  private static let work = 2_000_000

  /// Whether an equation holds on the toys, or is one edit away from what does; of the first side
  /// too, where `edited`.
  static func isMeant(
    _ chain: Equation.Chain, on toys: [Toy], _ definitions: Definitions = Definitions(),
    edited: Bool = false
  ) -> Bool {
    let makers = toys.compactMap { try? TrialMaker($0, definitions, for: chain.formulas) }
    let trials = makers.map { $0.run(chain, judged: chain.relations.map { _ in true }) }
    let findings = chain.relations.indices.map { Finding(step: $0, of: trials) }
    guard findings.allSatisfy({ [.holds, .wrong, .conditional].contains($0.verdict) }) else {
      return false
    }
    if findings[0].verdict == .holds { return true }
    let able = zip(makers, trials).filter { !$1.isUnbound(0) }.map(\.0)
    return VariantSearch(
      chain: chain, step: 0, fixed: edited ? nil : chain.sides[0], makers: able
    ).run() != nil
  }
}

extension Formula {
  /// Whether `p_i` stands in it, with any index.
  fileprivate func hasWeights(of p: Symbol) -> Bool {
    names.contains { !$0.symbol.subscripts.isEmpty && $0.symbol.family == p.family }
  }
}

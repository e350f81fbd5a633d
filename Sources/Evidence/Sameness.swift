import Exact
import Expressions
import Meaning
import Notation
import Probability

/// A proof that sides of formulas are the same at all points, and more: as functions of all that
/// the toy draws.
public struct IdentityRecord: Hashable, Sendable, Codable {
  /// What is free in it; empty where nothing is drawn, and the points are all there is.
  public var variables: [String]
  public var proof: IdentityProof
}

/// Proves pairs of sides equal on one toy.
struct IdentityJudge {
  let setting: any Setting
  let check: String
  let options: Options

  /// In everything that is drawn, or with the numbers of each point.
  func prove(
    _ pairs: [(Formula, Formula)], at places: [PointValues], pointwise: Bool = false
  ) -> IdentityRecord? {
    guard !pairs.isEmpty, !places.isEmpty else { return nil }
    let fixed = options.fixed(for: setting)
    let drawn = pointwise ? [:] : setting.free(for: pairs.flatMap { [$0.0, $0.1] })
    let free = drawn.filter { fixed[$0.key] == nil }
    var proofs: [IdentityProof] = [], cells: [[SignCondition]] = []
    for place in places {
      let values = Valuation(place.freeValues(free))
      if !free.isEmpty, cells.contains(where: { $0.hold(at: values) }) { continue }
      var cell: [SignCondition] = []
      for (a, b) in pairs {
        guard let found = proof(a, b, at: place, free, values) else { return nil }
        proofs.append(found.proof)
        cell += found.conditions
      }
      cells.append(cell)
    }
    guard let first = proofs.first else { return nil }
    var whole = proofs.dropFirst().reduce(first) { $0.joined(with: $1) }
    whole.usesSigns = cells.contains { !$0.isEmpty }
    return IdentityRecord(variables: free.keys.sorted(), proof: whole)
  }

  private func proof(
    _ a: Formula, _ b: Formula, at place: PointValues, _ free: [String: Expression],
    _ values: Valuation
  ) -> (proof: IdentityProof, conditions: [SignCondition])? {
    guard let left = place.parametric(a, beside: b, free),
      let right = place.parametric(b, beside: a, free),
      left.kind == right.kind, left.entries.count == right.entries.count
    else { return nil }
    let stream = Stream(root: options.seed, check: check, purpose: "identity")
    let prover = IdentityProver(values: values, stream: stream)
    var whole: IdentityProof?, conditions = left.conditions + right.conditions
    for (x, y) in zip(left.entries, right.entries) {
      guard let found = prover.prove(x, y) else { return nil }
      whole = whole.map { $0.joined(with: found.proof) } ?? found.proof
      conditions += found.conditions
    }
    return whole.map { ($0, conditions) }
  }
}

extension [SignCondition] {
  /// Whether all signs are the same there.
  fileprivate func hold(at values: Valuation) -> Bool {
    allSatisfy { (try? values.sign($0.expression)) == $0.sign }
  }
}

extension IdentityProof {
  package func joined(with other: IdentityProof) -> IdentityProof {
    func largest(_ a: Int?, _ b: Int?) -> Int? { [a, b].compactMap(\.self).max() }
    return IdentityProof(
      method: method == .residues ? method : other.method, atoms: max(atoms, other.atoms),
      degree: largest(degree, other.degree), primes: largest(primes, other.primes),
      errorBits: [errorBits, other.errorBits].compactMap(\.self).min(),
      usesSigns: usesSigns || other.usesSigns)
  }

  /// "the difference is 0 in normal form".
  var text: String {
    switch method {
    case .normalForm: "the difference is 0 in normal form"
    case .residues:
      "the difference is 0 at random places modulo \(primes ?? 0) random primes, of degree at most "
        + "\(degree ?? 0): wrong with a chance below 2^-\(errorBits ?? 0)"
    }
  }
}

extension MutantTrial {
  /// Why it is the equation again, whatever the toy; nil where its form does not show that.
  var samenessByForm: String? {
    guard let changed = changedSides else { return nil }
    if changed.isEmpty { return "it is the equation times a constant that is not 0" }
    if changed.allSatisfy({ $0.new.symmetrised == $0.old.symmetrised }) {
      return "proved the same: the distance does not change when its laws are exchanged"
    }
    return nil
  }

  /// How the sides that differ from the equation's are shown to be the same at all points.
  /// `pointwise`: whether a proof at each point says more than the values there do.
  func proofOfSameness(at places: [Place], pointwise: Bool) -> String? {
    guard let changed = changedSides else { return nil }
    let names = Set(places.map(\.setting.name)).sorted()
    var records: [IdentityRecord] = [], isPointwise = false
    for name in names {
      let here = places.filter { $0.setting.name == name }
      let judge = IdentityJudge(setting: here[0].setting, check: statement.label, options: options)
      let pairs = changed.map { ($0.new, $0.old) }, values = here.map(\.values)
      let record =
        judge.prove(pairs, at: values)
        ?? (pointwise ? judge.prove(pairs, at: values, pointwise: true) : nil)
      guard let record else { return nil }
      isPointwise = isPointwise || record.variables.isEmpty
      records.append(record)
    }
    guard let first = records.first else { return nil }
    let proof = records.dropFirst().reduce(first.proof) { $0.joined(with: $1.proof) }
    let variables = isPointwise ? [] : Set(records.flatMap(\.variables)).sorted()
    let range =
      isPointwise ? "at every point" : "for all \(variables.joined(separator: ", "))"
    let signs = proof.usesSigns && !variables.isEmpty ? ", with the signs met at the points" : ""
    return "proved the same \(range)\(signs): \(proof.text)"
  }

  /// A strict inequality or ≠ between two sides that are the same.
  func contradiction(at places: [Place]) -> String? {
    guard case .relation(let sides, let relations) = variant.chain.formula, let place = places.first
    else { return nil }
    let judge = IdentityJudge(setting: place.setting, check: statement.label, options: options)
    for (i, relation) in relations.enumerated()
    where [.less, .greater, .unequal].contains(relation) {
      let pair = [(sides[i], sides[i + 1])]
      if let record = judge.prove(pair, at: [place.values], pointwise: true) {
        return "both sides are the same: \(record.proof.text)"
      }
    }
    return nil
  }
}

extension Formula {
  /// TV, JS and the transport distances with their laws in one order.
  fileprivate var symmetrised: Formula {
    let inner = rebuilt(parts.map(\.symmetrised))
    switch inner {
    case .divergence(.js, let p, let q) where latex(q) < latex(p): return .divergence(.js, q, p)
    case .application(.symbol(let name), let laws)
    where ["TV", "W"].contains(name.letter) && laws.wanted.count == 2 && laws.given.isEmpty
      && laws.parameters.isEmpty && latex(laws.wanted[1]) < latex(laws.wanted[0]):
      return .application(.symbol(name), Arguments(laws.wanted.reversed()))
    default: return inner
    }
  }
}

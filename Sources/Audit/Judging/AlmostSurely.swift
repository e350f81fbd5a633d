import Evidence
import Meaning
import Notation

// Relations between random variables of a toy. Laws have no order: X ≤ Y is said of what the two come
// to, almost surely. Of an equality it depends: X + Y = Z says that laws agree where Z is a variable
// of its own; where both sides are made of the same variables, X = -X, it says more.

/// How a step is compared on a toy.
enum Comparison {
  /// As the sides stand: no random variables are on both sides.
  case asStated
  /// At what random variables come to.
  case almostSurely(Set<String>)
  /// In law, and at what they come to.
  case inBothWays(Set<String>)
  /// In law, of other variables on the left than on the right.
  case inLaw(left: Set<String>, right: Set<String>)

  /// What is put to what it comes to.
  var outcomes: Set<String> {
    switch self {
    case .almostSurely(let names), .inBothWays(let names): names
    case .asStated, .inLaw: []
    }
  }
  var isInBothWays: Bool { if case .inBothWays = self { true } else { false } }
  var isInLaw: Bool {
    switch self {
    case .asStated, .inLaw, .inBothWays: true
    case .almostSurely: false
    }
  }
}

extension TrialMaker {
  func comparison(_ step: Int, of chain: Equation.Chain) -> Comparison {
    let (left, right) = (chain.sides[step], chain.sides[step + 1])
    let relation = chain.relations[step]
    guard relation.isAboutValues, setting.toy.hasRandomVariables, let context,
      let a = context.randomNames(of: left),
      let b = context.randomNames(of: right), !a.union(b).isEmpty
    else { return .asStated }
    guard relation == .equal else { return .almostSurely(a.union(b)) }
    // x_t = \sqrt{a} x_0 + \epsilon says what a number of the toy is
    if a.isEmpty, left.isLetter { return .asStated }
    // \mathbb E[X \mid Y] is one random variable, and not any of its law
    if [left, right].contains(where: \.holdsConditionalMean) { return .almostSurely(a.union(b)) }
    if a == b { return .inBothWays(a) }
    // \mathbb E_{x_0}[x_t^2] = 1 may leave out the ε that x_t is made of, too
    if left.isMeanOfSome || right.isMeanOfSome { return .asStated }
    return a.isEmpty || b.isEmpty ? .almostSurely(a.union(b)) : .inLaw(left: a, right: b)
  }
}

extension Relation {
  /// Whether it is said of values, and not of laws or names.
  fileprivate var isAboutValues: Bool {
    isInequality || [.equal, .unequal, .element].contains(self)
  }
}

extension Formula {
  fileprivate var isLetter: Bool { if case .symbol = self { true } else { false } }

  /// Whether a mean given something stands in it.
  fileprivate var holdsConditionalMean: Bool {
    var found = false
    visit { if case .expectation(_, .conditioned) = $0 { found = true } }
    return found
  }

  /// Whether it is a mean that says over what.
  fileprivate var isMeanOfSome: Bool {
    if case .expectation(let draws, _) = self { !draws.isEmpty } else { false }
  }
}

/// A chain tried on a toy: in law, and at what random variables come to.
struct Comparisons {
  private(set) var trials: [Trial] = []
  private(set) var makers: [TrialMaker] = []
  private(set) var remarks: [String] = []

  /// - judged: which steps are to be judged.
  init(_ chain: Equation.Chain, on maker: TrialMaker, judged: [Bool]) {
    let list = { (names: Set<String>) in
      names.sorted().map { "$\(maker.setting.toy.latexOfVariable($0))$" }.joined(separator: ", ")
    }
    let kinds = chain.relations.indices.map {
      judged[$0] ? maker.comparison($0, of: chain) : .asStated
    }
    let names = kinds.reduce(into: Set<String>()) { $0.formUnion($1.outcomes) }
    let inLaw = zip(judged, kinds).map { $0 && $1.isInLaw }
    var usual = maker.run(chain, judged: inLaw)
    defer {
      trials.insert(usual, at: 0)
      makers.insert(maker, at: 0)
    }
    for case .inLaw(let left, let right) in kinds {
      remarks.append(
        "an equality of laws: \(list(left)) on the left and \(list(right)) on the right are "
          + "not the same random variables")
    }
    guard !names.isEmpty else { return }
    let drawn: (trial: Trial, maker: TrialMaker)
    do {
      drawn = try Self.drawn(chain, names, like: maker, kinds)
    } catch {
      for k in kinds.indices where !kinds[k].isInLaw {
        usual.fail(k, "\(error)")
      }
      if kinds.contains(where: \.isInBothWays) {
        remarks.append("an equality of laws, and not almost surely: \(error)")
      }
      return
    }
    var trial = drawn.trial
    for k in kinds.indices where kinds[k].isInBothWays {
      // where one of them fails it is false; where both hold the laws are known better
      let isOfDraws = trial.refutes(k) || !usual.refutes(k) && !usual.holds(k) && trial.holds(k)
      if isOfDraws {
        usual.forget(k)
      } else {
        if usual.holds(k), !trial.holds(k) {
          remarks.append(
            "an equality of laws; whether it is so almost surely could not be decided")
        }
        trial.forget(k)
      }
    }
    trials.append(trial)
    makers.append(drawn.maker)
    if kinds.indices.contains(where: { trial.isTried($0) }) {
      remarks.append(
        "between random variables it is meant almost surely: judged at what \(list(names)) "
          + (names.count == 1 ? "comes to" : "come to"))
    }
  }

  private static func drawn(
    _ chain: Equation.Chain, _ names: Set<String>, like maker: TrialMaker, _ kinds: [Comparison]
  ) throws -> (Trial, TrialMaker) {
    let setting = maker.setting
    let toy = try setting.toy.atOutcomes(of: names)
    let drawn = try TrialMaker(
      toy, setting.definitions, for: chain.formulas, under: maker.suppositions)
    return (drawn.run(chain, judged: kinds.map { !$0.outcomes.isEmpty }), drawn)
  }
}

extension Trial {
  fileprivate func holds(_ step: Int) -> Bool {
    outcomes.contains { $0[step].isHolding }
      && outcomes.allSatisfy { $0[step] == nil || $0[step].isHolding }
  }
  fileprivate func refutes(_ step: Int) -> Bool {
    outcomes.contains { $0[step].isRefutedOrUndefined }
  }
  fileprivate func isTried(_ step: Int) -> Bool { outcomes.contains { $0[step] != nil } }

  /// Takes back what was found of a step.
  fileprivate mutating func forget(_ step: Int) {
    for p in outcomes.indices { (outcomes[p][step], values[p][step]) = (nil, nil) }
    coverings[step] = nil
  }

  fileprivate mutating func fail(_ step: Int, _ why: String) {
    for p in outcomes.indices { outcomes[p][step] = .failed(why, nil) }
  }
}

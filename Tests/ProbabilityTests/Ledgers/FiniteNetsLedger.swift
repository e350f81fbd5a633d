import Exact
import Expressions
import Probability
import Testing

/// Nets of finite variables, every law of one or two given up to two, against counting.
@Suite struct FiniteNetsLedger {
  @Test(arguments: 0..<6)
  func netsAgainstCounting(_ block: Int) throws {
    var draws = Draws(seed: 300 + block), inquiry = Inquiry()
    for _ in 0..<4 {
      let net = FiniteNet(drawnBy: &draws), model = try net.model()
      for _ in 0..<8 { ask(model, of: net, net.question(drawnBy: &draws), &inquiry) }
    }
    try inquiry.close("probability-nets-\(block)", judging: 100)
  }

  private func ask(
    _ model: Model, of net: FiniteNet, _ question: FiniteNet.Question, _ inquiry: inout Inquiry
  ) {
    let words = "\(net.sizes) \(question)", evidence = net.probability(of: question.given)
    do {
      let law = try numbered {
        try model.law(
          of: question.wanted.map { letters[$0] },
          given: question.given.map { (letters[$0.variable], q($0.value)) }, at: none)
      }
      // what is given may itself have probability 0 where its own law does not matter
      for place in net.settings(question.wanted) where !evidence.isZero {
        let here = zip(question.wanted, place).map { (variable: $0, value: $1) }
        let mass = net.probability(of: here + question.given) / evidence
        let density = try law.density(at: place.map { q($0) }, values: none)
        inquiry.judge(none.rational(density) == mass, "\(words) at \(place): \(density)")
      }
      inquiry.note(words, brief("\(law)", below: 120))
    } catch {
      inquiry.judge(evidence.isZero, "\(words): \(error)")
      inquiry.note(words, refusal(error))
    }
  }
}

/// a → b, (a, b) → c, c → d, each of two or three values.
private struct FiniteNet {
  static let parents = [[], [0], [0, 1], [2]]
  /// How many values each variable has, and its weights given those of its parents.
  let sizes: [Int]
  private let tables: [[[Int]: [Rational]]]

  init(drawnBy draws: inout Draws) {
    let sizes = (0..<4).map { _ in 2 + draws.below(2) }
    self.sizes = sizes
    tables = FiniteNet.parents.enumerated().map { k, parents in
      var table: [[Int]: [Rational]] = [:]
      for setting in FiniteNet.settings(parents, sizes) {
        table[setting] = FiniteNet.weights(sizes[k], &draws)
      }
      return table
    }
  }

  private static func weights(_ n: Int, _ draws: inout Draws) -> [Rational] {
    var w = (0..<n).map { _ in Rational(draws.below(4)) }
    if w.allSatisfy(\.isZero) { w[draws.below(n)] = 1 }
    let total = w.reduce(0, +)
    return w.map { $0 / total }
  }

  /// All ways in which variables can fall out.
  func settings(_ variables: [Int]) -> [[Int]] { FiniteNet.settings(variables, sizes) }
  private static func settings(_ variables: [Int], _ sizes: [Int]) -> [[Int]] {
    variables.reduce([[]]) { all, k in all.flatMap { s in (0..<sizes[k]).map { s + [$0] } } }
  }

  /// The probability that variables have values, by adding up the joint law.
  func probability(of values: [(variable: Int, value: Int)]) -> Rational {
    settings([0, 1, 2, 3]).filter { s in values.allSatisfy { s[$0.variable] == $0.value } }
      .reduce(0) { $0 + joint($1) }
  }
  private func joint(_ s: [Int]) -> Rational {
    (0..<4).reduce(1) { $0 * (tables[$1][FiniteNet.parents[$1].map { s[$0] }]?[s[$1]] ?? 0) }
  }

  /// The same net for the program, children first, since it has to find the order by itself.
  func model() throws -> Model {
    try Model((0..<4).reversed().map(node))
  }
  private func node(_ k: Int) throws -> Model.Node {
    let parents = FiniteNet.parents[k]
    let rows = try settings(parents).map { setting in
      let weights = tables[k][setting] ?? []
      return Model.Row(
        setting.map { q($0) },
        try .finite(weights.enumerated().map { ([q($0)], .rational($1)) }, at: none))
    }
    return parents.isEmpty
      ? .init(letters[k], rows[0].law)
      : .init([letters[k]], given: parents.map { letters[$0] }, .table(rows))
  }

  struct Question: CustomStringConvertible {
    let wanted: [Int], given: [(variable: Int, value: Int)]
    var description: String { "\(wanted) | \(given.map { "\($0.variable)=\($0.value)" })" }
  }
  func question(drawnBy draws: inout Draws) -> Question {
    let order = draws.order(4), wanted = Array(order.prefix(1 + draws.below(2)))
    let given = order.dropFirst(2).prefix(draws.below(3))
    return Question(wanted: wanted, given: given.map { ($0, draws.below(sizes[$0])) })
  }
}

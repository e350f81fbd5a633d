import Exact
import Expressions
import Probability
import Testing

/// Linear Gaussian nets, every law of one or two given up to two, against matrices in doubles.
@Suite struct GaussianNetsLedger {
  @Test(arguments: 0..<4)
  func netsAgainstMatrices(_ block: Int) throws {
    var draws = Draws(seed: 400 + block), inquiry = Inquiry()
    for _ in 0..<6 {
      let net = LinearNet(drawnBy: &draws), model = try net.model()
      for _ in 0..<5 { try ask(model, of: net, net.question(drawnBy: &draws), &inquiry) }
    }
    try inquiry.close("probability-gaussian-nets-\(block)", judging: 96)
  }

  private func ask(
    _ model: Model, of net: LinearNet, _ question: LinearNet.Question, _ inquiry: inout Inquiry
  ) throws {
    let words = "\(net): \(question)", plain = net.moments(given: question.given)
    do {
      let law = try numbered {
        try model.law(
          of: question.wanted.map { letters[$0] },
          given: question.given.map { (letters[$0.variable], .rational($0.value)) }, at: none)
      }
      inquiry.note(words, brief("\(law)", below: 120))
      guard let plain else { return }
      try compare(law, question.wanted, plain, words, &inquiry)
    } catch let error as ProbabilityError {
      inquiry.judge(plain == nil, "\(words): \(error)")
      inquiry.note(words, refusal(error))
    }
  }

  private func compare(
    _ law: Law, _ wanted: [Int], _ plain: Moments, _ words: String, _ inquiry: inout Inquiry
  ) throws {
    let mean = try law.mean(at: none).map { try witness($0) }
    let covariance = try law.covariance(at: none).map { try $0.map { try witness($0) } }
    for (i, k) in wanted.enumerated() {
      inquiry.judge(mean[i], plain.mean[k], within: 1e-8, "mean \(i), \(words)")
      for (j, l) in wanted.enumerated() {
        inquiry.judge(
          covariance[i][j], plain.covariance[k][l], within: 1e-8, "covariance \(i), \(j), \(words)")
      }
    }
  }
}

/// The mean and the covariance of all variables.
private struct Moments {
  var mean = [Double](repeating: 0, count: 4)
  var covariance = [[Double]](repeating: [Double](repeating: 0, count: 4), count: 4)

  /// Given one coordinate, as matrices are conditioned by hand; nil where it varies no more.
  func given(_ k: Int, _ value: Double) -> Moments? {
    let row = covariance[k], surprise = value - mean[k]
    guard row[k] > 1e-9 else { return nil }
    var rest = self
    for i in 0..<4 {
      rest.mean[i] += row[i] / row[k] * surprise
      for j in 0..<4 { rest.covariance[i][j] -= row[i] / row[k] * row[j] }
    }
    return rest
  }
}

/// Four variables, each affine in those before, with noise or (rarely) without.
private struct LinearNet: CustomStringConvertible {
  private var slopes: [[Rational]] = [], offsets: [Rational] = [], noise: [Rational] = []
  var description: String { "\(slopes) \(offsets) \(noise)" }

  init(drawnBy draws: inout Draws) {
    for k in 0..<4 {
      slopes.append((0..<k).map { _ in draws.rational(3, 2) })
      offsets.append(draws.rational(2, 3))
      noise.append(k > 0 && draws.below(5) == 0 ? 0 : draws.one([Rational(1, 4), 1, 2]))
    }
  }

  func model() throws -> Model {
    try Model(
      (0..<4).map { k in
        let mean = zip(slopes[k], letters).reduce(Expression.rational(offsets[k])) {
          $0 + .rational($1.0) * .variable($1.1)
        }
        return .init(letters[k], given: Array(letters[..<k]), try normal(mean, .rational(noise[k])))
      })
  }

  /// E xₖ = offset + Σ slope E xᵢ, and Cov(xₖ, xⱼ) = Σ slope Cov(xᵢ, xⱼ).
  private var moments: Moments {
    var m = Moments()
    for k in 0..<4 {
      func along(_ values: [Double]) -> Double {
        zip(slopes[k], values).reduce(0) { $0 + $1.0.double * $1.1 }
      }
      m.mean[k] = offsets[k].double + along(m.mean)
      for j in 0..<k {
        m.covariance[k][j] = along(m.covariance.map { $0[j] })
        m.covariance[j][k] = m.covariance[k][j]
      }
      m.covariance[k][k] = noise[k].double + along(m.covariance.map { $0[k] })
    }
    return m
  }

  /// nil where what is given last is already certain, or impossible.
  func moments(given: [(variable: Int, value: Rational)]) -> Moments? {
    given.reduce(moments) { m, known in m?.given(known.variable, known.value.double) }
  }

  struct Question: CustomStringConvertible {
    let wanted: [Int], given: [(variable: Int, value: Rational)]
    var description: String { "\(wanted) | \(given.map { "\($0.variable)=\($0.value)" })" }
  }
  func question(drawnBy draws: inout Draws) -> Question {
    let order = draws.order(4), wanted = Array(order.prefix(1 + draws.below(2)))
    let given = order.dropFirst(2).prefix(draws.below(3))
    return Question(wanted: wanted, given: given.map { ($0, Rational(draws.below(9) - 4, 2)) })
  }
}

import Audit
import Foundation

/// Where the four documents err, as far as a formula shows it, with the two numbers worked out by
/// hand from the parameters at which the audit refutes it.
struct Erratum: Sendable {
  /// The letters of a toy at one point.
  typealias Point = [String: Double]

  var number: String
  var document: String
  /// The equation as the audit calls it.
  var id: String
  var verdict = AuditVerdict.wrong
  var left: (@Sendable (Point) -> Double)?
  var right: (@Sendable (Point) -> Double)?

  static let all: [Erratum] = [
    Erratum(number: "E01", document: "S1", id: "109"),
    Erratum(number: "E02", document: "S2", id: "817", left: decodedFromX, right: logLikelihood),
    Erratum(number: "E02", document: "S2", id: "824", left: decodedFromX, right: logLikelihood),
    Erratum(number: "E02", document: "S2", id: "867", left: decodedFromX, right: logLikelihood),
    Erratum(number: "E02", document: "S2", id: "872", left: decodedFromX, right: logLikelihood),
    Erratum(number: "E04", document: "S2", id: "986#2"),
    Erratum(number: "E04", document: "S2", id: "986#3", left: { sums($0).s }, right: { sums($0).s + sums($0).t }),
    Erratum(
      number: "E05", document: "S2", id: "984#3", verdict: .conditional, right: { log(abs($0["s_1"]! * $0["s_2"]!)) }),
    Erratum(
      number: "E05", document: "S2", id: "985#2", verdict: .conditional,
      right: { log(abs($0["w_1"]! * $0["w_4"]! - $0["w_2"]! * $0["w_3"]!)) }),
    Erratum(number: "E07", document: "S0", id: "142#2"),
    Erratum(number: "E08", document: "S0", id: "111", left: transport, right: { 2 * totalVariation($0) }),
    Erratum(number: "E09", document: "S0", id: "119", left: transport, right: { abs(meanDifference($0)) / 100 }),
    Erratum(number: "E10", document: "S0", id: "173#2", verdict: .conditional),
    Erratum(number: "E11", document: "S0", id: "169"),
    Erratum(
      number: "E18", document: "S2", id: "781", verdict: .conditional, left: marginal,
      right: { marginal($0) * (7 - $0["k"]!) / 6 }),
    Erratum(number: "E20", document: "S2", id: "670"),
    Erratum(number: "E23", document: "S3", id: "115", left: { twoLaws($0).both }, right: { twoLaws($0).one }),
    Erratum(number: "E28", document: "S1", id: "173", left: { scores($0).left }, right: { scores($0).right }),
    Erratum(
      number: "E34", document: "S1", id: "184", verdict: .conditional,
      left: { p in p["mu"]! + p["s"]! * p["Sigma"]! * p["k"]! * (1 - logistic(p["k"]! * p["mu"]! + p["b"]!)) }),
    Erratum(number: "E39", document: "S3", id: "82"),
  ]
}

private func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
private func normal(_ x: Double, _ mean: Double, _ variance: Double) -> Double {
  exp(-(x - mean) * (x - mean) / (2 * variance)) / sqrt(2 * .pi * variance)
}

// MARK: S2, the decoder is fed with the data

private func decodedFromX(_ p: Erratum.Point) -> Double {
  let x = p["x_1"]!, mean = p["a"]! * x + p["b"]!, r = p["r"]!
  return log(normal(x, p["w"]! * x, p["v"]!)) - p["beta", default: 1] * (r + mean * mean - 1 - log(r)) / 2
}
private func logLikelihood(_ p: Erratum.Point) -> Double {
  log(normal(p["x_1"]!, 0, p["w"]! * p["w"]! + p["v"]!))
}
private func marginal(_ p: Erratum.Point) -> Double { normal(p["x"]!, 0, p["w"]! * p["w"]! + p["v"]!) }

/// The sums of both scale outputs, and of both shift outputs, of the coupling layer.
private func sums(_ p: Erratum.Point) -> (s: Double, t: Double) {
  let c = p["c"]!, k = p["k"]!, x = p["x_1"]!
  return (c * sin(x) + k * x, k * x * x + c + x)
}

// MARK: S0, two piles on the points 0, 1, 3

private func transport(_ p: Erratum.Point) -> Double {
  let first = p["a_1"]! - p["c_1"]!
  return abs(first) + 2 * abs(first + p["a_2"]! - p["c_2"]!)
}
private func totalVariation(_ p: Erratum.Point) -> Double {
  (1...3).reduce(0) { $0 + abs(p["a_\($1)"]! - p["c_\($1)"]!) } / 2
}
private func meanDifference(_ p: Erratum.Point) -> Double {
  p["a_2"]! - p["c_2"]! + 3 * (p["a_3"]! - p["c_3"]!)
}

// MARK: S3, one law under both expectations

private func twoLaws(_ p: Erratum.Point) -> (both: Double, one: Double) {
  var (both, one) = (0.0, 0.0)
  for i in 1...3 {
    let real = p["v_\(i)"]!, forged = p["w_\(i)"]!, d = real / (real + forged)
    both += real * log(d) + forged * log(1 - d)
    one += real * (log(d) + log(1 - d))
  }
  return (both, one)
}

// MARK: S1, the score of the kernel and the spread of the step back

private func scores(_ p: Erratum.Point) -> (left: Double, right: Double) {
  let t = Int(p["t"]!)
  func kept(_ t: Int) -> Double { (1...t).reduce(1) { $0 * (1 - p["beta_\($1)"]!) } }
  let noise = (p["x_\(t)"]! - sqrt(kept(t)) * p["x_0"]!) / sqrt(1 - kept(t))
  let spread = sqrt(p["beta_\(t)"]! * (1 - kept(t - 1)) / (1 - kept(t)))
  return (-noise / sqrt(1 - kept(t)), -noise / spread)
}

import Evidence
import Exact
import Foundation

/// What a one-Gaussian generator may minimise when it is fitted to two humps.
enum Objective: Int, CaseIterable {
  case jensenShannon, nonSaturating, reverseKL, forwardKL, transport

  /// How the figure calls it.
  var title: String {
    switch self {
    case .jensenShannon: "$D_{JS}(p_d\\|p_g)$"
    case .nonSaturating: "$D_{KL}(p_g\\|p_d) - 2D_{JS}$"
    case .reverseKL: "$D_{KL}(p_g\\|p_d)$"
    case .forwardKL: "$D_{KL}(p_d\\|p_g)$"
    case .transport: "$W_1(p_d,p_g)$"
    }
  }
  var words: String {
    switch self {
    case .jensenShannon: "Jensen-Shannon"
    case .nonSaturating: "non-saturating"
    case .reverseKL: "reverse Kullback-Leibler"
    case .forwardKL: "forward Kullback-Leibler"
    case .transport: "transport"
    }
  }
}

/// ½N(−3, ¼) + ½N(3, ¼), the two humps of the whole book.
enum TwoHumps {
  static func logDensity(_ x: Double) -> Double {
    logSumExp(logNormal(x, mean: -3, deviation: 0.5), logNormal(x, mean: 3, deviation: 0.5))
      - log(2)
  }
  static func distribution(_ x: Double) -> Double {
    (normalDistribution(x, mean: -3, deviation: 0.5)
      + normalDistribution(x, mean: 3, deviation: 0.5)) / 2
  }
}

/// The five objectives for the bell N(m, s²), by slices of the line; the part that belongs to the
/// humps is computed once.
struct Bells {
  let nodes: [Double], width: Double
  let logHumps: [Double], humps: [Double], distribution: [Double]

  /// Slices of the given width over [−40, 40]: 16 deviations of the widest bell that is drawn.
  init(slice: Double) {
    let count = Int((80 / slice).rounded())
    width = 80 / Double(count)
    nodes = (0..<count).map { [width] in -40 + (Double($0) + 0.5) * width }
    logHumps = nodes.map(TwoHumps.logDensity)
    humps = logHumps.map { exp($0) }
    distribution = nodes.map(TwoHumps.distribution)
  }

  /// All objectives at once: they share the densities.
  func values(mean m: Double, deviation s: Double) -> [Objective: Double] {
    var js = 0.0
    var forward = 0.0
    var reverse = 0.0
    var transport = 0.0
    for (i, x) in nodes.enumerated() {
      let logBell = logNormal(x, mean: m, deviation: s)
      let bell = exp(logBell)
      if bell > 1e-300 || humps[i] > 1e-300 {
        let logMean = logSumExp(logBell, logHumps[i]) - log(2)
        js += (humps[i] * (logHumps[i] - logMean) + bell * (logBell - logMean)) / 2
        forward += humps[i] * (logHumps[i] - logBell)
        reverse += bell * (logBell - logHumps[i])
      }
      transport += abs(distribution[i] - normalDistribution(x, mean: m, deviation: s))
    }
    return [
      .jensenShannon: js * width, .nonSaturating: (reverse - 2 * js) * width,
      .reverseKL: reverse * width,
      .forwardKL: forward * width, .transport: transport * width,
    ]
  }

  func value(_ objective: Objective, mean m: Double, deviation s: Double) -> Double {
    values(mean: m, deviation: s)[objective] ?? .nan
  }

  struct Best: Sendable { var mean, deviation, value: Double }

  /// The lowest bell among centres 0 … 4 and widths ¼ … 4: the best of a coarse grid, then a
  /// compass search.
  ///
  /// By symmetry the centres below 0 need not be searched. With `centred` the centre stays at 0.
  func best(_ objective: Objective, centred: Bool = false) -> Best {
    let centres = centred ? [0] : stride(from: 0.0, through: 4, by: 0.5).map { $0 }
    var best = Best(mean: 0, deviation: 1, value: .infinity)
    func attempt(_ m: Double, _ s: Double) -> Bool {
      guard s >= 0.25, s <= 4, m >= 0, m <= 4 else { return false }
      let value = value(objective, mean: m, deviation: s)
      guard value < best.value else { return false }
      best = Best(mean: m, deviation: s, value: value)
      return true
    }
    for m in centres { for s in stride(from: 0.25, through: 4, by: 0.25) { _ = attempt(m, s) } }
    var step = 0.125
    while step > 1e-6 {
      let (m, s) = (best.mean, best.deviation)
      let moved =
        attempt(m, s + step) || attempt(m, s - step)
        || (!centred && (attempt(m + step, s) || attempt(m - step, s)))
      if !moved { step /= 2 }
    }
    return best
  }
}

/// The best bells, found once, with their values by two rules.
enum BestBells {
  struct Found: Sendable {
    var bell: Bells.Best
    var value: Estimate
    /// To a tenth: the search stops at steps of 1e-6, and near a minimum the value says little
    /// about the place.
    var centre: Rational { Rational(Int((bell.mean * 10).rounded()), 10) }
  }

  /// Over all centres and widths.
  static func all(_ objective: Objective) -> Found { searched[objective.rawValue] }
  /// Over all widths, with the centre between the humps.
  static func centred(_ objective: Objective) -> Found { searchedCentred[objective.rawValue] }
  /// The bell that is one of the humps.
  static func onOneHump(_ objective: Objective) -> Estimate { value(objective, 3, 0.5) }

  private static let fine = Bells(slice: 0.01), coarse = Bells(slice: 0.016)
  private static let searched = Objective.allCases.map { found($0, centred: false) }
  private static let searchedCentred = Objective.allCases.map { found($0, centred: true) }

  private static func value(_ objective: Objective, _ m: Double, _ s: Double) -> Estimate {
    let a = fine.value(objective, mean: m, deviation: s)
    let b = coarse.value(objective, mean: m, deviation: s)
    return Estimate(a, error: 10 * abs(a - b) + 1e-12)
  }

  private static func found(_ objective: Objective, centred: Bool) -> Found {
    let best = fine.best(objective, centred: centred)
    return Found(bell: best, value: value(objective, best.mean, best.deviation))
  }
}

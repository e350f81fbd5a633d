import Foundation
import Textbook

// The cells of the chapter: plain Swift, without the parser. Each region stands in the text as it
// is here.

let allCells: [Cell] = [
  Cell("plan") { out in
    // begin plan
    let places = [0, 1, 3]
    var supply = [6, 4, 2], demand = [3, 3, 6]  // twelfths
    var i = 0, j = 0, work = 0
    while i < 3, j < 3 {  // nothing overtakes: fill from the left
      let mass = min(supply[i], demand[j])
      work += mass * abs(places[i] - places[j])
      if mass > 0 { out("\(mass)/12 from \(places[i]) to \(places[j])") }
      supply[i] -= mass
      demand[j] -= mass
      if supply[i] == 0 { i += 1 } else { j += 1 }
    }
    out("work: \(work)/12")
    // end plan
  },

  Cell("dual") { out in
    // begin dual
    let surplus = [6 - 3, 4 - 3, 2 - 6]  // p - q at 0, 1, 3, in twelfths
    var best = Int.min, bestSlopes = (0, 0)
    for first in [-1, 0, 1] {
      for second in [-1, 0, 1] {
        let prices = [0, first, first + 2 * second]
        let gain = zip(surplus, prices).map { $0 * $1 }.reduce(0, +)
        if gain > best { (best, bestSlopes) = (gain, (first, second)) }
      }
    }
    out("best slopes: \(bestSlopes.0) and \(bestSlopes.1)")
    out("gain: \(best)/12")
    // end dual
  },

  Cell("samples") { out in
    // begin samples
    for (n, runs) in [(10, 2_000), (100, 2_000), (1_000, 500)] {
      var mean = 0.0
      for run in 0..<runs {
        let a = Draws(seed: 2 * run).normals(n).sorted()
        let b = Draws(seed: 2 * run + 1).normals(n).sorted()
        let work = zip(a, b).reduce(0) { $0 + abs($1.0 - $1.1) }
        mean += work / Double(n * runs)
      }
      out("n = \(n): mean W1 = \(decimals(mean, 3))")
    }
    // end samples
  },

  Cell("lines") { out in
    // begin lines
    for theta in [0.5, 0.1, 0.0] {
      // masses on the event "the first coordinate is 0"
      let p = 1.0, q = theta == 0 ? 1.0 : 0.0
      var js = 0.0
      for (a, b) in [(p, q), (1 - p, 1 - q)] {
        let m = (a + b) / 2
        if a > 0 { js += a * log(a / m) / 2 }
        if b > 0 { js += b * log(b / m) / 2 }
      }
      out("theta \(theta): JS = \(decimals(js)), W1 = \(theta)")
    }
    // end lines
  },

  Cell("slopes") { out in
    // begin slopes
    func divergence(_ theta: Double) -> Double {
      let step = 0.001
      return stride(from: -12.0, to: 12 + theta, by: step).reduce(0) { sum, x in
        let p = exp(-x * x / 2), q = exp(-(x - theta) * (x - theta) / 2)
        let m = (p + q) / 2, c = step / sqrt(2 * .pi)
        return sum + c * (p * log(p / m) + q * log(q / m))
      }
    }
    for theta in [2.0, 8.0] {
      let h = 0.01
      let slope = (divergence(theta + h) - divergence(theta - h)) / (2 * h)
      out("slope of 2 JS at theta = \(theta): \(decimals(slope, 5))")
    }
    // end slopes
  },

  Cell("clipping") { out in
    // begin clipping
    for c in [0.01, 0.1, 1.0] {
      var layer = [1.0]  // the generated sample at 1; at 0 all is 0
      var reports: [String] = []
      for _ in 1...2 {
        let sum = layer.reduce(0) { $0 + c * $1 }
        layer = Array(repeating: max(0, sum), count: 64)
        let report = layer.reduce(0) { $0 + c * $1 }
        reports.append(decimals(report, 4))
      }
      out("c = \(c): \(reports[0]) and \(reports[1]), truth 1")
    }
    // end clipping
  },
]

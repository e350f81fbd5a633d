import Foundation
import Textbook

// The cells of the chapter: plain Swift, without the parser. Each region stands in the text as it is here.

let allCells: [Cell] = [
  Cell("kernel") { out in
    // begin kernel
    var kept = 1.0, variance = 0.0  // of x_0, of the noise
    for share in [0.9, 0.8, 0.7] {
      kept *= share.squareRoot()
      variance = share * variance + (1 - share)
      out("mean \(decimals(kept)) x0, variance \(decimals(variance))")
    }
    out("from the product: \(decimals((0.9 * 0.8 * 0.7).squareRoot()))"
      + " and \(decimals(1 - 0.9 * 0.8 * 0.7))")
    // end kernel
  },

  Cell("posterior") { out in
    // begin posterior
    let start = 1.0, end = 0.5, keep = 0.8, memory = 0.9
    var mass = 0.0, mean = 0.0, square = 0.0
    for i in -40_000...40_000 {  // Bayes on a fine grid
      let x = Double(i) / 5000
      let prior = x - memory.squareRoot() * start
      let step = end - keep.squareRoot() * x
      let p = exp(-prior * prior / (2 * (1 - memory))
        - step * step / (2 * (1 - keep)))
      (mass, mean, square) = (mass + p, mean + p * x, square + p * x * x)
    }
    (mean, square) = (mean / mass, square / mass)
    out("mean \(decimals(mean)), variance \(decimals(square - mean * mean))")
    out("one fourteenth is \(decimals(1.0 / 14))")
    // end posterior
  },

  Cell("sampler") { out in
    // begin sampler
    let shares = Schedule.linear.keep, memory = Schedule.linear.memory
    for target in [0.25, 1.0] {  // Gaussian data of this variance
      var variance = 1.0
      for t in stride(from: 1000, through: 1, by: -1) {
        let total = memory[t] * target + 1 - memory[t]
        // the ideal prediction is linear in x_t, and so is the step
        let factor = (1 - (1 - shares[t - 1]) / total) / shares[t - 1].squareRoot()
        variance *= factor * factor
        if t > 1 { variance += 1 - shares[t - 1] }
      }
      out("data \(target): sampled \(decimals(variance, 4))")
    }
    // end sampler
  },

  Cell("score") { out in
    // begin score
    func density(_ y: Double, _ s: Double) -> Double {
      [-1.0, 1.0].reduce(0) { $0 + exp(-(y - $1) * (y - $1) / (2 * s)) / 2 }
    }
    let y = 0.5, s = 0.49, h = 1e-5
    let slope = (log(density(y + h, s)) - log(density(y - h, s))) / (2 * h)
    let up = exp(-(y - 1) * (y - 1) / (2 * s))
    let down = exp(-(y + 1) * (y + 1) / (2 * s))
    out("mean of the data given y: \(decimals((up - down) / (up + down), 8))")
    out("y + s times the slope:    \(decimals(y + s * slope, 8))")
    // end score
  },

  Cell("weights") { out in
    // begin weights
    let keep = Schedule.linear.keep, memory = Schedule.linear.memory
    for t in [2, 10, 100, 1000] {
      let beta = 1 - keep[t - 1]
      let small = (1 - memory[t - 1]) / (1 - memory[t]) * beta
      let weight = beta * beta
        / (2 * small * keep[t - 1] * (1 - memory[t]))
      out("t = \(t): weight \(decimals(weight, 5))")
    }
    // end weights
  },

  Cell("floor") { out in
    // begin floor
    let a = 0.8, s = 0.6  // sqrt of the memory and of its rest
    var loss = 0.0
    let step = 1e-3
    for x in stride(from: -8.0, through: 8, by: step) {
      let up = exp(-(x - a) * (x - a) / (2 * s * s))
      let down = exp(-(x + a) * (x + a) / (2 * s * s))
      let p = (up + down) / (2 * s * sqrt(2 * .pi))
      let chance = up / (up + down)  // of the start +1
      let doubt = 4 * chance * (1 - chance)  // its variance
      loss += p * doubt * a * a / (s * s) * step
    }
    out("smallest loss for data -1 and 1: \(decimals(loss))")
    // end floor
  },
]

import Foundation
import Textbook

// The cells of the chapter: plain Swift, without the parser. Each region stands in the text as it
// is here.

let allCells = forwardCells + reverseCells + lossCells

private let forwardCells = [
  Cell("kernel") { out in
    // begin kernel
    var mean = 1.0, variance = 0.0  // of x_t, from x_0 = 1
    for share in [0.9, 0.8, 0.7] {
      mean *= share.squareRoot()
      variance = share * variance + (1 - share)
      out("mean \(decimals(mean)), variance \(decimals(variance))")
    }
    let kept = 0.9 * 0.8 * 0.7
    out("at once \(decimals(kept.squareRoot())), \(decimals(1 - kept))")
    // end kernel
  },

  Cell("posterior") { out in
    // begin posterior
    let start = 1.0, end = 0.5, share = 0.8, memory = 0.9
    var mass = 0.0, mean = 0.0, square = 0.0
    for i in -40_000...40_000 {  // Bayes' rule on a fine grid
      let x = Double(i) / 5000
      let first = x - memory.squareRoot() * start
      let second = end - share.squareRoot() * x
      let p = exp(-first * first / (2 * (1 - memory))
        - second * second / (2 * (1 - share)))
      (mass, mean, square) = (mass + p, mean + p * x, square + p * x * x)
    }
    (mean, square) = (mean / mass, square / mass)
    out("mean \(decimals(mean)), variance \(decimals(square - mean * mean))")
    // end posterior
  },
]

private let reverseCells = [
  Cell("order") { out in
    // begin order
    let xs = (-5000...5000).map { Double($0) / 1000 }
    var last = 0.0
    for b in [0.4, 0.2, 0.1, 0.05, 0.025] {
      func logWeight(_ x: Double) -> Double {  // back from 0.3, half kept
        log(cosh(2.0.squareRoot() * x)) - x * x
          - pow(0.3 - (1 - b).squareRoot() * x, 2) / (2 * b)
      }
      let weights = xs.map { exp(logWeight($0)) }, sum = weights.reduce(0, +)
      func mean(_ f: (Double) -> Double) -> Double {
        zip(xs, weights).reduce(0) { $0 + f($1.0) * $1.1 } / sum
      }
      let m = mean { $0 }, v = mean { ($0 - m) * ($0 - m) }
      let kl = mean(logWeight) - log(sum / 1000) + (log(2 * .pi * v) + 1) / 2
      out(String(format: "%5.3f  %.3e  ", b, kl)
        + (last > 0 ? decimals(last / kl, 2) : ""))
      last = kl
    }
    // end order
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
    out("mean of x given y:     \(decimals((up - down) / (up + down), 8))")
    out("y + s times the slope: \(decimals(y + s * slope, 8))")
    // end score
  },

  Cell("samplers") { out in
    // begin samplers
    let linear = (0..<1000).map { 0.0001 + 0.0199 * Double($0) / 999 }
    for (name, rescale, add, ofStep) in [
      ("right", true, true, false), ("no fresh noise", true, false, false),
      ("no rescaling", false, true, false),
      ("plain subtraction", false, false, false),
      ("noise of the step", true, true, true),
    ] {
      var variance = 1.0, kept = linear.reduce(1) { $0 * (1 - $1) }
      for (t, beta) in linear.enumerated().reversed() {
        var slope = beta / (kept / 4 + 1 - kept)  // of what is taken away
        if ofStep { slope *= (beta / (1 - kept)).squareRoot() }
        variance *= (1 - slope) * (1 - slope) / (rescale ? 1 - beta : 1)
        if add && t > 0 { variance += beta }
        kept /= 1 - beta
      }
      out("\(name): \(String(format: "%.4g", variance))")
    }
    // end samplers
  },
]

private let lossCells = [
  Cell("floor") { out in
    // begin floor
    let a = 0.8, s = 0.6  // the roots of the share and of its rest
    var loss = 0.0
    let step = 1e-3
    for x in stride(from: -8.0, through: 8, by: step) {
      let up = exp(-(x - a) * (x - a) / (2 * s * s))
      let down = exp(-(x + a) * (x + a) / (2 * s * s))
      let p = (up + down) / (2 * s * sqrt(2 * .pi))
      let chance = up / (up + down)  // that the pixel is 1
      let doubt = 4 * chance * (1 - chance)  // its variance
      loss += p * doubt * a * a / (s * s) * step
    }
    out("smallest loss for one pixel: \(decimals(loss, 8))")
    // end floor
  },

  Cell("bound") { out in
    // begin bound
    let q0 = [0.75, 0.25], end = [0.5, 0.5]
    let back2 = [[0.7, 0.3], [1.0 / 3, 2.0 / 3]]
    let back1 = [[5.0 / 6, 1.0 / 6], [0.25, 0.75]]
    var bound = 0.0, entropy = 0.0
    for a in 0...1 {
      var seen = 0.0  // p(x_0 = a)
      for b in 0...1 {
        for c in 0...1 {
          let p = end[c] * back2[c][b] * back1[b][a]
          let q = (a == b ? 0.8 : 0.2) * (b == c ? 0.6 : 0.4)
          seen += p
          bound += q0[a] * q * log(q / p)
        }
      }
      entropy -= q0[a] * log(seen)
    }
    out("cross entropy \(decimals(entropy, 8)), bound \(decimals(bound, 8))")
    // end bound
  },
]

import Foundation
import Textbook

// The cells of the chapter: plain Swift, nothing of the book's engine.

let allCells: [Cell] = [
  // Add up the evidence over a grid of causes.
  Cell("evidence") { out in
    // begin evidence
    let (w, variance, x) = (2.0, 0.5, 1.5)  // the named line
    var evidence = 0.0
    for step in -8_000...8_000 {  // every cause on a fine grid
      let z = Double(step) / 1_000
      evidence += normal(x, w * z, variance) * normal(z, 0, 1) / 1_000
    }
    out("log p(x) on the grid  \(decimals(log(evidence), 10))")
    let closed = log(normal(x, 0, w * w + variance))
    out("log p(x) by hand      \(decimals(closed, 10))")
    // end evidence
  },

  // The mean of the naive estimate of the log-evidence.
  Cell("naive") { out in
    // begin naive
    // E[log S] for the mean S of K draws: integrate over t = exp(u).
    func meanLog(_ K: Double) -> Double {
      var total = 0.0
      for step in -600...500 {
        let t = exp(Double(step) / 20)
        var one = 0.0  // E[exp(-t p(x|z) / K)], by a grid over z
        for cause in -800...800 {
          let z = Double(cause) / 80, p = normal(1.5, 2 * z, 0.5)
          one += exp(-t * p / K) * normal(z, 0, 1) / 80
        }
        total += (exp(-t) - pow(one, K)) / 20
      }
      return total
    }
    for K in [10.0, 100, 1_000, 10_000] {
      out(String(format: "K = %5.0f   %.4f", K, meanLog(K)))
    }
    // end naive
  },

  // Bound and gap on the named line, by a grid.
  Cell("bound") { out in
    // begin bound
    let (w, variance, x) = (2.0, 0.5, 1.5)
    var (reconstruction, toPrior, toPosterior) = (0.0, 0.0, 0.0)
    for step in -8_000...8_000 {
      let z = Double(step) / 1_000, q = normal(z, 0.3, 0.2) / 1_000
      guard q > 0 else { continue }
      let prior = normal(z, 0, 1), likelihood = normal(x, w * z, variance)
      let posterior = likelihood * prior / normal(x, 0, 4.5)
      reconstruction += q * log(likelihood)
      toPrior += q * log(1_000 * q / prior)
      toPosterior += q * log(1_000 * q / posterior)
    }
    out("reconstruction  \(decimals(reconstruction))")
    out("to the prior     \(decimals(toPrior))")
    out("the bound       \(decimals(reconstruction - toPrior))")
    out("to the posterior \(decimals(toPosterior))")
    let sum = reconstruction - toPrior + toPosterior
    out("bound plus gap  \(decimals(sum))")
    // end bound
  },

  // Bound and gap on the urns.
  Cell("urns") { out in
    // begin urns
    let prior = [1.0 / 2, 1.0 / 3, 1.0 / 6]
    let red = [1.0 / 4, 1.0 / 2, 3.0 / 4]  // p(colour 1 | urn)
    let guess = [1.0 / 5, 2.0 / 5, 2.0 / 5]
    let evidence = zip(prior, red).map { $0 * $1 }.reduce(0, +)
    var (gap, bound) = (0.0, 0.0)
    for urn in 0..<3 {
      let posterior = prior[urn] * red[urn] / evidence
      gap += guess[urn] * log(guess[urn] / posterior)
      bound += guess[urn] * (log(red[urn]) - log(guess[urn] / prior[urn]))
    }
    out("log p(x)      \(decimals(log(evidence), 15))")
    out("bound + gap   \(decimals(bound + gap, 15))")
    // end urns
  },

  // Two estimators of one gradient, their means and variances.
  Cell("gradients") { out in
    // begin gradients
    let (mean, s) = (1.0, 0.8)
    var path = (first: 0.0, second: 0.0), score = (first: 0.0, second: 0.0)
    for step in -10_000...10_000 {
      let noise = Double(step) / 1_000
      let weight = normal(noise, 0, 1) / 1_000
      let z = mean + s * noise
      let a = 2 * z                            // f'(z) for f(z) = z^2
      let b = z * z * (z - mean) / (s * s)     // f(z) times the score
      path.first += weight * a; path.second += weight * a * a
      score.first += weight * b; score.second += weight * b * b
    }
    for (name, m) in [("pathwise", path), ("score   ", score)] {
      let variance = m.second - m.first * m.first
      let numbers = String(format: "%.6f  %.6f", m.first, variance)
      out(name + "  mean and variance  " + numbers)
    }
    // end gradients
  },

  // Guess and move in turn.
  Cell("alternate") { out in
    // begin alternate
    let (x, variance) = (1.5, 0.5)
    var w = 2.0
    for round in 0...40 {
      let c = w * w + variance
      if [0, 1, 2, 3, 10, 40].contains(round) {
        let evidence = log(normal(x, 0, c))
        let state = String(format: "w = %.6f  log p = %.6f", w, evidence)
        out(String(format: "round %2d  ", round) + state)
      }
      let (m, v) = (w * x / c, variance / c)   // the guess: the posterior
      w = x * m / (m * m + v)                  // the move: the best decoder
    }
    out("target    w = \(decimals(sqrt(x * x - variance)))")
    // end alternate
  },

  // The gap of the best diagonal guess, and what never turns.
  Cell("turn") { out in
    // begin turn
    let (wide, narrow, variance) = (2.0, 1.0, 0.5)  // the decoder's stretches
    for degrees in [0.0, 15, 30, 45] {
      let (c, s) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
      let rows = [[wide * c, -wide * s], [narrow * s, narrow * c]]  // W R
      func product(_ i: Int, _ j: Int) -> Double {  // of (W R)^T (W R)
        rows[0][i] * rows[0][j] + rows[1][i] * rows[1][j]
      }
      let first = 1 + product(0, 0) / variance  // the precision's diagonal
      let second = 1 + product(1, 1) / variance
      let cross = product(0, 1) / variance
      let gap = 0.5 * log(first * second / (first * second - cross * cross))
      // the first entry of W R (W R)^T
      let seen = rows[0][0] * rows[0][0] + rows[0][1] * rows[0][1]
      let turned = String(format: "%2.0f degrees  gap %.6f", degrees, gap)
      out(turned + String(format: "  seen variance %.6f", seen + variance))
    }
    // end turn
  },

  // The best guess for each weight, searched on a grid.
  Cell("knob") { out in
    // begin knob
    let (w, variance, x) = (2.0, 0.5, 1.5)
    for beta in [0.25, 0.5, 1, 2, 4] {
      var best = -Double.infinity, at = (m: 0.0, v: 0.0)
      for i in 0...200 {
        for j in 1...200 {  // every guess N(m, v) on a grid
          let (m, v) = (Double(i) / 200, Double(j) / 400)
          let error = (x - w * m) * (x - w * m) + w * w * v
          let likelihood = -0.5 * (log(2 * .pi * variance) + error / variance)
          let value = likelihood - beta * 0.5 * (m * m + v - 1 - log(v))
          if value > best { best = value; at = (m, v) }
        }
      }
      let guess = String(format: "N(%.3f, %.4f)", at.m, at.v)
      out(String(format: "beta %.2f  best %.4f  at ", beta, best) + guess)
    }
    // end knob
  },
]

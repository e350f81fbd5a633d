import Foundation
import Textbook

// The cells of the chapter: plain Swift, without the parser. Each region stands in the text as it
// is here.

let allCells: [Cell] = [
  Cell("three-notes") { out in
    // begin three-notes
    let real = [1.0 / 2, 1.0 / 3, 1.0 / 6]
    let forged = [1.0 / 4, 1.0 / 4, 1.0 / 2]
    var value = 0.0, divergence = 0.0
    for (p, q) in zip(real, forged) {
      let verdict = p / (p + q), m = (p + q) / 2
      value += p * log(verdict) + q * log(1 - verdict)
      divergence += (p * log(p / m) + q * log(q / m)) / 2
      out("D* = \(decimals(verdict))")
    }
    out("V(D*, G)     = \(decimals(value, 10))")
    out("2 JS - log 4 = \(decimals(2 * divergence - log(4), 10))")
    // end three-notes
  },

  Cell("shifted-gaussians") { out in
    // begin shifted-gaussians
    let slices = 100_000, low = -10.0, high = 12.0
    let width = (high - low) / Double(slices)
    var report = 0.0
    for i in 0..<slices {
      let x = low + (Double(i) + 0.5) * width
      let p = exp(-x * x / 2) / sqrt(2 * .pi)
      let q = exp(-(x - 2) * (x - 2) / 2) / sqrt(2 * .pi)
      report += (p * log(p / (p + q)) + q * log(q / (p + q))) * width
    }
    out("V(D*, G) = \(decimals(report, 10))")
    // end shifted-gaussians
  },

  Cell("confidence") { out in
    // begin confidence
    func softplus(_ l: Double) -> Double { max(l, 0) + log1p(exp(-abs(l))) }
    func gauss(_ z: Double) -> Double { exp(-z * z / 2) / sqrt(2 * .pi) }
    for k in [-1.0, 0, 0.5, 1, 2, 3] {
      var value = 0.0
      for x in stride(from: -10.0, to: 12, by: 0.001) {
        let logit = k * (2 - 2 * x)      // k times the best logit
        // log D = -softplus(-logit), log(1 - D) = -softplus(logit)
        value -= 0.001 * gauss(x) * softplus(-logit)
        value -= 0.001 * gauss(x - 2) * softplus(logit)
      }
      out("k = \(k): \(decimals(value))")
    }
    // end confidence
  },

  Cell("two-slopes") { out in
    // begin two-slopes
    for theta in [2.0, 4, 8, 16] {
      var doubt = 0.0                    // the mean of D* on forged notes
      for x in stride(from: -12.0, to: theta + 12, by: 0.001) {
        let q = exp(-(x - theta) * (x - theta) / 2) / sqrt(2 * .pi)
        doubt += 0.001 * q / (1 + exp(theta * x - theta * theta / 2))
      }
      let text = String(format: "%4.0f  %.6e  %9.6f",
                        theta, theta * doubt, theta * (1 - doubt))
      out(text)
    }
    // end two-slopes
  },

  Cell("other-loss") { out in
    // begin other-loss
    func gauss(_ x: Double, _ s: Double) -> Double {
      exp(-x * x / (2 * s * s)) / (s * sqrt(2 * .pi))
    }
    func loss(width s: Double, critic: Double) -> Double {
      stride(from: -20.0, to: 20, by: 0.001).reduce(0) { sum, x in
        let odds = gauss(x, critic) / gauss(x, 1)
        return sum + 0.001 * gauss(x, s) * log(1 + odds)
      }
    }
    let h = 1e-4                         // the critic stays, the forger moves
    let slope = (loss(width: 1.5 + h, critic: 1.5)
      - loss(width: 1.5 - h, critic: 1.5)) / (2 * h)
    out("slope of E[-log D*] at s = 1.5: \(decimals(slope, 7))")
    // end other-loss
  },

  Cell("orbit") { out in
    // begin orbit
    var theta = 1.0, psi = 0.0
    for step in 0...500 {
      if step % 100 == 0 {
        let radius = sqrt(theta * theta + psi * psi)
        let value = -log(1 + exp(psi * theta)) - log(2)
        out(String(format: "%3d  radius %.4f  value %.4f", step, radius, value))
      }
      let fooled = 1 / (1 + exp(-psi * theta))    // D on the forged note
      (theta, psi) = (theta + 0.1 * psi * fooled, psi - 0.1 * theta * fooled)
    }
    // end orbit
  },
]

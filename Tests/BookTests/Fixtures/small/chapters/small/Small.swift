import Foundation

/// A stand-in for a chapter's program: the tests read its region, nothing compiles it.
struct Small {
  // begin value-js
  func density(_ x: Double, _ mean: Double) -> Double {
    exp(-(x - mean) * (x - mean) / 2) / (2 * Double.pi).squareRoot()
  }
  let step = 0.01
  var sum = 0.0
  for x in stride(from: -12.0, to: 13.0, by: step) {  // beyond: below 1e-30
    let (p, q) = (density(x, 0), density(x, 1.4))
    sum += step * (p * log(p / (p + q)) + q * log(q / (p + q)))
  }
  // end value-js
}

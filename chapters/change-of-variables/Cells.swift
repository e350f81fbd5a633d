import Foundation
import Textbook

// The cells of the chapter: plain Swift, nothing of the book's engine.

let allCells: [Cell] = [
  // The mass of the log-normal density and of two wrong ones.
  Cell("log-normal") { out in
    // begin log-normal
    func bell(_ z: Double) -> Double { exp(-z * z / 2) / sqrt(2 * .pi) }
    var right = 0.0, none = 0.0, upside = 0.0
    var x = 1e-6
    while x < 1e6 {                   // steps that grow with x
      let next = x * 1.0005, middle = (x + next) / 2, width = next - x
      right += bell(log(middle)) / middle * width
      none += bell(log(middle)) * width
      upside += bell(log(middle)) * middle * width
      x = next
    }
    out(String(format: "divided by x      %.6f", right))
    out(String(format: "no Jacobian       %.6f", none))
    out(String(format: "multiplied by x   %.6f", upside))
    // end log-normal
  },

  // The area of the image of a small square, by the shoelace formula.
  Cell("parallelogram") { out in
    // begin parallelogram
    func area(_ map: (Double, Double) -> (Double, Double)) -> Double {
      let h = 0.001                   // a square with corner (1, -1/2)
      let corners = [(0.0, 0.0), (h, 0), (h, h), (0, h)].map {
        map(1 + $0.0, -0.5 + $0.1)
      }
      var twice = 0.0
      for i in 0..<4 {
        let (a, b) = (corners[i], corners[(i + 1) % 4])
        twice += a.0 * b.1 - a.1 * b.0
      }
      return twice / 2 / (h * h)      // area ratio, with its sign
    }
    let named = area { (2 * $0 + $1, 3 * $1) }
    let bent = area { ($0, $1 + $0 * $0) }
    let stretched = area { ($0, $1 * exp(sin($0) / 2)) }
    out(String(format: "rows (2, 1), (0, 3)  %.4f", named))
    out(String(format: "banana               %.4f", bent))
    out(String(format: "coupling             %.4f", stretched))
    // end parallelogram
  },

  // Two layers: the determinant along the way and that of the whole.
  Cell("layers") { out in
    // begin layers
    func f1(_ z: (Double, Double)) -> (Double, Double) {
      (z.0, z.1 * exp(0.5 * z.0) + z.0)
    }
    func f2(_ v: (Double, Double)) -> (Double, Double) {
      (v.0 * exp(0.3 * v.1), v.1)
    }
    let z = (1.0, -0.5), h = 1e-6, v = f1(z)
    let right = f2(f1((z.0 + h, z.1))), left = f2(f1((z.0 - h, z.1)))
    let up = f2(f1((z.0, z.1 + h))), down = f2(f1((z.0, z.1 - h)))
    let (a, b) = ((right.0 - left.0) / (2 * h), (up.0 - down.0) / (2 * h))
    let (c, d) = ((right.1 - left.1) / (2 * h), (up.1 - down.1) / (2 * h))
    out(String(format: "whole map            %.8f", log(abs(a * d - b * c))))
    out(String(format: "sum along the way    %.8f", 0.5 * z.0 + 0.3 * v.1))
    out(String(format: "sum taken at start   %.8f", 0.5 * z.0 + 0.3 * z.1))
    // end layers
  },

  // Maximum likelihood of an affine encoder by steps uphill.
  Cell("climb") { out in
    // begin climb
    let points = [0.0, 1, 3], weights = [1.0 / 2, 1.0 / 3, 1.0 / 6]
    for keepsDeterminant in [true, false] {
      var a = 1.0, b = 0.0
      for _ in 0..<4_000 {
        var up = (a: keepsDeterminant ? 1 / a : 0, b: 0.0)
        for (x, w) in zip(points, weights) {
          up.a -= w * (a * x + b) * x
          up.b -= w * (a * x + b)
        }
        (a, b) = (a + 0.02 * up.a, b + 0.02 * up.b)
      }
      let name = keepsDeterminant ? "with" : "without"
      let ends = String(format: "1/a = %.6g  -b/a = %.6g", 1 / a, -b / a)
      out(name + " the determinant:  " + ends)
    }
    let deviation = sqrt(1.0 / 3 + 9.0 / 6 - 25.0 / 36)
    out(String(format: "deviation %.6g, mean %.6g", deviation, 5.0 / 6))
    // end climb
  },

  // The spike of the cube and its mass.
  Cell("cube") { out in
    // begin cube
    func bell(_ z: Double) -> Double { exp(-z * z / 2) / sqrt(2 * .pi) }
    func density(_ x: Double) -> Double { bell(cbrt(x)) / (3 * cbrt(x * x)) }
    for x in [1e-2, 1e-4, 1e-8] {
      out(String(format: "density at %.0e   %.4g", x, density(x)))
    }
    var mass = 0.0, x = 1e-30
    while x < 1e4 {                   // twice the positive half
      let next = x * 1.001
      mass += 2 * density((x + next) / 2) * (next - x)
      x = next
    }
    out(String(format: "mass   %.6f", mass))
    // end cube
  },

  // A coupling layer there and back, its determinant, and the printed slip.
  Cell("coupling") { out in
    // begin coupling
    func s(_ x: Double) -> Double { sin(x) }
    func t(_ x: Double) -> Double { x * x }
    let (x1, x2) = (1.3, -0.7), h = 1e-6
    let z2 = x2 * exp(s(x1)) + t(x1)
    out(String(format: "back again      %.12f", (z2 - t(x1)) * exp(-s(x1))))
    func slope(_ f: (Double) -> Double) -> Double {
      (f(x2 + h) - f(x2 - h)) / (2 * h)
    }
    let right = log(slope { $0 * exp(s(x1)) + t(x1) })
    let printed = log(slope { $0 * exp(s(x1) + t(x1)) })
    out(String(format: "log-determinant %.6f, s is %.6f", right, s(x1)))
    out(String(format: "as printed      %.6f", printed))
    // end coupling
  },

  // Multiplications and divisions of an elimination.
  Cell("cost") { out in
    // begin cost
    for d in [2, 8, 32, 128, 512] {
      var general = d - 1             // the product of the pivots
      for k in 0..<d {                // clear the column below each pivot
        let rows = d - k - 1
        general += rows * (1 + rows)  // one quotient, then one row
      }
      let solve = d * (d + 1) / 2
      out("D = \(d): general \(general), triangular \(d - 1), solve \(solve)")
    }
    // end cost
  },

  // The exact map from one Gaussian to two humps, and its slope.
  Cell("bridge") { out in
    // begin bridge
    let root = sqrt(2.0)
    func humps(_ x: Double) -> Double {   // F(x) - 1/2
      (erfc((6 - 2 * x) / root) - erfc((6 + 2 * x) / root)) / 4
    }
    func source(_ x: Double) -> Double {  // bisection: T(z) = x
      var low = -8.0, high = 8.0
      for _ in 0..<1_200 {
        let z = (low + high) / 2
        if erf(z / root) / 2 < humps(x) { low = z } else { high = z }
      }
      return high
    }
    for x in [1e-5, 1, 2, 3] {
      let z = source(x)
      out(String(format: "T = %-7g at z = %.6e   T/z = %.6g", x, z, x / z))
    }
    // end bridge
  },
]

// Made by Tests/golden/samples.py with mpmath 1.3.0 and SciPy 1.17.1; do not edit.
enum GoldenSamples {
  /// draws, hits, alpha; the ends of the region of Clopper and Pearson
  static let regions: [(n: Int, hits: Int, alpha: Double, lower: Double, upper: Double)] = [
    (10, 0, 0.05, 0.0, 0.30849710781876082),
    (10, 3, 0.05, 0.066739511177734467, 0.6524528500599973),
    (10, 10, 0.05, 0.69150289218123918, 1.0),
    (1, 1, 0.01, 0.005, 1.0),
    (200, 77, 0.001, 0.27537667750256997, 0.5034118588176902),
    (2000, 3, 5e-10, 5.7280727070366578e-7, 0.015238598297760657),
    (2000, 1400, 5e-10, 0.63370317550364031, 0.76107563192724455),
    (20000, 15000, 5e-10, 0.73061409443755883, 0.76873209885100822),
  ]
  /// draws, true share, with the chances of the book: what is seen
  static let powers: [(n: Int, truth: Double, delta: Double)] = [
    (200, 0.5, 0.383815302945627),
    (2000, 0.25, 0.12987840177284758),
    (2000, 0, 0.010993900560664127),
    (5000, 0.9, 0.059186767973066689),
  ]
  /// 100000 draws of width 3, deviation 1/4, with the chances of the book
  static let hoeffding = 0.063575650777622243, bernstein = 0.013978221025389532, massart = 0.021352957013767018
  /// eight draws against masses at 0, 1, 3; four draws against the uniform law (SciPy kstest)
  static let atoms = 0.33333333333333333, uniform = 0.39
}

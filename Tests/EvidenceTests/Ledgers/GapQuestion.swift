import Evidence
import Exact
import Expressions

/// A function on a box, and what is known beforehand of the claim that it is nowhere negative.
struct GapQuestion {
  enum Truth { case holds, fails, unknown }
  var name: String
  var gap: Expression
  var sides: [BoxSide]
  var truth: Truth
  var isStrict = false
  var excluded: [BoxTouch] = []
  /// Weights of laws among the variables; all others have sides.
  var laws: [[Variable]] = []
  /// Coordinates at which something may happen.
  var marks: [Rational] = []
  /// Whether it must be proved, by algebra or without.
  var isPromised = false
  var withAlgebra = true
  /// Whether the weights are parted like a stick as well, so that a witness can be found.
  var isParted = false

  init(
    _ name: String, _ gap: Expression, _ sides: [BoxSide], _ truth: Truth = .unknown,
    marks: [Rational] = []
  ) {
    (self.name, self.gap, self.sides, self.truth, self.marks) = (name, gap, sides, truth, marks)
  }

  static let tiny = Rational(1, 1_000_000_000)
  private static let least = Rational(1, 1 << 20)

  /// Of a function that touches 0: itself, which is not positive; a little lower, which fails; a
  /// little and much higher.
  func neighbours() -> [GapQuestion] {
    func moved(_ by: Rational, _ words: String, _ truth: Truth, strictly: Bool) -> GapQuestion {
      var other = self
      other.isPromised = by == Rational(1, 8)
      other.gap = gap + .rational(by)
      (other.name, other.truth, other.isStrict) = (name + words, truth, strictly)
      return other
    }
    return [
      self, moved(0, ", strictly", .fails, strictly: true),
      moved(-Self.tiny, " − 10⁻⁹", .fails, strictly: false),
      moved(Self.tiny, " + 10⁻⁹", .holds, strictly: false),
      moved(Rational(1, 8), " + 1/8", .holds, strictly: true),
    ]
  }

  var problem: Gap {
    var values: [Variable: Rational] = [:]
    for (i, s) in sides.enumerated() {
      values[s.variable] = s.lower + (s.upper - s.lower) * Rational(37 + 5 * i, 97)
    }
    guard !laws.isEmpty else {
      var problem = Gap(gap, sides: sides, values: values, isStrict: isStrict)
      problem.excluded = excluded
      return problem
    }
    var all = sides
    for (k, law) in laws.enumerated() {
      let parts = law.indices.map { Rational(7 + 5 * $0 * $0 + 3 * k) }
      for (v, part) in zip(law, parts) { values[v] = part / parts.reduce(0, +) }
      all += law.map { BoxSide($0, Self.least, 1) }
    }
    var problem = Gap(sides: [], values: [:], isStrict: isStrict)
    if isParted { problem = parted(values) }
    problem.free = Gap.Free(gap, sides: all, values: values, weights: laws)
    return problem
  }

  // MARK: weights as parts of what is left

  private static func part(_ v: Variable) -> Variable { Variable("\(v)·") }
  private static let edge = Rational(1, 1024)

  /// w₁ = s₁, w₂ = (1 − s₁)s₂, …, with all s in [1/1024, 1023/1024].
  private func parted(_ values: [Variable: Rational]) -> Gap {
    var put: [Variable: Expression] = [:], all = sides, point = values
    for law in laws {
      var rest = Expression.rational(1)
      for v in law.dropLast() {
        let part = Self.part(v)
        put[v] = rest * .variable(part)
        rest = rest * (1 - .variable(part))
        all.append(BoxSide(part, Self.edge, 1 - Self.edge))
        point[part] = Rational(37 + all.count, 97)
      }
      if let last = law.last { put[last] = rest }
    }
    return Gap(gap.substituting(put), sides: all, values: point, isStrict: isStrict)
  }

  /// The weights at a place of their parts.
  func unparted(_ place: [Variable: Rational]) -> [Variable: Rational] {
    var found = place
    for law in laws {
      var rest: Rational = 1
      for v in law.dropLast() {
        guard let part = place[Self.part(v)] else { continue }
        found[v] = rest * part
        rest = rest * (1 - part)
      }
      if let last = law.last { found[last] = rest }
    }
    return found
  }

  var words: String {
    let ranges = sides.map { "\($0.variable) ∈ [\($0.lower), \($0.upper)]" }
    let more = excluded.map { "\($0.variable) ≠ \($0.place)" }
    let on = (ranges + more).joined(separator: ", ")
    return "\(name)\(withAlgebra ? "" : ", in balls alone") on \(on.isEmpty ? "all weights" : on)"
  }
}

func variable(_ name: String) -> Expression { .variable(Variable(name)) }
func number(_ r: Rational) -> Expression { .rational(r) }
func side(_ name: String, _ a: Rational, _ b: Rational) -> BoxSide {
  BoxSide(Variable(name), a, b)
}

import Foundation

/// What of an integrand tells where it has a hump, a kink or a jump in a variable.
struct Marking {
  private let v: Variable
  private(set) var forms: [Form] = []
  /// What changes branch where it vanishes, and tells no place.
  private(set) var switches: [Expression] = []

  init(_ v: Variable) { self.v = v }

  mutating func read(_ e: Expression) {
    guard e.depends(on: v) else { return }
    switch e {
    case .rational, .pi, .infinity, .variable: break
    case .sum(let parts): for part in parts { read(part) }
    case .product(let factors):
      for bars in [false, true] { peak(e, turningBars: bars) }
      for factor in factors { read(factor) }
    case .power(let base, let n):
      mark(base, .base)
      read(n)
    case .function(.exp, let a):
      mark(a, .exponent)
    case .function(.abs, let a), .function(.sign, let a): mark(a, .turn)
    case .function(_, let a): mark(a, .argument)
    case .piecewise(let branches, let otherwise):
      for branch in branches {
        read(branch.condition)
        read(branch.value)
      }
      read(otherwise)
    case .integral(let u, let a, let b, let body), .extremum(_, let u, let a, let b, let body):
      read(a)
      read(b)
      if u != v { read(body) }
    }
  }

  private mutating func read(_ c: Expression.Condition) {
    switch c {
    case .compare(let a, _, let b): mark(a - b, .turn)
    case .all(let list), .any(let list): for c in list { read(c) }
    case .not(let c): read(c)
    }
  }

  /// A polynomial; if it is of degree 3 or more, or none, what stands inside too, and what it is
  /// without bars: e^(−50|x − 3|) is as wide as e^(−50(x − 3)).
  private mutating func mark(_ e: Expression, _ kind: Form.Kind) {
    guard e.depends(on: v) else { return }
    if let c = e.quadratic(in: v) { return add(Form(kind, c)) }
    for sign in e.holdsBars ? [1, -1] as [Expression] : [1] {
      if let c = e.withoutBars(sign).polynomialCoefficients(in: v), (2...9).contains(c.count) {
        add(Form(kind, c))
      }
    }
    if kind == .turn { switches.append(e) }
    read(e)
  }

  /// The maximum of a product of powers and exponentials of polynomials, the bodies of integrals in
  /// it included; bars turned or not.
  private mutating func peak(_ product: Expression, turningBars: Bool) {
    guard !turningBars || product.holdsBars else { return }
    var bases: [[Expression]] = [], exponents: [Expression] = []
    for factor in product.factorsInside where factor.depends(on: v) {
      let factor = factor.withoutBars(turningBars ? -1 : 1)
      switch factor {
      case .function(.exp, let q):
        if let c = q.quadratic(in: v) {
          for (k, e) in c.enumerated() {
            if k == exponents.count { exponents.append(0) }
            exponents[k] = exponents[k] + e
          }
        }
      case .power(let base, let n) where !n.depends(on: v):
        if let c = base.quadratic(in: v) { bases.append([n] + c) }
      default:
        if let c = factor.quadratic(in: v) { bases.append([1] + c) }
      }
    }
    guard !bases.isEmpty, bases.count <= 4, bases.count > 1 || !exponents.isEmpty else {
      if bases.isEmpty, exponents.count > 1 { add(Form(.exponent, exponents)) }
      return
    }
    add(Form(.product(bases: bases.map(\.count)), exponents + bases.flatMap { $0 }))
  }

  private mutating func add(_ form: Form) {
    if !forms.contains(form) { forms.append(form) }
  }
}

/// Polynomials that have landmarks, by their coefficients, the constant term first.
struct Form: Hashable {
  enum Kind: Hashable {
    case exponent
    /// Of a function other than exp.
    case argument
    /// Of a bar or a sign; the difference of the sides of a condition.
    case turn
    /// Of a power.
    case base
    /// e^E·Π qᵢ^nᵢ; of the bases the numbers of nᵢ and the coefficients of qᵢ, which stand behind
    /// those of E.
    case product(bases: [Int])
  }
  let kind: Kind, coefficients: [Expression]
  init(_ kind: Kind, _ coefficients: [Expression]) {
    (self.kind, self.coefficients) = (kind, coefficients)
  }

  /// Those that it has where its coefficients have these values.
  func landmarks(_ c: [Double]) -> [Landmark] {
    guard c.allSatisfy(\.isFinite) else { return [] }
    if case .product(let counts) = kind { return peaks(c, counts) }
    if c.count > 3 { return roots(RealPolynomial(c)) }
    guard c.count > 2, c[2] != 0 else {
      var root = Landmark(-c[0] / c[1], width: 1 / abs(c[1]))
      root.isSharp = kind == .turn
      return c[1] == 0 ? [] : [root]
    }
    let vertex = -c[1] / (2 * c[2]), ratio = (c[0] + c[1] * vertex / 2) / c[2]
    let reach = abs(ratio).squareRoot(), unit = 1 / abs(c[2]).squareRoot()
    let roots = ratio < 0 ? [vertex - reach, vertex + reach] : []
    switch kind {
    case .exponent: return [Landmark(vertex, width: unit * 0.5.squareRoot())]
    case .base:
      let width = reach > 0 ? reach : unit
      return ([vertex] + roots).map { Landmark($0, width: width) }
    case .argument, .turn, .product:
      let width = Swift.min(unit, unit * unit / (2 * reach))
      return [Landmark(vertex, width: unit)]
        + roots.map {
          var root = Landmark($0, width: width)
          root.isSharp = kind == .turn
          return root
        }
    }
  }

  /// Of a polynomial of any degree: where it, or its slope, changes sign, as wide as it takes to
  /// change by 1.
  private func roots(_ q: RealPolynomial) -> [Landmark] {
    var slopes = [q.derivative]
    while let last = slopes.last, last.coefficients.count > 1 { slopes.append(last.derivative) }
    func landmark(_ x: Double) -> Landmark {
      var factorial = 1.0
      let widths = slopes.enumerated().map { k, slope in
        factorial *= Double(k + 1)
        return pow(factorial / abs(slope(x)), 1 / Double(k + 1))
      }
      return Landmark(x, width: widths.reduce(.infinity) { Swift.min($0, $1) })
    }
    let turning = q.derivative.realRoots.map(landmark)
    guard kind != .exponent else { return turning }
    return turning
      + q.realRoots.map {
        var root = landmark($0)
        root.isSharp = kind == .turn
        return root
      }
  }

  /// Maxima of L = E + Σ nᵢ log qᵢ, which is bent there by −1/width².
  private func peaks(_ c: [Double], _ counts: [Int]) -> [Landmark] {
    var rest = c[...]
    let exponent = RealPolynomial(Array(rest.prefix(c.count - counts.reduce(0, +))))
    rest = rest.dropFirst(exponent.coefficients.count)
    let bases = counts.map { count -> (n: Double, q: RealPolynomial) in
      let part = Array(rest.prefix(count))
      rest = rest.dropFirst(count)
      return (part[0], RealPolynomial(Array(part.dropFirst())))
    }
    let all = bases.reduce(RealPolynomial([1])) { $0 * $1.q }
    let slope = bases.indices.reduce(exponent.derivative * all) { sum, i in
      let others = bases.indices.filter { $0 != i }.reduce(RealPolynomial([1])) { $0 * bases[$1].q }
      return sum + RealPolynomial([bases[i].n]) * bases[i].q.derivative * others
    }
    return slope.realRoots.compactMap { x in
      let bend = bases.reduce(exponent.derivative.derivative(x)) { sum, base in
        let value = base.q(x), first = base.q.derivative(x) / value
        return sum + base.n * (base.q.derivative.derivative(x) / value - first * first)
      }
      return bend < 0 && bend.isFinite ? Landmark(x, width: 1 / (-bend).squareRoot()) : nil
    }
  }
}

extension Expression {
  /// Its coefficients where it is of degree 1 or 2.
  fileprivate func quadratic(in v: Variable) -> [Expression]? {
    guard let c = polynomialCoefficients(in: v), c.count == 2 || c.count == 3 else { return nil }
    return c
  }

  fileprivate var holdsBars: Bool {
    holds { if case .function(.abs, _) = $0 { true } else { false } }
  }

  /// |a| as ±a.
  fileprivate func withoutBars(_ sign: Expression) -> Expression {
    guard holdsBars else { return self }
    if case .function(.abs, let a) = self { return sign * a.withoutBars(sign) }
    if case .integral = self { return self }
    return mappingParts { $0.withoutBars(sign) }
  }

  /// The factors of a product, and those of the bodies of integrals among them.
  fileprivate var factorsInside: [Expression] {
    switch self {
    case .product(let factors): factors.flatMap(\.factorsInside)
    case .integral(_, _, _, let body): body.factorsInside
    default: [self]
    }
  }
}

import Foundation

/// A place where the form of an integrand tells of a hump, a kink or a jump, and how wide that is.
package struct Landmark: Hashable {
  package var place: Double, width: Double
  /// Whether there is a kink or a jump.
  package var isSharp = false
  package init(_ place: Double, width: Double) { (self.place, self.width) = (place, width) }
}

/// The landmarks of an integrand in one variable, as functions of the variables around it: those of
/// the polynomials that stand in exponents, in other functions, under powers and
/// in conditions, and the maxima of products of these (`Marking`, `Form`).
///
/// A variable that is bound deeper inside is read at its own landmarks and at its bounds: the hump
/// of ∫ f(y) g(x − y) dy is where those of f and g say.
///
/// Cost: one pass over the tree for every variable bound in it, when it is made.
package struct Landmarks {
  /// The variables bound inside, the innermost first, and the one that is asked for.
  private let readings: [Reading]
  /// What changes branch where it vanishes and is no polynomial of low degree, as functions of
  /// the variables around it and the one that is asked for.
  let switches: [([Double]) -> Double]
  private static let places = 6, most = 24

  package init(_ v: Variable, _ body: Expression, _ outer: [Variable]) {
    let deeper = body.boundInside(without: outer + [v])
    let names = outer + deeper.map(\.variable)
    var known = Set(outer), readings: [Reading] = []
    for bound in deeper {
      readings.append(Reading(bound, names, known, outer.count))
      known.insert(bound.variable)
    }
    let asked = BoundVariable(variable: v, bounds: [], bodies: [body])
    self.readings = readings + [Reading(asked, names, known, outer.count)]
    var marking = Marking(v)
    marking.read(body)
    switches = marking.switches.filter { $0.freeVariables.isSubset(of: outer + [v]) }
      .map { $0.compiled(variables: outer + [v]) }
  }

  /// Those at the values of the variables around it, the leftmost first.
  package func callAsFunction(_ outer: [Double]) -> [Landmark] {
    var deeper: [[Double]] = [], last: [Landmark] = []
    for reading in readings {
      last = reading.landmarks(outer, deeper)
      let ends = reading.bounds.map { $0(outer) }.filter(\.isFinite)
      let places = (last.map(\.place) + ends).distinct
      deeper.append(places.isEmpty ? [0] : Array(places.prefix(Self.places)))
    }
    return Array(last.prefix(Self.most)).merged
  }
}

/// What is read in one variable.
private struct Reading {
  private struct Moving {
    let form: Form
    /// The coefficients, and the places in the list of deeper variables that they hold.
    let number: ([Double]) -> [Double], needs: [Int]
  }
  let bounds: [([Double]) -> Double]
  private var fixed: [Landmark] = [], moving: [Moving] = []
  private static let combinations = 12

  init(_ v: BoundVariable, _ names: [Variable], _ known: Set<Variable>, _ outer: Int) {
    bounds = v.bounds.filter { $0.freeVariables.isSubset(of: names[..<outer]) }
      .map { $0.compiled(variables: Array(names[..<outer])) }
    var marking = Marking(v.variable)
    for body in v.bodies { marking.read(body) }
    for form in marking.forms {
      let free = form.coefficients.reduce(into: Set<Variable>()) { $0.formUnion($1.freeVariables) }
      guard free.isSubset(of: known) else { continue }
      let parts = form.coefficients.map { $0.compiled(variables: names) }
      let number = { (at: [Double]) in parts.map { $0(at) } }
      let needs = names.indices.dropFirst(outer).filter { free.contains(names[$0]) }
      if free.isEmpty {
        fixed += form.landmarks(number([Double](repeating: 0, count: names.count)))
      } else {
        moving.append(Moving(form: form, number: number, needs: needs.map { $0 - outer }))
      }
    }
  }

  func landmarks(_ outer: [Double], _ deeper: [[Double]]) -> [Landmark] {
    fixed
      + moving.flatMap { m in
        combinations(m.needs, deeper).flatMap { m.form.landmarks(m.number(outer + $0)) }
      }
  }

  private func combinations(_ needs: [Int], _ deeper: [[Double]]) -> [[Double]] {
    needs.reduce([[Double](repeating: 0, count: deeper.count)]) { list, i in
      Array(
        list.flatMap { at in
          deeper[i].map { value in
            var at = at
            at[i] = value
            return at
          }
        }.prefix(Self.combinations))
    }
  }
}

extension [Double] {
  fileprivate var distinct: [Double] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}

extension [Landmark] {
  /// In order, without those that say the same as another. Kinks stay where they are: one that is
  /// nearer to the end of a panel than any node is not seen.
  fileprivate var merged: [Landmark] {
    var usable = filter { $0.place.isFinite && $0.width > 0 && $0.width.isFinite }
    for i in usable.indices {
      usable[i].width = Swift.max(usable[i].width, 0x1p-44 * Swift.abs(usable[i].place))
    }
    usable.sort { ($0.place, $0.width) < ($1.place, $1.width) }
    return usable.reduce(into: []) { kept, next in
      guard let last = kept.last, next.place - last.place <= 0.1 * last.width,
        last.place == next.place || next.width >= last.width / 2 && !next.isSharp
      else { return kept.append(next) }
    }
  }
}

/// A variable of integrals or optima inside, with the bounds it has first.
private struct BoundVariable {
  let variable: Variable, bounds: [Expression]
  var bodies: [Expression]
}

extension Expression {
  /// The innermost first.
  fileprivate func boundInside(without taken: [Variable]) -> [BoundVariable] {
    var found: [BoundVariable] = []
    _ = holds { part in
      switch part {
      case .integral(let u, let a, let b, let body), .extremum(_, let u, let a, let b, let body):
        if let i = found.firstIndex(where: { $0.variable == u }) {
          found[i].bodies.append(body)
        } else if !taken.contains(u) {
          found.append(BoundVariable(variable: u, bounds: [a, b], bodies: [body]))
        }
      default: break
      }
      return false
    }
    return found.reversed()
  }
}

import Meaning
import Notation

// Measures, where laws stand behind a differential: \int f\,dP is the mean under P, dP/dQ the ratio
// of the densities (Radon and Nikodym).

extension Audit.Document {
  /// Reads what an equation writes by measures.
  mutating func readMeasures(at i: Int) {
    guard let chain = equations[i].chain else { return }
    let laws = Set(chain.sides.flatMap(\.behindDifferentials)).filter { isMeasure($0, at: i) }
    guard !laws.isEmpty else { return }
    var read = chain, byDensities = chain
    read.sides = chain.sides.map { $0.readingMeasures(laws) }
    byDensities.sides = read.sides.map { $0.readingDensities(laws) }
    equations[i].content = .chain(read)
    equations[i].otherReadings = otherReadings(at: i) { $0.readingMeasures(laws) }
    if byDensities.sides != read.sides {
      equations[i].otherReadings.append(Equation.Reading(byDensities, .densities))
    }
  }

  private func isMeasure(_ letter: Symbol, at i: Int) -> Bool {
    let definitions = book.definitions(for: [.symbol(letter)], order: i)
    return toys(for: i).contains { toy in
      (try? TrialMaker(toy, definitions, for: [.symbol(letter)]))?.context?.isMeasure(letter)
        ?? false
    }
  }
}

extension Formula {
  /// The letters that stand behind a `d` without their variable.
  fileprivate var behindDifferentials: Set<Symbol> {
    var found: Set<Symbol> = []
    visit { part in
      switch part {
      case .integral(let p, let lower, let upper, _) where Formula.areEverything(lower, upper):
        found.insert(p)
      case .derivative(.symbol(let p), let q, 1): found.formUnion([p, q])
      default: break
      }
    }
    return found
  }

  /// `\int f\,dP` as the mean of f, `\frac{dP}{dQ}(x)` as P(x)/Q(x).
  fileprivate func readingMeasures(_ laws: Set<Symbol>) -> Formula {
    func isLaw(_ s: Symbol) -> Bool { laws.contains(s) }
    if case .application(.derivative(.symbol(let p), let q, 1), let place) = self, isLaw(p),
      isLaw(q)
    {
      return .quotient(.application(.symbol(p), place), .application(.symbol(q), place))
        .readingMeasures(laws)
    }
    let inside = rebuilt(parts.map { $0.readingMeasures(laws) })
    return switch inside {
    case .integral(let p, let lower, let upper, let body)
    where isLaw(p) && Formula.areEverything(lower, upper):
      .expectation([Draw([], .symbol(p))], body)
    case .derivative(.symbol(let p), let q, 1) where isLaw(p) && isLaw(q):
      .quotient(.symbol(p), .symbol(q))
    default: inside
    }
  }

  /// Whether an integral has no bounds, or those of `\int_{\mathbb R}`.
  private static func areEverything(_ lower: Formula?, _ upper: Formula?) -> Bool {
    lower == nil && upper == nil || lower == .negative(.infinity) && upper == .infinity
  }

  /// `\frac{dP}{dx}(a)` as P(a), where it may as well be the slope of the density.
  fileprivate func readingDensities(_ laws: Set<Symbol>) -> Formula {
    if case .application(.derivative(.symbol(let p), let x, 1), let place) = self,
      laws.contains(p), !laws.contains(x)
    {
      return .application(.symbol(p), place).readingDensities(laws)
    }
    let inside = rebuilt(parts.map { $0.readingDensities(laws) })
    guard case .derivative(.symbol(let p), let x, 1) = inside, laws.contains(p), !laws.contains(x)
    else { return inside }
    return .application(.symbol(p), Arguments([.symbol(x)]))
  }
}

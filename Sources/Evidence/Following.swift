import Meaning
import Notation

extension MutantTrial {
  /// Whether it is true wherever the equation is, on all that the toys draw: the sides of its steps
  /// lie as far apart as the equation's, or farther.
  func isProvedToFollow(_ places: [Place]) -> Bool {
    guard let steps = stepsApart, !steps.isEmpty else { return false }
    return areProvedOnBoxes(steps, places, isThorough: true)
  }

  /// new ≤ old for what stands below, old ≤ new for what stands above; nil where an equality was
  /// changed.
  private var stepsApart: [Statement.Chain]? {
    guard case .relation(let sides, let relations) = variant.chain.formula,
      case .relation(let olds, let before) = origin.formula, relations == before,
      sides.count == olds.count
    else { return nil }
    var steps: [Statement.Chain] = []
    for i in relations.indices where sides[i] != olds[i] || sides[i + 1] != olds[i + 1] {
      let (below, above): (Int, Int)
      switch relations[i] {
      case .less, .lessOrEqual: (below, above) = (i, i + 1)
      case .greater, .greaterOrEqual: (below, above) = (i + 1, i)
      default: return nil
      }
      for (low, high) in [(sides[below], olds[below]), (olds[above], sides[above])]
      where low != high {
        steps.append(.init(.relation(sides: [low, high], relations: [.lessOrEqual])))
      }
    }
    return steps
  }
}

import Meaning
import Notation

extension DefinitionBook {
  /// Whether a left side is what is taken, by its name, of what has a meaning: h(Y) of a random
  /// variable Y that stands before, D_f by a function f that does. Then it is judged, or not
  /// understood, and no definition.
  func isTaken(
    _ left: Formula, as right: Formula, before order: Int, on toys: [Toy]
  ) -> Bool {
    if let (distance, _, _) = Distance.laws(left) {
      guard case .byFunction(let f) = distance else { return false }
      return defines(Name(symbol: f, arity: 1), before: order)
    }
    guard Functional(left) != nil, !Functional.isFunction(left, right),
      case .application(_, let arguments) = left
    else { return false }
    return (arguments.wanted + arguments.given + arguments.parameters).allSatisfy { argument in
      guard case .symbol(let variable) = argument else { return false }
      return defines(Name(symbol: variable, arity: nil), before: order)
        || toys.contains { $0.draws(Meaning.Name.text(variable)) }
    }
  }
}

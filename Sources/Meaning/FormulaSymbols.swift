import Notation

extension Formula {
  /// Every symbol in the formula, also inside the subscripts of others.
  var allSymbols: Set<Symbol> {
    var found: Set<Symbol> = [], open = [self]
    while let formula = open.popLast() {
      if case .symbol(let s) = formula {
        found.insert(s)
        open += s.subscripts
      }
      open += formula.parts
    }
    return found
  }
}

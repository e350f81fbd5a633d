import Notation
import Probability

// What stands below an expectation, one draw after the other: independent copies
// `z_1, \dots, z_K \sim q`, `z_{1:K} \sim q` and `x, x' \sim p`; the factors of a law; the variables
// of one joint law.

extension Context {
  /// The same draws, with one for each copy and each factor.
  func spelledOut(_ draws: [Draw]) throws -> [Draw] {
    var result: [Draw] = []
    var rest = draws[...]
    while let draw = rest.popFirst() {
      if draw.isDots, let last = rest.popFirst() {
        result = try between(result, last)
      } else {
        result += try factors(draw) ?? copies(draw) ?? [draw]
      }
    }
    return together(result)
  }

  /// `p(x) p(z)` and `q(z|x) r(x)` as draws in an order in which what is given is drawn before; nil
  /// where the law is no such product, or draws other letters than it names.
  func factors(_ draw: Draw) throws -> [Draw]? {
    guard case .product(let laws)? = draw.law, laws.count > 1 else { return nil }
    var waiting: [(names: [Symbol], given: [Symbol], law: Formula)] = []
    for law in laws {
      guard case .application(.symbol, let a) = law, a.parameters.isEmpty else { return nil }
      func letters(_ formulas: [Formula]) -> [Symbol] {
        formulas.compactMap { if case .symbol(let s) = $0.leftOfEquality { s } else { nil } }
      }
      let names = letters(a.wanted)
      guard names.count == a.wanted.count else { return nil }
      waiting.append((names, letters(a.given), law))
    }
    let all = waiting.flatMap(\.names)
    guard Set(all).count == all.count, draw.variables.isEmpty || Set(draw.variables) == Set(all)
    else { return nil }
    var ordered: [Draw] = []
    while !waiting.isEmpty {
      let open = Set(waiting.flatMap(\.names))
      guard let next = waiting.firstIndex(where: { open.isDisjoint(with: $0.given) }) else {
        throw MeaningError("the factors of \(latex(draw.law ?? .number(1))) are given each other")
      }
      let factor = waiting.remove(at: next)
      ordered.append(Draw(factor.names, factor.law))
    }
    return ordered
  }

  /// `\mathbb E_{x, z}` of two variables of one joint law: drawn together.
  private func together(_ draws: [Draw]) -> [Draw] {
    let letters = draws.map { draw -> Symbol? in
      guard draw.variables.isEmpty, case .symbol(let s)? = draw.law, !isLaw(s) else { return nil }
      return s
    }
    let joint = letters.compactMap(\.self)
    guard joint.count > 1, joint.count == draws.count, Set(joint).count == joint.count else {
      return draws
    }
    return lettersHaving(all: joint.map(name)).isEmpty ? draws : [Draw(joint, nil)]
  }

  /// The joint laws that have all of these variables.
  func lettersHaving(all names: [String]) -> [String] {
    if names.count == 1 { return letters(having: names[0]) }
    return toy.factors.keys.sorted().filter { letter in
      guard let model = try? model(letter) else { return false }
      return !model.own.isDisjoint(with: names) && names.allSatisfy(model.variables.contains)
    }
  }

  /// What `z_1, z_2, \dots, z_K` stands for: all of them are drawn from what the last one is.
  private func between(_ first: [Draw], _ last: Draw) throws -> [Draw] {
    guard let end = last.letter,
      let start = first.lastIndex(where: { $0.law == nil || $0.letter?.family != end.family })
        .map({ $0 + 1 }) ?? first.indices.first, start < first.count
    else {
      throw MeaningError("“…” below an expectation stands between z_1 and z_K of one letter")
    }
    let letters = first[start...].compactMap { $0.letter.map { Formula.symbol($0) } }
    let all = try expanded(letters + [.dots, .symbol(end)]) { .negative($0) }
    return first[..<start]
      + all.compactMap { member in
        guard case .symbol(let s) = member else { return nil }
        return last.variables.isEmpty ? Draw([], member) : Draw([s], last.law)
      }
  }

  /// `z_{1:K} \sim q` of a law of one variable; nil where it is one draw.
  private func copies(_ draw: Draw) throws -> [Draw]? {
    if draw.variables.count > 1, let law = draw.law,
      try isOfOneVariable(law, beside: draw.variables.count)
    {
      // of `x_0, t \sim [1, T]` the toy knows how x_0 is drawn
      return draw.variables.enumerated().map { i, s in
        i < draw.variables.count - 1 && isDrawnElsewhere(s, than: law)
          ? Draw([], .symbol(s)) : Draw([s], law)
      }
    }
    guard draw.variables.count == 1, let law = draw.law,
      let members = try slice(draw.variables[0]), members.count > 1,
      try isOfOneVariable(law, beside: members.count)
    else { return nil }
    return members.map { Draw([$0], law) }
  }

  private func isDrawnElsewhere(_ s: Symbol, than law: Formula) -> Bool {
    guard locals[name(s)] == nil else { return false }
    if (try? randomLaw(name(s))).flatMap(\.self) != nil { return true }
    let own: Symbol? =
      switch law {
      case .symbol(let letter), .application(.symbol(let letter), _): letter
      default: nil
      }
    return letters(having: name(s)).contains { letter in own.map { name($0) != letter } ?? true }
  }

  private func isOfOneVariable(_ law: Formula, beside n: Int) throws -> Bool {
    switch law {
    case .interval, .set: return true
    case .application(.symbol(let s), let a):
      guard let letter = letter(name(s)) else { break }
      return try wanted(a, in: model(letter)).count == 1
    case .symbol(let s):
      guard let letter = letter(name(s)) else { break }
      return try model(letter).own.count == 1
    default: break
    }
    return try expecting(n).lawOf(law, densitiesToo: true)?.dimension == 1
  }
}

extension Draw {
  fileprivate var isDots: Bool { variables.isEmpty && law == .dots }

  /// The letter that is drawn, of `z_1 \sim q` and of `z_1` alone.
  fileprivate var letter: Symbol? {
    if variables.count == 1 { return variables[0] }
    if variables.isEmpty, case .symbol(let s)? = law { return s }
    return nil
  }
}

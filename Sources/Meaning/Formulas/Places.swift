import Exact
import Expressions
import Notation
import Probability

// Which variable of a joint law an argument means, and its value.

extension Context {
  struct Place { var space: String; var value: () throws -> [Expression] }

  /// The spaces an argument of `p(…)` names, and its values there. `x_{1:T}` names several; `x_1 =
  /// 0` states its value.
  func places(_ formula: Formula, in model: LetterModel) throws -> [Place] {
    switch formula {
    case .symbol(let s) where s == .placeholder && model.variables.count == 1:
      return [
        Place(space: model.variables[0]) { throw MeaningError("the dot stands for no value") }
      ]
    case .symbol(let s):
      if !isSpace(s, in: model), let slice = try slice(s) {
        return try slice.flatMap { try places(.symbol($0), in: model) }
      }
      let space = try space(of: s, in: model)
      return [Place(space: space) { try coordinates(.symbol(s)) }]
    case .relation(let sides, let relations) where relations == [.equal]:
      guard case .symbol(let s) = sides[0] else { break }
      return [Place(space: try space(of: s, in: model)) { try coordinates(sides[1]) }]
    case .tuple(let parts): return try parts.flatMap { try places($0, in: model) }
    default: break
    }
    guard model.known.count == 1 else {
      throw MeaningError(
        "which variable of \(model.letter) is \(latex(formula))? write it as in p(x = 0 | z = 1)")
    }
    return [Place(space: model.variables[0]) { try coordinates(formula) }]
  }

  /// What is given, and the parameters behind the semicolon: by name, else by the place they have
  /// in the factor that the toy writes. Parameters that the toy does not declare are for the
  /// record.
  func given(_ arguments: Arguments, wanted: [Place], in model: LetterModel) throws -> [Given] {
    if let factor = try turned(arguments, in: model) {
      return try zip(factor.given, arguments.given.flatMap { try places($0, in: model) })
        .map { Given($0, try $1.value()) }
    }
    let factor = model.factors.first { $0.wanted == wanted.map(\.space) }
    var result: [Given] = []
    for (k, formula) in arguments.given.enumerated() {
      do {
        result += try places(formula, in: model).map { Given($0.space, try $0.value()) }
      } catch let error as MeaningError {
        guard let names = factor?.given, names.count == arguments.given.count, !formula.isLetter
        else {
          throw error
        }
        result.append(Given(names[k], try coordinates(formula)))
      }
    }
    for (k, formula) in arguments.parameters.enumerated() {
      if let factor, factor.parameters.count == arguments.parameters.count,
        factor.given.count == arguments.given.count
      {
        let names = factor.parameters
        result.append(Given(names[k], try coordinates(formula)))
      } else if let places = try? places(formula, in: model) {
        result += try places.map { Given($0.space, try $0.value()) }
      }
    }
    return result
  }

  func wanted(_ arguments: Arguments, in model: LetterModel) throws -> [Place] {
    func dot(_ space: String) -> Place {
      Place(space: space) { throw MeaningError("the dot stands for no value") }
    }
    if arguments.wanted == [.symbol(.placeholder)], model.variables.count > 1 {
      let spaces = try arguments.given.flatMap { try places($0, in: model) }.map(\.space)
      if let factor = model.factors.first(where: { $0.given == spaces }) {
        return factor.wanted.map(dot)
      }
      let rest = model.variables.filter { !spaces.contains($0) }
      if rest.count == 1, !spaces.isEmpty { return rest.map(dot) }
    }
    if let factor = try turned(arguments, in: model) {
      return try zip(factor.wanted, arguments.wanted.flatMap { try places($0, in: model) })
        .map { space, place in Place(space: space, value: place.value) }
    }
    do { return try arguments.wanted.flatMap { try places($0, in: model) } } catch let error
      as MeaningError
    {
      if let whole = arguments.wanted.first(where: { isWhole($0, of: model) }) {
        throw MeaningError(
          "\(model.letter) is a joint law of \(model.variables.joined(separator: ", ")), and \(latex(whole)) is none of them: write \(model.letter)(\(model.variables.joined(separator: ", ")))"
        )
      }
      guard arguments.wanted.allSatisfy(isPlainValue),
        let spaces = spaces(shapedLike: arguments, in: model)
      else { throw error }
      return zip(spaces, arguments.wanted).map { space, formula in
        Place(space: space) { try coordinates(formula) }
      }
    }
  }

  /// The variables that values without a name stand for: those to which a factor gives a law where
  /// the same is given, else all that are not given, else those of the only factor of this shape:
  /// `p(1, 0)` of a law that the toy writes `p(x, y)`, `p(1 | z)`.
  private func spaces(shapedLike arguments: Arguments, in model: LetterModel) -> [String]? {
    let count = arguments.wanted.count
    let fitting = model.factors.filter {
      $0.wanted.count == count && $0.given.count == arguments.given.count
    }
    let only = fitting.count == 1 ? fitting[0].wanted : nil
    guard !arguments.given.isEmpty,
      let given = try? arguments.given.flatMap({ try places($0, in: model) }).map(\.space)
    else { return only }
    let own = fitting.filter { Set($0.given) == Set(given) }
    if own.count == 1 { return own[0].wanted }
    let rest = model.variables.filter { !given.contains($0) }
    return rest.count == count ? rest : nil
  }

  /// The variable whose place a letter takes that names none itself.
  func spaceByPlace(of symbol: Symbol, _ arguments: Arguments, in model: LetterModel) -> String? {
    guard let k = arguments.wanted.firstIndex(of: .symbol(symbol)) else { return nil }
    return spaces(shapedLike: arguments, in: model)?[k]
  }

  /// A value that names no variable: a number, or a letter that counts.
  private func isPlainValue(_ formula: Formula) -> Bool {
    guard case .symbol(let s) = formula else { return !formula.isRelation }
    return spaceNamed(name(s)) == nil && (locals[name(s)].map { $0.space == nil } ?? false)
  }

  /// Whether a letter is that of several variables x_1, x_2 without their number: no place of one.
  private func isWhole(_ formula: Formula, of model: LetterModel) -> Bool {
    guard case .symbol(let s) = formula, s.subscripts.isEmpty else { return false }
    return model.variables.count { Symbol(named: $0).letter == s.letter } > 1
  }

  private func isSpace(_ s: Symbol, in model: LetterModel) -> Bool {
    model.known.contains(Name.text(s)) || model.known.contains(name(s))
  }

  /// The space of a variable: its own name, the space it was drawn from, or what remains without
  /// primes, sample numbers, style and subscripts; a capital names the variable of the small
  /// letter.
  func space(of symbol: Symbol, in model: LetterModel) throws -> String {
    let known = model.known.union(
      model.dimensions.flatMap { space, n in
        LetterModel.coordinates(of: space, n).map(\.name)
      })
    var candidate = symbol
    let simpler: [(inout Symbol) -> Void] = [
      { _ in }, { $0.style = .italic }, { $0.marks.removeAll { $0 == "'" || $0.hasPrefix("(") } },
      { $0.accents = [] },
      { $0.letter = $0.letter.count == 1 ? $0.letter.lowercased() : $0.letter },
      { $0.subscripts = [] },
    ]
    for simplify in simpler {
      simplify(&candidate)
      for name in [name(candidate), Name.text(candidate)] {
        if known.contains(name) { return name }
        if let space = locals[name]?.space, known.contains(space) { return space }
      }
    }
    throw MeaningError(
      "\(model.letter) says nothing of \(name(symbol)); it is a law of \(model.variables.joined(separator: ", "))"
        + (model.outside.isEmpty ? "" : " given \(model.outside.sorted().joined(separator: ", "))"))
  }

  /// `x_{1:3}` as x_1, x_2, x_3, and `x_{<t}`, `x_{\ge t}` as the members of the family on that
  /// side; nil for any other symbol.
  func slice(_ symbol: Symbol) throws -> [Symbol]? {
    guard symbol.subscripts.count == 1, symbol.subscripts[0].isSlice else { return nil }
    guard let range = try coordinateRange(symbol.subscripts[0]) else {
      throw MeaningError(
        "the ends of the slice \(latex(.symbol(symbol))) are not known whole numbers")
    }
    let members = range.from == nil || range.through == nil ? numbers(of: symbol.family) : []
    guard let from = range.from ?? members.first, let through = range.through ?? members.last else {
      return nil
    }
    return (from...max(from, through)).filter { $0 <= through }.map { n in
      var member = symbol
      member.subscripts = [.number(Rational(n))]
      return member
    }
  }

  /// The numbers that the members of a family have on this toy, in order.
  private func numbers(of family: Symbol) -> [Int] {
    let names =
      toy.statements.map(\.name)
      + toy.factors.keys.sorted().flatMap { (try? model($0))?.variables ?? [] }
    let stem = name(family) + "_"
    return Set(names.compactMap { $0.hasPrefix(stem) ? Int($0.dropFirst(stem.count)) : nil })
      .sorted()
  }
}

extension Formula {
  var isLetter: Bool { if case .symbol = self { true } else { false } }

  /// The letter that it is; nil for anything else.
  var letter: Symbol? { if case .symbol(let s) = self { s } else { nil } }

  fileprivate var isRelation: Bool { if case .relation = self { true } else { false } }

  /// Whether it is what stands in the subscript of a slice.
  fileprivate var isSlice: Bool {
    switch self {
    case .range, .bounded: true
    default: false
    }
  }
}

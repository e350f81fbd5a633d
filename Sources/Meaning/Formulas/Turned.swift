import Notation

// `q(x \mid y)` and `q(x' \mid x)` of a kernel that the toy writes `q(y | x)`: its letters by their
// places, since q gives no law to x.

extension Context {
  /// The factor whose places the letters of a conditional take, where what is wanted has no law
  /// under its letter; nil where the letters mean what they say. Throws where they do not fit.
  func turned(_ arguments: Arguments, in model: LetterModel) throws -> LetterModel.Factor? {
    guard !model.outside.isEmpty, let wanted = try? arguments.wanted.flatMap(spelling(in: model)),
      let given = try? arguments.given.flatMap(spelling(in: model)),
      let lawless = wanted.first(where: { letter in
        model.outside.contains(letter.space) && !given.contains { $0 == letter }
      })
    else { return nil }
    let spaces = (wanted.map(\.space), given.map(\.space))
    guard let factor = model.factors.first, model.factors.count == 1, arguments.parameters.isEmpty,
      factor.parameters.isEmpty, factor.wanted.count == wanted.count,
      factor.given.count == given.count, !given.isEmpty,
      zip(spaces.0 + spaces.1, factor.wanted + factor.given).allSatisfy(areAlike),
      !areApart(factor, but: model.letter)
    else {
      throw model.lacksLaw(of: lawless.space)
    }
    return factor
  }

  private struct Letter: Equatable { var name: String, space: String }

  /// The letters of an argument and the variables that they name.
  private func spelling(in model: LetterModel) -> (Formula) throws -> [Letter] {
    { formula in
      let symbols: [Symbol] =
        switch formula.leftOfEquality {
        case .symbol(let s): try self.slice(s) ?? [s]
        default: throw MeaningError("\(latex(formula)) is no letter")
        }
      return try symbols.map {
        Letter(name: Name.text($0, index: self.index), space: try self.space(of: $0, in: model))
      }
    }
  }

  /// Whether two variables can be the same values.
  private func areAlike(_ x: String, _ y: String) -> Bool {
    if x == y { return true }
    guard case .parameter(let a, _)? = toy.byName[x]?.kind,
      case .parameter(let b, _)? = toy.byName[y]?.kind
    else { return toy.vectors[x] != nil && toy.vectors[x] == toy.vectors[y] }
    let (first, second) = ((try? finiteValues(of: a)) ?? nil, (try? finiteValues(of: b)) ?? nil)
    return first == nil && second == nil ? a == b : first == second
  }

  /// Whether another joint law has what is drawn and what is given as two variables: the code z of
  /// x is not another x.
  private func areApart(_ factor: LetterModel.Factor, but letter: String) -> Bool {
    toy.factors.keys.contains { other in
      other != letter
        && (try? model(other)).map { model in
          (factor.wanted + factor.given).allSatisfy(model.variables.contains)
        } ?? false
    }
  }
}

extension LetterModel {
  /// Where q(y) is asked for of `q(y | x)`, with no law of x under that letter: the toy's x is not
  /// meant.
  func checkMarginal(of wanted: [String], _ arguments: Arguments) throws {
    guard arguments.given.isEmpty, arguments.parameters.isEmpty else { return }
    if let name = lacking(wanted) { throw lacksLaw(of: name) }
  }

  /// What would need a law, that some be of what is wanted, and has none under the letter.
  func lacking(_ wanted: [String]) -> String? {
    var open = wanted, seen: Set<String> = []
    while let name = open.popLast() {
      guard seen.insert(name).inserted else { continue }
      if outside.contains(name), factors.contains(where: { $0.given.contains(name) }) {
        return name
      }
      open += factors.filter { $0.wanted.contains(name) }.flatMap(\.given)
    }
    return nil
  }

  func lacksLaw(of space: String) -> MeaningError {
    MeaningError(
      "\(letter) is a law of \(variables.joined(separator: ", ")) given \(outside.sorted().joined(separator: ", ")) and gives none to \(space): bind it on the toy, as in \(letter)(\(space)) = …",
      cause: .lackOfToy)
  }
}

import Notation
import Probability

// The aggregate posterior: where the toy has `q(z | x)` and no law of x under that letter, a text
// that says what q(z) is says what x is drawn from.

extension Context {
  /// The p(x) of `q(z) := \int q(z \mid x) p(x)\,dx`, as the factor that the toy's q(z | x) lacks,
  /// also where the mixture has another name, `p_t(x) := \int p_{t|0}(x \mid x_0) p_0(x_0)\,dx_0`;
  /// nil where the text says nothing of the kind.
  func factorByText(beside factors: [Statement]) -> Statement? {
    guard factors.count == 1, factors[0].parameters.isEmpty, factors[0].indices.isEmpty,
      case .factor(let wanted, let given, _) = factors[0].kind, wanted.count == 1,
      given.count == 1
    else { return nil }
    let kernel = Formula.application(
      .symbol(factors[0].symbol), Arguments([.symbol(wanted[0])], given: [.symbol(given[0])]))
    let own = defined(factors[0].symbol, arguments: 1).map { [$0.entry] }
    let laws = (own ?? definitions.functions).lazy.filter {
      !$0.hasBar && $0.square == nil && $0.parameters == wanted
    }.compactMap { $0.body.mixing(kernel, over: given[0]) }
    guard let law = laws.first, case .symbol(let head) = law.head,
      letter(name(head)) != letter(name(factors[0].symbol))
    else { return nil }
    // under the letter of its law: it is no factor of q's own
    return Statement(
      name: Name.text(head), symbol: head,
      kind: .factor(wanted: given, given: [], .formula(law)), indices: [:], line: factors[0].line)
  }

  /// The law of z where a text defines q(z) by a density and the toy has only q(z | x); nil where
  /// the toy has it, or the text says nothing.
  func lawByText(_ letter: Symbol, _ arguments: Arguments, in model: LetterModel) throws -> Law? {
    guard try isMarginalOfText(letter, arguments, in: model) else { return nil }
    return try lawByDensity(of: letter, arguments.wanted.compactMap(\.letter))
  }

  /// Whether q(z) has no law on the toy, and a text defines it.
  func isMarginalOfText(_ letter: Symbol, _ arguments: Arguments, in model: LetterModel) throws
    -> Bool
  {
    guard arguments.given.isEmpty, arguments.parameters.isEmpty,
      let entry = defined(letter, arguments: arguments.wanted.count)?.entry, !entry.hasBar,
      entry.square == nil
    else { return false }
    return model.lacking(try wanted(arguments, in: model).map(\.space)) != nil
  }

  /// The x of which a toy with `q(z | x)` alone has no law, where q(z) is asked for: a text may say
  /// what it is.
  package func lawless(in formula: Formula) -> Symbol? {
    guard case .application(.symbol(let s), let arguments) = formula, arguments.given.isEmpty,
      arguments.parameters.isEmpty, let letter = letter(name(s)),
      let model = try? model(letter), let wanted = try? wanted(arguments, in: model)
    else { return nil }
    return model.lacking(wanted.map(\.space)).map { Symbol(named: $0) }
  }
}

extension Formula {
  fileprivate var head: Formula {
    if case .application(let head, _) = self { head } else { self }
  }

  /// p(x) of `\int q(z \mid x) p(x)\,dx`, of `\sum_x p(x) q(z \mid x)` and of
  /// `\mathbb{E}_{x \sim p}[q(z \mid x)]`.
  fileprivate func mixing(_ kernel: Formula, over x: Symbol) -> Formula? {
    switch self {
    case .expectation(let draws, kernel) where draws.count == 1:
      guard let law = draws[0].law else { return nil }
      if law.isTaken(of: x) {
        return draws[0].variables.isEmpty || draws[0].variables == [x] ? law : nil
      }
      guard draws[0].variables == [x], case .symbol = law else { return nil }
      return .application(law, Arguments([.symbol(x)]))
    case .integral(x, let lower, let upper, .product(let factors)):
      let isWhole =
        [nil, .negative(.infinity)].contains(lower) && [nil, .infinity].contains(upper)
      return isWhole ? factors.other(than: kernel, of: x) : nil
    case .series(.sum, x, .all, .product(let factors)): return factors.other(than: kernel, of: x)
    default: return nil
    }
  }

  /// Whether it is p(x).
  fileprivate func isTaken(of x: Symbol) -> Bool {
    guard case .application(.symbol, let a) = self else { return false }
    return a == Arguments([.symbol(x)])
  }
}

extension [Formula] {
  /// The p(x) beside the kernel.
  fileprivate func other(than kernel: Formula, of x: Symbol) -> Formula? {
    guard count == 2, contains(kernel) else { return nil }
    return first { $0.isTaken(of: x) }
  }
}

import Exact
import Expressions
import Notation
import Probability

// The meaning of a formula, case by case. Every case is a general rule; none knows which claim it serves.

extension Context {
  func scalar(_ formula: Formula) throws -> Expression {
    let meaning = try denotation(formula)
    switch meaning {
    case .scalar(let e): return e
    case .vector(let v) where v.count == 1: return v[0]
    case .matrix(let m) where m.count == 1 && m[0].count == 1: return m[0][0]
    default: throw MeaningError("\(latex(formula)) is \(meaning.kind) where a number is expected")
    }
  }

  /// A number, or the coordinates of a point.
  func coordinates(_ formula: Formula) throws -> [Expression] {
    switch try denotation(formula) {
    case .scalar(let e): return [e]
    case .vector(let v): return v
    case let other: throw MeaningError("\(latex(formula)) is \(other.kind) where a point is expected")
    }
  }

  /// What a formula means here. Where nothing is bound but the toy's own letters the meaning is found once a point:
  /// the sides of an equation, its foils and its mutants share most of their parts.
  func denotation(_ formula: Formula) throws -> Denotation {
    guard isAtThePoint, locals.isEmpty, width == nil, valuation.values.isEmpty, formula.isCompound else {
      return try computed(formula)
    }
    if let known = cache.meanings[formula] { return known }
    let meaning = try computed(formula)
    cache.meanings[formula] = meaning
    return meaning
  }

  private func computed(_ formula: Formula) throws -> Denotation {
    switch formula {
    case .number(let r): return .scalar(.rational(r))
    case .infinity: return .scalar(.infinity)
    case .symbol(let s): return try meaning(of: s)
    case .sum(let terms): return try sum(terms)
    case .negative(let a): return try denotation(a).mapScalars { -$0 }
    case .product(let factors): return try product(factors)
    case .quotient(let a, let b): return try quotient(a, b)
    case .power(let a, let b): return try power(a, b)
    case .hadamard(let a, let b): return try hadamard(a, b)
    case .function(let name, let argument): return try function(name, argument)
    case .application(let head, let arguments): return try application(head, arguments)
    case .absolute(let a): return try absolute(a)
    case .norm(let a, let order): return .scalar(try norm(a, order))
    case .expectation(let draws, let body): return try expectation(draws, body)
    case .divergence(let name, let p, let q): return .scalar(try divergence(name, p, q))
    case .series(let kind, let index, let range, let body): return try series(kind, index, range, body)
    case .integral(let variable, let lower, let upper, let body): return try integral(variable, lower, upper, body)
    case .derivative(let body, let by, let order): return try derivative(body, by: by, order: order)
    case .gradient(let body, let by): return try gradient(body, by: by)
    case .prime(let f, let order, let at): return .scalar(try prime(f, order, at: at))
    case .optimum(let kind, let variables, let set, let body): return try optimum(kind, variables, set, body)
    case .limit(let variable, let to, let body): return .scalar(try limit(variable, to, body))
    case .cases(let branches): return try cases(branches)
    case .matrix(let rows): return try matrix(rows)
    case .tuple(let entries): return try tuple(entries)
    case .interval(let a, let b, _, _): return .interval(lower: try scalar(a), upper: try scalar(b))
    case .set(let members, let dots): return try set(members, dots: dots)
    case .transpose(let a): return try transpose(a)
    case .composition(let f, let g): return .function(.composition(try functionMeant(f), try functionMeant(g)))
    case .relation: throw MeaningError("a relation stands where a number is expected: \(latex(formula))")
    case .evaluated(let body, let relations): return try evaluated(body, relations)
    case .component(let body, let indices): return try component(body, indices)
    case .conditioned: throw MeaningError("a conditional expectation names its law: write \\mathbb{E}_{x \\sim p(x|y)}[…]")
    case .range, .bounded: throw MeaningError("\(latex(formula)) is a slice; it stands in a subscript")
    case .dots: throw MeaningError("“…” is understood only where its pattern is clear; write a sum or product with its index")
    }
  }

  func component(_ body: Formula, _ indices: [Formula]) throws -> Denotation {
    let places = try indices.flatMap { formula -> [Int] in
      if let n = Name.whole(formula, index: index) { return [n] }
      if case .product(let letters) = formula { return letters.compactMap { Name.whole($0, index: index) } }
      throw MeaningError("\(latex(formula)) is no known index")
    }
    switch (try denotation(body), places.count) {
    case (.scalar(let e), 1) where places[0] == 1: return .scalar(e)
    case (.vector(let v), 1) where v.indices.contains(places[0] - 1): return .scalar(v[places[0] - 1])
    case (.matrix(let m), 2) where m.indices.contains(places[0] - 1) && m[0].indices.contains(places[1] - 1):
      return .scalar(m[places[0] - 1][places[1] - 1])
    case (let other, _): throw MeaningError("\(latex(body)) is \(other.kind); it has no entry \(places.map(String.init).joined(separator: ", "))")
    }
  }

  // MARK: arithmetic

  private func sum(_ terms: [Formula]) throws -> Denotation {
    if let law = try lawOf(.sum(terms)) { return .law(law) }
    let spelled = terms.contains(.dots) ? try expanded(terms, negative: { .negative($0) }) : terms
    let values = try sized(spelled, spelled.map(denotation))
    return try values.dropFirst().reduce(values[0]) { try $0 + $1 }
  }

  /// The terms of a sum, where a multiple of `\mathbf I` is as large as the matrices beside it.
  private func sized(_ terms: [Formula], _ values: [Denotation]) -> [Denotation] {
    let sizes = values.compactMap { if case .matrix(let m) = $0, m.count == m.first?.count { m.count } else { nil } }
    guard let size = sizes.first else { return values }
    return zip(terms, values).map { term, value in
      guard case .scalar(let x) = value, term.allSymbols.contains(where: isIdentity) else { return value }
      return .matrix(Matrix.identity(size).map { $0.map { x * $0 } })
    }
  }

  private func isIdentity(_ s: Symbol) -> Bool {
    s.letter == "I" && s.marks.isEmpty && s.accents.isEmpty && s.subscripts.isEmpty && !isBound(s)
  }

  private func product(_ factors: [Formula]) throws -> Denotation {
    if let law = try lawOf(.product(factors)) { return .law(law) }
    let spelled = factors.contains(.dots) ? try expanded(factors, negative: { $0 }) : factors
    var total = try denotation(spelled[0])
    for factor in spelled.dropFirst() { total = try total * denotation(factor) }
    return total
  }

  private func quotient(_ a: Formula, _ b: Formula) throws -> Denotation {
    if let law = try lawOf(.quotient(a, b)) { return .law(law) }
    let below = try scalar(b)
    return try denotation(a).mapScalars { $0 / below }
  }

  private func power(_ a: Formula, _ b: Formula) throws -> Denotation {
    // x (y + 1)^2 parses as an application raised to a power; when x is a number the power belongs to the bracket.
    if case .application(.symbol(let s), let arguments) = a, isBound(s), case .scalar(let factor) = try meaning(of: s),
      arguments.given.isEmpty, arguments.wanted.count == 1 {
      return .scalar(factor * (try scalar(arguments.wanted[0])).raised(to: try scalar(b)))
    }
    switch try denotation(a) {
    case .scalar(let x):
      switch try denotation(b) {
      case .scalar(let y): return .scalar(x.raised(to: y))
      case .vector(let v): return .vector(v.map { x.raised(to: $0) })
      case let other: throw MeaningError("\(latex(b)) is \(other.kind) where an exponent is expected")
      }
    case .matrix(let m):
      guard case .rational(let r) = try scalar(b), let n = r.int else { throw MeaningError("a matrix has whole powers only") }
      guard m.count == m.first?.count else { throw MeaningError("\(latex(a)) is no square matrix; it has no power") }
      let base = n < 0 ? Matrix.inverse(m) : m
      let one: Denotation = n == 0 ? .matrix(Matrix.identity(m.count)) : .matrix(base)
      return try (1..<max(1, abs(n))).reduce(one) { product, _ in try product * .matrix(base) }
    case .vector(let v):
      let y = try scalar(b)
      return .vector(v.map { $0.raised(to: y) })
    case .function(let f):
      guard case .number(let r) = b, r == Rational(-1) else {
        if case .negative(.number(1)) = b { return .function(.inverse(f)) }
        throw MeaningError("only the inverse power of a function has a meaning: \(latex(.power(a, b)))")
      }
      return .function(.inverse(f))
    case let other: throw MeaningError("\(latex(a)) is \(other.kind); it has no power")
    }
  }

  private func hadamard(_ a: Formula, _ b: Formula) throws -> Denotation {
    switch (try denotation(a), try denotation(b)) {
    case (.vector(let x), .vector(let y)) where x.count == y.count: return .vector(zip(x, y).map { $0 * $1 })
    case (let x, let y): return try x * y
    }
  }

  // MARK: functions with a fixed meaning

  private func function(_ name: FunctionName, _ argument: Formula) throws -> Denotation {
    switch name {
    case .log, .ln: return try logarithm(argument)
    case .sqrt: return try denotation(argument).mapScalars { .sqrt($0) }
    case .exp: return try denotation(argument).mapScalars { .exp($0) }
    case .sin: return try elementwise(.sin, argument)
    case .cos: return try elementwise(.cos, argument)
    case .tan: return try elementwise(.tan, argument)
    case .sinh: return try elementwise(.sinh, argument)
    case .cosh: return try elementwise(.cosh, argument)
    case .tanh: return try elementwise(.tanh, argument)
    case .arctan: return try elementwise(.arctan, argument)
    case .erf: return try elementwise(.erf, argument)
    case .sgn: return try elementwise(.sign, argument)
    case .sigma: return try denotation(argument).mapScalars { .rational(1) / (.rational(1) + .exp(-$0)) }
    case .logit: return try denotation(argument).mapScalars { .log($0 / (.rational(1) - $0)) }
    case .softplus: return try denotation(argument).mapScalars { .log(.rational(1) + .exp($0)) }
    case .relu: return try denotation(argument).mapScalars { ($0 + .abs($0)) / .rational(2) }
    case .det: return .scalar(Matrix.determinant(try square(argument)))
    case .tr:
      let m = try square(argument)
      return .scalar(m.indices.reduce(.rational(0)) { $0 + m[$1][$1] })
    case .diag:
      let v = try coordinates(argument)
      return .matrix(v.indices.map { i in v.indices.map { i == $0 ? v[i] : .rational(0) } })
    case .min, .max: return .scalar(try extreme(of: try coordinates(argument), largest: name == .max))
    case .variance: return .scalar(try variance(argument))
    case .covariance:
      guard case .tuple(let parts) = argument, parts.count == 2 else { throw MeaningError("Cov takes two random variables") }
      return .scalar(try covariance(parts[0], parts[1]))
    case .entropy: return .scalar(try entropy(argument))
    }
  }

  private func elementwise(_ f: Expression.Function, _ argument: Formula) throws -> Denotation {
    try denotation(argument).mapScalars { .function(f, $0) }
  }

  /// The logarithm, split at densities, whose logarithm the law knows in a form where log p − log q cancels exactly.
  /// Sound because densities are not negative and what is left stays in one logarithm.
  func logarithm(_ formula: Formula) throws -> Denotation {
    if let log = try logDensity(formula) { return .scalar(log) }
    switch formula {
    case .quotient(let a, let b) where hasDensityFactor(a) || hasDensityFactor(b):
      return try logarithm(a) + logarithm(b).mapScalars { -$0 }
    case .product(let factors) where factors.contains(where: hasDensityFactor):
      let rest = factors.filter { !hasDensityFactor($0) }
      let logs = try factors.filter(hasDensityFactor).map { try logarithm($0) }
        + (rest.isEmpty ? [] : [try logarithm(rest.count == 1 ? rest[0] : .product(rest))])
      return try logs.dropFirst().reduce(logs[0]) { try $0 + $1 }
    default: return try denotation(formula).mapScalars { .log($0) }
    }
  }

  private func hasDensityFactor(_ formula: Formula) -> Bool {
    switch formula {
    case .application: return isDensity(formula)
    case .product(let factors): return factors.contains(where: hasDensityFactor)
    case .quotient(let a, let b): return hasDensityFactor(a) || hasDensityFactor(b)
    default: return false
    }
  }

  private func square(_ formula: Formula) throws -> [[Expression]] {
    switch try denotation(formula) {
    case .matrix(let m) where m.allSatisfy({ $0.count == m.count }): return m
    case .scalar(let e): return [[e]]
    case let other: throw MeaningError("\(latex(formula)) is \(other.kind) where a square matrix is expected")
    }
  }

  func extreme(of values: [Expression], largest: Bool) throws -> Expression {
    guard var best = values.first else { throw MeaningError("the minimum or maximum of nothing") }
    for value in values.dropFirst() {
      let keeps: Expression.Condition = largest ? .compare(value, .lessOrEqual, best) : .compare(best, .lessOrEqual, value)
      best = .choosing([.init(keeps, best)], otherwise: value)
    }
    return best
  }

  private func absolute(_ a: Formula) throws -> Denotation {
    switch try denotation(a) {
    case .matrix: return .scalar(Matrix.determinant(try square(a)))
    case .vector(let v): return .scalar(.sqrt(Denotation.dot(v, v)))
    case let other: return try other.mapScalars { .abs($0) }
    }
  }

  private func norm(_ a: Formula, _ order: Formula?) throws -> Expression {
    let v: [Expression]
    switch try denotation(a) {
    case .scalar(let x): return .abs(x)
    case .vector(let w): v = w
    case .matrix(let m): v = m.flatMap { $0 }
    case let other: throw MeaningError("\(latex(a)) is \(other.kind); it has no norm")
    }
    switch order {
    case nil, .number(2)?: return .sqrt(Denotation.dot(v, v))
    case .number(1)?: return v.reduce(.rational(0)) { $0 + .abs($1) }
    case .infinity?: return try extreme(of: v.map { .abs($0) }, largest: true)
    case let other?: throw MeaningError("no norm is called \(latex(other)) here")
    }
  }

  // MARK: collections

  private func cases(_ branches: [CaseBranch]) throws -> Denotation {
    var otherwise: Expression?
    var chosen: [Expression.Branch] = []
    for branch in branches {
      let value = try scalar(branch.value)
      if let condition = branch.condition { chosen.append(.init(try self.condition(condition), value)) } else { otherwise = value }
    }
    // Without “otherwise” the last case is taken when no other applies; a table of cases is meant to be complete.
    if otherwise == nil, let last = chosen.popLast() { otherwise = last.value }
    guard let otherwise else { throw MeaningError("cases without a case") }
    return .scalar(.choosing(chosen, otherwise: otherwise))
  }

  /// A side condition such as `x > 0` or `0 \le x < 1`.
  func condition(_ formula: Formula) throws -> Expression.Condition {
    guard case .relation(let sides, let relations) = formula else { throw MeaningError("expected a condition, found \(latex(formula))") }
    let parts: [Expression.Condition] = try relations.indices.map { i in
      if relations[i] == .element { return try membership(sides[i], sides[i + 1]) }
      let a = try scalar(sides[i]), b = try scalar(sides[i + 1])
      switch relations[i] {
      case .equal: return .compare(a, .equal, b)
      case .unequal: return .compare(a, .unequal, b)
      case .less: return .compare(a, .less, b)
      case .lessOrEqual: return .compare(a, .lessOrEqual, b)
      case .greater: return .compare(b, .less, a)
      case .greaterOrEqual: return .compare(b, .lessOrEqual, a)
      default: throw MeaningError("\(relations[i].rawValue) is no condition on numbers")
      }
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  func membership(_ x: Formula, _ set: Formula) throws -> Expression.Condition {
    let value = try scalar(x)
    if case .interval(let a, let b, let closedBelow, let closedAbove) = set {
      return .all([
        .compare(try scalar(a), closedBelow ? .lessOrEqual : .less, value),
        .compare(value, closedAbove ? .lessOrEqual : .less, try scalar(b)),
      ])
    }
    switch try denotation(set) {
    case .set(let members): return .any(members.map { .compare(value, .equal, .rational($0)) })
    case .interval(let lower, let upper):
      return .all([.compare(lower, .lessOrEqual, value), .compare(value, .lessOrEqual, upper)])
    case let other: throw MeaningError("\(latex(set)) is \(other.kind) where a set is expected")
    }
  }

  /// A point; of points in brackets of their own, `((1, 2), (0, 3))`, the matrix with these rows.
  private func tuple(_ entries: [Formula]) throws -> Denotation {
    let rows = entries.compactMap { if case .tuple(let row) = $0 { row } else { nil } }
    guard rows.count == entries.count, let width = rows.first?.count, rows.allSatisfy({ $0.count == width }) else {
      return .vector(try entries.flatMap { try coordinates($0) })
    }
    return try matrix(rows)
  }

  /// Rows of numbers and blocks. A 0 fills its block, a multiple of the identity is as large as the blocks beside it.
  private func matrix(_ rows: [[Formula]]) throws -> Denotation {
    let blocks = try rows.map { try $0.map { try block($0) } }
    guard let columns = blocks.first?.count, columns > 0, blocks.allSatisfy({ $0.count == columns }) else {
      throw MeaningError("a matrix has rows of equal length, of one entry or more")
    }
    let heights = blocks.map { row in row.map { $0.isFlexible ? 1 : $0.entries.count }.max() ?? 1 }
    let widths = (0..<columns).map { j in blocks.map { $0[j].isFlexible ? 1 : $0[j].width }.max() ?? 1 }
    var entries: [[Expression]] = []
    for (row, height) in zip(blocks, heights) {
      let filled = try zip(row, widths).map { try $0.filling(height, $1) }
      entries += (0..<height).map { i in filled.flatMap { $0[i] } }
    }
    return entries.allSatisfy { $0.count == 1 } ? .vector(entries.map { $0[0] }) : .matrix(entries)
  }

  private func block(_ formula: Formula) throws -> Block {
    switch try denotation(formula) {
    case .scalar(let e): return Block(entries: [[e]], isIdentity: formula.allSymbols.contains(where: isIdentity))
    case .vector(let v): return Block(entries: v.map { [$0] })  // of none, an empty block of one column
    case .matrix(let m): return Block(entries: m)
    case let other: throw MeaningError("\(latex(formula)) is \(other.kind) where an entry of a matrix is expected")
    }
  }

  private func transpose(_ a: Formula) throws -> Denotation {
    switch try denotation(a) {
    case .matrix(let m): return .matrix(Matrix.transpose(m))
    case .vector(let v): return .matrix([v])
    case let other: return other
    }
  }

  private func set(_ members: [Formula], dots: Bool) throws -> Denotation {
    let values = try members.filter { $0 != .dots }.map { member -> Rational in
      guard case .rational(let r) = try scalar(member) else { throw MeaningError("\(latex(member)) is no rational number") }
      return r
    }
    guard dots || members.contains(.dots) else { return .set(values) }
    guard let first = values.first?.int, let last = values.last?.int else { throw MeaningError("“…” in a set stands between whole numbers") }
    return .set(last < first ? [] : (first...last).map { Rational($0) })
  }
}

extension Formula {
  /// Whether its meaning takes more than looking up a letter.
  fileprivate var isCompound: Bool {
    switch self {
    case .number, .infinity, .symbol: false
    default: true
    }
  }
}

/// A block of a matrix.
private struct Block {
  var entries: [[Expression]]
  var isIdentity = false
  var width: Int { entries.first?.count ?? 1 }
  /// A 0 or a multiple of the identity takes the size that its neighbours have.
  var isFlexible: Bool { entries.count == 1 && entries[0].count == 1 && (isIdentity || entries[0][0] == .rational(0)) }

  func filling(_ height: Int, _ width: Int) throws -> [[Expression]] {
    if entries.count == height, self.width == width { return entries }
    guard isFlexible, !isIdentity || height == width else {
      throw MeaningError("a block of \(entries.count) × \(self.width) stands where \(height) × \(width) is needed")
    }
    return (0..<height).map { i in (0..<width).map { j in isIdentity && i != j ? .rational(0) : entries[0][0] } }
  }
}

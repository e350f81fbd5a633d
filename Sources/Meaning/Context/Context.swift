import Exact
import Expressions
import Notation
import Probability

/// One toy at one point: what every letter means, here and now.
///
/// A context is a value. Binding a letter makes a new one; nothing is looked up by spelling where a
/// space is meant: the argument of `p(z'|x)` finds its factor by the space its variable was drawn
/// from.
public struct Context {
  private var ground: Ground
  var toy: Toy { _read { yield ground.toy } }
  var definitions: Definitions { _read { yield ground.definitions } }
  private(set) var evaluator: Evaluator
  /// The point, and parameters that are being differentiated.
  var values: [String: Denotation] { didSet { isAtThePoint = false } }
  /// Whether the toy's letters still have the values of the point.
  private(set) var isAtThePoint = true
  /// Variables bound by an expectation, a sum, an integral, or a function.
  var locals: [String: Local] = [:] { didSet { bindings = Bindings(locals) } }
  /// The values of what is bound; nil where some of it has none.
  private(set) var bindings: Bindings? = Bindings([:])
  /// The values of parameters that stand as variables because something is differentiated by them.
  var valuation = Valuation()
  var depth = 0
  /// How many coordinates a law is expected to have: what `\mathcal N(0, \mathbf I)` cannot say
  /// itself.
  var width: Int?
  /// How large `I` is, where the sides of a relation say so; nil where it is as large as what stands
  /// beside it, and beside numbers 1.
  var identity: Int?
  let fresh: FreshNames
  private(set) var cache: LawCache

  struct Local { var meaning: Denotation; var space: String? }

  public init(toy: Toy, definitions: Definitions, point: Point, evaluator: Evaluator) {
    (ground, self.evaluator) = (Ground(toy: toy, definitions: definitions), evaluator)
    values = point.values.mapValues { .scalar(.rational($0)) }
    (fresh, cache) = (FreshNames(), LawCache())
  }

  /// The same meanings, given their values by another evaluator: laws and formulas that were
  /// understood once are shared.
  public func evaluating(by evaluator: Evaluator) -> Context {
    var other = self
    other.evaluator = evaluator
    return other
  }

  /// Runs a computation in which all new variables are numbered by this context: the same names in
  /// every run, whatever other threads do.
  func numbered<T>(_ body: () throws -> T) rethrows -> T {
    try Variable.$numbering.withValue(fresh.numbering, operation: body)
  }

  // MARK: binding

  func binding(_ name: String, to meaning: Denotation, space: String? = nil) -> Context {
    var inner = self
    inner.bind(name, to: meaning, space: space)
    return inner
  }
  /// A point hides what its coordinates were called before.
  mutating func bind(_ name: String, to meaning: Denotation, space: String? = nil) {
    if case .vector(let v) = meaning { for i in v.indices { locals["\(name)_\(i + 1)"] = nil } }
    locals[name] = Local(meaning: meaning, space: space)
  }
  /// Puts another value in the place of one of the toy; laws that were made before are made anew.
  mutating func put(_ name: String, _ meaning: Denotation) {
    values[name] = meaning
    cache = LawCache()
  }
  func binding(_ symbol: Symbol, to meaning: Denotation, space: String? = nil) -> Context {
    binding(name(symbol), to: meaning, space: space)
  }
  func binding(_ indices: [String: Int]) -> Context {
    indices.reduce(self) { $0.binding($1.key, to: .scalar(.rational(Rational($1.value)))) }
  }
  /// One step deeper into definitions: a definition that needs itself is an error, not a hang.
  func deeper(_ what: String) throws -> Context {
    guard depth < 60 else {
      throw MeaningError("the definition of \(what) goes round in a circle", cause: .circle)
    }
    var inner = self
    inner.depth += 1
    return inner
  }
  /// The toy's own letters only, with the indices of a `for`.
  func atTopOfToy(_ indices: [String: Int]) -> Context {
    var inner = self
    inner.locals = [:]
    (inner.width, inner.identity) = (nil, nil)
    return inner.binding(indices)
  }

  /// The same point of another toy, of which nothing has been made yet.
  func on(_ toy: Toy, without names: Set<String>) -> Context {
    var other = self
    other.ground = Ground(toy: toy, definitions: definitions)
    for name in names { other.values[name] = nil }
    other.isAtThePoint = isAtThePoint
    other.cache = LawCache()
    return other
  }

  /// Laws of the toy are made once a point, unless a parameter is being differentiated.
  func cached(_ key: String, _ make: () throws -> Law) throws -> Law {
    guard isAtThePoint, valuation.values.isEmpty else { return try make() }
    if let law = cache.laws[key] { return law }
    let law = try make()
    cache.laws[key] = law
    return law
  }
}

/// What all contexts of one toy share: in a box, since a context is copied with every letter that
/// is bound.
private final class Ground: Sendable {
  let toy: Toy, definitions: Definitions
  init(toy: Toy, definitions: Definitions) { (self.toy, self.definitions) = (toy, definitions) }
}

/// Counts the variables made for integrals, so that no two are the same and every run makes the
/// same ones.
final class FreshNames {
  private var count = 0
  /// What `Probability` names its own variables by, as long as this context asks.
  let numbering = VariableNumbering()
  func next(_ letter: String) -> Variable {
    count += 1
    return Variable("\(letter)·\(count)")
  }
}

/// What has been made at a point. One context's own: a context is used by one thread at a time.
final class LawCache {
  var laws: [String: Law] = [:]
  var models: [String: LetterModel] = [:]
  /// The letters whose models are being built.
  var completing: Set<String> = []
  var values: [String: Denotation] = [:]
  /// Of formulas where nothing is bound but the toy's own letters, or where what is bound has a
  /// value: the terms of a finite sum.
  private(set) var meanings: [Bindings.Formula: Denotation] = [:]
  /// So many are kept. They are those met first, which the equation shares with its mutants.
  private static let most = 10_000

  subscript(_ formula: Bindings.Formula) -> Denotation? {
    get { meanings[formula] }
    set { if meanings.count < Self.most { meanings[formula] = newValue } }
  }
}

/// The values of all that is bound, where all of it is numbers: there a formula has one meaning.
final class Bindings: Hashable, Sendable {
  private struct Value: Hashable { var coordinates: [Expression], isVector: Bool, space: String? }
  private let values: [String: Value]
  private let hash: Int

  /// A formula under bindings.
  struct Formula: Hashable { let formula: Notation.Formula, bindings: Bindings }

  init?(_ locals: [String: Context.Local]) {
    var values: [String: Value] = [:]
    for (name, local) in locals {
      switch local.meaning {
      case .scalar(let e) where e.freeVariables.isEmpty:
        values[name] = Value(coordinates: [e], isVector: false, space: local.space)
      case .vector(let v) where v.allSatisfy(\.freeVariables.isEmpty):
        values[name] = Value(coordinates: v, isVector: true, space: local.space)
      default: return nil
      }
    }
    (self.values, hash) = (values, values.hashValue)
  }
  func hash(into hasher: inout Hasher) { hasher.combine(hash) }
  static func == (a: Bindings, b: Bindings) -> Bool {
    a === b || a.hash == b.hash && a.values == b.values
  }
}

import Exact
import Notation

/// What the text has defined with `:=`. A definition means the same on every toy: its right-hand
/// side, read there.
public struct Definitions: Sendable {
  struct Entry: Sendable {
    /// The name with its subscripts, which may be patterns: `\bar\alpha_t := …` also gives
    /// `\bar\alpha_{t-1}`.
    var symbol: Symbol
    /// nil for a plain name; the parameters of a function otherwise.
    var parameters: [Symbol]?
    /// Whether a bar stands between the parameters.
    var hasBar = false
    var body: Formula
    /// Of `\sigma^2 := …`, which says what the square of σ is.
    var square: Square?

    /// What the name is by itself: of a square that is given, its root.
    var meaning: Formula {
      switch square {
      case nil: body
      case .positive, .unsaid: .function(.sqrt, body)
      case .negative: .negative(.function(.sqrt, body))
      }
    }

    /// Whether a letter in the subscript says something in the body, `\bar\alpha_t :=
    /// \prod_{s=1}^t \alpha_s`.
    func isMade(of letter: Symbol) -> Bool {
      body.freeFamilies.contains(Name.family(letter))
        || body.allSymbols.contains { $0.subscripts.contains(.symbol(letter)) }
    }
  }
  /// Which of the two roots of a square a letter is taken for.
  enum Square {
    case positive, negative
    /// For neither: the square is negative somewhere.
    case unsaid
  }
  private(set) var entries: [String: [Entry]] = [:]

  public init() {}

  /// What the names are defined by.
  package var bodies: [Formula] { entries.values.flatMap { $0.map(\.body) } }

  /// The functions that are defined, in the order of their families' names.
  var functions: [Entry] {
    entries.sorted { $0.key < $1.key }.flatMap(\.value).filter { $0.parameters != nil }
  }

  /// Takes `a := b` in. Throws `MeaningError` when the left side is no name, no function of names
  /// and no square of these. Where the square has no root everywhere, only it is defined.
  public mutating func define(_ formula: Formula, hasRoot: Bool = true) throws {
    guard case .relation(let sides, let relations) = formula, relations.first == .defined,
      sides.count == 2
    else {
      throw MeaningError("a definition is “name := formula”")
    }
    guard var entry = Self.entry(sides[0], sides[1]) else {
      throw MeaningError(
        "the left of := must be a name or a function of names, such as m, V(D, G) or \\bar\\alpha_t"
      )
    }
    if entry.square != nil, !hasRoot { entry.square = .unsaid }
    entries[Name.family(entry.symbol), default: []].insert(entry, at: 0)
  }

  /// Whether the left side of a `:=` is something a text can define; a divergence or an expectation
  /// already has its meaning, and stating it again is a claim to be checked.
  public static func defines(_ formula: Formula) -> Bool {
    guard case .relation(let sides, let relations) = formula, relations == [.defined],
      sides.count == 2
    else { return false }
    return entry(sides[0], sides[1]) != nil
  }

  private static func entry(_ left: Formula, _ right: Formula) -> Entry? {
    if let root = left.root {
      guard Distance.laws(left) == nil, !left.isBuiltIn, var entry = entry(named: root, right)
      else { return nil }
      entry.square = .positive
      return entry
    }
    return left.isBuiltIn ? nil : entry(named: left, right)
  }

  private static func entry(named left: Formula, _ right: Formula) -> Entry? {
    switch left {
    case .symbol(let s): return Entry(symbol: s, parameters: nil, body: right)
    case .application(.symbol(let s), let arguments):
      guard s.letter != "I" || arguments.parameters.isEmpty, s.pushing == nil else { return nil }
      if let (distance, _, _) = Distance.laws(left), !distance.isByFunction,
        !Distance.isOfNumbers(left, right)
      {
        return nil
      }
      let names = arguments.all.compactMap {
        formula -> Symbol? in
        if case .symbol(let s) = formula { s } else { nil }
      }
      guard names.count == arguments.all.count else { return nil }
      return Entry(
        symbol: s, parameters: names, hasBar: !arguments.given.isEmpty, body: right)
    default: return nil
    }
  }

  /// Names whose meaning is fixed when nothing binds them.
  static let builtIn: Set<String> = ["mathcal N", "N", "H", "Var", "mathbb V", "Cov", "Corr"]

  /// Whether of a name, or a member of its family, only the square is given, and that is negative
  /// somewhere.
  package func lacksRoot(_ name: Symbol) -> Bool {
    let all = entries[Name.family(name)] ?? []
    return !all.isEmpty && all.allSatisfy { $0.square == .unsaid }
  }

  // MARK: roots

  /// The names of which only the square is given: either root may be meant.
  package var openRoots: [Symbol] {
    entries.values.joined().filter { $0.square == .positive }.map(\.symbol).sorted()
  }

  /// The same with the negative roots of the names.
  package func negating(_ names: Set<Symbol>) -> Definitions {
    var other = self
    other.entries = entries.mapValues { entries in
      entries.map { entry in
        var entry = entry
        if entry.square == .positive, names.contains(entry.symbol) { entry.square = .negative }
        return entry
      }
    }
    return other
  }
}

extension Formula {
  /// Whether it is one of the names whose meaning is fixed, applied; H²(p, q) is not the square of
  /// an entropy.
  fileprivate var isBuiltIn: Bool {
    switch self {
    case .application(.symbol(let s), _), .power(.application(.symbol(let s), _), _):
      Definitions.builtIn.contains(Name.family(s))
    case .application(.power(.symbol(let s), _), _):
      Definitions.builtIn.contains(Name.family(s)) && s.letter != "H"
    default: false
    }
  }

  /// σ of σ², and H(p, q) of H²(p, q) and of H(p, q)²; nil for what is no square of a name.
  package var root: Formula? {
    switch self {
    case .power(let root, .number(2)):
      switch root {
      case .symbol, .application(.symbol, _): root
      default: nil
      }
    case .application(.power(.symbol(let head), .number(2)), let arguments):
      .application(.symbol(head), arguments)
    default: nil
    }
  }
}

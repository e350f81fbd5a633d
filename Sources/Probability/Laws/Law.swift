import Exact
import Expressions

/// The law of a random vector: Σ weight · (product of factors), each factor the law of some of the
/// coordinates.
///
/// One representation serves finite, continuous and singular laws. The parts of a law are told
/// apart by their *stratum*: which coordinates are atoms, and where. The reference measure is the
/// sum over strata of (unit masses at the atoms) × (Lebesgue measure in the other coordinates), so
/// a density is a weight on a finite law and a density on a continuous one.
public struct Law: Hashable, Sendable {
  public let dimension: Int
  public let pieces: [Piece]

  public struct Piece: Hashable, Sendable {
    public var weight: Expression
    public var factors: [Factor]
    public init(weight: Expression, factors: [Factor]) {
      (self.weight, self.factors) = (weight, factors)
    }
  }

  /// The law of the coordinates named, independent of the piece's other factors.
  public struct Factor: Hashable, Sendable {
    public var coordinates: [Int]
    public var shape: Shape
    public init(_ coordinates: [Int], _ shape: Shape) {
      (self.coordinates, self.shape) = (coordinates, shape)
    }
  }

  public indirect enum Shape: Hashable, Sendable {
    /// An atom in one coordinate.
    case point(Expression)
    /// k coordinates; given by moments. The covariance may be singular: then there are moments but
    /// no density.
    case gaussian(mean: [Expression], covariance: [[Expression]])
    case uniform(lower: Expression, upper: Expression)
    case laplace(location: Expression, scale: Expression)
    /// Anything else: a push-forward, a posterior without closed form.
    case density(Density)
  }

  /// A density written out, in variables of its own.
  public struct Density: Hashable, Sendable {
    public var variables: [Variable]
    /// nil when none can be derived; then only expectations exist, through `origin`.
    public var value: Expression?
    /// The logarithm, where it is simpler than log(value).
    public var logarithm: Expression?
    /// Where it is not zero: one interval for each variable.
    public var box: [Interval]
    /// Inner ends of branches, on the line.
    public var cuts: [Expression]
    /// For a push-forward: the law it comes from and the map.
    public var origin: Origin?
    public init(
      variables: [Variable], value: Expression?, logarithm: Expression? = nil, box: [Interval],
      cuts: [Expression] = [],
      origin: Origin? = nil
    ) {
      (self.variables, self.value, self.logarithm) = (variables, value, logarithm)
      (self.box, self.cuts, self.origin) = (box, cuts, origin)
    }
  }

  /// A push-forward's way back: x = map(z), z ~ law.
  public struct Origin: Hashable, Sendable {
    public var law: Law
    public var variables: [Variable]
    public var map: [Expression]
    public init(law: Law, variables: [Variable], map: [Expression]) {
      (self.law, self.variables, self.map) = (law, variables, map)
    }
  }

  /// An interval of the line; nil is −∞ below and +∞ above.
  public struct Interval: Hashable, Sendable {
    public var lower: Expression?, upper: Expression?
    public init(_ lower: Expression?, _ upper: Expression?) {
      (self.lower, self.upper) = (lower, upper)
    }
    public static let line = Interval(nil, nil)
  }

  init(dimension: Int, pieces: [Piece]) { (self.dimension, self.pieces) = (dimension, pieces) }
  /// A law of one piece.
  init(dimension: Int, factors: [Factor]) {
    self.init(dimension: dimension, pieces: [Piece(weight: .one, factors: factors)])
  }
}

extension Law {
  /// Whether every piece is an atom.
  public var isFinite: Bool { pieces.allSatisfy { $0.atom != nil } }

  /// The atoms of a finite law with their weights, equal places merged, those of weight 0 dropped,
  /// in ascending order; nil when a piece is not an atom. Throws when two places cannot be compared
  /// at these values.
  public func atoms(at values: Valuation) throws -> [(point: [Expression], weight: Expression)]? {
    guard isFinite else { return nil }
    var found: [(point: [Expression], weight: Expression)] = []
    for piece in pieces {
      guard let place = piece.atom else { return nil }
      if let k = try found.firstIndex(where: { try values.same($0.point, place) }) {
        found[k].weight = found[k].weight + piece.weight
      } else {
        found.append((place, piece.weight))
      }
    }
    return try found.filter { try !values.decides($0.weight) || !values.isZero($0.weight) }
      .sorted { try values.precedes($0.point, $1.point) }
  }

  /// Where each coordinate can lie: the hull over the pieces.
  public func support(at values: Valuation) throws -> [Interval] {
    try (0..<dimension).map { k in
      let parts = pieces.map { $0.range(of: k) }
      func least(_ ends: [Expression?], _ sign: Int) throws -> Expression? {
        guard !ends.contains(nil), var best = ends.first ?? nil else { return nil }
        for case let e? in ends where try values.sign(e - best) == sign { best = e }
        return best
      }
      return Interval(try least(parts.map(\.lower), -1), try least(parts.map(\.upper), 1))
    }
  }
}

extension Law.Piece {
  /// The place of a piece all of whose factors are atoms.
  var atom: [Expression]? {
    var place = [Expression?](
      repeating: nil, count: factors.reduce(0) { $0 + $1.coordinates.count })
    for f in factors {
      guard case .point(let a) = f.shape else { return nil }
      place[f.coordinates[0]] = a
    }
    return place.compactMap { $0 }
  }

  func range(of coordinate: Int) -> Law.Interval {
    for f in factors {
      guard let k = f.coordinates.firstIndex(of: coordinate) else { continue }
      return f.shape.box[k]
    }
    return .line
  }
}

extension Law.Shape {
  /// Where the factor can lie, coordinate by coordinate.
  var box: [Law.Interval] {
    switch self {
    case .point(let a): [.init(a, a)]
    case .gaussian(let m, _): m.map { _ in .line }
    case .uniform(let a, let b): [.init(a, b)]
    case .laplace: [.line]
    case .density(let d): d.box
    }
  }
  var isPoint: Bool { if case .point = self { true } else { false } }
}

extension Valuation {
  func same(_ a: [Expression], _ b: [Expression]) throws -> Bool {
    try zip(a, b).allSatisfy { try equal($0, $1) }
  }
  /// Lexicographic order.
  func precedes(_ a: [Expression], _ b: [Expression]) throws -> Bool {
    for (x, y) in zip(a, b) {
      let s = try sign(x - y)
      if s != 0 { return s < 0 }
    }
    return false
  }
}

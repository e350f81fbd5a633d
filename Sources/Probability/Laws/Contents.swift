import Expressions

extension Law {
  /// The numbers that the law is made of, and what each of them is: laws of the same kind with the
  /// same numbers are the same. nil where a part has no closed form.
  public var contents: (entries: [Expression], kind: String)? {
    var entries: [Expression] = [], kind = "\(dimension)"
    for piece in pieces {
      entries.append(piece.weight)
      kind += "|"
      for factor in piece.factors {
        guard let found = factor.shape.contents else { return nil }
        entries += found.entries
        kind += " \(found.kind)\(factor.coordinates)"
      }
    }
    return (entries, kind)
  }
}

extension Law.Shape {
  fileprivate var contents: (entries: [Expression], kind: String)? {
    switch self {
    case .point(let place): ([place], "point")
    case .gaussian(let mean, let covariance): (mean + covariance.flatMap(\.self), "gaussian")
    case .uniform(let lower, let upper): ([lower, upper], "uniform")
    case .laplace(let location, let scale): ([location, scale], "laplace")
    case .density: nil
    }
  }
}

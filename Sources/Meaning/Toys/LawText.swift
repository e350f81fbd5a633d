import Notation

extension LawText {
  static let constructors = [
    "Normal", "Uniform", "Laplace", "Point", "Finite", "Mixture", "Product", "Pushforward", "Table",
    "Exponential", "Gamma", "Beta", "Binomial",
  ]

  static func isLaw(_ text: String) -> Bool {
    ToyText(text).call().map { constructors.contains($0.head) } ?? false
  }

  /// How each law is written.
  private static let usage = [
    "Normal": "Normal(mean, variance)", "Uniform": "Uniform(lower, upper)",
    "Laplace": "Laplace(location, scale)",
    "Point": "Point(a)", "Finite": "Finite(0: 1/2, 1: 1/2)", "Mixture": "Mixture(1/2: p, 1/2: q)",
    "Product": "Product(Point(0), Uniform(0, 1))", "Pushforward": "Pushforward(G, p)",
    "Table": "Table(0: Finite(…), 1: Finite(…))",
    "Exponential": "Exponential(rate)", "Gamma": "Gamma(shape, rate)", "Beta": "Beta(a, b)",
    "Binomial": "Binomial(trials, chance)",
  ]
  /// What people call the laws elsewhere.
  private static let otherNames = [
    "Gaussian": "Normal", "Norm": "Normal", "Discrete": "Finite", "Categorical": "Finite",
    "Dirac": "Point",
    "Delta": "Point", "Bernoulli": "Finite", "Multinomial": "Finite",
    "Gauss": "Normal",
  ]

  /// A capitalised word with brackets is meant as a law; one that is none is an error that offers
  /// the nearest.
  static func refuseUnknown(_ text: String, line: Int) throws {
    guard let call = ToyText(text).call(), call.head.first?.isUppercase == true,
      call.head.count > 3, !constructors.contains(call.head)
    else { return }
    let near = otherNames[call.head] ?? Spelling.nearest(to: call.head, among: constructors)
    let remedy = near.flatMap { usage[$0] }.map { "write \($0); " } ?? ""
    throw ToyError(
      line: line,
      "no law is called \(call.head); \(remedy)the laws are \(constructors.joined(separator: ", "))",
      in: text)
  }

  /// Reads `Normal(0, 1)`, `Finite(0: 1/2, 1: 1/2)`, …, the name of a law, or a formula of laws.
  init(_ text: String, line: Int) throws {
    try Self.refuseUnknown(text, line: line)
    guard Self.isLaw(text), let (head, inside) = ToyText(text).call() else {
      self = .formula(try plain(text, line: line))
      return
    }
    let parts = ToyText(inside).split(",")
    func two() throws -> (Formula, Formula) {
      guard parts.count == 2 else {
        throw ToyError(
          line: line,
          "\(head) takes two arguments, found \(parts.count); write \(Self.usage[head] ?? head)",
          in: text)
      }
      return (try plain(parts[0], line: line), try plain(parts[1], line: line))
    }
    func keyed() throws -> [(String, String)] {
      try parts.map { part in
        guard let pair = ToyText(part).parted(at: ":") else {
          throw ToyError(
            line: line,
            "\(head) takes “value: …” parts, found “\(part)”; write \(Self.usage[head] ?? head)",
            in: part)
        }
        return pair
      }
    }
    switch head {
    case "Normal": let (m, v) = try two(); self = .normal(mean: m, variance: v)
    case "Uniform": let (a, b) = try two(); self = .uniform(a, b)
    case "Laplace": let (m, s) = try two(); self = .laplace(location: m, scale: s)
    case "Exponential":
      guard parts.count == 1 else {
        throw ToyError(line: line, "Exponential takes its rate; write Exponential(rate)", in: text)
      }
      self = .named(head, [try plain(parts[0], line: line)])
    case "Gamma", "Beta", "Binomial": let (a, b) = try two(); self = .named(head, [a, b])
    case "Point":
      guard !ToyText.trimmed(inside).isEmpty else {
        throw ToyError(line: line, "Point takes its place; write Point(0)", in: text)
      }
      self = .point(try plain(inside, line: line))
    case "Finite": self = .finite(try rows(inside, line: line))
    case "Mixture":
      self = .mixture(
        try keyed().map {
          MixturePart(weight: try plain($0, line: line), law: try LawText($1, line: line))
        })
    case "Product": self = .product(try parts.map { try LawText($0, line: line) })
    case "Pushforward":
      guard parts.count == 2 else {
        throw ToyError(
          line: line, "Pushforward takes a map and a law; write Pushforward(G, p)", in: text)
      }
      self = .pushforward(try symbol(parts[0], line: line), try LawText(parts[1], line: line))
    default:
      self = .table(
        try keyed().map {
          TableLaw(key: try keys($0, line: line), law: try LawText($1, line: line))
        })
    }
  }
}

extension LawText {
  /// A law that formulas write by its name.
  private static func named(_ head: String, _ parameters: [Formula]) -> LawText {
    .formula(.application(.symbol(Symbol(head, style: .roman)), Arguments(parameters)))
  }
}

extension Domain {
  /// Reads `[-4, 4]`, `(0, oo)`, `R`, `{1, 2, 3}`, `1..8`, `{1..8}`, `support(p, q)`.
  init(_ text: String, line: Int) throws {
    if text == "R" {
      self = .interval(lower: nil, upper: nil, closedBelow: false, closedAbove: false); return
    }
    if let call = ToyText(text).call(), call.head == "support" {
      self = .support(try ToyText(call.inside).split(",").map { try LawText($0, line: line) })
      return
    }
    if !text.isEmpty, text.allSatisfy({ $0.isLetter || $0 == "_" }) {
      self = .named(.symbol(try symbol(text, line: line)))
      return
    }
    var body = text
    if text.hasPrefix("{"), text.hasSuffix("}") { body = String(text.dropFirst().dropLast()) }
    if let (a, b) = ToyText(body).parted(at: "..") {
      self = .integers(try plain(a, line: line), try plain(b, line: line)); return
    }
    if body != text {
      self = .values(try ToyText(body).split(",").map { try plain($0, line: line) }); return
    }
    let ends = ToyText(text.dropFirst().dropLast()).split(",")
    guard let open = text.first, let close = text.last, "[(".contains(open), "])".contains(close),
      ends.count == 2
    else {
      throw ToyError(
        line: line,
        "expected an interval such as [-4, 4] or (0, oo), a set {1, 2}, a range 1..8, R, or support(p); found “\(text)”",
        in: text)
    }
    func bound(_ s: String) throws -> Formula? {
      s == "oo" || s == "-oo" ? nil : try plain(s, line: line)
    }
    self = .interval(
      lower: try bound(ends[0]), upper: try bound(ends[1]), closedBelow: open == "[",
      closedAbove: close == "]")
  }
}

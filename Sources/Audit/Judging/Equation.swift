import Evidence
import Meaning
import Notation

/// One statement of a document: a formula in its place, read as far as that is possible.
struct Equation: Sendable {
  /// Where it begins.
  var place: Place
  /// The n-th formula on its line.
  var number: Int
  /// Which fragment of the document it is part of.
  var fragment: Int
  var kind: Fragment.Kind
  /// As it stands in the document.
  var printed: String
  /// What was read: macros expanded, aliases applied; a part of a display alone.
  var read: String
  var content: Content
  var role: Role?
  var remarks: [String] = []
  /// It stands before \implies: where it cannot be evaluated it is a condition.
  var isPremise = false
  /// What follows from it is judged where it is true, and so it is no claim.
  var isSupposed = false
  /// A sentence supposes it: `If $a = b$`.
  var isHypothesis = false
  /// The condition that the sentence states behind it, with its word.
  var supposed: String?
  /// The one that it states before.
  var supposedBefore: String?
  /// Of a name that has a meaning of its own: where its definition is compared with that.
  var usual: [Toy]?

  /// What stands on its left is part of what is known, an entry P_{12} of a matrix P: no new name.
  var isOfPart = false

  /// What it may say as well; where it fails as it is usually read these are tried.
  var otherReadings: [Reading] = []

  /// Another reading, and what leaves it open.
  struct Reading: Sendable {
    var chain: Chain
    var why: Why

    enum Why: String, Sendable {
      /// How far a function or a slash reaches.
      case brackets = "brackets are left out"
      /// `\frac{dP}{dx}` is the density of the measure P, or the slope of a density of that name.
      case densities = "a law behind a differential is a measure"
    }

    init(_ chain: Chain, _ why: Why) { (self.chain, self.why) = (chain, why) }
  }

  enum Content: Sendable {
    /// A chain of sides; one side alone when nothing is related.
    case chain(Chain)
    /// Why it cannot be read, and where.
    case unreadable(Remark)
  }

  /// A chain of sides, each as it is printed and with the line it stands on.
  struct Chain: Sendable {
    var sides: [Formula]
    var relations: [Relation]
    var latex: [String]
    var lines: [Int]
    /// Words behind it that say when it holds.
    var conditions: [String] = []

    init(
      sides: [Formula], relations: [Relation], latex: [String], lines: [Int],
      conditions: [String] = []
    ) {
      (self.sides, self.relations, self.latex, self.lines) = (sides, relations, latex, lines)
      self.conditions = conditions
    }

    /// `a = \dots = b` states that a = b.
    init(_ derivation: Derivation, line: (Int) -> Int) {
      self.init(
        sides: [derivation.first] + derivation.steps.map(\.side),
        relations: derivation.steps.map(\.relation),
        latex: [derivation.latex] + derivation.steps.map(\.latex),
        lines: ([derivation.line] + derivation.steps.map(\.line)).map(line),
        conditions: derivation.conditions)
      while let i = sides.firstIndex(of: .dots), i > 0 { drop(i) }
    }

    private mutating func drop(_ i: Int) {
      sides.remove(at: i)
      latex.remove(at: i)
      lines.remove(at: i)
      if i < relations.count, relations[i - 1] == .equal {
        relations.remove(at: i - 1)
      } else {
        relations.remove(at: min(i, relations.count - 1))
      }
    }
  }

  var chain: Chain? { if case .chain(let chain) = content { chain } else { nil } }
}

extension Equation.Chain {
  /// Whether a side shows the double bar that only stands between laws.
  private static func showsLaws(_ latex: String) -> Bool {
    ["\\|", "\\Vert", "\\parallel", "‖", "||", "∥"].contains { latex.contains($0) }
  }

  func showsLaws(_ side: Int) -> Bool { Self.showsLaws(latex[side]) }

  /// `KL(m, s)` of two numbers, with a comma, is the application of a name that the notes may
  /// define; with a double bar it is the divergence of two coins.
  mutating func nameDistances(isNumber: (Formula) -> Bool) {
    for i in sides.indices where !Self.showsLaws(latex[i]) {
      sides[i] = sides[i].namingDistances(isNumber)
    }
  }
}

extension Equation.Chain {
  /// The chain with sides that were read in another way; nil where they are the same.
  func reading(_ others: [Formula], _ settle: (inout Equation.Chain) -> Void) -> Equation.Chain? {
    guard others.count == sides.count else { return nil }
    var other = self
    other.sides = others
    settle(&other)
    return other.sides == sides ? nil : other
  }
}

extension [Equation.Chain] {
  var withoutRepetition: [Equation.Chain] {
    reduce(into: []) { kept, chain in
      if !kept.contains(where: { $0.sides == chain.sides }) { kept.append(chain) }
    }
  }
}

extension Formula {
  fileprivate func namingDistances(_ isNumber: (Formula) -> Bool) -> Formula {
    let inside = rebuilt(parts.map { $0.namingDistances(isNumber) })
    guard case .divergence(let name, let p, let q) = inside, isNumber(p), isNumber(q) else {
      return inside
    }
    let letters = name == .kl ? "KL" : "JS"
    return .application(.symbol(Symbol(letters, style: .roman)), Arguments([p, q]))
  }
}

import Expressions
import Meaning
import Notation

/// The laws that a document states of letters of which its toys say nothing, in its order:
/// `p(z) = \mathcal N(z; 0, 1)` and `p(x \mid z) = \mathcal N(x; a z, s)` make p a joint law, and
/// `p(x)` its marginal.
struct StatedLaws: Sendable {
  struct Entry: Sendable {
    var law: StatedLaw
    var left: Formula, right: Formula
    /// The equation it stands in.
    var order: Int
    var place: String
    var toys: Set<String>
  }
  private(set) var entries: [Entry] = []
  /// Letters that the document takes of several variables, or of one given another, and says of
  /// which: `p(x \mid z) = …`. Any other letter of a density is a function.
  private var letters: Set<Symbol> = []
  /// By the toys of their equations, letters that stand for two laws there.
  private var overloaded: [[String]: Set<Symbol>] = [:]
  /// Laws made of what was not known where they are stated.
  private(set) var waiting: [Candidate] = []
  /// What may be a law.
  struct Candidate: Sendable {
    var law: StatedLaw
    var left: Formula, right: Formula
    var order: Int
  }

  /// - sections: the equations with the names of their toys.
  init(of sections: [[String]: [Equation]] = [:]) {
    let heads = sections.mapValues {
      $0.flatMap(\.introductions).compactMap { StatedLaw(density: $1, of: $0) }
    }
    letters = Set(heads.values.joined().filter(\.isOfSeveral).map(\.symbol))
    overloaded = heads.mapValues { heads in
      letters.filter { letter in Self.isOverloaded(heads.filter { $0.symbol == letter }) }
    }
  }

  /// Whether equations with these toys state laws of the letter.
  func areStated(of letter: Symbol, on toys: [String]) -> Bool {
    letters.contains(letter) && overloaded[toys]?.contains(letter) != true
  }

  /// Whether a letter stands for two laws that are parts of none: `\pi(\theta)`, and later
  /// `\pi(\theta \mid s)` of an s whose law has another letter. They are two functions then.
  private static func isOverloaded(_ heads: [StatedLaw]) -> Bool {
    guard let prior = heads.first, prior.given.isEmpty else { return false }
    let wanted = Set(heads.flatMap(\.wanted))
    return heads.contains { head in
      Set(head.wanted) == Set(prior.wanted) && !wanted.isSuperset(of: head.given)
    }
  }

  /// - toys: the names of those on which it is a law.
  mutating func add(_ found: Candidate, on toys: Set<String>, place: String) {
    entries.append(
      Entry(
        law: found.law, left: found.left, right: found.right, order: found.order, place: place,
        toys: toys))
    entries.sort { $0.order < $1.order }
    waiting.removeAll { $0.order == found.order && $0.left == found.left }
  }
  mutating func wait(_ found: Candidate) { waiting.append(found) }
  mutating func drop(_ found: Candidate) {
    waiting.removeAll { $0.order == found.order && $0.left == found.left }
  }

  /// A toy of the sheet with what equations before say of its laws.
  func taken(by toy: Toy, before order: Int) -> Toy {
    toy.stating(entries.filter { $0.order < order && $0.toys.contains(toy.name) }.map(\.law))
  }

  /// The law that an equation states of its left side.
  func law(of left: Formula, in order: Int) -> StatedLaw? {
    entries.first { $0.order == order && $0.left == left }?.law
  }

  /// What the laws of a letter are made of, `\theta^{a-1} (1 - \theta)^{b-1} / B(a, b)`: the text may
  /// define B.
  func densities(of letter: Symbol, upTo order: Int) -> [Formula] {
    entries.filter { $0.order <= order && $0.law.symbol == letter }.map(\.right)
  }

  /// Where the laws stand whose letters occur in formulas.
  func places(of formulas: [Formula], before order: Int) -> [String] {
    let letters = Set(formulas.flatMap(\.names).map(\.symbol))
    return entries.filter { $0.order < order && letters.contains($0.law.symbol) }.map(\.place)
  }
}

extension Audit.Document {
  /// Takes in the law that `left = right` states, where a toy says nothing of that; false where it
  /// states none. Where something in it is not known yet it waits.
  mutating func states(_ left: Formula, _ right: Formula, at i: Int) -> Bool {
    guard let law = StatedLaw(left, right) ?? StatedLaw(density: right, of: left),
      book.laws.areStated(of: law.symbol, on: sheetToys(for: equations[i]).map(\.name))
    else { return false }
    return take(StatedLaws.Candidate(law: law, left: left, right: right, order: i), before: i)
  }

  /// Takes in the laws that waited for what is known by now, `Z = …` behind `p(x, y) = …/Z`.
  mutating func stateWaiting(before i: Int) {
    for candidate in book.laws.waiting { _ = take(candidate, before: i) }
  }

  private mutating func take(_ found: StatedLaws.Candidate, before i: Int) -> Bool {
    let toys = sheetToys(for: equations[found.order]).map {
      book.laws.taken(by: $0, before: found.order)
    }.filter { $0.takes(found.law) }
    let definitions = book.definitions(for: [found.right], order: i)
    let answers = WorkBudget.$current.withValue(WorkBudget(Self.workOfLaw)) {
      toys.map { toy in
        (try? TrialMaker(toy.stating([found.law]), definitions, for: [found.left, found.right]))?
          .isLaw(found.law)
      }
    }
    let names = zip(toys, answers).filter { $1 == true }.map(\.0.name)
    if !names.isEmpty {
      let place = "line \(equations[found.order].place.line)"
      book.laws.add(found, on: Set(names), place: place)
    } else if !answers.contains(nil) {
      book.laws.drop(found)
    } else if found.order == i {
      book.laws.wait(found)
    }
    return !names.isEmpty
  }

  /// The toys for an equation, with the laws that are stated before it.
  func toys(for i: Int) -> [Toy] {
    sheetToys(for: equations[i]).map { book.laws.taken(by: $0, before: i) }
  }

  /// Steps of work to see whether something is a law.
  private static let workOfLaw = 200_000
}

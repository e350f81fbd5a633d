import Expressions
import Meaning
import Notation

/// The laws that a document states of letters of which its toys say nothing, in its order:
/// `p(z) = \mathcal N(z; 0, 1)` and `p(x \mid z) = \mathcal N(x; a z, s)` make p a joint law, and
/// `p(x)` its marginal.
struct StatedLaws: Sendable {
  struct Entry: Sendable {
    var law: StatedLaw
    var left: Formula
    /// The equation it stands in.
    var order: Int
    var place: String
    var toys: Set<String>
  }
  private(set) var entries: [Entry] = []
  /// Letters that the document takes of several variables, or of one given another, and says of
  /// which: `p(x \mid z) = …`. Any other letter of a density is a function.
  private(set) var letters: Set<Symbol> = []
  /// Laws made of what was not known where they are stated.
  private(set) var waiting: [Candidate] = []
  /// What may be a law.
  struct Candidate: Sendable {
    var law: StatedLaw
    var left: Formula, right: Formula
    var order: Int
  }

  init(of equations: [Equation] = []) {
    letters = Set(
      equations.flatMap(\.introductions).compactMap { left, right in
        let law = StatedLaw(density: right, of: left)
        return law?.isOfSeveral == true ? law?.symbol : nil
      })
  }

  /// - toys: the names of those on which it is a law.
  mutating func add(_ found: Candidate, on toys: Set<String>, place: String) {
    entries.append(
      Entry(law: found.law, left: found.left, order: found.order, place: place, toys: toys))
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
      book.laws.letters.contains(law.symbol)
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

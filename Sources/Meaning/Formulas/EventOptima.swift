import Exact
import Expressions
import Notation
import Probability

extension Context {
  /// Whether `\sup_A |p(A) - q(A)|` is meant over events: a capital that nothing binds, at which
  /// nothing but laws is taken.
  func isEventWithoutSet(_ letter: Symbol, _ body: Formula) -> Bool {
    guard ["A", "B", "C", "E", "S"].contains(letter.letter), !isBound(letter) else { return false }
    let heads = body.heads(takenAt: letter)
    return !heads.isEmpty && heads.allSatisfy { ((try? lawOf(.symbol($0))) ?? nil) != nil }
  }

  /// Over all events of the finite laws that are taken at one.
  func overEvents(_ event: Symbol, _ body: Formula, _ upwards: Bool) throws -> Expression? {
    let laws = try body.heads(takenAt: event).compactMap { try lawOf(.symbol($0)) }
    guard !laws.isEmpty else { return nil }
    guard laws.allSatisfy({ $0.isFinite && $0.dimension == 1 }) else {
      guard upwards, case .absolute(.sum(let terms)) = body, laws.count == 2,
        body.heads(takenAt: event) == terms.differing(at: event)
      else { return nil }
      return try Law.tv(laws[0], laws[1], at: valuation)
    }
    let places = Set(try laws.flatMap { try rationalAtoms($0)?.map { $0.place[0] } ?? [] }).sorted()
    guard places.count <= 12 else {
      throw MeaningError("there are too many events to visit them all")
    }
    let values = try (0..<(1 << places.count)).map { chosen in
      let members = places.indices.filter { chosen >> $0 & 1 == 1 }.map { places[$0] }
      return try binding(event, to: .set(members)).scalar(body)
    }
    return try extreme(of: values, largest: upwards)
  }
}

extension Formula {
  /// The letters before brackets that hold nothing but the given letter.
  fileprivate func heads(takenAt letter: Symbol) -> [Symbol] {
    var found: [Symbol] = []
    visit { part in
      if case .application(.symbol(let head), let a) = part, a.wanted == [.symbol(letter)],
        a.given.isEmpty
      {
        found.append(head)
      }
    }
    return found
  }
}

extension [Formula] {
  /// p and q of `p(A) - q(A)` and `-p(A) + q(A)`.
  fileprivate func differing(at event: Symbol) -> [Symbol]? {
    guard count == 2 else { return nil }
    let heads = map { term -> (head: Symbol, isNegative: Bool)? in
      switch term {
      case .application(.symbol(let head), Arguments([.symbol(event)])): (head, false)
      case .negative(.application(.symbol(let head), Arguments([.symbol(event)]))): (head, true)
      default: nil
      }
    }
    guard let first = heads[0], let second = heads[1], first.isNegative != second.isNegative
    else { return nil }
    return [first.head, second.head]
  }
}

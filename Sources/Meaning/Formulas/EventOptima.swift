import Exact
import Expressions
import Notation
import Probability

extension Context {
  /// Over all events of the finite laws that are taken at one.
  func overEvents(_ event: Symbol, _ body: Formula, _ upwards: Bool) throws -> Expression? {
    let laws = try body.heads(takenAt: event).compactMap { try lawOf(.symbol($0)) }
    guard !laws.isEmpty else { return nil }
    guard laws.allSatisfy({ $0.isFinite && $0.dimension == 1 }) else {
      guard upwards, case .absolute(.sum(let terms)) = body, terms.count == 2, laws.count == 2
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

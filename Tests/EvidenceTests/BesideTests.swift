import Evidence
import Exact
import Expressions
import Foundation
import Meaning
import Notation
import Testing

/// A toy whose numerals only say by how much they were moved: m is the size of the first that was,
/// and the points at which formulas were judged are kept.
private struct Watched: Setting {
  final class Log: @unchecked Sendable {
    private let lock = NSLock()
    private var shifts: [[Rational?]] = [], places: [Rational] = [], around = 0
    func moved(_ by: [Rational?]) { lock.withLock { shifts.append(by) } }
    func judged(_ m: Rational) { lock.withLock { places.append(m) } }
    func edged() { lock.withLock { around += 1 } }
    var moves: [[Rational?]] { lock.withLock { shifts } }
    var sizes: [Rational] { lock.withLock { places } }
    var edges: Int { lock.withLock { around } }
  }
  var name = "watched"
  var title: String?
  var parameters = [ParameterDescription(name: "m", domain: "constant 0", canBeSet: true)]
  var owners = ["m"]
  var log = Log()
  var m: Rational = 0
  var count = 1
  /// What edges there are around a point.
  var ends: [Rational] = []

  func points(check: String, seed: UInt64, fixing: [String: Rational]) throws -> [Point] {
    (0..<count).map { Point(["m": m, "k": Rational($0)]) }
  }
  func parameters(neededBy formulas: [Formula]) -> Set<String> { ["m", "k"] }
  func editing(_ statements: String) throws -> any Setting { self }
  func numerals(neededBy formulas: [Formula]) -> [String] { owners }
  func moving(_ shifts: [Rational?], neededBy formulas: [Formula]) -> any Setting {
    log.moved(shifts)
    var moved = self
    moved.m = shifts.compactMap(\.self).first?.magnitude ?? 0
    return moved
  }
  func edges(around point: Point, needed: Set<String>) -> [Point] {
    log.edged()
    return ends.map { Point(["m": $0, "k": point.values["k"] ?? 0]) }
  }
  func interpreter(at point: Point, bits: Int) throws -> any Evidence.Interpreter {
    log.judged(point.values["m"] ?? 0)
    return Arithmetic.At(toy: Arithmetic(), point: point, bits: bits)
  }
}

/// Where a mutant is looked for beside a toy.
@Suite("Beside a toy") struct BesideTests {
  private let m = letter("m")

  private func judge(
    _ equation: Formula, _ variants: [Formula], on toy: Watched, label: String = "test/claim",
    seed: UInt64 = 1
  ) -> [MutantRecord] {
    var options = Options()
    options.seed = seed
    return judged(
      statement(equation, foils: [], label: label), on: [toy],
      variants: variants.map { Variant(.init($0), latex: "…", change: "sign") }, options: options
    ).mutants
  }
  /// The moves along which a mutant is looked for that is the equation again everywhere.
  private func moves(
    _ owners: [String], label: String = "test/claim", seed: UInt64 = 1
  ) -> [[Rational?]] {
    let toy = Watched(owners: owners)
    let again = Formula.sum([m, .number(0)])
    let found = judge(
      equation(m, .equal, m), [equation(again, .equal, m)], on: toy, label: label, seed: seed)
    #expect(found.map(\.verdict) == [.equivalent])
    return toy.log.moves
  }

  @Test("statement by statement, all together, far to both sides, and one by one") func directions()
    throws
  {
    #expect(moves([]).isEmpty)
    let alone = moves(["a"])
    try #require(alone.count == 1)
    #expect(alone[0].count == 1 && alone[0][0] != nil)

    let two = moves(["a", "b"])
    try #require(two.count == 5)
    #expect(two[0] == [two[2][0], nil] && two[1] == [nil, two[2][1]])
    #expect(two[2].allSatisfy { $0 != nil })
    #expect(two[3] == [-4, -4] && two[4] == [4, 4])

    let twice = moves(["a", "a"])
    try #require(twice.count == 6)
    #expect(twice[0] == twice[1] && twice[2] == [-4, -4] && twice[3] == [4, 4])
    #expect(twice[4] == [twice[0][0], nil] && twice[5] == [nil, twice[0][1]])

    let mixed = moves(["a", "b", "a"])
    try #require(mixed.count == 7)
    let all = mixed[2]
    #expect(mixed[0] == [all[0], nil, all[2]] && mixed[1] == [nil, all[1], nil])
    #expect(mixed[3] == [-4, -4, -4] && mixed[4] == [4, 4, 4])
    #expect(mixed[5] == [all[0], nil, nil] && mixed[6] == [nil, nil, all[2]])
    // no more than ten for one toy, those of whole statements first
    let many = moves((0..<30).map { "a\($0)" })
    #expect(many.count == 10)
    for (i, move) in many.enumerated() {
      #expect(move.indices.filter { move[$0] != nil } == [i])
    }
  }

  @Test("moves are drawn: never none, up and down, each numeral its own, the same for a seed")
  func shifts() throws {
    var sizes: [Rational] = [], signs: [Int] = [0, 0], both: Set<Bool> = []
    for i in 0..<40 {
      let all = try #require(moves(["a", "b", "c"], label: "test/claim-\(i)").dropFirst(3).first)
        .compactMap(\.self)
      #expect(Set(all.map(\.magnitude)).count == 3, "each its own")
      sizes += all.map(\.magnitude)
      for shift in all { signs[shift > 0 ? 1 : 0] += 1 }
      both.insert((all[0] > 0) == (all[1] > 0))
    }
    #expect(sizes.allSatisfy { $0 > Rational(1, 4) && $0 < 4 })
    #expect(sizes.contains { $0 < 1 } && sizes.contains { $0 > 3 } && Set(sizes).count > 60)
    #expect(signs.allSatisfy { $0 > 20 } && both.count == 2)
    #expect(moves(["a", "b"]) == moves(["a", "b"]))
    #expect(moves(["a", "b"]) != moves(["a", "b"], seed: 2))
    #expect(moves(["a", "b"]) != moves(["a", "b"], label: "test/other"))
  }

  // MARK: how many places

  @Test("one point of a toy that draws nothing, two of one that does") func points() {
    for (domain, most) in [("constant 0", 1), ("R, drawn", 2)] {
      for count in [1, 2, 3] {
        var toy = Watched(count: count)
        toy.parameters = [ParameterDescription(name: "m", domain: domain, canBeSet: true)]
        let again = Formula.sum([m, .number(0)])
        _ = judge(equation(m, .equal, m), [equation(again, .equal, m)], on: toy)
        let beside = toy.log.sizes.filter { !$0.isZero }
        #expect(beside.count == min(most, count), "\(domain), \(count) points")
      }
    }
  }

  // MARK: edges

  /// By how much a lone numeral is moved at first.
  private func size() throws -> Rational {
    try #require(moves(["m"]).first?[0]).magnitude
  }
  /// How the moves compare with the first, in the order in which they were made.
  private func amounts(_ toy: Watched, _ size: Rational) -> [Rational] {
    toy.log.moves.compactMap { $0[0] }.map { $0.magnitude / size }
  }

  @Test("the place where an inequality comes to fail is found to 1/64 of the way") func edge()
    throws
  {
    let size = try size()
    for share in [Rational(705, 1000), Rational(712, 1000), Rational(99, 100), Rational(14, 100)] {
      let bound = share * size, toy = Watched()
      // a stronger one fails before, and a weaker one never where the equation holds
      let found = judge(
        equation(m, .less, .number(bound)),
        [equation(m, .less, .number(bound - size / 32)), equation(m, .less, .number(bound + 1))],
        on: toy)
      #expect(found.map(\.verdict) == [.refuted, .alsoTrue], "\(share): \(found)")
      #expect(found[0].reason == "on the toy watched with other numerals in m")
      let amounts = amounts(toy, size)
      try #require(amounts.first == 1 && amounts.count == 7, "\(amounts)")
      var near: Rational = 0, far: Rational = 1
      for amount in amounts.dropFirst() {
        #expect(amount == (near + far) / 2)
        if amount < share { near = amount } else { far = amount }
      }
      #expect(near < share && share - near <= Rational(1, 64))
    }
  }

  @Test("nothing is looked for closer than a sixteenth of the way") func near() throws {
    let size = try size(), toy = Watched()
    let bound = size / 20
    let found = judge(
      equation(m, .less, .number(bound)), [equation(m, .less, .number(bound / 2))], on: toy)
    #expect(found.map(\.verdict) == [.alsoTrue], "\(found)")
    #expect(
      amounts(toy, size) == [1, Rational(1, 2), Rational(1, 4), Rational(1, 8), Rational(1, 16)])
  }

  @Test("an equality has no edge, nor does a mutant that follows from the equation") func noEdge()
    throws
  {
    let size = try size(), toy = Watched()
    // holds on the toy alone
    let chance = judge(
      equation(m, .equal, .product([.number(2), m])),
      [equation(m, .equal, .product([.number(3), m]))], on: toy)
    #expect(chance.map(\.verdict) == [.equivalent], "\(chance)")
    #expect(amounts(toy, size) == [1])
  }

  @Test("what follows from the equation is not looked for at its edges") func weaker() throws {
    let size = try size(), toy = Watched()
    let found = judge(
      equation(m, .less, .number(size / 2)), [equation(m, .less, .number(size))], on: toy)
    #expect(found.map(\.verdict) == [.alsoTrue], "\(found)")
    #expect(amounts(toy, size) == [1])
  }

  @Test("edges are looked for in three directions at most") func edges() throws {
    let toy = Watched(owners: ["a", "b", "c"])
    let found = judge(
      equation(m, .less, .number(Rational(1, 1000))),
      [equation(m, .less, .number(Rational(1, 2000)))],
      on: toy)
    #expect(found.map(\.verdict) == [.alsoTrue])
    // six directions, and four halvings in each of three
    #expect(toy.log.moves.count == 6 + 3 * 4)
  }

  @Test("ends of what is drawn are looked at around two points, and where the equation holds")
  func ends() throws {
    let bound = equation(m, .less, .number(5)), stronger = equation(m, .less, .number(3))
    for (ends, verdict) in [
      ([Rational(4)], MutantVerdict.refuted), ([2], .open), ([7], .open), ([7, 2, 4], .refuted),
      ([], .open),
    ] {
      var toy = Watched(owners: [], count: 3)
      toy.parameters = [ParameterDescription(name: "m", domain: "R, drawn", canBeSet: true)]
      toy.ends = ends
      let found = judge(bound, [stronger], on: toy)
      #expect(found.map(\.verdict) == [verdict], "\(ends): \(found)")
      #expect(toy.log.edges == 2)
      if verdict == .refuted {
        #expect(found[0].reason == "at an end of what is drawn on the toy watched")
      }
    }
  }
}

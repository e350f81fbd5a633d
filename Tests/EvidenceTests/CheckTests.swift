import Evidence
import Exact
import Testing

@Suite("Checks in Swift") struct SwiftChecks {
  func run(_ check: Check) -> ClaimRecord { judge([], checks: [check], options: Options())[0] }

  @Test("values are compared, foils refuted") func honest() {
    let claim = run(
      Check("test/mean", "the mean", grade: .exact, scope: "three numbers") {
        compare("mean", Rational(1 + 2 + 6, 3), equals: 3)
        for n in 1...3 { compare("bound \(n)", n, isAtMost: 3) }
      } foils: {
        Foil("median for mean") { compare("mean", 2, equals: 3) }
      })
    #expect(claim.isGreen && claim.kind == .check && claim.grade == .exact)
    #expect(claim.checks[0].points.map(\.name) == ["mean", "bound 1", "bound 2", "bound 3"])
  }

  @Test("nothing compared, an error, no foil, a weaker grade: broken") func broken() {
    struct Failure: Error {}
    let foil = Foil("wrong") { compare("", 1, equals: 2) }
    #expect(
      run(
        Check("a", "", grade: .exact, scope: "") {
        } foils: {
          foil
        }
      ).verdict == .broken)
    #expect(
      run(
        Check("a", "", grade: .exact, scope: "") {
          throw Failure()
        } foils: {
          foil
        }
      ).verdict == .broken)
    #expect(
      run(
        Check("a", "", grade: .exact, scope: "") {
          compare("", 1, equals: 1)
        } foils: {
        }
      ).verdict == .broken)
    let estimate = Check("a", "", grade: .exact, scope: "") {
      compare("", Estimate(1, error: 1e-16), equals: 1)
    } foils: {
      foil
    }
    #expect(run(estimate).verdict == .broken)
    #expect(
      run(
        Check("a", "", grade: .exact, scope: "") {
          compare("", 1, equals: 2)
        } foils: {
          foil
        }
      ).verdict == .refuted)
  }

  @Test("a foil that throws, compares nothing, or holds is no foil") func foils() {
    struct Failure: Error {}
    let foils = [
      Foil("throws") { throw Failure() }, Foil("nothing") {},
      Foil("holds") { compare("", 1, equals: 1) },
    ]
    for foil in foils {
      #expect(
        !run(
          Check("a", "", grade: .exact, scope: "") {
            compare("", 1, equals: 1)
          } foils: {
            foil
          }
        ).isGreen)
    }
  }
}

@Suite("Decimals") struct Decimals {
  @Test("ends are rounded outwards") func outwards() throws {
    for i in -40..<40 where i != 0 {
      let x = Rational(i * 7919 + 1, 104_729) * Rational(10).power(i)
      for digits in [1, 2, 5, 17] {
        let low = try #require(Rational(decimal(x, digits: digits, .down))),
          high = try #require(Rational(decimal(x, digits: digits, .up)))
        #expect(low <= x && x <= high, "\(x) to \(digits) digits")
        #expect(
          (high - low).magnitude <= x.magnitude * Rational(10).power(1 - digits),
          "\(x) to \(digits) digits")
      }
    }
  }
  @Test("short decimals stay short") func short() {
    #expect(decimal(Rational(1, 4), digits: 30) == "0.25")
    #expect(decimal(12, digits: 5) == "12")
    #expect(decimal(Rational(-1, 3), digits: 3) == "-0.333")
    #expect(decimal(Rational(999_999, 1_000_000), digits: 3, .up) == "1")
    #expect(decimal(Rational("1.6e-14")!, digits: 3) == "1.6e-14")
    #expect(decimal(0, digits: 3) == "0")
  }
}

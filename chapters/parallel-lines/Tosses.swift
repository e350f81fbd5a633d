import Evidence
import Exact
import Probability
import Textbook

// A claim that is drawn as well as computed: two samples of one fair coin, again and again.

/// The mean transport distance of two samples of n tosses, in fractions.
///
/// Heads of one and tails of the other are 2n tosses, so that the distance is |B − n|/n with
/// B ~ Bin(2n, ½), and E|B − n| = n·C(2n, n)/4ⁿ (de Moivre).
func meanDistance(_ n: Int) -> Rational {
  (1...n).reduce(Rational(1)) { $0 * Rational(2 * $1 - 1, 2 * $1) }
}

/// That of one sample of an even number of tosses from the coin itself: |K − n/2|/n.
private func meanDistanceFromTheCoin(_ n: Int) -> Rational { meanDistance(n / 2) / 2 }

func twoSamplesOfOneCoin(_ book: Book) -> Check {
  // the nearest foil needs the most draws
  let nearest = 1.0 / 452
  let stream = book.stream("div/empirical-samples.2")
  @Sendable func distance(_ n: Int, seeing delta: Double = 1.0 / 50) throws -> Sampled {
    let draws = try Sampled.draws(forMeanToSee: delta, width: 1, deviation: 0.14)
    return try Sampled.mean(draws, in: 0...1, deviation: 0.14) { i in
      func heads(_ lane: UInt32) -> Int { (stream.bits(i, lane: lane) >> (64 - n)).nonzeroBitCount }
      return Double(abs(heads(0) - heads(1))) / Double(n)
    }
  }
  return Check(
    "div/empirical-samples.2",
    "On average two samples of one coin are as far apart in transport as the binomial law says",
    grade: .sampled, scope: "a fair coin, heads 1 and tails 0; samples of 10 and 40 tosses"
  ) {
    compare(
      "mean transport distance, ten tosses", try distance(10, seeing: nearest),
      equals: meanDistance(10))
    compare("mean transport distance, forty tosses", try distance(40), equals: meanDistance(40))
  } foils: {
    let ten = meanDistance(10), forty = meanDistance(40)
    Foil("samples of one law are at distance 0 on average") {
      compare("ten tosses", try distance(10), equals: 0, insteadOf: ten)
    }
    Foil("four times the tosses, a quarter of the distance") {
      compare("forty tosses", try distance(40), equals: ten / 4, insteadOf: forty)
    }
    Foil("two samples are as far apart as one is from the coin") {
      compare("ten tosses", try distance(10), equals: meanDistanceFromTheCoin(10), insteadOf: ten)
    }
    Foil("the limit law holds at ten tosses already: 1/√(10π)") {
      let limit = Estimate(1 / (10 * Double.pi).squareRoot(), error: 1e-15)
      compare("ten tosses", try distance(10, seeing: nearest), equals: limit, insteadOf: ten)
    }
  }
}

import Evidence
import Exact
import Textbook

/// Numbers of the linear schedule with its thousand steps, enclosed in balls.
func scheduleValues() -> [Value] {
  let schedule = Schedule<Enclosed>.linear, one = Enclosed(1), half = Enclosed(Rational(1, 2))
  let last = schedule.memory[1000]
  let added = (1...1000).reduce(one) { $0 + schedule.fresh($1) }
  let subtracted = (1...1000).reduce(one) { $0 * schedule.keep[$1] * schedule.keep[$1] }
  @Sendable func weight(_ t: Int) -> Enclosed {
    schedule.fresh(t) * schedule.fresh(t)
      / ((one + one) * schedule.known(t) * schedule.keep[t] * schedule.noise(t))
  }
  return [
    Value("unshrunk", added),
    Value("memory", last),
    Value("before-merging", schedule.memory[mergingStep - 1]),
    Value("at-merging", schedule.memory[mergingStep]),
    Value("merging", mergingStep),
    Value("rest", (half * (Enclosed(0) - (one - last).logarithm))),
    Value("grey", (last.root() / schedule.noise(1000)).hyperbolicTangent()),
    Value("last-factor", (schedule.fresh(1000) / schedule.noise(1000)).root()),
    Value("middle-factor", (schedule.fresh(100) / schedule.noise(100)).root()),
    Value("subtracted", subtracted),
    Value("sampler-sd", schedule.fresh(500).root()),
    Value("kernel-sd", schedule.noise(500).root()),
    Value("floor-unit-500", schedule.memory[500]),
    Value("weight-early", weight(2)),
    Value("weight-late", weight(1000)),
    Value("noise-survives", last / schedule.memory[mergingStep]),
    Value("humps-merge", Schedule<Double>.usual.memory.firstIndex { $0 <= 4.0 / 39 } ?? 0),
  ]
}

/// The first step of the linear schedule at which two humps at ±√ᾱ are one: ᾱ ≤ ½.
let mergingStep = Schedule<Double>.usual.memory.firstIndex { $0 <= 0.5 } ?? 0

/// What each sampler makes of data N(0, ¼), and the right one of other data.
func samplerValues() -> [Value] {
  @Sendable func chain(_ target: Rational) -> ReverseChain<Enclosed> {
    ReverseChain(schedule: .linear, target: Enclosed(target))
  }
  let quarter = chain(Rational(1, 4))
  return Sampler.allCases.map { Value("final-\($0.rawValue)", quarter.last($0)) } + [
    Value("final-smaller", quarter.last(.right, fresh: .smaller)),
    Value("linear-humps", chain(Rational(37, 4)).last(.right)),
  ]
}

/// Where the cloud of the figure ends, and how many points are early on the side where they end.
func cloudValues() -> [Value] {
  let end = shots[shots.count - 1]
  let ends = [
    Value("cloud-size", end.points.count),
    Value("cloud-left", end.right.count { !$0 }),
    Value("cloud-right", end.right.count { $0 }),
  ]
  return ends + shots.map { Value("sorted-\($0.t)", $0.agreeing(with: end)) }
}

/// The orders that the check of the step back fits, and its constant over the expected one.
func orderValues(_ book: Book) -> [Value] {
  var values = [Value("skew-constant", try skewRatio(in: book))]
  for gaussian in Gaussian.allCases {
    values.append(Value("order-\(gaussian.rawValue)", try fitted(gaussian, in: book).order))
  }
  return values
}

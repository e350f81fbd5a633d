import Evidence
import Foundation
import Textbook

// Numbers of the linear schedule with its thousand steps, in doubles: sums and products of a thousand factors, each
// rounded to one part in 2⁵³, so that their relative error stays below a thousand roundings.

private func estimate(_ x: Double) -> Estimate { Estimate(x, error: abs(x) * 1000 * .ulpOfOne) }

let scheduleValues: [Value] = {
  let keep = Schedule.linear.keep, memory = Schedule.linear.memory, last = memory[1000]
  @Sendable func weight(_ t: Int) -> Double {
    (1 - keep[t - 1]) / (2 * keep[t - 1] * (1 - memory[t])) * (1 - memory[t]) / (1 - memory[t - 1])
  }
  return [
    Value("unshrunk", estimate(1 + keep.reduce(0) { $0 + (1 - $1) })),
    Value("memory", estimate(last)),
    Value("rest", estimate((last - last - log(1 - last)) / 2)),
    Value("last-factor", estimate(((1 - keep[999]) / (1 - last)).squareRoot())),
    Value("subtracted", estimate(keep.reduce(1) { $0 * $1 * $1 })),
    Value("sampler-sd", estimate((1 - keep[499]).squareRoot())),
    Value("kernel-sd", estimate((1 - memory[500]).squareRoot())),
    Value("weight-early", estimate(weight(2))),
    Value("weight-late", estimate(weight(1000))),
  ]
}()

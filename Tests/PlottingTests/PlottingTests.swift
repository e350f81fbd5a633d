import Plotting
import Testing

@Test func endsOfTheDomainMapToTheEnds() {
  let scales = [
    Scale(from: -4, to: 6), Scale(from: 6, to: -4), Scale(.log(base: 10), from: 1e-4, to: 1e4),
    Scale(.symmetricLog(threshold: 0.1), from: -50, to: 3), Scale(bands: ["a", "b", "c"]),
  ]
  for scale in scales {
    #expect(scale.position(of: scale.first) == 0)
    #expect(scale.position(of: scale.last) == 1)
  }
}

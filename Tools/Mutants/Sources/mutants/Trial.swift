import ArgumentParser
import Foundation

/// The mutants of one module against the tests.
struct Trial {
  struct Score {
    var module: String, compiled: Int, tried: Int, died: Int, survivors: [String]
    var isEnough: Bool { tried == 0 || 100 * died >= 95 * tried }
    var line: String {
      "\(module): \(died) of \(tried) mutants died (\(tried == 0 ? 100 : 100 * died / tried) %), \(compiled) compile"
    }
  }

  let nursery: Nursery, module: String, sample: Int, seed: UInt64, excused: Excuses

  func run() throws -> Score {
    let (schemata, alive) = try nursery.grow(module)
    let above = MutantsProgram.order.drop { $0 != module }.dropFirst()
    let started = Date()
    guard try nursery.passes([module], mutant: nil, limit: 1800) else {
      throw ValidationError("the tests of \(module) fail without any mutant")
    }
    let limit = 4 * Date().timeIntervalSince(started) + 10
    let chosen = drawn(alive)
    var score = Score(module: module, compiled: alive.count, tried: 0, died: 0, survivors: [])
    for (count, id) in chosen.enumerated() {
      let entry = schemata.entries[id]
      let key = "\(entry.file): \(source(entry)): \(entry.mutant.change)"
      if excused.covers(key) { continue }
      score.tried += 1
      let lives = try nursery.passes([module], mutant: id, limit: limit)
        && !above.contains { try !nursery.passes([$0], mutant: id, limit: 1800) }
      if lives {
        score.survivors.append("\(entry.file):\(entry.mutant.line): \(entry.mutant.change)   [\(key)]")
      } else {
        score.died += 1
      }
      Progress.say("\(module): \(count + 1) of \(chosen.count), \(score.died) dead")
    }
    return score
  }

  /// The line of source that the mutant changes: it stays the same when lines above it come and go.
  private func source(_ entry: Schemata.Entry) -> String {
    let text = (try? String(contentsOfFile: "\(nursery.root)/\(entry.file)", encoding: .utf8)) ?? ""
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines[entry.mutant.line - 1].trimmingCharacters(in: .whitespaces)
  }

  private func drawn(_ alive: [Int]) -> [Int] {
    guard sample > 0, sample < alive.count else { return alive }
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    var rest = alive, chosen: [Int] = []
    for _ in 0..<sample {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      chosen.append(rest.remove(at: Int(state >> 33) % rest.count))
    }
    return chosen.sorted()
  }
}

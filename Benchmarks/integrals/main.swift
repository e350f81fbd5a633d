// Certified integrals against the clock: the Jensen-Shannon divergences of Benchmarks/pairs.txt to 30 digits, each once,
// from the LaTeX-free expression to the enclosure. Ends with 1 if one misses its value. `Scripts/bench.sh` runs it.
import Balls
import Exact
import Expressions
import Foundation

typealias Expression = Expressions.Expression
let x = Variable("x")

func normal(_ mean: Rational, _ deviation: Rational) -> Expression {
  let z = (Expression(x) - Expression(mean)) / Expression(deviation)
  return .exp(-z.squared / 2) / (Expression(deviation) * .sqrt(2 * .pi))
}

func divergence(_ numbers: [Rational]) -> Expression {
  let p = normal(numbers[0], numbers[1]), q = normal(numbers[2], numbers[3]), m = (p + q) / 2
  return .integrating((p * .log(p / m) + q * .log(q / m)) / 2, over: x, from: -.infinity, to: .infinity)
}

struct Pair { let numbers: [Rational], value: Ball }

func read(_ file: String) throws -> [Pair] {
  try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").compactMap { line in
    let words = line.split(separator: " ").map(String.init)
    guard !line.hasPrefix("#"), words.count == 5, let value = Rational(words[4]) else { return nil }
    let numbers = words.prefix(4).compactMap { Double($0).map { Rational(exactly: $0) } }
    guard numbers.count == 4 else { return nil }
    return Pair(numbers: numbers, value: Ball(value, bits: 160).widened(by: Ball(Rational(10).power(-31), bits: 64)))
  }
}

guard CommandLine.arguments.count == 2, let pairs = try? read(CommandLine.arguments[1]), !pairs.isEmpty else {
  FileHandle.standardError.write(Data("usage: integrals Benchmarks/pairs.txt\n".utf8))
  exit(2)
}
let evaluator = Evaluator(goal: 100), start = clock()
let wrong = pairs.filter { pair in
  guard case .ball(let b) = evaluator.evaluate(divergence(pair.numbers)).value else { return true }
  return !b.overlaps(pair.value) || b.accuracyBits < 100
}
let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
print(seconds / Double(pairs.count))
exit(wrong.isEmpty ? 0 : 1)

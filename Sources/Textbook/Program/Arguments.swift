import ArgumentParser
import Evidence
import Exact

/// The command line of a chapter.
struct Arguments: ParsableArguments {
  @Flag(help: "List claims, toys with their parameters, values, cells; run nothing.") var list =
    false
  @Option(
    help: ArgumentHelp("Check this claim or equation only; may be repeated.", valueName: "id"))
  var only: [String] = []
  @Option(
    help: ArgumentHelp(
      "Tell everything about this claim: each line with its value, each foil with its distance.",
      valueName: "id"))
  var explain: String?
  @Option(
    help: ArgumentHelp(
      "With --only ID of one equation: judge this formula in its place, and name the mistake.",
      valueName: "latex"))
  var answer: String?
  @Option(help: ArgumentHelp("Check on this toy only; may be repeated.", valueName: "name"))
  var toy: [String] = []
  @Option(
    help: ArgumentHelp(
      "Fix a parameter to an exact number (7/5, 1.4); the others are still drawn.",
      valueName: "name=value"))
  var set: [String] = []
  // unconditional: what is said of --seed -1 is that it is negative, not that it is missing
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seed of what is drawn: a whole number, or fresh.", valueName: "n"))
  var seed = "1"
  @Option(parsing: .unconditional, help: ArgumentHelp("Decimal digits asked for.", valueName: "n"))
  var digits = 30
  @Option(help: ArgumentHelp("Write the results as JSON; - is standard output.", valueName: "file"))
  var json: String?
  @Option(help: ArgumentHelp("Draw the figures into this directory.", valueName: "dir"))
  var figures: String?
  @Option(
    parsing: .unconditional, help: ArgumentHelp("Threads; changes no result.", valueName: "n"))
  var threads: Int?

  static func help(for name: String, title: String) -> String {
    let options = helpMessage(columns: 96).split(separator: "\n", omittingEmptySubsequences: false)
      .drop { !$0.hasPrefix("OPTIONS") }.joined(separator: "\n")
    return """
      \(title): reads chapters/\(name)/chapter.md, evaluates its equations, and says which hold.

      USAGE: swift run -c release \(name) [options]

      \(options.trimmed)

      EXAMPLES
        swift run -c release \(name)                              everything, as a table
        swift run -c release \(name) --list                       what there is, and what can be set
        swift run -c release \(name) --only ID                    one claim
        swift run -c release \(name) --explain ID                 every line, every value, every foil
        swift run -c release \(name) --only ID --answer 'a = b'   what your own formula is worth
        swift run -c release \(name) --set theta=7/5 --digits 50  at a point of your own, to 50 digits
        swift run -c release \(name) --seed fresh                 at other points
        swift run -c release \(name) --json results.json --figures figures/\(name)

      The equations are read from chapter.md when the program runs: change one there and run again.

      EXIT STATUS  0 all green, 1 a claim is not green, 2 wrong usage, 3 the chapter's text is wrong,
                   4 the environment (a file, a disk), 5 an error of the program itself

      """
  }
}

extension Arguments {
  /// The options that change results, checked; `names` are the parameters that can be set, with
  /// their domains.
  func options(parameters: [(name: String, domain: String)]) throws(Stop) -> Options {
    var options = Options()
    // What a tail leaves out is bounded in doubles, and these end near 10⁻³⁰⁸.
    guard (1...280).contains(digits) else {
      throw Stop(.usage, "--digits \(digits) is out of range; choose from 1 to 280")
    }
    options.digits = digits
    options.seed = try seedNumber()
    for assignment in set {
      let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map(String.init)
      guard parts.count == 2, !parts[0].isEmpty else {
        throw Stop(.usage, "--set \(assignment): write NAME=VALUE, such as theta=7/5")
      }
      let name = parts[0].composed
      guard parameters.contains(where: { $0.name == name }) else {
        let others = suggestion(for: name, among: Set(parameters.map(\.name)))
        throw Stop(.usage, "--set \(assignment): there is no parameter \(name)\(others)")
      }
      guard options.fixed.updateValue(try number(parts[1], assignment), forKey: name) == nil else {
        throw Stop(.usage, "--set \(name) is given twice; keep one")
      }
    }
    return options
  }

  private func number(_ text: String, _ assignment: String) throws(Stop) -> Rational {
    guard let value = Rational(text) else {
      let what = text.isEmpty ? "nothing" : text
      throw Stop(
        .usage, "--set \(assignment): \(what) is no exact number; write 7/5, -2 or 0.25")
    }
    let limit = Rational(10).power(300)
    guard value.isZero || (value.magnitude <= limit && value.magnitude >= limit.reciprocal) else {
      throw Stop(.usage, "--set \(assignment): numbers from 1e-300 to 1e300 in size are allowed")
    }
    return value
  }

  private func seedNumber() throws(Stop) -> UInt64 {
    if seed == "fresh" { return UInt64.random(in: 1...999_999_999) }
    guard seed.utf8.allSatisfy({ (48...57).contains($0) }), let number = UInt64(seed) else {
      throw Stop(.usage, "--seed \(seed): write a whole number from 0 to 2^64 - 1, or fresh")
    }
    return number
  }
}

import Evidence
import Foundation

/// What is said of the random draws of a check: fixed before they are made.
enum Draws {
  /// One sentence for each design that a check uses, with formulas between dollars. Designs that
  /// differ only in what they see share one.
  static func sentences(_ points: [PointRecord]) -> [String] {
    var designs: [SamplingRecord] = []
    for case let design? in points.map(\.sampling) where !designs.contains(design) {
      designs.append(design)
    }
    var alike: [[SamplingRecord]] = []
    for design in designs {
      if let i = alike.firstIndex(where: { isAlike($0[0], design) }) {
        alike[i].append(design)
      } else {
        alike.append([design])
      }
    }
    return alike.map(sentence)
  }

  private static func isAlike(_ a: SamplingRecord, _ b: SamplingRecord) -> Bool {
    a.draws == b.draws && a.method == b.method && a.alpha == b.alpha && a.beta == b.beta
  }

  private static func sentence(_ designs: [SamplingRecord]) -> String {
    let design = designs[0]
    let share = 100 * design.alpha / FalseAlarms.budget
    let seen = designs.map { decimals($0.delta, 4) }.joined(separator: ", ")
    return "\(grouped(design.draws)) draws\(designs.count > 1 ? " each" : ""), "
      + "region by \(design.method): "
      + "a true value is called wrong with a chance of at most \(chance(design.alpha)), "
      + "\(decimals(share, 2)) % of what the book grants itself; "
      + "one that is wrong by \(seen) or more\(designs.count > 1 ? ", in this order," : "") "
      + "is seen but for a chance of \(chance(design.beta))."
  }

  /// $5\cdot10^{-10}$.
  static func chance(_ x: Double) -> String {
    guard x > 0 else { return "$0$" }
    var power = Int(log10(x).rounded(.down))
    var digits = (x / pow(10, Double(power)) * 100).rounded() / 100
    if digits >= 10 { (digits, power) = (digits / 10, power + 1) }
    let leading = digits == 1 ? "" : "\(String(format: "%g", digits))\\cdot "
    return "$\(leading)10^{\(power)}$"
  }

  /// $200\,000$, grouped from five digits on.
  static func grouped(_ n: Int) -> String {
    let digits = String(n)
    guard digits.count > 4 else { return digits }
    let head = digits.count % 3
    var parts = head > 0 ? [String(digits.prefix(head))] : []
    var rest = digits.dropFirst(head)
    while !rest.isEmpty {
      parts.append(String(rest.prefix(3)))
      rest = rest.dropFirst(3)
    }
    return "$\(parts.joined(separator: "\\,"))$"
  }

  /// Up to so many decimals, more where only zeros would be left.
  static func decimals(_ x: Double, _ count: Int) -> String {
    x >= pow(10, -Double(count)) * 10
      ? String(format: "%.\(count)f", x) : String(format: "%.2g", x)
  }
}

/// What the book spends of the chances that it grants itself, and on what.
struct Budget {
  private var spent: [(claim: String, point: PointRecord, design: SamplingRecord)] = []
  /// By the union bound: a false alarm, and a foil that survives by luck.
  private(set) var alarms = 0.0, luck = 0.0
  private(set) var foils = 0

  mutating func add(_ claim: ClaimRecord) {
    for point in claim.checks.flatMap(\.points) {
      guard let design = point.sampling else { continue }
      spent.append((claim.id, point, design))
      alarms += design.alpha
    }
    for case let chance? in claim.foils.map(\.luck) {
      luck += chance
      foils += 1
    }
  }

  var total: Double { alarms + luck }

  /// The book is not woven with more chances than it grants itself.
  var failure: Failure? {
    guard total > FalseAlarms.budget else { return nil }
    return Failure(
      .claim,
      "with fresh seeds the chance of a wrong verdict is \(total), more than the "
        + "\(FalseAlarms.budget) that the book grants itself",
      remedy: "draw for fewer comparisons, or share the budget out anew in FalseAlarms")
  }

  /// What random numbers may get wrong, over the whole book.
  var summary: String {
    let granted = Draws.chance(FalseAlarms.budget)
    guard !spent.isEmpty else {
      return "No check of the book draws random numbers: of the chance of a wrong verdict that it "
        + "grants itself, \(granted), nothing is spent."
    }
    return "With fresh seeds the book grants itself a chance of \(granted) of any wrong verdict. "
      + "By the union bound \(spent.count) comparisons of random draws spend "
      + "\(Draws.chance(alarms)) of it on false alarms, and \(foils) wrong "
      + "variant\(foils == 1 ? "" : "s") "
      + "\(Draws.chance(luck)) on survival by luck; "
      + "\(Draws.chance(FalseAlarms.budget - total)) remains."
  }

  /// Each comparison with its design: a section of the ledger; empty when nothing is drawn.
  var markdown: String {
    guard !spent.isEmpty else { return "" }
    let rows = spent.map { claim, point, design in
      let name = TeX.cell(point.name ?? "")
      return "| \(claim) | \(name) | \(Draws.grouped(design.draws)) | "
        + "\(Draws.decimals(design.delta, 4)) |"
    }
    return """
      ## Drawn at random {#ledger-draws .unnumbered}

      Beside what is computed, these values are estimated from draws; the evidence of each says by \
      which method. The number of draws was fixed before, so that a value which is wrong by the \
      last column is seen with a probability of $1 - \(Draws.chance(FalseAlarms.beta).dropFirst()) and a right one is called wrong with \
      \(Draws.chance(FalseAlarms.alpha)).

      | claim | what is estimated | draws | sees |
      |:--------------------------------------|:-----------------------------|---------:|--------:|
      \(rows.joined(separator: "\n"))


      """
  }
}

extension TeX {
  /// Words in a cell of a Markdown table.
  static func cell(_ text: String) -> String { text.replacingOccurrences(of: "|", with: "\\|") }
}

import Audit
import Foundation
import Testing

/// What was checked by hand in the four documents and found right: the audit confirms it, or has
/// nothing to judge there, and never calls it wrong.
@Suite struct RightThingsTests {
  struct Item: Sendable, CustomTestStringConvertible {
    var words: String
    var document: String
    /// Equations that must hold.
    var holding: [String]
    /// Lines on which nothing is false although nothing can be judged.
    var quiet: [ClosedRange<Int>] = []
    /// Steps of a chain that must hold although another one fails: equation and lines.
    var steps: [String: [Int]] = [:]
    var testDescription: String { "\(document): \(words)" }
  }

  static let items = [
    Item(words: "the best discriminator, its value and each half", document: "S0", holding: ["63", "74"]),
    Item(words: "the best discriminator at the equilibrium", document: "S1", holding: ["35", "36"]),
    Item(words: "the best discriminator and its value", document: "S2", holding: ["319", "323", "329", "353"]),
    Item(
      words: "the best discriminator and its value", document: "S3", holding: ["111", "126#2"],
      steps: ["115": [3]]),
    Item(words: "two parallel lines", document: "S2", holding: ["414", "416", "418", "420"]),
    Item(words: "Kantorovich and Rubinstein", document: "S2", holding: ["377", "430", "436"]),
    Item(words: "Kantorovich and Rubinstein", document: "S3", holding: ["134", "145"]),
    Item(words: "the algorithm with a gradient penalty", document: "S2", holding: [], quiet: [456...490]),
    Item(words: "the double minus", document: "S2", holding: ["444"]),
    Item(words: "the bound and its proof", document: "S2", holding: ["795", "795#2", "807", "907", "911"]),
    Item(words: "the bound", document: "S1", holding: ["89", "94"]),
    Item(words: "the loss of quantised codes", document: "S2", holding: ["889"]),
    Item(
      words: "change of variables", document: "S2",
      holding: ["938#2", "940", "950#2", "950#3", "952", "958", "962", "968"]),
    Item(words: "merging two kernels", document: "S0", holding: ["180", "184"]),
    Item(words: "merging two kernels", document: "S2", holding: ["1016", "1017", "1019", "1023", "1027"]),
    Item(words: "the posterior of a step, in both forms", document: "S0", holding: ["217", "229"]),
    Item(words: "the mean of the sampler", document: "S1", holding: ["160"]),
    Item(words: "the variational bound and its parts", document: "S1", holding: ["147"]),
    Item(words: "the variational bound and its parts", document: "S2", holding: ["1060", "1066"]),
    Item(words: "forward and reverse equation of motion", document: "S1", holding: ["164", "167"]),
    Item(words: "forward equation and probability flow", document: "S0", holding: ["265", "273"]),
    Item(words: "guidance without a classifier", document: "S1", holding: ["189"]),
    Item(words: "Langevin dynamics", document: "S0", holding: ["194"]),
    Item(words: "schedules that fall", document: "S2", holding: ["1029#2"]),
    Item(words: "linear autoencoders", document: "S2", holding: [], quiet: [668...669]),
    Item(words: "the algorithm boxes", document: "S1", holding: [], quiet: [39...41]),
    Item(words: "the algorithm boxes", document: "S2", holding: [], quiet: [250...257]),
    Item(words: "conditional networks and cycles", document: "S2", holding: [], quiet: [572...609]),
    Item(words: "rewards of a generator as an actor", document: "S0", holding: [], quiet: [144...160]),
    Item(words: "a saddle", document: "S3", holding: ["54", "60"]),
  ]

  @Test(arguments: items) func aRightThingIsConfirmed(item: Item) throws {
    let report = try #require(Documents.reports[item.document])
    for id in item.holding {
      let found = report.equations(id).map(\.verdict)
      #expect(found.contains(.holds) && !found.contains { $0 == .wrong || $0 == .conditional }, "\(id): \(found)")
    }
    for (id, places) in item.steps {
      let steps = report.equations(id).flatMap(\.steps)
      #expect(steps.indices.filter { steps[$0].verdict == .holds }.contains(places), "\(id)")
    }
    for lines in item.quiet {
      let flagged = report.equations.filter { lines.contains($0.line) && [.wrong, .conditional].contains($0.verdict) }
      #expect(flagged.map(\.id) == [])
    }
  }

  /// The Jacobian of a coupling layer and the sum of its scales are right: what contradicts them is
  /// the row's map. With the bracket in its place all three columns agree.
  @Test func theColumnsOfACouplingLayerAreRight() throws {
    let printed = #"e^{s(\mathbf{x}_{1:d}) + t(\mathbf{x}_{1:d})} \end{bmatrix}"#
    let meant = #"e^{s(\mathbf{x}_{1:d})} + t(\mathbf{x}_{1:d}) \end{bmatrix}"#
    #expect(try Documents.text("S2.md").components(separatedBy: printed).count == 2)
    let mended = try Documents.audit("S2", only: [986...986]) {
      $0.replacingOccurrences(of: printed, with: meant)
    }
    #expect(mended.equations("986#2").map(\.verdict) == [.holds])
    #expect(mended.equations("986#3").map(\.verdict) == [.holds])
  }

  /// The conditional score is right where σ is the spread of the kernel, and not that of a step back.
  @Test func theConditionalScoreHoldsWithTheSpreadOfTheKernel() throws {
    let mended = try Documents.audit("S1", only: [173...173]) {
      $0.replacingOccurrences(of: #"-\frac{\epsilon}{\sigma_t}"#, with: #"-\frac{\epsilon}{\sqrt{1 - \bar\alpha_t}}"#)
    }
    #expect(mended.equations("173").map(\.verdict) == [.holds])
  }
}

import Testing
import Weaving

/// Regions of source: unknown, unused, twice, one in another, empty, endless, too wide: each stops
/// the build at its line.
@Suite struct ListingTests {
  private func fault(_ text: String) -> Failure? {
    do {
      _ = try Listings(text: text, file: "A.swift")
      return nil
    } catch let failures as Failures { return failures.all.first } catch { return nil }
  }

  @Test func aRegionIsOutdentedAndTrimmed() throws {
    let listings = try Listings(
      text: "x\n    // begin a\n\n    let x = 1\n      // deeper\n\n    // end a\n", file: "A.swift"
    )
    #expect(listings.regions["a"]?.code == "let x = 1\n  // deeper")
    #expect(listings.regions["a"]?.place == Place("A.swift", 2))
  }

  @Test(arguments: [
    ("// begin a\n// end a\n", "empty", 1),
    ("// begin a\nlet x = 1\n", "never ends", 1),
    ("let x = 1\n// end a\n", "ends nothing", 2),
    ("// begin a\n1\n// begin b\n2\n// end b\n// end a\n", "begins inside", 3),
    ("// begin a\n1\n// end a\n// begin a\n2\n// end a\n", "stands twice", 4),
    ("// begin a\n1\n// end b\n// end a\n", "ends nothing", 3),
  ])
  func aFaultIsNamed(_ text: String, _ what: String, _ line: Int) throws {
    let failure = try #require(fault(text))
    #expect(failure.what.contains(what), "\(failure)")
    #expect(failure.place == Place("A.swift", line))
    #expect(failure.kind == .text)
  }

  @Test func eightyColumnsFitAndEightyOneDoNot() throws {
    #expect(fault("// begin a\n" + String(repeating: "x", count: 80) + "\n// end a\n") == nil)
    let failure = try #require(
      fault("// begin a\n" + String(repeating: "x", count: 81) + "\n// end a\n"))
    #expect(failure.what.contains("81 columns"))
    #expect(failure.place == Place("A.swift", 2))
    // what the page shows is without the common indentation
    #expect(fault("  // begin a\n  " + String(repeating: "x", count: 80) + "\n  // end a\n") == nil)
  }

  @Test func aRegionMustBeShownAndACellMustHaveOne() throws {
    let scratch = try Scratch()
    try scratch.edit(Scratch.chapter, "{{cell value-js}}", "{{cell value-jss}}")
    let failures = scratch.failures()
    #expect(
      failures.contains {
        $0.what.contains("no region “value-jss”") && $0.remedy.contains("value-js")
      })
    #expect(
      failures.contains {
        $0.what.contains("“value-js” is shown nowhere")
          && $0.place?.file == "chapters/small/Small.swift"
      })
  }
}

import Foundation
import Plotting
import Testing

struct TextTests {
  private func width(_ text: String) throws -> Double { try Typesetter().set(text, size: 10).width }

  @Test func lettersAreKerned() throws {
    #expect(try width("AV") < (try width("A")) + (try width("V")) - 0.5)
    #expect(try width("11") == 2 * (try width("1")))
    #expect(try width("**bold**") > (try width("bold")))
    #expect(try Typesetter().set("two\nlines", size: 10).depth > 10)
  }

  @Test func hyphenBeforeANumberIsAMinus() throws {
    #expect(try width("-1") == (try width("−1")))
    #expect(try width("well-known") < (try width("well−known")))
  }

  @Test func apostropheIsCurved() throws {
    #expect(try width("the decoder's") == (try width("the decoder’s")))
  }

  @Test func raisedWordsAreSmallAndHigh() throws {
    let plain = try Typesetter().set("10", size: 10)
    let power = try Typesetter().set("10^{−3}", size: 10)
    #expect(power.height > plain.height)
    #expect(power.width < plain.width + (try width("−3")))
  }

  @Test func mistakesAreNamed() {
    #expect(throws: LabelError.unclosed("half $x")) { try Typesetter().set("half $x", size: 9) }
    #expect(throws: LabelError.unclosed("*half")) { try Typesetter().set("*half", size: 9) }
    #expect(throws: LabelError.unclosed("10^{3")) { try Typesetter().set("10^{3", size: 9) }
    #expect(throws: LabelError.letter("θ", in: "θ")) { try Typesetter().set("θ", size: 9) }
    #expect(throws: Never.self) { try Typesetter().set("5 \\$ \\* a", size: 9) }
  }

  @Test func missingFormulasAreNamedAllAtOnceWithTheRemedy() throws {
    let figure = Figure("missing") {
      Panel(x: .linear(0...1, label: "$\\nobody^1$"), y: .linear(0...1)) {
        Rule(y: 0.5, label: "a $\\nobody^2$ b")
      }
    }
    let error = #expect(throws: LabelError.self) { try figure.shapes() }
    #expect(error == .missing(["$\\nobody^1$", "$\\nobody^2$"]))
    #expect(error?.description.contains("make labels") == true)
    try withDirectory { url in
      #expect(throws: LabelError.self) { try figure.render(to: url, alt: "Nothing.") }
      #expect(
        !FileManager.default.fileExists(atPath: url.appendingPathComponent("missing.svg").path))
    }
  }

  @Test func collectingListsEachFormulaOnce() throws {
    try withDirectory { url in
      let list = url.appendingPathComponent("deep/missing.txt")
      for (name, formulas) in [
        ("one", ["$x$ $\\nobody^1$"]), ("two", ["$\\nobody^1$", "$\\nobody^2$"]),
      ] {
        let figure = Figure(name) {
          Panel(x: .linear(0...1), y: .linear(0...1)) {
            for formula in formulas { Label(formula, at: (0.5, 0.5)) }
          }
        }
        let shapes = try figure.shapes(collectingInto: list)
        #expect(shapes.compactMap(\.text).contains(formulas[0]))
      }
      let text = try String(contentsOf: list, encoding: .utf8)
      #expect(text == "$\\nobody^1$\n$\\nobody^2$\n")
    }
  }

  /// Every file of the cache is named after the formula that it holds, and holds outlines.
  @Test func cacheIsWhole() throws {
    let labels = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/Plotting/Labels").standardizedFileURL
    let files = try FileManager.default.contentsOfDirectory(atPath: labels.path).sorted()
    #expect(files.count > 10)
    for file in files where !file.hasPrefix("pagella") {
      let text = try String(contentsOf: labels.appendingPathComponent(file), encoding: .utf8)
      let source = try #require(text.split(separator: "\n").first.map(String.init))
      #expect(LabelCache.fileName(for: source) == file)
      let set = try Typesetter().set(source, size: 10)
      #expect(set.outlines.count > 0 && set.width > 0, "\(source)")
    }
  }
}

import Foundation
import Plotting
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

struct SVGTests {
  private func svg(_ figure: Figure) throws -> String {
    try withDirectory { url in
      _ = try figure.render(to: url, alt: "A test & <nothing> else. Second sentence.")
      return try String(
        contentsOf: url.appendingPathComponent("\(figure.name).svg"), encoding: .utf8)
    }
  }

  @Test func namesBelongToTheFigure() throws {
    let text = try svg(sample())
    let ids = text.matches(of: /id="([^"]*)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { $0.hasPrefix("sample-") })
    let references = text.matches(of: /(?:href="#|url\(#)([^")]*)/).map { String($0.1) }
    #expect(!references.isEmpty)
    for reference in references { #expect(ids.contains(reference), "\(reference) leads nowhere") }
    #expect(!text.contains("surface"))
  }

  @Test func pageCanReadIt() throws {
    let text = try svg(sample())
    #expect(text.hasPrefix("<svg "))
    #expect(text.contains("role=\"img\" aria-labelledby=\"sample-title sample-desc\""))
    #expect(text.contains("<title id=\"sample-title\">A test &amp; &lt;nothing&gt; else.</title>"))
    #expect(text.contains("<desc id=\"sample-desc\">Second sentence.</desc>"))
    #expect(text.contains("viewBox=\"0 0 420 260\""))
    #expect(XMLParser(data: Data(text.utf8)).parse())
    #expect(!text.contains(" style="))
  }

  @Test func coordinatesAreShort() throws {
    let text = try svg(sample())
    for match in text.matches(of: /d="(M[^"]*[a-z][^"]*)"/) {
      #expect(match.1.firstMatch(of: /\.\d{3}/) == nil, "\(match.1.prefix(60))")
    }
  }

  @Test func coloursFollowTheTheme() throws {
    let text = try svg(sample())
    #expect(text.contains("--fig-blue:#0b66a8"))
    #expect(text.contains(":root[data-theme=dark] .fig{"))
    #expect(text.contains("class=\"s-blue\""))
    // whoever knows no classes still sees the light theme
    #expect(text.contains("stroke=\"#0b66a8\""))
  }

  @Test func pathsKeepTheirPlaces() throws {
    let path = try #require(
      SVGPath("M 10.001 20 L 12.5 20 C 13 21 14 22 15.126 23 Z M 10.001 20 M 11 21 L 12 22 "))
    #expect(path.d == "M10 20h2.5c.5 1 1.5 2 2.63 3zm1 1l1 1")
    #expect(
      SVGPath("M 100.5 7 L 103 7 C 103.5 8 104.5 9 105.625 10 Z")?.outline
        == SVGPath("M 10 20 L 12.5 20 C 13 21 14 22 15.125 23 Z")?.outline)
    #expect(SVGPath("M 1 1 A 2 2 0 0 0 3 3") == nil)
    #expect(SVGPath("") == nil)
  }

  @Test func aSegmentOfNoLengthIsADotWhereItIsAll() throws {
    #expect(SVGPath("M 1 2 L 1 2 M 3 5 L 3 5")?.d == "M1 2h0m2 3h0")
    #expect(SVGPath("M 1 2 L 4 2 L 4 2")?.d == "M1 2h3")
  }

  @Test func manyDiscsAreOneStroke() throws {
    let xs = (0..<40).map { Double($0) / 40 }
    let figure = Figure("dots") { Panel(x: .hidden(0...1), y: .hidden(0...1)) { Dots(xs, xs) } }
    #expect(try svg(figure).matches(of: /h0/).count == 40)
  }

  @Test func aLetterIsWrittenOnce() throws {
    let figure = Figure("letters") {
      Panel(
        x: .linear(0...1, ticks: .labelled((0..<10).map { (Double($0) / 10, "8") })),
        y: .hidden(0...1)
      ) { Rule(y: 0.5) }
    }
    let text = try svg(figure)
    #expect(text.matches(of: /<use\s/).count == 10)
    #expect(text.matches(of: /<path\sid=/).count == 1)
  }
}

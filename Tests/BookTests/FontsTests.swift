import Foundation
import Testing
import Weaving

/// Fonts are found where distributions keep them, otherwise by asking TeX.
@Suite struct FontsTests {
  let scratch: Scratch
  var fonts: Fonts { Fonts(repository: scratch.repository) }
  init() throws { scratch = try Scratch() }

  @Test func aTeXThatKeepsThemElsewhereIsAsked() throws {
    let path = try fonts.find(["no-such-font.otf", "texgyrepagella-regular.otf"], in: [])
    #expect(path.hasSuffix("/texgyrepagella-regular.otf"))
    #expect(FileManager.default.fileExists(atPath: path))
  }

  @Test func aMissingFontIsNamedWithTheRemedy() {
    #expect { try fonts.find(["no-such-font.otf"]) } throws: {
      let text = "\($0)"
      return text.contains("no-such-font.otf") && text.contains("make doctor")
    }
  }
}

import Foundation
import Testing
import Weaving

/// The whole way: Markdown and results in, a published book out.
@Suite(.serialized) struct PublishedTests {
  @Test func pagesAndPaperCarryTheSameNumbers() throws {
    let scratch = try Scratch()
    try scratch.build([.html, .pdf])
    #expect(FileManager.default.fileExists(atPath: scratch.repository.site + "/index.html"))
    #expect(FileManager.default.fileExists(atPath: scratch.repository.site + "/" + Repository.pdfName))
    if let keep = ProcessInfo.processInfo.environment["KEEP_BOOK"] {
      try? FileManager.default.removeItem(atPath: keep)
      try FileManager.default.copyItem(atPath: scratch.repository.root, toPath: keep)
    }
  }
}

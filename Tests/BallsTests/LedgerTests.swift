import Foundation
import Ledger
import Testing

/// The ledger of ledgers: what it finds and what it lets pass.
@Suite struct LedgerOfLedgers {
  @Test func differencesAreNamed() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func differences(_ entries: [Ledger.Entry], isRecording: Bool = false) throws -> [String] {
      try Ledger("squares", in: folder, isRecording: isRecording).differences(entries)
    }
    let entries = (1...30).map { Ledger.Entry("square \($0)", "\($0 * $0)") }
    #expect(throws: (any Error).self) { try differences(entries) }
    #expect(try differences(entries, isRecording: true).first?.hasPrefix("recorded") == true)
    #expect(try differences(entries).isEmpty)
    var changed = entries
    changed[6] = Ledger.Entry("square 7", "50")
    #expect(try differences(changed) == ["square 7: 50, recorded 49"])
    changed[6] = Ledger.Entry("cube 7", "49")
    #expect(try differences(changed) == ["asked cube 7, recorded square 7"])
    #expect(try differences(entries.dropLast()).last == "29 entries, recorded 30")
    let file = folder.appending(path: "squares.tsv")
    let elsewhere = try String(contentsOf: file, encoding: .utf8).replacing("FLINT", with: "GMP")
    try Data(elsewhere.utf8).write(to: file)
    changed[6] = Ledger.Entry("square 7", "50")
    #expect(try differences(changed) == [])
    let words = Ledger("squares", ofNumbers: false, in: folder, isRecording: false)
    #expect(try words.differences(changed) == ["square 7: 50, recorded 49"])
    try Data(elsewhere.replacing("GMP", with: "FLINT").utf8).write(to: file)
    let all = entries.map { _ in Ledger.Entry("square 1", "") }
    #expect(try differences(all).last == "and 20 more")
  }
}

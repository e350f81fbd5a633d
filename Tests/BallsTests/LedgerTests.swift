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
    #expect(try differences(entries, isRecording: true).isEmpty)
    #expect(try differences(entries).isEmpty)
    var changed = entries
    changed[6] = Ledger.Entry("square 7", "50")
    #expect(try differences(changed) == ["square 7: 50, recorded 49"])
    changed[6] = Ledger.Entry("cube 7", "49")
    #expect(try differences(changed) == ["asked cube 7, recorded square 7"])
    #expect(try differences(entries.dropLast()).last == "29 entries, recorded 30")
    let all = entries.map { _ in Ledger.Entry("square 1", "") }
    #expect(try differences(all).last == "and 20 more")
  }
}

import Foundation
import Testing

/// The page that an audit makes of a document: its words survive, its links lead somewhere.
@Suite struct AuditPageTests {
  private static let notes = """
    ---
    title: not shown
    ---

    # Laws of *three* points & more

    - first **bold** words, a < b, and `code $x$`

    $$ H(p) = -\\sum_i p_i\\log p_i $$ {#entropy}

    ```python
    - loss = **not bold** <b>
    # no heading
    ```

    The mean is wrong <script>alert(1)</script>:

    $$ \\mathbb{E}_{i\\sim p}[i] = \\sum_i i^2 p_i $$

    $$ \\sum_i p_i \\log q_i $$

    and a formula nobody reads

    $$ \\frac{1}{2 $$

    $$ \\sum_i i\\,p_i = 7 $$

    the end.
    """
  private static let sheet = """
    ```toy weights
    p in simplex(3)
    q in simplex(3)
    ```
    ```roles
    20 | lower bound of -H(p)
    ```
    """

  private static let made: Result<String, any Error> = Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = (notes: folder.appending(path: "n.md"), toys: folder.appending(path: "t.md"))
    try Data(notes.utf8).write(to: files.notes)
    try Data(sheet.utf8).write(to: files.toys)
    let page = folder.appending(path: "page.html"), process = Process()
    process.executableURL = URL(fileURLWithPath: Scratch.root + "/.build/release/book")
    process.currentDirectoryURL = URL(fileURLWithPath: Scratch.root)
    process.arguments = [
      "audit", files.notes.path, "--toys", files.toys.path, "--html", page.path,
    ]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 1 else { throw Ended(code: process.terminationStatus) }
    return try String(contentsOf: page, encoding: .utf8)
  }
  private struct Ended: Error { var code: Int32 }
  private var html: String { get throws { try Self.made.get() } }

  /// Behind the head of the page, without what is set by the typesetter of formulas.
  private func document() throws -> String {
    let html = try html
    return String(html[try #require(html.range(of: "<article")).lowerBound...])
  }

  @Test func idsAreThereOnceAndLinksLeadToThem() throws {
    let html = try html
    let ids = html.matches(of: /\sid="([^"]+)"/).map { String($0.output.1) }
    #expect(Set(ids).count == ids.count && ids.count > 4)
    let links = html.matches(of: /href="#([^"]+)"/).map { String($0.output.1) }
    #expect(links.count > 4)
    #expect(links.filter { !ids.contains($0) } == [])
  }

  @Test func theWordsOfTheDocumentSurvive() throws {
    let document = try document()
    for words in [
      "<h2>Laws of *three* points &amp; more</h2>", "• first <strong>bold</strong> words",
      "a &lt; b", "<code>code $x$</code>", "The mean is wrong", "and a formula nobody reads",
      "the end.",
    ] {
      #expect(document.contains(words), "\(words)")
    }
    #expect(!document.contains("not shown"))
  }

  @Test func codeStaysAsItIs() throws {
    let code = "<pre><code>- loss = **not bold** &lt;b&gt;\n# no heading\n</code></pre>"
    #expect(try document().contains(code))
  }

  @Test func nothingOfTheDocumentIsMarkup() throws {
    #expect(try !html.contains("<script"))
    #expect(try document().contains("&lt;script&gt;alert(1)"))
  }

  @Test func slipsComeFirstAndRolesAreSet() throws {
    let html = try html
    let first = html[..<(try #require(html.range(of: "<article")).lowerBound)]
    #expect(first.contains("href=\"#e2\"") && first.contains("href=\"#e5\""))
    let role = try #require(html.firstRange(of: "as lower bound of "))
    #expect(html[role.upperBound...].hasPrefix("<span class=\"katex\">"))
    #expect(try document().contains("holds</b>"))
  }
}

import Foundation
import Notation
import Testing

/// Every example of docs/notation.md is true.
@Suite struct Documentation {
  struct Example: Sendable, CustomStringConvertible {
    var line: Int, left: String, right: String, isPlain: Bool, isRefused: Bool
    var description: String { "docs/notation.md:\(line): \(left)" }
  }

  static let examples: [Example] = {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../docs/notation.md")
    guard let text = try? String(contentsOf: page, encoding: .utf8) else { return [] }
    var result: [Example] = [], fence: String?
    for (i, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("```") {
        fence = fence == nil ? String(line.dropFirst(3)) : nil
        continue
      }
      guard let fence, let mark = line.firstIndex(where: { $0 == "≡" || $0 == "✗" }) else {
        continue
      }
      let (left, right) = (line[..<mark], line[line.index(after: mark)...])
      result.append(
        Example(
          line: i + 1, left: left.trimmingCharacters(in: .whitespaces),
          right: right.trimmingCharacters(in: .whitespaces),
          isPlain: fence == "plain", isRefused: line[mark] == "✗"))
    }
    return result
  }()

  @Test func thereAreExamples() { #expect(Self.examples.count > 70) }

  @Test(arguments: examples) func holds(_ example: Example) throws {
    let parser = FormulaParser(options: example.isPlain ? .plain : .book)
    if example.isRefused {
      let error = try #require(throws: ParseError.self) { try parser.parse(example.left) }
      #expect(error.description.contains(example.right), "\(error)")
    } else {
      #expect(try parser.parse(example.left) == FormulaParser().parse(example.right))
    }
  }
}

import Evidence
import Expressions
import Foundation
import Plotting

/// A chapter: `chapter.md` beside Swift that holds what a line of text cannot say.
///
///     @main struct OptimalDiscriminator: Chapter {
///       static let page = Page("optimal-discriminator", in: .module)
///       static func cells(_ book: Book) -> [Cell] {
///         Cell("value-js") { out in
///           // begin value-js
///           out("…")
///           // end value-js
///         }
///       }
///     }
public protocol Chapter {
  static var page: Page { get }
  @ListBuilder<Cell> static func cells(_ book: Book) throws -> [Cell]
  @ListBuilder<Check> static func checks(_ book: Book) throws -> [Check]
  /// Asked for only when figures are drawn: a figure may compute at length.
  @ListBuilder<Drawing> static func figures(_ book: Book) throws -> [Drawing]
  @ListBuilder<Value> static func values(_ book: Book) throws -> [Value]
}

extension Chapter {
  public static func cells(_ book: Book) throws -> [Cell] { [] }
  public static func checks(_ book: Book) throws -> [Check] { [] }
  public static func figures(_ book: Book) throws -> [Drawing] { [] }
  public static func values(_ book: Book) throws -> [Value] { [] }

  /// Runs the chapter's command line.
  public static func main() {
    exit(ChapterProgram(Self.self).run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }
}

/// Where a chapter's text lies: beside its Swift source, so that it can be edited without a
/// compiler, or in the bundle
/// when the sources are not at hand.
public struct Page: Sendable {
  public let name: String
  private let read: @Sendable () throws -> Data
  /// - Parameter name: the folder of `chapters/` and the product's name.
  public init(
    _ name: String, in bundle: @autoclosure @escaping @Sendable () -> Bundle,
    source: String = #filePath
  ) {
    self.name = name
    read = {
      let beside = URL(fileURLWithPath: source).deletingLastPathComponent().appendingPathComponent(
        "chapter.md")
      return try (try? Data(contentsOf: beside)) ?? bundle().url(
        forResource: "chapter", withExtension: "md"
      ).map { try Data(contentsOf: $0) }
        ?? Data(contentsOf: beside)
    }
  }
  /// A chapter from text, for tests.
  package init(_ name: String, text: @escaping @Sendable () -> String) {
    self.name = name
    read = { Data(text().utf8) }
  }

  /// How messages call the text: the path from the repository's root.
  var file: String { "chapters/\(name)/chapter.md" }

  func bytes() throws -> Data {
    do { return try read() } catch {
      throw Stop(
        .environment, "\(file) cannot be read; run from a clone of the repository, or build again")
    }
  }
}

/// A piece of plain Swift that computes a number of the page a second way, with what it prints.
///
/// Its body is the region of the source between `// begin name` and `// end name`; the page shows
/// both.
public struct Cell: Sendable {
  let name: String
  let body: @Sendable (Out) throws -> Void
  public init(_ name: String, _ body: @escaping @Sendable (Out) throws -> Void) {
    (self.name, self.body) = (name, body)
  }

  /// What a cell prints, line by line: `out("log p = \(x)")`.
  public final class Out {
    private(set) var lines: [String] = []
    public func callAsFunction(_ text: String) { lines.append(text) }
  }

  func output() throws -> String {
    let out = Out()
    try body(out)
    return out.lines.joined(separator: "\n")
  }
}

/// A number that prose may print as `{{name}}`.
public struct Value: Sendable {
  let name: String
  let value: @Sendable () throws -> [Evaluated]
  public init(_ name: String, _ value: @autoclosure @escaping @Sendable () throws -> any Comparand)
  {
    (self.name, self.value) = (name, { try value().compared })
  }
}

/// A figure with the words that say what it shows to those who cannot see it.
public struct Drawing: Sendable {
  let figure: Figure
  let alt: String
}

extension Figure {
  /// The figure as part of a chapter; the text states what the data show, with numbers from the
  /// data.
  public func alt(_ text: String) -> Drawing { Drawing(figure: self, alt: text) }
}

/// Lists written one below the other, with loops and conditions.
@resultBuilder public enum ListBuilder<Element> {
  public static func buildExpression(_ element: Element) -> [Element] { [element] }
  public static func buildExpression(_ elements: [Element]) -> [Element] { elements }
  public static func buildBlock(_ parts: [Element]...) -> [Element] { parts.flatMap(\.self) }
  public static func buildArray(_ parts: [[Element]]) -> [Element] { parts.flatMap(\.self) }
  public static func buildOptional(_ part: [Element]?) -> [Element] { part ?? [] }
  public static func buildEither(first: [Element]) -> [Element] { first }
  public static func buildEither(second: [Element]) -> [Element] { second }
}

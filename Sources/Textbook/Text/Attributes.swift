/// What stands in braces behind a block: `{#eq:gan/value-js toy="a b" status=definition headline
/// .wide}`.
public struct Attributes: Hashable, Sendable {
  /// Behind `#`, composed.
  public var id: String?
  /// Behind `.`.
  public var classes: [String] = []
  /// `key=value`, `key="several words"`.
  public var values: [String: String] = [:]
  /// Words that stand alone, such as `headline`.
  public var words: Set<String> = []
  /// Where the opening brace stands.
  public var position = Position(line: 1, column: 1)
  public init() {}
}

struct AttributeError: Error { var index: Int, message: String }

extension Attributes {
  /// Reads from the `{` at `start`, at most up to `limit`; returns the attributes and the index
  /// behind the `}`.
  static func read(
    _ source: SourceText, from start: Int, upTo limit: Int
  ) throws(AttributeError) -> (Attributes, end: Int) {
    let scalars = source.scalars[..<limit]
    var result = Attributes(), i = start + 1
    result.position = source.position(start)
    func word() -> String {
      let first = i
      while i < limit, !" \t\n={}\"".unicodeScalars.contains(scalars[i]) { i += 1 }
      return String(scalars[first..<i]).composed
    }
    while true {
      while i < limit, " \t\n".unicodeScalars.contains(scalars[i]) { i += 1 }
      guard i < limit else {
        throw AttributeError(
          index: start, message: "this brace is never closed; end the attributes with }")
      }
      let first = i
      if scalars[i] == "}" { return (result, i + 1) }
      let name = word()
      if name.hasPrefix("#"), name.count > 1 {
        guard result.id == nil else {
          throw AttributeError(index: first, message: "a second identifier \(name); keep one")
        }
        result.id = String(name.dropFirst())
      } else if name.hasPrefix("."), name.count > 1 {
        result.classes.append(String(name.dropFirst()))
      } else if !name.isEmpty, i < limit, scalars[i] == "=" {
        i += 1
        let value: String
        if i < limit, scalars[i] == "\"" {
          guard let close = scalars[(i + 1)...].firstIndex(of: "\"") else {
            throw AttributeError(index: i, message: "this quotation mark is never closed")
          }
          value = String(scalars[(i + 1)..<close])
          i = close + 1
        } else {
          value = word()
        }
        guard result.values.updateValue(value, forKey: name) == nil else {
          throw AttributeError(
            index: first, message: "the attribute \(name) is given twice; keep one")
        }
      } else if !name.isEmpty {
        result.words.insert(name)
      } else {
        throw AttributeError(
          index: first, message: "expected #id, .class, key=value or a word, found “\(scalars[i])”")
      }
    }
  }
}

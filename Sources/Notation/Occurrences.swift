/// Where a piece of LaTeX stands in another, mark by mark: blanks, spacing commands and the braces
/// around one letter make no difference.
///
/// `D_{KL}` is found in `D_{ KL }` and `x_t` in `x_{t}`, but `x` not in `\exp`. Places do not
/// overlap. O(|piece| · |text|) at worst. Throws `ParseError` when either text is no sequence of
/// marks.
public func occurrences(of piece: String, in text: String) throws -> [Range<String.Index>] {
  let found = try Marks(text).places(of: try Marks(piece))
  return found.map {
    text.utf8.index(
      text.startIndex, offsetBy: $0.lowerBound)..<text.utf8.index(
        text.startIndex, offsetBy: $0.upperBound)
  }
}

/// The text with a piece replaced where it stands, or with nil where it alone stands.
///
/// Throws `EditError` when the piece stands nowhere, at several places without a choice, or at
/// fewer than asked for (1 is the first).
public func replacing(_ old: String, with new: String, occurrence: Int? = nil, in text: String)
  throws -> String
{
  let places = try occurrences(of: old, in: text)
  guard !places.isEmpty else { throw EditError.absent(old) }
  if occurrence == nil, places.count > 1 { throw EditError.ambiguous(old, places.count) }
  let number = occurrence ?? 1
  guard number >= 1, number <= places.count else {
    throw EditError.tooFew(old, places.count, wanted: number)
  }
  let place = places[number - 1]
  return joined(joined(String(text[..<place.lowerBound]), new), String(text[place.upperBound...]))
}

public enum EditError: Error, Hashable, Sendable, CustomStringConvertible {
  case absent(String)
  case ambiguous(String, Int)
  case tooFew(String, Int, wanted: Int)

  public var description: String {
    switch self {
    case .absent(let piece): "'\(piece)' does not stand in the formula; copy it from there"
    case .ambiguous(let piece, let n):
      "'\(piece)' stands at \(n) places; choose one: \(piece) @1 => …"
    case .tooFew(let piece, let n, let wanted):
      "'\(piece)' stands at \(n) place\(n == 1 ? "" : "s"); there is no @\(wanted)"
    }
  }
}

/// A blank where the name of a command would run into a letter.
private func joined(_ a: String, _ b: String) -> String {
  guard let first = b.utf8.first, isLetter(first) else { return a + b }
  let name = a.utf8.reversed().prefix(while: isLetter).count
  let endsInCommand = name > 0 && a.utf8.dropLast(name).last == UInt8(ascii: "\\")
  return endsInCommand ? a + " " + b : a + b
}

private func isLetter(_ byte: UInt8) -> Bool {
  (65...90).contains(byte) || (97...122).contains(byte)
}

/// A text as a row of marks that can be compared.
private struct Marks {
  /// `outer` takes in the braces of a script of one mark, `x_{t}`.
  struct Mark { var key: String, inner: Range<Int>, outer: Range<Int> }
  private(set) var marks: [Mark] = []

  init(_ text: String) throws {
    let source = Source(bytes: Array(text.utf8))
    for token in try Lexer.tokens(of: source)
    where token.kind != .end && token.kind != .space {
      marks += Marks.keys(token)
      if token.kind == .endGroup { collapse() }
    }
  }

  /// Numerals are compared digit by digit, so that 2 is found in `\frac12`.
  private static func keys(_ token: Token) -> [Mark] {
    guard token.kind == .number, token.text.utf8.count == token.end - token.start else {
      return [mark("\(family(token.kind)) \(token.text)", token.start..<token.end)]
    }
    return token.text.utf8.enumerated().map { i, byte in
      mark("number \(Character(Unicode.Scalar(byte)))", token.start + i..<token.start + i + 1)
    }
  }
  private static func mark(_ key: String, _ range: Range<Int>) -> Mark {
    Mark(key: key, inner: range, outer: range)
  }

  /// Sized and plain bars are the same mark.
  private static func family(_ kind: Token.Kind) -> Token.Kind {
    switch kind {
    case .leftBar, .rightBar, .middleBar: .bar
    case .leftDoubleBar, .rightDoubleBar, .middleDoubleBar: .doubleBar
    default: kind
    }
  }

  /// `_{t}` is compared as `_t`.
  private mutating func collapse() {
    let n = marks.count
    guard n >= 4, marks[n - 3].key == "beginGroup {",
      marks[n - 4].key == "sub _" || marks[n - 4].key == "sup ^"
    else { return }
    let inner = marks[n - 2].inner
    let outer = marks[n - 3].inner.lowerBound..<marks[n - 1].inner.upperBound
    marks.replaceSubrange(
      (n - 3)..., with: [Mark(key: marks[n - 2].key, inner: inner, outer: outer)])
  }

  func places(of piece: Marks) -> [Range<Int>] {
    let wanted = piece.marks.map(\.key)
    guard !wanted.isEmpty else { return [] }
    var found: [Range<Int>] = [], i = 0
    while i + wanted.count <= marks.count {
      if (0..<wanted.count).allSatisfy({ marks[i + $0].key == wanted[$0] }) {
        let last = marks[i + wanted.count - 1]
        found.append(
          wanted.count == 1 ? last.inner : marks[i].outer.lowerBound..<last.outer.upperBound)
        i += wanted.count
      } else {
        i += 1
      }
    }
    return found
  }
}

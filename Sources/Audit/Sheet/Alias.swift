import Notation

/// What the notes write, and what it is on the toys.
struct Alias: Hashable, Sendable {
  var written: String
  var meant: String

  /// The text with every place changed where the alias stands, except where it already reads so. A
  /// text that is no row of marks stays as it is: whoever reads it will say why.
  func applied(to text: MappedText) -> MappedText {
    let string = text.string
    guard let places = try? occurrences(of: written, in: string), !places.isEmpty else {
      return text
    }
    let done = ((try? occurrences(of: meant, in: string)) ?? [])
    let changed = places.filter { place in
      !done.contains { $0.lowerBound <= place.lowerBound && place.upperBound <= $0.upperBound }
    }
    let utf8 = string.utf8
    let offsets = changed.map {
      utf8.distance(
        from: utf8.startIndex, to: $0.lowerBound)..<utf8.distance(
          from: utf8.startIndex, to: $0.upperBound)
    }
    return text.replacing(
      offsets.filter { !$0.isEmpty && $0.upperBound <= text.count }, with: Array(" \(meant) ".utf8))
  }
}

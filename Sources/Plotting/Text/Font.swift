import Foundation

/// The letters of one style of TeX Gyre Pagella as outlines, with advances and kerning, at 10 pt.
///
/// Words and numbers of a figure come from here, so that only formulas had to be typeset by TeX.
package struct Font: Sendable {
  package enum Style: String, Sendable, CaseIterable { case regular, italic, bold }

  struct Glyph: Sendable {
    let advance: Double
    let outline: Outline?
  }

  static let size = 10.0

  let glyphs: [UInt32: Glyph]
  private let kerning: [UInt64: Double]

  func kern(_ a: UInt32, _ b: UInt32) -> Double { kerning[UInt64(a) << 32 | UInt64(b)] ?? 0 }

  /// Reads the cache written by `Scripts/labels.lua fonts`.
  init(cache text: String) throws {
    var glyphs: [UInt32: Glyph] = [:]
    var kerning: [UInt64: Double] = [:]
    for line in text.split(separator: "\n").dropFirst() {
      let words = line.split(separator: " ", maxSplits: 2)
      guard words.count >= 2, let amount = Double(words[1]) else {
        throw LabelError.damaged(String(line))
      }
      let codes = words[0].split(separator: ",").compactMap { UInt32($0) }
      switch codes.count {
      case 1:
        let outline = words.count == 3 ? try Outline(cache: words[2]) : nil
        glyphs[codes[0]] = Glyph(advance: amount, outline: outline)
      case 2: kerning[UInt64(codes[0]) << 32 | UInt64(codes[1])] = amount
      default: throw LabelError.damaged(String(line))
      }
    }
    (self.glyphs, self.kerning) = (glyphs, kerning)
  }

  private static let loaded: [Style: Result<Font, Error>] = Dictionary(
    uniqueKeysWithValues: Style.allCases.map { style in
      (style, Result { try Font(cache: try LabelCache.text(of: "pagella-\(style.rawValue).txt")) })
    })

  static func pagella(_ style: Style) throws -> Font {
    guard let font = loaded[style] else { throw LabelError.damaged(style.rawValue) }
    return try font.get()
  }
}

/// A letter or a rule: its path, and where the origin of that stands in the label.
public struct Outline: Sendable, Hashable {
  public let path: Path
  public let at: Point

  /// Reads "x y path".
  init(cache text: Substring) throws {
    let words = text.split(separator: " ", maxSplits: 2)
    guard words.count == 3, let x = Double(words[0]), let y = Double(words[1]) else {
      throw LabelError.damaged(String(text))
    }
    (path, at) = (try Path(svg: words[2]), Point(x, y))
  }

  init(_ path: Path, at: Point) { (self.path, self.at) = (path, at) }

  func scaled(_ s: Double, shift: Point) -> Outline {
    Outline(path.mapped { s * $0 }, at: s * at + shift)
  }
}

extension Path {
  /// Reads the `M L C Z` of the label cache.
  init(svg text: Substring) throws {
    self.init()
    var command = Substring()
    var numbers: [Double] = []
    func take(_ i: Int) -> Point { Point(numbers[i], numbers[i + 1]) }
    for word in text.split(separator: " ") {
      if word == "Z" {
        close()
      } else if word.count == 1, let letter = word.first, letter.isLetter {
        command = word
        numbers = []
      } else {
        guard let value = Double(word) else { throw LabelError.damaged(String(word)) }
        numbers.append(value)
        switch (command, numbers.count) {
        case ("M", 2): move(to: take(0))
        case ("L", 2): line(to: take(0))
        case ("C", 6): curve(take(0), take(2), to: take(4))
        default: continue
        }
        numbers = []
      }
    }
  }
}

import SplitMix

/// Small damage to a text, as a slip of the hand or of a converter does it: a mark dropped, doubled
/// or swapped with its neighbour, a character changed, a mark put in, the end cut off. Seeded.
struct TextEdit {
  private var random: SplitMix
  init(seed: UInt64) { random = SplitMix(seed: seed) }

  private mutating func below(_ n: Int) -> Int { Int(random.next() % UInt64(n)) }
  private mutating func pick<T>(_ list: [T]) -> T { list[below(list.count)] }

  mutating func damaged(_ text: String) -> String {
    var marks = TextEdit.marks(of: text)
    for _ in 0...below(2) {
      guard !marks.isEmpty else { break }
      let i = below(marks.count)
      switch below(8) {
      case 0: marks.remove(at: i)
      case 1: marks.insert(marks[i], at: i)
      case 2: if i + 1 < marks.count { marks.swapAt(i, i + 1) }
      case 3: marks[i] = pick(TextEdit.inserted)
      case 4: marks.insert(pick(TextEdit.inserted), at: i)
      case 5: marks.insert(pick(marks), at: i)
      case 6: marks[i] = changed(marks[i])
      default: marks.removeLast(below(max(1, marks.count / 2)))
      }
    }
    return marks.joined()
  }

  /// One character of a mark is another one.
  private mutating func changed(_ mark: String) -> String {
    var scalars = Array(mark.unicodeScalars)
    scalars[below(scalars.count)] = pick(TextEdit.characters)
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }

  private static let characters = Array(
    "abdxEKTp019 +-*/=<>:;,.!'|(){}[]\\_^&%~#$\"@\t\né²½ℝ∈≤′∣⟨\u{a0}\u{200b}\u{202e}а"
      .unicodeScalars)

  private static let inserted = [
    "x", "d", "E", "2", "10", "0.5", " ", "+", "-", "*", "/", "=", "<", ",", ";", ":", "'", "!",
    "|", "(", ")", "[", "]", "{", "}", "_", "^", "&", "~", "%", "\\\\", "\\{", "\\}", "\\|",
    "\\left", "\\right", "\\left(", "\\right)", "\\left.", "\\right.", "\\big|", "\\mid", "\\frac",
    "\\sqrt", "\\log", "\\exp", "\\sum", "\\int", "\\max", "\\lim", "\\nabla", "\\partial", "\\bar",
    "\\mathbf", "\\mathrm", "\\text{if}", "\\text{otherwise}", "\\quad", "\\,", "\\cdot", "\\odot",
    "\\circ", "\\in", "\\sim", "\\to", "\\infty", "\\dots", "\\top", "\\alpha", "\\begin{cases}",
    "\\end{cases}", "\\begin{pmatrix}", "\\end{pmatrix}", "\\because{a}", "\\forall", "\\implies",
    "\\rm", "\\underset", "\\E", "dx", "²", "½",
  ]

  /// Commands, numerals and single characters.
  static func marks(of text: String) -> [String] {
    var marks: [String] = []
    for character in text.unicodeScalars {
      let isLetter = character.isASCII && character.properties.isAlphabetic
      let last = marks.last?.unicodeScalars
      let inCommand =
        last?.first == "\\" && isLetter
        && last?.dropFirst().allSatisfy { $0.isASCII && $0.properties.isAlphabetic } ?? false
      if inCommand || last.map(Array.init) == ["\\"] {
        marks[marks.count - 1].unicodeScalars.append(character)
      } else {
        marks.append(String(character))
      }
    }
    return marks
  }
}

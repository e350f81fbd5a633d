/// Words of LaTeX as they are read: `Schr\"odinger` is Schrödinger.
public enum TeXWords {
  /// The accents and the letters that are commands; other marks stand as they are.
  public static func plain(_ text: String) -> String {
    guard text.contains("\\") else { return text }
    let accented = text.replacing(
      #/\\(?:(["'`^~=.])\s*|([uvHckrdb])(?:\s+|(?=\{)))(?:\{\\?([A-Za-z])\s*\}|\\([ij])\s*|([A-Za-z]))/#
    ) { match in
      let (_, sign, name, inBraces, dotless, bare) = match.output
      let mark = (sign ?? name).flatMap { accents[String($0)] } ?? ""
      return String(inBraces ?? dotless ?? bare ?? "") + mark
    }
    return accented.replacing(#/\\(ss|ae|AE|oe|OE|o|O|l|L|aa|AA)(?:\{\}|\s+|(?![A-Za-z]))/#) {
      letters[String($0.output.1)] ?? ""
    }
  }

  private static let accents = [
    "\"": "\u{308}", "'": "\u{301}", "`": "\u{300}", "^": "\u{302}", "~": "\u{303}",
    "=": "\u{304}", ".": "\u{307}", "u": "\u{306}", "v": "\u{30C}", "H": "\u{30B}",
    "c": "\u{327}", "k": "\u{328}", "r": "\u{30A}", "d": "\u{323}", "b": "\u{331}",
  ]
  private static let letters = [
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "aa": "å", "AA": "Å",
  ]
}

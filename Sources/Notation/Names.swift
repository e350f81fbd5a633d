/// The name of a toy's parameter, as toys write it, in LaTeX: `theta` is `\theta`, `w_12` is
/// `w_{12}`, a word of several letters stays together: `\mathit{step}`. A name that is LaTeX
/// already stays.
public func latex(name: String) -> String {
  if name.contains("\\") { return name }
  guard let bar = name.firstIndex(of: "_") else { return letters(of: name) }
  let below = name[name.index(after: bar)...]
  let index = below.hasPrefix("{") ? letters(of: below) : "{\(letters(of: below))}"
  return "\(letters(of: name[..<bar]))_\(index)"
}

/// Every run of letters as a Greek letter, a letter or a word.
private func letters(of text: some StringProtocol) -> String {
  var result = "", rest = text[...]
  while let first = rest.first {
    let word = rest.prefix { $0.isLetter }
    guard !word.isEmpty else {
      result.append(first)
      rest = rest.dropFirst()
      continue
    }
    rest = rest.dropFirst(word.count)
    let isLetter =
      Vocabulary.greek.contains(String(word)) || Vocabulary.letters.contains(String(word))
    // the space ends the command, should a letter follow
    result += isLetter ? "\\\(word) " : word.count > 1 ? "\\mathit{\(word)}" : String(word)
  }
  return result
}

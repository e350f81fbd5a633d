import LibFuzzer
import Notation

/// Reads the bytes as Markdown and as LaTeX: finds the mathematics, writes out the macros, puts back brackets, parses.
/// Nothing may crash, run over memory or hang; every formula and every remark has a place inside the document.
private func readAnything(_ bytes: [UInt8]) -> CInt {
  for flavour in [Flavour.markdown, .latex] {
    let (text, scan) = Scanner.scan(bytes, flavour)
    var end = 0
    for fragment in scan.fragments {
      guard fragment.whole.lowerBound >= end, fragment.whole.upperBound <= bytes.count,
        fragment.whole.lowerBound <= fragment.content.lowerBound,
        fragment.content.upperBound <= fragment.whole.upperBound
      else { fatalError("a formula at \(fragment.whole), behind \(end), of \(bytes.count) bytes") }
      end = fragment.whole.upperBound
      guard text.place(fragment.content.lowerBound).line >= 1 else { fatalError("a formula without a line") }
      read(MappedText(bytes, fragment.content), scan.macros)
    }
  }
  return 0
}

private func read(_ source: MappedText, _ macros: Macros) {
  guard source.count <= Expansion.length, source.count > 0 else { return }
  guard let expanded = try? Expansion.expand(source, macros), expanded.count <= Expansion.length else { return }
  let (marked, _) = PlainFunctions.marked(expanded)
  guard marked.origins.count == marked.bytes.count else { fatalError("bytes without an origin") }
  _ = try? FormulaParser(options: .lenient).parseDisplay(utf8: marked.bytes)
  if let (repaired, additions) = BracketRepair.of(marked) {
    guard repaired.count == marked.count + additions.reduce(0, { $0 + $1.bracket.utf8.count }) else {
      fatalError("more was added than the brackets \(additions)")
    }
  }
}

/// The package manager makes this function the `main` of the program.
@_cdecl("FuzzReader_main")
public func main(_ count: CInt, _ arguments: CArguments?) -> CInt {
  fuzz(count, arguments) { readAnything(bytes($0, $1)) }
}

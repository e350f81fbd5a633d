import LibFuzzer
import Notation

/// Reads the bytes with every set of options. Nothing may crash, run over memory or hang; what is read must be read again
/// from its print.
private func readAnything(_ bytes: [UInt8]) -> CInt {
  for options in [FormulaParser.Options.book, .lenient, .plain] {
    let parser = FormulaParser(options: options)
    _ = try? parser.parseDisplay(utf8: bytes)
    guard let tree = try? parser.parse(utf8: bytes), !options.plain else { continue }
    // The print may nest a bracket deeper than the limit; then it is refused, but never read as another tree.
    if let back = try? parser.parse(latex(tree)), back != tree {
      fatalError("printed as \(latex(tree)), read back as \(latex(back))")
    }
  }
  return 0
}

/// The package manager makes this function the `main` of the program.
@_cdecl("FuzzParser_main")
public func main(_ count: CInt, _ arguments: CArguments?) -> CInt {
  fuzz(count, arguments) { readAnything(bytes($0, $1)) }
}

import Notation

/// Reads the bytes with every set of options. Nothing may crash, run over memory or hang; what is read must be read again
/// from its print.
private func readAnything(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
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

typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

@_silgen_name("LLVMFuzzerRunDriver")
func runFuzzer(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<Arguments?>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The package manager makes this function the `main` of the program; it hands over to libFuzzer.
@_cdecl("FuzzParser_main")
public func fuzz(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
  var (count, arguments) = (count, arguments)
  return runFuzzer(&count, &arguments) { readAnything($0, $1) }
}

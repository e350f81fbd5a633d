// What every fuzzed program needs of libFuzzer: its driver, and the bytes it hands over.

/// A program to be fuzzed: it reads the bytes and gives 0, whatever they are.
public typealias Target = @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt

/// The arguments of a C program.
public typealias CArguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<CArguments?>, _ test: Target
) -> CInt

/// Hands over to libFuzzer, which calls `test` until its time is up or something breaks.
public func fuzz(_ count: CInt, _ arguments: CArguments?, _ test: Target) -> CInt {
  var (count, arguments) = (count, arguments)
  return runDriver(&count, &arguments, test)
}

/// The bytes of one call.
public func bytes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
  Array(UnsafeBufferPointer(start: start, count: count))
}

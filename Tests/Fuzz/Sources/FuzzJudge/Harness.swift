import Audit
import LibFuzzer

/// Reads the bytes as notes and as the sheet of their toys at once, and judges every equation within a limit of work.
/// Nothing may crash, run over memory or hang; what is false shows why; a report can be written, and is the same when it is made again.
private func judgeAnything(_ bytes: [UInt8]) -> CInt {
  // a long text says nothing that its parts do not, and takes its time
  guard bytes.count <= 2_000, let sheet = try? Sheet.read(String(decoding: bytes, as: UTF8.self), name: "toys.md") else {
    return 0
  }
  var options = Audit.Options()
  options.inline = true
  options.work = 20_000
  let audit = Audit(options)
  let report = audit.run(bytes, name: "notes.md", sheet: sheet)
  for equation in report.equations {
    guard equation.line >= 1, equation.column >= 1 else { fatalError("no place: \(equation)") }
    let isFalse = equation.verdict == .wrong
    if isFalse, equation.refutation == nil, equation.reason == nil { fatalError("false, and nobody knows why: \(equation)") }
    if equation.verdict == .conditional, equation.condition == nil { fatalError("holds only if nothing: \(equation)") }
  }
  options.threads = 1
  guard Audit(options).run(bytes, name: "notes.md", sheet: sheet) == report else { fatalError("another report the second time") }
  guard (try? AuditReport(files: [report]).data()) != nil else { fatalError("a report that cannot be written") }
  return 0
}

/// The package manager makes this function the `main` of the program.
@_cdecl("FuzzJudge_main")
public func main(_ count: CInt, _ arguments: CArguments?) -> CInt {
  fuzz(count, arguments) { judgeAnything(bytes($0, $1)) }
}

import Audit
import Testing

/// Two laws on three points, the same on the line, and a joint law.
let sheetText = """
  ```toy points
  "three points"
  x in {0, 1, 3}
  p_d = Finite(0: 1/2, 1: 1/3, 3: 1/6)
  p_g = Finite(0: 1/4, 1: 1/4, 3: 1/2)
  ```
  ```toy bells
  theta in [-4, 4], theta != 0
  x in R
  p_d = Normal(0, 1)
  p_g = Normal(theta, 1)
  ```
  """

func sheet(_ text: String = sheetText) throws -> Sheet { try Sheet.read(text, name: "toys.md") }

func audit(
  _ document: String, _ sheetText: String = sheetText, inline: Bool = false,
  name: String = "notes.md", threads: Int = 2
) throws -> FileReport {
  try audit(bytes: Array(document.utf8), sheetText, inline: inline, name: name, threads: threads)
}

func audit(
  bytes: [UInt8], _ sheetText: String = sheetText, inline: Bool = false, name: String = "notes.md",
  threads: Int = 2
) throws -> FileReport {
  var options = Audit.Options()
  (options.inline, options.threads) = (inline, threads)
  return Audit(options).run(bytes, name: name, sheet: try sheet(sheetText))
}

/// What is said of the only equation of a document.
func verdict(of latex: String, _ sheetText: String = sheetText) throws -> EquationReport {
  let report = try audit("$$ \(latex) $$", sheetText)
  return try #require(report.equations.first)
}

extension FileReport {
  var verdicts: [AuditVerdict] { equations.map(\.verdict) }
  var lines: [Int] { equations.map(\.line) }
}

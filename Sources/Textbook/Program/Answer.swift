import Evidence
import Notation

/// A reader's formula in the place of an equation of the chapter.
struct Answer {
  let latex: String
  let run: Run
  init(_ latex: String, _ run: Run) { (self.latex, self.run) = (latex, run) }

  /// Says what the formula is worth; green if it holds.
  func tell(_ console: Console) throws -> ExitStatus {
    let label = run.arguments.only
    guard label.count == 1,
      let work = run.selectedWork.first(where: { $0.statement.label == label[0] })
    else {
      throw Stop(
        .usage, "--answer needs --only with the id of one equation, such as gan/value-js.2")
    }
    let chains: [Statement.Chain]
    do { chains = try run.prepared.mathematics.display(latex) } catch let error as Misread {
      throw Stop(.usage, "--answer, column \(error.position.column): \(error.message)")
    }
    guard chains.allSatisfy(\.isRelation) else {
      throw Stop(
        .usage, "--answer needs both sides: an equation or an inequality, such as a = \(latex)")
    }
    let found = diagnose(chains, inPlaceOf: work, options: run.options)
    try console.out(text(found, work.statement) + "\n")
    return found.verdict == .holds ? .green : .notGreen
  }

  private func text(_ found: Diagnosis, _ statement: Statement) -> String {
    var lines = ["\(statement.label): your formula \(words(found.verdict))"]
    if let distance = found.distance { lines.append("  the sides differ by up to \(distance)") }
    if let remark = found.remark { lines.append("  \(remark)") }
    if let mistake = found.mistake { lines.append("  the mistake: \(mistake)") }
    if found.verdict != .holds, found.distance == nil, let reason = found.reason {
      lines.append("  \(reason)")
    }
    return lines.joined(separator: "\n")
  }

  private func words(_ verdict: Verdict) -> String {
    switch verdict {
    case .holds: "holds"
    case .refuted: "is false"
    case .inconclusive: "could not be decided"
    case .broken: "has no value here"
    }
  }
}

extension Statement.Chain {
  fileprivate var isRelation: Bool { if case .relation = formula { true } else { false } }
}

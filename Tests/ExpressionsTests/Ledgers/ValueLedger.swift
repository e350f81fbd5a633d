import Balls
import Expressions
import Foundation
import Ledger
import Testing

/// What every question is answered, to the last bit, and what it cost; beside laws that know
/// nothing of the record: areas and tops in plain doubles, and what is infinite by construction.
@Suite struct ValueLedger {
  @Test func closed() throws { try check("closed", Questions.closed, judged: 60) }
  @Test func expectations() throws { try check("expectations", Questions.expectations, judged: 60) }
  @Test func divergences() throws { try check("divergences", Questions.divergences, judged: 30) }
  @Test func supports() throws { try check("supports", Questions.supports, judged: 40) }
  @Test func kinks() throws { try check("kinks", Questions.kinks, judged: 60) }
  @Test func roots() throws { try check("roots", Questions.roots, judged: 30) }
  @Test func poles() throws { try check("poles", Questions.poles, judged: 12) }
  @Test func tails() throws { try check("tails", Questions.tails, judged: 40) }
  @Test func sizes() throws { try check("sizes", Questions.sizes, judged: 5) }
  @Test func limits() throws { try check("limits", Questions.limits, judged: 5) }
  @Test func separable() throws { try check("separable", Questions.separable, judged: 0) }
  @Test func plane() throws { try check("plane", Questions.plane, judged: 0) }
  @Test func beyond() throws { try check("beyond", Questions.beyond, judged: 0) }
  @Test func optima() throws { try check("optima", Questions.optima, judged: 30) }
  @Test func numbers() throws { try check("numbers", Questions.numbers, judged: 0) }

  /// To 80 bits.
  @Test func handPicked() throws { try check("hand-picked") { !HandPicked.costly.contains($0) } }
  @Test func costly() throws { try check("costly") { HandPicked.costly.contains($0) } }

  private func check(_ name: String, _ isWanted: (String) -> Bool) throws {
    let entries = HandPicked.all.filter { isWanted($0.0) }.map { name, e -> Ledger.Entry in
      let (found, steps) = evaluation(of: e, goal: 80)
      return Ledger.Entry("\(name): " + asked("\(e)"), found.inFull + ", \(steps) steps")
    }
    #expect(try Ledger("expressions-\(name)").differences(entries) == [])
  }

  /// Areas over the plane take a while: of every eighth question.
  @Test func areasOfThePlane() {
    let questions = (Questions.separable + Questions.plane + Questions.beyond).enumerated()
    let judged = questions.filter { $0.offset % 8 == 0 }.count { _, q in
      guard case .integral(_, _, _, .integral) = q.expression else { return false }
      let found = evaluation(of: q.expression, goal: q.goal).value
      guard let number = found.number, let area = Plainly.iterated(q.expression) else { return false }
      return expect(number, area, q, found)
    }
    #expect(judged >= 6, "\(judged)")
  }

  private func check(_ name: String, _ questions: [Question], judged least: Int) throws {
    var judged = 0
    let entries = questions.map { q -> Ledger.Entry in
      let (found, steps) = evaluation(of: q.expression, goal: q.goal, limit: q.limit)
      if isLawful(q, found) { judged += 1 }
      return Ledger.Entry(q.text, found.inFull + ", \(steps) steps")
    }
    #expect(judged >= least, "\(name): \(judged) of \(questions.count) were judged")
    #expect(try Ledger("expressions-\(name)").differences(entries) == [])
  }

  /// Whether a law spoke about the answer; what breaks it is an issue.
  private func isLawful(_ q: Question, _ found: Evaluated) -> Bool {
    switch (q.kind, found.value) {
    case (.infinite, .exact), (.infinite, .ball), (.infinite, .estimate), (.undefined, .exact), (.undefined, .ball),
      (.undefined, .estimate), (.number, .infinite), (.number, .undefined), (.infinite, .undefined), (.undefined, .infinite):
      Issue.record("\(q.text): \(found.inFull)")
    default: break
    }
    guard let number = found.number else { return false }
    let reach = found.reach
    switch q.expression {
    case .integral(_, _, _, let body) where !"\(body)".contains("∫") && !"\(body)".contains("max"):
      return Plainly.integral(q.expression).map { expect(number, $0, q, found) } ?? false
    case .extremum(let kind, let v, let a, let b, let body):
      let up = kind == .maximum || kind == .argmax, f = body.compiled(variables: [v])
      let goal = { (t: Double) in up ? f([t]) : -f([t]) }
      let (low, high) = (a.compiled(variables: [])([]), b.compiled(variables: [])([]))
      let top = Plainly.largest(goal, from: min(low, high), to: max(low, high))
      let best = kind == .argmax || kind == .argmin ? goal(number) : up ? number : -number
      guard low <= high, top.isFinite, best.isFinite, reach < 1 else { return false }
      // an integral inside is taken as roughly as the grid
      let slack = "\(body)".contains("∫") ? 1e-4 : 1e-9
      #expect(best >= top - reach - slack * (1 + abs(top)), "\(q.text): \(found.inFull), but \(top)")
      return true
    default: return false
    }
  }

  private func expect(_ number: Double, _ area: Plainly.Area, _ q: Question, _ found: Evaluated) -> Bool {
    guard area.size > 1e-12 else { return false }
    #expect(
      abs(number - area.value) <= 1e-6 * area.size + found.reach * 10, "\(q.text): \(found.inFull), but \(area.value) of \(area.size)")
    return true
  }
}

import Exact
import Expressions
import Meaning
import Notation

/// The values of formulas at one point, each computed once: a foil changes one side, the others are remembered.
final class PointValues {
  private struct Key: Hashable { var side: Formula, other: Formula? }
  private let interpreter: any Interpreter
  private var known: [Key: Result<SideValue, FailedValue>] = [:]
  let point: Point

  init(_ setting: any Setting, _ point: Point, bits: Int) throws {
    (self.point, interpreter) = (point, try setting.interpreter(at: point, bits: bits))
  }

  func value(of side: Formula, beside other: Formula?) throws(FailedValue) -> SideValue {
    let key = Key(side: side, other: other)
    if let value = known[key] ?? known[Key(side: side, other: nil)] { return try value.get() }
    let result: Result<SideValue, FailedValue>
    do { result = .success(try interpreter.value(of: side, beside: other)) }
    catch { result = .failure(FailedValue(message: "\(error)")) }
    known[dependsOnOther(result) ? key : Key(side: side, other: nil)] = result
    return try result.get()
  }

  /// Laws are described so that they can be compared with the other side; numbers, vectors and matrices (`""`, `[1]`) are not.
  private func dependsOnOther(_ result: Result<SideValue, FailedValue>) -> Bool {
    guard case .success(let value) = result else { return true }
    return value.components.contains { !$0.name.isEmpty && !$0.name.hasPrefix("[") }
  }

  func reading(of formula: Formula) -> String { interpreter.reading(of: formula) }
}

/// A side that has no value on this toy: the message of the error.
struct FailedValue: Error { var message: String }

/// A chain `a = b ≤ c` judged at one point.
struct ChainJudgement {
  /// One a side.
  var values: [SideValue?]
  /// One a relation.
  var steps: [Judgement]
  var whole: Judgement
}

/// Judges each side of a chain against the one before it.
///
/// `stated` gives the LaTeX of each side, for the digits behind `≈`.
func judgeChain(_ formula: Formula, stated: [String], at values: PointValues, by standard: Standard) -> ChainJudgement {
  guard case .relation(let sides, let relations) = formula, !relations.isEmpty, sides.count == relations.count + 1 else {
    return ChainJudgement(values: [], steps: [], whole: .broken("this is no equation: nothing is compared"))
  }
  var found = [SideValue?](repeating: nil, count: sides.count), steps: [Judgement] = []
  for (i, relation) in relations.enumerated() {
    do throws(FailedValue) {
      let left = try values.value(of: sides[i], beside: sides[i + 1])
      let right = try values.value(of: sides[i + 1], beside: sides[i])
      if found[i] == nil { found[i] = left }
      found[i + 1] = right
      steps.append(
        judge(left, relation, right, stated: i + 1 < stated.count ? stated[i + 1] : nil, by: standard))
    } catch {
      steps.append(.broken(error.message))
    }
  }
  return ChainJudgement(values: found, steps: steps, whole: steps.dropFirst().reduce(steps[0], combine))
}

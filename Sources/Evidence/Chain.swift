import Exact
import Expressions
import Meaning
import Notation

/// The values of formulas at one point, each computed once: a foil changes one side, the others
/// are remembered.
package final class PointValues {
  private struct Key: Hashable { var side: Formula, other: Formula? }
  private let interpreter: any Interpreter
  private var known: [Key: Result<SideValue, FailedValue>] = [:]
  /// Values at the same point that need not be computed again; it owns these.
  private unowned let finer: PointValues?
  private var coarser: PointValues?
  let setting: any Setting
  package let point: Point
  private let bits: Int
  private var neighbours: [Point: PointValues] = [:]

  package init(_ setting: any Setting, _ point: Point, bits: Int) throws {
    (self.setting, self.point, finer, self.bits) = (setting, point, nil, bits)
    interpreter = try setting.interpreter(at: point, bits: bits)
  }
  private init(coarse bits: Int, of finer: PointValues) throws {
    (setting, point, self.finer, self.bits) = (finer.setting, finer.point, finer, bits)
    interpreter =
      try finer.interpreter.rounding(to: bits) ?? setting.interpreter(at: point, bits: bits)
  }

  /// The same point with fewer bits, made once: all foils share it.
  func coarse(bits: Int) throws -> PointValues {
    if let coarser { return coarser }
    let made = try PointValues(coarse: bits, of: self)
    coarser = made
    return made
  }

  /// The point with another value of one parameter, made once.
  func beside(_ name: String, _ value: Rational) throws(FailedValue) -> PointValues {
    var place = point
    place.values[name] = value
    if let known = neighbours[place] { return known }
    guard setting.parameters.contains(where: { $0.name == name }),
      let made = try? PointValues(setting, place, bits: bits)
    else { throw FailedValue(message: "\(name) is no parameter of the toy \(setting.name)") }
    neighbours[place] = made
    return made
  }

  package func value(of side: Formula, beside other: Formula?) throws(FailedValue) -> SideValue {
    let key = Key(side: side, other: other)
    if let value = remembered(key) ?? finer?.remembered(key) { return try value.get() }
    let result: Result<SideValue, FailedValue>
    do { result = .success(try interpreter.value(of: side, beside: other)) } catch {
      result = .failure(
        FailedValue(
          message: "\(error)", unbound: (error as? MeaningError)?.unbound,
          cause: (error as? MeaningError)?.cause))
    }
    known[dependsOnOther(result, side) ? key : Key(side: side, other: nil)] = result
    return try result.get()
  }

  private func remembered(_ key: Key) -> Result<SideValue, FailedValue>? {
    known[key] ?? known[Key(side: key.side, other: nil)]
  }

  /// Laws are described so that they can be compared with the other side; numbers, vectors and
  /// matrices (`""`, `[1]`) are not.
  private func dependsOnOther(_ result: Result<SideValue, FailedValue>, _ side: Formula) -> Bool {
    guard case .success(let value) = result else { return true }
    if case .number = side { return true }  // a lone 0 beside a vector is the zero vector
    return value.components.contains { !$0.name.isEmpty && !$0.name.hasPrefix("[") }
  }

  /// A side as an expression in what is free, around this point; nil where it is no such number.
  func parametric(
    _ side: Formula, beside other: Formula?, _ free: [String: Expression]
  ) -> ParametricSide? {
    interpreter.parametric(side, beside: other, free, around: freeValues(free))
  }
  func freeValues(_ free: [String: Expression]) -> [Variable: Rational] {
    var values: [Variable: Rational] = [:]
    for case (let name, .variable(let v)) in free { values[v] = point.values[name] }
    return values
  }

  package func reading(of formula: Formula) -> String { interpreter.reading(of: formula) }

  /// What ∈, ∝ and → say in equalities and inequalities; nil when the sides are compared as they
  /// stand.
  package func restated(
    _ left: Formula, _ relation: Relation, _ right: Formula
  ) throws(FailedValue) -> [(left: Formula, relation: Relation, right: Formula)]? {
    do { return try interpreter.restated(left, relation, right) } catch {
      let meaning = error as? MeaningError
      throw FailedValue(message: "\(error)", unbound: meaning?.unbound, cause: meaning?.cause)
    }
  }
}

/// A side that has no value on this toy: the message of the error.
package struct FailedValue: Error {
  package var message: String
  /// The name that means nothing on this toy, where that is why.
  package var unbound: String?
  /// What else is wrong, where an asker treats that in a way of its own.
  package var cause: MeaningError.Cause?
}

/// A chain judged at one point.
struct ChainJudgement {
  var chain: Statement.Chain
  /// One a side.
  var values: [SideValue?]
  /// One a relation.
  var steps: [Judgement]
  var whole: Judgement
  /// What was found besides: the order of a rate.
  var notes: [String] = []
}

/// Judges each side of a chain against the one before it.
func judgeChain(
  _ chain: Statement.Chain, at values: PointValues, by standard: Standard
) -> ChainJudgement {
  guard case .relation(let sides, let relations) = chain.formula, !relations.isEmpty,
    sides.count == relations.count + 1
  else {
    return ChainJudgement(
      chain: chain, values: [], steps: [],
      whole: .broken("this is no equation: nothing is compared"))
  }
  var found = [SideValue?](repeating: nil, count: sides.count), steps: [Judgement] = []
  var notes: [String] = []
  for (i, relation) in relations.enumerated() {
    do throws(FailedValue) {
      if let rate = values.rate(sides[i], relation, sides[i + 1]) {
        let outcome = try values.judge(sides[i], towards: rate)
        steps.append(outcome.judgement)
        if let note = outcome.note { notes.append(note) }
        continue
      }
      if let parts = try values.restated(sides[i], relation, sides[i + 1]) {
        if found[i] == nil { found[i] = try? values.value(of: sides[i], beside: nil) }
        steps.append(try judgeParts(parts, relation, at: values, by: standard))
        continue
      }
      let left = try values.value(of: sides[i], beside: sides[i + 1])
      let right = try values.value(of: sides[i + 1], beside: sides[i])
      if found[i] == nil { found[i] = left }
      found[i + 1] = right
      let stated = relation == .approximately ? chain.text(ofSide: i + 1) : nil
      steps.append(judge(left, relation, right, stated: stated, by: standard))
    } catch {
      steps.append(.broken(error.message))
    }
  }
  return ChainJudgement(
    chain: chain, values: found, steps: steps, whole: steps.dropFirst().reduce(steps[0], combine),
    notes: notes)
}

/// Judges a membership or a proportionality by what it says in numbers: all of it must hold.
package func judgeParts(
  _ parts: [(left: Formula, relation: Relation, right: Formula)], _ stated: Relation,
  at values: PointValues, by standard: Standard
) throws(FailedValue) -> Judgement {
  var whole: Judgement?
  for part in parts {
    let left = try values.value(of: part.left, beside: part.right)
    let right = try values.value(of: part.right, beside: part.left)
    let judgement = judge(left, part.relation, right, by: standard)
    whole = whole.map { combine($0, judgement) } ?? judgement
  }
  guard var judgement = whole else {
    throw FailedValue(message: "the relation \(stated.rawValue) says nothing here")
  }
  if judgement.verdict == .refuted { judgement.reason = "\(stated.words) is false" }
  return judgement
}

/// Judges everything a display states; nothing stated is broken.
func judgeAll(
  _ chains: [Statement.Chain], at values: PointValues, by standard: Standard
) -> (chains: [ChainJudgement], whole: Judgement) {
  let judged = chains.map { judgeChain($0, at: values, by: standard) }
  guard let first = judged.first else { return ([], .broken("nothing was compared")) }
  return (judged, judged.dropFirst().reduce(first.whole) { combine($0, $1.whole) })
}

extension Statement.Chain {
  /// A side as it is printed.
  func text(ofSide i: Int) -> String? {
    if i < lines.count { return lines[i].latex }
    guard case .relation(let sides, _) = formula, i < sides.count else { return nil }
    return latex(sides[i])
  }
}

/// What a mutant that was refuted nowhere is, from how it stands to the equation at every point.
struct MutantOutcome {
  var verdict: MutantVerdict
  var reason: String?
  /// Whether no toy beside this one could say more: it has no value, or a theorem says that it is true.
  var isSettled = false
  /// Whether it is true at the points of the toy, which may be chance.
  var mayBeChance = false
  /// Whether it holds at points that were drawn, and no more is known.
  var holdsWhereDrawn = false
  /// Whether its sides lie farther apart than the equation's at all points.
  var follows = false
  /// Whether the values agree to digits only.
  var isApproximate = false

  /// `draws`: whether the points are a sample of the toys, and not all there is of them.
  init(_ standings: [Standing], draws: Bool) {
    var undefined = 0, weaker = 0, holds = 0, digits: Int?, why: String?
    var theorems: Set<String?> = []
    for standing in standings {
      switch standing {
      case .refuted: break
      case .undefined(let reason):
        undefined += 1
        why = why ?? reason
      case .same(let found): digits = [digits, found].compactMap(\.self).min()
      case .weaker(let theorem):
        weaker += 1
        theorems.insert(theorem)
      case .holds: holds += 1
      case .undecided(let reason):
        (verdict, self.reason) = (.open, reason)
        return
      }
    }
    let count = standings.count, elsewhere = count - undefined
    if holds > 0, draws {
      (verdict, reason) = (.open, "it holds at the points that were drawn")
      holdsWhereDrawn = undefined == 0
    } else if undefined == count {
      (verdict, reason, isSettled) = (.undefined, why, true)
    } else if undefined > 0 {
      let rest =
        holds > 0
        ? "is true" : weaker > 0 ? "follows from the equation" : "has the value of the equation"
      verdict = .undefined
      reason = "\(why ?? "no value") at \(undefined) of \(count) points; elsewhere it \(rest)"
    } else if holds > 0 {
      verdict = .alsoTrue
      reason = "it is true too: certainly so at \(Self.all(count)), and the toy has no other"
      mayBeChance = true
    } else if weaker > 0 {
      verdict = .alsoTrue
      if let theorem = theorems.first ?? nil, theorems.count == 1, weaker == count {
        (reason, isSettled) = ("it is true too, whatever the toy: \(theorem)", true)
      } else {
        reason =
          "it is true too, since it follows from the equation: checked at \(Self.all(count))"
        follows = true
      }
    } else {
      verdict = .equivalent
      isApproximate = digits != nil
      let precision = digits.map { ", to \($0) digits" } ?? " exactly"
      reason = "it has the values of the equation at \(Self.all(elsewhere))\(precision)"
    }
  }

  private static func all(_ count: Int) -> String {
    count == 1 ? "the only point" : "all \(count) points"
  }
}

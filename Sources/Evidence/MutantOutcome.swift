/// What a mutant that was refuted nowhere is, from how it stands to the equation at every point.
struct MutantOutcome {
  var verdict: MutantVerdict
  var reason: String?
  /// Whether no toy beside this one could say more: the mutant is weaker at points that were drawn.
  var isSettled = false
  /// Whether the values agree to digits only.
  var isApproximate = false

  init(_ standings: [Standing], drawn settings: [any Setting]) {
    var undefined = 0, weaker = 0, digits: Int?, why: String?
    for standing in standings {
      switch standing {
      case .refuted: break
      case .undefined(let reason):
        undefined += 1
        why = why ?? reason
      case .same(let found): digits = [digits, found].compactMap(\.self).min()
      case .weaker: weaker += 1
      case .beyond(let reason):
        (verdict, self.reason) = (.open, reason)
        return
      }
    }
    let count = standings.count, elsewhere = count - undefined
    if undefined == count {
      (verdict, reason, isSettled) = (.undefined, why, true)
    } else if undefined > 0 {
      let rest = weaker > 0 ? "follows from the equation" : "has the value of the equation"
      verdict = .undefined
      reason = "\(why ?? "no value") at \(undefined) of \(count) points; elsewhere it \(rest)"
    } else if weaker > 0 {
      verdict = .implied
      reason =
        "it follows from the equation: at \(Self.all(count)) the changed side lies on the safe side"
      isSettled = settings.contains { !$0.isFixed }
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

extension Setting {
  /// Whether nothing is drawn or listed: the toy is one point.
  var isFixed: Bool { !parameters.contains { !$0.domain.hasPrefix("constant") } }
}

import Balls
import Expressions

/// The decisions that were taken at the values of parameters.
public final class Decisions: Sendable {
  private struct Notes: Sendable {
    var seen: Set<Expression> = []
    var signs: [(expression: Expression, sign: Int)] = []
    var used = false
  }
  private let notes = Locked(Notes())

  public init() {}

  /// sign nil: the value itself was used, not only its sign.
  func note(_ e: Expression, sign: Int?) {
    notes.withLock { notes in
      guard let sign else {
        notes.used = true
        return
      }
      if notes.seen.insert(e).inserted { notes.signs.append((e, sign)) }
    }
  }

  /// The signs that were decided, in order; nil if more than signs was used.
  public var signs: [(expression: Expression, sign: Int)]? {
    notes.withLock { $0.used ? nil : $0.signs }
  }
}

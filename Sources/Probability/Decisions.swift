import Expressions
import class Foundation.NSLock

/// The decisions that were taken at the values of parameters.
public final class Decisions: @unchecked Sendable {  // guarded by its lock
  private let lock = NSLock()
  private var known: [Expression: Int] = [:]
  private var order: [Expression] = []
  private var used = false

  public init() {}

  /// sign nil: the value itself was used, not only its sign.
  func note(_ e: Expression, sign: Int?) {
    lock.withLock {
      guard let sign else {
        used = true
        return
      }
      if known.updateValue(sign, forKey: e) == nil { order.append(e) }
    }
  }

  /// The signs that were decided, in order; nil if more than signs was used.
  public var signs: [(expression: Expression, sign: Int)]? {
    lock.withLock { used ? nil : order.map { ($0, known[$0] ?? 0) } }
  }
}

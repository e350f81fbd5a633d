import CFlint
import Foundation

// The one reviewed place where sendability is claimed and not inferred. Three reasons, three types:
// what is written once before it is shared, what is touched under a lock only, and that with
// waiting. Everything else that threads share is built on them and checked by the compiler.

/// A number of Arb. Sendable, since it is written only by the closure of `init`, which nobody else
/// can see yet; afterwards it is read only (Arb's functions write to their outputs alone), and
/// freed when the last reference goes, after which nobody can read it.
final class BallStorage: @unchecked Sendable {
  private let pointer: UnsafeMutablePointer<arb_struct>

  init(_ fill: (UnsafeMutablePointer<arb_struct>) -> Void) {
    pointer = .allocate(capacity: 1)
    arb_init(pointer)
    fill(pointer)
  }
  deinit {
    arb_clear(pointer)
    pointer.deallocate()
  }
  /// The pointer must not leave the closure nor be written through.
  @inline(__always) func read<R>(_ body: (UnsafeMutablePointer<arb_struct>) -> R) -> R {
    withExtendedLifetime(self) { body(pointer) }
  }
}

/// A value behind a lock: caches and counters. Sendable, since the value came in by `sending`, is
/// private, and every access holds the lock; what leaves it is sendable itself.
package final class Locked<Value>: @unchecked Sendable {
  private let lock = NSLock()
  private var value: Value
  package init(_ value: sending Value) { self.value = value }
  package func withLock<R: Sendable>(_ body: (inout Value) -> R) -> R {
    lock.withLock { body(&value) }
  }
}

/// A value behind a lock that one can wait at. Sendable for the same reason as `Locked`; while
/// somebody waits the lock is free, and held again before the value is seen.
package final class Monitor<Value>: @unchecked Sendable {
  private let condition = NSCondition()
  private var value: Value
  package init(_ value: sending Value) { self.value = value }

  /// Whoever waits is woken afterwards.
  package func withLock<R: Sendable>(_ body: (inout Value) -> R) -> R {
    condition.lock()
    defer { condition.unlock() }
    let result = body(&value)
    condition.broadcast()
    return result
  }
  /// Until the condition on the value fails, or for so many seconds.
  package func wait(seconds: TimeInterval, while isEarly: (Value) -> Bool) {
    condition.lock()
    defer { condition.unlock() }
    let end = Date(timeIntervalSinceNow: seconds)
    while isEarly(value), condition.wait(until: end) {}
  }
}

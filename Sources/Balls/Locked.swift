import Foundation

/// A value behind a lock, for what threads share: caches and counters.
///
/// With `Storage` of a ball one of the two places where sendability is claimed and not inferred: every access holds the lock.
package final class Locked<Value>: @unchecked Sendable {
  private let lock = NSLock()
  private var value: Value
  package init(_ value: sending Value) { self.value = value }
  package func withLock<R: Sendable>(_ body: (inout Value) -> R) -> R { lock.withLock { body(&value) } }
}

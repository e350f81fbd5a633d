import Foundation

/// The integrals and optima evaluated so far, by all evaluators: the sides of a derivation, its foils and its mutants
/// share most of theirs. No outcome depends on it: an entry is used only where the limit of work would not have
/// been felt, and its cost is spent again.
final class Memory: @unchecked Sendable { // guarded by its lock
  struct Key: Hashable {
    let expression: Expression
    let bits: Int, goal: Int
  }
  struct Entry {
    let value: Evaluated
    let cost: Int
    /// Whether the work fits well into what is left, so that the limit did not shape the value.
    func isFree(of left: Int) -> Bool { left > 2 * cost + 1000 }
  }

  static let shared = Memory(capacity: 2048)
  private let lock = NSLock()
  private let capacity: Int
  private var entries: [Key: Entry] = [:]

  init(capacity: Int) { self.capacity = capacity }

  subscript(_ key: Key) -> Entry? {
    get { lock.withLock { entries[key] } }
    set {
      lock.withLock {
        if entries.count >= capacity { entries.removeAll(keepingCapacity: true) }
        entries[key] = newValue
      }
    }
  }
}

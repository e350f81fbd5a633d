import Foundation

/// Work that goes on beside ours on a thread of its own, such as a typesetter's.
final class Aside<Value: Sendable>: @unchecked Sendable {
  private let done = DispatchSemaphore(value: 0)
  private var result: Result<Value, any Error>?

  /// `work` gets a flag that says when nobody waits for its result any more.
  init(_ work: @escaping @Sendable (Cancellation) throws -> Value) {
    let thread = Thread { [cancellation] in
      self.result = Result { try work(cancellation) }
      self.done.signal()
    }
    thread.stackSize = 8 << 20
    thread.start()
  }

  private let cancellation = Cancellation()

  /// Waits for the end and hands back what came of it; call once.
  func value() throws -> Value {
    done.wait()
    guard let result else {
      throw Failure(.inner, "work beside the pages came to no end", remedy: "report it")
    }
    return try result.get()
  }

  /// Ends the work and waits until it has ended.
  func cancel() {
    cancellation.set()
    done.wait()
  }
}

/// Set by one thread, looked at by another.
final class Cancellation: @unchecked Sendable {
  private let lock = NSLock()
  private var isSet = false

  func set() { lock.withLock { isSet = true } }
  var cancelled: Bool { lock.withLock { isSet } }
}

import Foundation

/// Runs jobs on several threads and collects the results by index: the outcome does not depend on
/// their number.
///
/// The one place of the project with a lock. A job that exceeds `limit` seconds is given up
/// (`late` stands in for its
/// result, its thread is left behind and a new one takes over), so that one hopeless integral
/// cannot hold up a book.
package final class Parallel<Result: Sendable>: @unchecked Sendable {
  private let lock = NSCondition()
  private let jobs: [@Sendable () -> Result]
  private var results: [Result?]
  private var next = 0
  private var started: [Int: Date] = [:]
  private var abandoned: Set<Int> = []

  private init(_ jobs: [@Sendable () -> Result]) {
    self.jobs = jobs
    results = Array(repeating: nil, count: jobs.count)
  }

  /// `progress` is called on the calling thread, at most four times a second, with the number of
  /// finished jobs and one still running.
  package static func run(
    _ jobs: [@Sendable () -> Result], threads: Int, limit: TimeInterval, late: (Int) -> Result,
    progress: (_ done: Int, _ running: Int?) -> Void = { _, _ in }
  ) -> [Result] {
    let pool = Parallel(jobs)
    for _ in 0..<max(1, min(threads, jobs.count)) { pool.startWorker() }
    return pool.collect(limit: limit, late: late, progress: progress)
  }

  private func startWorker() {
    let thread = Thread { [self] in
      while let index = take() {
        let result = jobs[index]()
        guard deliver(result, index) else { return }  // given up meanwhile: another worker has taken this one's place
      }
    }
    thread.stackSize = 64 << 20  // formulas are deep, and so is the recursion over them
    thread.start()
  }

  private func take() -> Int? {
    lock.lock()
    defer { lock.unlock() }
    guard next < jobs.count else { return nil }
    next += 1
    started[next - 1] = Date()
    return next - 1
  }

  private func deliver(_ result: Result, _ index: Int) -> Bool {
    lock.lock()
    defer { lock.unlock() }
    guard !abandoned.contains(index) else { return false }
    results[index] = result
    started[index] = nil
    lock.broadcast()
    return true
  }

  private func collect(
    limit: TimeInterval, late: (Int) -> Result, progress: (Int, Int?) -> Void
  ) -> [Result] {
    lock.lock()
    defer { lock.unlock() }
    while true {
      let done = results.count { $0 != nil }
      if done == jobs.count { return results.compactMap(\.self) }
      progress(done, started.keys.min())
      _ = lock.wait(until: Date(timeIntervalSinceNow: 0.25))
      for (index, since) in started where Date().timeIntervalSince(since) > limit {
        abandoned.insert(index)
        started[index] = nil
        results[index] = late(index)
        startWorker()
      }
    }
  }
}

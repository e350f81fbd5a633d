import Balls
import Foundation

/// Runs jobs on several threads and collects the results by index: the outcome does not depend on
/// their number.
///
/// A job that exceeds `limit` seconds is given up (`late` stands in for its result, its thread is
/// left behind and a new one takes over), so that one hopeless integral cannot hold up a book.
package final class Parallel<Result: Sendable>: Sendable {
  private struct State: Sendable {
    var results: [Result?]
    var next = 0, done = 0
    var started: [Int: Date] = [:]
    var abandoned: Set<Int> = []
  }
  private let jobs: [@Sendable () -> Result]
  private let state: Monitor<State>

  private init(_ jobs: [@Sendable () -> Result]) {
    self.jobs = jobs
    state = Monitor(State(results: Array(repeating: nil, count: jobs.count)))
  }

  /// `progress` is called on the calling thread, about four times a second or when a job is done,
  /// with the number of finished jobs and one still running.
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
    state.withLock { state in
      guard state.next < jobs.count else { return nil }
      state.next += 1
      state.started[state.next - 1] = Date()
      return state.next - 1
    }
  }

  private func deliver(_ result: Result, _ index: Int) -> Bool {
    state.withLock { state in
      guard !state.abandoned.contains(index) else { return false }
      state.results[index] = result
      state.started[index] = nil
      state.done += 1
      return true
    }
  }

  private func collect(
    limit: TimeInterval, late: (Int) -> Result, progress: (Int, Int?) -> Void
  ) -> [Result] {
    while true {
      let (done, running) = state.withLock { ($0.done, $0.started.keys.min()) }
      if done == jobs.count { break }
      progress(done, running)
      state.wait(seconds: 0.25) { $0.done == done }
      for index in givenUp(limit) {
        let result = late(index)
        state.withLock { $0.results[index] = result }
        startWorker()
      }
    }
    return state.withLock { $0.results.compactMap(\.self) }
  }

  /// The jobs beyond the limit, which count as done from here on.
  private func givenUp(_ limit: TimeInterval) -> [Int] {
    state.withLock { state in
      let now = Date()
      let late = state.started.filter { now.timeIntervalSince($0.value) > limit }.keys.sorted()
      for index in late {
        state.abandoned.insert(index)
        state.started[index] = nil
        state.done += 1
      }
      return late
    }
  }
}

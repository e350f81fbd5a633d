import Dispatch
import Foundation

/// Work for all cores: tests without a mutant, mutants against tests.
enum Cores {
  /// What `work` makes of each question, in the order of the questions. `done` is told of each as
  /// it comes, one at a time. The first error ends what has not begun, and is thrown.
  static func map<Question: Sendable, Answer: Sendable>(
    _ questions: [Question], _ work: @Sendable (Question) throws -> Answer,
    done: (Answer) throws -> Void
  ) throws -> [Answer] {
    let board = Board<Answer>(count: questions.count)
    return try withoutActuallyEscaping(done) { done in
      let told = Told(done)
      DispatchQueue.concurrentPerform(iterations: min(questions.count, count)) { _ in
        while let number = board.next() {
          board.settle(number, Result { try work(questions[number]) }, told)
        }
      }
      return try board.answers()
    }
  }

  static let count = ProcessInfo.processInfo.activeProcessorCount

  /// Called under the lock of the board only.
  private struct Told<Answer>: @unchecked Sendable {
    let call: (Answer) throws -> Void
    init(_ call: @escaping (Answer) throws -> Void) { self.call = call }
  }

  private final class Board<Answer>: @unchecked Sendable {
    private let lock = NSLock()
    private var begun = 0, found: [Answer?], error: (any Error)?

    init(count: Int) { found = Array(repeating: nil, count: count) }

    func next() -> Int? {
      lock.withLock {
        guard error == nil, begun < found.count else { return nil }
        begun += 1
        return begun - 1
      }
    }

    func settle(_ number: Int, _ result: Result<Answer, any Error>, _ told: Told<Answer>) {
      lock.withLock {
        do {
          let answer = try result.get()
          found[number] = answer
          if error == nil { try told.call(answer) }
        } catch { self.error = self.error ?? error }
      }
    }

    func answers() throws -> [Answer] {
      try lock.withLock {
        if let error { throw error }
        return found.compactMap(\.self)
      }
    }
  }
}

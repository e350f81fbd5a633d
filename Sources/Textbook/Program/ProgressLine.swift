import Foundation

/// What is being done, on standard error, once it takes more than two seconds.
final class ProgressLine: @unchecked Sendable {
  private let start = Date()
  private var lastLine = Date()
  private var isShown = false
  private let isTerminal = isatty(2) != 0

  /// Called by one thread at a time, and so needs no lock of its own.
  func show(_ done: Int, of count: Int, _ running: String?) {
    guard Date().timeIntervalSince(start) > 2 else { return }
    let text = "\(done) of \(count) done" + (running.map { ", \($0)" } ?? "")
    if isTerminal {
      Output.toStandardError("\r\u{1B}[K\(text)")
    } else if !isShown || Date().timeIntervalSince(lastLine) > 10 {
      Output.toStandardError(text + "\n")
      lastLine = Date()
    }
    isShown = true
  }

  func clear() { if isShown && isTerminal { Output.toStandardError("\r\u{1B}[K") } }
}

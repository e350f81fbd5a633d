import Foundation

/// What is being done, on standard error, once it takes more than two seconds.
final class ProgressLine {
  private let console: Console
  private let start = Date()
  private var lastLine = Date()
  private var isShown = false
  private let isTerminal = isatty(2) != 0
  init(_ console: Console) { self.console = console }

  func show(_ done: Int, of count: Int, _ running: String?) {
    guard Date().timeIntervalSince(start) > 2 else { return }
    let text = "\(done) of \(count) done" + (running.map { ", \($0)" } ?? "")
    if isTerminal {
      console.err("\r\u{1B}[K\(text)")
    } else if !isShown || Date().timeIntervalSince(lastLine) > 10 {
      console.err(text + "\n")
      lastLine = Date()
    }
    isShown = true
  }

  func clear() { if isShown && isTerminal { console.err("\r\u{1B}[K") } }
}

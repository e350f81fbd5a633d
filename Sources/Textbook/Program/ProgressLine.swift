import Foundation

/// What is being done, on standard error, once it takes more than two seconds.
package final class ProgressLine {
  private let console: Console
  private let start = Date()
  private var last = Date.distantPast
  private var isShown = false
  private let isTerminal = isatty(2) != 0
  package init(_ console: Console = .standard) { self.console = console }

  package func show(_ done: Int, of count: Int, _ running: String?) {
    guard Date().timeIntervalSince(start) > 2,
      Date().timeIntervalSince(last) > (isTerminal ? 0.2 : 10)
    else { return }
    let text = "\(done) of \(count) done" + (running.map { ", \($0)" } ?? "")
    console.err(isTerminal ? "\r\u{1B}[K\(text)" : text + "\n")
    (isShown, last) = (true, Date())
  }

  package func clear() { if isShown && isTerminal { console.err("\r\u{1B}[K") } }
}

/// The rows of a display as they are printed, before anything of them is read: of the environment
/// that it consists of, or of what stands between `\\` outside of all groups.
struct DisplayRows {
  /// The bytes of each row, without the mark that ends it.
  let rows: [Range<Int>]
  private let source: MappedText

  init(_ source: MappedText) {
    self.source = source
    rows = Scan(source.bytes).rows
  }

  /// The text with blanks for some of the rows; every other byte stays where it is.
  func without(_ dropped: Set<Int>) -> MappedText {
    dropped.reduce(source) { text, k in
      let end = k + 1 < rows.count ? rows[k + 1].lowerBound : rows[k].upperBound
      return text.blanking(rows[k].lowerBound..<end)
    }
  }

  func text(_ k: Int) -> String { trimmed(source.part(rows[k]).string) }

  func text(except dropped: Set<Int>) -> String {
    rows.indices.filter { !dropped.contains($0) }.map(text).joined(separator: " \\\\ ")
  }

  /// The first byte of a row that is no blank.
  func start(_ k: Int) -> Int {
    rows[k].first { !isBlank(source.bytes[$0]) } ?? rows[k].lowerBound
  }

  /// The row in which a byte of the text stands.
  func row(of byte: Int) -> Int? { rows.lastIndex { $0.lowerBound <= byte } }

  func shape(_ k: Int) -> RowShape { RowShape(text(k)) }
}

extension DisplayRows {
  private struct Scan {
    private let bytes: [UInt8]
    private(set) var rows: [Range<Int>] = []
    private var from = 0, depth = 0, environments = 0
    /// Whether the display is one environment, whose rows are looked for.
    private var isEnvironment = false

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      run()
    }

    private mutating func run() {
      var i = 0
      while i < bytes.count {
        switch bytes[i] {
        case UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "}"): depth -= 1
        case UInt8(ascii: "\\"):
          i = command(i)
          continue
        default: break
        }
        i += 1
      }
      end(at: bytes.count, next: bytes.count)
    }

    private mutating func command(_ i: Int) -> Int {
      let letters = bytes[(i + 1)...].prefix { 65...90 ~= $0 & 0xDF }
      let after = i + 1 + letters.count
      guard !letters.isEmpty else {
        let isRow = i + 1 < bytes.count && bytes[i + 1] == UInt8(ascii: "\\")
        guard isRow, depth == 0, environments == (isEnvironment ? 1 : 0) else {
          return min(i + 2, bytes.count)
        }
        let next = behindSpacing(i + 2)
        end(at: i, next: next)
        return next
      }
      let name = String(decoding: letters, as: UTF8.self)
      guard name == "begin" || name == "end",
        let group = Group.range(in: bytes, at: after, longest: 40)
      else { return after }
      if name == "begin" {
        if environments == 0, holdsNothing(from..<i), rows.isEmpty {
          isEnvironment = true
          from = group.end
        }
        environments += 1
      } else {
        environments -= 1
        if isEnvironment, environments == 0 {
          end(at: i, next: bytes.count)
          return bytes.count
        }
      }
      return group.end
    }

    /// `\\[2pt]`, `\\*`
    private func behindSpacing(_ i: Int) -> Int {
      var i = i
      if i < bytes.count, bytes[i] == UInt8(ascii: "*") { i += 1 }
      guard i < bytes.count, bytes[i] == UInt8(ascii: "["),
        let close = bytes[i...].prefix(20).firstIndex(of: UInt8(ascii: "]"))
      else { return i }
      return close + 1
    }

    private mutating func end(at i: Int, next: Int) {
      if from < i, !holdsNothing(from..<i) { rows.append(from..<i) }
      from = next
    }

    private func holdsNothing(_ range: Range<Int>) -> Bool {
      bytes[range].allSatisfy(isBlank)
    }
  }
}

/// A path of Cairo's SVG in hundredths of a point, relative to its first point: short, and the same
/// wherever it stands.
package struct SVGPath {
  /// Where the path begins.
  package let x, y: Int
  /// The path with its first point at the origin.
  package let outline: String

  /// Reads the absolute `M L C Z` that Cairo writes; nil for anything else.
  package init?(_ d: String) {
    var writer = Writer()
    var origin: (Double, Double)?
    var command: UInt8 = 0
    var numbers: [Double] = []
    for word in d.utf8.split(whereSeparator: { $0 == 32 || $0 == 44 || $0 == 10 }) {
      if word.count == 1, let letter = word.first, letter >= 65 {
        command = letter
        numbers = []
        if letter == UInt8(ascii: "Z") || letter == UInt8(ascii: "z") { writer.close() }
        continue
      }
      guard let value = Double(Substring(word)) else { return nil }
      numbers.append(value)
      guard numbers.count % 2 == 0 else { continue }
      if origin == nil { origin = (numbers[0], numbers[1]) }
      guard let origin else { return nil }
      let points = stride(from: 0, to: numbers.count, by: 2).map {
        (Self.hundredths(numbers[$0] - origin.0), Self.hundredths(numbers[$0 + 1] - origin.1))
      }
      switch (command, points.count) {
      case (UInt8(ascii: "M"), 1): writer.move(points[0])
      case (UInt8(ascii: "L"), 1): writer.line(points[0])
      case (UInt8(ascii: "C"), 3): writer.curve(points)
      case (UInt8(ascii: "C"), 1), (UInt8(ascii: "C"), 2): continue
      default: return nil
      }
      numbers = []
    }
    guard let origin else { return nil }
    (x, y) = (Self.hundredths(origin.0), Self.hundredths(origin.1))
    outline = writer.text
  }

  /// The whole path at its place.
  package var d: String {
    "M\(Self.decimal(x))\(y < 0 ? "" : " ")\(Self.decimal(y))" + outline.dropFirst(4)
  }

  static func hundredths(_ value: Double) -> Int { Int((value * 100).rounded()) }

  /// 1/100 → "0.01" without what SVG does not need: ".01", "-1.5", "3".
  static func decimal(_ n: Int) -> String {
    let whole = n.magnitude / 100
    let rest = n.magnitude % 100
    let sign = n < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    let digits = rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)"
    return "\(sign)\(whole == 0 ? "" : "\(whole)").\(digits)"
  }

  /// Writes relative commands; a command letter is repeated only when it changes.
  private struct Writer {
    var text = ""
    private var last: Character = " "
    private var here = (0, 0), start = (0, 0), isMoved = false

    /// Moves are written when something is drawn from there: Cairo ends closed contours with an
    /// idle one.
    mutating func move(_ p: (Int, Int)) {
      if text.isEmpty {
        text = "M0 0"  // what `d` replaces by the true place
        last = "M"
        here = p
      }
      start = p
      isMoved = p != here
    }

    private mutating func begin() {
      if isMoved {
        last = " "
        put("m", [start.0 - here.0, start.1 - here.1])
        here = start
      }
      isMoved = false
    }

    /// A segment of no length is idle, but for a contour that is nothing else: its caps are a dot.
    mutating func line(_ p: (Int, Int)) {
      let isFirst = isMoved || text == "M0 0"
      begin()
      let (dx, dy) = (p.0 - here.0, p.1 - here.1)
      if dx == 0 && dy == 0 {
        if isFirst { put("h", [0]) }
        return
      }
      if dy == 0 { put("h", [dx]) } else if dx == 0 { put("v", [dy]) } else { put("l", [dx, dy]) }
      here = p
    }

    mutating func curve(_ p: [(Int, Int)]) {
      begin()
      put("c", p.flatMap { [$0.0 - here.0, $0.1 - here.1] })
      here = p[2]
    }

    mutating func close() {
      put("z", [])
      here = start
    }

    private mutating func put(_ letter: Character, _ numbers: [Int]) {
      if letter != last { text.append(letter) }
      var isFirst = letter != last
      last = letter
      for n in numbers {
        if !isFirst && n >= 0 { text.append(" ") }
        text += SVGPath.decimal(n)
        isFirst = false
      }
    }
  }
}

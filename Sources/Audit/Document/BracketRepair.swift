/// Puts back brackets that are missing in print, so that what was meant can still be judged.
///
/// Round and square brackets that are still open where a group, a row or the formula ends, or where
/// another kind
/// closes, are closed there; nothing else is changed.
struct BracketRepair {
  /// What was added, and the byte of the text before which it stands.
  struct Addition: Hashable, Sendable { var bracket: String, at: Int }
  private(set) var additions: [Addition] = []
  private let bytes: [UInt8]
  private var open: [(byte: UInt8, sized: Bool)] = []

  private static let partner: [UInt8: UInt8] = [
    UInt8(ascii: "("): UInt8(ascii: ")"), UInt8(ascii: "["): UInt8(ascii: "]"),
    UInt8(ascii: "{"): UInt8(ascii: "}"),
  ]

  /// nil when nothing is missing, or more than a few brackets are.
  static func of(_ text: MappedText) -> (MappedText, [Addition])? {
    var repair = BracketRepair(bytes: text.bytes)
    repair.run()
    guard !repair.additions.isEmpty, repair.additions.count <= 4 else { return nil }
    var result = MappedText()
    var from = 0
    for addition in repair.additions {
      result.append(text, from..<addition.at)
      result.append(addition.bracket.utf8, from: text.origins[min(addition.at, text.count - 1)])
      from = addition.at
    }
    result.append(text, from..<text.count)
    return (result, repair.additions)
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func run() {
    var i = 0
    while i < bytes.count {
      let byte = bytes[i]
      if byte == UInt8(ascii: "\\") {
        i = command(i)
        continue
      }
      if Self.partner[byte] != nil { open.append((byte, isSized(i, "\\left"))) }
      if Self.partner.values.contains(byte) { close(byte, at: isSized(i, "\\right") ? i - 6 : i) }
      i += 1
    }
    closeRow(at: end(bytes.count))
  }

  private mutating func command(_ i: Int) -> Int {
    if i + 1 < bytes.count, bytes[i + 1] == UInt8(ascii: "\\"),
      !open.contains(where: { $0.byte == UInt8(ascii: "{") || $0.sized })
    {
      closeRow(at: end(i))
    }
    let letters = bytes[(i + 1)...].prefix(while: isLetter)
    let name = String(decoding: letters, as: UTF8.self)
    if name == "begin" || name == "end",
      let group = Group.range(in: bytes, at: i + 1 + letters.count, longest: 40)
    {
      if name == "end" { closeRow(at: end(i)) }
      return group.end
    }
    return i + max(2, 1 + letters.count)
  }

  private func isSized(_ i: Int, _ command: String) -> Bool {
    bytes[..<i].suffix(command.utf8.count).elementsEqual(command.utf8)
  }

  /// Closes what stands open inside the bracket that this byte closes.
  private mutating func close(_ byte: UInt8, at i: Int) {
    guard open.contains(where: { Self.partner[$0.byte] == byte }) else { return }
    while let last = open.popLast(), Self.partner[last.byte] != byte { add(last, at: i) }
  }

  private mutating func closeRow(at i: Int) {
    while let last = open.last, last.byte != UInt8(ascii: "{") {
      open.removeLast()
      add(last, at: i)
    }
  }

  private mutating func add(_ bracket: (byte: UInt8, sized: Bool), at i: Int) {
    guard bracket.byte != UInt8(ascii: "{"), let partner = Self.partner[bracket.byte] else {
      return
    }
    additions.append(
      Addition(
        bracket: (bracket.sized ? "\\right" : "") + String(Character(Unicode.Scalar(partner))),
        at: i))
  }

  /// Before the blanks and the full stop at the end of a row.
  private func end(_ i: Int) -> Int {
    var i = i
    while i > 0,
      [0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";")].contains(
        bytes[i - 1])
    { i -= 1 }
    return i
  }
}

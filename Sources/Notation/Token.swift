/// One mark of the text: what it is, how it is spelled in canonical form, and the bytes it stands
/// on.
struct Token: Hashable, Sendable {
  enum Kind: UInt8, Sendable {
    case letter  // x
    case word  // theta, in plain text only
    case number  // 12, 0.25
    case command  // \frac; the text has no backslash
    case sign  // + - * / = < > : ; , . ! ' and :=, <=, !=, .. in plain text
    case open  // ( [ \{, sized or not
    case close  // ) ] \}
    case bar  // | that may open, close or separate
    case doubleBar  // \| that may open, close or separate
    case leftBar, rightBar, leftDoubleBar, rightDoubleBar
    case middleBar, middleDoubleBar
    case beginGroup, endGroup
    case sub, sup
    case ampersand, newline
    case text  // \text{…}, as written between the braces
    case because  // \because{…}, as written between the braces
    case begin, finish  // \begin{cases}, \end{cases}; the text is the name
    case space  // \quad, kept for displays only
    case end
  }
  var kind: Kind
  var text: String
  var start: Int
  var end: Int
  /// Nothing stands between this mark and the one before.
  var glued = false

  func `is`(_ kind: Kind, _ text: String) -> Bool { self.kind == kind && self.text == text }
  func isSign(_ text: String) -> Bool { kind == .sign && self.text == text }
  func isCommand(_ name: String) -> Bool { kind == .command && text == name }

  /// How a message names it.
  var name: String {
    switch kind {
    case .end: "the end"
    case .command: "\\\(text)"
    case .newline: "\\\\"
    case .text: "\\text{\(text)}"
    case .because: "\\because"
    case .begin: "\\begin{\(text)}"
    case .finish: "\\end{\(text)}"
    case .space: "\\\(text)"
    case .beginGroup: "{"
    case .endGroup: "}"
    case .sub: "_"
    case .sup: "^"
    case .ampersand: "&"
    case .bar, .leftBar, .rightBar, .middleBar: "|"
    case .doubleBar, .leftDoubleBar, .rightDoubleBar, .middleDoubleBar: "\\|"
    default: text
    }
  }
}

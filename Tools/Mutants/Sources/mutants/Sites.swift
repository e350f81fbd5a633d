import SwiftOperators
import SwiftParser
import SwiftSyntax

/// One change of the source: bytes `range` of the file become `replacement`.
struct Mutant {
  var range: Range<Int>
  var replacement: String
  /// What was changed, such as `+ to -`.
  var change: String
  var line: Int
}

/// The body of a function, an initialiser or a getter, with the mutants inside it. Nested functions belong to the
/// outermost body, so that every mutant is in exactly one.
struct Body {
  /// The bytes between the braces.
  var range: Range<Int>
  var mutants: [Mutant]
}

/// The bodies of a file with their mutants: operators exchanged, constants moved, signs and negations dropped.
func bodies(of source: String) -> [Body] {
  let tree = Parser.parse(source: source)
  let finder = BodyFinder(SourceLocationConverter(fileName: "", tree: tree))
  finder.walk(tree)
  return finder.bodies.filter { !$0.mutants.isEmpty }
}

private final class BodyFinder: SyntaxVisitor {
  var bodies: [Body] = []
  private let places: SourceLocationConverter

  init(_ places: SourceLocationConverter) {
    self.places = places
    super.init(viewMode: .sourceAccurate)
  }

  private func take(_ statements: CodeBlockItemListSyntax) -> SyntaxVisitorContinueKind {
    let finder = MutantFinder(places)
    finder.walk(statements)
    let range = statements.position.utf8Offset..<statements.endPosition.utf8Offset
    bodies.append(Body(range: range, mutants: finder.mutants))
    return .skipChildren
  }
  override func visit(_ node: CodeBlockSyntax) -> SyntaxVisitorContinueKind { take(node.statements) }
  override func visit(_ node: AccessorBlockSyntax) -> SyntaxVisitorContinueKind {
    if case .getter(let statements) = node.accessors { take(statements) } else { .visitChildren }
  }
  // Closures that initialise a stored property run where no switch may stand.
  override func visit(_ node: InitializerClauseSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: EnumCaseElementSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
}

private final class MutantFinder: SyntaxVisitor {
  var mutants: [Mutant] = []
  private let places: SourceLocationConverter

  init(_ places: SourceLocationConverter) {
    self.places = places
    super.init(viewMode: .sourceAccurate)
  }

  private func change(_ node: some SyntaxProtocol, to text: String) {
    let start = node.positionAfterSkippingLeadingTrivia
    let range = start.utf8Offset..<node.endPositionBeforeTrailingTrivia.utf8Offset
    let what = text.isEmpty ? "\(node.trimmedDescription) dropped" : "\(node.trimmedDescription) to \(text)"
    mutants.append(
      Mutant(range: range, replacement: text, change: what, line: places.location(for: start).line))
  }

  private static let exchanged = [
    "+": "-", "-": "+", "*": "/", "/": "*", "+=": "-=", "-=": "+=", "*=": "/=", "/=": "*=", "&+": "&-", "&-": "&+",
    "%": "*", "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&",
    "<<": ">>", ">>": "<<", "&": "|", "|": "&", "^": "&", "..<": "...", "...": "..<",
  ]
  override func visit(_ node: BinaryOperatorExprSyntax) -> SyntaxVisitorContinueKind {
    if let other = Self.exchanged[node.operator.text] { change(node, to: other) }
    return .skipChildren
  }
  override func visit(_ node: PrefixOperatorExprSyntax) -> SyntaxVisitorContinueKind {
    if ["-", "!"].contains(node.operator.text) { change(node.operator, to: "") }
    return .visitChildren
  }
  override func visit(_ node: IntegerLiteralExprSyntax) -> SyntaxVisitorContinueKind {
    let digits = node.literal.text.filter { $0 != "_" }
    if let n = Int(digits) { change(node, to: String(n + 1)) }
    return .skipChildren
  }
  override func visit(_ node: FloatLiteralExprSyntax) -> SyntaxVisitorContinueKind {
    if let x = Double(node.literal.text.filter { $0 != "_" }) { change(node, to: String(x == 0 ? 1 : 2 * x)) }
    return .skipChildren
  }
  override func visit(_ node: BooleanLiteralExprSyntax) -> SyntaxVisitorContinueKind {
    change(node, to: node.literal.text == "true" ? "false" : "true")
    return .skipChildren
  }
  override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
    let pairs = ["min": "max", "max": "min", "first": "last", "last": "first"]
    if let other = pairs[node.baseName.text] { change(node.baseName, to: other) }
    return .skipChildren
  }
  // What an error says is read by people, not by tests.
  override func visit(_ node: StringLiteralExprSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: AttributeListSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: AvailabilityConditionSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
}

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

/// A place that is compiled once for each mutant inside it: the body of a function, an initialiser
/// or a getter, or the value that a property, a constant or a parameter has from the beginning. What
/// is nested belongs to the outermost place, so that every mutant is in exactly one.
struct Site {
  /// The bytes between the braces of a body, or of the value.
  var range: Range<Int>
  var isValue: Bool
  var mutants: [Mutant]
}

/// The places of a file with their mutants: operators exchanged, constants moved, signs and
/// negations dropped.
func sites(of source: String) -> [Site] {
  let tree = Parser.parse(source: source)
  let finder = SiteFinder(SourceLocationConverter(fileName: "", tree: tree))
  finder.walk(tree)
  return finder.sites.filter { !$0.mutants.isEmpty }
}

private final class SiteFinder: SyntaxVisitor {
  var sites: [Site] = []
  private let places: SourceLocationConverter

  init(_ places: SourceLocationConverter) {
    self.places = places
    super.init(viewMode: .sourceAccurate)
  }

  private func take(_ node: some SyntaxProtocol, isValue: Bool) -> SyntaxVisitorContinueKind {
    let finder = MutantFinder(places)
    finder.walk(node)
    let range = node.position.utf8Offset..<node.endPosition.utf8Offset
    sites.append(Site(range: range, isValue: isValue, mutants: finder.mutants))
    return .skipChildren
  }
  override func visit(_ node: CodeBlockSyntax) -> SyntaxVisitorContinueKind {
    take(node.statements, isValue: false)
  }
  override func visit(_ node: AccessorBlockSyntax) -> SyntaxVisitorContinueKind {
    guard case .getter(let statements) = node.accessors else { return .visitChildren }
    return take(statements, isValue: false)
  }
  override func visit(_ node: InitializerClauseSyntax) -> SyntaxVisitorContinueKind {
    take(node.value, isValue: true)
  }
  // The raw value of a case must be a literal.
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

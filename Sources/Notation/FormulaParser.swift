/// Reads the LaTeX of the field, and the plainer spelling of toys, into a `Formula`.
///
/// Linear in the length of the text; never crashes and never hangs, whatever the text. The rules
/// that the eye applies without being told (how far a logarithm reaches, when a bracket is an
/// argument) are written in `docs/notation.md`.
public struct FormulaParser: Sendable {
  public struct Options: Hashable, Sendable {
    /// A form that readers can take in two ways is an error. The book is strict, an audit of other
    /// people's notes is not.
    public var strict: Bool
    /// Words work without backslashes (`sqrt(alpha_t) x_{t-1}`, `oo`, `x in R`), several letters
    /// together are one name.
    public var plain: Bool
    /// How far a function and a slash without brackets reach, where that can be read in two ways.
    public var reach: Reach = []
    /// Letters that are known to be matrices: `P^2_{12}` is then the entry of the power, and not the
    /// power of the entry.
    public var matrices: Set<Symbol> = []
    /// Where the text begins in its file: errors and lines of a display are counted from here.
    public var startLine: Int
    public var startColumn: Int

    public init(strict: Bool = true, plain: Bool = false, startLine: Int = 1, startColumn: Int = 1)
    {
      (self.strict, self.plain, self.startLine, self.startColumn) = (
        strict, plain, startLine, startColumn
      )
    }
    /// Strict LaTeX: the equations of the book.
    public static let book = Options()
    /// LaTeX by strangers: where readers could differ, the field's habit decides.
    public static let lenient = Options(strict: false)
    /// The text of toys.
    public static let plain = Options(plain: true)
    /// The same options for a text that begins elsewhere.
    public func starting(line: Int, column: Int) -> Options {
      var options = self
      (options.startLine, options.startColumn) = (line, column)
      return options
    }
  }
  /// Readings other than the usual one, which takes `\log p(x) q(x)` for log(p(x)q(x)), `\log a/b`
  /// for (log a)/b, and `a/b c` for (a/b)c, but `a/b(c)` for a/(b(c)).
  public struct Reach: OptionSet, Hashable, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    /// A function and a derivative end behind a bracket, a fraction, or another function:
    /// `\log p(x) q(x)` is (log p(x)) q(x).
    public static let nearArguments = Reach(rawValue: 1)
    /// All that is multiplied behind a slash is below it: `x^2/2a^2` is x²/(2a²).
    public static let longDenominators = Reach(rawValue: 2)
    /// A letter behind a slash is not applied: `a/b (c)` is (a/b)c.
    public static let shortDenominators = Reach(rawValue: 4)
    /// A slash behind the argument of a function stands inside it: `\log p(x)/q(x)` is
    /// log(p(x)/q(x)).
    public static let longArguments = Reach(rawValue: 8)
    /// A fraction of two numerals ends with them: where denominators are long, `1/2 x^2` stays ½x².
    public static let halves = Reach(rawValue: 16)
    /// A power behind a mean of a sum is that of the mean: `\mathbb{E}(X - Y)^2` is (E[X − Y])².
    public static let outerPowers = Reach(rawValue: 32)
    /// A function ends behind the first factor: `\cos\phi\,x` is (cos φ)x.
    public static let firstArguments = Reach(rawValue: 64)
    /// So it does, and a letter there is not applied: `\cosh K\,(1 + s)` is (cosh K)(1 + s).
    public static let bareArguments = Reach(rawValue: 128)
    /// A function reaches over the next: `\log 2\cosh h` is log(2 cosh h).
    public static let throughFunctions = Reach(rawValue: 256)
    /// The usual reading first.
    public static let all: [Reach] = [
      [], .nearArguments, .longDenominators, .shortDenominators,
      [.nearArguments, .longDenominators], [.nearArguments, .shortDenominators],
      .longArguments, [.longArguments, .nearArguments], [.longArguments, .longDenominators],
      [.longDenominators, .halves], [.nearArguments, .longDenominators, .halves],
      [.longArguments, .longDenominators, .halves], .outerPowers, .firstArguments, .bareArguments,
      .throughFunctions,
    ]
  }
  public var options: Options
  /// The deepest nesting that is read.
  public static let depthLimit = 100

  public init(options: Options = .book) { self.options = options }

  /// The formula a text states: one side, or a chain of relations, also one laid out in `aligned`.
  /// Throws `ParseError` with line and column. O(n).
  public func parse(_ latex: String) throws -> Formula { try parse(utf8: Array(latex.utf8)) }

  /// The same for bytes that may be no UTF-8.
  public func parse(utf8 bytes: [UInt8]) throws -> Formula {
    var reader = try reader(bytes)
    if reader.isDisplay { return try chain(of: try parseDisplay(utf8: bytes), reader) }
    let formula = try reader.relation()
    try reader.finish()
    return formula
  }

  private func chain(of display: Display, _ reader: Reader) throws -> Formula {
    guard display.derivations.count == 1, display.derivations[0].conditions.isEmpty else {
      throw reader.error(
        at: 0, "a display of several formulas or with conditions", "read it as a display")
    }
    return display.derivations[0].formula
  }

  /// Formulas parted at commas outside brackets: `theta in [-4, 4], theta != 0`.
  public func parseList(_ text: String) throws -> [Formula] {
    var reader = try reader(Array(text.utf8))
    var list = [try reader.relation()]
    while reader.take(sign: ","), reader.current.kind != .end { list.append(try reader.relation()) }
    try reader.finish()
    return list
  }

  /// A letter with all that belongs to it, and nothing else: the name in `--set alpha_1=…`.
  public func parseSymbol(_ text: String) throws -> Symbol {
    var reader = try reader(Array(text.utf8))
    let start = reader.at
    guard case .symbol(let symbol) = try reader.relation() else {
      throw reader.error(at: start, "not a single name", "write one letter with its subscripts")
    }
    try reader.finish()
    return symbol
  }

  private func reader(_ bytes: [UInt8]) throws -> Reader {
    let source = Source(
      bytes: bytes, startLine: options.startLine, startColumn: options.startColumn)
    let tokens = try Lexer.tokens(of: source, options).filter { $0.kind != .space }
    return Reader(source, tokens, options)
  }
}

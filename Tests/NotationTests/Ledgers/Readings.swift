import Notation

/// One text read strictly, leniently, and as a display.
struct Readings {
  let text: String
  let strict: Result<Formula, ParseError>
  let lenient: Result<Formula, ParseError>
  let display: Result<Display, ParseError>

  init(_ text: String, displayOptions: FormulaParser.Options) {
    self.text = text
    strict = FormulaParser(options: .book).formula(text)
    lenient = FormulaParser(options: .lenient).formula(text)
    display = FormulaParser(options: displayOptions).display(text)
  }

  /// The laws of reading that do not hold here, in words.
  var broken: [String] {
    [
      LawsOfReading.broken(strict, text, .book), LawsOfReading.broken(lenient, text, .lenient),
      LawsOfReading.broken(display, text),
    ].compactMap(\.self)
  }

  /// A short name of the text and of all that reading it tells.
  var mark: String {
    Told.mark(text + Told.line(strict) + Told.line(lenient) + Told.line(display))
  }
}

extension FormulaParser {
  func formula(_ text: String) -> Result<Formula, ParseError> {
    .reading { try parse(text) }
  }
  func display(_ text: String) -> Result<Display, ParseError> {
    .reading { try parseDisplay(text) }
  }
}

extension Result where Failure == ParseError {
  /// An error of another kind has no place, which breaks a law of reading.
  static func reading(_ read: () throws -> Success) -> Self {
    do { return .success(try read()) } catch let error as ParseError {
      return .failure(error)
    } catch {
      return .failure(ParseError(line: 0, column: 0, message: "\(error)", remedy: ""))
    }
  }
}

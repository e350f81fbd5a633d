import Evidence
import Exact
import Foundation
import Meaning
import Notation

/// What a chapter needs from the layers below: formulas and toys read, edits made, mutants bred.
///
/// `Mathematics.book` is the one in use; tests put others in its place.
public struct Mathematics: Sendable {
  /// Reads a formula; throws `Misread` with a place inside the text.
  public var formula: @Sendable (String) throws -> Formula
  /// Reads what a display states, each chain with its sides as they are printed and their reasons.
  public var display: @Sendable (String) throws -> [Statement.Chain]
  /// Replaces the n-th (nil: the only) place where `old` stands.
  public var replacing:
    @Sendable (_ old: String, _ new: String, _ occurrence: Int?, _ latex: String) throws -> String
  /// Reads a toy that may extend others.
  public var toy:
    @Sendable (ToyBlock, _ extending: (String) throws -> any Setting) throws -> any Setting
  /// Whether a `:=` binds something new; one that states what is built in is a claim to be checked.
  public var defines: @Sendable (Formula) -> Bool
  /// Gives toys the definitions of the chapter.
  public var defining: @Sendable (any Setting, [Formula]) throws -> any Setting
  /// A toy without symbols, for equations between numbers.
  public var empty: @Sendable () throws -> any Setting
  public var variants: @Sendable (Statement.Chain) -> [Variant]

  /// The error of a parser as a place in its text.
  private static func placing<R>(_ read: () throws -> R) throws -> R {
    do { return try read() } catch let error as ParseError {
      throw Misread(
        Position(line: error.line, column: error.column), "\(error.message); \(error.remedy)")
    } catch let error as ToyError {
      throw Misread(Position(line: error.line, column: error.column), error.message)
    }
  }
}

/// A formula or toy that could not be read: where inside its text, what, and what to do.
public struct Misread: Error, Hashable, Sendable {
  public var position: Position
  public var message: String
  public init(_ position: Position, _ message: String) {
    (self.position, self.message) = (position, message)
  }
}

extension Mathematics {
  /// The notation, the toys and the definitions of the book.
  public static let book = Mathematics(
    formula: { text in try placing { try FormulaParser().parse(text) } },
    display: { text in
      try placing { try FormulaParser().parseDisplay(text) }.derivations.map { derivation in
        let steps = derivation.steps.map { Statement.Line(latex: $0.latex, because: $0.because) }
        return Statement.Chain(
          derivation.formula, lines: [Statement.Line(latex: derivation.latex)] + steps)
      }
    },
    replacing: { old, new, occurrence, latex in
      do {
        return try Notation.replacing(old, with: new, occurrence: occurrence, in: latex)
      } catch let error as EditError {
        throw Misread(Position(line: 1, column: 1), "\(error)")
      } catch let error as ParseError {
        throw Misread(
          Position(line: 1, column: 1),
          "“\(old)” cannot be looked for: \(error.message); \(error.remedy)")
      }
    },
    toy: { block, extending in
      try placing {
        let toy = try Toy.read(block.text, name: block.name, line: 1) { name in
          guard let other = try extending(name) as? ToySetting else {
            throw MeaningError("\(name) is no toy of this book")
          }
          return other.toy
        }
        return ToySetting(toy: toy)
      }
    },
    defines: { Definitions.defines($0) },
    defining: { setting, formulas in
      guard var setting = setting as? ToySetting else { return setting }
      for formula in formulas { try setting.definitions.define(formula) }
      return setting
    },
    empty: { ToySetting(toy: try Toy.read("", name: "numbers", line: 1)) },
    variants: { chain in
      mutants(of: chain.formula).map { mutant in
        Variant(
          Statement.Chain(mutant.formula), of: chain, latex: latex(mutant.formula),
          change: mutant.name)
      }
    })
}

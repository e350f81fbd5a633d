import Foundation
import Notation

/// The part a formula plays: what turns an objective into a statement.
public enum Role: Hashable, Sendable {
  /// Judged although its left side is new.
  case claim
  /// Bound and not judged; of a formula without a relation, under this name.
  case definition(of: Formula?)
  /// Nothing is stated: a condition, an objective, an example.
  case nothing(String)
  /// The formula is related to another; the words are `value of`, `lower bound of`, `upper bound
  /// of`, `law of`.
  case compared(Relation, to: Formula, words: String)
  /// A drawn quantity whose mean is the other side, or this.
  case estimate(of: Formula?)
  /// It comes as near to a number or law as one likes when a letter grows.
  case tending(to: Formula, as: Symbol)
  /// A differential equation whose solutions have this density at every time; `backwards` when time
  /// runs down.
  case motion(density: Formula, backwards: Bool)
  /// Minimised over the letters: it must have a least value; `least` puts the letters where it
  /// should be least.
  case loss(over: [Symbol], least: [Assignment])

  public struct Assignment: Hashable, Sendable {
    public var name: Symbol
    public var value: Formula
  }

  /// What a sheet calls it, with its formulas between dollars.
  var words: String {
    func set(_ formula: Formula) -> String { "$\(latex(formula))$" }
    switch self {
    case .claim: return "claim"
    case .definition(let name): return "definition" + (name.map { " of " + set($0) } ?? "")
    case .nothing(let word): return word
    case .compared(_, let other, let words): return words + " " + set(other)
    case .estimate(let mean): return "estimate" + (mean.map { " of " + set($0) } ?? "")
    case .tending(let a, let letter): return "tends to \(set(a)) as \(set(.symbol(letter)))"
    case .motion(let density, let backwards):
      return "motion of \(set(density))" + (backwards ? ", backwards" : "")
    case .loss(let letters, _):
      return "loss in " + letters.map { set(.symbol($0)) }.joined(separator: ", ")
    }
  }
}

/// Which formula a role is given to.
struct Locator: Hashable, Sendable {
  var line: Int
  /// The n-th formula of the line.
  var number: Int?
  /// A formula that holds these words, or the words themselves.
  var words: String?

  /// Reads `986#3` and `182 "…"`.
  static func read(_ text: String) throws(SheetError.What) -> Locator {
    let digits = text.prefix { $0.isNumber }
    // what 32 bits do not hold is the line of no document
    guard let line = Int32(digits), line > 0 else {
      throw .init("a role begins with the line of its formula, such as 109 or 986#3")
    }
    var locator = Locator(line: Int(line))
    var rest = trimmed(text[digits.endIndex...])
    if rest.hasPrefix("#") {
      let digits = rest.dropFirst().prefix { $0.isNumber }
      guard let number = Int32(digits), number > 0 else {
        throw .init("behind # stands the number of the formula on its line")
      }
      locator.number = Int(number)
      rest = trimmed(rest[digits.endIndex...])
    }
    if rest.isEmpty { return locator }
    guard rest.hasPrefix("\""), rest.hasSuffix("\""), rest.count > 2 else {
      throw .init("expected #2 or \"words of the formula\", found “\(rest)”")
    }
    locator.words = String(rest.dropFirst().dropLast())
    return locator
  }
}

/// Reads the words of a role.
struct RoleReader {
  let parser = FormulaParser(options: .lenient)

  func role(_ text: String) throws(SheetError.What) -> Role {
    let text = trimmed(text)
    switch text {
    case "claim": return .claim
    case "definition": return .definition(of: nil)
    case "condition", "objective", "example": return .nothing(text)
    case "estimate": return .estimate(of: nil)
    default: break
    }
    if let rest = behind("definition of", text) { return .definition(of: try formula(rest)) }
    let relations: [(String, Relation)] = [
      ("lower bound of", .lessOrEqual), ("upper bound of", .greaterOrEqual), ("value of", .equal),
      ("law of", .distributed),
    ]
    for (words, relation) in relations {
      if let rest = behind(words, text) {
        return .compared(relation, to: try formula(rest), words: words)
      }
    }
    if let rest = behind("loss in", text) { return try loss(rest) }
    if let rest = behind("estimate of", text) { return .estimate(of: try formula(rest)) }
    if let rest = behind("motion of", text) {
      let backwards = rest.hasSuffix(", backwards")
      return .motion(
        density: try formula(backwards ? String(rest.dropLast(11)) : rest), backwards: backwards)
    }
    if let rest = behind("tends to", text) {
      guard let cut = rest.range(of: " as ", options: .backwards) else {
        throw .init("a limit is “tends to A as T”")
      }
      return .tending(
        to: try formula(trimmed(rest[..<cut.lowerBound])),
        as: try symbol(trimmed(rest[cut.upperBound...])))
    }
    throw .init(
      "there is no role “\(text)”; the roles are claim, definition, definition of NAME, condition, objective, example, "
        + "value of A, lower bound of A, upper bound of A, law of x, estimate, tends to A as T, motion of p(x), loss in a, b"
    )
  }

  private func behind(_ words: String, _ text: String) -> String? {
    text.hasPrefix(words + " ") ? trimmed(text.dropFirst(words.count)) : nil
  }

  private func formula(_ text: String) throws(SheetError.What) -> Formula {
    do { return try parser.parse(text) } catch {
      throw .init("“\(text)” cannot be read: \(error)")
    }
  }

  /// `m, least at m = x; s = 1`.
  private func loss(_ text: String) throws(SheetError.What) -> Role {
    let parts = text.split(separator: "least at", maxSplits: 1).map { trimmed($0) }
    var letters: [Symbol] = []
    for name in (parts.first ?? "").split(separator: ",") where !trimmed(name).isEmpty {
      letters.append(try symbol(trimmed(name)))
    }
    guard !letters.isEmpty else { throw .init("a loss is minimised over letters: loss in a, b") }
    var least: [Role.Assignment] = []
    for part in (parts.count > 1 ? parts[1] : "").split(separator: ";") {
      guard case .relation(let sides, let relations) = try formula(trimmed(part)),
        relations == [.equal], case .symbol(let name) = sides[0]
      else {
        throw .init("behind “least at” stands a = …; b = …")
      }
      least.append(Role.Assignment(name: name, value: sides[1]))
    }
    return .loss(over: letters, least: least)
  }

  private func symbol(_ text: String) throws(SheetError.What) -> Symbol {
    guard case .symbol(let symbol) = try formula(text) else {
      throw .init("“\(text)” is no letter")
    }
    return symbol
  }
}

import Evidence
import Expressions
import Meaning
import Notation

// What to say of a name that the notes use otherwise than the field does, or the toy otherwise than
// analysis.

/// A name for which the field has one meaning or two, and that notes define all the same.
struct Convention {
  let words: String
  /// What the left side usually is.
  let values: [Formula]

  /// nil for any other left side.
  init?(_ left: Formula) {
    guard let (name, p, q) = Self.taken(left) else { return nil }
    let (a, b) = ("{\(latex(p))}", "{\(latex(q))}")
    let overlap = "\\mathrm{BC}(\(a), \(b))"
    let texts: [String]
    switch name {
    case "H^2", "d_H^2", "D_H^2", "Hel^2", "d_Hel^2":
      (words, texts) = (
        "the squared Hellinger distance, $\\int(\\sqrt{p} - \\sqrt{q})^2$ or half of it",
        ["2 - 2 \(overlap)", "1 - \(overlap)"]
      )
    case "d_H", "D_H", "Hel", "d_Hel":
      (words, texts) = (
        "the Hellinger distance, the root of $\\int(\\sqrt{p} - \\sqrt{q})^2$ or of half of it, or "
          + "its square",
        ["2 - 2 \(overlap)", "1 - \(overlap)"].flatMap { [$0, "\\sqrt{\($0)}"] }
      )
    case "D_alpha", "R_alpha":
      let mean = "\\mathbb{E}_{\(a)}[(\(a) / \(b))^{\\alpha - 1}]"
      (words, texts) = (
        "the divergence of Rényi, $\\frac{1}{\\alpha - 1}\\log\\int p^\\alpha q^{1 - \\alpha}$, "
          + "or one of those of Tsallis and Amari",
        [
          "\\frac{1}{\\alpha - 1} \\log \(mean)", "\\frac{\(mean) - 1}{\\alpha - 1}",
          "\\frac{\(mean) - 1}{\\alpha (\\alpha - 1)}",
          "\\frac{4}{1 - \\alpha^2} (1 - \\mathbb{E}_{\(a)}[(\(b) / \(a))^{(1 + \\alpha) / 2}])",
        ]
      )
    case "J":
      let sum = "(D_{KL}(\(a) \\| \(b)) + D_{KL}(\(b) \\| \(a)))"
      (words, texts) = (
        "the divergence of Jeffreys, $D_{KL}(p \\| q) + D_{KL}(q \\| p)$ or half of it",
        [sum, "\\frac{1}{2} \(sum)"]
      )
    default: return nil
    }
    let read = texts.compactMap { try? FormulaParser(options: .lenient).parse($0) }
    guard read.count == texts.count else { return nil }
    values = read
  }

  private static func taken(_ left: Formula) -> (name: String, Formula, Formula)? {
    switch left {
    case .application(.symbol(let name), let a) where a.list.count == 2:
      return (text(name), a.list[0], a.list[1])
    case .application(.power(.symbol(let name), .number(2)), let a) where a.list.count == 2:
      return (text(name) + "^2", a.list[0], a.list[1])
    case .power(.function(.entropy, .tuple(let laws)), .number(2)) where laws.count == 2:
      return ("H^2", laws[0], laws[1])
    case .power(.application(.symbol(let name), let a), .number(2)) where a.list.count == 2:
      return (text(name) + "^2", a.list[0], a.list[1])
    default: return nil
    }
  }
  private static func text(_ name: Symbol) -> String {
    var plain = name
    plain.style = .italic
    return Name.text(plain)
  }
}

extension EquationAuditor {
  /// What a definition should say beside its verdict: that it differs from what the name usually
  /// means.
  func remarkOnConvention(_ chain: Equation.Chain) -> String? {
    guard chain.sides.count > 1, let usual = Convention(chain.sides[0]) else { return nil }
    let verdicts = WorkBudget.$current.withValue(WorkBudget(Self.workForRemarks)) {
      usual.values.map { value -> AuditVerdict in
        let pair = Self.pair(value, .equal, chain.sides[1], like: chain)
        let definitions = book.definitions(for: pair.sides, order: order)
        let trials = toys.compactMap {
          (try? TrialMaker($0, definitions, for: pair.sides))?.run(
            pair, judged: [true], onBoxes: false)
        }
        return Finding(step: 0, of: trials).verdict
      }
    }
    guard !verdicts.contains(.holds),
      verdicts.contains(where: { [.wrong, .conditional].contains($0) })
    else { return nil }
    return "defined otherwise than usual: by this name goes \(usual.words)"
  }
  private static let workForRemarks = 1_000_000

  /// A mean, a variance or an entropy of z given x that names no law, where the toy has a joint law of
  /// both and a q(z | x) beside it.
  func remarksOnUnnamedLaws(_ chain: Equation.Chain, _ makers: [TrialMaker]) -> [String] {
    var asked: [(wanted: Symbol, given: Symbol)] = []
    for side in chain.sides {
      side.visit { part in
        switch part {
        case .expectation([], .conditioned(.symbol(let z), on: let given)),
          .function(.variance, .conditioned(.symbol(let z), on: let given)),
          .function(.entropy, .conditioned(.symbol(let z), on: let given)):
          if case .symbol(let x)? = given.first, given.count == 1 { asked.append((z, x)) }
        case .application(.symbol(Symbol("H")), let a):
          if case .symbol(let z)? = a.wanted.first, case .symbol(let x)? = a.given.first,
            a.list.count == 2
          {
            asked.append((z, x))
          }
        default: break
        }
      }
    }
    let words = asked.compactMap { z, x -> String? in
      for maker in makers {
        let laws = maker.setting.toy.laws(of: Name.text(z), given: Name.text(x))
        guard laws.joint.count == 1, let kernel = laws.kernels.first else { continue }
        let given = "\(Name.text(z)) | \(Name.text(x))"
        return "no law is named: \(given) is taken of the joint law \(laws.joint[0]), and "
          + "\(kernel)(\(given)) is another; a law stands below the sign, "
          + "\\mathbb{E}_{\(kernel)(\(given))}"
      }
      return nil
    }
    return words.enumerated().filter { !words[..<$0.offset].contains($0.element) }.map(\.element)
  }

  /// Letters with a meaning in analysis that a toy binds to a number of its own, as the chain uses
  /// them.
  func remarksOnLetters(_ chain: Equation.Chain, _ makers: [TrialMaker]) -> [String] {
    var used: Set<Symbol> = [], called: Set<Symbol> = [], factors: Set<Symbol> = []
    for side in chain.sides {
      side.visit { part in
        switch part {
        case .symbol(let s): used.insert(s)
        case .function(.sigma, _): called.insert(Symbol("sigma"))
        case .application(.symbol(let s), let a):
          called.insert(s)
          if a.list.count == 1, case .symbol = a.wanted.first { factors.insert(s) }
        default: break
        }
      }
    }
    func isOfToy(_ letter: String) -> Bool {
      makers.contains { $0.setting.toy.isNumber(letter) }
    }
    let constants = [("pi", "π", "3.14159…"), ("e", "e", "2.71828…")].compactMap {
      letter, shown, value in
      used.contains(Symbol(letter)) && isOfToy(letter)
        ? "\(shown) is the toy's own, and not \(value)" : nil
    }
    let families = [("pi", "π", "3.14159…"), ("e", "e", "2.71828…")].compactMap {
      letter, shown, value in
      used.contains(Symbol(letter)) && !isOfToy(letter)
        && !makers.contains { TrialMaker.binds(Symbol(letter), $0.setting.toy) }
        && makers.contains {
          TrialMaker.binds(Symbol(letter, subscripts: [.number(1)]), $0.setting.toy)
        }
        ? "\(shown) is \(value), and \(shown)_1, … are the toy's own" : nil
    }
    let functions = [("sigma", "σ"), ("Gamma", "Γ"), ("Phi", "Φ"), ("varphi", "φ")].compactMap {
      letter, shown in
      called.contains(Symbol(letter)) && isOfToy(letter)
        ? "\(shown) is a number of the toy: the bracket behind it is multiplied by it" : nil
    }
    // k(u) with a k that counts: a function of the notes, likely, and a product here
    let known: Set<String> = ["sigma", "Gamma", "Phi", "varphi"]
    let products = factors.map { Name.text($0) }.sorted().filter {
      !known.contains($0) && isOfToy($0)
    }.map { "\($0) is a number of the toy: the bracket behind it is multiplied by it" }
    let unit =
      used.contains(Symbol("i")) && makers.contains { $0.setting.toy.draws("i") }
      ? ["i is the toy's own, and not the imaginary unit"] : []
    return constants + families + functions + products + unit
  }
}

import Evidence
import Exact
import Expressions
import Ledger
import Meaning
import Notation
import Testing

/// Equations judged on toys, with foils, all machine-made variants of a few kinds, and answers that
/// a reader might give in their place.
@Suite struct EquationLedger {
  private func parsed(_ latex: String) throws -> Formula { try FormulaParser().parse(latex) }

  /// Machine-made variants: at most so many, of as many operators as there are.
  private func variants(of formula: Formula, _ count: Int) -> [Variant] {
    let all = mutants(of: formula)
    var seen: [String: Int] = [:]
    let ranked = all.map { mutant -> (rank: Int, mutant: Mutant) in
      defer { seen[mutant.name, default: 0] += 1 }
      return (seen[mutant.name, default: 0], mutant)
    }
    let chosen = ranked.enumerated().sorted {
      ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
    }
    return chosen.prefix(count).map {
      Variant(
        .init($0.element.mutant.formula), latex: latex($0.element.mutant.formula),
        change: $0.element.mutant.name)
    }
  }

  @Test(arguments: EquationCorpus.pages) func judged(_ page: EquationCorpus.Page) throws {
    let setting = ToySetting(toy: try Toy.read(page.toy, name: page.name), count: 8)
    var entries: [Ledger.Entry] = []
    for question in page.questions {
      let formula = try parsed(question.latex)
      let foils = try question.foils.map {
        Statement.Foil("foil", .formula([.init(try parsed($0))], latex: $0))
      }
      let one = Statement(
        label: "ledger/\(page.name)", claim: "ledger", latex: question.latex,
        chains: [.init(formula)], foils: foils)
      let work = Work(one, on: [setting], variants: variants(of: formula, 8))
      var effort = Effort()
      effort.threads = 1
      let claim = judge([work], checks: [], options: Options(), effort: effort)[0]
      entries += lines(of: claim, question.latex)
      for answer in try question.foils.map(parsed) + [turned(formula)] {
        let found = diagnose([.init(answer)], inPlaceOf: work)
        entries.append(Ledger.Entry("\(question.latex) answered \(latex(answer))", found.words))
      }
      checkLaws(claim, question)
    }
    let name = page.name.replacing(" ", with: "-")
    let differences = try Ledger("evidence-equations-\(name)").differences(entries)
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  /// Drawn points and a few places of a box see no kink and no hole: an equality that fails on a
  /// small part of it, or has no value there, is none of the whole range.
  @Test(
    "equalities that hold at all points drawn, and not everywhere",
    arguments: [
      (#"|b| = b \le 2"#, true), (#"\max(b, 0) = b \le 2"#, true),
      (#"\frac{c}{c} = 1 \le 2"#, true),
      (#"|b|^2 = b^2 \le 2"#, false), (#"\max(b, c) + \min(b, c) = b + c \le 3"#, false),
      (#"(b + c)^2 = b^2 + 2 b c + c^2 \le 5"#, false),
    ]) func equalities(_ latex: String, _ onlyInequalities: Bool) throws
  {
    let toy = "b in [-1/200, 1]\nc in [-1, 1]"
    let one = Statement(
      label: "ledger/equalities", claim: "ledger", latex: latex, chains: [.init(try parsed(latex))],
      foils: [])
    let setting = ToySetting(toy: try Toy.read(toy, name: "kinks"), count: 8)
    let check = judge([Work(one, on: [setting])], checks: [], options: Options())[0].checks[0]
    #expect(check.verdict == .holds && check.box != nil, "\(check.reason ?? "")")
    #expect((check.box?.onlyInequalities == true) == onlyInequalities)
  }

  private func turned(_ formula: Formula) -> Formula {
    guard case .relation(let sides, let relations) = formula else { return formula }
    return .relation(sides: sides.reversed(), relations: relations.reversed())
  }

  /// What must be true of every record, whatever it says.
  private func checkLaws(_ claim: ClaimRecord, _ question: EquationCorpus.Question) {
    let text: Comment = "\(question.latex)"
    #expect(claim.verdict == claim.checks.map(\.verdict).max() || claim.verdict == .broken, text)
    for check in claim.checks {
      let worst = check.points.map(\.verdict).max() ?? .broken
      #expect(check.verdict >= worst, text)
      if check.verdict != .holds {
        #expect(check.identity == nil && check.box == nil && check.reason != nil, text)
      }
      if let identity = check.identity {
        #expect(check.grade == .exact && identity.proof.atoms >= 0, text)
      }
      for line in check.points.flatMap(\.lines) {
        guard let value = line.value, value.count == 2, let low = Rational(value[0]),
          let high = Rational(value[1])
        else { continue }
        #expect(low <= high, text)
      }
    }
    for foil in claim.foils {
      #expect((foil.verdict == .refuted) == (foil.refuted > 0) && foil.refuted <= foil.of, text)
      #expect((foil.verdict == .refuted) == (foil.reason == nil), text)
    }
    let score = MutantScore(claim.mutants)
    let all = score.refuted + score.open + score.equivalent + score.undefined + score.alsoTrue
    #expect(all == claim.mutants.count && (claim.score == score || claim.mutants.isEmpty), text)
  }

  // MARK: the record

  private func lines(of claim: ClaimRecord, _ latex: String) -> [Ledger.Entry] {
    var found: [Ledger.Entry] = []
    func add(_ what: String, _ outcome: String) {
      found.append(
        Ledger.Entry(
          "\(latex): \(what)", outcome.replacing("\n", with: " ").replacing("\t", with: " ")))
    }
    add(
      "claim",
      [
        "\(claim.kind)", "\(claim.verdict)", claim.grade.map { "\($0)" },
        claim.digits.map { "\($0) digits" }, claim.scope, claim.reason,
        claim.score?.text,
      ].compactMap(\.self).joined(separator: ", "))
    for check in claim.checks {
      add(
        "check",
        [
          "\(check.verdict)", "\(check.grade)", check.digits.map { "\($0) digits" }, check.reading,
          check.reason, check.proof,
          check.box.map {
            "box \($0.ranges) \($0.boxes) \($0.depth) \($0.margin.map { "\($0)" } ?? "") \($0.reductions ?? []) \($0.onlyInequalities ?? false)"
          },
          check.identity.map { "identity \($0.variables) \($0.proof)" },
        ].compactMap(\.self).joined(separator: ", "))
      add(
        "points",
        Ledger.digest(
          check.points.map {
            "\($0.parameters.sorted { $0.key < $1.key }) \($0.verdict) \($0.grade)"
          }.joined().utf8))
      for line in check.points.first?.lines ?? [] {
        add(
          "line \(line.latex)",
          [
            line.relation, line.value.map { $0.joined(separator: " … ") }, line.exact,
            line.verdict.map { "\($0)" }, line.digits.map { "\($0) digits" },
            line.distance, line.reason,
            line.components.map {
              $0.map { "\($0.name) \($0.value) \($0.exact ?? "")" }.joined(separator: "; ")
            },
          ].compactMap(\.self).joined(separator: ", "))
      }
    }
    for foil in claim.foils {
      add(
        "foil \(foil.latex)",
        [
          "\(foil.verdict)", "\(foil.refuted) of \(foil.of)", foil.distance, foil.reason,
        ].compactMap(\.self).joined(separator: ", "))
    }
    for mutant in claim.mutants {
      add(
        "\(mutant.operator): \(mutant.latex)",
        "\(mutant.verdict)\(mutant.reason.map { ", " + $0 } ?? "")")
    }
    return found
  }
}

extension Diagnosis {
  fileprivate var words: String {
    [
      "\(verdict)", distance, reason, mistake.map { "mistake: \($0)" },
      remark.map { "remark: \($0)" },
    ]
    .compactMap(\.self).joined(separator: ", ")
  }
}

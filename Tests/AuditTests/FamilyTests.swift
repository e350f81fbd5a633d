import Audit
import Testing

/// Which names are members of a family: the same rule where definitions are gathered and where they
/// are read.
@Suite struct FamilyTests {
  private func verdicts(_ lines: [String], _ toy: String) throws -> [AuditVerdict] {
    let text = lines.map { "$$ \($0) $$" }.joined(separator: "\n\n")
    return try audit(text, "```toy t\n\(toy)\n```").verdicts
  }

  /// Any letter counts where its toy says so, or a sum binds it.
  @Test func whichLettersCountIsTheToysToSay() throws {
    let toy = "a in (0, 1)\n\\tau in 1..3\nu in 1..2"
    let lines = ["b_\\tau = \\tau a", "b_2 = 2 a", "b_{\\tau + 1} - b_\\tau = a", "b_3 = a"]
    #expect(try verdicts(lines, toy) == [.definition, .holds, .holds, .wrong])
    #expect(
      try verdicts(["b_\\tau = \\tau a", "b_u = u a", "b_u - b_2 = (u - 2) a"], toy)
        == [.definition, .holds, .holds])
    #expect(
      try verdicts(["b_\\tau = \\tau a", "b_u = 2 u a", "b_u - b_\\tau = (2 u - \\tau) a"], toy)
        == [.definition, .definition, .holds])
    let sums = ["b_t = t a", "\\sum_{\\tau=1}^3 b_\\tau = 6 a", "\\sum_{\\tau=1}^3 b_\\tau = 5 a"]
    #expect(try verdicts(sums, "a in (0, 1)\nt in 1..3") == [.definition, .holds, .wrong])
  }

  /// What a name with another letter means stands behind, and no family hides it.
  @Test func aFamilyHidesNoNameOfItsOwn() throws {
    let toy = "a in (0, 1)\nc in [2, 3]"
    let lines = ["L_G = a", "L_D + L_G = a + c", "L_D = c", "L_D = a"]
    #expect(try verdicts(lines, toy) == [.definition, .holds, .definition, .wrong])
    let words = ["L_{\\text{simple}} = a", "L_{\\text{vlb}} = c", "L_2 = 7"]
    #expect(try verdicts(words, toy) == [.definition, .definition, .definition])
  }
}

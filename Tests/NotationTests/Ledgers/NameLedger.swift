import Ledger
import Notation
import Testing

/// Names of toys in LaTeX.
@Suite struct NameLedger {
  private static let names = [
    "", "x", "X", "theta", "Theta", "ell", "step", "w_1", "w_12", "w_a", "w_ab", "alpha_t",
    "m_theta", "s_data", "x_{t-1}", "x_{", "_", "_1", "a_", "a_b_c", "a1", "a12b", "theta1", "1",
    "12", "a b", "x y", "ab cd", #"\bar\alpha"#, #"a\b"#, "é", "über", "xi", "xi_xi", "Pr", "pr",
    "emptyset", "x_{ab}", "x_{alpha}", "x_{alpha t}", "x'", "step'", "step_2'", "p_d", "beta_T",
    "phi_data_2",
  ]

  @Test func written() throws {
    let entries = Self.names.map { Ledger.Entry($0, latex(name: $0)) }
    #expect(try Ledger("notation-names", ofNumbers: false).differences(entries) == [])
  }
}

import Ledger
import Notation
import Testing

/// What every command is read as, wherever it stands.
@Suite struct CommandLedger {
  private static let commands = """
    alpha Gamma ell Pr bar hat dot mathcal mathbb mathbf boldsymbol mathrm operatorname text mathit \
    mathsf mathnormal mathop log exp det min max sup inf argmax argmin arg lim sum prod int iint \
    nabla partial frac dfrac sqrt binom infty dots cdots underbrace overbrace boxed langle rangle \
    lfloor rfloor lceil rceil cdot times odot circ top prime star ast intercal otimes le ne approx \
    to sim in propto coloneqq lt forall exists mid parallel vert Vert lvert rvert lVert rVert left \
    right middle big bigl bigr Bigg bigm quad qquad thinspace displaystyle limits nonumber hspace \
    because begin end label tag underset overset stackrel substack leftarrow equiv simeq mapsto \
    downarrow nearrow rm bf cal it E R N KL Var tr diag norm abs paren brackets given colon dd pm \
    implies iff cancel phantom color over not subset lg dim foo alhpa , ; ! { } | \\\\ % / & _ # $
    """.split(separator: " ").map(String.init)

  private static let places = [
    "@", "a @ b", "@{x}", "@{a}{b}", "x_@", "x^@", "x_{@}", "x^{@}", #"\log @ x"#, #"\log a @"#,
    "@(x)", "@_{x} y", "@_x^n y", "@^2 x", #"\frac{@}{2}"#, #"\frac{d @}{dx}"#, #"\mathbf{@}"#,
    #"\bar@"#, "a @", #"\left@ x \right)"#, #"\nabla @ f"#, #"\mathbb{E}_@[x]"#, #"(@ \mid x)"#,
    #"\int @ dx"#, "p(x @ y)", "@ a = b", #"a = b @ c = d"#, #"{@ x} y"#, "f @ g(x)", "2 @",
    #"\max_{@} x"#, #"\sum_{@} x"#, #"\sum_{i @ 1}^n x"#, "@[x]", #"@\{x\}"#, "@|x|", "@ -x",
  ]

  @Test func everywhere() throws {
    let entries = Self.commands.map { command in
      let marks = Self.places.map { place in
        let name = place.hasSuffix("@") ? "\\\(command)" : "\\\(command) "
        let text = place.replacing("@", with: name)
        let readings = Readings(text, displayOptions: .lenient)
        #expect(readings.broken.isEmpty, "\(text): \(readings.broken)")
        return Told.mark(readings.mark + Told.line(FormulaParser(options: .plain).formula(text)))
      }
      return Ledger.Entry("\\\(command)", marks.joined(separator: " "))
    }
    #expect(try Ledger("notation-commands", ofNumbers: false).differences(entries) == [])
  }
}

import Exact

/// What LaTeX says before anybody knows what its letters mean: the tree of a formula.
///
/// The parser builds it, the printer writes it back, mutants are edits of it, and `Meaning`
/// evaluates it against a toy. It is neutral: `p(x)` is an `application` whether `p` turns out to
/// be a law, a function or a number to multiply by. Law: `parse(print(f)) == f` for every tree the
/// parser can build.
public indirect enum Formula: Hashable, Sendable {
  /// A non-negative numeral, exact: `2`, `0.25`.
  case number(Rational)
  /// `\infty`.
  case infinity
  /// A letter with everything that belongs to it: `p_d`, `D^*`, `\bar\alpha_t`, `x_{t-1}`,
  /// `\mathcal{L}`, `z'`.
  case symbol(Symbol)
  /// `a + b - c` is `sum([a, b, negative(c)])`; at least two terms, no term itself a sum.
  case sum([Formula])
  /// `-a`.
  case negative(Formula)
  /// `a b`, `a\cdot b`, `a\times b`: at least two factors, no factor itself a product.
  case product([Formula])
  /// `\frac{a}{b}` and `a/b`.
  case quotient(Formula, Formula)
  /// `a^b`.
  case power(Formula, Formula)
  /// `\odot`: the product taken coordinate by coordinate.
  case hadamard(Formula, Formula)
  /// A named function of one argument: `\log x`, `\sqrt{x}`, `\det J`, `\operatorname{sgn} x`; see
  /// `FunctionName`.
  case function(FunctionName, Formula)
  /// `f(x)`, `p(z|x)`, `p(x,z)`, `\mathcal N(x;\mu,\sigma^2)`, `V(D,G)`, `\mathrm{TV}(p,q)`,
  /// `W_1(p,q)`, or, when the head turns out to be a number, the product of head and bracket.
  case application(Formula, Arguments)
  /// `|a|`.
  case absolute(Formula)
  /// `\|a\|`, Euclidean unless a subscript says `\|a\|_1`, `\|a\|_\infty`; the order is a number,
  /// infinity, or a name.
  case norm(Formula, order: Formula?)
  /// `\mathbb{E}_{x\sim p,\ z\sim q(z|x)}[ body ]`.
  case expectation([Draw], Formula)
  /// `D_{KL}(p \| q)`, `D_{JS}(p \| q)`, also `\mathrm{KL}`, `\mathrm{JS}`, with either `\|` or a
  /// comma.
  case divergence(DivergenceName, Formula, Formula)
  /// `\sum_{i=1}^{n} body`, `\prod_{t} body`, `\sum_{x\in S} body`, `\sum_x body`.
  case series(SeriesKind, index: Symbol, range: SeriesRange, Formula)
  /// `\int_a^b body\,dx`; without bounds over everything the variable can be.
  case integral(variable: Symbol, lower: Formula?, upper: Formula?, Formula)
  /// `\frac{d f}{d x}`, `\frac{\partial f}{\partial x}`, `\frac{d^2}{dx^2} f`, `\partial_x f`,
  /// `\frac{\partial}{\partial x} f`; of a vector function by a vector: its Jacobian.
  case derivative(Formula, by: Symbol, order: Int)
  /// `\nabla_x f`, `\nabla f` (by nil: by the only free variable).
  case gradient(Formula, by: Symbol?)
  /// `f'(x)`, `f''(x)`: the n-th derivative of a function of one variable at the argument.
  case prime(Formula, order: Int, at: Formula)
  /// `\max_{x \in S} body`, `\arg\min_x body`, `\sup`, `\inf`; one or more variables, over a stated
  /// set or what the toy declares.
  case optimum(OptimumKind, variables: [Symbol], set: Formula?, Formula)
  /// `\lim_{x\to a} body`.
  case limit(variable: Symbol, to: Formula, Formula)
  /// `\begin{cases} a & c \\ b & \text{otherwise} \end{cases}`; a nil condition is "otherwise" and
  /// can only be last.
  case cases([CaseBranch])
  /// `\begin{pmatrix} a & b \\ c & d \end{pmatrix}`: rows of equal length; a column vector has rows
  /// of length 1.
  case matrix([[Formula]])
  /// `(a, b)`: a point or vector written in a row, two entries or more.
  case tuple([Formula])
  /// `[a, b]`, `(a, b)`, `[a, \infty)` after `\in`; `{a, b, c}` and `{1, \dots, n}` are `.set`.
  case interval(Formula, Formula, closedBelow: Bool, closedAbove: Bool)
  /// `\{a, b, c\}`; with `dots`, `\{1, \dots, n\}`.
  case set([Formula], dots: Bool)
  /// `a^\top`, `A^T`.
  case transpose(Formula)
  /// `a^{-1}` of a map or matrix is `.power(a, -1)`; `f \circ g` is this.
  case composition(Formula, Formula)
  /// `p \times q` between laws cannot be told from a product of numbers here: it is `.product`, and
  /// `Meaning` decides. A chain `a = b \le c`; `relations.count + 1 == sides.count`. At least one
  /// relation.
  case relation(sides: [Formula], relations: [Relation])
  /// `\ldots`, `\cdots` standing as a term or factor: `a_1 + \dots + a_n`. `Meaning` accepts it
  /// where the pattern is clear.
  case dots
  /// `0:T`, `d+1:D`: a slice, in a subscript `x_{0:T}`; in a toy also a weight and what it weighs,
  /// `Finite(0: 1/2, 1: 1/2)`, and `1..3`.
  case range(Formula, Formula)
  /// `<t` in the subscript of `x_{<t}`, `\le t` in `x_{\le t}`: everything on that side of the
  /// bound.
  case bounded(Relation, Formula)
  /// `a \mid b` where it is no application: `\mathbb{E}[x \mid y]`, `\mu_{z|x}`.
  case conditioned(Formula, on: [Formula])
  /// The entry of a value that is no symbol: `f(x)_i`, `(A x)_{ij}`.
  case component(Formula, [Formula])
  /// `f(x)\big|_{x=a}`: the formula with its variables put to the values of the relations.
  case evaluated(Formula, at: [Formula])
}

/// A letter and what is written on it.
public struct Symbol: Hashable, Sendable, Comparable {
  /// The letter: `x`, `alpha` (for `\alpha`), `varepsilon`, `N` under a style. Greek letters are
  /// spelled without the backslash.
  public var letter: String
  /// `\mathcal`, `\mathbb`, `\mathbf`, `\mathrm` or none. `\mathrm{data}` has letter `data`.
  public var style: Style
  /// `\bar`, `\tilde`, `\hat`, outermost first.
  public var accents: [String]
  /// `*` and `'` marks and names in the superscript: `D^*` has `["*"]`, `z''` has `["'", "'"]`,
  /// `x^{(i)}` has `["(i)"]`.
  public var marks: [String]
  /// The subscripts, parted at commas: `p_d` has `[symbol d]`, `x_{t-1}` has `[t - 1]`,
  /// `Sigma_{ij}` has `[product(i, j)]`. Whether a subscript is an index or a part of the name is
  /// decided by what its letters are bound to.
  public var subscripts: [Formula]

  public enum Style: String, Hashable, Sendable, CaseIterable {
    case italic = "", calligraphic = "mathcal", blackboard = "mathbb", bold = "mathbf", roman =
      "mathrm"
  }

  public init(
    _ letter: String, style: Style = .italic, accents: [String] = [], marks: [String] = [],
    subscripts: [Formula] = []
  ) {
    (self.letter, self.style, self.accents, self.marks, self.subscripts) = (
      letter, style, accents, marks, subscripts
    )
  }
  /// The dot that keeps the place of an argument: `\|\cdot\|`, `q(\cdot \mid x)`.
  public static let placeholder = Symbol("cdot")
  /// A sign that stands alone, as in `x^+`.
  var isLoneSign: Bool { self == Symbol("+") || self == Symbol("-") }
  /// The symbol without its subscripts: the family that `x_t` and `x_{t-1}` share.
  public var family: Symbol { var bare = self; bare.subscripts = []; return bare }
  public static func < (a: Symbol, b: Symbol) -> Bool { a.sortKey < b.sortKey }
  private var sortKey: String {
    "\(letter)\u{1}\(style.rawValue)\u{1}\(accents)\u{1}\(marks)\u{1}\(subscripts)"
  }
}

/// The functions with a fixed meaning. A name bound by a toy wins over none of these.
public enum FunctionName: String, Hashable, Sendable, CaseIterable {
  case log, ln, exp, sqrt, sin, cos, tan, sinh, cosh, tanh, arctan, erf
  case sigma  // the logistic function, where the toy binds no sigma: written `\sigma(…)`; resolved in Meaning
  case logit, sgn, det, tr, diag
  case min, max  // of a bracketed list: `\max(a, b)`; the argument is a tuple
  case variance = "Var", covariance = "Cov", entropy = "H", softplus, relu = "ReLU"
  case floor, ceil  // `\lfloor x \rfloor`, `\lceil x \rceil`
}

/// What stands in the brackets of an application.
public struct Arguments: Hashable, Sendable {
  /// `p(x, z)`: x and z. In `\mathcal N(x; \mu, \sigma^2)` only x.
  public var wanted: [Formula]
  /// What stands behind the bar: `p(z|x)`.
  public var given: [Formula]
  /// What stands behind the semicolon: `\mathcal N(x;\mu,\sigma^2)`.
  public var parameters: [Formula]
  public init(_ wanted: [Formula], given: [Formula] = [], parameters: [Formula] = []) {
    (self.wanted, self.given, self.parameters) = (wanted, given, parameters)
  }
}

/// `x \sim p` below an expectation. The variable may be a tuple: `(x,z)\sim p(x,z)`.
public struct Draw: Hashable, Sendable {
  public var variables: [Symbol]
  /// The law: `p`, or `q(z|x)`, or `\mathcal N(0, 1)`. In `\mathbb{E}_s[…]` with a lone symbol the
  /// parser cannot know whether s is a law or a variable: it is always `Draw([], .symbol(s))`, and
  /// `Meaning` decides. nil only in `\mathbb{E}_{(x,z)}[…]`.
  public var law: Formula?
  public init(_ variables: [Symbol], _ law: Formula?) {
    (self.variables, self.law) = (variables, law)
  }
}

public enum DivergenceName: String, Hashable, Sendable, CaseIterable { case kl = "KL", js = "JS" }
public enum SeriesKind: String, Hashable, Sendable, CaseIterable { case sum, product }
public enum SeriesRange: Hashable, Sendable {
  case from(Formula, through: Formula)
  case over(Formula)  // \sum_{x \in S}
  case all  // \sum_x: everything x can be
  case such(Formula)  // \sum_{t>1}, \sum_{j\ne i}: everything the index can be that obeys the relation; the index is its first symbol
}
public enum OptimumKind: String, Hashable, Sendable, CaseIterable {
  case max, min, argmax, argmin, sup, inf
}

public struct CaseBranch: Hashable, Sendable {
  public var value: Formula
  public var condition: Formula?  // a `.relation`; nil is "otherwise"
  public init(_ value: Formula, _ condition: Formula?) {
    (self.value, self.condition) = (value, condition)
  }
}

public enum Relation: String, Hashable, Sendable, CaseIterable {
  case equal = "=", unequal = "\\ne", less = "<", lessOrEqual = "\\le", greater = ">",
    greaterOrEqual = "\\ge"
  case approximately = "\\approx", tends = "\\to", distributed = "\\sim", element = "\\in",
    defined = ":=", proportional = "\\propto"
}

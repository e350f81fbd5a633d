import Testing

/// Small equations on small toys, each with a foil: what a judge meets in a chapter, and what it
/// meets in a bad one.
enum EquationCorpus {
  struct Question: Sendable {
    var latex: String, foils: [String]
    init(_ latex: String, _ foils: String...) { (self.latex, self.foils) = (latex, foils) }
  }
  struct Page: Sendable, CustomTestStringConvertible {
    var name: String, toy: String, questions: [Question]
    init(_ name: String, _ toy: String, _ questions: Question...) {
      (self.name, self.toy, self.questions) = (name, toy, questions)
    }
    var testDescription: String { name }
  }

  static let pages: [Page] = [
    Page(
      "numbers", "a = 3\nb = 1/2\nc = -2",
      Question(#"a b = \frac{3}{2}"#, #"a b = 3"#),
      Question(#"a^2 + b^2 \ge 2 a b"#, #"a^2 + b^2 \le 2 a b"#),
      Question(#"|c| = 2"#, #"|c| = -2"#),
      Question(#"\log a - \log b = \log 6"#, #"\log a + \log b = \log 6"#),
      Question(#"\sqrt{a} > \sqrt{b} > 0"#, #"\sqrt{b} > \sqrt{a} > 0"#),
      Question(#"c \ne a"#, #"c \ne -2"#),
      Question(#"e^{b} \approx 1.6487"#, #"e^{b} \approx 1.6488"#),
      Question(#"\pi < \frac{22}{7}"#, #"\pi > \frac{22}{7}"#),
      Question(#"a + b + c = 1.5"#, #"a + b - c = 1.5"#), Question(#"\log c = 1"#, #"\log a = 1"#),
      Question(#"\frac{1}{a - 3} = 1"#, #"a = 4"#), Question(#"a = b"#, #"a = 3"#),
      Question(#"\sum_{k=1}^{4} k = 10"#, #"\sum_{k=1}^{4} k = 9"#),
      Question(#"\prod_{k=1}^{4} k = 24"#, #"\sum_{k=1}^{4} k = 24"#),
      Question(#"d = 1"#, #"a = 1"#)
    ),
    Page(
      "drawn numbers", "a in (0, 1)\nb in (1, 2)\nc in [-2, 2]",
      Question(#"(a + b)^2 = a^2 + 2 a b + b^2"#, #"(a + b)^2 = a^2 + b^2"#),
      Question(#"a^2 - b^2 = (a - b)(a + b)"#, #"a^2 - b^2 = (a - b)^2"#),
      Question(#"\log\frac{a}{b} = \log a - \log b"#, #"\log\frac{a}{b} = \log a + \log b"#),
      Question(#"e^{a + b} = e^a e^b"#, #"e^{a + b} = e^a + e^b"#),
      Question(#"\sqrt{a b} \le \frac{a + b}{2}"#, #"\sqrt{a b} \ge \frac{a + b}{2}"#),
      Question(#"a < b"#, #"b < a"#), Question(#"c^2 \ge 0"#, #"c^2 \ge 1"#),
      Question(#"|c| \le 2"#, #"|c| \le 1"#),
      Question(#"\sin^2 c + \cos^2 c = 1"#, #"\sin^2 c - \cos^2 c = 1"#),
      Question(#"\log(1 + a) \le a"#, #"\log(1 + a) \ge a"#),
      Question(#"e^c \ge 1 + c"#, #"e^c \ge 1 + 2c"#),
      Question(#"a \le \sqrt{a} \le 1"#, #"a \ge \sqrt{a}"#),
      Question(#"|a - c| \le |a - b| + |b - c|"#, #"|a - c| \ge |a - b| + |b - c|"#),
      Question(#"\max(a, b) = b"#, #"\min(a, b) = b"#),
      Question(
        #"\frac{1}{a} - \frac{1}{b} = \frac{b - a}{a b}"#,
        #"\frac{1}{a} - \frac{1}{b} = \frac{a - b}{a b}"#),
      Question(
        #"\tanh c = \frac{e^c - e^{-c}}{e^c + e^{-c}}"#,
        #"\tanh c = \frac{e^c + e^{-c}}{e^c - e^{-c}}"#),
      Question(#"c < \frac{21}{10}"#, #"c < 1"#), Question(#"c = a"#, #"c = c"#)
    ),
    Page(
      "touching",
      "a in [-1, 1]\nb in [-1, 1], b != 0\nu in (0, 1)\nd in [0, 3], d != 1\nr in [1/2, 1], r != 1",
      Question(#"a^2 \ge 0"#, #"a^2 > 1"#), Question(#"b^2 > 0"#, #"b^2 > 1"#),
      Question(#"1 - \cos b > 0"#, #"1 - \cos b > b^2"#),
      Question(#"u \log u - u + 1 \ge 0"#, #"u \log u - u + 1 \le 0"#),
      Question(#"\frac{1}{u(1-u)} \ge 4"#, #"\frac{1}{u(1-u)} \ge 5"#),
      Question(#"|a| = \sqrt{a^2} \ge a"#, #"|a| \le a"#), Question(#"|b| > 0"#, #"b > 0"#),
      Question(#"e^{b} > 1 + b"#, #"e^{b} < 1 + b"#),
      Question(#"a^2 b^2 \le a^2"#, #"a^2 b^2 \ge a^2"#),
      Question(#"\frac{b}{b} = 1 \le 2"#, #"\frac{b}{b} = 2"#),
      Question(#"|d - 1| > 0"#, #"d - 1 > 0"#),
      Question(#"|d^2 - 1| \ge |d - 1|"#, #"|d^2 - 1| \ge 2 |d - 1|"#),
      Question(#"\log |d - 1| \le |d - 1| - 1"#, #"\log |d - 1| \le d - 2"#),
      Question(#"\frac{1}{|r - 1|} \ge 2"#, #"\frac{1}{|r - 1|} \ge 3"#),
      Question(#"|1 - r| = 1 - r > 0"#, #"|1 - r| = 1 - r > r"#)
    ),
    Page(
      "an atom that moves away",
      """
      s in (1, 3]
      t in [0, 2], t != 1
      P = Finite(0: 1/2, 1: 1/2)
      Q = Finite(0: 1/2, s: 1/2)
      R = Finite(0: 1/3, t + 3: 2/3)
      S = Finite(0: 1/3, 4: 2/3)
      """,
      Question(#"W_1(P, Q) \ge \frac{s - 1}{2}"#, #"W_1(P, Q) \ge s - 1"#),
      Question(#"W_1(P, Q) > 0"#, #"W_1(P, Q) > 1"#),
      Question(#"\mathrm{TV}(P, Q) \ge \frac{1}{2}"#, #"\mathrm{TV}(P, Q) \ge s"#),
      Question(#"D_{JS}(P\|Q) \le \log 2"#, #"D_{JS}(P\|Q) \ge s"#),
      Question(#"W_1(P, Q) \le 2 \mathrm{TV}(P, Q)"#, #"W_1(P, Q) \ge 2 \mathrm{TV}(P, Q)"#),
      Question(#"\mathrm{TV}(R, S) > 0"#, #"\mathrm{TV}(R, S) > t"#),
      Question(#"W_1(R, S) \le \mathrm{TV}(R, S)"#, #"W_1(R, S) \ge \mathrm{TV}(R, S)"#)
    ),
    Page(
      "three points",
      "p = Finite(0: 1/2, 1: 1/3, 2: 1/6)\nq = Finite(0: 1/4, 1: 1/4, 2: 1/2)\nx in support(p, q)",
      Question(
        #"D_{KL}(p\|q) = \sum_x p(x)\log\frac{p(x)}{q(x)}"#,
        #"D_{KL}(q\|p) = \sum_x p(x)\log\frac{p(x)}{q(x)}"#),
      Question(
        #"D_{KL}(p\|q) \ge 2\,\mathrm{TV}(p,q)^2"#, #"D_{KL}(p\|q) \ge 9\,\mathrm{TV}(p,q)^2"#),
      Question(#"D_{JS}(p\|q) \le \log 2"#, #"D_{JS}(p\|q) \ge \log 2"#),
      Question(#"\mathrm{TV}(p,q) = \frac{1}{3}"#, #"\mathrm{TV}(p,q) = \frac{2}{3}"#),
      Question(
        #"H(p) + D_{KL}(p\|q) = -\sum_x p(x)\log q(x)"#,
        #"H(p) - D_{KL}(p\|q) = -\sum_x p(x)\log q(x)"#),
      Question(
        #"\mathbb{E}_{x\sim p}[x] = \frac{2}{3}"#, #"\mathbb{E}_{x\sim q}[x] = \frac{2}{3}"#),
      Question(#"\sum_x p(x) = 1"#, #"\sum_x p(x) = 2"#),
      Question(
        #"\mathbb{E}_{x\sim p}[\log q(x)] \le \mathbb{E}_{x\sim p}[\log p(x)]"#,
        #"\mathbb{E}_{x\sim p}[\log q(x)] \ge \mathbb{E}_{x\sim p}[\log p(x)]"#),
      Question(#"W_1(p,q) = \frac{7}{12}"#, #"W_1(p,q) = \frac{5}{12}"#),
      Question(#"D_{JS}(p\|q) = D_{JS}(q\|p)"#, #"D_{KL}(p\|q) = D_{KL}(q\|p)"#),
      Question(#"D_{KL}(p\|q) \approx 0.2593"#, #"D_{KL}(p\|q) \approx 0.26"#),
      Question(#"p = q"#, #"p \ne q"#), Question(#"p(x) \le 1"#, #"p(x) \le \frac{1}{3}"#),
      Question(#"\mathrm{Var}_{x\sim p}(x) = \frac{5}{9}"#, #"\mathrm{Var}_{x\sim p}(x) = 1"#)
    ),
    Page(
      "drawn weights",
      "v in simplex(3)\nw in simplex(3)\nP = Finite(0: v_1, 1: v_2, 2: v_3)\nQ = Finite(0: w_1, 1: w_2, 2: w_3)\nx in {0, 1, 2}",
      Question(#"D_{KL}(P\|Q) \ge 0"#, #"D_{KL}(P\|Q) \ge 1"#),
      Question(#"D_{JS}(P\|Q) \le \log 2"#, #"D_{JS}(P\|Q) \le \frac{1}{100}"#),
      Question(
        #"\mathrm{TV}(P,Q) = \frac12\sum_x |P(x) - Q(x)|"#,
        #"\mathrm{TV}(P,Q) = \sum_x |P(x) - Q(x)|"#),
      Question(
        #"D_{KL}(P\|Q) = \sum_x P(x)\log P(x) - \sum_x P(x)\log Q(x)"#,
        #"D_{KL}(P\|Q) = \sum_x P(x)\log P(x) + \sum_x P(x)\log Q(x)"#),
      Question(
        #"2\,\mathrm{TV}(P,Q)^2 \le D_{KL}(P\|Q)"#, #"2\,\mathrm{TV}(P,Q)^2 \ge D_{KL}(P\|Q)"#)
    ),
    Page(
      "coins", "a in (0, 1)\nb in (0, 1)\np = Finite(0: 1 - a, 1: a)\nq = Finite(0: 1 - b, 1: b)",
      Question(#"D_{KL}(p\|q) \ge 2 (a - b)^2"#, #"D_{KL}(p\|q) \ge 3 (a - b)^2"#),
      Question(#"\mathrm{TV}(p,q) = |a - b|"#, #"\mathrm{TV}(p,q) = a - b"#),
      Question(
        #"D_{JS}(p\|q) \le \mathrm{TV}(p,q) \log 2"#, #"D_{JS}(p\|q) \ge \mathrm{TV}(p,q) \log 2"#),
      Question(#"W_1(p,q) = |a - b|"#, #"W_1(p,q) = 2|a - b|"#),
      Question(#"\mathbb{E}_{x\sim p}[x^2] = a"#, #"\mathbb{E}_{x\sim p}[x^2] = a^2"#),
      Question(#"\mathrm{Var}(p) = a(1-a)"#, #"\mathrm{Var}(p) = a"#),
      Question(#"H(p) \le \log 2"#, #"H(p) \ge \log 2"#)
    ),
    Page(
      "bells", "m in [-2, 2]\ns in (1/2, 2)\np = Normal(0, 1)\nq = Normal(m, s)\nx in R",
      Question(
        #"D_{KL}(q\|p) = \frac12 (s + m^2 - 1 - \log s)"#,
        #"D_{KL}(q\|p) = \frac12 (s + m^2 - 1 + \log s)"#),
      Question(#"\mathbb{E}_{x\sim q}[x^2] = m^2 + s"#, #"\mathbb{E}_{x\sim q}[x^2] = m^2 - s"#),
      Question(#"D_{KL}(q\|p) \ge 0"#, #"D_{KL}(q\|p) \ge 1"#),
      Question(#"H(q) = \frac12\log(2\pi e s)"#, #"H(q) = \frac12\log(2\pi s)"#),
      Question(#"\mathbb{E}_{x\sim p}[e^x] = \sqrt{e}"#, #"\mathbb{E}_{x\sim p}[e^x] = e"#),
      Question(#"\int q(x)\,dx = 1"#, #"\int q(x)\,dx = 2"#),
      Question(
        #"\log p(x) = -\frac{x^2}{2} - \frac12\log(2\pi)"#,
        #"\log p(x) = \frac{x^2}{2} - \frac12\log(2\pi)"#),
      Question(
        #"\frac{d}{dx}\log q(x) = -\frac{x - m}{s}"#, #"\frac{d}{dx}\log q(x) = \frac{x - m}{s}"#),
      Question(#"W_2(p, p) = 0"#, #"W_2(p, q) = 0"#),
      Question(#"\mathrm{TV}(p,q) \le 1"#, #"\mathrm{TV}(p,q) \ge 1"#)
    ),
    Page(
      "a bell", "p = Normal(1, 4)\nq = Normal(0, 1)",
      Question(#"D_{KL}(p\|q) = 2 - \log 2"#, #"D_{KL}(p\|q) = 2 + \log 2"#),
      Question(#"\mathbb{E}_{x\sim p}[x] = 1"#, #"\mathbb{E}_{x\sim p}[x] = 4"#),
      Question(#"\int \frac{1}{1 + x^2}\,dx = \pi"#, #"\int \frac{1}{1 + x^2}\,dx = 2\pi"#),
      Question(#"\int_0^1 x^3\,dx = \frac14"#, #"\int_0^1 x^3\,dx = \frac13"#),
      Question(#"\int_0^\infty e^{-x}\,dx < 2"#, #"\int_0^\infty e^{-x}\,dx > 2"#),
      Question(#"\int_0^\infty e^{x}\,dx = \infty"#, #"\int_0^\infty e^{x}\,dx = 1"#),
      Question(#"\int_{0}^{1} \frac{1}{x}\,dx > 1"#, #"\int_{0}^{1} \frac{1}{x}\,dx = 1"#),
      Question(#"\mathrm{TV}(p,q) \approx 0.39"#, #"\mathrm{TV}(p,q) \approx 0.5"#),
      Question(#"p \sim q"#, #"D_{KL}(p\|q) = 0"#),
      Question(#"\mathrm{Var}(p) = 4\,\mathrm{Var}(q)"#, #"\mathrm{Var}(p) = 2\,\mathrm{Var}(q)"#)
    ),
    Page(
      "a hidden cause",
      "p(z) = Finite(0: 1/3, 1: 2/3)\np(x | z) = Table(0: Finite(0: 1/4, 1: 3/4), 1: Finite(0: 1/2, 1: 1/2))\nq(z | x) = Table(0: Finite(0: 1/2, 1: 1/2), 1: Finite(0: 1/5, 1: 4/5))\nx in {0, 1}\nz in {0, 1}",
      Question(#"p(x) = \sum_z p(x|z) p(z)"#, #"p(x) = \sum_z p(x|z)"#),
      Question(#"p(z|x) = \frac{p(x|z) p(z)}{p(x)}"#, #"p(z|x) = \frac{p(x|z)}{p(x)}"#),
      Question(
        #"\log p(x) = \mathbb{E}_{z\sim q(z|x)}\left[\log\frac{p(x,z)}{q(z|x)}\right] + D_{KL}(q(z|x)\|p(z|x))"#,
        #"\log p(x) = \mathbb{E}_{z\sim q(z|x)}\left[\log\frac{p(x,z)}{q(z|x)}\right] - D_{KL}(q(z|x)\|p(z|x))"#
      ),
      Question(
        #"\mathbb{E}_{z\sim q(z|x)}\left[\log\frac{p(x,z)}{q(z|x)}\right] \le \log p(x)"#,
        #"\mathbb{E}_{z\sim q(z|x)}\left[\log\frac{p(x,z)}{q(z|x)}\right] \ge \log p(x)"#),
      Question(#"\sum_x p(x) = \sum_z p(z) = 1"#, #"\sum_x p(x|z) = 2"#),
      Question(#"p(x, z) = p(z|x) p(x)"#, #"p(x, z) = p(z) p(x)"#)
    ),
    Page(
      "vectors",
      "a in (-2, 2)\nb in (-2, 2)\nu = (a, b)\nv = (1, 2)\nA = \\begin{pmatrix} 1 & 2 \\\\ 0 & 3 \\end{pmatrix}",
      Question(#"\|u\|^2 = a^2 + b^2"#, #"\|u\|^2 = a^2 - b^2"#),
      Question(#"u^\top v = a + 2 b"#, #"u^\top v = a + b"#),
      Question(#"A v = (5, 6)"#, #"A v = (5, 5)"#),
      Question(#"|u^\top v| \le \|u\| \|v\|"#, #"|u^\top v| \ge \|u\| \|v\|"#),
      Question(#"\det A = 3"#, #"\det A = 1"#), Question(#"u + v = v + u"#, #"u - v = v - u"#),
      Question(#"u = v"#, #"u \ne v"#), Question(#"v = (1, 2)"#, #"v = (2, 1)"#),
      Question(#"u = 0"#, #"\|u\| < 0"#)
    ),
    Page(
      "rates", "h in (0, 1)\nc in (1, 2)",
      Question(#"\sin h - h = O(h^3)"#, #"\sin h - h = O(h^4)"#),
      Question(#"\sin h - h = \Theta(h^3)"#, #"\sin h - h = \Theta(h^2)"#),
      Question(#"e^{c h} - 1 = \Theta(h)"#, #"e^{c h} - 1 = \Theta(h^2)"#),
      Question(#"\sqrt{h} = O(1)"#, #"\frac{1}{h} = O(1)"#),
      Question(#"\sqrt{h + c h^2} = \Theta(\sqrt{h})"#, #"\sqrt{h + c h^2} = \Theta(h)"#),
      Question(#"h - h = O(h^5)"#, #"h - h = \Theta(h)"#),
      Question(#"\log(1 + h) - h = \Theta(h^2)"#, #"\log(1 + h) - h = \Theta(h^3)"#),
      Question(#"\cos h = \Theta(h)"#, #"h = \Theta(h)"#),
      Question(#"h^2 + h^3 = O(2 h^2)"#, #"h^2 + h^3 = \Theta(3 h)"#),
      Question(#"\log h = O(h)"#, #"h \log h = \Theta(h)"#)
    ),
    Page(
      "growing", "n in 1..9\nc in (1, 2)",
      Question(
        #"\frac{1}{n} - \frac{1}{n+1} = \Theta(n^{-2})"#,
        #"\frac{1}{n} - \frac{1}{n+1} = \Theta(n^{-1})"#),
      Question(#"\frac{c}{n^2 + 1} = O(n^{-2})"#, #"\frac{c}{n^2 + 1} = O(n^{-3})"#),
      Question(#"2^{-n} = O(1/n)"#, #"2^{n} = O(1/n)"#),
      Question(#"\sum_{k=1}^{n} k = \frac{n(n+1)}{2}"#, #"\sum_{k=1}^{n} k = \frac{n(n-1)}{2}"#),
      Question(#"2^n \ge n + 1"#, #"2^n \ge 3 n"#),
      Question(
        #"\sum_{k=0}^{n-1} c^k = \frac{c^n - 1}{c - 1}"#,
        #"\sum_{k=0}^{n} c^k = \frac{c^n - 1}{c - 1}"#), Question(#"n! \ge n"#, #"n! \le n"#)
    ),
    Page(
      "listed", "t in {1, 2, 3}\nbeta in (0, 1)\nf(x) = x^2",
      Question(#"f(t) \ge t"#, #"f(t) > t"#), Question(#"t \beta \le 3"#, #"t \beta \le 1"#),
      Question(#"f(t + \beta) - f(t) = 2 t \beta + \beta^2"#, #"f(t + \beta) - f(t) = 2 t \beta"#),
      Question(#"(1 - \beta)^t \le 1 - \beta"#, #"(1 - \beta)^t \ge 1 - \beta"#),
      Question(#"\frac{f(t)}{t} = t"#, #"\frac{f(t)}{t} = 2 t"#),
      Question(#"f(\beta) < \beta"#, #"f(\beta) > \beta"#)
    ),
    Page(
      "kinks", "b in [-1/200, 1]\nc in [-1, 1]",
      Question(#"|b| = b \le 2"#, #"|b| = 2 b"#),
      Question(#"\frac{c}{c} = 1 \le 2"#, #"\frac{c}{c} = 2"#),
      Question(#"\max(b, 0) = b \le 1"#, #"\max(b, 0) = 0"#),
      Question(#"|c| \ge c"#, #"|c| \le c"#), Question(#"|b| \le 1"#, #"|b| \le \frac12"#),
      Question(#"\sqrt{c^2} = |c| \le 1"#, #"\sqrt{c^2} = c"#),
      Question(#"\max(c, 0) - \min(c, 0) = |c|"#, #"\max(c, 0) + \min(c, 0) = |c|"#),
      Question(#"\max(b, c) + \min(b, c) = b + c"#, #"\max(b, c) - \min(b, c) = b + c"#)
    ),
    Page(
      "relations",
      "a = 3\nb in (0, 1)\np = Finite(0: 1/2, 1: 1/3, 2: 1/6)\nq = Finite(0: 1/4, 1: 1/6, 2: 7/12)\nx in {0, 1, 2}\nn in 1..9",
      Question(#"a \in \{1, 2, 3\}"#, #"a \in \{1, 2\}"#),
      Question(#"b \in [0, 1]"#, #"b \in [2, 3]"#),
      Question(#"b \in (0, 1)"#, #"b \in (-1, 0]"#),
      Question(#"2 a \in [1, \infty)"#, #"2 a \in (-\infty, 1]"#),
      Question(#"a \in (2, 3)"#, #"a \in (2, 3]"#),
      Question(#"a \in \mathbb{R}"#, #"b \in \{0, 1\}"#),
      Question(#"p(x) \propto 2 p(x)"#, #"p(x) \propto q(x)"#),
      Question(#"\frac{1}{n} \to 0"#, #"\frac{1}{n} \to 1"#),
      Question(#"\lim_{b \to 0} \frac{\sin b}{b} = 1"#, #"\lim_{b \to 0} \frac{\sin b}{b} = 0"#),
      Question(#"b = b \in [0, 1]"#, #"b = 2 b \in [0, 1]"#)
    ),
  ]
}

/// What the ledger of the notation asks about: formulas as the field writes them, displays, texts
/// of toys, and text that is wrong. One to a line; `⏎` stands for the end of a line.
enum LedgerCorpus {
  static let formulas: [(name: String, texts: [String])] = [
    ("letters", lines(letters)), ("products", lines(products)), ("functions", lines(functions)),
    ("brackets", lines(brackets)), ("laws", lines(laws)), ("series", lines(series)),
    ("calculus", lines(calculus)), ("environments", lines(environments)),
    ("habits", lines(habits)), ("marks", lines(marks)),
  ]
  static let wrong: [(name: String, texts: [String])] = [
    ("wrong marks", lines(wrongMarks)), ("wrong formulas", lines(wrongFormulas)),
    ("wrong calls", lines(wrongCalls)),
  ]
  static let displays: [(name: String, texts: [String])] = [
    ("displays", lines(displayed)), ("wrong displays", lines(wrongDisplays)),
  ]
  static let plain = lines(toys)

  private static func lines(_ block: String) -> [String] {
    block.split(separator: "\n").map { String($0).replacing("⏎", with: "\n") }
  }

  private static let letters = #"""
    x
    \alpha_t
    \bar\alpha_{t-1}
    \hat{\mathbf x}_i^{(k)}
    \tilde{\bar{\beta}}_{t,i}
    \mathcal{L}_{\mathrm{simple}}
    \mathscr{F}_{<t}
    \mathbb{R}^{d\times d}
    \mathds{1}_{A}
    \boldsymbol{\mu}_\theta
    \bm{\Sigma}^{1/2}
    \mathrm{data}
    \mathit{step}_2
    \mathsf{T}
    \operatorname{softmax}(z)_i
    \operatorname*{ess}
    \text{ELBO}
    \textbf{w}
    \mathnormal{a}
    \mathop{a}
    x'
    x''_{t}
    x_t'
    z^{\prime}
    z^{\prime\prime}
    z^\prime
    z^{'}
    D^*
    D^\star
    D^\ast
    D^{*}
    D_{*}
    D_*
    D_\star
    D^+
    D^{-}
    x_+
    x_{-}
    x^{(i)}
    x^{(i,j)}
    x^{(t+1)}
    \theta^{\mathrm{new}}
    \theta^{\text{old}}
    \theta^\text{old}
    \theta^{\operatorname{opt}}
    x^{\mathrm{T}}
    x^{\mathsf{T}}
    x^{\mathsf T}
    x^\mathsf{T}
    x^\mathsf T
    x^\top
    x^{\top}
    x^\intercal
    x^{\intercal}
    x^{\top}y
    x^T
    x^{T}
    x_{i}^{2}
    x^2_i
    x_{0:T}
    x_{d+1:D}
    x_{\le t}
    x_{\geq t}
    x_{>t}
    \mu_{z|x}
    \mu_{z \mid x}
    \Sigma_{ij}
    \Sigma_{i,j}
    \Sigma_{i;j}
    a_{12}
    a_{1,2}
    a_{2k}
    a_{k2}
    a_{n+1}^{2}
    a_{i_j}
    x_{t_{k-1}}
    {x}_t
    {x_t}^2
    {\bar x}^2
    {\theta}'
    \bar{x}_t^2
    \bar{x_t}
    \bar{x'}
    \hat{f}(x)
    \dot x
    \ddot{x}_t
    \vec v
    \check a
    \breve{a}
    \acute a
    \grave a
    \mathring{a}
    \underline{x}
    \overline{x}
    \widetilde{p}(x)
    \widehat{q}
    \ell_i
    \hbar
    \imath
    \jmath
    \aleph
    \emptyset
    \varnothing
    \Pr(A)
    \varkappa
    \varpi\varrho\varsigma\vartheta\varphi\varepsilon
    \Gamma\Delta\Theta\Lambda\Xi\Pi\Sigma\Upsilon\Phi\Psi\Omega
    \sigma_{\max}
    \sigma_{\min}^2
    x_{\mathrm{max}}
    \mathrm{e}^{x}
    \mathrm{e}_i
    e^{-x^2/2}
    \mathbf{0}
    \mathbf 1
    \mathbf{12}
    \mathbf{x_t}
    \mathbf{x}_{t}^\top
    \mathbb 1[x > 0]
    \mathbb{1}\{x > 0\}
    \mathbb{1}_{x > 0}
    \mathbf{1}_{\{x>0\}}
    f_{\theta}
    p_{\theta,\phi}
    p_\text{data}
    p_{\text{data}}(x)
    p_{XY}
    p_{X_1}
    \|f\|_{\infty}
    \|f\|_\infty
    x^{\infty}
    x_\infty
    n!
    (n-1)!
    n(n-1)!
    x_i!
    2^n!
    """#

  private static let products = #"""
    2x
    2 \cdot 3
    2 3
    a b c
    a\cdot b\times c
    a * b
    a\,b
    a \; b
    ab/c
    a/b
    a/2b
    a/b \cdot c
    a/b + c/d
    (a/b)/c
    a/(b/c)
    \frac{a}{b}\frac{c}{d}
    \frac12
    \frac 1 2
    \frac12x
    \frac1{2}
    \frac{1}2
    \frac ab
    \frac\alpha\beta
    \frac{\sqrt 2}{\sqrt{3}}
    \tfrac12\dfrac34\cfrac56
    \frac{1}{1+\frac{1}{1+x}}
    -a
    +a
    -a b
    -a + b
    -(a+b)
    a - (b - c)
    a + (b + c)
    a + (-b)
    a \cdot (-b)
    (a)(b)
    (a+b)(c-d)
    2(a+b)
    2(a+b)^2
    (a+b)^2 c
    a^2 b^3
    a^{b^c}
    a^{b+c}
    a^{-1}
    a^{-b}
    a^{1/2}
    a^{\frac12}
    a^\frac12
    2^{10}
    10^{-3}
    (a^2)^3
    \left(a^b\right)^c
    0.5 x
    .5 x
    1.25
    12.50
    1{,}000
    1{,}000{,}000.5
    12\%
    1 - 5\%
    x²
    x₁²
    x₁₂
    x²³
    ½ x
    ¾
    a \odot b
    a \odot b \odot c
    (a \odot b) c
    a b \odot c d
    a + b \odot c
    f \circ g
    f \circ g \circ h
    (f \circ g)(x)
    (f\circ g)^{-1}
    f^{-1} \circ g^{-1}
    (f_2\circ f_1)'
    a = b
    a = b = c
    a < b \le c
    a \leq b \geqslant c
    a \ne b
    a \neq b
    a \approx b
    a \propto b
    a := b
    a \coloneqq b
    a \coloneq b
    a \doteq b
    a \triangleq b
    a \in b
    a \sim b
    a \to b
    a \rightarrow \infty
    a \longrightarrow 0
    a \lt b \gt c
    a > b
    x \in [0,1]
    x \in (0,1]
    x \in [0,\infty)
    x \in \{1,2,3\}
    x \in \{1, \dots, n\}
    x \in \{0, 2, \ldots, n\}
    x \in \mathbb{R}^d
    x \in (0,1)^2
    a + b = c + d
    {a + b} = c
    {a} b
    {a}{b}
    a{b}c
    1 + 2 + \dots + n
    a_1 + \cdots + a_n
    a_1 a_2 \cdots a_n
    a_1, \dots, a_n
    \infty
    -\infty
    a\infty
    \boxed{a + b}
    \boxed{a} b
    \underbrace{a + b}_{\text{sum}} c
    \underbrace{a}_x
    \overbrace{a b}^{n} c
    \overbrace{a b}
    \binom{n}{k}
    \binom n k x
    \dbinom{n}{2}
    \lfloor x \rfloor
    \lceil x / 2 \rceil^2
    \langle x, y \rangle
    \langle x + 1, A y \rangle^2
    \left\langle x \middle| y \right\rangle
    \sqrt2
    \sqrt 2\pi
    \sqrt{x+1}
    \sqrt[3]{x}
    \sqrt[n]{x}^2
    \sqrt{x}^2
    \sqrt{x} \sqrt{y}
    \sqrt\alpha x
    \sqrt{\sqrt{x}}
    \sqrt{a}\,b
    """#

  private static let functions = #"""
    \log x
    \log 2x
    \log 2\pi\sigma^2
    \log x + 1
    \log(x)
    \log(x) y
    \log (x + 1)
    \log[x]
    \log\{x\}
    \log\left(\frac{a}{b}\right)
    \log\frac{a}{b}
    \log x^2
    \log^2 x
    \log^2(x)
    \log_2 x
    \log_{10} x
    \log_2(x)
    \log_a^2 b
    \log\log x
    \log\det A
    \log|x|
    \log|\det J|
    \log a \log b
    \log a \cdot b
    (\log a)/b
    \ln x
    \exp(-x)
    \exp\{-x^2/2\}
    \exp x y
    \exp\left(-\frac{(x-\mu)^2}{2\sigma^2}\right)
    \sin x \cos x
    \sin^2 x + \cos^2 x
    \sin^{-1} x
    \sin 2 x
    \tan\theta
    \sinh x\cosh y\tanh z
    \arctan x
    \operatorname{atan} x
    \operatorname{erf}(x/\sqrt2)
    \operatorname{erf} x
    \operatorname{sgn}(x)
    \operatorname{sign} x
    \mathrm{sgn}(x - 1)
    \sigma(x)
    \operatorname{sigmoid}(x)
    \operatorname{logit} p
    \operatorname{softplus}(x)
    \operatorname{ReLU}(x)
    \mathrm{relu}(x)
    \det A
    \det(A)^2
    \det(A B)
    \operatorname{tr}(A)
    \operatorname{Tr} A B
    \mathrm{trace}(A)
    \operatorname{diag}(a, b)
    \operatorname{diag}(\sigma^2)
    \operatorname{Var}(x)
    \operatorname{Var}[x + y]
    \mathrm{Var} x
    \mathrm{var}(x)
    \operatorname{Var}(x \mid y)
    \operatorname{Cov}(x, y)
    \operatorname{cov}(x,y)
    \mathrm{H}(p)
    \mathrm{H}(p, q)
    \mathrm H(X \mid Y)
    \max(a, b)
    \min(a, b, c)
    \max\{a, b\}
    \min\{0, x\}^2
    \max(0, 1 - x)
    \mathrm{max}(a,b)
    f(x)
    f(x)g(y)
    f(x)(y)
    f (x)
    f(x, y)
    f(x; a)
    f(x | y)
    f(x \mid y, z; a, b)
    f(x)^2
    f^2(x)
    f^{-1}(x)
    f(x)_i
    f(x)_{ij}
    f'(x)
    f''(x)^2
    f'(0)
    f_\theta(x)
    f_\theta'(x)
    f'_\theta(x)
    f[x]
    f\left(\frac{x}{y}\right)
    f\bigl(g(x)\bigr)
    f\Big(x\Big)
    f(\cdot)
    f(\cdot, y)
    p(\cdot | x)
    f(-x)
    f(|x|)
    f(2|x|)
    f(x|y|)
    f(|x| \mid |y|)
    f((x, y))
    f((x))
    f(\{1,2\})
    P(X \le x)
    P(A) = 1
    \Pr(x > 0)
    F(x) = P(X \le x)
    V(D, G)
    \mathrm{TV}(p, q)
    \mathrm{TV}(p \| q)
    W_1(p, q)
    W_2^2(p, q)
    \chi^2(p \| q)
    D_f(p \| q)
    D_\alpha(p \| q)
    \mathrm{diam}(S)
    K(x, y) = \exp(-|x-y|^2)
    A(x)b
    (A x)_i
    (a, b)_1
    \sigma^2(x)
    x(x+1)
    2f(x)
    \pi(z)
    \Phi(x)
    \Gamma(n+1)
    \operatorname{sg}[x]
    \mathrm{MLP}(x)_k
    \operatorname{arg\,max}_x f(x)
    \operatorname*{arg\,min}_{\theta} L(\theta)
    \mathrm{argmax}_{x} f(x)
    """#

  private static let brackets = #"""
    (a)
    [a]
    \{a\}
    ((a))
    (\cdot)
    a(\cdot, \cdot)
    2(\cdot)
    \log(\cdot)
    \log^2(\cdot)
    |\cdot| + (\cdot)
    D_{KL}(\cdot \| q)
    x^{(\cdot)}
    x \in ((a, b))
    x \in ((a, b))^\top
    x \in ((a, b) + c)
    \max_{x \in ((a, b))} f
    \sum_{x \in ((1, 2)) c} x
    \mathbb{E}_{\sim p}[x]
    \mathbb{E}_{x \sim p|q}[x]
    \lim_{t \to t|0^+} x
    \sum_{i = a|b}^n i
    \left(a\right)
    \bigl(a\bigr)
    \Big[a + b\Big] c
    \left[ a \right]^2
    \left\{ a \right\}
    \lbrack a \rbrack
    \lbrace a \rbrace
    (a, b)
    (a, b, c)
    (1, 2)^\top
    [0, 1]
    [0, 1)
    (0, 1]
    \{1, 2, 3\}
    \{1, \dots, n\}
    \{a\} = b
    b = \{a\}
    x = \{a, b\}
    \{0: 1/2, 1: 1/2\}
    |a|
    |a||b|
    |a| |b|
    |a| + |b|
    |a + |b||
    |a b|
    |a|^2
    |a|_2
    -|a|
    2|a|
    |2 - |x||
    |f(x) - f(y)| \le |x - y|
    \left|a\right|
    \left|a + \left|b\right|\right|
    \bigl|a\bigr|
    \lvert a \rvert
    \lVert a \rVert
    \vert a \vert
    \Vert a \Vert
    \|a\|
    \|a\|_2
    \|a\|_2^2
    \|a\|_1 + \|b\|_\infty
    \|a\|^2
    \|a - b\|_{F}
    \left\| a \right\|_2
    \big\|a\big\|
    ||a||
    ||a||_2^2
    \|\cdot\|
    \|a\| \|b\|
    \big|_{x=0} a
    f(x)\big|_{x=0}
    f(x)|_{x=0}
    f(x)\Big|_{x = 0, y = 1}
    \left. f(x) \right|_{x=0}
    \left.\frac{d}{dx} f(x)\right|_{x=0}
    \frac{d}{dx} f(x)\big|_{x=0}
    \frac{df}{dx}\big|_{x=a}
    (x^2)|_{x=1}
    x^2\big|_{x=1}
    x\big|_{x=1}
    \left. x + y \right|_{x=1}
    p(x|z)
    p(x \mid z)
    p(x\,|\,z)
    p(x \,\middle|\, z)
    p\left(x \middle| z\right)
    p(x|z)p(z)
    p(x|z,y)
    p(x, y | z)
    p(x|z)/p(x)
    p(|x| | z)
    p(x | |z|)
    p_{x|z}(x|z)
    x \mid z \sim p
    x | z \sim p
    z|x
    \mathbb{E}[x|y]
    \mathbb{E}[x \mid y = 1]
    \mathbb{E}[|x|]
    \mathbb{E}[|x| \mid y]
    \mathbb{E}[x | y, z]
    a(b)
    a (b + c)
    a [b + c]
    a \{b\}
    3(a)
    (a)b
    (a)(b)(c)
    (a)^2(b)^2
    ((a, b), c)
    (a + b, c)
    ((a + b)c)^2
    \left(\sum_i a_i\right)^2
    \big(\big(a\big)\big)
    \Bigg(a\Bigg)
    \biggl[a\biggr]
    \left({a}\right)
    \left\lfloor x \right\rfloor
    a\big/b
    """#

  private static let laws = #"""
    x \sim p
    x \sim \mathcal{N}(0, 1)
    x \sim \mathcal N(\mu, \sigma^2 I)
    \mathcal{N}(x; \mu, \sigma^2)
    \mathcal{N}(x \mid \mu, \sigma^2)
    \mathcal U[0,1]
    \mathcal{U}(0, 1)
    (x, y) \sim p
    x, y \sim p
    \mathbb{E}[x]
    \mathbb{E}[x]^2
    \mathbb{E}[x^2] - \mathbb{E}[x]^2
    \mathbb{E} x
    \mathbb{E} x y + z
    \mathbb{E}_p[x]
    \mathbb{E}_{p}[x] y
    \mathbb{E}_{x}[x]
    \mathbb{E}_{x \sim p}[x]
    \mathbb{E}_{x\sim p(x)}\left[\log \frac{p(x)}{q(x)}\right]
    \mathbb{E}_{x \sim p, z \sim q}[x z]
    \mathbb{E}_{x \sim p,\, z \sim q(z | x)}[f(x, z)]
    \mathbb{E}_{(x, z) \sim p}[x z]
    \mathbb{E}_{(x, z)}[x z]
    \mathbb{E}_{x, z}[x z]
    \mathbb{E}_{q(z|x)}[\log p(x|z)]
    \mathbb{E}_{q(z|x)}\log p(x|z)
    \mathbb{E}_{z \sim q_\phi(z \mid x)} \left[ \log p_\theta(x \mid z) \right]
    \mathbb{E}_{\epsilon \sim \mathcal{N}(0, I)} \|\epsilon - \epsilon_\theta(x_t, t)\|^2
    \mathbb{E}_{t, x_0, \epsilon}[\|\epsilon\|^2]
    \mathbb E_{p}\mathbb E_{q}[x]
    \mathbb{E}_{x\sim p}[x] + \mathbb{E}_{x\sim q}[x]
    \mathbb{E}(x)
    \mathbb{E}(x) y
    \mathbb{E}\{x\}
    \mathrm{E}[x]
    \mathrm{E}_{x}[x]
    E_{x \sim p}[x]
    \operatorname{E}[x]
    \mathbb{E}[(x - \mathbb{E}[x])^2]
    \mathbb{E}_{\mathbb{P}}[X]
    D_{KL}(p \| q)
    D_{\mathrm{KL}}(p \| q)
    D_{\text{KL}}(p \,\|\, q)
    D_{KL}(p || q)
    D_{KL}(p, q)
    D_{KL}\left(p \middle\| q\right)
    D_{KL}[p \| q]
    D_\mathrm{KL}(p \parallel q)
    D_{KL}(p \mid\mid q)
    \mathrm{KL}(p \| q)
    \mathrm{KL}[p \Vert q]
    \operatorname{KL}(p \| q)
    \text{KL}(p\|q)
    \mathbb{D}_{KL}(p \| q)
    D_{JS}(p \| q)
    D_{JSD}(p \| q)
    \mathrm{JS}(p, q)
    \mathrm{JSD}(p \| q)
    D_{KL}(q(z|x) \| p(z))
    D_{KL}(q(z|x) \| p(z|x))^2
    2 D_{JS}(p \| q) - \log 4
    D_{KL}(\mathcal{N}(\mu, 1) \| \mathcal{N}(0, 1)) = \frac{\mu^2}{2}
    D_{KL}\left(p \,\Big\|\, \frac{p+q}{2}\right)
    D_{KL}(p \| q) \ge 0
    \max_D V(D)
    \max_{x} f(x)
    \max_{x \in S} f(x)
    \max_{x, y} f(x, y)
    \max_{x \in [0, 1]} x^2
    \max_{(x, y) \in S} f
    \max_{\|f\| \le 1} f(x)
    \max_{f: \|f\|_L \le 1} f(x)
    \max_x f(x) g(x)
    \min_G \max_D V(D, G)
    \sup_x |f(x)|
    \inf_{\gamma \in \Pi(p, q)} \mathbb{E}_{(x, y) \sim \gamma}[\|x - y\|]
    \sup_{\|f\|_L \le 1} \mathbb{E}_{x\sim p}[f(x)]
    \arg\max_x f(x)
    \arg\min_{\theta} L(\theta)
    \argmax_x f(x)
    \argmin_{x \in S} f(x)
    c + \max_x f(x)
    \underset{x}{\arg\max}\, f(x)
    \underset{x \in S}{\min} f(x)
    \lim_{x \to 0} f(x)
    \lim_{x \to \infty} f(x)
    \lim_{x \to 0^+} f(x)
    \lim_{x \to a^{-}} f(x)
    \lim_{n\to\infty} a_n b_n
    \lim_{t \to t_0^+} x
    p(x) = \int p(x|z) p(z)\,dz
    p(z|x) = \frac{p(x|z)p(z)}{p(x)}
    p_\theta(x_{0:T}) = p(x_T) \prod_{t=1}^T p_\theta(x_{t-1} | x_t)
    q(x_t | x_{t-1}) = \mathcal{N}(x_t; \sqrt{1-\beta_t}\, x_{t-1}, \beta_t I)
    x_t = \sqrt{\bar\alpha_t} x_0 + \sqrt{1 - \bar\alpha_t}\,\epsilon
    \log p(x) \ge \mathbb{E}_q[\log p(x,z) - \log q(z|x)]
    p_X(x) = p_Z(f^{-1}(x)) \left|\det \frac{\partial f^{-1}}{\partial x}\right|
    W_1(p, q) = \inf_{\gamma} \mathbb{E}_{(x,y)\sim\gamma}[|x-y|]
    dx = f(x, t)\,dt + g(t)\,dw
    """#

  private static let series = #"""
    \sum_i a_i
    \sum_{i} a_i b_i
    \sum_{i=1}^n a_i
    \sum_{i=1}^{n} a_i + b
    \sum_{i=1}^n (a_i + b_i)
    \sum\limits_{i=1}^{n} a_i
    \sum_{i=0}^{n-1} x^i
    \sum^n_{i=1} a_i
    \sum_{i=1}^\infty 2^{-i}
    \sum_{x \in S} p(x)
    \sum_{x\in\{0,1\}} p(x)
    \sum_{x, y} p(x, y)
    \sum_{(x, y) \in S} f(x, y)
    \sum_{i, j = 1}^n a_{ij}
    \sum_{i<j} a_i
    \sum_{j \ne i} a_j
    \sum_{t>1} b_t
    \sum_{x: x > 0} p(x)
    \sum_x \sum_y p(x, y)
    \sum_x p(x) \log p(x)
    \sum_x p(x) \log \frac{p(x)}{q(x)}
    \prod_{i=1}^n x_i
    \prod_i p(x_i)^{2}
    \prod_{t=1}^T (1 - \beta_t)
    \frac1n \sum_{i=1}^n x_i
    \frac{1}{n}\sum_{i} (x_i - \bar x)^2
    \log \sum_i e^{x_i}
    \log\left(\frac1K \sum_{k=1}^K w_k\right)
    (\sum_i a_i)(\sum_j b_j)
    \left(\sum_{i} a_i\right)^2
    \sum_i -a_i
    \sum_i a_i = \sum_j b_j
    -\sum_x p(x) \log p(x)
    \sum_{i=1}^{2} \sum_{j=1}^{3} i j
    \sum_{k=1}^{n} k^2 = \frac{n(n+1)(2n+1)}{6}
    \sum_{n=0}^{\infty} \frac{x^n}{n!} = e^x
    2\sum_i a_i
    a \sum_i b_i c
    \max_x \sum_i f_i(x)
    \sum_{i : a_i > 0} a_i
    \sum_{k \le n} k
    """#

  private static let calculus = #"""
    \int f(x)\,dx
    \int f(x) dx
    \int f(x)\,\mathrm{d}x
    \int f(x)\,\mathrm dx
    \int f(x)\operatorname{d}x
    \int f(x)\,\text{d}x
    \int_0^1 x^2\,dx
    \int_{-\infty}^{\infty} e^{-x^2}\,dx = \sqrt{\pi}
    \int_{\mathbb{R}} p(x)\,dx
    \int_{\mathbb{R}^d} p(x)\,dx
    \int_{\mathcal{X}} p(x)\,dx
    \int_x p(x)\,dx
    \int_A p(x)\,dx
    \int_S p(x)\,dx
    \int_{[0,1]} x\,dx
    \int_{x \in [0,1]} x\,dx
    \int_{x > 0} x\,dx
    \int_{\{0,1\}} x\,dx
    \int dx\, f(x)
    \int dx\, dy\, f(x, y)
    \int \frac{dx}{x}
    \int \frac{x\,dx}{1 + x^2}
    \int\int f(x,y)\,dx\,dy
    \iint f(x, y)\,dx\,dy
    \iiint f\,dx\,dy\,dz
    \int a + b\,dx
    \int a\,dx + b
    \int a\,dx\, c
    \int p(x) \log p(x)\,dx
    \int p(x) \log\frac{p(x)}{q(x)}\,dx
    \int p(x|z)p(z)\,dz
    \int \int p(x, z) \,dx\, dz
    \int f(x) \, dP(x)
    \int f \, d\mu(x)
    \int_a^b f(x)\,dx_1
    \int_0^t x\,dx'
    \int \left(\int p(x, y)\,dy\right) dx
    \int (d x)\,dx
    \int_0^\infty\!\! e^{-t}\,dt
    \left(\int p(x)\,dx\right)^2
    \int p(x_0)\,dx_0
    \int e^{-x}\,dx^{\prime}
    \frac{d}{dx} f(x)
    \frac{d f}{dx}
    \frac{df(x)}{dx}
    \frac{\mathrm{d}}{\mathrm{d}x} x^2
    \frac{\mathrm d f}{\mathrm d x}
    \frac{d^2}{dx^2} f(x)
    \frac{d^2 f}{dx^2}
    \frac{d^{2} f}{d x^{2}}
    \frac{\partial f}{\partial x}
    \frac{\partial}{\partial x} f(x)
    \frac{\partial^2 f}{\partial x^2}
    \frac{\partial^2 f}{\partial x \partial y}
    \frac{\partial^3 f}{\partial x^2\,\partial y}
    \frac{\partial}{\partial x}\left[a + b\right]
    \frac{\partial}{\partial \theta_i} \log p
    \frac{\partial f}{\partial x^\top}
    \partial_x f
    \partial_x^2 f
    \partial^2_x f
    \partial_{x_1} f(x)
    \partial f / \partial x
    \partial_t p = -\partial_x (p v)
    \nabla f
    \nabla_x f(x)
    \nabla_\theta \log p_\theta(x)
    \nabla^2 f
    \nabla_x^2 f
    \nabla \cdot f
    \nabla_x \cdot (p v)
    \nabla f \nabla g
    \nabla \log p(x)
    \nabla_\theta \mathbb{E}_{x \sim p}[f(x)]
    a \nabla f
    \frac{\sigma^2}{2} \nabla \log p(x)
    \|\nabla f\|_2
    f'(x) = \frac{df}{dx}
    \frac{d}{d + 1}
    \frac{d}{dt} x_t = f(x_t, t)
    \frac{dx}{dt} = v
    \frac{d}{dx}\frac{d}{dy} f
    \det\frac{\partial f}{\partial x}
    \left|\frac{dx}{dz}\right|
    \frac{d\mathbf{x}}{dt}
    d x
    \int_{0}^{1}\frac{1}{x}\,dx
    """#

  private static let environments = #"""
    \begin{pmatrix} a & b \\ c & d \end{pmatrix}
    \begin{pmatrix} a \\ b \end{pmatrix}
    \begin{pmatrix} a & b \end{pmatrix}
    \begin{bmatrix} 1 & 0 \\ 0 & 1 \\ \end{bmatrix}
    \begin{vmatrix} a & b \\ c & d \end{vmatrix}
    \begin{matrix} a & b \end{matrix}
    \begin{smallmatrix} a & b \\ c & d \end{smallmatrix}
    \begin{array}{cc} a & b \\ c & d \end{array}
    \left[\begin{array}{c|c} a & b \end{array}\right]
    \begin{pmatrix} a & b \\[2pt] c & d \end{pmatrix}
    \begin{pmatrix} a & b \\* c & d \end{pmatrix}
    \begin{pmatrix} a + 1 & -b \\ \frac12 & d \end{pmatrix}^{-1}
    \begin{pmatrix} a & b \\ c & d \end{pmatrix}^\top x
    \begin{pmatrix} a & b \end{pmatrix}_{1}
    \det\begin{pmatrix} a & b \\ c & d \end{pmatrix}
    2\begin{pmatrix} a \\ b \end{pmatrix}
    \begin{cases} a & x > 0 \\ b & x \le 0 \end{cases}
    \begin{cases} a & \text{if } x > 0 \\ b & \text{otherwise} \end{cases}
    \begin{cases} a, & \text{for } x > 0, \\ b, & \text{else} \end{cases}
    \begin{cases} a & \text{when } x = 0. \\ b & \text{otherwise.} \end{cases}
    \begin{cases} a & x \in [0, 1] \\ b & \text{elsewhere} \end{cases}
    \begin{dcases} \frac12 & x > 0 \\ 0 & \text{otherwise} \end{dcases}
    \begin{rcases} a & x > 0 \end{rcases}
    \begin{cases} a & 0 < x < 1 \\ \infty & \text{otherwise,} \end{cases}
    f(x) = \begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}
    \begin{cases} a & x > 0 \\ \end{cases}
    \begin{cases} \begin{pmatrix} 1 \\ 2 \end{pmatrix} & x > 0 \end{cases}
    \begin{aligned} a &= b \\ &= c \end{aligned}
    \begin{equation} a = b \end{equation}
    \begin{align*} a &= b + c \\ &\quad + d \end{align*}
    \begin{pmatrix} \mu \\ \sigma \odot x \end{pmatrix}
    """#

  private static let habits = #"""
    KL(p \| q)
    KL(p, q)
    JS(p \| q)
    TV(p, q)
    ELBO = a
    Var(x)
    Cov(x, y)
    MMD(p, q)
    JSD(p||q)
    AKL(p)
    KLx
    aKL
    \E[x]
    \E_{x \sim p}[x]
    \R^d
    \N(0, 1)
    \KL(p \| q)
    \Var(x)
    \Cov(x, y)
    \tr(A)
    \Tr A
    \diag(a, b)
    \sgn x
    \sign(x)
    \softmax(x)_i
    \sigmoid(x)
    \ELBO
    p(x \given z)
    f \colon X \to Y
    \int f(x) \dd x
    \int f \diff x
    \norm{x}
    \norm{x - y}_2^2
    \abs{x}
    \abs{\norm{x} - 1}
    \paren{a + b} c
    \brackets{a}
    \norm x
    x \leftarrow x - \eta g
    x \gets a
    x \longleftarrow a
    a \equiv b
    a \cong b
    a \simeq b
    x \mapsto x^2
    a \overset{d}{=} b
    a \overset{\mathrm{def}}{=} b
    a \stackrel{\text{def}}{=} b
    a \stackrel{\triangle}{=} b
    a \overset{!}{=} b
    a \overset{\Delta}{=} b
    a \overset{\text{law}}{=} b
    a \overset{x}{=} b
    a \overset{(i)}{\le} b
    a \overset{n}{\to} b
    \overset{a}{b}
    \underset{x}{\max} f(x)
    \underset{\theta}{\operatorname{argmin}} L
    \underset{x \in S}{\arg\min}\; f(x)
    \sum_{\substack{i \\ j}} a_{ij}
    \sum_{\substack{i=1}}^n a_i
    {\rm KL}(p \| q)
    {\bf x}^2
    {\cal L}(\theta)
    {\it a}
    \rm x
    \lim_{x \downarrow 0} f(x)
    \lim_{x \searrow 0} f(x)
    \lim_{x \uparrow 0} f(x)
    \lim_{x \nearrow a} f(x)
    \left\{ \begin{array}{ll} a & x > 0 \\ b & \text{otherwise} \end{array} \right.
    \left\{ \begin{array}{l} a \\ b \end{array} \right\}
    f(x) = \left\{\begin{array}{cl} 1 & x > 0 \\ 0 & x \le 0 \end{array}\right.
    \left(\right.a\left.\right)
    \left( a \right.
    \left[ a + b \right.
    \left| a \right.
    \left\| a \right.
    [a, b]^T
    [a, b]^\top
    [1, 2, 3]^{\top}
    [1, 2, 3]
    \log p(x) q(x)
    \log\frac{a}{b} c
    \log\frac1K\sum_k w_k
    \log a/b
    \exp(x)^2
    \mathbb{E}(x)^2
    \mathbb{E}[x]^2
    E[x]
    E[x]^2
    E[x | y]
    E(x)
    a/b c
    a/b/c
    f \circ g(x)
    \frac{a}{b}^2
    \mathbf{x}^T \mathbf{y}
    \mathbf{A}^T
    \max_x a + b
    \lim_{x \to 0} a + b
    \mathbb{E} -x
    \sum_i + a
    \mathbb{E}_{x, y \sim p}[x]
    D_{KL}(p | q)
    \nabla f(x) g(x)
    f : \mathbb{R} \to \mathbb{R}
    f: X \to Y = Z
    \max_{f \in F, |f| \le 1} f
    \max_{f(x) \le 1} f
    \max_{|x|} x
    a = b % a comment
    a \label{eq:1} = b
    a = b \tag{3}
    a = b \tag*{(3)}
    """#

  private static let marks = #"""
    a\,b\;c\:d\!e
    a~b
    a\ b
    a\thinspace b\medspace c\thickspace d
    \displaystyle a + b
    \textstyle\sum_i a_i
    \sum\nolimits_i a_i
    a\hspace{1em}b
    a\hspace*{1em}b\vspace{2pt}\mspace{3mu}c
    a\/b
    a \nonumber
    a = b.
    a = b,
    a = b;
    a − b
    a · b × c ⋅ d
    a ∗ b
    x⋆
    D⋆
    a ≤ b ≥ c ≠ d ≈ e
    x → ∞
    x ∼ p
    x ∈ ℝ
    p ∝ q
    a ≔ b
    ∂f/∂x
    ∇f
    ∑_i a_i
    ∏_{i=1}^n a_i
    ∫ f(x) dx
    a ⊙ b
    f ∘ g
    1 + … + n
    a ⋯ b
    ‖x‖
    ∥x∥_2
    p(x∣z)
    f′(x)
    ℓ
    A⊤
    A^⊤
    Aᵀ
    ϵ ϕ ϑ µ
    αβγδεζηθικλμνξοπρςστυφχψω
    ΓΔΘΛΞΠΣΥΦΨΩ
    𝔼[x]
    𝔼_p[x]
    𝟙[x > 0]
    𝒩(0, 1)
    ℒ(θ)
    ℝ²
    x⁰¹
    x₀₁
    √2
    √{x}
    ⟨x, y⟩
    ⌊x⌋ + ⌈y⌉
    ⅓ + ⅔ + ¼
    ∅
    a b c
    \left ( a \right )
    \left
    \big/
    \Big{|}a\Big{|}
    \big{(}a\big{)}
    \left. a \right.
    \bigm| a
    \middle| a
    a \bigm| b
    p(a \bigm| b)
    p(a \Biggm| b)
    \biggl\{ a \biggr\}
    \bigl\lvert a \bigr\rvert
    \left\lbrace a \right\rbrace
    \left\langle a, b \right\rangle
    \left\lceil a \right\rceil
    a⏎+⏎b
    a + b
    \text{a b}
    \text{ abc }
    \mbox{abc}
    \textrm{abc} + \textit{x}
    \text{für}
    \text{if}
    \text{and}
    \text{a{b}c}
    \%
    5\%
    \lbrack 0, 1 \rbrack
    1.5.2
    1..2
    12a
    0.25.
    a.b
    a:b
    :=
    """#

  private static let wrongMarks = #"""
    \
    a \
    a $ b
    a # b
    a & b
    a \\ b
    a % b
    x^\mathsf{T
    x^\mathsf{T + 1}
    x^{\mathsf{T
    x^\mathsf
    a @ b
    a " b
    a ` b
    a ? b
    x + а
    a​b
    a‮b
    a؜b
    ａ
    a — b
    a – b
    ä
    \ä
    \text
    \text{
    \text{a
    \text a
    \text{a}}
    \begin
    \begin{
    \begin{}
    \end{cases}
    \left
    \left a
    \left\left(
    \left\big(
    \left(
    \right)
    \left( a
    a \right)
    \left{a\right}
    \left\alpha
    \bigl
    \bigl +
    \Big{(
    \Big{( a \Big)
    \Big{|
    \big.
    \middle
    \hspace
    \hspace{
    \hspace*
    \label{a}
    \tag{1}
    \because
    \because{a
    \because{a}
    \operatorname
    \operatorname{
    \operatorname{}
    \mathrm
    \mathrm{}
    \mathrm{a.b}
    \mathrm{1.5}
    \mathbf{a b}
    \mathbf{a+b}
    \mathbf{\hat{a} b}
    \bar
    \bar{
    \bar{}
    \bar{ab}
    \bar{a^2}
    \bar 2
    \bar +
    \foo
    \aplha
    \fracc{a}{b}
    \sqr{x}
    \lgo x
    \x
    \notin
    a \not= b
    a \notin b
    a \subset b
    a \pm b
    a \mp b
    a \implies b
    a \iff b
    a \div b
    a \over b
    \lg x
    \dim V
    \forall x
    \exists x
    a \perp b
    \cancel{a}
    \phantom{a}
    \color{red} a
    \rangle
    \rfloor a
    a \rceil
    A \succ 0
    a \oplus b
    a \otimes b
    a \wedge b
    """#

  private static let wrongFormulas = #"""
    +
    -
    a +
    a -
    a + + b
    a - - b
    a + * b
    a * * b
    a \cdot
    \cdot a
    a \cdot - b
    a /
    / a
    a / / b
    a =
    = a
    a = = b
    a < = b
    a <= b
    a >= b
    a < > b
    a , b
    a ; b
    a : b
    , a
    (
    )
    ()
    (a
    a)
    (a]
    [a)
    [a
    {a
    a}
    {}
    {a]
    (a}
    \{a
    a\}
    \{a)
    \{\}
    \{1, \dots\}
    \{\dots, 1\}
    \{1, \dots, 2, \dots, 3\}
    [1, 2, 3]
    (a, )
    (, a)
    (a b, c d
    |a
    a|
    |a||
    ||a|
    \|a
    \left|a
    a\right|
    \left\|a
    \left|a|
    x^
    x_
    x^{
    x_{
    x^{}
    x_{}
    x^a^b
    x_a_b
    x_a^b_c
    x'^2'
    x^2'
    x''''''''''
    x^12
    x_12
    x^{a
    2_x
    (a)_
    (a)^
    (a)^b^c
    (a)_b_c
    (a)'
    2'
    {a + b}c
    c{a + b}
    {-a}b
    a{-b}
    1.
    1..2
    .
    a.
    a..
    a!!
    !
    a ! b
    \frac
    \frac{a}
    \frac{a}{
    \frac{a}{b
    \frac{}{b}
    \frac{a}{}
    \frac a
    \frac 12 3
    \frac+b
    \sqrt
    \sqrt{
    \sqrt{}
    \sqrt[
    \sqrt[3
    \sqrt[3]
    \sqrt+
    \binom{n}
    \binom
    \boxed
    \boxed{a
    \underbrace{a}_
    \underbrace{a}_{b
    \underbrace
    \overbrace{a}^
    \lfloor a
    \lfloor a \rceil
    \lceil
    \langle a \rangle
    \langle a, b
    \langle a, b, c \rangle
    \circ
    f \circ
    \circ f
    f \circ g(x)
    a \odot
    \odot a
    x^{T} + \mathbf{x}^T
    \mathbf{x}_t^T
    \infty_2
    \dots_2
    a | b | c
    a \mid
    \mid a
    a \| b
    \begin{cases}
    \begin{cases} \end{cases}
    \begin{cases} a \end{cases}
    \begin{cases} a & \end{cases}
    \begin{cases} a & b \end{cases}
    \begin{cases} a & x > 0
    \begin{cases} a & \text{otherwise} \\ b & x > 0 \end{cases}
    \begin{cases} a & \text{perhaps } x > 0 \end{cases}
    \begin{cases} a & x > 0 \end{pmatrix}
    \begin{cases} a & x > 0 & b \end{cases}
    \begin{pmatrix} \end{pmatrix}
    \begin{pmatrix} a & b \\ c \end{pmatrix}
    \begin{pmatrix} a \\ b & c \end{pmatrix}
    \begin{pmatrix} a &
    \begin{array} a \end{array}
    \begin{array}{xx} a & b \end{array}
    \begin{array}{c a \end{array}
    \begin{tikzpicture} a \end{tikzpicture}
    a \begin{aligned} b \end{aligned}
    a \text{ if } b
    a \text{for} b
    a \because{b}
    """#

  private static let wrongCalls = #"""
    f()
    f( )
    f(,)
    f(a,)
    f(a
    f(a]
    f[a)
    f(a;)
    f(a|)
    f(a|b|c)
    f(|a)
    f'(a, b)
    f'(a | b)
    f'(a; b)
    f'^2(a)
    \log
    \log +
    \log -x
    \log()
    \log(
    \log(a
    \log(a]
    \log(a, b)
    \log_
    \log_2
    \log^
    \log^2
    \log^2(x)^3
    \log(x)^2
    \exp_2 x
    \sin_2(x)
    \log p(x) q(x)
    \log\frac ab c
    \log a/b
    \log\frac{1}{K}\sum_k a_k
    \exp(a)^2
    \det(A)^2^3
    \det^2(A)^3
    \max
    \max x
    \max(a)
    \max()
    \min + 1
    \min[a]
    \max_
    \max_x
    \max_x^2 f
    \max_{2} f
    \max_{x = 1, y} f
    \max_x a + b
    \arg
    \arg x
    \arg\max
    \arg\max f
    \sup
    \sup x
    \inf_{} x
    \lim
    \lim x
    \lim_x f
    \lim_{x} f
    \lim_{x \to 0, y \to 0} f
    \lim_{x = 0} f
    \lim_{2 \to 0} f
    \lim_{x \to 0}^2 f
    \lim_{x \to 0} a + b
    \operatorname{Cov}(x)
    \operatorname{Cov}(x, y, z)
    \operatorname{Var}(x, y)
    \operatorname{tr}(a, b)
    \sum
    \sum a
    \sum_
    \sum_{} a
    \sum_i
    \sum_{i=1} a
    \sum_i^n a
    \sum^n a
    \sum_{2} a
    \sum_{i+1} a
    \sum_{i=1, j}^n a
    \sum_{i<j, k} a
    \sum_{k, i<j} a
    \sum_i -a
    \sum_i + a
    \prod_{1<2} a
    \int
    \int a
    \int dx
    \int_a f\,dx
    \int_a^b f
    \int_{a,b} f\,dx
    \int^b f\,dx
    \iint_a f\,dx\,dy
    \iint f\,dx
    \iiint f\,dx\,dy
    \int f\,dx^2
    \int f\,dx^\top
    \int_a^b f\,dP(x)
    \int f\,dP(2)
    \int f\,d
    \int \frac{dx\,dy}{x}
    \frac{d^2 f}{dx}
    \frac{d f}{dx^2}
    \frac{d^{n} f}{dx^n}
    \frac{d^{10} f}{dx^{10}}
    \frac{d^0 f}{dx^0}
    \frac{\partial f}{\partial}
    \frac{\partial f}{x \partial}
    \frac{\partial^2 f}{\partial x y}
    \frac{d}{dx}
    \frac{d}{dx} -f
    \frac{d}{dx} + f
    \frac{d f
    \partial
    \partial f
    \partial f / x
    \partial_x
    \partial_{x,y} f
    \partial_x -f
    \partial_{x+1} f
    \nabla
    \nabla_x
    \nabla -f
    \nabla^3 f
    \nabla_{x,y} f
    \nabla_2 f
    \nabla f(x) g(x)
    \mathbb{E}
    \mathbb{E}_
    \mathbb{E}[
    \mathbb{E}[x
    \mathbb{E}[x)
    \mathbb{E}[]
    \mathbb{E}[x, y]
    \mathbb{E}^2[x]
    \mathbb{E}(x)^2
    \mathbb{E} -x
    \mathbb{E}_{x = 1}[x]
    \mathbb{E}_{2 \sim p}[x]
    \mathbb{E}_{(x, 2)}[x]
    \mathbb{E}_{(x, 2) \sim p}[x]
    \mathbb{E}_{x, y \sim p}[x]
    D_{KL}
    D_{KL}(
    D_{KL}()
    D_{KL}(p)
    D_{KL}(p \|
    D_{KL}(p \| )
    D_{KL}(p \| q
    D_{KL}(p \| q \| r)
    D_{KL}(p | q)
    D_{KL}(p, q, r)
    D_{KL}^2(p \| q)
    \mathrm{KL}(p; q)
    \|a\|_{1,2}
    \|a\|_
    a\big|_
    a\big|_{x=0
    """#

  private static let displayed = #"""
    a &= b \\ &= c
    a &= b \\ c &= d
    a &= b, & c &= d \\ e &= f
    a = b, \quad c = d
    a = b, \qquad c = d.
    a = b; c = d
    a = b \quad c = d
    a = b \text{ and } c = d
    a = b \text{ and therefore } c = d
    a = b \quad\text{for all } x
    a = b \quad \text{if } x > 0, \text{ or } y
    a = b, \quad \forall x \in S
    \forall x: a = b
    \forall x, a = b
    \forall x \quad a = b
    \exists c > 0: a = b
    \exists c\, a = b
    a = b \quad (x > 0)
    a = b \quad (c)
    a = b \quad (x) = c
    x_t = a, \quad t = 1, \dots, T
    t = 1, \dots, T
    x_1, \dots, x_n \sim p
    a = b, \dots, c = d
    \dots, a
    a, b, \dots, c
    a = b, \quad x = 1, \quad t = 1, \dots, T
    L &= a \\ &\quad + b \\ &= c
    L &= a + \\ &\quad b
    L &= a \\ &\quad {}+ b
    L &= a \\ + b
    L &= a \\ - b &= c
    L &= a \\ \cdot b
    L = \\ a
    L &= \left[ a + \right. \\ &\quad \left. b \right] c
    L &= \left( a \right. \\ &\qquad\left. + b \right)
    L &= \Big( a \\ &+ b \Big)
    a &=& b \\ &=& c
    a &= b \because{why} \\ &\le c \because{so}
    a &= b \\ &\le c \because{so}.
    a = b \because{x = \frac{1}{2}}
    a := b
    a := b = c
    a = b =: c
    a = b = c =: d
    a =: b
    f : X \to Y
    f : \mathbb{R} \to \mathbb{R}, \quad a = b
    a = b \implies c = d
    a \implies b = c
    a = b \iff c = d
    \Rightarrow a = b
    \max_x f(x)
    \max_x f(x) \quad \text{subject to } x > 0
    \text{KL}(p\|q) = 0
    \text{where } a = b
    \text{for } x > 0, a = b
    a = b \text{, } c = d
    a = b \quad\text{otherwise}
    a = b \quad\text{s.t. } c
    a = b \quad \text{(by parts)}
    \begin{aligned} a &= b \\ &= c \end{aligned}
    \begin{align} a &= b \\ c &= d \end{align}
    \begin{align*} a &= b \end{align*}.
    \begin{gathered} a = b \\ c = d \end{gathered}
    \begin{equation} \begin{aligned} a &= b \\ &= c \end{aligned} \end{equation}
    \begin{equation*} \begin{split} a &= b \end{split} \end{equation*}
    \begin{multline} a = b \\ + c \end{multline}
    \begin{eqnarray} a &=& b \\ &=& c \end{eqnarray}
    \begin{flalign*} a &= b & c &= d \end{flalign*}
    \begin{displaymath} a \end{displaymath}
    \begin{array}{rcl} a & = & b \\ & = & c \end{array}
    \begin{array}{c} a \end{array} x
    \begin{alignedat}{2} a &= b \end{alignedat}
    a &= b \\[2pt] &= c
    a &= b \\[-1.5ex] &= c
    a &= b \\* &= c
    a &= b \\ [x] &= c
    a &= b \\[x] &= c
    a &= b \\[2] &= c
    a &= b \\
    a &= b \\ \\ &= c
    \\ a = b
    & a = b
    a = b & c = d
    a = b && c = d
    {a = b}
    {a = b} \\ {c = d}
    {{a}} = b
    A &= \begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix} \\ &= B
    f = \begin{cases} a & x > 0 \\ b & x \le 0 \end{cases} \quad \text{for } x
    \underbrace{a}_{b} = c
    a = \quad b
    a = b \quad + c
    a = b \quad = c
    a = b \quad , c = d
    a = b \quad \times c
    a = b \quad \cdot c \quad d = e
    a &= \sum_{i=1}^n b_i \\⏎  &= c \\⏎  &= d
    a⏎ = b⏎ = c
    \text{a } &= b
    a \le b \le c \\ d
    a < \infty, \; b > 0
    \mathbb{E}[x] = \int x p(x)\,dx \quad \text{and} \quad \operatorname{Var}(x) = 1
    a = b % comment⏎ = c
    a &= b \label{x} \\ &= c \tag{2}
    x \sim p, \quad y \sim q
    D_{KL}(p \| q) &= \sum_x p(x) \log\frac{p(x)}{q(x)} \\ &\ge 0
    \left\{ \begin{array}{l} a = b \\ c = d \end{array} \right.
    \left. a \right|_{x=0} = b, \quad c = d
    |a| = b, \quad |c| = d
    p(x, y) = a, \; f(x; y) = b
    """#

  private static let wrongDisplays = #"""
    = b
    = b \\ = c
    \\
    &
    &&
    \quad
    ,
    .
    \text{words}
    \text{for all } x
    \forall x
    \exists x
    \because{x}
    a = b \because{x} + c
    a = b \because{x} \because{y}
    a = b \because{x} \\ \because{y}
    a \because{x}
    a + b \\ \because{x}
    a &= b \because{x} \\ &+ c \because{y}
    x, y = 3
    x, y
    a = b, c
    a, b = c, d
    a \quad b
    a = (b \\ = c
    a = b) \\ = c
    a = {b \\ = c
    a = b \\ = c}
    a &= (b \\ &= c
    a &= b \\ c &= )
    a = b⏎ c = )
    \begin{aligned}
    \begin{aligned} a
    \begin{aligned} a \end{align}
    \begin{aligned} a \end{aligned} b
    \begin{aligned} \end{aligned}
    \begin{aligned} \begin{aligned} \end{aligned} \end{aligned}
    a \begin{aligned} b \end{aligned}
    \begin{foo} a \end{foo}
    \begin{alignedat} a \end{alignedat}
    \begin{array}{c} a &= b \end{array} c
    a = b \text{ for } x \text{ and } c = )
    a \iff b
    a =: 2
    a = b =:
    a =: b + 
    f : X
    a : b : c
    a = b \quad \left( c
    a = b \quad \alpha \foo
    """#

  private static let toys = #"""
    theta
    alpha_t
    x_12
    x_{t-1}
    w_data
    sqrt(alpha_t) x_{t-1}
    sqrt 2
    sqrt{2}
    sqrt(x)^2
    exp(-x)
    1/(1 + exp(-x))
    1/2 * x
    1/2 x
    -oo
    infinity
    x in [0, oo)
    n in {1..8}
    n in {1, 2, 3}
    n in {1, 3, .., 9}
    n in {a..b}
    t in 2..3
    x in R
    a <= b
    a >= b
    a != b
    a -> b
    a := b
    x ~ Normal(0, 1)
    x ~ Uniform(-1, 1)
    p = Mixture(1/2: Normal(0, 1), 1/2: Normal(3, 1/4))
    p = Finite(0: 1/2, 1: 1/4, 3: 1/4)
    p(x | z)
    p(x, y | z; a)
    KL(p || q)
    KL(p, q)
    JS(p || q)
    E_{x ~ p}[x^2]
    E[x]
    |x| + f'(x)
    e^(-x)
    e^(-x^2/2)
    x^2/2
    x^(1/2)
    bar alpha_t
    tilde mu
    hat x_0
    check x
    check
    max(a, b)
    max_x f(x)
    argmax_x f(x)
    min(a, b, c)
    sup_x f(x)
    sum_{i=1}^n a_i
    sum_i a_i
    prod_{t=1}^T alpha_t
    int f(x) dx
    int_0^1 x dx
    lim_{x -> 0} x
    log 2 pi sigma^2
    log(x)/2
    ln x
    tanh x
    sigma(x)
    softplus(x)
    relu(x)
    sign(x)
    det A
    tr(A)
    diag(1, 2)
    Var(x)
    Cov(x, y)
    H(p)
    erf(x)
    floor x
    mass
    dots
    {a}
    {a} b
    {a, b}
    {0: 1, 1: 3}
    [a, b]
    [9/10, 4/5, 7/10]
    (1, 2)
    ((1, 2), (3, 4))
    f(z_1, z_2) = (z_1, z_2 + z_1^2)
    \bar\alpha_t \cdot \frac{1}{2}
    A^\top x
    x2
    theta2
    2x
    2e5
    2e
    2 e
    a for t
    a where b
    a with b
    a extends b
    in
    for
    a + for
    a ** b
    a % b
    p = {
    [1, 2
    1..2
    1..
    ..2
    {1..}
    {1..2, 3}
    {1..2.5}
    a = b = c
    a < b < c
    a = b, c
    a ~ b
    a ~
    x_
    x_{
    x^
    \text{abc}
    \mathrm{abc}
    μ + σ²
    x ∈ {1, 2}
    p_\theta(x)
    otherwise
    \begin{cases} 1 & x > 0 \\ 0 & otherwise \end{cases}
    theta in [-4, 4], theta != 0
    a, b, c
    a,
    ,a
    a, , b
    """#
}

\\ The golden numbers of Expressions and Probability once more, by PARI/GP: another program, other code, double
\\ exponential quadrature on panels of its own. compare.py holds them against those of mpmath.
\\
\\     gp -q -s 256M second.gp | python3 compare.py

default(realprecision, 50);

\\ A law is [density, log-density, distribution function, points where it bends, lower end, upper end].
{normal(m, v) = [x -> exp(-(x - m)^2 / (2*v)) / sqrt(2*Pi*v),
  x -> -(x - m)^2 / (2*v) - log(2*Pi*v) / 2, x -> erfc((m - x) / sqrt(2*v)) / 2,
  [m + k*sqrt(v) | k <- [-30, -14, -7, -3, -1, 0, 1, 3, 7, 14, 30]], -oo, oo]};
{laplace(m, b) = [x -> exp(-abs(x - m) / b) / (2*b), x -> -abs(x - m) / b - log(2*b),
  x -> if (x < m, exp((x - m) / b) / 2, 1 - exp((m - x) / b) / 2),
  [m + k*b | k <- [-120, -60, -30, -12, -4, 0, 4, 12, 30, 60, 120]], -oo, oo]};
{uniform(a, b) = [x -> if (x < a || x > b, 0, 1 / (b - a)), x -> -log(b - a),
  x -> min(max((x - a) / (b - a), 0), 1), [a, b], a, b]};
mixture(w, P) = {
  my(f = x -> sum(i = 1, #w, w[i] * P[i][1](x)));
  my(l = x -> my(t = vector(#w, i, log(w[i]) + P[i][2](x)), m = vecmax(t)); m + log(sum(i = 1, #w, exp(t[i] - m))));
  [f, l, x -> sum(i = 1, #w, w[i] * P[i][3](x)), concat([p[4] | p <- P]), -oo, oo];
}

\\ Numerically sorted; Set() would sort fractions apart from reals.
sorted(points) = vecsort(apply(x -> x * 1., points));
panels(f, points) = {
  my(s = sorted(points));
  sum(i = 1, #s - 1, my(h = (s[i + 1] - s[i]) / 3); if (h < 1e-30, 0, sum(k = 0, 2, intnum(x = s[i] + k*h, s[i] + (k + 1)*h, f(x)))));
}
\\ Where f changes its sign between neighbouring points.
roots(f, points) = {
  my(s = sorted(points), found = List(), e = 1e-18);
  for (i = 1, #s - 1, my(h = s[i + 1] - s[i], t = concat([[s[i] + e*h], vector(60, k, s[i] + k*h/61), [s[i + 1] - e*h]]));
    for (k = 1, #t - 1, if (f(t[k]) * f(t[k + 1]) < 0, listput(found, solve(x = t[k], t[k + 1], f(x))))));
  Vec(found);
}
show(name, value) = printf("%s %.40g\n", name, value);

kl(p, q) = panels(x -> my(d = p[1](x)); if (d == 0, 0, d * (p[2](x) - q[2](x))), [c | c <- concat(p[4], q[4]), p[5] <= c && c <= p[6]]);
halfjs(p, q) = panels(x -> my(d = p[1](x)); if (d == 0, 0, d * (log(2) - log(1 + q[1](x) / d)) / 2), concat(p[4], q[4]));
distance(f, points) = panels(x -> abs(f(x)), concat(points, roots(f, points)));
{divergences(name, p, q) =
  my(ends = concat(p[4], q[4]));
  if (q[5] <= p[5] && p[6] <= q[6], show(Str(name, ".kl"), kl(p, q)));
  show(Str(name, ".js"), halfjs(p, q) + halfjs(q, p));
  show(Str(name, ".tv"), distance(x -> (p[1](x) - q[1](x)) / 2, ends));
  show(Str(name, ".w1"), distance(x -> p[3](x) - q[3](x), ends))};

bimode = mixture([1/2, 1/2], [normal(-3, 1/4), normal(3, 1/4)]);
divergences("normals", normal(3/10, 7/5), normal(-2/3, 1/2));
divergences("bimode", bimode, normal(1/5, 8));
divergences("laplaces", laplace(1/3, 3/4), laplace(-1/2, 5/4));
divergences("laplaceNormal", laplace(0, 1), normal(1/4, 2));
divergences("uniforms", uniform(0, 1), uniform(1/3, 4/3));
divergences("uniformInside", uniform(0, 1), uniform(-1, 2));
divergences("uniformNormal", uniform(0, 1), normal(1/2, 1));
divergences("narrow", normal(0, 1), normal(1/3, 1/10^4));

\\ 1/2 d_0 + 1/2 N(0,1) against 1/3 d_0 + 2/3 N(1,1).
p = normal(0, 1); q = normal(1, 1); ends = concat(p[4], q[4]);
term(f, g) = if (f == 0, 0, f * log(2*f / (f + g)) / 2);
show("mixed.kl", log(3/2) / 2 + panels(x -> p[1](x) / 2 * (log(3/4) + p[2](x) - q[2](x)), ends));
show("mixed.js", term(1/2, 1/3) + term(1/3, 1/2) + panels(x -> term(p[1](x) / 2, 2*q[1](x) / 3) + term(2*q[1](x) / 3, p[1](x) / 2), ends));
show("mixed.tv", 1/12 + distance(x -> (p[1](x) / 2 - 2*q[1](x) / 3) / 2, ends));
gap(x) = p[3](x) / 2 - 2*q[3](x) / 3;
show("mixed.w1", distance(gap, [e | e <- concat(ends, [0]), e <= 0]) + distance(x -> gap(x) + 1/6, [e | e <- concat(ends, [0]), e >= 0]));
show("pointNormal.w1", panels(x -> abs(x - 1/2) * p[1](x), concat(ends, [1/2])));

like(t) = exp(-2 * (3/2 - t^2)^2) / sqrt(Pi/2);
evidence = panels(t -> p[1](t) * like(t), p[4]);
show("curved.evidence", evidence);
show("curved.secondMoment", panels(t -> t^2 * p[1](t) * like(t), p[4]) / evidence);
w(s) = exp(-(3/10 - 4*s/5)^2 / (18/25));
show("twopoint.mean", (w(1) - w(-1)) / (w(1) + w(-1)));
show("linvae.log", log(panels(t -> p[1](t) * exp(-(3/2 - 2*t)^2) / sqrt(Pi), p[4])));
h = normal(1/2, 1);
show("square.density", (h[1](sqrt(7/10)) + h[1](-sqrt(7/10))) / (2*sqrt(7/10)));
show("square.mean", panels(t -> t^2 * h[1](t), h[4]));

\\ The integrals of Expressions.
q = normal(2, 1); r = normal(-3/7, 5/3); m = mixture([1/3, 2/3], [normal(-1, 1), normal(2, 1/4)]);
js(f, g) = halfjs(f, g) + halfjs(g, f);
show("jsOfGaussians", js(p, q));
show("jsOfUnequalGaussians", js(p, r));
show("jsOfMixtures", js(m, bimode));
show("klToMixture", kl(p, m));
show("klFromMixture", kl(m, r));
show("tvOfGaussians", distance(x -> (p[1](x) - q[1](x)) / 2, concat(p[4], q[4])));
show("fourthMomentOfMixture", panels(x -> m[1](x) * x^4, m[4]));
show("meanAbsolute", panels(x -> abs(x) * p[1](x), p[4]));
show("tanhSquared", panels(x -> p[1](x) * tanh(x)^2, p[4]));
show("softplus", panels(x -> p[1](x) * log(1 + exp(x)), p[4]));
show("erfShifted", -2 / sqrt(Pi) * panels(x -> exp(-x^2), [0, sqrt(1/3)]));
l = laplace(1, 1);
show("laplaceAgainstGaussian", kl(l, p));
show("rootOverlap", panels(x -> sqrt(p[1](x) * r[1](x)), concat(p[4], r[4])));
show("sineOnInterval", panels(x -> sin(x) * exp(-x^2 / 3), [-1/3, 7/5]));
show("logarithmAtItsZero", panels(x -> log(1 + x) * log(2 + x) / (1 + x^2), [0, 2]));

\\ Two Gaussians in the plane.
plane(m, S) = {my(P = S^-1, c = log(2*Pi) + log(matdet(S)) / 2); (x, y) -> my(d = [x, y]~ - m); -(d~ * P * d) / 2 - c};
f = plane([1/2, -1/3]~, [2, 1/2; 1/2, 1]); g = plane([0, 1/4]~, [1, -1/5; -1/5, 3/2]);
default(realprecision, 25);
show("plane.kl", panels(x -> panels(y -> exp(f(x, y)) * (f(x, y) - g(x, y)), [-10, -3, 0, 3, 10]), [-12, -4, 0, 4, 14]));
\q

#!/usr/bin/env python3
"""Golden numbers for ProbabilityTests: mpmath at 40 digits, cross-checked with SciPy at 1e-9 where SciPy has a route.

Run: python3 Tests/golden/probability.py > Tests/ProbabilityTests/Golden.swift
No number here comes from the program under test, and no closed form of a divergence is used: only densities,
distribution functions, quadrature, an LP, and brute-force tables.
"""
import hashlib
import struct
import sys
from fractions import Fraction as F

import mpmath
import numpy as np
import scipy
from mpmath import mp, mpf
from scipy import integrate, optimize

mp.dps = 40
golden = {}


def real(r):
    return mpf(r.numerator) / r.denominator


class Normal:
    def __init__(self, m, v): self.m, self.v, self.s = real(m), real(v), mp.sqrt(real(v))
    def pdf(self, x): return mp.npdf(x, self.m, self.s)
    def logpdf(self, x): return -(x - self.m) ** 2 / (2 * self.v) - mp.log(2 * mp.pi * self.v) / 2
    def cdf(self, x): return mp.erfc((self.m - x) / (self.s * mp.sqrt(2))) / 2
    def cuts(self): return [self.m + k * self.s for k in (-40, -20, -10, -5, -2, 0, 2, 5, 10, 20, 40)]
    support = (-mp.inf, mp.inf)


class Laplace:
    def __init__(self, m, b): self.m, self.b = real(m), real(b)
    def pdf(self, x): return mp.exp(-abs(x - self.m) / self.b) / (2 * self.b)
    def logpdf(self, x): return -abs(x - self.m) / self.b - mp.log(2 * self.b)
    def cdf(self, x):
        z = (x - self.m) / self.b
        return mp.exp(z) / 2 if z < 0 else 1 - mp.exp(-z) / 2
    def cuts(self): return [self.m + k * self.b for k in (-100, -50, -20, -5, 0, 5, 20, 50, 100)]
    support = (-mp.inf, mp.inf)


class Uniform:
    def __init__(self, a, b): self.a, self.b = real(a), real(b)
    def pdf(self, x): return 1 / (self.b - self.a) if self.a <= x <= self.b else mpf(0)
    def logpdf(self, x): return mp.log(self.pdf(x)) if self.pdf(x) else -mp.inf
    def cdf(self, x): return min(max((x - self.a) / (self.b - self.a), mpf(0)), mpf(1))
    def cuts(self): return [self.a, self.b]
    @property
    def support(self): return (self.a, self.b)


class Mixture:
    def __init__(self, *parts): self.parts = [(real(w), p) for w, p in parts]
    def pdf(self, x): return sum(w * p.pdf(x) for w, p in self.parts)
    def logpdf(self, x):
        logs = [mp.log(w) + p.logpdf(x) for w, p in self.parts]
        top = max(logs)
        return top + mp.log(sum(mp.exp(l - top) for l in logs))
    def cdf(self, x): return sum(w * p.cdf(x) for w, p in self.parts)
    def cuts(self): return [c for _, p in self.parts for c in p.cuts()]
    support = (-mp.inf, mp.inf)


def crossings(f, grid):
    found = []
    for a, b in zip(grid, grid[1:]):
        # Just inside the ends, where the functions may jump.
        inner = [mpf(10) ** -18] + [mpf(2 * k + 1) / 128 for k in range(64)] + [1 - mpf(10) ** -18]
        points = [a + (b - a) * t for t in inner]
        for c, d in zip(points, points[1:]):
            if f(c) * f(d) < 0:
                found.append(mp.findroot(f, (c, d), solver="anderson", tol=mpf(10) ** -70))
    return found


def integrate_over(f, grid):
    return mp.quad(f, sorted(set(grid)))


def divergences(name, p, q):
    lo, hi = p.support
    inside = [c for c in sorted(set(p.cuts() + q.cuts())) if lo <= c <= hi]
    ends = sorted(set(p.cuts() + q.cuts()))
    qlo, qhi = q.support
    if qlo <= lo and hi <= qhi:
        golden[name + ".kl"] = integrate_over(lambda x: p.pdf(x) * (p.logpdf(x) - q.logpdf(x)), inside)
    def half(a, b):
        def f(x):
            d = a.pdf(x)
            return mpf(0) if d == 0 else d * (mp.log(2) - mp.log(1 + b.pdf(x) / d)) / 2
        return f
    golden[name + ".js"] = (integrate_over(half(p, q), ends) + integrate_over(half(q, p), ends))
    roots = crossings(lambda x: p.pdf(x) - q.pdf(x), ends)
    golden[name + ".tv"] = integrate_over(lambda x: abs(p.pdf(x) - q.pdf(x)) / 2, ends + roots)
    roots = crossings(lambda x: p.cdf(x) - q.cdf(x), ends)
    golden[name + ".w1"] = integrate_over(lambda x: abs(p.cdf(x) - q.cdf(x)), ends + roots)
    # SciPy, coarsely, as a second opinion on the total variation distance.
    grid = [float(e) for e in ends + roots]
    rough = 0.0
    for a, b in zip(sorted(grid), sorted(grid)[1:]):
        rough += integrate.quad(lambda x: abs(float(p.pdf(mpf(x))) - float(q.pdf(mpf(x)))) / 2, a, b, epsabs=1e-11, limit=60)[0]
    assert abs(rough - float(golden[name + ".tv"])) < 1e-7, (name, rough, golden[name + ".tv"])


divergences("normals", Normal(F(3, 10), F(7, 5)), Normal(F(-2, 3), F(1, 2)))
divergences("bimode", Mixture((F(1, 2), Normal(F(-3), F(1, 4))), (F(1, 2), Normal(F(3), F(1, 4)))), Normal(F(1, 5), F(8)))
divergences("laplaces", Laplace(F(1, 3), F(3, 4)), Laplace(F(-1, 2), F(5, 4)))
divergences("laplaceNormal", Laplace(F(0), F(1)), Normal(F(1, 4), F(2)))
divergences("uniforms", Uniform(F(0), F(1)), Uniform(F(1, 3), F(4, 3)))
divergences("uniformInside", Uniform(F(0), F(1)), Uniform(F(-1), F(2)))
divergences("uniformNormal", Uniform(F(0), F(1)), Normal(F(1, 2), F(1)))
divergences("narrow", Normal(F(0), F(1)), Normal(F(1, 3), F(1, 10 ** 4)))

# Laws with an atom and a density: 1/2 d_0 + 1/2 N(0,1) against 1/3 d_0 + 2/3 N(1,1).
p, q = Normal(F(0), F(1)), Normal(F(1), F(1))
ends = sorted(set(p.cuts() + q.cuts()))
a, b = mpf(1) / 2, mpf(2) / 3
golden["mixed.kl"] = a * mp.log(a / (1 - b)) + integrate_over(
    lambda x: a * p.pdf(x) * (mp.log(a / b) + p.logpdf(x) - q.logpdf(x)), ends)
def js_term(f, g): return f * mp.log(2 * f / (f + g)) / 2
golden["mixed.js"] = js_term(a, 1 - b) + js_term(1 - b, a) + integrate_over(
    lambda x: js_term(a * p.pdf(x), b * q.pdf(x)) + js_term(b * q.pdf(x), a * p.pdf(x)), ends)
roots = crossings(lambda x: a * p.pdf(x) - b * q.pdf(x), ends)
golden["mixed.tv"] = (a - (1 - b)) / 2 + integrate_over(lambda x: abs(a * p.pdf(x) - b * q.pdf(x)) / 2, ends + roots)
def gap(x): return a * p.cdf(x) - b * q.cdf(x) + ((a - (1 - b)) if x >= 0 else 0)
roots = crossings(gap, ends + [mpf(0)])
below = [e for e in ends + roots + [mpf(0)] if e <= 0]
above = [e for e in ends + roots + [mpf(0)] if e >= 0]
golden["mixed.w1"] = integrate_over(lambda x: abs(a * p.cdf(x) - b * q.cdf(x)), below) + integrate_over(
    lambda x: abs(gap(x)), above)
golden["pointNormal.w1"] = integrate_over(lambda x: abs(x - mpf(1) / 2) * p.pdf(x), ends + [mpf(1) / 2])

# Two Gaussians in the plane, by quadrature in the plane.
m1, S1 = mpmath.matrix([mpf(1) / 2, mpf(-1) / 3]), mpmath.matrix([[2, mpf(1) / 2], [mpf(1) / 2, 1]])
m2, S2 = mpmath.matrix([0, mpf(1) / 4]), mpmath.matrix([[1, mpf(-1) / 5], [mpf(-1) / 5, mpf(3) / 2]])
def plane(m, S):
    P, d = S ** -1, mp.det(S)
    return lambda x, y: -((x - m[0]) ** 2 * P[0, 0] + 2 * (x - m[0]) * (y - m[1]) * P[0, 1] + (y - m[1]) ** 2 * P[1, 1]) / 2 - mp.log(2 * mp.pi) - mp.log(d) / 2
f, g = plane(m1, S1), plane(m2, S2)
mp.dps = 20
golden["plane.kl"] = mp.quad(lambda x, y: mp.exp(f(x, y)) * (f(x, y) - g(x, y)), [-12, -4, 0, 4, 14], [-10, -3, 0, 3, 10])
mp.dps = 40

# A decoder that is not linear: z ~ N(0,1), x|z ~ N(z^2 - 1, 1/4), at x = 1/2.
z = Normal(F(0), F(1))
like = lambda t: mp.npdf(mpf(1) / 2, t * t - 1, mpf(1) / 2)
grid = [-12, -6, -3, -2, -1, 0, 1, 2, 3, 6, 12]
evidence = mp.quad(lambda t: z.pdf(t) * like(t), grid)
golden["curved.evidence"] = evidence
golden["curved.secondMoment"] = mp.quad(lambda t: t * t * z.pdf(t) * like(t), grid) / evidence
# A posterior over a mixture: x0 = -1 or 1 equally likely, x ~ N(4/5 x0, 9/25), at 3/10.
w = [mp.npdf(mpf(3) / 10, mpf(4) / 5 * s, mpf(3) / 5) for s in (-1, 1)]
golden["twopoint.mean"] = (w[1] - w[0]) / (w[1] + w[0])
golden["linvae.log"] = mp.log(mp.quad(lambda t: z.pdf(t) * mp.npdf(mpf(3) / 2, 2 * t, mp.sqrt(mpf(1) / 2)), grid))
# The density of z^2, z ~ N(1/2, 1), at 7/10 (a derivative of its distribution function) and its mean.
half_ = Normal(F(1, 2), F(1))
cdf = lambda t: half_.cdf(mp.sqrt(t)) - half_.cdf(-mp.sqrt(t))
golden["square.density"] = mp.diff(cdf, mpf(7) / 10)
golden["square.mean"] = mp.quad(lambda t: t * t * half_.pdf(t), half_.cuts())

# Optimal transport by an independent LP (SciPy HiGHS) on six problems with integer data.
rng = np.random.default_rng(7)
problems = []
for k in range(6):
    n, m = int(rng.integers(2, 7)), int(rng.integers(2, 7))
    cost = rng.integers(0, 40, size=(n, m))
    supply, demand = rng.multinomial(60, [1 / n] * n), rng.multinomial(60, [1 / m] * m)
    rows = [[1 if i == r else 0 for i in range(n) for _ in range(m)] for r in range(n)]
    cols = [[1 if j == c else 0 for _ in range(n) for j in range(m)] for c in range(m)]
    lp = optimize.linprog(cost.flatten(), A_eq=rows + cols, b_eq=list(supply) + list(demand), method="highs")
    assert lp.status == 0
    problems.append((supply.tolist(), demand.tolist(), cost.tolist(), round(lp.fun)))
    assert abs(lp.fun - round(lp.fun)) < 1e-7

# The quantile of the standard normal law, and exp and log, at points chosen to hurt.
us = ["0.5", "0.25", "0.925", "0.0750001", "1e-3", "1e-10", "1e-16", "0.9999999", "5e-17", "0.42", "1e-300"]
def quantile(u):
    u = mpf(float(u))
    start = mpf(float(scipy.special.ndtri(float(u))))
    return mp.findroot(lambda t: mp.erfc(-t / mp.sqrt(2)) / 2 / u - 1, start)
quantiles = [(u, quantile(u)) for u in us]
xs = ["0", "1", "-1", "0.3465", "0.3466", "-0.3466", "20.5", "-20.5", "700.1", "-700.1", "709.7", "1e-9", "-1e-17", "-708", "0.69314718055994531", "3.1415926535"]
exps = [(x, mp.exp(mpf(float(x)))) for x in xs]
ls = ["1", "2", "0.5", "1.0000000001", "0.9999999999", "1.4142135623730951", "0.70710678118654752", "1e300", "1e-300", "3e-308", "3.7", "1.4142135623730949", "0.1", "10"]
logs = [(x, mp.log(mpf(float(x)))) for x in ls]

# The head of a named stream: SHA-256 by hashlib, Philox4x32-10 from its paper.
def philox(c, k):
    c, k = list(c), list(k)
    for i in range(10):
        if i:
            k = [(k[0] + 0x9E3779B9) & 0xFFFFFFFF, (k[1] + 0xBB67AE85) & 0xFFFFFFFF]
        a, b = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(b >> 32) ^ c[1] ^ k[0], b & 0xFFFFFFFF, (a >> 32) ^ c[3] ^ k[1], a & 0xFFFFFFFF]
    return c


assert philox([0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344], [0xA4093822, 0x299F31D0])[0] == 0xD16CFE09
name = struct.pack("<Q", 20240601) + struct.pack("<Q", len("golden")) + b"golden" + b"hash"
key = struct.unpack("<II", hashlib.sha256(name).digest()[:8])
stream = []
for index, lane in [(0, 0), (1, 0), (2, 7), (2 ** 40 + 3, 0)]:
    block = philox([index & 0xFFFFFFFF, index >> 32, lane, 0], key)
    stream.append((index, lane, block[0] | block[1] << 32))

out = sys.stdout.write
out("// Written by Tests/golden/probability.py with mpmath %s and SciPy %s. Not to be edited.\n\n" % (mpmath.__version__, scipy.__version__))
out("enum Golden {\n  static let values: [String: String] = [\n")
for k in sorted(golden): out('    "%s": "%s",\n' % (k, mp.nstr(golden[k], 18 if k.startswith("plane") else 32)))
out("  ]\n  static let transports: [(supply: [Int], demand: [Int], cost: [[Int]], value: Int)] = [\n")
for s, d, c, v in problems: out("    (%s, %s, %s, %d),\n" % (s, d, c, v))
out("  ]\n  static let stream: [(index: Int, lane: UInt32, bits: UInt64)] = [\n")
for row in stream: out("    (%d, %d, %d),\n" % row)
out("  ]\n")
for name, table in [("quantiles", quantiles), ("exponentials", exps), ("logarithms", logs)]:
    out("  static let %s: [(x: Double, value: Double)] = [\n" % name)
    for x, v in table: out("    (%s, %s),\n" % (x, mp.nstr(v, 22, min_fixed=-2, max_fixed=3)))
    out("  ]\n")
out("}\n")

"""Golden integrals, by mpmath alone (tanh-sinh and Gauss-Legendre panels at 45 digits; both must agree to 32).

    python3 integrals.py > ../ExpressionsTests/GoldenIntegrals.swift

Inputs are exact fractions. mpmath is an engine of its own; nothing here comes from Arb or from this program.
"""
import sys
from mpmath import mp, mpf, quad, exp, log, sqrt, pi, erf, inf, tanh, sin, fabs

mp.dps = 45


def fraction(n, d=1):
    return mpf(n) / mpf(d)


def normal(m, v):
    return lambda x: exp(-((x - m) ** 2) / (2 * v)) / sqrt(2 * pi * v)


def grid(low, high, step, inner):
    count = int((high - low) / step)
    return sorted(set([low + k * step for k in range(count + 1)] + list(inner) + [high]))


def line(f, *edges):
    """Over the whole line, cut where a Gaussian tail is below 10^-190; two rules on two grids."""
    low, high = min(edges) - 30, max(edges) + 30
    a = quad(f, grid(low, high, mpf(1), edges), method="tanh-sinh", maxdegree=9)
    b = quad(f, grid(low, high, mpf(1) / 3, edges), method="gauss-legendre", maxdegree=7)
    return agree(a, b)


def finite(f, *edges):
    a = quad(f, list(edges), method="tanh-sinh", maxdegree=12)
    b = quad(f, refined(edges), method="gauss-legendre", maxdegree=10)
    return agree(a, b)


def refined(edges):
    out = []
    for p, q in zip(edges, edges[1:]):
        out += [p + (q - p) * mpf(k) / 8 for k in range(8)]
    return out + [edges[-1]]


def agree(a, b):
    if fabs(a - b) > mpf(10) ** -32 * (1 + fabs(a)):
        sys.exit(f"the rules disagree: {a} {b}")
    return a


p, q, r = normal(0, 1), normal(2, 1), normal(fraction(-3, 7), fraction(5, 3))
mixture = lambda x: normal(-1, 1)(x) / 3 + 2 * normal(2, fraction(1, 4))(x) / 3
bimode = lambda x: (normal(-3, fraction(1, 4))(x) + normal(3, fraction(1, 4))(x)) / 2


def js(f, g):
    return lambda x: (f(x) * log(2 * f(x) / (f(x) + g(x))) + g(x) * log(2 * g(x) / (f(x) + g(x)))) / 2


cases = [
    ("jsOfGaussians", line(js(p, q), 0, 2)),
    ("jsOfUnequalGaussians", line(js(p, r), 0, fraction(-3, 7))),
    ("jsOfMixtures", line(js(mixture, bimode), -3, -1, 2, 3)),
    ("klToMixture", line(lambda x: p(x) * log(p(x) / mixture(x)), -1, 0, 2)),
    ("klFromMixture", line(lambda x: mixture(x) * log(mixture(x) / r(x)), -1, 0, 2)),
    ("tvOfGaussians", erf(1 / sqrt(mpf(2)))),
    ("fourthMomentOfMixture", line(lambda x: mixture(x) * x**4, -1, 0, 2)),
    ("meanAbsolute", sqrt(2 / pi)),
    ("tanhSquared", line(lambda x: p(x) * tanh(x) ** 2, 0)),
    ("softplus", line(lambda x: p(x) * log(1 + exp(x)), 0)),
    ("erfShifted", -erf(1 / sqrt(mpf(3)))),
    # The Laplace tail is slower: its range is wider.
    ("laplaceAgainstGaussian", finite(lambda x: exp(-fabs(x - 1)) / 2 * log((exp(-fabs(x - 1)) / 2) / p(x)), *range(-110, 0, 2), 0, 1, *range(2, 112, 2))),
    ("rootOverlap", line(lambda x: sqrt(p(x) * r(x)), 0)),
    ("sineOnInterval", finite(lambda x: sin(x) * exp(-x * x / 3), fraction(-1, 3), fraction(7, 5))),
    ("logarithmAtItsZero", finite(lambda x: log(1 + x) * log(2 + x) / (1 + x * x), 0, 2)),
]

print("// Written by Tests/golden/integrals.py (mpmath %s); do not edit." % __import__("mpmath").__version__)
print("let goldenIntegrals: [String: String] = [")
for name, value in cases:
    print('  "%s": "%s",' % (name, mp.nstr(value, 33)))
print("]")

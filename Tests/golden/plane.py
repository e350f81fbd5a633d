"""Integrals over the plane for PlaneTests.swift and NestedTests.swift.

    python3 plane.py

By mpmath's Gauss-Legendre panels, cut at the lines where the integrand has a kink; what lies beyond 12 is
below 10^-28. tanh(xz) has poles near the real line where z is large: there, and for the logarithm of an
integral, the trapezoidal rule on a fine grid, which converges exponentially over the whole line.
"""
import numpy as np
from mpmath import mp, mpf, quad, exp, log, sqrt, pi, tanh, fabs, cosh

mp.dps = 18


def normal(x, m, v):
    return exp(-(x - m) ** 2 / (2 * mpf(v))) / sqrt(2 * pi * v)


def mixture(x, y):
    return (normal(x, -1, 1) * normal(y, 1, 1) + normal(x, 1, 1) * normal(y, -2, 1)) / 2


EDGES = [-12, -8, -5, -3, -1, 1, 3, 5, 8, 12]


def plane(f, xs=EDGES, ys=EDGES):
    return quad(f, xs, ys, method="gauss-legendre", maxdegree=5)


print("mixture entropy", plane(lambda x, y: -mixture(x, y) * log(mixture(x, y))))
hump = lambda x: (normal(x, -2, 1) + normal(x, 1, mpf(1) / 4)) / 2
print("iterated", plane(lambda x, z: hump(x) * normal(z, x / 2, 1) * log(hump(z))))
print("decoder", plane(lambda z, x: normal(z, 0, 1) * normal(x, tanh(2 * z), mpf(1) / 2) * log(1 + exp(x * z))))
L = [0, 1, 2, 4, 8, 16, 32, 48]
kernel = lambda x, y: exp(-x - y) * (log(1 + (x - y) ** 2) + log(1 + (x + y) ** 2)) / 2
print("laplace pair", plane(kernel, L, L))


def inner(x):
    f = lambda y: normal(y, 0, 1) * fabs(x - y) / (1 + (x - y) ** 2) * log(1 + exp(y * tanh(x)))
    return quad(f, sorted({-12, -6, -3, -1, 0, 1, 3, 6, 12} | {x}), method="gauss-legendre", maxdegree=6)


print("kink", quad(lambda x: normal(x, 0, 1) * inner(x), EDGES, method="gauss-legendre", maxdegree=4))
print("triangle", quad(lambda x: quad(lambda y: log(1 + x * y + y ** 3), [0, x]), [0, 1]))


def grid(reach, step):
    return np.arange(-reach, reach, step)


def bell(x, m, v):
    return np.exp(-((x - m) ** 2) / (2 * v)) / np.sqrt(2 * np.pi * v)


xs, zs, h = grid(12, 0.0125), grid(24, 0.0125), 0.0125
print("tanh of a product", sum((bell(x, 0, 1) * bell(zs, x, 2) * np.tanh(x * zs)).sum() for x in xs) * h * h)
xs, zs, h = grid(12, 0.02), grid(10, 0.02), 0.02
marginal = np.array([(bell(zs, 0, 1) * bell(x, np.tanh(zs), 1)).sum() * h for x in xs])
print("cross entropy of a marginal", -(bell(xs, 0, 1) * np.log(marginal)).sum() * h)

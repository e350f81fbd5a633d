#!/usr/bin/env python3
"""Golden regions and powers of the sampled grade: mpmath at 40 digits, cross-checked with SciPy.

    python3 Tests/golden/samples.py > Tests/EvidenceTests/GoldenSamples.swift

Binomial tails are sums of exact terms (mpmath) and the incomplete beta function of SciPy; nothing here comes from the
program under test.
"""
import mpmath
import scipy
from mpmath import mp, mpf
from scipy import optimize, stats

mp.dps = 40
ALPHA, BETA = mpf("5e-10"), mpf("1.25e-10")


def at_most(n, p, k):
    """P(K <= k), by summing the terms from the shorter end."""
    p = mpf(p)
    if k >= n or p == 0:
        return mpf(1)
    if k < 0 or p == 1:
        return mpf(0)

    def total(first, last, q):
        term, s = mp.binomial(n, first) * q**first * (1 - q) ** (n - first), mpf(0)
        for j in range(first, last + 1):
            s += term
            term *= mpf(n - j) / (j + 1) * q / (1 - q)
        return s

    return total(0, k, p) if k <= n / 2 else 1 - total(0, n - k - 1, 1 - p)


def solve(f, low, high):
    """The root of a falling function."""
    low, high = mpf(low), mpf(high)
    for _ in range(140):
        middle = (low + high) / 2
        if f(middle) > 0:
            low = middle
        else:
            high = middle
    return high


def upper(n, k, alpha):
    if k == n:
        return mpf(1)
    found = solve(lambda p: at_most(n, p, k) - mpf(alpha) / 2, mpf(k) / n, 1)
    other = stats.beta.isf(float(alpha) / 2, k + 1, n - k)
    assert abs(other - found) < 1e-8 * found, (n, k, other, found)
    return found


def lower(n, k, alpha):
    return 1 - upper(n, n - k, alpha)


def largest(n, p, chance):
    """The smallest k with P(K > k) <= chance."""
    k = int(stats.binom.isf(float(chance), n, float(p)))
    while 1 - at_most(n, p, k) > chance:
        k += 1
    while k > 0 and 1 - at_most(n, p, k - 1) <= chance:
        k -= 1
    return k


def share_delta(n, p, alpha, beta):
    p = mpf(p)
    above = upper(n, largest(n, p, beta), alpha) - p
    below = p - (1 - upper(n, largest(n, 1 - p, beta), alpha))
    return max(above, below)


def show(x):
    return mp.nstr(x, 17)


print('// Made by Tests/golden/samples.py with mpmath %s and SciPy %s; do not edit.' % (mpmath.__version__, scipy.__version__))
print('enum GoldenSamples {')
print('  /// draws, hits, alpha; the ends of the region of Clopper and Pearson')
print('  static let regions: [(n: Int, hits: Int, alpha: Double, lower: Double, upper: Double)] = [')
for n, k, a in [(10, 0, "0.05"), (10, 3, "0.05"), (10, 10, "0.05"), (1, 1, "0.01"), (200, 77, "0.001"), (2000, 3, "5e-10"),
                (2000, 1400, "5e-10"), (20000, 15000, "5e-10")]:
    print(f'    ({n}, {k}, {a}, {show(lower(n, k, a))}, {show(upper(n, k, a))}),')
print('  ]')
print('  /// draws, true share, with the chances of the book: what is seen')
print('  static let powers: [(n: Int, truth: Double, delta: Double)] = [')
for n, p in [(200, "0.5"), (2000, "0.25"), (2000, "0"), (5000, "0.9")]:
    print(f'    ({n}, {p}, {show(share_delta(n, p, ALPHA, BETA))}),')
print('  ]')
n, w, s = 100000, mpf(3), mpf("0.25")
la, lb = mp.log(4 / ALPHA), mp.log(2 / BETA)
hoeffding = w * mp.sqrt(mp.log(2 / ALPHA) / (2 * n)) + w * mp.sqrt(mp.log(1 / BETA) / (2 * n))
bernstein = (s + w * mp.sqrt(2 * lb / (n - 1))) * mp.sqrt(2 * la / n) + 7 * w * la / (3 * (n - 1)) \
    + s * mp.sqrt(2 * lb / n) + w * lb / (3 * n)
dkw = mp.sqrt(mp.log(2 / ALPHA) / (2 * n)) + mp.sqrt(mp.log(2 / BETA) / (2 * n))
print('  /// 100000 draws of width 3, deviation 1/4, with the chances of the book')
print(f'  static let hoeffding = {show(hoeffding)}, bernstein = {show(bernstein)}, massart = {show(dkw)}')
# the Kolmogorov statistic of draws with ties against a law with atoms, by its definition on a fine set of places
draws, atoms = [0, 0, 1, 3, 3, 3, 3, 1], {0: mpf(1) / 2, 1: mpf(1) / 3, 3: mpf(1) / 6}
largest_gap = 0
for x in [mpf(i) / 8 for i in range(-8, 40)]:
    empirical = mpf(sum(d <= x for d in draws)) / len(draws)
    largest_gap = max(largest_gap, abs(empirical - sum(q for a, q in atoms.items() if a <= x)))
uniform = stats.kstest([0.1, 0.35, 0.36, 0.9], "uniform").statistic
print(f'  /// eight draws against masses at 0, 1, 3; four draws against the uniform law (SciPy kstest)')
print(f'  static let atoms = {show(largest_gap)}, uniform = {float(uniform)!r}')
print('}')

#!/usr/bin/env python3
"""Golden draws for ProbabilityTests: rational parameters and weights, from their description alone, with Python's
fractions, hashlib, and Philox from its paper. Toys of the book draw their parameters so; a change would change them all.

Run: python3 Tests/golden/draws.py > Tests/ProbabilityTests/GoldenDraws.swift
"""
import hashlib
import math
import struct
from fractions import Fraction as F

MASK = 0xFFFFFFFF


def philox(c, k):
    c, k = list(c), list(k)
    for i in range(10):
        if i:
            k = [(k[0] + 0x9E3779B9) & MASK, (k[1] + 0xBB67AE85) & MASK]
        a, b = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(b >> 32) ^ c[1] ^ k[0], b & MASK, (a >> 32) ^ c[3] ^ k[1], a & MASK]
    return c


name = struct.pack("<Q", 11) + struct.pack("<Q", len("golden")) + b"golden" + b"draws"
key = struct.unpack("<II", hashlib.sha256(name).digest()[:8])


def bits(index, lane):
    x = philox([index & MASK, index >> 32, lane & MASK, 0], key)
    return x[0] | x[1] << 32


def integer(n, index, lane):
    """Lemire 2019: the upper half of a product, unless the lower half is among the 2^64 mod n first."""
    while True:
        product = bits(index, lane) * n
        if product % 2**64 >= 2**64 % n:
            return product >> 64
        lane = (lane + 0x10000) & MASK


def rational(index, lane, lower, upper, most, avoid):
    if lower is not None and upper is not None:
        a, b = lower, upper
    elif lower is not None:
        a, b = lower, lower + 4
    elif upper is not None:
        a, b = upper - 4, upper
    else:
        a, b = F(-4), F(4)
    margin = min(F(1, 64), (b - a) / 64)
    least = math.floor(8 / (b - a)) + 1
    largest = max(most, 2 * least)
    smallest = max(2, min(least, largest))
    for attempt in range(4096):
        at = (lane + (attempt << 8)) & MASK
        d = smallest + integer(largest - smallest + 1, index, at)
        first, last = math.floor(a * d) + 1, math.ceil(b * d) - 1
        if last < first:
            continue
        r = F(first + integer(last - first + 1, index, at + 1), d)
        if any(abs(r - x) < margin for x in [0, 1, -1, 2, F(1, 2)] + avoid):
            continue
        if r - a >= margin / 8 and b - r >= margin / 8:
            return r


def simplex(index, n, lane, most):
    if n == 1:
        return [F(1)]
    least = n * (n + 1) // 2 + 8
    largest = max(most, 2 * least)
    low = max(least, largest // 2)
    for attempt in range(65536):
        at = (lane + (attempt << 12)) & MASK
        d = low + integer(largest - low + 1, index, at)
        cuts = sorted(1 + integer(d - 1, index, at + k) for k in range(1, n))
        parts = [x - y for x, y in zip(cuts + [d], [0] + cuts)]
        if min(parts) > 0 and (n > 8 or len(set(parts)) == n):
            return [F(x, d) for x in parts]


def digest(lines):
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def swift(x):
    return "nil" if x is None else "Rational(%d, %d)" % (x.numerator, x.denominator)


domains = [
    (None, None, 97, []), (F(-4), F(4), 97, [F(3, 2)]), (F(0), F(1), 97, []), (F(0), F(1), 5000, [F(1, 3)]),
    (F(0), None, 97, []), (None, F(-3), 12, []), (F(1, 3), F(11, 30), 97, []), (F(-1, 100), F(1, 100), 97, []),
    (F(49, 100), F(51, 100), 20000, []), (F(1000), F(1001), 97, []), (F(-3), F(7), 2, []), (F(1, 7), F(2, 7), 1, []),
    (F(0), F(8), 3, []), (F(0), F(5, 2), 1000, [F(2), F(9, 4)]),
]
print("import Exact\n")
print("// Written by Tests/golden/draws.py. Not to be edited.\n")
print("enum GoldenDraws {")
print("  struct Domain {")
for name, kind in [("lower", "Rational?"), ("upper", "Rational?"), ("most", "Int"), ("avoiding", "[Rational]"), ("head", "String"), ("digest", "String")]:
    print("    var %s: %s" % (name, kind))
print("  }")
print("  /// Draws 0..<1000 of lane 3, one a line.")
print("  static let rationals: [Domain] = [")
for lower, upper, most, avoid in domains:
    draws = [str(rational(i, 3, lower, upper, most, avoid)) for i in range(1000)]
    print('    .init(\n      lower: %s, upper: %s, most: %d, avoiding: [%s],\n      head: "%s", digest: "%s"),' % (
        swift(lower), swift(upper), most, ", ".join(map(swift, avoid)), " ".join(draws[:4]), digest(draws)))
print("  ]")
print("  struct Weights { var count: Int, most: Int, head: String, digest: String }")
print("  /// Draws 0..<100 of lane 5, one a line.")
print("  static let weights: [Weights] = [")
for n, most in [(1, 97), (2, 97), (3, 97), (4, 20), (6, 97), (8, 97), (9, 97), (12, 97), (20, 500)]:
    draws = [" ".join(map(str, simplex(i, n, 5, most))) for i in range(100)]
    print('    .init(count: %d, most: %d, head: "%s", digest: "%s"),' % (n, most, draws[0], digest(draws)))
print("  ]")
print("}")

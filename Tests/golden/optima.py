"""Optima of functions of two variables for JointOptimumTests.swift: the best of a grid, then mpmath's findroot on the
gradient (no code shared).

    pip install mpmath; python3 optima.py
"""
from mpmath import *
mp.dps = 40
problems = {
    "waves": (lambda a, b: sin(a) * cos(b - a / 3) - a * b / 10, (0, 3), (-2, 2)),
    "two hills": (lambda a, b: exp(-(a - 1) ** 2 - (b - a) ** 2) + 2 * exp(-2 * (a + 1) ** 2 - (b + a) ** 2), (-3, 3), (-3, 3)),
}
for name, (f, A, B) in problems.items():
    n = 60
    grid = [(A[0] + mpf(A[1] - A[0]) * i / n, B[0] + mpf(B[1] - B[0]) * j / n) for i in range(n + 1) for j in range(n + 1)]
    start = max(grid, key=lambda p: f(*p))
    slope = [lambda a, b: diff(f, (a, b), (1, 0)), lambda a, b: diff(f, (a, b), (0, 1))]
    a, b = findroot(lambda a, b: [g(a, b) for g in slope], start)
    print(name, nstr(a, 32), nstr(b, 32), nstr(f(a, b), 32))

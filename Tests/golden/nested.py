"""Two-dimensional integrals for NestedTests.swift, by SciPy's adaptive cubature of nested QUADPACK (no code shared).

    python3 nested.py
"""
import numpy as np
from scipy.integrate import dblquad
from scipy.stats import norm

mix = lambda x, y: (norm.pdf(x, -1) * norm.pdf(y, 1) + norm.pdf(x, 1) * norm.pdf(y, -2)) / 2
print("mixture entropy", dblquad(lambda y, x: -mix(x, y) * np.log(mix(x, y)), -14, 14, -14, 14, epsabs=1e-12, epsrel=1e-12))
far = lambda y, x: norm.pdf(x, 37, 0.01) * norm.pdf(y, x) * np.log1p(y * y)
print("far spike", dblquad(far, 36.9, 37.1, 27, 47, epsabs=1e-12, epsrel=1e-12))

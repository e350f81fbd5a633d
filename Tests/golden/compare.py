"""Holds the golden numbers of mpmath against a second program: gp -q -s 256M second.gp | python3 compare.py

Ends with 1 unless every golden number was computed twice and agrees to 25 significant digits (16 in the plane).
"""
import pathlib
import re
import sys
from decimal import Decimal, getcontext

getcontext().prec = 60
tests = pathlib.Path(__file__).resolve().parent.parent
first = {}
for file in ("ExpressionsTests/GoldenIntegrals.swift", "ProbabilityTests/Golden.swift"):
    first.update(re.findall(r'"([\w.]+)": "(-?[\d.e+-]+)"', (tests / file).read_text()))
digits = {"plane.kl": 16}  # quadrature in the plane is slow; all others to 25
second = dict(line.split() for line in sys.stdin if line.strip())
missing = sorted(set(first) - set(second))
wrong = [
    f"{name}: {first[name]} and {value}"
    for name, value in sorted(second.items())
    if abs(Decimal(first[name]) - Decimal(value)) > abs(Decimal(value)) * Decimal(10) ** -digits.get(name, 25)
]
for line in [f"{name}: computed once only" for name in missing] + wrong:
    print(line)
print(f"{len(second) - len(wrong)} of {len(first)} golden numbers agree")
sys.exit(1 if missing or wrong else 0)

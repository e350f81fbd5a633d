"""The same integrals with python-flint (rigorous) or mpmath (not rigorous): prints processor seconds an integral.

usage: peers.py flint|mpmath Benchmarks/pairs.txt [COUNT]; ends with 3 when the library is not installed.
Both cut the line at 14.5 deviations; python-flint adds the tail as a ball, by |integrand| <= p + q."""
import sys
import time

PEER, FILE = sys.argv[1], sys.argv[2]
ROWS = [line.split() for line in open(FILE) if not line.startswith("#")]
ROWS = ROWS[: int(sys.argv[3]) if len(sys.argv) > 3 else None]
PAIRS = [([float.fromhex(w) for w in row[:4]], row[4]) for row in ROWS]


def ends(m1, s1, m2, s2):
    return min(m1 - 14.5 * s1, m2 - 14.5 * s2), max(m1 + 14.5 * s1, m2 + 14.5 * s2)


def with_flint():
    from flint import acb, arb, ctx
    ctx.prec = 128
    two_pi, ln2 = arb.pi() * 2, arb(2).log()

    def softplus(w):
        """ln(1 + e^w), continued from the real axis to the plane without Re w = 0, |Im w| >= pi."""
        if w.real > 0:
            return w + ((-w).exp() + 1).log()
        if w.real < 0 or abs(w.imag) < arb.pi():
            return (w.exp() + 1).log()
        return acb("nan")

    def divergence(numbers):
        m1, s1, m2, s2 = (arb(v) for v in numbers)
        n1, n2 = 1 / (s1 * two_pi.sqrt()), 1 / (s2 * two_pi.sqrt())
        lr, a1, a2 = (s2 / s1).log(), -1 / (2 * s1 * s1), -1 / (2 * s2 * s2)

        def f(x, analytic):
            e1, e2 = a1 * (x - m1) ** 2, a2 * (x - m2) ** 2
            p, q = n1 * e1.exp(), n2 * e2.exp()
            w = e2 - e1 - lr
            a = softplus(w)
            return (p * (ln2 - a) + q * (ln2 + w - a)) / 2

        lo, hi = ends(*numbers)
        value = acb.integral(f, lo, hi, rel_tol=arb(2) ** -110, abs_tol=arb(2) ** -110).real
        tail = arb(0)
        for m, s in ((m1, s1), (m2, s2)):
            for d in ((arb(hi) - m) / s, (m - arb(lo)) / s):
                tail += (d / arb(2).sqrt()).erfc() / 2
        return value + arb(0, tail.upper())

    return divergence, lambda value, want: value.overlaps(arb(want + " +/- 1e-31"))


def with_mpmath():
    import mpmath as mp
    mp.mp.dps = 35

    def divergence(numbers):
        m1, s1, m2, s2 = (mp.mpf(v) for v in numbers)
        n1, n2 = 1 / (s1 * mp.sqrt(2 * mp.pi)), 1 / (s2 * mp.sqrt(2 * mp.pi))

        def f(x):
            p, q = n1 * mp.exp(-((x - m1) / s1) ** 2 / 2), n2 * mp.exp(-((x - m2) / s2) ** 2 / 2)
            m = (p + q) / 2
            return (p * mp.log(p / m) + q * mp.log(q / m)) / 2

        lo, hi = ends(*numbers)
        return mp.quad(f, [lo, *sorted((m1, m2)), hi])

    return divergence, lambda value, want: abs(value - mp.mpf(want)) < mp.mpf("1e-15")


try:
    divergence, agrees = {"flint": with_flint, "mpmath": with_mpmath}[PEER]()
except ImportError:
    sys.exit(3)
start = time.process_time()
values = [divergence(numbers) for numbers, _ in PAIRS]
took = time.process_time() - start
if not all(agrees(value, want) for value, (_, want) in zip(values, PAIRS)):
    sys.exit("peers.py: a value is not the one of the file")
print(took / len(PAIRS))

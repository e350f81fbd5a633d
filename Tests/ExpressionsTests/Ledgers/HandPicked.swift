import Balls
import Exact
import Expressions

/// Questions picked by hand, each for something that was once hard: by name.
enum HandPicked {
  private static func over(_ v: String, _ f: Expression, _ a: Expression = -.infinity, _ b: Expression = .infinity) -> Expression {
    .integrating(f, over: Variable(v), from: a, to: b)
  }
  private static func over(_ n: Int, _ d: Int) -> Expression { Expression(n, over: d) }
  private static let p = normal(0, 1), q = normal(2, 1), r = normal(over(-3, 7), over(5, 3))
  private static let hump = (normal(-2, 1) + normal(1, over(1, 4))) / 2

  static let all: [(String, Expression)] = GoldenNumbers.cases + [
    ("kl", line(p * .log(p / q))), ("far", line((p * normal(40, 1)).raised(to: over(1, 2)) * (2 + .sin(x)))),
    ("tiny", line(p * normal(40, 1) / (1 + x.squared))), ("spike", line(normal(37, over(1, 10_000)) * .log(1 + .exp(x)))),
    ("moment", line(p * x.raised(to: 4) * .tanh(x).squared)), ("student", line((1 + x.squared).raised(to: over(-7, 4)))),
    ("studentLog", line((1 + x.squared).raised(to: -2) * .log(1 + x.squared))),
    ("cauchyTv", line(.abs(1 / (1 + x.squared) - 1 / (1 + (x - 1).squared)))),
    ("cube", line((1 + .abs(x) + .abs(x).raised(to: 3)).raised(to: over(-3, 2)))),
    ("laplaceKl", line(GoldenNumbers.laplace * .log(GoldenNumbers.laplace / (.exp(-.abs(x)) / 2)))),
    ("half", integral(0, .infinity, .exp(-x) * .log(1 + x))), ("left", integral(-.infinity, 1, .exp(x) * .cos(x) / (2 + x.squared))),
    ("wave", integral(0, 20, .sin(x * x / 3) / (1 + x))), ("pole", integral(-3, 5, 1 / (x.squared + over(1, 400)))),
    ("kinks", integral(-3, 4, .abs(x.squared - 2) * .exp(-.abs(x - 1)) * .sign(x + 2))),
    ("curvedKink", integral(-2, 3, .abs(.exp(x) - 2) + .abs(.sin(x)))),
    ("choice", integral(-1, 2, .choosing([.init(.compare(x.squared, .less, over(1, 3)), .cos(x))], otherwise: .exp(x) * x))),
    ("root", integral(0, 1, .exp(x) / .sqrt(x))), ("rootAbove", integral(0, 1, .sqrt(1 - x) * .cos(x))),
    ("logEnd", integral(0, 1, .log(x) * .sin(x))), ("arcsine", integral(0, 1, .exp(x) / .sqrt(x * (1 - x)))),
    ("logInside", integral(0, 1, .log(.abs(x - over(1, 3))) * .cos(x))), ("gamma", integral(0, .infinity, .exp(-x) * x.raised(to: over(3, 2)) * .log(1 + x))),
    ("thirdPower", integral(0, 2, x.raised(to: over(1, 3)) * .exp(x))), ("cubicRoot", integral(0, .infinity, .exp(-.sqrt(x)) / (1 + x))),
    ("double", line(.exp(-x.squared / 2 - .exp(-x)))), ("erfc", integral(0, .infinity, .erfc(x) * .cos(x))),
    ("hyperbolic", line(.exp(-.abs(x)) / .cosh(x))), ("arctan", line(p * .arctan(x).squared)),
    ("zero", line(p * .sin(x) * .cos(x))), ("cancel", line(p * .log(p / (p + q)) + q * .log(q / (p + q)))),
    ("diverges", line(p * .exp(x.squared))), ("divergesSlowly", integral(1, .infinity, 1 / (x * (1 + .tanh(x))))),
    ("pole1", integral(-1, 2, .exp(x) / x)), ("pole2", integral(-1, 2, .exp(x) / x.squared)), ("pole3", line(p * q / (p - q))),
    ("pole4", integral(0, 4, 1 / .cos(x))), ("removable", integral(-1, 2, .sin(x) / x)), ("noRoot", integral(0, 1, .sqrt(x - 2))),
    ("undecided", line(.sin(x) / x)),
    ("separable", over("x", over("y", p * normal(1, 2, at: y) * .log(1 + .exp(x)) * (1 + .tanh(y))))),
    ("gaussianInside", over("x", over("y", normal(y, 1) * normal(over(1, 3), 2, at: y) * .log(1 + x.squared)))),
    ("plane", over("x", over("y", p * normal(x, 2, at: y) * .tanh(x * y)))),
    ("planeDecoder", over("x", over("y", normal(0, 1, at: y) * normal(.tanh(2 * y), over(1, 2)) * .log(1 + .exp(x * y))))),
    ("planeEntropy", over("x", hump * over("y", normal(x / 2, 1, at: y) * .log(hump.substituting([Variable("x"): y]))))),
    ("planeHalf", over("x", over("y", .exp(-x - y - x * y) * .log(1 + x * y), 0, .infinity), 0, .infinity)),
    ("planeStrip", over("x", over("y", p * .exp(-x * y) * .log(1 + x * y + 9), 0, 1))),
    ("triangle", over("x", over("y", .log(1 + x * y + y.raised(to: 3)), 0, x), 0, 1)),
    ("planeKink", over("x", over("y", p * normal(0, 1, at: y) * .abs(x - y) / (1 + (x - y).squared) * .log(1 + .exp(y * .tanh(x)))))),
    ("planeLaplace", over("x", over("y", .exp(-.abs(x) - .abs(y)) / 4 * .log(1 + (x - y).squared)))),
    ("planePower", over("x", over("y", p * normal(0, 1, at: y) * (1 + x.squared + x * y + y.squared).raised(to: over(1, 2))))),
    ("planeDiverges", over("x", over("y", p / (1 + .abs(y - .tanh(x)))))), ("planeTorn", over("x", over("y", 1 / (1 + x * y), -2, 2), -2, 2)),
    ("estimate", over("x", -p * .log(over("y", normal(0, 1, at: y) * normal(.tanh(y), 1))))),
    ("maximum", optimum(.maximum, 0, 20, .sin(y) + y / 7)), ("argmin", optimum(.argmin, 0, .infinity, .log(y) + 2 / y.squared)),
    ("argmax", optimum(.argmax, 0, 1, over(3, 10) * .log(y) + over(1, 7) * .log(1 - y))), ("kinkedMinimum", optimum(.argmin, 0, 1, .abs(y - over(1, 3)))),
    ("flat", optimum(.maximum, -1, 2, 1 - y.raised(to: 4))), ("quartic", optimum(.minimum, -.infinity, .infinity, y.raised(to: 4) - 3 * y + .cos(y))),
    ("entropy", optimum(.maximum, 0, 1, -y * .log(y))), ("twice", optimum(.argmax, 0, 10, .sin(y))), ("rational", optimum(.maximum, -3, 3, y / (1 + y.squared))),
    ("optimumInside", over("x", optimum(.maximum, 0, 1, p * .log(y) + q * .log(1 - y)))),
    ("integralInside", optimum(.argmin, -5, 5, over("x", normal(over(2, 7), 3) * (x - y).squared))),
    ("power", .pi.raised(to: .sqrt(2)) + (1 + .pi).raised(to: over(1, 3))), ("cancellation", .exp(1000 * .pi - over(314_159, 100))),
    ("manyKinks", integral(0, 250, .abs(.sin(x)) * .exp(-x / 100))), ("rootFromBelow", integral(-1, 2, .sqrt(x + 1) * .exp(x))),
    ("rootLeft", integral(-.infinity, 1, .exp(-.sqrt(2 - x)))), ("rootDown", integral(over(1, 2), 3, .exp(.sqrt(4 - x)) / x)),
    ("jump", integral(-1, 1, 1 / (x + .sign(x.raised(to: 3) + x)))), ("logNormal", integral(0, .infinity, .exp(-Expression.log(x).squared / 2) / (1 + x))),
    ("monotone", optimum(.minimum, -.infinity, .infinity, .log(1 + .exp(y)) + (y - 1).squared / (2 + .tanh(y)))),
    ("coshWell", optimum(.minimum, -.infinity, .infinity, .cosh(y) - 3 * y)),
    ("expWell", optimum(.argmin, -.infinity, .infinity, .exp(y) - y.squared / 9 - 2 * y + y.raised(to: 4))),
    ("closed", line(normal(over(1, 3), 2) * x.raised(to: 6) * .exp(x))), ("segment", integral(over(-1, 2), 3, x.raised(to: 3) * .exp(-2 * x + 1))),
  ]

  /// What takes more than a moment.
  static let costly: Set = [
    "cauchyTv", "curvedKink", "flat", "kinks", "manyKinks", "plane", "planeDecoder", "planeEntropy", "planeHalf", "planeKink",
    "planeLaplace", "planePower", "planeStrip", "planeTorn", "estimate",
  ]
}

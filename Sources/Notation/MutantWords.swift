extension Mutant {
  /// The mistake that an operator makes, as one would tell a student.
  public static func words(for name: String) -> String {
    switch name {
    case "sign": "a sign is wrong"
    case "factor 2": "a factor 2 too much"
    case "constant": "a constant is wrong"
    case "term dropped": "a term is missing"
    case "factor dropped": "a factor is missing"
    case "divergence swapped": "the arguments of the divergence are swapped"
    case "other divergence": "another divergence is meant"
    case "fraction upside down": "a fraction stands upside down"
    case "power dropped": "a power is missing"
    case "function dropped": "a function is missing"
    case "index": "an index is off by one"
    case "other law": "the mean is taken under the wrong law"
    case "conditioning dropped": "a condition behind the bar is missing"
    case "conditioning reversed": "the condition stands on the wrong side of the bar"
    case "absolute value dropped": "the absolute value is missing"
    case "relation reversed": "the relation points the other way"
    case "other symbol": "one letter stands for another"
    case "max for min": "a minimum is taken for a maximum"
    case "transpose dropped": "a transpose is missing"
    case "parameters swapped", "arguments swapped": "two arguments are swapped"
    case "mean for variance": "the mean is taken for the variance"
    case "derivative dropped": "a derivative is missing"
    case "sum for product": "a sum is taken for a product"
    case "other function": "another function is meant"
    case "other norm": "another norm is meant"
    default: name
    }
  }
}

import Exact

/// A straight-line program over numbered registers, the form in which an integrand is evaluated
/// thousands of times: nothing is looked up or allocated per call. Registers 0..<inputs hold the
/// arguments.
public struct Program: Sendable {
  public var body: Block
  public var registers: Int
  public var inputs: Int
  /// Registers whose absolute values add up to the scale of the result; usually the terms of the
  /// last sum.
  public var terms: [Int]
  public init(body: Block, registers: Int, inputs: Int, terms: [Int]) {
    (self.body, self.registers, self.inputs, self.terms) = (body, registers, inputs, terms)
  }

  /// Steps in order, and the register that holds the result.
  public struct Block: Sendable {
    public var steps: [Step], result: Int
    public init(_ steps: [Step], result: Int) { (self.steps, self.result) = (steps, result) }
  }
  public struct Step: Sendable {
    public var target: Int, instruction: Instruction
    public init(_ target: Int, _ instruction: Instruction) {
      (self.target, self.instruction) = (target, instruction)
    }
  }
  public indirect enum Instruction: Sendable {
    case constant(Ball)
    case sum([Int]), product([Int])
    case integerPower(Int, Int)
    case squareRoot(Int)
    /// base^exponent for a positive base.
    case power(Int, Int)
    case function(ElementaryFunction, Int)
    /// a·(z + h)² + k with real a, h, k: the form in which nothing cancels and no point of a range
    /// is counted twice.
    case quadratic(Int, a: Int, h: Int, k: Int)
    /// log Σ cᵢ·exp lᵢ with cᵢ > 0, computed around the largest lᵢ so that nothing underflows.
    /// `differences` holds a block for every lₖ − lⱼ, at j·n + k, of which a machine may make use.
    case logSumExp(coefficients: [Int], exponents: [Int], differences: [Block])
    case choose(Condition, then: Block, otherwise: Block)
  }
  public indirect enum Condition: Sendable {
    case compare(Block, Relation, Block)
    case all([Condition]), any([Condition]), not(Condition)
  }
  public enum Relation: Sendable { case less, lessOrEqual, equal, unequal }
}

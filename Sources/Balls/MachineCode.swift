/// A program laid out flat: operations of fixed size in one array, so that running it touches no
/// reference count.
final class MachineCode {
  enum Kind {
    case add, multiply, copy, square, invert, squareRoot, power, function(ElementaryFunction)
    /// `second` is the index of the exponent, which need not fit into an operand.
    case integerPower
    /// `first` is the offset of the operands z, a, h, k.
    case quadratic
    /// `first` is the offset of the operands, `second` the number n of terms: n coefficients, n
    /// exponents, and the index of the differences of exponents.
    case logSumExp
    /// `first` is the index of the choice.
    case choose
  }
  struct Operation {
    var kind: Kind
    var target: Int32, first: Int32 = 0, second: Int32 = 0
  }
  struct Block { var range: Range<Int>, result: Int }
  struct Choice { var condition: Condition, then: Block, otherwise: Block }
  indirect enum Condition {
    case compare(Block, Program.Relation, Block)
    case all([Condition]), any([Condition]), not(Condition)
  }

  private(set) var operations: ContiguousArray<Operation> = []
  private(set) var choices: [Choice] = []
  /// For every logSumExp the blocks of lₖ − lⱼ, at j·n + k.
  private(set) var differences: [[Block]] = []
  private(set) var exponents: [Int] = []
  private(set) var constants: [(register: Int, ball: Ball)] = []
  private(set) var main = 0..<0
  let operands: UnsafeMutablePointer<Int32>
  private var used = 0
  let registers: Int, result: Int, terms: [Int]

  init(_ program: Program) {
    (registers, result, terms) = (program.registers, program.body.result, program.terms)
    operands = .allocate(capacity: max(1, MachineCode.operandCount(program.body)))
    main = lay(program.body).range
  }
  deinit { operands.deallocate() }

  /// Inner blocks first, so that every block is one contiguous range.
  private func lay(_ block: Program.Block) -> Block {
    var own: [Operation] = []
    for s in block.steps { lay(s, into: &own) }
    let start = operations.count
    operations += own
    return Block(range: start..<operations.count, result: block.result)
  }

  private func lay(_ s: Program.Step, into own: inout [Operation]) {
    let y = Int32(s.target)
    func put(_ kind: Kind, _ a: Int, _ b: Int = 0) {
      own.append(Operation(kind: kind, target: y, first: Int32(a), second: Int32(b)))
    }
    func chain(_ kind: Kind, _ a: [Int]) {
      if a.count == 1 { put(.copy, a[0]) } else { put(kind, a[0], a[1]) }
      for i in a.dropFirst(2) { put(kind, s.target, i) }
    }
    switch s.instruction {
    case .constant(let ball): constants.append((s.target, ball))
    case .sum(let a): chain(.add, a)
    case .product(let a): chain(.multiply, a)
    case .integerPower(let a, 2): put(.square, a)
    case .integerPower(let a, -1): put(.invert, a)
    case .integerPower(let a, let n):
      exponents.append(n)
      put(.integerPower, a, exponents.count - 1)
    case .squareRoot(let a): put(.squareRoot, a)
    case .power(let a, let b): put(.power, a, b)
    case .function(let f, let a): put(.function(f), a)
    case .quadratic(let z, let a, let h, let k): put(.quadratic, operand([z, a, h, k]))
    case .logSumExp(let c, let l, let d):
      differences.append(d.map(lay))
      put(.logSumExp, operand(c + l + [differences.count - 1]), c.count)
    case .choose(let condition, let then, let otherwise):
      let choice = Choice(condition: lay(condition), then: lay(then), otherwise: lay(otherwise))
      choices.append(choice)
      put(.choose, choices.count - 1)
    }
  }

  /// The offset of these operands, which are stored one after the other.
  private func operand(_ list: [Int]) -> Int {
    for i in list {
      operands[used] = Int32(i)
      used += 1
    }
    return used - list.count
  }

  private func lay(_ c: Program.Condition) -> Condition {
    switch c {
    case .compare(let a, let relation, let b): .compare(lay(a), relation, lay(b))
    case .all(let list): .all(list.map(lay))
    case .any(let list): .any(list.map(lay))
    case .not(let c): .not(lay(c))
    }
  }

  private static func operandCount(_ block: Program.Block) -> Int {
    block.steps.reduce(0) { sum, s in
      switch s.instruction {
      case .quadratic: sum + 4
      case .logSumExp(let c, let l, let d):
        d.reduce(sum + c.count + l.count + 1) { $0 + operandCount($1) }
      case .choose(let c, let a, let b): sum + operandCount(c) + operandCount(a) + operandCount(b)
      default: sum
      }
    }
  }
  private static func operandCount(_ c: Program.Condition) -> Int {
    switch c {
    case .compare(let a, _, let b): operandCount(a) + operandCount(b)
    case .all(let list), .any(let list): list.reduce(0) { $0 + operandCount($1) }
    case .not(let c): operandCount(c)
    }
  }
}

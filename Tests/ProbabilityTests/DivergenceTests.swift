import Exact
import Expressions
import Probability
import Testing

@Suite struct DivergenceTests {
  @Test func threePoints() throws {
    let p = try Tri.data, g = try Tri.model
    #expect(close(try witness(.kl(p, g, at: none)), 0.25936556631921468))
    #expect(close(try witness(.kl(g, p, at: none)), 0.3040988310811232865))
    #expect(close(try witness(.js(p, g, at: none)), 0.0678277887054834863))
    #expect(try Law.tv(p, g, at: none) == q(1, 3))
    #expect(try Law.w1(p, g, at: none) == q(11, 12))
  }

  @Test func shift() throws {
    for (theta, js) in [(q(1, 2), 0.030311300520839), (q(1), 0.111421482184736), (q(2), 0.336830820346832), (q(4), 0.632720193736867)] {
      let p = try normal(0, 1), g = try normal(theta, 1)
      #expect(try Law.kl(p, g, at: none) == theta * theta / 2)
      #expect(try Law.kl(g, p, at: none) == theta * theta / 2)
      #expect(close(try witness(.js(p, g, at: none)), js, 1e-9))
      #expect(try Law.w1(p, g, at: none) == theta)
    }
  }
}
extension Expression {
  static func kl(_ p: Law, _ q: Law, at v: Valuation) throws -> Expression { try Law.kl(p, q, at: v) }
  static func js(_ p: Law, _ q: Law, at v: Valuation) throws -> Expression { try Law.js(p, q, at: v) }
  static func tv(_ p: Law, _ q: Law, at v: Valuation) throws -> Expression { try Law.tv(p, q, at: v) }
  static func w1(_ p: Law, _ q: Law, at v: Valuation) throws -> Expression { try Law.w1(p, q, at: v) }
}

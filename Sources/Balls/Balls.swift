/// To come: a real ball over Arb.
public struct Ball: Sendable {}

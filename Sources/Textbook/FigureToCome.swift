/// To come from Plotting.
public struct Figure: Sendable {
  public let name: String
}

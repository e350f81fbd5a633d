import Balls
import Plotting

/// The versions that a result depends on.
enum Tools {
  static var versions: [String: String] {
    ["swift": swift, "flint": flintVersion, "cairo": cairoVersion]
  }

  private static var swift: String {
    #if swift(>=6.4)
      "6.4"
    #elseif swift(>=6.3)
      "6.3"
    #elseif swift(>=6.2)
      "6.2"
    #elseif swift(>=6.1)
      "6.1"
    #else
      "6.0"
    #endif
  }
}

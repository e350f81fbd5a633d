/// The version of Cairo that draws: the bytes of figures depend on it.
public var cairoVersion: String { CairoCanvas.version }

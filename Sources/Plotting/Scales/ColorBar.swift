/// What explains a colour map: a strip with ticks to the right of the frame.
public struct ColorBar: Sendable {
  let map: ColorMap
  let scale: Scale
  let label: String?
  /// The levels between which the colour stays the same; none for a continuous map.
  var levels: [Double] = []
}

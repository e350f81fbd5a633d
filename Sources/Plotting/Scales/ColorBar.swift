/// What explains a colour map: a strip with ticks to the right of the frame.
public struct ColorBar: Sendable {
  let map: ColorMap
  let scale: Scale
  let label: String?
}

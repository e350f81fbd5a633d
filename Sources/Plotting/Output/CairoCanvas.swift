import CCairo

/// Draws shapes with Cairo, into memory: Cairo's own file writers miss a full disk.
/// The only file that sees Cairo.
final class CairoCanvas: Canvas {
  enum Format {
    case svg, pdf
    case png(scale: Double)
  }

  private final class Sink {
    var bytes: [UInt8] = []
  }

  static var version: String { String(cString: cairo_version_string()) }

  private let format: Format, theme: Theme
  private let sink = Sink()
  private let surface: OpaquePointer, context: OpaquePointer

  init(_ format: Format, _ size: Figure.Size, theme: Theme = .light) throws {
    (self.format, self.theme) = (format, theme)
    let (w, h) = (size.width, size.height)
    let closure = Unmanaged.passUnretained(sink).toOpaque()
    let made: OpaquePointer? =
      switch format {
      case .svg: cairo_svg_surface_create_for_stream(Self.write, closure, w, h)
      case .pdf: cairo_pdf_surface_create_for_stream(Self.write, closure, w, h)
      case .png(let s):
        cairo_image_surface_create(
          CAIRO_FORMAT_ARGB32, Int32((w * s).rounded()), Int32((h * s).rounded()))
      }
    guard let made, let drawing = cairo_create(made) else {
      throw CanvasError(reason: "no surface")
    }
    (surface, context) = (made, drawing)
    try check(cairo_status(context))
    cairo_set_fill_rule(context, CAIRO_FILL_RULE_EVEN_ODD)
    switch format {
    case .svg: break
    case .pdf:
      // Cairo writes the clock's date otherwise, and no two files would be the same
      cairo_pdf_surface_set_metadata(
        surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z")
    case .png(let scale):
      cairo_scale(context, scale, scale)
      setSource(.paper)
      cairo_paint(context)
    }
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  private static let write: cairo_write_func_t = { closure, data, count in
    guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
    Unmanaged<Sink>.fromOpaque(closure).takeUnretainedValue().bytes
      .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
    return CAIRO_STATUS_SUCCESS
  }

  /// The bytes of the file. Nothing can be drawn afterwards.
  func finish() throws -> [UInt8] {
    try check(cairo_status(context))
    if case .png = format {
      let closure = Unmanaged.passUnretained(sink).toOpaque()
      try check(cairo_surface_write_to_png_stream(surface, Self.write, closure))
    }
    cairo_surface_finish(surface)
    try check(cairo_surface_status(surface))
    return sink.bytes
  }

  private func check(_ status: cairo_status_t) throws {
    if status != CAIRO_STATUS_SUCCESS {
      throw CanvasError(reason: String(cString: cairo_status_to_string(status)))
    }
  }

  func draw(_ shape: Shape) throws {
    switch shape {  // no default: a new shape is a compile error here, never a missing mark
    case .fill(let path, let color): fill(path, color)
    case .stroke(let path, let stroke): self.stroke(path, stroke)
    case .text(let set, let point, let angle, let color, let halo):
      text(set, point, angle, color, halo)
    case .dots(let points, let radius, let color): try dots(points, radius, color)
    case .image(let raster, let frame): try image(raster.enlarged(for: frame), frame)
    }
  }

  private func setSource(_ color: Color) {
    let rgb = theme.rgb(color)
    let (r, g, b) = (Double(rgb.red) / 255, Double(rgb.green) / 255, Double(rgb.blue) / 255)
    cairo_set_source_rgba(context, r, g, b, color.opacity)
  }

  private func add(_ path: Path, shift: Point = Point(0, 0)) {
    for step in path.steps {
      switch step {
      case .move(let p): cairo_move_to(context, p.x + shift.x, p.y + shift.y)
      case .line(let p): cairo_line_to(context, p.x + shift.x, p.y + shift.y)
      case .curve(let a, let b, let p):
        cairo_curve_to(
          context, a.x + shift.x, a.y + shift.y, b.x + shift.x, b.y + shift.y, p.x + shift.x,
          p.y + shift.y)
      case .close: cairo_close_path(context)
      }
    }
  }

  private func fill(_ path: Path, _ color: Color) {
    setSource(color)
    add(path)
    cairo_fill(context)
  }

  private func stroke(_ path: Path, _ stroke: Stroke) {
    setSource(stroke.color)
    cairo_set_line_width(context, stroke.width)
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    let hasDots = stroke.dash == .dotted || stroke.dash == .dashDotted
    cairo_set_line_cap(context, hasDots ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
    cairo_set_dash(context, stroke.pattern, Int32(stroke.pattern.count), 0)
    add(path)
    cairo_stroke(context)
  }

  /// Letters are placed on a fine raster and their points too, both exact in Cairo's fixed-point
  /// numbers, so that a letter is the same path wherever it stands and the SVG can hold it once.
  private func text(_ set: Typeset, _ point: Point, _ angle: Double, _ color: Color, _ halo: Bool) {
    let (c, s) = (Angle.cos(angle), Angle.sin(angle))
    let letters = set.outlines.map { outline in
      let at = (point + outline.at.turned(cos: c, sin: s)).rounded(to: 64)
      return (path: outline.path.mapped { $0.turned(cos: c, sin: s).rounded(to: 256) }, at: at)
    }
    if halo {
      setSource(.paper)
      cairo_set_line_width(context, 2.6)
      cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
      cairo_set_dash(context, [], 0, 0)
      for letter in letters {
        add(letter.path, shift: letter.at)
        cairo_stroke(context)
      }
    }
    setSource(color)
    cairo_set_fill_rule(context, CAIRO_FILL_RULE_WINDING)  // letters may have overlapping parts
    for letter in letters {
      add(letter.path, shift: letter.at)
      cairo_fill(context)
    }
    cairo_set_fill_rule(context, CAIRO_FILL_RULE_EVEN_ODD)
  }

  /// Thousands of discs become one small picture, in which overlapping ones darken.
  private func dots(_ points: [Point], _ radius: Double, _ color: Color) throws {
    guard points.count > 2000 else {
      if points.count >= 16 && color.opacity == 1 { return roundDots(points, radius, color) }
      let disc = Path(disc: Point(0, 0), radius: radius).mapped { $0.rounded(to: 256) }
      setSource(color)
      for point in points {
        add(disc, shift: point.rounded(to: 64))
        cairo_fill(context)
      }
      return
    }
    let xs = points.map(\.x)
    let ys = points.map(\.y)
    let left = (xs.min() ?? 0) - radius - 1
    let top = (ys.min() ?? 0) - radius - 1
    let width = (xs.max() ?? 0) + radius + 1 - left
    let height = (ys.max() ?? 0) + radius + 1 - top
    let scale = 2.0
    let columns = Int((width * scale).rounded(.up))
    let rows = Int((height * scale).rounded(.up))
    let coverage = cairo_image_surface_create(CAIRO_FORMAT_A8, Int32(columns), Int32(rows))
    defer { cairo_surface_destroy(coverage) }
    let pen = cairo_create(coverage)
    defer { cairo_destroy(pen) }
    cairo_set_source_rgba(pen, 0, 0, 0, color.opacity)
    for point in points {
      cairo_arc(pen, (point.x - left) * scale, (point.y - top) * scale, radius * scale, 0, 2 * .pi)
      cairo_fill(pen)
    }
    try check(cairo_status(pen))
    cairo_surface_flush(coverage)
    guard let data = cairo_image_surface_get_data(coverage) else {
      throw CanvasError(reason: "no pixels")
    }
    let stride = Int(cairo_image_surface_get_stride(coverage))
    let rgb = theme.rgb(color)
    let pixels = (0..<(columns * rows)).map { i in
      // sixteen grades of opacity look the same and take half the room
      Raster.Pixel(color: rgb, opacity: data[i / columns * stride + i % columns] / 17 * 17)
    }
    let frame = Rect(x: left, y: top, width: Double(columns) / scale, height: Double(rows) / scale)
    try image(Raster(width: columns, height: rows, pixels: pixels, smooth: true), frame)
  }

  /// Many discs as one stroke: segments of no length, whose round caps are the discs. A disc takes
  /// a tenth of the bytes so.
  private func roundDots(_ points: [Point], _ radius: Double, _ color: Color) {
    setSource(color)
    cairo_set_line_width(context, 2 * radius)
    cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
    cairo_set_dash(context, [], 0, 0)
    for point in points.map({ $0.rounded(to: 64) }) {
      cairo_move_to(context, point.x, point.y)
      cairo_line_to(context, point.x, point.y)
    }
    cairo_stroke(context)
  }

  /// A picture of one ink is that ink seen through a mask, and follows the theme; any other is
  /// itself.
  private func image(_ raster: Raster, _ frame: Rect) throws {
    let ink = raster.ink
    let picture = cairo_image_surface_create(
      ink == nil ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_A8, Int32(raster.width), Int32(raster.height))
    defer { cairo_surface_destroy(picture) }
    try check(cairo_surface_status(picture))
    cairo_surface_flush(picture)
    guard let data = cairo_image_surface_get_data(picture) else {
      throw CanvasError(reason: "no pixels")
    }
    let stride = Int(cairo_image_surface_get_stride(picture))
    for row in 0..<raster.height {
      let pixels = raster.pixels[(row * raster.width)..<((row + 1) * raster.width)]
      let line = UnsafeMutableRawPointer(data + row * stride)
      if ink == nil {
        let words = line.assumingMemoryBound(to: UInt32.self)
        for (i, pixel) in pixels.enumerated() { words[i] = pixel.premultiplied }
      } else {
        let bytes = line.assumingMemoryBound(to: UInt8.self)
        for (i, pixel) in pixels.enumerated() { bytes[i] = pixel.opacity }
      }
    }
    cairo_surface_mark_dirty(picture)
    paint(picture, frame, smooth: raster.smooth, ink: ink)
  }

  private func paint(_ picture: OpaquePointer?, _ frame: Rect, smooth: Bool, ink: Color.Ink?) {
    let width = Double(cairo_image_surface_get_width(picture))
    let height = Double(cairo_image_surface_get_height(picture))
    let pattern = cairo_pattern_create_for_surface(picture)
    defer { cairo_pattern_destroy(pattern) }
    var toPicture = cairo_matrix_t()
    cairo_matrix_init(
      &toPicture, width / frame.width, 0, 0, height / frame.height, -frame.x * width / frame.width,
      -frame.y * height / frame.height)
    cairo_pattern_set_matrix(pattern, &toPicture)
    cairo_pattern_set_filter(pattern, smooth ? CAIRO_FILTER_BILINEAR : CAIRO_FILTER_NEAREST)
    cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD)
    cairo_save(context)
    cairo_rectangle(context, frame.x, frame.y, frame.width, frame.height)
    if let ink {
      cairo_clip(context)
      setSource(Color(ink))
      cairo_mask(context, pattern)
    } else {
      cairo_set_source(context, pattern)
      cairo_fill(context)
    }
    cairo_restore(context)
  }
}

/// Cairo refused.
struct CanvasError: Error, CustomStringConvertible {
  let reason: String
  var description: String { "Cairo cannot draw: \(reason)" }
}

extension Raster.Pixel {
  fileprivate var premultiplied: UInt32 {
    func times(_ byte: UInt8) -> UInt32 { (UInt32(byte) * UInt32(opacity) + 127) / 255 }
    return UInt32(opacity) << 24 | times(color.red) << 16 | times(color.green) << 8
      | times(color.blue)
  }
}

extension Point {
  func rounded(to n: Double) -> Point { Point((x * n).rounded() / n, (y * n).rounded() / n) }
}

import CCairo

/// Draws shapes with Cairo, into memory: Cairo's own file writers miss a full disk.
/// The only file that sees Cairo.
final class CairoCanvas: Canvas {
  enum Format { case svg, pdf, png(scale: Double) }

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
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32((w * s).rounded()), Int32((h * s).rounded()))
      }
    guard let made, let drawing = cairo_create(made) else { throw CanvasError(reason: "no surface") }
    (surface, context) = (made, drawing)
    try check(cairo_status(context))
    cairo_set_fill_rule(context, CAIRO_FILL_RULE_EVEN_ODD)
    switch format {
    case .svg: break
    case .pdf:
      // Cairo writes the clock's date otherwise, and no two files would be the same
      cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z")
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
    if status != CAIRO_STATUS_SUCCESS { throw CanvasError(reason: String(cString: cairo_status_to_string(status))) }
  }

  func draw(_ shape: Shape) throws {
    switch shape {  // no default: a new shape is a compile error here, never a missing mark
    case .fill(let path, let color): fill(path, color)
    case .stroke(let path, let stroke): self.stroke(path, stroke)
    case .text(let set, let point, let angle, let color, let halo): text(set, point, angle, color, halo)
    case .dots(let points, let radius, let color): try dots(points, radius, color)
    case .image(let raster, let frame): try image(raster, frame)
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
          context, a.x + shift.x, a.y + shift.y, b.x + shift.x, b.y + shift.y, p.x + shift.x, p.y + shift.y)
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

  /// Letters are placed on a fine raster and their points too, both exact in Cairo's fixed-point numbers,
  /// so that a letter is the same path wherever it stands and the SVG can hold it once.
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
    let disc = Path(disc: Point(0, 0), radius: radius).mapped { $0.rounded(to: 256) }
    guard points.count > 2000 else {
      setSource(color)
      for point in points {
        add(disc, shift: point.rounded(to: 64))
        cairo_fill(context)
      }
      return
    }
    let xs = points.map(\.x), ys = points.map(\.y)
    let left = (xs.min() ?? 0) - radius - 1, top = (ys.min() ?? 0) - radius - 1
    let width = (xs.max() ?? 0) + radius + 1 - left, height = (ys.max() ?? 0) + radius + 1 - top
    let scale = 2.0
    let picture = cairo_image_surface_create(
      CAIRO_FORMAT_ARGB32, Int32((width * scale).rounded(.up)), Int32((height * scale).rounded(.up)))
    defer { cairo_surface_destroy(picture) }
    let pen = cairo_create(picture)
    defer { cairo_destroy(pen) }
    let rgb = theme.rgb(color)
    cairo_set_source_rgba(
      pen, Double(rgb.red) / 255, Double(rgb.green) / 255, Double(rgb.blue) / 255, color.opacity)
    for point in points {
      cairo_arc(pen, (point.x - left) * scale, (point.y - top) * scale, radius * scale, 0, 2 * .pi)
      cairo_fill(pen)
    }
    try check(cairo_surface_status(picture))
    paint(picture, at: Point(left, top), scaleX: 1 / scale, scaleY: 1 / scale, smooth: true)
  }

  private func image(_ raster: Raster, _ frame: Rect) throws {
    let picture = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(raster.width), Int32(raster.height))
    defer { cairo_surface_destroy(picture) }
    try check(cairo_surface_status(picture))
    cairo_surface_flush(picture)
    guard let data = cairo_image_surface_get_data(picture) else { throw CanvasError(reason: "no pixels") }
    let stride = Int(cairo_image_surface_get_stride(picture))
    for row in 0..<raster.height {
      let line = UnsafeMutableRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self)
      for column in 0..<raster.width { line[column] = raster.pixels[row * raster.width + column].premultiplied }
    }
    cairo_surface_mark_dirty(picture)
    paint(
      picture, at: Point(frame.x, frame.y), scaleX: frame.width / Double(raster.width),
      scaleY: frame.height / Double(raster.height), smooth: raster.smooth)
  }

  private func paint(_ picture: OpaquePointer?, at point: Point, scaleX: Double, scaleY: Double, smooth: Bool) {
    cairo_save(context)
    cairo_translate(context, point.x, point.y)
    cairo_scale(context, scaleX, scaleY)
    cairo_set_source_surface(context, picture, 0, 0)
    let pattern = cairo_get_source(context)
    cairo_pattern_set_filter(pattern, smooth ? CAIRO_FILTER_BILINEAR : CAIRO_FILTER_NEAREST)
    cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD)
    let width = cairo_image_surface_get_width(picture), height = cairo_image_surface_get_height(picture)
    cairo_rectangle(context, 0, 0, Double(width), Double(height))
    cairo_fill(context)
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
    return UInt32(opacity) << 24 | times(color.red) << 16 | times(color.green) << 8 | times(color.blue)
  }
}

extension Point {
  func rounded(to n: Double) -> Point { Point((x * n).rounded() / n, (y * n).rounded() / n) }
}

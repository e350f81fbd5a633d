import Digest
import Foundation

/// What `render` made, as the results of a chapter record it.
public struct FigureRecord: Codable, Sendable, Hashable {
  public let name: String
  /// The drawings, and the data behind them, in the directory that was asked for.
  public let files, data: [String]
  /// The size in points.
  public let width, height: Double
  /// SHA-256 of the data file.
  public let sha256: String
  public let alt: String
}

extension Figure {
  /// Writes NAME.svg, NAME.pdf, NAME.png (twice the size) and NAME.csv into a directory, which is
  /// made if need be.
  ///
  /// Files appear whole or not at all, the same drawing gives the same bytes whatever was drawn
  /// before, and a file that would not change is left alone.
  /// - Parameters:
  ///   - alt: what the figure shows, for those who cannot see it; must not be empty.
  ///   - darkPNG: also NAME-dark.png.
  /// - Throws: `FigureError`, `LabelError`, `OutputError`.
  public func render(to directory: URL, alt: String, darkPNG: Bool = false) throws -> FigureRecord {
    guard alt.contains(where: { !$0.isWhitespace }) else {
      throw FigureError(place: "figure \(name)", problem: "the alternative text is empty")
    }
    let output = OutputDirectory(directory)
    try output.prepare()  // a bad place is found before any work
    let shapes = try typesetShapes()
    let csv = Array(CSV.text(of: self).utf8)
    var files = [
      ("\(name).svg", Array(try svg(shapes, alt: alt).utf8)),
      ("\(name).pdf", try drawing(shapes, .pdf)),
      ("\(name).png", try drawing(shapes, .png(scale: 2))),
    ]
    if darkPNG {
      files.append(("\(name)-dark.png", try drawing(shapes, .png(scale: 2), theme: .dark)))
    }
    for (file, bytes) in files + [("\(name).csv", csv)] { try output.write(bytes, to: file) }
    return FigureRecord(
      name: name, files: files.map(\.0), data: ["\(name).csv"], width: size.width,
      height: size.height,
      sha256: SHA256.hex(csv), alt: alt)
  }

  public func render(to directory: String, alt: String, darkPNG: Bool = false) throws
    -> FigureRecord
  {
    try render(to: URL(fileURLWithPath: directory, isDirectory: true), alt: alt, darkPNG: darkPNG)
  }

  /// The shapes; when `LABELS_COLLECT` names a file, missing formulas go there and are no error.
  private func typesetShapes() throws -> [Shape] {
    let list = ProcessInfo.processInfo.environment["LABELS_COLLECT"] ?? ""
    return list.isEmpty ? try shapes() : try shapes(collectingInto: URL(fileURLWithPath: list))
  }

  /// The shapes, with a box for every formula that has no outline yet; their sources are added to
  /// `list`.
  package func shapes(collectingInto list: URL) throws -> [Shape] {
    let typesetter = Typesetter()
    let shapes = try shapes(typesetter)
    if !typesetter.missing.isEmpty {
      let known = (try? String(contentsOf: list, encoding: .utf8)) ?? ""
      let all = Set(known.split(separator: "\n").map(String.init)).union(typesetter.missing)
      let output = OutputDirectory(list.deletingLastPathComponent())
      try output.prepare()
      let text = all.sorted().joined(separator: "\n") + "\n"
      try output.write(Array(text.utf8), to: list.lastPathComponent)
    }
    return shapes
  }

  func drawing(_ shapes: [Shape], _ format: CairoCanvas.Format, theme: Theme = .light) throws
    -> [UInt8]
  {
    let canvas = try CairoCanvas(format, size, theme: theme)
    for shape in shapes { try canvas.draw(shape) }
    return try canvas.finish()
  }

  func svg(_ shapes: [Shape], alt: String) throws -> String {
    let raw = String(decoding: try drawing(shapes, .svg), as: UTF8.self)
    return try SVGDocument(raw).text(name: name, size: size, alt: alt)
  }
}

import Digest
import Foundation

/// The letters of the site: cut down to what a textbook uses and packed as WOFF2, so that nothing
/// is loaded from a network.
package struct Fonts {
  let repository: Repository
  package init(repository: Repository) { self.repository = repository }

  /// Name on the site, file of the distribution; of TeX Live, where that has another.
  static let faces: [(name: String, files: [String])] = [
    ("pagella", ["texgyrepagella-regular.otf"]), ("pagella-italic", ["texgyrepagella-italic.otf"]),
    ("pagella-bold", ["texgyrepagella-bold.otf"]),
    ("pagella-bold-italic", ["texgyrepagella-bolditalic.otf"]),
    ("mono", ["Inconsolata.otf", "Inconsolatazi4-Regular.otf"]),
  ]
  static let mathematics = (name: "pagella-math", files: ["texgyrepagella-math.otf"])

  /// Where Debian and Homebrew keep them. A TeX that keeps them elsewhere is asked.
  package static let folders = [
    "/usr/share/texmf/fonts/opentype/public/tex-gyre", "/usr/share/fonts/opentype/tex-gyre",
    "/usr/share/texmf/fonts/opentype/public/tex-gyre-math",
    "/usr/share/fonts/opentype/tex-gyre-math",
    "/usr/share/fonts/truetype/inconsolata", "/usr/share/fonts/opentype/inconsolata",
    "/usr/share/texlive/texmf-dist/fonts/opentype/public/tex-gyre",
    "/usr/share/fonts/truetype/katex",
    "/opt/homebrew/share/fonts", "/Library/Fonts", NSHomeDirectory() + "/Library/Fonts",
  ]

  /// Latin, Greek, punctuation, arrows, mathematical signs: what prose may hold.
  static let unicodes =
    "20-7E,A0-17F,192,2C6-2DD,300-30C,391-3A1,3A3-3A9,3B1-3C9,3D1,3D5,3F5,"
    + "2010-2027,202F-203A,2044,2070-209F,20AC,2113,2122,2190-21D5,2200-22EF,2308-230B,25A0-25FF,2713,27E8-27EF,FB00-FB04"

  /// What the formulas of the evidence hold: letters of the alphabets of mathematics, signs,
  /// brackets of all sizes.
  static let signs =
    "20-7E,A0-FF,131,237,2B0-2DD,300-338,391-3C9,3D1,3D5,3F0-3F6,2010-2026,2032-2037,2040-205F,20D0-20E1,"
    + "2102-2134,2190-21FF,2200-22FF,2308-230B,23B4-23E1,25A0-25FF,27C0-27EF,2A00-2A7F,1D400-1D467,1D49C-1D4CF,1D538-1D56B,1D6FC-1D71B"

  /// The first of the files that is there, in the folders or wherever TeX finds it.
  package func find(_ files: [String], in folders: [String] = Fonts.folders) throws -> String {
    for file in files {
      if let folder = folders.first(where: { Files.exists("\($0)/\(file)") }) {
        return "\(folder)/\(file)"
      }
    }
    if Program.find("kpsewhich") != nil {
      try Files.makeDirectory(repository.cache)
      let answer = try Program.output(
        "kpsewhich", files, in: repository.root, log: "\(repository.cache)/fonts.log")
      if let path = answer.text.split(separator: "\n").first { return String(path) }
    }
    throw Failure(
      .environment, "the font \(files[0]) is missing",
      remedy: "run “make doctor”, which says how to install it")
  }

  /// Writes all fonts into a folder; what was made before is taken from the cache.
  func write(to folder: String) throws {
    let cache = "\(repository.cache)/fonts"
    try Files.makeDirectory(cache)
    let faces =
      Self.faces.map { ($0.name, $0.files, Self.unicodes) } + [
        (Self.mathematics.name, Self.mathematics.files, Self.signs)
      ]
    for (name, files, unicodes) in faces {
      let source = try find(files)
      guard let data = FileManager.default.contents(atPath: source) else {
        throw Failure(.environment, "cannot read \(source)", remedy: "check that it may be read")
      }
      let key = SHA256.hex(Array(data) + Array(unicodes.utf8)).prefix(16)
      let packed = "\(cache)/\(name)-\(key).woff2"
      if !Files.exists(packed) { try pack(source, unicodes, to: packed) }
      try Files.copy(packed, to: "\(folder)/\(name).woff2")
    }
    for file in try katex() {
      try Files.copy(file, to: "\(folder)/\((file as NSString).lastPathComponent)")
    }
  }

  private func pack(_ source: String, _ unicodes: String, to packed: String) throws {
    let stem = String(packed.dropLast(6))
    let subset = stem + ".otf"
    try run(
      "hb-subset",
      [
        "--unicodes=\(unicodes)",
        "--layout-features=kern,liga,onum,lnum,tnum,pnum,smcp,mark,mkmk,ccmp,ssty,dtls,flac",
        "--output-file=\(subset)", source,
      ])
    try run("woff2_compress", [subset])
    Files.remove(subset)
  }

  private func run(_ name: String, _ arguments: [String]) throws {
    let result = try Program.output(
      name, arguments, in: repository.root, log: "\(repository.cache)/fonts.log")
    guard result.status == 0 else {
      throw Failure(
        .environment, "\(name) failed: \(result.text.prefix(300))", remedy: "run “make doctor”")
    }
  }

  /// KaTeX's own fonts.
  private func katex() throws -> [String] {
    let folders = ["/usr/share/fonts/truetype/katex"] + KaTeX.folders.map { $0 + "/fonts" }
    for folder in folders {
      let files = Files.list(folder, suffix: ".woff2")
      if !files.isEmpty { return files.map { "\(folder)/\($0)" } }
    }
    throw Failure(
      .environment, "the fonts of KaTeX are missing",
      remedy: "run “make doctor”, which says how to install them")
  }

  /// KaTeX's style sheet with its WOFF2 sources alone.
  static func katexStyle() throws -> String {
    guard let folder = KaTeX.folders.first(where: { Files.exists("\($0)/katex.min.css") }) else {
      throw Failure(
        .environment, "KaTeX's style sheet is missing",
        remedy: "run “make doctor”, which says how to install it")
    }
    var css = try Files.text("\(folder)/katex.min.css")
    for kind in ["woff", "truetype"] {
      let suffix = kind == "woff" ? "woff" : "ttf"
      while let end = css.range(of: ".\(suffix)) format(\"\(kind)\")")
        ?? css.range(of: ".\(suffix)) format('\(kind)')"),
        let start = css[..<end.lowerBound].range(of: ",url(", options: .backwards)
      { css.removeSubrange(start.lowerBound..<end.upperBound) }
    }
    return css
  }
}

import CDuktape
import Digest
import Foundation

/// KaTeX inside this program: TeX in, HTML and MathML out, no browser and no Node.
///
/// It runs in strict mode and so is also the lint of all TeX in the book. Loading takes 0.1 s and a formula 3 ms,
/// so what was rendered once is remembered from build to build under the source of KaTeX and of the formula.
public final class KaTeX {
  /// Where distributions put the library, in order of preference.
  static let folders = ["/usr/share/javascript/katex", "/opt/homebrew/share/katex", "/usr/local/share/katex"]

  public struct Rejection: Error { var message: String }

  /// A display, a formula in a line, or one of the many of the evidence, set without hidden MathML.
  public enum Style: String { case display, inline, small }

  private let script: String
  private let polyfills: String
  private let memory: String?
  private var known: [String: String] = [:]
  private var learned = false
  private var engine: OpaquePointer?
  /// What went into the script, for the keys of what it made.
  let version: String

  /// `memory` is the file that remembers rendered formulas.
  public init(polyfills path: String, memory: String? = nil) throws {
    guard let folder = Self.folders.first(where: { Files.exists("\($0)/katex.js") }) else {
      throw Failure(.environment, "KaTeX is missing", remedy: "run “make doctor”, which says how to install it")
    }
    script = try Files.text("\(folder)/katex.js")
    polyfills = try Files.text(path)
    version = SHA256.hex(script + polyfills)
    self.memory = memory
    if let memory, let data = FileManager.default.contents(atPath: memory),
      let remembered = try? JSONDecoder().decode(Memory.self, from: data), remembered.version == version
    { known = remembered.formulas }
  }

  deinit { if let engine { js_free(engine) } }

  private struct Memory: Codable {
    var version: String
    var formulas: [String: String]
  }

  /// Writes down what was learned; call once at the end.
  public func remember() throws {
    guard learned, let memory else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try Files.write(Array(encoder.encode(Memory(version: version, formulas: known))), to: memory)
  }

  /// HTML of a formula; throws what KaTeX says when it is not strict TeX.
  public func render(_ tex: String, _ style: Style) throws -> String {
    let key = "\(style.rawValue) \(tex)"
    if let html = known[key] { return html }
    if let wide = tex.unicodeScalars.first(where: { $0.value > 0xFFFF }) {
      throw Rejection(message: "the character \(wide) cannot be typeset: write it as a command")
    }
    var html = try call("render", tex: tex, style)
    if style == .small { html = "<span role=\"img\" aria-label=\"\(HTML.escaped(tex))\">\(html)</span>" }
    known[key] = html
    learned = true
    return html
  }

  private func call(_ function: String, tex: String, _ style: Style) throws -> String {
    let engine = try started()
    let argument = try JSONEncoder().encode(Argument(display: style == .display, tex: tex, output: style == .small ? "html" : "htmlAndMathml"))
    let text = String(decoding: argument, as: UTF8.self)
    let status = js_call1(engine, function, text, text.utf8.count)
    defer { js_pop(engine) }
    let result = String(cString: js_text(engine))
    guard status == 0 else {
      throw Rejection(message: result.replacingOccurrences(of: "ParseError: KaTeX parse error: ", with: ""))
    }
    return result
  }

  private struct Argument: Encodable {
    var display: Bool
    var tex: String
    var output: String
  }

  private func started() throws -> OpaquePointer {
    if let engine { return engine }
    guard let new = js_new() else {
      throw Failure(.environment, "the JavaScript engine does not start", remedy: "check the free memory")
    }
    let render = """
      function render(a){var i=JSON.parse(a);return katex.renderToString(i.tex,
      {displayMode:i.display,throwOnError:true,strict:'error',output:i.output})}
      """
    for source in [polyfills, script, render] {
      guard js_eval(new, source, source.utf8.count) == 0 else {
        throw Failure(.inner, "KaTeX does not load: \(String(cString: js_text(new)))", remedy: "check the version of libjs-katex")
      }
      js_pop(new)
    }
    engine = new
    return new
  }
}

import CDuktape
import Digest
import Foundation

/// KaTeX inside this program: TeX in, HTML and MathML out, no browser and no Node.
///
/// It runs in strict mode and so is also the lint of all TeX in the book. Loading takes 0.1 s and a
/// formula 3 ms, so what was rendered once is remembered from build to build under the source of
/// KaTeX and of the formula.
public final class KaTeX {
  /// Where distributions and “npm install --global” put the library, in order of preference.
  static let folders = [
    "/usr/share/javascript/katex", "/opt/homebrew/lib/node_modules/katex/dist",
    "/usr/local/lib/node_modules/katex/dist", "/usr/lib/node_modules/katex/dist",
  ]

  public struct Rejection: Error { var message: String }

  /// A display, a formula in a line, or one of the many of the evidence, which is MathML alone.
  public enum Style: String, Sendable { case display, inline, small }

  struct Formula: Hashable, Sendable {
    var tex: String
    var style: Style
    init(_ tex: String, _ style: Style) { (self.tex, self.style) = (tex, style) }
    var key: String { "\(style.rawValue) \(tex)" }
  }

  private let memory: String?
  private var known: [String: String] = [:]
  private var learned = false
  private let sources: [String]
  private var engine: Engine?
  /// What went into the script, for the keys of what it made.
  let version: String

  /// `memory` is the file that remembers rendered formulas.
  public init(polyfills path: String, memory: String? = nil) throws {
    guard let folder = Self.folders.first(where: { Files.exists("\($0)/katex.js") }) else {
      throw Failure(
        .environment, "KaTeX is missing", remedy: "run “make doctor”, which says how to install it")
    }
    sources = [try Files.text(path), try Files.text("\(folder)/katex.js")]
    version = SHA256.hex("2 " + sources.joined())
    self.memory = memory
    if let memory, let data = FileManager.default.contents(atPath: memory),
      let remembered = try? JSONDecoder().decode(Memory.self, from: data),
      remembered.version == version
    {
      known = remembered.formulas
    }
  }

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
    let formula = Formula(tex, style)
    if let html = known[formula.key] { return html }
    if engine == nil { engine = try Engine(sources) }
    let html = try engine?.render(formula) ?? ""
    (known[formula.key], learned) = (html, true)
    return html
  }

  /// Renders what is not known yet, on as many engines as there are cores. What KaTeX refuses is
  /// left for `render`.
  func prepare(_ formulas: [Formula]) throws {
    var seen = Set(known.keys)
    let wanted = formulas.filter { seen.insert($0.key).inserted }
    let lanes = min(ProcessInfo.processInfo.activeProcessorCount, wanted.count / 40)
    guard lanes > 1 else { return }
    let sources = sources
    let made = Lanes<[(String, String)]>(count: lanes)
    DispatchQueue.concurrentPerform(iterations: lanes) { lane in
      guard let engine = try? Engine(sources) else { return }
      made.put(
        lane,
        stride(from: lane, to: wanted.count, by: lanes).compactMap { i in
          (try? engine.render(wanted[i])).map { (wanted[i].key, $0) }
        })
    }
    for (key, html) in made.all.flatMap(\.self) { (known[key], learned) = (html, true) }
  }
}

/// One slot for each of several threads.
final class Lanes<Value: Sendable>: @unchecked Sendable {
  private var slots: [Value?]
  private let lock = NSLock()

  init(count: Int) { slots = Array(repeating: nil, count: count) }

  func put(_ lane: Int, _ value: Value) { lock.withLock { slots[lane] = value } }
  var all: [Value] { lock.withLock { slots.compactMap(\.self) } }
}

/// One JavaScript engine with KaTeX in it; used by one thread at a time.
private final class Engine {
  private let context: OpaquePointer

  init(_ sources: [String]) throws {
    guard let new = js_new() else {
      throw Failure(
        .environment, "the JavaScript engine does not start", remedy: "check the free memory")
    }
    context = new
    let render = """
      function render(a){var i=JSON.parse(a);return katex.renderToString(i.tex,
      {displayMode:i.display,throwOnError:true,strict:'error',output:i.output})}
      """
    for source in sources + [render] {
      guard js_eval(new, source, source.utf8.count) == 0 else {
        throw Failure(
          .inner, "KaTeX does not load: \(String(cString: js_text(new)))",
          remedy: "check the version of libjs-katex")
      }
      js_pop(new)
    }
  }

  deinit { js_free(context) }

  private struct Argument: Encodable {
    var display: Bool
    var tex, output: String
  }

  func render(_ formula: KaTeX.Formula) throws -> String {
    if let wide = formula.tex.unicodeScalars.first(where: { $0.value > 0xFFFF }) {
      throw KaTeX.Rejection(
        message: "the character \(wide) cannot be typeset: write it as a command")
    }
    let small = formula.style == .small
    let argument = try JSONEncoder().encode(
      Argument(
        display: formula.style == .display, tex: formula.tex,
        output: small ? "mathml" : "htmlAndMathml"))
    let text = String(decoding: argument, as: UTF8.self)
    let status = js_call1(context, "render", text, text.utf8.count)
    defer { js_pop(context) }
    let result = String(cString: js_text(context))
    guard status == 0 else {
      throw KaTeX.Rejection(
        message: result.replacingOccurrences(of: "ParseError: KaTeX parse error: ", with: ""))
    }
    return small ? MathML.light(result) : KaTeX.light(result)
  }
}

extension KaTeX {
  /// Without the TeX source that stands beside the hidden MathML.
  static func light(_ html: String) -> String {
    HTML.replacing(html, from: "<annotation", to: "</annotation>") { _ in "" }
      .replacingOccurrences(of: "<semantics>", with: "").replacingOccurrences(
        of: "</semantics>", with: ""
      )
      .replacingOccurrences(of: " xmlns=\"http://www.w3.org/1998/Math/MathML\"", with: "")
  }
}

/// The colours and strokes of an SVG: as attributes that every program reads, and as classes
/// through which a browser follows the theme of the page.
enum SVGStyle {
  typealias Attributes = [(name: String, value: String)]

  /// "fill:none;stroke-width:1.4;" as attributes, without what is the default.
  static func attributes(of style: String) -> Attributes {
    style.split(separator: ";").compactMap { part in
      let sides = part.split(separator: ":", maxSplits: 1).map { $0.filter { $0 != " " } }
      return sides.count == 2 ? (String(sides[0]), String(sides[1])) : nil
    }
  }

  private static let defaults = [
    "stroke": "none", "fill-rule": "nonzero", "stroke-linecap": "butt", "stroke-opacity": "1",
    "fill-opacity": "1", "stroke-miterlimit": "10",
  ]

  /// Colours as hexadecimal with a class that names the ink; defaults dropped.
  static func themed(_ attributes: Attributes) -> Attributes {
    var result: Attributes = []
    var classes: [String] = []
    for (name, value) in attributes where defaults[name] != value {
      // said once, in the style sheet
      if name == "stroke-linejoin" && value == "round" { continue }
      guard name == "fill" || name == "stroke", let rgb = rgb(value) else {
        result.append((name, value))
        continue
      }
      result.append((name, rgb.hex))
      if let ink = inks[rgb] { classes.append("\(name == "fill" ? "f" : "s")-\(ink.rawValue)") }
    }
    return classes.isEmpty ? result : [("class", classes.joined(separator: " "))] + result
  }

  /// "rgb(4.313725%,40%,65.882353%)".
  private static func rgb(_ text: String) -> RGB? {
    guard text.hasPrefix("rgb("), text.hasSuffix(")") else { return nil }
    let parts = text.dropFirst(4).dropLast().split(separator: ",").compactMap { part -> UInt8? in
      guard let value = Double(part.filter { $0 != "%" && $0 != " " }) else { return nil }
      return UInt8(min(max(part.contains("%") ? value * 2.55 : value, 0), 255).rounded())
    }
    return parts.count == 3 ? RGB(red: parts[0], green: parts[1], blue: parts[2]) : nil
  }

  /// The inks of the light theme by their colour; no two are alike (tested).
  private static let inks = Dictionary(
    uniqueKeysWithValues: Color.Ink.allCases.map { (Theme.light.rgb(of: $0), $0) })

  /// Neighbours that look alike share a group that carries the attributes.
  static func grouped(_ elements: [SVGElement]) -> [SVGElement] {
    let own: Set = ["d", "href", "x", "y"]
    var result: [SVGElement] = []
    var run: [SVGElement] = []
    var key = ""
    func flush() {
      if run.count < 2 {
        result += run
      } else {
        let shared = run[0].attributes.filter { !own.contains($0.name) }.map { ($0.name, $0.value) }
        let members = run.map { element in
          SVGElement(
            element.name,
            element.attributes.filter { own.contains($0.name) }.map { ($0.name, $0.value) })
        }
        result.append(SVGElement("g", shared, members))
      }
      run = []
    }
    for element in elements {
      let isDrawn =
        (element.name == "path" || element.name == "use") && element["xlink:href"] == nil
      let look = element.attributes.filter { !own.contains($0.name) }.map {
        "\($0.name)=\($0.value)"
      }.joined(separator: ";")
      if !isDrawn || look != key { flush() }
      if isDrawn { run.append(element) } else { result.append(element) }
      key = isDrawn ? look : ""
    }
    flush()
    return result
  }

  /// The style sheet: what the classes in use mean, in light and dark.
  static func sheet(for elements: [SVGElement]) -> String {
    var used: Set<String> = []
    func collect(_ element: SVGElement) {
      used.formUnion((element["class"] ?? "").split(separator: " ").map(String.init))
      element.children.forEach(collect)
    }
    elements.forEach(collect)
    // paper always: a drawing on its own has it as background
    let inks = Color.Ink.allCases.filter {
      $0 == .paper || used.contains("f-\($0)") || used.contains("s-\($0)")
    }
    func values(_ theme: Theme) -> String {
      inks.map { "--fig-\($0):\(value($0, theme))" }.joined(separator: ";")
    }
    let rules = inks.flatMap { ink in
      (used.contains("f-\(ink)") ? [".fig .f-\(ink){fill:var(--fig-\(ink))}"] : [])
        + (used.contains("s-\(ink)") ? [".fig .s-\(ink){stroke:var(--fig-\(ink))}"] : [])
    }
    return """
      <style>
      .fig{stroke-linejoin:round;\(values(.light))}
      .fig:root{color-scheme:light dark;background:var(--fig-paper)}
      @media(prefers-color-scheme:dark){
      :root:not([data-theme=light]) .fig,.fig:root{\(values(.dark))}}
      :root[data-theme=dark] .fig{\(values(.dark))}
      \(rules.joined(separator: "\n"))
      </style>

      """
  }

  /// Halos take the background of the page where it has one.
  private static func value(_ ink: Color.Ink, _ theme: Theme) -> String {
    let hex = theme.rgb(of: ink).hex
    return ink == .paper ? "var(--bg,\(hex))" : hex
  }
}

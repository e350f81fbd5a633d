/// The text of a chapter, `chapter.md`, taken apart: what the program reads and the prose around
/// it, in order.
///
/// The program reads toys, equations, foils and values; the weaver sets all blocks.
/// `docs/chapters.md` describes the form.
public struct ChapterText: Sendable {
  /// How messages call the file.
  public var file: String
  public var front = FrontMatter()
  /// The whole file in order.
  public var blocks: [Block] = []

  public enum Block: Sendable {
    case prose(Prose)
    case toy(ToyBlock)
    case equation(EquationBlock)
    case foils(FoilsBlock)
    case values(ValuesBlock)
    /// `{{cell name}}` on a line of its own.
    case cell(Named)
    case figure(FigureBlock)
    /// `::: {.question}`.
    case open(Division)
    /// The `:::` that closes the innermost open division.
    case close(Position)
  }
}

/// Between the `---` lines at the top.
public struct FrontMatter: Hashable, Sendable {
  public var title = ""
  public var question: String?
  public var needs: [String] = []
  /// Every key as written, for the weaver.
  public var entries: [String: String] = [:]
}

/// Markdown that the program does not read, with the placeholders in it.
public struct Prose: Hashable, Sendable {
  public var position: Position
  public var markdown: String
  public var placeholders: [Placeholder]

  /// The Markdown with each placeholder replaced, for the weaver.
  public func replacing(_ text: (Placeholder) throws -> String) rethrows -> String {
    let scalars = Array(markdown.unicodeScalars)
    var result = "", last = 0
    for placeholder in placeholders {
      result += String(scalars[last..<placeholder.range.lowerBound]) + (try text(placeholder))
      last = placeholder.range.upperBound
    }
    return result + String(scalars[last...])
  }
}

/// `{{name}}` or `{{name:format}}` in prose or in a caption.
public struct Placeholder: Hashable, Sendable {
  public var name: String
  /// Behind the colon: digits (`6`), `%`, `/`; nil for the standard four digits.
  public var format: String?
  public var position: Position
  /// Whether it stands inside `$…$`.
  public var inMathematics: Bool
  /// The scalars of the surrounding Markdown that it takes up, braces included.
  public var range: Range<Int>
}

public struct Named: Hashable, Sendable {
  public var name: String
  public var position: Position
}

/// A fenced block `toy NAME`.
public struct ToyBlock: Hashable, Sendable {
  public var name: String
  public var position: Position
  /// The lines between the fences.
  public var text: String
  /// The line of the file on which `text` starts.
  public var line: Int
}

/// `$$ … $$ {#eq:…}`.
public struct EquationBlock: Hashable, Sendable {
  /// The label without `eq:`, such as `gan/value-js.2`.
  public var label: String
  public var latex: String
  /// Where the opening `$$` stands.
  public var position: Position
  /// Where the first scalar of `latex` stands.
  public var start: Position
  public var status: Status
  /// The toys it is checked on, in order; none for an equation between numbers.
  public var toys: [Named]
  /// Values fixed for this equation, as statements: `theta = 2`.
  public var fixed: [String]
  public var scope: String?
  public var because: String?
  public var headline: Bool
  /// The strongest grade this equation can have, where the author must say so.
  public var grade: String?
  public var sources: [String]
  public var attributes: Attributes

  /// `definition` also when the chain begins with `:=` and no status is written.
  public enum Status: String, Hashable, Sendable, CaseIterable {
    case checked, definition, assumption, cited, reading
  }

  /// The id of the claim: the label without its number.
  public var claim: String { EquationBlock.claim(of: label) }

  /// `gan/value-js.2` belongs to `gan/value-js`.
  public static func claim(of label: String) -> String {
    let parts = label.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 1, let number = parts.last, !number.isEmpty, number.allSatisfy(\.isNumber)
    else { return label }
    return parts.dropLast().joined(separator: ".")
  }
}

/// A fenced block `foils LABEL`.
public struct FoilsBlock: Hashable, Sendable {
  public var label: String
  public var position: Position
  public var foils: [FoilLine]
}

/// One wrong variant: the edit and the mistake in words.
public struct FoilLine: Hashable, Sendable {
  public enum Edit: Hashable, Sendable {
    /// Replace the `occurrence`-th place where `old` stands; nil: the only place.
    case replace(old: String, new: String, occurrence: Int?)
    /// The whole wrong equation.
    case whole(String)
    /// Statements of the toy, edited: the hypothesis that the claim needs is taken away.
    case toy(String)

    /// As the chapter writes it.
    public var text: String {
      switch self {
      case .replace(let old, let new, let occurrence):
        old + (occurrence.map { " @\($0)" } ?? "") + " => " + new
      case .whole(let whole): "= " + whole
      case .toy(let statements): "toy: " + statements.split(separator: "\n").joined(separator: "; ")
      }
    }
  }
  public var edit: Edit
  public var mistake: String
  public var position: Position
}

/// A fenced block `values`.
public struct ValuesBlock: Hashable, Sendable {
  public var position: Position
  public var values: [ValueLine]
}

/// `name = formula @ toy theta=2`.
public struct ValueLine: Hashable, Sendable {
  public var name: String
  public var latex: String
  public var toy: Named?
  /// `theta=2`: what is fixed, as (name, value).
  public var fixed: [[String]]
  public var position: Position
  /// Where the first scalar of `latex` stands.
  public var start: Position
}

/// `![caption](figure:name){#fig:name width=90%}`.
public struct FigureBlock: Hashable, Sendable {
  public var name: String
  public var caption: Prose
  public var attributes: Attributes
  public var position: Position
}

/// `::: {.class #id title="…"}`.
public struct Division: Hashable, Sendable {
  public var attributes: Attributes
  public var position: Position
}

extension ChapterText {
  public var toys: [ToyBlock] { blocks.compactMap { if case .toy(let b) = $0 { b } else { nil } } }
  public var equations: [EquationBlock] {
    blocks.compactMap { if case .equation(let b) = $0 { b } else { nil } }
  }
  public var foils: [FoilsBlock] {
    blocks.compactMap { if case .foils(let b) = $0 { b } else { nil } }
  }
  public var values: [ValueLine] {
    blocks.flatMap { (block) -> [ValueLine] in
      if case .values(let b) = block { b.values } else { [] }
    }
  }
  public var cells: [Named] { blocks.compactMap { if case .cell(let b) = $0 { b } else { nil } } }
  public var figures: [FigureBlock] {
    blocks.compactMap { if case .figure(let b) = $0 { b } else { nil } }
  }
  public var divisions: [Division] {
    blocks.compactMap { if case .open(let b) = $0 { b } else { nil } }
  }
  /// Every placeholder of the prose and of the captions, in order.
  public var placeholders: [Placeholder] {
    blocks.flatMap { block -> [Placeholder] in
      switch block {
      case .prose(let prose): prose.placeholders
      case .figure(let figure): figure.caption.placeholders
      default: []
      }
    }
  }
  /// The claims that stand in the text as `::: {.check #id}`.
  public var checks: [Named] {
    divisions.filter { $0.attributes.classes.contains("check") }
      .compactMap { d in d.attributes.id.map { Named(name: $0, position: d.position) } }
  }

  /// Everything the program reads and nothing else: when it is unchanged, so are the results.
  ///
  /// Free of prose and of line numbers, so that editing a paragraph re-runs nothing.
  public var programText: String {
    var lines = ["title \(front.title)"]
    for block in blocks {
      switch block {
      case .toy(let toy): lines += ["toy \(toy.name)", toy.text]
      case .equation(let e):
        let a = e.attributes
        lines += ["equation \(e.label)", e.latex]
        lines += a.values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        lines += a.words.sorted()
      case .foils(let f):
        lines += ["foils \(f.label)"] + f.foils.map { "\($0.edit) | \($0.mistake)" }
      case .values(let v):
        lines += v.values.map {
          "value \($0.name) = \($0.latex) @ \($0.toy?.name ?? "") \($0.fixed)"
        }
      case .prose, .cell, .figure, .open, .close: break
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

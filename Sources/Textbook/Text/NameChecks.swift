import Foundation

extension ChapterReader {
  /// What can be said of names before any formula is read: doubles, and references that lead
  /// nowhere.
  mutating func checkNames() {
    let toys = chapter.toys, equations = chapter.equations
    refuseDoubles(toys.map { Named(name: $0.name, position: $0.position) }, "toy")
    refuseDoubles(
      equations.map { Named(name: $0.label, position: $0.attributes.position) }, "equation label")
    refuseDoubles(chapter.values.map { Named(name: $0.name, position: $0.position) }, "value")
    refuseDoubles(chapter.figures.map { Named(name: $0.name, position: $0.position) }, "figure")
    refuseDoubles(chapter.cells, "cell")

    let names = Set(toys.map(\.name))
    for toy in equations.flatMap(\.toys) + chapter.values.compactMap(\.toy)
    where !names.contains(toy.name) {
      report(toy.position, "there is no toy \(toy.name)\(suggestion(for: toy.name, among: names))")
    }
    var before: Set<String> = [], foiled: [String: Set<String>] = [:]
    let labels = Set(equations.map(\.label))
    for block in chapter.blocks {
      switch block {
      case .equation(let equation): before.insert(equation.label)
      case .foils(let foils):
        if !labels.contains(foils.label) {
          report(
            foils.position,
            "there is no equation \(foils.label)\(suggestion(for: foils.label, among: labels))")
        } else if !before.contains(foils.label) {
          report(
            foils.position,
            "the foils of \(foils.label) stand before their equation; move them behind it")
        }
        for foil in foils.foils
        where !foiled[foils.label, default: []].insert(foil.mistake).inserted {
          report(
            foil.position,
            "two foils of \(foils.label) have the words “\(foil.mistake)”; tell them apart")
        }
      default: break
      }
    }
    checkFoilCounts(foiled.mapValues(\.count))
  }

  /// A check that nothing can fail is no check: one foil for each equation, three for a headline.
  private mutating func checkFoilCounts(_ counts: [String: Int]) {
    for equation in chapter.equations {
      let count = counts[equation.label] ?? 0, place = equation.attributes.position
      guard equation.status == .checked else {
        if count > 0 {
          report(
            place,
            "\(equation.label) is a \(equation.status.rawValue): it is not checked and has no foils"
          )
        }
        continue
      }
      let needed = equation.headline ? 3 : 1
      if count < needed {
        report(
          place,
          "\(equation.label) has \(count) of \(needed) foils; add ```foils \(equation.label) with plausible wrong variants"
        )
      }
    }
  }

  /// Names are compared composed and without case: a file system may not tell them apart.
  private mutating func refuseDoubles(_ names: [Named], _ kind: String) {
    var seen: [String: Position] = [:]
    for name in names.sorted(by: { $0.position < $1.position }) {
      let key = name.name.lowercased().composed
      if let first = seen[key] {
        report(
          name.position,
          "the \(kind) \(name.name) is already used on line \(first.line); choose another name")
      } else {
        seen[key] = name.position
      }
    }
  }
}

import Evidence
import Foundation

extension Results {
  /// Reads what a chapter program wrote; refuses another chapter and other settings.
  public static func read(_ path: String, chapter: String) throws -> Results {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(
        .environment, "the results of chapter \(chapter) are missing", remedy: "run “make chapters”"
      )
    }
    let results: Results
    do { results = try Results.read(data) } catch {
      throw Failure(
        .inner, "\(path) is not what docs/results.md describes: \(error)",
        remedy: "run “make clean”, then “make chapters”")
    }
    guard results.chapter == chapter else {
      throw Failure(
        .inner, "\(path) holds the results of chapter \(results.chapter)",
        remedy: "expected is \(chapter): run “make clean”, then “make chapters”")
    }
    let s = results.settings, standard = Options()
    guard
      s.set.isEmpty, s.only.isEmpty, s.toy.isEmpty, s.digits == standard.digits,
      results.seed == standard.seed
    else {
      throw Failure(
        .environment,
        "\(path) was made with other settings (--set, --only, --toy, --seed or --digits)",
        remedy: "the book takes results of the standard settings alone: run “make chapters”")
    }
    return results
  }
}

extension LineRecord {
  /// The exact value in words where there is one, else the enclosure as one numeral; of draws what
  /// they gave, and the region that holds the true value.
  var shown: String {
    if let sampled, let value, value.count == 2 { return "\(sampled) (\(value[0]) to \(value[1]))" }
    if let exact, exact.count <= 48 { return exact }
    if let value { return Digits.shown(value) }
    return (components ?? []).prefix(4).map { "\($0.name) \($0.exact ?? Digits.shown($0.value))" }
      .joined(separator: ", ")
      + ((components?.count ?? 0) > 4 ? ", …" : "")
  }
}

extension PointRecord {
  var hasNumbers: Bool { lines.contains { $0.value != nil || $0.components != nil } }
}

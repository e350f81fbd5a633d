import Foundation

/// Which bodies and values each test comes to, and what it costs. Every test is run once alone with no
/// mutant awake; what is found is kept until a source or the tests of its module change.
struct Reach: Sendable {
  struct Test: Sendable {
    var name: String
    /// Seconds of processor time, with the start of the program.
    var cost: Double
    /// By module, the first mutant of each place.
    var sites: [String: Set<Int>]
  }
  private(set) var tests: [Test] = []

  init(_ nursery: Nursery, _ crops: [Crop]) throws {
    let path = "\(nursery.root)/.build/mutants/reach"
    let known = Self.read(path)
    let names = try nursery.tests()
    let common = Digest(crops.flatMap { $0.schemata.written(keeping: $0.candidates).map { ($0.file, $0.text) } })
      .joined(Digest(nursery.sources(below: "Sources")))
      .joined(Digest(nursery.sources(below: "Tests/formulas", also: Nursery.data)))
    var states: [String: String] = [:]
    func stateOfTests(with name: String) -> String {
      let folder = "Tests/" + name.prefix { $0 != "." }
      if let state = states[folder] { return state }
      let own = common.joined(Digest(nursery.sources(below: folder))).text
      states[folder] = own
      return own
    }
    var lines: [String] = [], asked: [(name: String, state: String)] = []
    for name in names {
      let state = stateOfTests(with: name)
      if let (line, test) = known["\(state)\t\(name)"] {
        tests.append(test)
        lines.append(line)
      } else {
        asked.append((name, state))
      }
    }
    let modules = crops.map(\.module)
    var number = 0
    let found = try Cores.map(asked) { name, state in
      (name, state, try Self.observe(name, nursery, modules))
    } done: { name, state, test in
      if number % 50 == 0 { Progress.say("what tests reach: \(number) of \(asked.count)") }
      number += 1
      guard let test else { return Progress.say("left out, since it fails without any mutant: \(name)") }
      lines.append(Self.line(test, state))
      if number % 10 == 0 { try Self.write(lines, path) }
    }
    tests = (tests + found.compactMap(\.2)).sorted { $0.name < $1.name }
    try Self.write(lines, path)
  }

  private static func write(_ lines: [String], _ path: String) throws {
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
  }

  /// The tests that come to a place.
  func tests(to site: Int, of module: String) -> [Test] {
    tests.filter { $0.sites[module]?.contains(site) ?? false }
  }

  /// nil if the test fails.
  private static func observe(_ name: String, _ nursery: Nursery, _ modules: [String]) throws -> Test? {
    let notebook = "\(nursery.root)/.build/mutants/reached-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: notebook) }
    try FileManager.default.createDirectory(atPath: notebook, withIntermediateDirectories: true)
    let outcome = try nursery.run([name], environment: [Schemata.notebook: notebook], limit: .build)
    guard outcome.succeeded else { return nil }
    var sites: [String: Set<Int>] = [:]
    for module in modules {
      guard let text = try? String(contentsOfFile: "\(notebook)/\(module)", encoding: .utf8) else { continue }
      sites[module] = Set(text.split(separator: " ").compactMap { Int($0) })
    }
    return Test(name: name, cost: outcome.cost, sites: sites)
  }

  private static func line(_ test: Test, _ state: String) -> String {
    let sites = test.sites.sorted { $0.key < $1.key }
      .map { "\($0.key) " + $0.value.sorted().map(String.init).joined(separator: " ") }
    return ([state, test.name, String(test.cost)] + sites).joined(separator: "\t")
  }

  private static func read(_ path: String) -> [String: (String, Test)] {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    var known: [String: (String, Test)] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "\t").map(String.init)
      guard parts.count >= 3, let cost = Double(parts[2]) else { continue }
      var test = Test(name: parts[1], cost: cost, sites: [:])
      for part in parts.dropFirst(3) {
        let words = part.split(separator: " ")
        test.sites[String(words[0])] = Set(words.dropFirst().compactMap { Int($0) })
      }
      known["\(parts[0])\t\(parts[1])"] = (String(line), test)
    }
    return known
  }
}

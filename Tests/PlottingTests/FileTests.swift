import Digest
import Foundation
import Plotting
import SplitMix
import Testing

struct FileTests {
  private func files(_ figure: Figure, in url: URL) throws -> [String: Data] {
    let record = try figure.render(
      to: url, alt: "A test & <nothing> else. Second sentence.", darkPNG: true)
    return try Dictionary(
      uniqueKeysWithValues: (record.files + record.data).map {
        ($0, try Data(contentsOf: url.appendingPathComponent($0)))
      })
  }

  @Test func sameBytesWhateverWasDrawnBefore() throws {
    try withDirectory { url in
      let alone = try files(sample(), in: url.appendingPathComponent("a"))
      _ = try files(sample("other"), in: url.appendingPathComponent("b"))
      let again = try files(sample(), in: url.appendingPathComponent("c"))
      #expect(alone.count == 5)
      for (name, bytes) in alone { #expect(again[name] == bytes, "\(name) differs") }
    }
  }

  @Test func unchangedFilesAreLeftAlone() throws {
    try withDirectory { url in
      _ = try files(sample(), in: url)
      let svg = url.appendingPathComponent("sample.svg")
      let old = Date(timeIntervalSince1970: 1_000_000)
      try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: svg.path)
      _ = try files(sample(), in: url)
      let date =
        try FileManager.default.attributesOfItem(atPath: svg.path)[.modificationDate] as? Date
      #expect(date == old)
      let names = try FileManager.default.contentsOfDirectory(atPath: url.path)
      #expect(!names.contains { $0.hasSuffix(".part") })
    }
  }

  @Test func fullDiskIsAnError() {
    let error = #expect(throws: OutputError.self) {
      try OutputDirectory.fill(
        "/dev/full", with: [UInt8](repeating: 1, count: 7000), calling: "figure.pdf")
    }
    #expect(error?.file == "figure.pdf")
    #expect(error?.reason.contains("7000 bytes") == true)
  }

  /// A pipe is written to; a file in its place would be a loss, of a device a disaster.
  @Test func whatIsNoFileIsNotReplaced() throws {
    try withDirectory { url in
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      let pipe = url.appendingPathComponent("pipe").path
      try #require(mkfifo(pipe, 0o600) == 0)
      let reader = open(pipe, O_RDWR | O_NONBLOCK)
      defer { close(reader) }
      try OutputDirectory.replace(pipe, with: Array("through".utf8))
      var heard = [UInt8](repeating: 0, count: 16)
      let count = read(reader, &heard, heard.count)
      #expect(String(decoding: heard.prefix(max(0, count)), as: UTF8.self) == "through")
      #expect(OutputDirectory.isSpecial(pipe) && OutputDirectory.isSpecial("/dev/stdout"))
      let file = url.appendingPathComponent("file").path
      try OutputDirectory.replace(file, with: [1])
      #expect(!OutputDirectory.isSpecial(file) && !OutputDirectory.isSpecial(url.path))
      #expect(try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() == ["file", "pipe"])
    }
  }

  @Test func aFileInTheWayIsAnError() throws {
    try withDirectory { url in
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      let file = url.appendingPathComponent("taken")
      try Data("x".utf8).write(to: file)
      #expect(throws: OutputError.self) { try sample().render(to: file, alt: "A test.") }
      #expect(try Data(contentsOf: file) == Data("x".utf8))
    }
  }

  @Test func linksStayLinksAndLeftoversGo() throws {
    try withDirectory { url in
      let real = url.appendingPathComponent("real")
      let here = url.appendingPathComponent("here")
      for place in [real, here] {
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      }
      let target = real.appendingPathComponent("elsewhere.svg")
      let link = here.appendingPathComponent("sample.svg")
      try Data("old".utf8).write(to: target)
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: target)
      // no process has this number: the kernel's limit is 2²²
      let leftover = here.appendingPathComponent(".sample.pdf.99999999.part")
      let others = here.appendingPathComponent(".sample.pdf.\(getpid()).part")
      for file in [leftover, others] { try Data("half".utf8).write(to: file) }
      _ = try sample().render(to: here, alt: "A test.")
      #expect(
        try FileManager.default.destinationOfSymbolicLink(atPath: link.path).hasSuffix(
          "elsewhere.svg"))
      #expect(try String(contentsOf: target, encoding: .utf8).hasPrefix("<svg"))
      #expect(!FileManager.default.fileExists(atPath: leftover.path))
    }
  }

  @Test func recordTellsWhatWasMade() throws {
    try withDirectory { url in
      let record = try sample().render(to: url, alt: "A test.")
      #expect(
        record.files == ["sample.svg", "sample.pdf", "sample.png"] && record.data == ["sample.csv"])
      let csv = try Data(contentsOf: url.appendingPathComponent("sample.csv"))
      #expect(record.sha256 == SHA256.hex(csv))
      #expect(record.width == 420 && record.height == 260)
      let copy = try JSONDecoder().decode(FigureRecord.self, from: JSONEncoder().encode(record))
      #expect(copy == record)
    }
  }

  @Test func manyPointsStayLight() throws {
    var random = SplitMix(seed: 1)
    let xs = (0..<20_000).map { _ in Double.random(in: 0...1, using: &random) }
    let ys = (0..<20_000).map { _ in Double.random(in: 0...1, using: &random) }
    let figure = Figure("cloud", size: .square) {
      Panel(x: .linear(0...1), y: .linear(0...1)) {
        Dots(xs, ys, radius: 0.7, fill: .blue.opacity(0.4))
      }
    }
    try withDirectory { url in
      let files = try files(figure, in: url)
      #expect(files["cloud.svg"]!.count < 200_000)
      #expect(files["cloud.pdf"]!.count < 200_000)
    }
  }
}

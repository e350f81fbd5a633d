import Foundation

/// What was published last: the key of each output and a fingerprint of its files, kept beside
/// them in `.published.json`.
struct Published: Codable, Equatable {
  struct Part: Codable, Equatable {
    /// Of all that the output was made from (`Keys.book`).
    var key: String
    /// Of the names and bytes of its files: a page that was lost, added or edited by hand is
    /// noticed.
    var files: String
  }

  var html: Part?
  var pdf: Part?

  private static let name = ".published.json"

  /// What the published book says of itself; nothing when there is none or it is damaged.
  static func last(in repository: Repository) -> Published {
    FileManager.default.contents(atPath: "\(repository.site)/\(name)").flatMap {
      try? JSONDecoder().decode(Published.self, from: $0)
    } ?? Published(html: nil, pdf: nil)
  }

  private init(html: Part?, pdf: Part?) { (self.html, self.pdf) = (html, pdf) }

  /// The outputs that lie in a folder, made under this key.
  init(_ outputs: Set<BookBuild.Output>, of key: String, in folder: String) {
    func part(_ output: BookBuild.Output) -> Part? {
      outputs.contains(output) ? Part(key: key, files: output.fingerprint(in: folder)) : nil
    }
    self.init(html: part(.html), pdf: part(.pdf))
  }

  /// Whether a folder holds this output of this key, file by file as it was made.
  ///
  /// Cost: one reading of the files, some 10 ms a megabyte.
  func holds(_ output: BookBuild.Output, of key: String, in folder: String) -> Bool {
    guard let part = output == .html ? html : pdf, part.key == key else { return false }
    return part.files == output.fingerprint(in: folder)
  }

  func write(into folder: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try Files.write(Array(encoder.encode(self)), to: "\(folder)/\(Self.name)")
  }
}

extension BookBuild.Output {
  /// The files of this output in a published folder, relative to it.
  func files(in folder: String) -> [String] {
    Files.list(folder).filter { ($0 == Repository.pdfName) == (self == .pdf) }
  }

  func fingerprint(in folder: String) -> String {
    Keys.fingerprint(of: files(in: folder), in: folder)
  }
}

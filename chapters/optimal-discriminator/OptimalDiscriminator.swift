import Foundation
import Textbook
@main struct OptimalDiscriminator {
  static func main() throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: "chapters/optimal-discriminator/chapter.md"))
    do { let c = try ChapterText.read(data, file: "chapter.md"); print(c.blocks.count) } catch { print(error) }
  }
}

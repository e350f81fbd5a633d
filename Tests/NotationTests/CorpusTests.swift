import Testing

/// The files of `Tests/formulas` are there, and none holds a text twice.
@Suite struct CorpusTests {
  @Test func isLarge() {
    #expect(Corpus.book.count >= 190)
    let others = [("book", Corpus.book), ("toys", Corpus.toys)].map(Corpus.Block.init)
    for block in Corpus.all + others {
      #expect(block.texts.count > 30, "\(block.name)")
      #expect(Set(block.texts).count == block.texts.count, "\(block.name)")
    }
  }
}

import Textbook

/// Chapter 3: a bound on a probability that cannot be computed, and what exactly is lost.
@main struct ElboIdentity: Chapter {
  static let page = Page("elbo-identity", in: .module)

  static func cells(_ book: Book) -> [Cell] {
    Cell("evidence") { evidenceCell($0.callAsFunction) }
    Cell("naive") { naiveCell($0.callAsFunction) }
    Cell("bound") { boundCell($0.callAsFunction) }
    Cell("urns") { urnsCell($0.callAsFunction) }
    Cell("gradients") { gradientsCell($0.callAsFunction) }
    Cell("alternate") { alternateCell($0.callAsFunction) }
    Cell("turn") { turnCell($0.callAsFunction) }
    Cell("knob") { knobCell($0.callAsFunction) }
  }
}

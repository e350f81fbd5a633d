import Testing
import Weaving

@Suite struct SHA256Tests {
  /// The vectors of FIPS 180-4 and one that fills several blocks, from coreutils.
  @Test func agreesWithThePublishedVectors() {
    #expect(SHA256.hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(SHA256.hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      SHA256.hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(
      SHA256.hex(String(repeating: "a", count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func piecesMakeTheWhole() {
    for cut in [0, 1, 55, 56, 63, 64, 65, 119, 120, 128] {
      let bytes = (0..<200).map { UInt8(truncatingIfNeeded: $0 * 7) }
      var hash = SHA256()
      hash.update(Array(bytes.prefix(cut)))
      hash.update(Array(bytes.dropFirst(cut)))
      #expect(hash.finish() == SHA256.hex(bytes), "cut at \(cut)")
    }
  }
}

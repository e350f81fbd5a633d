import Digest
import Testing

@Suite struct SHA256Tests {
  /// The vectors of FIPS 180-4 and one that fills many blocks.
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

  /// For every length around a block, in portions as in one go; asking for the digest midway changes nothing.
  @Test func piecesMakeTheWhole() {
    for length in 50...130 {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 7) }
      var parts = SHA256()
      parts.update(bytes[..<(length / 3)])
      #expect(parts.digest == SHA256.hash(bytes[..<(length / 3)]))
      parts.update(bytes[(length / 3)...])
      #expect(parts.digest == SHA256.hash(bytes), "\(length) bytes")
      #expect(parts.hex == SHA256.hex(bytes), "\(length) bytes")
    }
  }
}

import Curve25519
import Testing

/// The public key of a scalar, by the code under test.
func publicKey(of scalar: [UInt8]) -> [UInt8] {
  let key = Curve25519.publicKey(of: scalar.span)
  return key.indices.map { key[$0] }
}

@Suite struct `RFC 7748` {
  @Test(arguments: [
    // Alice and Bob.
    (
      "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a",
      "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"
    ),
    (
      "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
      "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"
    ),
  ])
  func `section 6.1: private keys and their public keys`(scalar: String, expected: String) {
    #expect(publicKey(of: bytes(hex: scalar)) == bytes(hex: expected))
    #expect(ladder(bytes(hex: scalar), nine) == bytes(hex: expected))
  }

  @Test func `section 5.2: the first of the iterated values is that of the base point`() {
    let expected = bytes(hex: "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079")
    #expect(publicKey(of: nine) == expected)
    #expect(ladder(nine, nine) == expected)
  }

  @Test(arguments: [
    (
      "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
      "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
      "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"
    ),
    (
      "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
      "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
      "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957"
    ),
  ])
  func `section 5.2: the ladder of these tests is right`(
    scalar: String, coordinate: String, expected: String
  ) {
    #expect(ladder(bytes(hex: scalar), bytes(hex: coordinate)) == bytes(hex: expected))
  }

  @Test func `section 5.2: the ladder of these tests is right after 1,000 iterations`() {
    var (scalar, coordinate) = (nine, nine)
    for _ in 0..<1000 { (scalar, coordinate) = (ladder(scalar, coordinate), scalar) }
    #expect(
      scalar == bytes(hex: "684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51"))
  }
}

import Testing

@testable import WGModel

@Suite struct `Private keys` {
  @Test func `are clamped when they are made, whatever they are made from`() throws {
    let edges = [[UInt8](repeating: 255, count: 32), [1] + [UInt8](repeating: 0, count: 31)]
    for bytes in randomKeys(100, seed: 1) + edges {
      let keys = [
        try PrivateKey(bytes), try PrivateKey(base64: plainBase64(bytes)),
        try PrivateKey(base64: Array(plainBase64(bytes).utf8).span),
        try PrivateKey(hex: plainHex(bytes)),
        try PrivateKey(anyBase64: Array(plainBase64(bytes).utf8).span),
      ]
      for key in keys { #expect(key.array == clamped(bytes)) }
    }
  }

  @Test func `have the public keys of RFC 7748`() throws {
    let alice = try PrivateKey(
      hex: "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")
    #expect(
      alice.publicKey.hex == "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")
    let bob = try PrivateKey(
      hex: "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb")
    #expect(
      bob.publicKey.hex == "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f")
  }

  @Test func `of zeros are refused, but for doing what wg pubkey does`() throws {
    let zeros = [UInt8](repeating: 0, count: 32)
    let expected = WGError(
      .invalidKey, "this is no private key: 32 zero bytes mean none; clear the key instead")
    #expect(failure { () throws(WGError) in try PrivateKey(zeros) } == expected)
    #expect(
      failure { () throws(WGError) in try PrivateKey(base64: plainBase64(zeros)) } == expected)
    #expect(failure { () throws(WGError) in try PrivateKey(hex: plainHex(zeros)) } == expected)
    let key = try PrivateKey(anyBase64: Array(plainBase64(zeros).utf8).span)
    // What `wg pubkey` prints for zeros.
    #expect(key.publicKey.base64 == "L+V9o0fNYkMVKNqsX7spBzD/9oSvxM/C7ZCZX1jLO3Q=")
  }

  @Test func `with a single bit that clamping clears are keys all the same`() throws {
    for (place, bit) in [(0, 1), (0, 2), (0, 4), (31, 128)] as [(Int, UInt8)] {
      var bytes = [UInt8](repeating: 0, count: 32)
      bytes[place] = bit
      #expect(try PrivateKey(bytes).array == clamped(bytes))
    }
  }

  @Test func `are exposed as base64 and hex that make the same key again`() throws {
    for bytes in randomKeys(50, seed: 3) {
      let key = try PrivateKey(bytes)
      #expect(key.exposedBase64().text == plainBase64(clamped(bytes)))
      #expect(key.exposedHex().text == plainHex(clamped(bytes)))
      #expect(try PrivateKey(base64: key.exposedBase64().text).isEqual(to: key))
      #expect(try PrivateKey(hex: key.exposedHex().text).isEqual(to: key))
    }
  }

  @Test func `are equal when all their bytes are`() throws {
    let bytes = randomKeys(1, seed: 4)[0]
    let key = try PrivateKey(bytes)
    #expect(key.isEqual(to: try PrivateKey(bytes)))
    for bit in 0..<256 {
      var other = bytes
      other[bit / 8] ^= 1 << UInt8(bit % 8)
      // Five bits are set or cleared by clamping.
      #expect(try PrivateKey(other).isEqual(to: key) == [0, 1, 2, 254, 255].contains(bit))
    }
  }

  @Test func `as a change are set, and zeros clear`() throws {
    let zeros = Array(plainBase64([UInt8](repeating: 0, count: 32)).utf8)
    guard case .clear = try Change<PrivateKey>(base64: zeros.span) else {
      Issue.record("zeros did not clear")
      return
    }
    let bytes = randomKeys(1, seed: 5)[0]
    guard case .set(let key) = try Change<PrivateKey>(base64: Array(plainBase64(bytes).utf8).span)
    else {
      Issue.record("a key was not set")
      return
    }
    #expect(key.array == clamped(bytes))
  }

  @Test func `generated twice differ, and are clamped`() throws {
    let keys = [try PrivateKey.generate(), try PrivateKey.generate()]
    #expect(!keys[0].isEqual(to: keys[1]))
    for key in keys { #expect(key.array == clamped(key.array)) }
  }
}

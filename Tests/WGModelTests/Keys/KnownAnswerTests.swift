import Testing

@testable import WGModel

/// Nine and its public key: RFC 7748 section 5.2, the first iteration.
private let nine: InlineArray<32, UInt8> = InlineArray { $0 == 0 ? 9 : 0 }
private let ofNine: [UInt8] = [
  0x42, 0x2c, 0x8e, 0x7a, 0x62, 0x27, 0xd7, 0xbc, 0xa1, 0x35, 0x0b, 0x3e, 0x2b, 0xb7, 0x27, 0x9f,
  0x78, 0x97, 0xb8, 0x7b, 0xb6, 0x85, 0x4b, 0x78, 0x3c, 0x60, 0xe8, 0x03, 0x11, 0xae, 0x30, 0x79,
]

@Suite struct `The test of a known answer` {
  @Test func `passes, once and for all`() throws {
    let test = KnownAnswerTest(privateKey: nine, publicKey: InlineArray { ofNine[$0] })
    #expect(test.hasPassed == false)
    for _ in 0..<2 {
      try test.require()
      #expect(test.hasPassed == true)
    }
  }

  @Test func `fails with an error when one bit of the answer is another, each time`() {
    for bit in 0..<256 {
      var other = ofNine
      other[bit / 8] ^= 1 << UInt8(bit % 8)
      let test = KnownAnswerTest(privateKey: nine, publicKey: InlineArray { other[$0] })
      for _ in 0..<(bit == 0 ? 2 : 1) {
        var error: WGError?
        do throws(WGError) { try test.require() } catch let thrown { error = thrown }
        #expect(error?.code == .selfTestFailed)
        #expect(error?.message.contains("no keys can be made") == true)
        #expect(test.hasPassed == false)
      }
    }
  }

  // Each in a process of its own, in which nothing has made a key yet.
  @Test func `was passed before there is a key, however the first one is made`() async {
    await #expect(processExitsWith: .success) { try expectTest { try PrivateKey.generate() } }
    await #expect(processExitsWith: .success) {
      try expectTest { try PrivateKey([UInt8](repeating: 7, count: 32)) }
    }
    await #expect(processExitsWith: .success) {
      try expectTest { try PrivateKey(base64: plainBase64([UInt8](repeating: 7, count: 32))) }
    }
    await #expect(processExitsWith: .success) {
      try expectTest { try PrivateKey(hex: String(repeating: "07", count: 32)) }
    }
    await #expect(processExitsWith: .success) {
      let zeros = Array(plainBase64([UInt8](repeating: 0, count: 32)).utf8)
      try expectTest { try PrivateKey(anyBase64: zeros.span) }
    }
    await #expect(processExitsWith: .success) { try expectTest { try KeyPair.generate(count: 1) } }
  }

  @Test func `is not needed for what derives nothing`() async {
    await #expect(processExitsWith: .success) {
      _ = try PresharedKey.generate()
      _ = try PublicKey(hex: String(repeating: "07", count: 32))
      #expect(KnownAnswerTest.rfc7748.hasPassed == false)
    }
  }
}

/// Makes the first key of this process and expects that the test was run for it.
private func expectTest<Key>(_ make: () throws -> Key) throws {
  #expect(KnownAnswerTest.rfc7748.hasPassed == false)
  _ = try make()
  #expect(KnownAnswerTest.rfc7748.hasPassed == true)
}

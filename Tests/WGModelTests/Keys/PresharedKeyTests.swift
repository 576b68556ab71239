import Testing

@testable import WGModel

@Suite struct `Preshared keys` {
  @Test func `keep all their bits, whatever they are made from`() throws {
    for bytes in randomKeys(100, seed: 6) {
      let keys = [
        try PresharedKey(bytes), try PresharedKey(base64: plainBase64(bytes)),
        try PresharedKey(base64: Array(plainBase64(bytes).utf8).span),
        try PresharedKey(hex: plainHex(bytes)),
      ]
      for key in keys { #expect(key.array == bytes) }
      #expect(keys[0].exposedBase64().text == plainBase64(bytes))
      #expect(keys[0].exposedHex().text == plainHex(bytes))
    }
  }

  @Test func `of zeros are refused`() {
    let zeros = [UInt8](repeating: 0, count: 32)
    let expected = WGError(
      .invalidKey, "this is no preshared key: 32 zero bytes mean none; clear the key instead")
    #expect(failure { () throws(WGError) in try PresharedKey(zeros) } == expected)
    #expect(
      failure { () throws(WGError) in try PresharedKey(base64: plainBase64(zeros)) } == expected)
    #expect(failure { () throws(WGError) in try PresharedKey(hex: plainHex(zeros)) } == expected)
  }

  @Test func `with a single bit are keys`() throws {
    for bit in 0..<256 {
      var bytes = [UInt8](repeating: 0, count: 32)
      bytes[bit / 8] = 1 << UInt8(bit % 8)
      #expect(try PresharedKey(bytes).array == bytes)
    }
  }

  @Test func `are equal when all their bytes are`() throws {
    let bytes = randomKeys(1, seed: 7)[0]
    let key = try PresharedKey(bytes)
    #expect(key.isEqual(to: try PresharedKey(bytes)))
    for bit in 0..<256 {
      var other = bytes
      other[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(try !PresharedKey(other).isEqual(to: key))
    }
  }

  @Test func `are copied out of the buffer of many`() {
    let all = randomKeys(5, seed: 8)
    let buffer = SecretBytes(all.flatMap { $0 })
    for index in all.indices {
      #expect(PresharedKey(copying: buffer, at: index * 32).array == all[index])
    }
  }

  @Test func `as a change are set, and zeros clear`() throws {
    let zeros = Array(plainBase64([UInt8](repeating: 0, count: 32)).utf8)
    guard case .clear = try Change<PresharedKey>(base64: zeros.span) else {
      Issue.record("zeros did not clear")
      return
    }
    let bytes = randomKeys(1, seed: 9)[0]
    guard case .set(let key) = try Change<PresharedKey>(base64: Array(plainBase64(bytes).utf8).span)
    else {
      Issue.record("a key was not set")
      return
    }
    #expect(key.array == bytes)
  }

  @Test func `generated 1,000 times are all different`() throws {
    let keys = try (0..<1000).map { _ in try PresharedKey.generate().array }
    #expect(Set(keys).count == 1000)
    // Not one byte of the 32 is the same in all of them.
    for place in 0..<32 { #expect(Set(keys.map { $0[place] }).count > 200) }
  }
}
